"""The tables that go from room to room: what columns each has, and what may stand in them.

A table is declared here alone, made in the room that its name says, and checked where it is
made and where an atlas receives it (:mod:`muban.layers.frame_check`): so a page never has to ask
what a file called something, and a wrong table stops where it was made, not three rooms on.

What is unknown is None in a column of codes, names of pins or whole numbers, NaN in one of
measures, and never a value that looks like one (``""``, ``0``, ``000000``). Such columns hold
Python's own objects: a row taken out of a table reads ``row["moo"] or …`` without a surprise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "CONTEXT_COLUMNS",
    "DESIGNATION_COLUMNS",
    "INDICATOR_COLUMNS",
    "LANDMARK_COLUMNS",
    "UNIT_COLUMNS",
    "VILLAGE_COLUMNS",
    "Columns",
    "Declared",
]

Held = Literal["text", "code", "whole", "number", "shape", "object"]
"""What a column holds: text, digits of an exact length, whole numbers, measures, shapes, others."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a column says and what may stand in it.

    Parameters
    ----------
    says
        In words, with its unit.
    holds
        Of which type; a code is text of ``digits`` digits, a shape of one of ``shapes``.
    unknown
        Whether the value of a row may be unknown: None, or NaN of a measure.
    among
        All values that there are, where they are few.
    optional
        Whether the table may be without it.
    """

    says: str
    holds: Held = "text"
    digits: int = 0
    unknown: bool = False
    among: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    optional: bool = False


Columns = Mapping[str, Declared]
"""A table's columns by name, in their order."""


def _code(digits: int, says: str, *, unknown: bool = False) -> Declared:
    return Declared(says, "code", digits=digits, unknown=unknown)


def _number(says: str) -> Declared:
    return Declared(says, "number", unknown=True)


_POLYGONS = ("Polygon", "MultiPolygon")
_LINES = ("LineString", "MultiLineString")
_SOURCE = {
    "_file": Declared("the file that it is from; '' of what no file has"),
    "_layer": Declared("the layer in it; '' where a file has one alone"),
    "_number": Declared("the record in it, as people count (0 of what no file has)", "whole"),
}
"""Where a row is from."""

VILLAGE_COLUMNS: Columns = {
    "village_code": _code(8, "eight digits", unknown=True),
    "tambon_code": _code(6, "six digits", unknown=True),
    "moo": Declared("number of the village in its tambon", "whole", unknown=True),
    "name": Declared("as shown, with the prefix บ้าน; '' of one that has none"),
    "name_en": Declared("romanised name, or ''"),
    "population": _number("persons"),
    "households": _number("households"),
    "figures_year_be": _number("the year of population and households (พ.ศ.)"),
    "area_m2": _number("geodesic, of the drawn area (m²)"),
    "label_lon": _number("pole of inaccessibility of the largest part (degrees)"),
    "label_lat": _number("same"),
    "label_radius_m": _number("radius of the circle there (m)"),
    "outside_share": _number("share of the drawn area outside the official tambon, 0 to 1"),
    "place": Declared(
        "'drawn' (has an area), 'point' (a point of the gazetteer), 'none'",
        among=("drawn", "point", "none"),
    ),
    "lon": _number("a point inside the village, or its gazetteer point (degrees)"),
    "lat": _number("same"),
    "geometry": Declared(
        "the drawn area, EPSG:4326; None without one", "shape", shapes=_POLYGONS, unknown=True
    ),
    **_SOURCE,
    "_also": Declared("records that were further pieces of the village", "object", optional=True),
}
"""Columns of :attr:`muban.layers.atlas.TambonAtlas.villages`, ordered by moo, then code."""

