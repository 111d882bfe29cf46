"""What a project is called where nobody has said so: as its map is, else as its tambon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from muban.gis.problems import Where, problem
from muban.gis.text.true_text import true_name
from muban.layers.personal.gazetteer_names import find_in_village_name

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.problems import Problem
    from muban.gis.source import Read
    from muban.layers.assembly_settings import AssemblySettings

__all__ = ["with_title"]

_SETTINGS = "muban.toml"
_PLAIN = "แผนที่หมู่บ้าน"
_SAYS_NOTHING = frozenset(
    ("แผนที่", "แผนที่ของฉัน", "แผนที่หมู่บ้าน", "หมู่บ้าน", "map", "my map", "maps", "new map", "แผนที่ใหม่")
)
"""Titles that many maps have: the project's place says more."""


def with_title(
    settings: AssemblySettings,
    drawings: Iterable[Read],
    *,
    tambon: str,
    province: str,
    gazetteer: Gazetteer,
) -> tuple[AssemblySettings, tuple[Problem, ...]]:
    """The settings with a title, and what is told where it was not stated.

    Parameters
    ----------
    settings
        What the project says of itself.
    drawings
        Layers as they were read. A map's own name counts where all files have one name, which
        tells of no person and is neither a program's stand-in nor the file's name.
    tambon
        The project's tambon, '' where it is not known: it names what no map names.
    province
        Its province, likewise: a register alone is a province's or an amphoe's.
    gazetteer
        Says their names.

    Returns
    -------
    AssemblySettings
        With a title that is not empty.
    tuple of Problem
        A note with the title that was taken; none where it was stated.

    Examples
    --------
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.layers.assembly_settings import AssemblySettings
    >>> settings, [told] = with_title(AssemblySettings(title=""), [],
    ...     tambon="430101", province="43", gazetteer=build_gazetteer())
    >>> settings.title, told.code
    ('แผนที่หมู่บ้าน ตำบลในเมือง', 'project.title_taken')
    """
    if settings.title:
        return settings, ()
    place = _place(tambon, settings.amphoe or "", province, gazetteer)
    title = _of_map(drawings, settings) or f"{_PLAIN} {place}".strip()
    told = problem("project.title_taken", Where(_SETTINGS), title=title)
    return replace(settings, title=title), (told,)


def _place(tambon: str, amphoe: str, province: str, gazetteer: Gazetteer) -> str:
    """The lowest unit that is known, with its level before it; '' where none is."""
    for level, unit in (
        ("ตำบล", gazetteer.tambon(tambon) if tambon else None),
        ("อำเภอ", gazetteer.amphoe(amphoe) if amphoe else None),
        ("จังหวัด", gazetteer.province(province) if province else None),
    ):
        if unit is not None:
            return f"{level}{unit.name}"
    return ""


def _of_map(drawings: Iterable[Read], settings: AssemblySettings) -> str:
    titles = {_title(read) for read in drawings}
    title = titles.pop() if len(titles) == 1 else ""
    if title and any(find_in_village_name(title, Where(_SETTINGS), settings.privacy)):
        return ""
    return title


def _title(read: Read) -> str:
    title = true_name(read.title).name
    file = PurePosixPath(read.source.name)
    if title in {file.name, file.stem} or PurePosixPath(title).suffix == ".kml":
        return ""
    return "" if title.casefold() in _SAYS_NOTHING else title
