"""All that a project's files say, made true and joined: what pages are made from.

A tambon is the unit of work: everything after this point (encoding, picture, card, page)
is a pure function of one :class:`TambonAtlas`. The tables are frames whose columns are
fixed here, so that a page never has to ask what a file called something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from muban.gis.frozen import frozen

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry import MultiPolygon, Polygon

    from muban.gis.codes.gazetteer_records import Village
    from muban.gis.ledger import LedgerRow
    from muban.gis.problems import FeatureRef, Problem
    from muban.layers.column_account import ColumnRow

__all__ = [
    "CONTEXT_COLUMNS",
    "DESIGNATION_COLUMNS",
    "INDICATOR_COLUMNS",
    "LANDMARK_COLUMNS",
    "MOST_PEOPLE",
    "OWN_PAGE",
    "UNIT_COLUMNS",
    "VILLAGE_COLUMNS",
    "Atlas",
    "Background",
    "DisputedGround",
    "Domain",
    "Place",
    "SourceNote",
    "TambonAtlas",
]

MOST_PEOPLE = 100_000_000
"""More people than the country has: what is larger is no count of a village."""
VILLAGE_COLUMNS = {
    "village_code": "eight digits, or '' where unknown",
    "tambon_code": "six digits",
    "moo": "integer; 0 where unknown",
    "name": "as shown, with the prefix บ้าน; '' where unknown",
    "name_en": "romanised name or ''",
    "population": "persons (float, NaN where not given)",
    "households": "households (float, NaN where not given)",
    "figures_year_be": "the year of population and households (float, NaN)",
    "area_m2": "geodesic, of the drawn area (float, NaN without one)",
    "label_lon": "pole of inaccessibility of the largest part (float, NaN)",
    "label_lat": "same",
    "label_radius_m": "radius of the circle there (float, NaN)",
    "outside_share": "share of the drawn area outside the official tambon, 0 to 1 (NaN)",
    "place": "'drawn' (has an area), 'point' (a point of the gazetteer), 'none'",
    "lon": "a point inside the village, or its gazetteer point (float, NaN)",
    "lat": "same",
    "geometry": "Polygon or MultiPolygon in EPSG:4326, None without a drawing",
    "_file": "source of the area, else of the point; '' where there is neither",
    "_layer": "same",
    "_number": "same",
}
"""Columns of :attr:`TambonAtlas.villages`, ordered by moo, then code."""

LANDMARK_COLUMNS = {
    "landmark_id": "stable text id, unique in the tambon",
    "landmark_kind": "id of the legend",
    "kind_reason": "why it is of that kind, for people",
    "name": "as drawn, normalised; '' where unnamed",
    "note": "plain text that may be published, or ''",
    "village_code": "the village it lies in, or ''",
    "tambon_code": "six digits",
    "geometry": "Point in EPSG:4326",
    "_file": "source",
    "_layer": "source",
    "_number": "source",
}
"""Columns of :attr:`TambonAtlas.landmarks`, ordered by kind, then name, then place."""

CONTEXT_COLUMNS = {
    "context_id": "stable text id, unique in the project",
    "context_kind": "id of the legend's lines and areas",
    "kind_reason": "why it is of that kind, for people",
    "name": "as drawn, normalised; '' where unnamed",
    "length_km": "geodesic, of a line (float, NaN of an area)",
    "area_m2": "geodesic, of an area (float, NaN of a line)",
    "landmark_id": "the pin that was drawn as this area, or ''",
    "geometry": "line or area in EPSG:4326",
    "_file": "source",
    "_layer": "source",
    "_number": "source",
}
"""Columns of :attr:`TambonAtlas.context`: roads, waters and other ground, by kind and name."""

INDICATOR_COLUMNS = {
    "village_code": "eight digits",
    "year_be": "the year that is written beside the figures (integer)",
    "domain": "id of a :class:`Domain`",
    "indicator": "id of an indicator in the domain; '' for the domain's own value",
    "value": "number; NaN where missing or suppressed",
    "shown": "the value as it may be published: '43', '<5', ''",
    "status": "'ok', 'missing' or 'suppressed'",
}
"""Columns of :attr:`TambonAtlas.indicators`: one row per village, year, domain, indicator."""

DESIGNATION_COLUMNS = {
    "row": "row of the register as a person counts it (integer)",
    "kind": "'village' or 'tambon'",
    "status": "'exact', 'corrected', 'needs_person' or 'duplicate'",
    "duplicate_of": "row that this one repeats (Int64, <NA>)",
    "village_code": "eight digits; '' where a person must decide, or for a tambon",
    "tambon_code": "six digits or ''",
    "amphoe_code": "four digits or ''",
    "year_be": "integer",
    "level": "'province' or 'amphoe'",
    "name": "village (or tambon) as read, or as written where unresolved",
    "moo": "integer, 0 where unknown",
    "tambon": "tambon name as read, else as written",
    "amphoe": "amphoe name as read, else as written",
    "written": "the row as it was written, one line of text",
    "evidence": "layers.register.speech.Why: why it was read so; empty where exact",
    "candidates": "layers.register.speech.Choices: for a person to choose from",
    "lon": "float, NaN where it has no place",
    "lat": "float",
    "place": "'drawn', 'point', 'tambon' (inner point, approximate) or 'none'",
    "_file": "source",
    "_layer": "source",
    "_number": "source",
}
"""Columns of :attr:`Atlas.designations`, in the register's order."""

