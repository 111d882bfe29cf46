"""Where villages lie that nobody has drawn: points of a gazetteer or an older survey.

Old point files have names, but no codes, and the tambons they state are sometimes those
of their day. A point is taken for a village only where the place and the name leave one
reading: it lies in today's outline of the tambon (or just beside it, where a code or a moo
says that it is the village's), one village there has the name, and no other point claims it.
All others are noted and place nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from shapely.geometry import LineString

from muban.gis.headings.fields import find_fields
from muban.gis.problems import Effect, FeatureRef, Problem, Where, problem
from muban.gis.shapes.measure import length_m
from muban.gis.table_rows import rows_of
from muban.gis.text.thai_text import parse_moo
from muban.layers.personal.gazetteer_names import find_in_village_name
from muban.layers.personal.privacy import PrivacyRule
from muban.layers.village.figures import NO_FIGURES, Figures, figures_of
from muban.layers.village.village_checks import check_village
from muban.layers.village.village_identity import Identity, Record, identify

if TYPE_CHECKING:
    import pandas as pd
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.source import Read

__all__ = ["VillagePoint", "VillagePoints", "match_village_points"]

_NO_RULE = PrivacyRule()
_NAMED = "หมู่บ้าน"
_SAME_M = 30.0
"""Two tables' coordinates of one village that differ by no more say the same place."""
_BESIDE_M = 500.0
"""So far from its tambon's outline a village may lie: official lines differ from the ground."""


_OWN_FOLDER = "drawings/"
"""A point that an officer made is to be shown; one in another folder is to be looked up."""


def _is_own(file: str) -> bool:
    return file.startswith(_OWN_FOLDER)


@dataclass(frozen=True, slots=True)
class VillagePoint:
    """A village's place in degrees (EPSG:4326), and what came with it.

    ``village_code``, ``tambon_code`` and ``moo`` are None where they are unknown.
    """

    village_code: str | None
    lon: float
    lat: float
    name: str
    name_en: str
    ref: FeatureRef
    tambon_code: str | None = None
    moo: int | None = None
    figures: Figures = NO_FIGURES

    @property
    def drawn(self) -> bool:
        """Whether it lies among the drawings: then it is to be shown, area or not."""
        return _is_own(self.ref.file)


@dataclass(frozen=True, eq=False)
class VillagePoints:
    """Points by village code, and what was found on the way.

    ``also`` are records that say the same place of the same village again, ``uncoded``
    villages of the drawings whose code nobody can tell.
    """

    by_code: Mapping[str, VillagePoint]
    problems: tuple[Problem, ...]
    also: tuple[FeatureRef, ...] = ()
    uncoded: tuple[VillagePoint, ...] = ()

    def drawn(self) -> list[VillagePoint]:
        """The villages that an officer set as points, in the order of their records."""
        coded = (point for point in self.by_code.values() if point.drawn)
        return sorted((*coded, *self.uncoded), key=lambda point: point.ref)


def match_village_points(
    reads: Iterable[Read],
    *,
    gazetteer: Gazetteer,
    tambons: gpd.GeoDataFrame,
    rule: PrivacyRule = _NO_RULE,
    default_tambon: str = "",
) -> VillagePoints:
    """Match village points to village codes.

    Parameters
    ----------
    reads
        Layers recognised as village points, EPSG:4326.
    gazetteer
        The villages that may be meant.
    tambons
        Today's outlines (:data:`muban.layers.frames.UNIT_COLUMNS`).
    rule
        Texts that a person has allowed: a point named after a person names no village.
    default_tambon
        The project's tambon: that of a point among the drawings of which neither its record
        nor an outline says one.
    """
    outlines = _Outlines(dict(zip(tambons["code"], tambons.geometry, strict=True)), gazetteer)
    claims: dict[str, list[VillagePoint]] = defaultdict(list)
    problems: list[Problem] = []
    uncoded: list[VillagePoint] = []
    for read in reads:
        for written, shape in _records(read, tambons, default_tambon):
            record, identity, personal = _identified(written, gazetteer, rule)
            problems += personal
            point = _point(record, identity, shape)
            if not point.village_code:
                if point.drawn and (point.name or point.moo):
                    uncoded.append(point)
                    problems += _open_questions(point, record.where)
                else:
                    lonlat = (shape.x, shape.y)
                    problems.append(problem("village.no_shape", record.where, lonlat=lonlat))
                continue
            if (record.tambon_code or None) != identity.tambon_code:
                stray = outlines.stray(record, identity, shape)
                if stray is not None:
                    problems.append(stray)
                    continue
            claims[point.village_code].append(point)
    sure: dict[str, VillagePoint] = {}
    also: list[FeatureRef] = []
    for code, points in sorted(claims.items()):
        first = sure[code] = points[0]
        for point in points[1:]:
            if _metres(first, point) <= _SAME_M:
                also.append(point.ref)
            else:
                problems.append(_second_claim(point, first))
    return VillagePoints(sure, tuple(problems), tuple(also), tuple(uncoded))


