"""All that a project's files say, made true and joined: what pages are made from.

A tambon is the unit of work: everything after this point (encoding, picture, card, page)
is a pure function of one :class:`TambonAtlas`. Its tables are refused unless they are as
:mod:`muban.layers.frames` declares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from muban.gis.frozen import frozen
from muban.layers.frame_check import check_frame
from muban.layers.frames import (
    CONTEXT_COLUMNS,
    DESIGNATION_COLUMNS,
    INDICATOR_COLUMNS,
    LANDMARK_COLUMNS,
    UNIT_COLUMNS,
    VILLAGE_COLUMNS,
)

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry import MultiPolygon, Polygon

    from muban.gis.codes.gazetteer_records import Village
    from muban.gis.ledger import LedgerRow
    from muban.gis.problems import FeatureRef, Problem
    from muban.layers.column_account import ColumnRow
    from muban.layers.plan import PlannedProject

__all__ = [
    "MOST_PEOPLE",
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

_NO_CODE = "000000"
"""In addresses, of what has no code: no unit's begins so."""


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit's code and names (without ตำบล, อำเภอ, จังหวัด).

    What was drawn where nobody can tell the tambon is of a place without a code.
    """

    code: str | None
    name: str
    name_en: str = ""

    @property
    def is_unit(self) -> bool:
        """Whether it is one, and not the page of what has none."""
        return self.code is not None

    @property
    def key(self) -> str:
        """What addresses, files and lists of pages call it: its code, or what stands for none.

        Examples
        --------
        >>> Place("431605", "โพนแพง").key, Place(None, "หมุดของเรา").key
        ('431605', '000000')
        """
        return self.code or _NO_CODE


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
    plan: tuple[PlannedProject, ...] = ()
    """The projects of its plan, in the order of the files."""
    sample: bool = False
    """Invented data: every page says ตัวอย่าง."""
    sources: tuple[SourceNote, ...] = ()

    def __post_init__(self) -> None:
        """Refuse tables that are not as they are declared."""
        where = f"tambon {self.tambon.key}"
        check_frame(self.villages, VILLAGE_COLUMNS, f"{where}, villages")
        check_frame(self.landmarks, LANDMARK_COLUMNS, f"{where}, landmarks")
        check_frame(self.context, CONTEXT_COLUMNS, f"{where}, context")
        check_frame(self.indicators, INDICATOR_COLUMNS, f"{where}, indicators")
        check_frame(self.designations, DESIGNATION_COLUMNS, f"{where}, designations")

    @property
    def has_map(self) -> bool:
        """Whether anything has a place on it; else there are only tables and figures."""
        return bool((self.villages["place"] != "none").any()) or len(self.landmarks) > 0

    @cached_property
    def unnamed_areas(self) -> int:
        """How many of its areas say neither code, moo nor name: nobody can tell what they are."""
        table = self.villages
        return int(
            (table["village_code"].isna() & table["moo"].isna() & (table["name"] == "")).sum()
        )

    @property
    def village_count(self) -> int:
        """How many villages it has, as far as they say that they are."""
        return len(self.villages) - self.unnamed_areas

    @property
    def outlined_count(self) -> int:
        """How many of :attr:`village_count` have an outline; the rest are points, or nowhere."""
        return int((self.villages["place"] == "drawn").sum()) - self.unnamed_areas


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
    photos: Mapping[str, bytes] = field(default_factory=lambda: frozen({}))
    """The pins' photos by name, without anything hidden in them."""

    def __post_init__(self) -> None:
        """Refuse tables that are not as they are declared."""
        check_frame(self.amphoes, UNIT_COLUMNS, "amphoes")
        check_frame(self.tambons, UNIT_COLUMNS, "tambons")
        check_frame(self.designations, DESIGNATION_COLUMNS, "designations")
        check_frame(self.village_areas, VILLAGE_COLUMNS, "village areas")
        check_frame(self.landmarks, LANDMARK_COLUMNS, "landmarks")
        check_frame(self.context, CONTEXT_COLUMNS, "context")
