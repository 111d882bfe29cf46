"""A build of which nothing has changed: neither what went in nor what stands.

Only then is nothing done. What is told of the files is kept beside the manifest that was
written, so that it is told again in the same words.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.reading.shapefile_parts import SHAPEFILE_PARTS
from muban.web.beside import DRAWING_KINDS
from muban.web.cache.read_code import code_version
from muban.web.publishing.read_site import MANIFEST, entries_of
from muban.web.settings.input_folders import INPUT_FOLDERS

if TYPE_CHECKING:
    from muban.gis.ledger import LedgerRow
    from muban.gis.problems import Problem
    from muban.web.cache.write_store import Store

__all__ = ["MADE_FROM", "Whole", "foreign_to", "keep_whole", "key_of_build", "take_whole"]

MADE_FROM = (*INPUT_FOLDERS, "plan", "rules", "symbols", "photos")
"""The folders that a site is made from: where nothing in them has changed, it stays as it is."""
_LYING = (*DRAWING_KINDS, *(f".{part}" for part in SHAPEFILE_PARTS))
"""Endings of what is read directly in the project's folder."""
_PASSES = "read.limit"
"""A file that took too much this time may not the next: such a build is not kept."""


@dataclass(frozen=True)
class Whole:
    """What a build told, and the manifest of the site that it wrote."""

    problems: tuple[Problem, ...]
    ledger: tuple[LedgerRow, ...]
    manifest: bytes


def key_of_build(project: Path, *asked: object) -> str | None:
    """A digest of everything that a build follows from.

    Parameters
    ----------
    project
        The project folder.
    *asked
        What the command was asked for, as texts and truths.

    Returns
    -------
    str or None
        None where something cannot be read: then nothing is sure.
    """
    seen = hashlib.sha256(f"{code_version()} {asked!r}\n".encode())
    try:
        for line in _contents(project):
            seen.update(line.encode("utf-8", "surrogateescape") + b"\n")
    except OSError:
        return None
    return seen.hexdigest()


def _contents(project: Path) -> Iterator[str]:
    """Every entry that is read, with what is in it; of the others their names."""
    for entry in sorted(os.scandir(project), key=lambda one: one.name):
        if entry.is_file():
            own = entry.name == "muban.toml" or entry.name.lower().endswith(_LYING)
            yield f"{entry.name} {_sha256(Path(entry.path)) if own else 'file'}"
    for name in MADE_FROM:
        for place, folders, files in os.walk(project / name):
            folders.sort()
            for file in sorted((*files, *folders)):
                path = Path(place, file)
                yield f"{path.relative_to(project).as_posix()} {_kind(path)}"


def _kind(path: Path) -> str:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return f"link {path.readlink()}"
    return _sha256(path) if stat.S_ISREG(mode) else f"kind {stat.S_IFMT(mode)}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def take_whole(store: Store, key: str, out: Path) -> Whole | None:
    """What the build told, where the site that it wrote stands to the last byte; else None.

    Parameters
    ----------
    store
        Where builds are kept.
    key
        Of :func:`key_of_build`.
    out
        The site's folder.
    """
    content = store.get(key)
    if content is None:
        return None
    whole: Whole = pickle.loads(content)  # noqa: S301 - its code says that we wrote it
    return whole if _stands(whole.manifest, out) else None


def keep_whole(
    store: Store,
    key: str,
    out: Path,
    problems: tuple[Problem, ...],
    ledger: tuple[LedgerRow, ...],
) -> None:
    """Keep what a build told, for the next time that nothing has changed.

    Parameters
    ----------
    store
        Where builds are kept.
    key
        Of :func:`key_of_build`.
    out
        The site's folder, as it was published.
    problems
        What the build told.
    ledger
        Its account of every record.
    """
    if any(found.code == _PASSES for found in problems):
        return
    whole = Whole(problems, ledger, (out / MANIFEST).read_bytes())
    store.put(key, pickle.dumps(whole, protocol=5))


def foreign_to(whole: Whole, out: Path) -> tuple[str, ...]:
    """What stands in the folder of a site and is not muban's."""
    ours = {MANIFEST, *json.loads(whole.manifest)["files"]}
    return tuple(sorted(name for name in entries_of(out) if name not in ours))


def _stands(manifest: bytes, out: Path) -> bool:
    try:
        if (out / MANIFEST).read_bytes() != manifest:
            return False
        files = json.loads(manifest)["files"].items()
        return all(
            not (out / name).is_symlink() and _sha256(out / name) == stated["sha256"]
            for name, stated in files
        )
    except OSError:
        return False