LANDMARK_COLUMNS: Columns = {
    "landmark_id": Declared("stable text id, unique in the tambon"),
    "landmark_kind": Declared("id of the legend"),
    "kind_reason": Declared("why it is of that kind, for people"),
    "name": Declared("as drawn, normalised; '' where unnamed"),
    "note": Declared("plain text that may be published, or ''"),
    "village_code": _code(8, "the village that it lies in", unknown=True),
    "tambon_code": _code(6, "the tambon that it lies in", unknown=True),
    "geometry": Declared("EPSG:4326", "shape", shapes=("Point",)),
    **_SOURCE,
    "_photo": Declared("name of its photo among the project's, or None", "object", optional=True),
    "_loose": Declared("whether the page without a tambon shows it", "object", optional=True),
}
"""Columns of :attr:`muban.layers.atlas.TambonAtlas.landmarks`, by kind, then name, then place."""

CONTEXT_COLUMNS: Columns = {
    "context_id": Declared("stable text id, unique in the project"),
    "context_kind": Declared("id of the legend's lines and areas"),
    "kind_reason": Declared("why it is of that kind, for people"),
    "name": Declared("as drawn, normalised; '' where unnamed"),
    "length_km": _number("geodesic, of a line (km)"),
    "area_m2": _number("geodesic, of an area (m²)"),
    "landmark_id": Declared("the pin that was drawn as this area", unknown=True),
    "geometry": Declared("EPSG:4326", "shape", shapes=(*_LINES, *_POLYGONS)),
    **_SOURCE,
}
"""Columns of :attr:`muban.layers.atlas.TambonAtlas.context`: roads, waters and other ground."""

INDICATOR_COLUMNS: Columns = {
    "village_code": _code(8, "eight digits"),
    "year_be": Declared("the year that is written beside the figures (พ.ศ.)", "whole"),
    "domain": Declared("id of a domain"),
    "indicator": Declared("id of an indicator in the domain; '' for the domain's own value"),
    "value": _number("NaN where missing or suppressed"),
    "shown": Declared("the value as it may be published: '43', '<5', ''"),
    "status": Declared("what the value is", among=("ok", "missing", "suppressed")),
}
"""Columns of :attr:`muban.layers.atlas.TambonAtlas.indicators`: a row per village, year, domain
and indicator."""

DESIGNATION_COLUMNS: Columns = {
    "row": Declared("row of the register as a person counts it", "whole"),
    "kind": Declared("what was designated", among=("village", "tambon")),
    "status": Declared(
        "what became of the row", among=("exact", "corrected", "needs_person", "duplicate")
    ),
    "duplicate_of": Declared("row that this one repeats", "whole", unknown=True),
    "village_code": _code(8, "where no person must decide; none of a tambon", unknown=True),
    "tambon_code": _code(6, "six digits", unknown=True),
    "amphoe_code": _code(4, "four digits", unknown=True),
    "year_be": Declared("the year of the designation (พ.ศ.)", "whole"),
    "level": Declared("who designated it"),
    "name": Declared("village (or tambon) as read, or as written where unresolved"),
    "moo": Declared("number of the village; none of a tambon", "whole", unknown=True),
    "tambon": Declared("tambon name as read, else as written"),
    "amphoe": Declared("amphoe name as read, else as written"),
    "written": Declared("the row as it was written, one line of text"),
    "evidence": Declared("layers.register.speech.Why: why it was read so", "object"),
    "candidates": Declared("layers.register.speech.Choices: to choose from", "object"),
    "lon": _number("where it stands on the map (degrees)"),
    "lat": _number("same"),
    "place": Declared(
        "'drawn', 'point', 'tambon' (inner point, approximate) or 'none'",
        among=("drawn", "point", "tambon", "none"),
    ),
    **_SOURCE,
}
"""Columns of :attr:`muban.layers.atlas.Atlas.designations`, in the register's order."""

UNIT_COLUMNS: Columns = {
    "code": Declared("four digits (amphoe) or six (tambon)"),
    "name": Declared("without prefix"),
    "name_en": Declared("romanised, or ''"),
    "amphoe_code": _code(4, "four digits"),
    "geometry": Declared(
        "EPSG:4326; None where there is none", "shape", shapes=_POLYGONS, unknown=True
    ),
}
"""Columns of :attr:`muban.layers.atlas.Atlas.tambons` and ``amphoes``, ordered by code."""
