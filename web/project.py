"""A project folder on disk: finds the files, reads them, and has them joined.

This is the only place where a project's files are read. What they mean is worked out by
:func:`muban.layers.known.know` and :func:`muban.layers.assemble.join`, which touch no disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.errors import ProjectError
from muban.gis.source import FileSettings, Read
from muban.web.beside import drawings_beside, is_drawing, left_beside, read_beside
from muban.web.read_saved import read_replaced
from muban.web.settings.config import INPUT_FOLDERS, Config, FileConfig, read_config
from muban.web.settings.config_checks import check_files
from muban.web.settings.indicator_settings import refuse_unknown_ids
from muban.web.symbol_files import read_symbol_files

if TYPE_CHECKING:
    from muban.gis.problems import Problem
    from muban.gis.reading.apart import Reader
    from muban.gis.reading.limits import Limits
    from muban.layers.assemble import Each
    from muban.layers.assembly_settings import AssemblySettings
    from muban.layers.atlas import Atlas
    from muban.layers.indicator.item_lists import ItemList
    from muban.layers.known import Known
    from muban.layers.replaced import Replaced
    from muban.symbology.legend import Legend
    from muban.web.cache.write_store import Store
    from muban.web.settings.province_folders import OneProvince

__all__ = [
    "INPUT_FOLDERS",
    "SAMPLE",
    "Project",
    "assembly_settings",
    "know_project",
    "read_project",
    "survey",
]

SAMPLE = Path(__file__).parent / "sample"
"""The sample project that comes with the package."""


@dataclass(frozen=True, eq=False)
class Project:
    """A project folder as it was read.

    ``reads`` holds every layer of every file, by the folder it lies in; ``legend`` is the
    standard legend with the project's own symbols laid over it, and ``problems`` what is
    wrong with those. ``replaced`` are the records that saved drawings stand for.
    """

    folder: Path
    config: Config
    reads: Mapping[str, tuple[Read, ...]]
    legend: Legend
    problems: tuple[Problem, ...]
    replaced: Replaced = field(default_factory=dict)
    part: OneProvince | None = None
    """The province that was read of a project of several; None where all of it was."""
    alone: bool = False
    """Whether a drawing is the whole project: what lies beside it is none of its files."""
    item_lists: tuple[ItemList, ...] = ()
    """The office's own lists of the items of จปฐ. and กชช.2ค."""


def read_project(
    folder: Path, store: Store | None = None, *, part: OneProvince | None = None
) -> Project:
    """Read a project folder's settings and files.

    Parameters
    ----------
    folder
        The project's; or a drawing, which is then the whole project.
    store
        Keeps what was read, for the next time; with None all is read anew.
    part
        The province to read, of a project of several; with None all is read as one.

    Raises
    ------
    ProjectError
        There is no such folder, it is a file that is no drawing, or a package adds a reader of
        files that muban reads itself.
    ConfigError
        ``muban.toml`` is missing or wrong.
    """
    from muban.gis.apart import prepare
    from muban.gis.reading.added_readers import refuse_taken
    from muban.symbology.legend import parse_overrides, read_legend
    from muban.web.cache.read_kept import reader_on
    from muban.web.project_items import read_item_lists

    alone = folder if is_drawing(folder) else None
    folder = folder if alone is None else folder.parent
    if folder.is_file():
        raise ProjectError(
            f"«{folder}» เป็นไฟล์ที่ไม่ใช่แผนที่ — ใส่ชื่อไฟล์ KML/KMZ หรือชื่อโฟลเดอร์งาน",
            f"“{folder}” is a file and no drawing: name a KML or KMZ, or a project's folder",
        )
    if not folder.is_dir():
        raise ProjectError(
            f"ไม่พบโฟลเดอร์ «{folder}» — ตรวจชื่อ หรือสร้างด้วย muban new",
            f"There is no folder “{folder}”: check the name, or make one with `muban new`",
        )
    config = read_config(folder)
    if part is not None:
        config = part.settings(config)
    refuse_taken()
    if store is None:
        prepare()  # with one, there may be nothing that must be read
    reader = reader_on(store)
    lying = [alone] if alone is not None else drawings_beside(folder)
    reads = (
        _read(folder, config, lying, reader, part)
        if alone is None
        else _read_alone(lying, config, reader)
    )
    check_files(config, {read.source.name for layers in reads.values() for read in layers})
    symbols, unread = read_symbol_files(folder)
    overrides, problems = parse_overrides(config.symbols, symbols)
    beside = left_beside(folder, lying) if alone is None else []
    ignored = [name for name, stated in config.files.items() if stated.role == "ignore"]
    replaced = read_replaced(folder, reads.get("drawings", ()), ignored=ignored)
    lists, wrong = read_item_lists(folder) if alone is None else ((), ())
    return Project(
        folder=folder,
        config=config,
        reads=reads,
        legend=read_legend(overrides),
        problems=(*beside, *unread, *problems, *wrong),
        replaced=replaced,
        part=part,
        alone=alone is not None,
        item_lists=lists,
    )


