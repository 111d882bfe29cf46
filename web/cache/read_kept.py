"""Files that were read before, by their content: taken again instead of read again.

What a reader makes follows from a file's bytes, its name, what is stated of it and the code;
it sees nothing else. What depended on this machine at that moment (a limit that was met, a
reader that died, a stick that was gone) is not kept.
"""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.reading.apart import read_apart
from muban.gis.reading.parts import parts_of
from muban.gis.reading.read_here import source_name
from muban.web.cache.digest import digest_of
from muban.web.cache.read_code import code_version

if TYPE_CHECKING:
    from muban.gis.reading.apart import Reader
    from muban.gis.reading.limits import Limits
    from muban.gis.reading.near import Near
    from muban.gis.source import FileSettings, Read
    from muban.web.cache.write_store import Store

__all__ = ["reader_on"]

_PASSES = frozenset({"read.limit", "read.reader_died", "read.unreadable", "read.no_room"})
"""Problems that the same file may not have the next time."""


def reader_on(store: Store | None) -> Reader:
    """A reader of files that takes again what is kept, and keeps what it read.

    Parameters
    ----------
    store
        None reads all anew.
    """
    if store is None:
        return read_apart

    def read(
        path: Path, root: Path, settings: FileSettings, limits: Limits, near: Near | None = None
    ) -> list[Read]:
        asked = (path, root, settings, limits, near)
        key = _key(*asked)
        content = store.get(key) if key else None
        if content is not None:
            kept: list[Read] = pickle.loads(content)  # noqa: S301 - its code says that we wrote it
            # The project may have been moved since.
            return [replace(one, source=replace(one.source, path=path.absolute())) for one in kept]
        reads = read_apart(path, root, settings, limits, near)
        lasting = not any(one.code in _PASSES for found in reads for one in found.problems)
        # A file that is written to while it is read is of neither content.
        if key and lasting and key == _key(*asked):
            store.put(key, pickle.dumps(reads, protocol=5))
        return reads

    return read


def _key(
    path: Path, root: Path, settings: FileSettings, limits: Limits, near: Near | None
) -> str | None:
    """A digest of all that a file's layers follow from; None where it cannot be read."""
    try:
        parts = {
            (suffix, part.name): _sha256(part) for suffix, part in sorted(parts_of(path).items())
        }
    except OSError:
        return None
    name = source_name(path, root)
    return digest_of(code_version(), "read", name, path.name, parts, settings, limits, near)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
