"""Which records of other files a project's saved drawings stand for, as they say themselves."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from muban.gis.source import Read
from muban.layers.replaced import Replaced

__all__ = ["read_replaced"]

_HEAD = 4096
"""Bytes within which a saved drawing says that it is one."""
_ENDINGS = (".geojson", ".json", ".txt")
"""A phone hands a drawing in under the name that its share sheet lets through."""


def read_replaced(folder: Path, reads: Iterable[Read], *, ignored: Collection[str]) -> Replaced:
    """The marks of records that saved drawings stand for.

    A drawing that was not read, or is left out, stands for nothing: its records are not shown.

    Parameters
    ----------
    folder
        The project folder.
    reads
        What was read of its drawings.
    ignored
        Files that ``muban.toml`` leaves out.
    """
    shown = {read.source.name for read in reads if read.kind == "features" and read.numbers}
    by: dict[str, list[str]] = defaultdict(list)
    for name in sorted(shown - set(ignored)):
        if name.lower().endswith(_ENDINGS):
            for mark in _replaces(folder / name):
                by[mark].append(name)
    return by


def _replaces(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if b'"muban"' not in head:
                return []
            document: Any = json.loads(head + file.read())
        found = document["muban"]["replaces"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return []
    return [mark for mark in found if isinstance(mark, str)] if isinstance(found, list) else []
