"""Files that somebody drops: taken in beside the project, then put where they belong.

What comes is written into a folder of its own first, whole; only then is it looked at and put
into the project, unchanged. Nothing that is there is written over: what gives way goes into
``backup/``.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from muban.gis.reading.read import read_folder
from muban.gis.reading.shapefile_parts import SHAPEFILE_PARTS
from muban.layers.assembly_settings import AssemblySettings
from muban.web.desk.names_of_files import numbered, stated_folder
from muban.web.desk.sorted_in import folder_of
from muban.web.publishing.write_lock import locked

__all__ = ["Choice", "Taken", "open_inbox", "put_aside", "sweep_inboxes", "take_in"]

_INBOX = ".muban-inbox"
Choice = Literal["ask", "replace", "both", "skip"]
"""What becomes of a file whose name is there already, with another content."""
Became = Literal["new", "same", "replaced", "beside", "asked", "skipped", "pack"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one dropped file: its path as it was dropped, and inside the project."""

    path: str
    name: str
    became: Became


def open_inbox(project: Path) -> Path:
    """A new folder for what is dropped at once.

    Parameters
    ----------
    project
        The project folder.

    Returns
    -------
    Path
        Inside the project, with a name that nobody guesses.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     one, other = open_inbox(Path(name)), open_inbox(Path(name))
    ...     one.is_dir(), one == other, one.parent == other.parent
    (True, False, True)
    """
    inbox = project / _INBOX / secrets.token_hex(8)
    inbox.mkdir(parents=True)
    return inbox


def sweep_inboxes(project: Path) -> None:
    """Take away copies that nobody put anywhere: a desk was closed over them.

    Parameters
    ----------
    project
        The project folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     inbox = open_inbox(Path(name))
    ...     sweep_inboxes(Path(name))
    ...     inbox.exists()
    False
    """
    shutil.rmtree(project / _INBOX, ignore_errors=True)


def take_in(
    project: Path, inbox: Path, settings: AssemblySettings, choices: Mapping[str, Choice]
) -> list[Taken]:
    """Put what lies in an inbox into the project; what must be asked first stays in it.

    Parameters
    ----------
    project
        The project folder.
    inbox
        As :func:`open_inbox` made it.
    settings
        What the project says of itself: it helps to tell what a file is.
    choices
        By the path of a file in the inbox, what to do where its name is taken.

    Raises
    ------
    OSError
        The disk refuses; what was there is whole.
    """
    with locked(project / ".muban-inbox-lock"):
        taken = [
            one
            for files, folder in _sorted(inbox, settings)
            for one in _put_group(project, inbox, files, folder, choices)
        ]
    if not any(one.became == "asked" for one in taken):
        shutil.rmtree(inbox, ignore_errors=True)
    return taken


def put_aside(project: Path, name: str) -> list[str]:
    """Move a file of the project, with the parts that belong to it, into ``backup/``.

    Parameters
    ----------
    project
        The project folder.
    name
        The file, as a path inside the project.

    Returns
    -------
    list of str
        Where each went, as paths inside the project.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Path(folder, "drawings").mkdir()
    ...     for ending in ("shp", "dbf"):
    ...         _ = Path(folder, "drawings", f"ก.{ending}").write_bytes(b"")
    ...     moved = put_aside(Path(folder), "drawings/ก.shp")
    ...     len(moved), any(Path(folder, "drawings").iterdir())
    (2, False)
    """
    path = project / name
    there = [one for one in path.parent.iterdir() if one.is_file() and _owner(one, path) == path]
    with locked(project / ".muban-inbox-lock"):
        return [_into_backup(project, one) for one in sorted(there)]


def _owner(part: Path, main: Path) -> Path:
    same = part.stem.casefold() == main.stem.casefold()
    return main if main.suffix.lower() == ".shp" and same and _is_part(part.name) else part


def _is_part(name: str) -> bool:
    return PurePosixPath(name).suffix.lower().removeprefix(".") in SHAPEFILE_PARTS


