"""A project read for the desk, and the marks by which it is known that it has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muban.gis.problems import Problem
from muban.web.cache.kept import each_kept
from muban.web.cache.read_whole import MADE_FROM
from muban.web.desk.file_list import files_on_disk
from muban.web.desk.view import project_view
from muban.web.in_turn import cores_at_hand
from muban.web.pages.share import check_sharing
from muban.web.project import INPUT_FOLDERS, know_project, read_project, survey
from muban.web.settings.config import CONFIG_NAME
from muban.web.told.empty import is_empty

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.layers.known import Known
    from muban.web.cache.write_store import Store
    from muban.web.project import Project

__all__ = ["Work", "marks_of", "read_work"]

Marks = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, eq=False)
class Work:
    """A project as it stood at one moment."""

    project: Project
    known: Known
    atlas: Atlas
    view: dict[str, Any]

    @property
    def empty(self) -> bool:
        """Whether it holds no file that is read."""
        return is_empty(self.project)

    @property
    def shown(self) -> tuple[Problem, ...]:
        """The problems that its page shows."""
        return (*self.atlas.problems, *check_sharing(self.project.config.base_url))


def marks_of(folder: Path) -> Marks:
    """Name, size and time of every file that a map is made from."""
    beside = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    found = [
        _mark(path, folder) for path in beside if path.name[0] != "." or path.name == CONFIG_NAME
    ]
    for name in MADE_FROM:
        for place, _, files in os.walk(folder / name):
            found += [_mark(Path(place, file), folder) for file in files]
    return tuple(sorted(mark for mark in found if mark is not None))


def _mark(path: Path, folder: Path) -> tuple[str, int, int] | None:
    try:
        facts = path.stat()
    except OSError:  # gone since the folder was listed
        return None
    return (path.relative_to(folder).as_posix(), facts.st_size, facts.st_mtime_ns)


def read_work(folder: Path, store: Store | None) -> Work:
    """Read, know and join a project.

    Raises
    ------
    MubanError
        The folder is gone, or its settings are wrong.
    """
    project = read_project(folder, store)
    known = know_project(project)
    atlas = survey(project, known, each=each_kept(store, cores_at_hand()))
    view = project_view(
        project, known, atlas, list(files_on_disk(folder)), list(_open_elsewhere(folder))
    )
    return Work(project, known, atlas, view)


def _open_elsewhere(folder: Path) -> Iterator[str]:
    """Files that Excel or LibreOffice has open: both lay a mark beside them."""
    for name in INPUT_FOLDERS:
        for place, _, files in os.walk(folder / name):
            inside = Path(place).relative_to(folder).as_posix()
            for file in files:
                if f".~lock.{file}#" in files or (f"~${file}" in files or f"~${file[2:]}" in files):
                    yield f"{inside}/{file}"