@dataclass(frozen=True, eq=False)
class _Outlines:
    """Today's tambons, to tell a point that lies far outside its own."""

    shapes: Mapping[str, BaseGeometry]
    gazetteer: Gazetteer

    def stray(self, record: Record, identity: Identity, point: Point) -> Problem | None:
        """What to say of a point that is not where its village's tambon is; None if it is."""
        tambon = identity.tambon_code or ""
        own = self.shapes.get(tambon)
        if own is None:
            return None
        line = gpd.GeoSeries([shapely.shortest_line(point, own)], crs="EPSG:4326")
        distance = float(length_m(line).iloc[0])
        if distance <= _BESIDE_M:
            return None
        return problem(
            "village.point_outside_tambon",
            record.where,
            lonlat=(point.x, point.y),
            village_code=identity.village_code or "",
            tambon=self._name(tambon),
            distance_km=f"{distance / 1000:,.1f}",
            there=self._name(record.tambon_code) or "–",
        )

    def _name(self, code: str) -> str:
        unit = self.gazetteer.tambon(code) if code else None
        return unit.name if unit is not None else code


def _metres(a: VillagePoint, b: VillagePoint) -> float:
    line = LineString([(a.lon, a.lat), (b.lon, b.lat)])
    return float(length_m(gpd.GeoSeries([line], crs="EPSG:4326")).iloc[0])


def _records(read: Read, tambons: gpd.GeoDataFrame, default: str) -> Iterator[tuple[Record, Point]]:
    frame = read.frame
    fields = find_fields(frame)
    inside = _tambon_of(frame, tambons)
    shapes = frame.geometry.representative_point()
    default = default if _is_own(read.source.name) else ""
    for index, values in zip(frame.index, rows_of(frame), strict=True):
        said = fields.read(values, "village")
        name = str(values.get("_name") or (said[1] if said else "")) or None
        where = read.where(int(values["_number"]), name=name)
        record = Record(values, fields, where, inside.get(index, "") or default)
        if len(tambons) and parse_moo(record.value("moo")) is None:
            # For a name the place decides the tambon, not the old name that stands beside it;
            # a moo counts in the tambon that it was written with.
            record = replace(record, fields=fields.without("tambon"))
        yield record, shapes[index]


def _identified(
    record: Record, gazetteer: Gazetteer, rule: PrivacyRule
) -> tuple[Record, Identity, list[Problem]]:
    """Which village a point is of; a person's name beside it is told once and kept nowhere."""
    identity = identify(record, gazetteer)
    at = replace(record.where, name=None)
    found = [
        *find_in_village_name(identity.name, at.at(field=_NAMED), rule),
        *find_in_village_name(record.text("village_en"), at.at(field=_NAMED), rule),
    ]
    if found:
        problems = [finding.problem(effect=Effect.REPAIRED) for finding in found]
        fields = record.fields.without("village_en")
        record, identity = replace(record, where=at, fields=fields), replace(identity, name="")
        return record, identity, problems
    if not _is_own(record.where.file):
        return record, identity, []
    # A point of the drawings is shown as a village, so it is looked at like a drawn area.
    return record, identity, [*identity.problems, *check_village(record, identity, gazetteer)]


def _tambon_of(points: pd.DataFrame, tambons: gpd.GeoDataFrame) -> dict[object, str]:
    if len(tambons) == 0:
        return {}
    pairs = points.sindex.query(tambons.geometry, predicate="contains")
    return {
        points.index[point]: str(tambons["code"].iloc[tambon])
        for tambon, point in zip(*pairs, strict=True)
    }


def _point(record: Record, identity: Identity, shape: Point) -> VillagePoint:
    ref = record.where.ref
    assert ref is not None, "every record of a layer has a number"
    return VillagePoint(
        village_code=identity.village_code,
        lon=round(float(shape.x), 6),
        lat=round(float(shape.y), 6),
        name=identity.name,
        name_en=record.text("village_en"),
        ref=ref,
        tambon_code=identity.tambon_code,
        moo=identity.moo,
        figures=figures_of(record),
    )


def _open_questions(point: VillagePoint, where: Where) -> Iterator[Problem]:
    """What is not known of a village that is shown all the same, as for a drawn area."""
    place = (point.lon, point.lat)
    if not point.tambon_code:
        yield problem("village.no_tambon", where, lonlat=place)
    yield problem("village.no_code", where, lonlat=place)
    if not point.name:
        yield problem("village.no_name", where, lonlat=place)


def _second_claim(point: VillagePoint, first: VillagePoint) -> Problem:
    where = Where(point.ref.file, point.ref.layer, point.ref.number, point.name or None)
    return problem(
        "village.point_twice",
        where,
        lonlat=(point.lon, point.lat),
        village_code=point.village_code or "",
        other=f"#{first.ref.number}",
        other_file=first.ref.file,
    )
