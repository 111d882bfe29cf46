"""A project folder on disk: finds the files, reads them, and has them joined.

This is the only place where a project's files are read. What they mean is worked out by
:func:`layers.assemble.assemble`, which touches no disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gis.errors import ProjectError
from gis.source import FileSettings, Read
from web.config import CONFIG_NAME, Config, read_config

if TYPE_CHECKING:
    from layers.assemble import Assembly
    from layers.atlas import Atlas
    from symbology.legend import Legend

__all__ = ["INPUT_FOLDERS", "SAMPLE", "Project", "read_project", "survey"]

SAMPLE = Path(__file__).parent / "sample"
"""The sample project that comes with the package."""

INPUT_FOLDERS = ("reference", "drawings", "indicators", "register")
"""The folders that are read, references first: they say where the province is."""


@dataclass(frozen=True, eq=False)
class Project:
    """A project folder as it was read.

    ``reads`` holds every layer of every file, by the folder it lies in; ``symbol_files``
    the user's own symbols (file stem → SVG text).
    """

    folder: Path
    config: Config
    reads: dict[str, tuple[Read, ...]]
    symbol_files: dict[str, str]

    @property
    def legend(self) -> Legend:
        """The standard legend with the project's own symbols laid over it."""
        return self._legend()[0]

    def _legend(self) -> tuple[Legend, tuple[object, ...]]:
        from symbology.legend import parse_overrides, read_legend

        overrides, problems = parse_overrides(self.config.symbols, self.symbol_files)
        return read_legend(overrides), tuple(problems)


def read_project(folder: Path) -> Project:
    """Read a project folder's settings and files.

    Raises
    ------
    ProjectError
        There is no such folder.
    ConfigError
        ``muban.toml`` is missing or wrong.
    """
    from gis.limits import Limits
    from gis.read import read_folder

    if not folder.is_dir():
        raise ProjectError(
            f"ไม่พบโฟลเดอร์ «{folder}» — ตรวจชื่อ หรือสร้างด้วย muban new",
            f"There is no folder “{folder}”: check the name, or make one with `muban new`",
        )
    config = read_config(folder)
    settings = {name: _file_settings(stated) for name, stated in config.files.items()}
    limits = Limits.from_settings(config.limits)
    reads = {
        name: tuple(read_folder(folder / name, folder, settings=settings, limits=limits))
        for name in INPUT_FOLDERS
        if (folder / name).is_dir()
    }
    symbols = {
        path.stem: path.read_text("utf-8", errors="replace")
        for path in sorted((folder / "symbols").glob("*.svg"))
    }
    return Project(folder=folder, config=config, reads=reads, symbol_files=symbols)


def _file_settings(stated: object) -> FileSettings:
    from web.config import FileConfig

    assert isinstance(stated, FileConfig)
    return FileSettings(
        crs=stated.crs, encoding=stated.encoding, axes=stated.axes, role=stated.role
    )