def _sorted(
    inbox: Path, settings: AssemblySettings
) -> Iterator[tuple[list[PurePosixPath], PurePosixPath]]:
    """Files that belong together, and the folder of the project that they belong in."""
    reads = read_folder(inbox, inbox, limits=settings.limits)
    for group in _groups(inbox):
        first = group[0]
        own = [read for read in reads if _is_of(read.source.name, first)]
        stated = stated_folder(first)
        if stated is not None:
            yield group, stated.parent
        else:
            yield group, PurePosixPath(folder_of(first.name, own, settings)) / first.parent


def _is_of(source: str, file: PurePosixPath) -> bool:
    return source == file.as_posix() or source.startswith(f"{file.as_posix()}/")


def _groups(inbox: Path) -> list[list[PurePosixPath]]:
    """Each file, and a shapefile with its parts, the ``.shp`` first."""
    groups: dict[str, list[PurePosixPath]] = {}
    paths = sorted(path for path in inbox.rglob("*") if path.is_file())
    for path in paths:
        inside = PurePosixPath(path.relative_to(inbox).as_posix())
        key = inside.with_suffix("").as_posix().casefold()
        whole = key if _is_part(inside.name) else inside.as_posix()
        groups.setdefault(whole, []).append(inside)
    return [
        sorted(group, key=lambda one: one.suffix.lower() != ".shp") for group in groups.values()
    ]


def _put_group(
    project: Path,
    inbox: Path,
    files: Iterable[PurePosixPath],
    folder: PurePosixPath,
    choices: Mapping[str, Choice],
) -> Iterator[Taken]:
    files = list(files)
    differ = [one for one in files if _differs(inbox / one, project / folder / one.name)]
    choice = choices.get(files[0].as_posix(), "ask") if differ else "ask"
    number = _free_number(project / folder, files) if choice == "both" else 0
    for one in files:
        name = numbered(one.name, number) if number else one.name
        target = folder / name
        became = _put(project, inbox / one, target, choice, asked=bool(differ))
        shown = files[0].as_posix() if became == "asked" else one.as_posix()
        yield Taken(shown, target.as_posix(), became)


def _put(
    project: Path, came: Path, target: PurePosixPath, choice: Choice, *, asked: bool
) -> Became:
    place = project / target
    if place.exists() and not _differs(came, place):
        came.unlink()
        return "same"
    if asked and choice == "ask":
        return "asked"
    if asked and choice == "skip":
        came.unlink()
        return "skipped"
    place.parent.mkdir(parents=True, exist_ok=True)
    replaces = place.exists()
    if replaces:
        _into_backup(project, place)
    _move(came, place)
    return "replaced" if replaces else "beside" if choice == "both" and asked else "new"


def _differs(came: Path, place: Path) -> bool:
    """Whether another content stands in the place."""
    if not place.exists():
        return False
    if not place.is_file() or place.stat().st_size != came.stat().st_size:
        return True
    with came.open("rb") as one, place.open("rb") as other:
        while (part := one.read(1 << 20)) == other.read(1 << 20):
            if not part:
                return False
    return True


def _free_number(folder: Path, files: list[PurePosixPath]) -> int:
    number = 2
    while any((folder / numbered(one.name, number)).exists() for one in files):
        number += 1
    return number


def _into_backup(project: Path, path: Path) -> str:
    inside = path.relative_to(project)
    place = project / "backup" / inside
    number = 1
    while (kept := place.with_name(f"{place.stem}.{number:03}{place.suffix}")).exists():
        number += 1
    kept.parent.mkdir(parents=True, exist_ok=True)
    _move(path, kept)
    return kept.relative_to(project).as_posix()


def _move(path: Path, place: Path) -> None:
    """Never over a file: one that came there meanwhile stays.

    Raises
    ------
    FileExistsError
        Something is there.
    """
    try:
        os.link(path, place)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if place.exists():
            raise FileExistsError(str(place)) from None
        path.rename(place)
        return
    path.unlink()
