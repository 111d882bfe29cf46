"""Which elements of KML and GPX are records, shapes and texts: the table is the page's too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

__all__ = ["HTML", "Dialect", "dialect"]

_TABLE: dict[str, dict[str, list[str]]] = json.loads(
    resources.files("muban.gis.data").joinpath("xml_dialects.json").read_text("utf-8")
)
HTML = frozenset(_TABLE["html"]["elements"])
"""Elements that people put into descriptions, in small letters."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which elements of a format are records, shapes, texts."""

    records: frozenset[str]
    containers: frozenset[str]
    shapes: frozenset[str]
    whole_shapes: frozenset[str]
    holds_shapes: frozenset[str]
    texts: frozenset[str]
    others: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        """Elements that no text holds: where one begins inside a text, the text was left open."""
        return self.records | self.containers | self.shapes | self.others


def dialect(kind: str, own_records: Iterable[str] = ()) -> Dialect:
    """The elements of a format, with a file's own names for its records.

    Examples
    --------
    >>> "trkpt" in dialect("gpx").shapes, "Village" in dialect("kml", ["Village"]).records
    (True, True)
    """
    table = {key: frozenset(names) for key, names in _TABLE[kind].items()}
    table["records"] |= set(own_records)
    return Dialect(**table)