def _read_alone(paths: list[Path], config: Config, reader: Reader) -> dict[str, tuple[Read, ...]]:
    stated = _stated(config)
    return {
        "drawings": tuple(read_beside(paths, paths[0].parent, stated.files, stated.limits, reader))
    }


def _read(
    folder: Path, config: Config, lying: list[Path], reader: Reader, part: OneProvince | None
) -> dict[str, tuple[Read, ...]]:
    """Layers by folder; what lies in the others tells what of a large reference is looked at."""
    from muban.gis.reading.read import read_folder
    from muban.layers.known import look_around

    stated = _stated(config)
    there = [name for name in INPUT_FOLDERS if (folder / name).is_dir()]
    reads: dict[str, tuple[Read, ...]] = {}
    if lying:
        reads["drawings"] = tuple(read_beside(lying, folder, stated.files, stated.limits, reader))
    for name in sorted(there, key=lambda name: name == "reference"):
        whole = ((folder / name, frozenset[Path]()),)
        for place, without in whole if part is None else part.places(folder, name):
            found = read_folder(
                place,
                folder,
                settings=stated.files,
                limits=stated.limits,
                look_around=(lambda tables: look_around({**reads, "reference": tables}, stated))
                if name == "reference"
                else None,
                reader=reader,
                without=without,
            )
            reads[name] = (*reads.get(name, ()), *found)
    return {name: reads[name] for name in INPUT_FOLDERS if name in reads}


def know_project(project: Project) -> Known:
    """What its files are, which villages there are and where: the same for every command.

    Raises
    ------
    ConfigError
        A table of ``muban.toml`` that only the layers understand is wrong.
    """
    from muban.layers.known import know

    return know(project.reads, assembly_settings(project))


def survey(project: Project, known: Known | None = None, *, each: Each = map) -> Atlas:
    """Have everything joined: the atlas, with every problem and the ledger.

    Parameters
    ----------
    project
        As read.
    known
        What :func:`know_project` told of it, where that is there already.
    each
        How work is done for each of many tambons (:func:`muban.web.in_turn.each_on`).

    Raises
    ------
    ConfigError
        A table of ``muban.toml`` that only the layers understand is wrong.
    """
    from muban.layers.assemble import join
    from muban.web.project_photos import with_photos
    from muban.web.project_plan import with_plan

    atlas = join(known if known is not None else know_project(project), each=each)
    ids = {domain.id for page in atlas.pages for domain in page.domains}
    refuse_unknown_ids(project.config, ids)
    atlas = with_photos(atlas, project.folder)
    whole = replace(atlas, problems=(*project.problems, *atlas.problems))
    return whole if project.alone else with_plan(whole, project.folder, project.part)


def assembly_settings(project: Project) -> AssemblySettings:
    """What ``muban.toml`` and the legend say of a project, as the layers take it."""
    legend = project.legend
    return replace(
        _stated(project.config),
        kinds=legend.kinds,
        hidden_ground=frozenset(style.id for style in legend.context if not style.public),
        replaced=project.replaced,
        item_lists=project.item_lists,
    )


def _stated(config: Config) -> AssemblySettings:
    """What ``muban.toml`` says, as the layers take it."""
    from muban.gis.coordinates.datum import DEFAULT_OPERATION
    from muban.gis.shapes.tolerance import TOLERANCE_M
    from muban.layers.assembly_settings import AssemblySettings
    from muban.layers.personal.privacy import PrivacyRule

    return AssemblySettings(
        title=config.title,
        province=config.province,
        amphoe=config.amphoe,
        tambon=config.tambon,
        fiscal_year_be=config.fiscal_year_be,
        sample=config.sample,
        files={name: file_settings(stated) for name, stated in config.files.items()},
        indicators=config.indicators,
        limits=read_limits(config),
        tolerance_m=TOLERANCE_M if config.tolerance_m is None else config.tolerance_m,
        operation=config.indian_1975 or DEFAULT_OPERATION,
        privacy=PrivacyRule.stated(config.privacy.threshold, config.privacy.allowed),
    )


def file_settings(stated: FileConfig) -> FileSettings:
    """What ``muban.toml`` says of a file, as the readers take it."""
    return FileSettings(
        crs=stated.crs,
        encoding=stated.encoding,
        axes=stated.axes,
        role=stated.role,
        kind=stated.kind,
        columns=tuple(stated.columns.model_dump(exclude_none=True).items()),
        public=stated.public,
    )


def read_limits(config: Config) -> Limits:
    r"""How much each file may ask, as ``muban.toml`` has it.

    Parameters
    ----------
    config
        ``muban.toml``.

    Returns
    -------
    Limits
        The usual ones where nothing is stated.

    Examples
    --------
    >>> from muban.web.settings.config import parse_config
    >>> read_limits(parse_config("[limits]\nmax_features = 9")).max_features
    9
    """
    from muban.gis.reading.limits import Limits

    return Limits(**config.limits)