UNIT_COLUMNS = {
    "code": "four digits (amphoe) or six (tambon)",
    "name": "without prefix",
    "name_en": "romanised or ''",
    "amphoe_code": "four digits",
    "geometry": "Polygon or MultiPolygon in EPSG:4326, None where there is none",
}
"""Columns of :attr:`Atlas.tambons` and :attr:`Atlas.amphoes`, ordered by code."""


OWN_PAGE = "000000"
"""Stands for the tambon of what was drawn where nobody can tell the tambon."""


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit's code and names (without ตำบล, อำเภอ, จังหวัด)."""

    code: str
    name: str
    name_en: str = ""

    @property
    def is_unit(self) -> bool:
        """Whether it is one, and not the page of what has none (:data:`OWN_PAGE`)."""
        return self.code != OWN_PAGE


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where something on the page is from, for the page's foot: what, from whom, of when."""

    what: str
    file: str
    year_be: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain (ด้าน) of the CIA results, or an indicator in one.

    ``scale_min`` and ``scale_max`` are None where the files do not state a scale: then
    nothing is normalised beyond the range of the values, and the page says so.
    """

    id: str
    label_th: str
    label_en: str
    scale_min: float | None = None
    scale_max: float | None = None
    higher_is_better: bool = True
    unit: str = ""
    parent: str = ""
    """The domain that an indicator belongs to; '' for a domain."""
    status: str = ""
    """What is unverified about it; '' when nothing is."""


@dataclass(frozen=True, eq=False)
class DisputedGround:
    """Ground that several villages' drawings claim: it is in none of their areas.

    ``claimants`` are the records that claim it (``_file``, ``_layer``, ``_number`` of
    :attr:`TambonAtlas.villages`); the shape is in EPSG:4326, its area geodesic.
    """

    claimants: tuple[FeatureRef, ...]
    area_m2: float
    geometry: Polygon | MultiPolygon


@dataclass(frozen=True, eq=False)
class Background:
    """What lies under a tambon's map: ``kind``, ``name`` and shape (EPSG:4326), from below.

    ``kind`` is one of the legend's lines and areas, or of what only has a name: ``place`` for a
    town or village, ``tambon`` and ``province`` for a neighbour (``name_en`` its name in English,
    where there is that column), ``exit`` for the last stretch of a road, ``name`` where it leads;
    ``credit`` is whom to name wherever it shows.
    """

    frame: gpd.GeoDataFrame
    credit: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class TambonAtlas:
    """Everything one tambon's page says."""

    tambon: Place
    amphoe: Place
    province: Place
    fiscal_year_be: int | None
    villages: gpd.GeoDataFrame
    landmarks: gpd.GeoDataFrame
    indicators: pd.DataFrame
    domains: tuple[Domain, ...]
    designations: pd.DataFrame
    official: Polygon | MultiPolygon | None = None
    """The official outline in EPSG:4326, where one was given."""
    context: gpd.GeoDataFrame | None = None
    """Roads, waters and other lines and areas that its map shows; None for none."""
    background: Background | None = None
    """The ground under its map, from files that were given for it; None without any."""
    disputed: tuple[DisputedGround, ...] = ()
    """What lies between its villages until they agree, in the order of the drawings."""
    sample: bool = False
    """Invented data: every page says ตัวอย่าง."""
    sources: tuple[SourceNote, ...] = ()

    @property
    def has_map(self) -> bool:
        """Whether anything has a place on it; else there are only tables and figures."""
        return bool((self.villages["place"] != "none").any()) or len(self.landmarks) > 0

    @cached_property
    def unnamed_areas(self) -> int:
        """How many of its areas say neither code, moo nor name: nobody can tell what they are."""
        table = self.villages
        return int(
            ((table["village_code"] == "") & (table["moo"] == 0) & (table["name"] == "")).sum()
        )

    @property
    def village_count(self) -> int:
        """How many villages it has, as far as they say that they are."""
        return len(self.villages) - self.unnamed_areas


@dataclass(frozen=True, eq=False)
class Atlas:
    """A whole project."""

    title: str
    province: Place
    fiscal_year_be: int | None
    amphoes: gpd.GeoDataFrame
    tambons: gpd.GeoDataFrame
    designations: pd.DataFrame
    pages: tuple[TambonAtlas, ...]
    """The tambons that have villages or landmarks of their own, ordered by code."""
    village_areas: gpd.GeoDataFrame | None = None
    """All drawn village areas of the province (:data:`VILLAGE_COLUMNS`)."""
    landmarks: gpd.GeoDataFrame | None = None
    """All landmarks of the pages (:data:`LANDMARK_COLUMNS`)."""
    context: gpd.GeoDataFrame | None = None
    """All drawn lines and areas of the pages (:data:`CONTEXT_COLUMNS`), each once."""
    background: Background | None = None
    """What is main of the ground under the province's map; None without any."""
    problems: tuple[Problem, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    columns: tuple[ColumnRow, ...] = ()
    """The account of the columns that came in, as :attr:`ledger` is that of the records."""
    sample: bool = False
    sources: tuple[SourceNote, ...] = field(default=())
    known_villages: tuple[Village, ...] = ()
    """The province's villages as the references name them, ordered by code, with their points."""
    public_names: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    """Files whose own name tells of a person, and the name that may be published instead."""
    public_layers: Mapping[tuple[str, str], str] = field(default_factory=lambda: frozen({}))
    """The same for layers (KML folders, worksheets), by the file's true name and their own."""
