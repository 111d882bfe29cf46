"""Files that other programs write, and how what they hold becomes something that is read."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import PurePosixPath

__all__ = ["NOT_READ", "OTHER_CODES", "UNFINISHED", "other_code"]

_TABLE: dict[str, list[str]] = json.loads(
    resources.files("muban.gis.data").joinpath("other_files.json").read_text("utf-8")
)
_CODES = {ending: f"read.other_{kind}" for kind, endings in _TABLE.items() for ending in endings}
NOT_READ = "read.not_read"
"""Of a file that nothing more is known of."""
UNFINISHED = "read.other_unfinished"
"""Of a file that a browser has not brought whole yet."""
OTHER_CODES = frozenset({*_CODES.values(), NOT_READ})
"""Every problem that says: this file is of no kind that is read."""


def other_code(name: str) -> str:
    """The problem that tells how to get the content out of a file that is not read.

    Parameters
    ----------
    name
        The file's name; its ending alone counts.

    Returns
    -------
    str
        A code of the catalogue, one of :data:`OTHER_CODES`.

    Examples
    --------
    >>> other_code("drawings/แผนที่หมู่บ้าน.PDF"), other_code("งาน.qgz"), other_code("a.mp4")
    ('read.other_picture', 'read.other_project', 'read.not_read')
    """
    return _CODES.get(PurePosixPath(name).suffix.lower(), NOT_READ)
