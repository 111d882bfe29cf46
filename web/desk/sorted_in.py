"""Into which folder of a project a file belongs, by what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.indicator.item_rows import heads_items
from muban.layers.plan import heads_plan
from muban.layers.register.rules_rows import heads_rules
from muban.layers.sorting.shapes import sort_shapes
from muban.layers.sorting.sheets import sort_sheets

if TYPE_CHECKING:
    from muban.gis.source import Read
    from muban.layers.assembly_settings import AssemblySettings

__all__ = ["folder_of"]

_OF_ROLES = {
    "register": "register",
    "confirmations": "register",
    "indicators": "indicators",
    "population": "reference",
    "gazetteer": "reference",
}
_OF_OFFICES = (("plan", heads_plan), ("rules", heads_items), ("rules", heads_rules))
"""Tables that no map is made from, each known by its headings alone."""
_OFFICIAL = {"tambon", "amphoe", "province"}
_DRAWINGS = "drawings"
_BY_ENDING = {
    "book": (".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".docx", ".doc", ".md"),
    "symbols": (".svg",),
    "other": (".pdf", ".pptx", ".ppt", ".mp4", ".mov", ".mp3", ".m4a", ".qgz", ".qgs", ".mxd"),
}
"""Files that hold nothing for a map."""


def folder_of(name: str, reads: Sequence[Read], settings: AssemblySettings) -> str:
    """The folder of a project for a file.

    Parameters
    ----------
    name
        The file's own name.
    reads
        Its layers, as they were read.
    settings
        What the project says of itself.

    Returns
    -------
    str
        ``drawings`` where nothing says otherwise: whatever it is, it is told there.

    Examples
    --------
    >>> from muban.layers.assembly_settings import AssemblySettings
    >>> folder_of("แนวเขต.kml", [], AssemblySettings(title="ตำบลในเมือง"))
    'drawings'
    """
    ending = PurePosixPath(name).suffix.lower()
    for folder, endings in _BY_ENDING.items():
        if ending in endings:
            return folder
    tables = {_table_folder(read) for read in reads if read.kind == "grid"} - {None}
    if tables:
        return str(next(folder for folder in _OF_ROLES.values() if folder in tables))
    office = _office_folder(reads)
    if office is not None:
        return office
    return "reference" if _is_official(reads, settings) else _DRAWINGS


def _table_folder(read: Read) -> str | None:
    """Asked as a register first, then as results: each is sure of its own columns."""
    mapping = IndicatorMapping.from_config({})
    for folder, own in (("register", {"register", "confirmations"}), ("indicators", None)):
        role = sort_sheets({folder: [read]}, {}, mapping).role(read)
        if role is not None and (own is None or role in own):
            return _OF_ROLES[role]
    return None


def _office_folder(reads: Sequence[Read]) -> str | None:
    """Where a table of projects, of rules or of a survey's items belongs; None for any other."""
    grids = [read for read in reads if read.kind == "grid"]
    return next(
        (folder for folder, heads in _OF_OFFICES for read in grids if heads(read)),
        None,
    )


def _is_official(reads: Sequence[Read], settings: AssemblySettings) -> bool:
    """Whether all that it shows are outlines of tambons and above."""
    sheets = sort_sheets({_DRAWINGS: reads}, {}, IndicatorMapping.from_config({}))
    shapes = sort_shapes(reads, folder=_DRAWINGS, sheets=sheets, settings=settings, scope=None)
    roles = {part.role for part in shapes.parts}
    return bool(roles) and roles <= _OFFICIAL
