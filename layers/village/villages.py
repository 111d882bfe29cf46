"""The villages of a project: drawn areas, joined with gazetteer and village points."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from muban.gis.problems import FeatureRef, Problem, Where, problem
from muban.gis.text.thai_text import with_village_prefix
from muban.layers.frame_check import typed
from muban.layers.frames import VILLAGE_COLUMNS
from muban.layers.village.drawn_records import (
    NOWHERE,
    drawn_records,
    holding_tambons,
    layer_question,
    lies_elsewhere,
    lost_names,
)
from muban.layers.village.figures import check_figures, figures_of
from muban.layers.village.officers_word import tell_unsure
from muban.layers.village.village_checks import check_village
from muban.layers.village.village_identity import Identity, Record, identify, village_name

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.source import Read
    from muban.layers.village.village_points import VillagePoint

__all__ = [
    "Villages",
    "build_village_areas",
    "in_village_order",
    "village_frame",
]

_UNSAID = {"name": "", "name_en": "", "place": "none", "_file": "", "_layer": "", "_number": 0}
"""What stands in a row that does not say it; all else is unknown."""

_ORDER = ["tambon_code", "moo", "village_code", "name"]


@dataclass(frozen=True, eq=False)
class Villages:
    """Drawn villages (:data:`muban.layers.frames.VILLAGE_COLUMNS`, EPSG:4326), what was found."""

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]


def build_village_areas(
    reads: Iterable[Read],
    *,
    gazetteer: Gazetteer,
    tambons: gpd.GeoDataFrame,
    points: Mapping[str, VillagePoint] = MappingProxyType({}),
    default_tambon: str = "",
    project_tambon: str = "",
) -> Villages:
    """Make villages of drawn areas.

    Parameters
    ----------
    reads
        Layers recognised as village areas, EPSG:4326, shapes repaired.
    gazetteer
        Names by code, and codes by name.
    tambons
        Official outlines (:data:`muban.layers.frames.UNIT_COLUMNS`): an area that states no tambon
        lies in the one that holds most of it.
    points
        Village points by code: they name what drawing and gazetteer do not.
    default_tambon
        Used where neither record, project nor outlines say one.
    project_tambon
        The tambon that the project states: it holds for records that state none themselves,
        wherever they lie.

    Returns
    -------
    Villages
        One row per village. Of several areas with one code in one layer and one name the
        parts are joined; any other repetition is set aside with a problem.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> import shapely
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> listed = build_gazetteer(pd.DataFrame({"village_code": ["43010104"], "village": ["เหนือ"]}))
    >>> area = Record(1, shapely.box(102.70, 17.80, 102.72, 17.82), name="บ้านเหนือ หมู่ที่ 4")
    >>> read = build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [area], crs="EPSG:4326")
    >>> found = build_village_areas(
    ...     [read], gazetteer=listed, tambons=read.frame.head(0), default_tambon="430101")
    >>> found.frame[["village_code", "moo"]].to_numpy().tolist()
    [['43010104', 4]]
    """
    rows: list[dict[str, object]] = []
    problems: list[Problem] = []
    asked: dict[tuple[str, str], Problem] = {}
    lost: set[FeatureRef | None] = set()
    for read in reads:
        lost |= lost_names(read)
        holders = holding_tambons(read.frame, tambons)
        made = []
        for index, written in drawn_records(read):
            held = holders.get(index, NOWHERE)
            record = replace(written, tambon_code=project_tambon or held.code or default_tambon)
            identity = identify(record, gazetteer)
            problems += [*identity.problems, *check_village(record, identity, gazetteer)]
            problems += tell_unsure(record)
            problems += check_figures(record)
            problems += lies_elsewhere(record, identity, held, gazetteer)
            name = village_name(identity, gazetteer, points)
            made.append(_row(record, identity, name))
        if question := layer_question(read, made):
            asked[read.source.name, read.layer] = question
        rows += made
    kept, twice = _one_per_code(rows)
    problems += twice
    problems += asked.values()
    problems += list(_open_questions(kept, problems, lost))
    return Villages(village_frame(kept), tuple(problems))


def _row(record: Record, identity: Identity, names: tuple[str, str]) -> dict[str, object]:
    name, name_en = names
    return {
        "village_code": identity.village_code,
        "tambon_code": identity.tambon_code,
        "moo": identity.moo,
        "name": with_village_prefix(name) if name else "",
        "name_en": record.text("village_en") or name_en,
        **figures_of(record)._asdict(),
        "geometry": record.values["geometry"],
        "_file": record.where.file,
        "_layer": record.where.layer or "",
        "_number": record.where.number,
    }


def _one_per_code(
    rows: Sequence[dict[str, object]],
) -> tuple[list[dict[str, object]], list[Problem]]:
    from shapely import union_all

    first: dict[object, dict[str, object]] = {}
    kept: list[dict[str, object]] = []
    problems: list[Problem] = []
    for row in rows:
        code = row["village_code"]
        before = first.get(code) if code else None
        if before is None:
            first[code] = row
            kept.append(row)
        elif _parts_of_one(before, row):
            before["geometry"] = union_all([before["geometry"], row["geometry"]])
            before.setdefault("_also", []).append(_ref_of(row))  # type: ignore[attr-defined]
        else:
            problems.append(_drawn_twice(row, before))
    return kept, problems


def _parts_of_one(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """A village drawn in pieces: same layer, same name, and the pieces do not overlap."""
    same = all(a[key] == b[key] for key in ("_file", "_layer", "name"))
    return same and a["geometry"].intersection(b["geometry"]).area < 0.01 * min(
        a["geometry"].area, b["geometry"].area
    )


def _where(row: Mapping[str, Any]) -> Where:
    return Where(row["_file"], row["_layer"], row["_number"], row["name"] or None)


def _ref_of(row: Mapping[str, Any]) -> tuple[str, str, int]:
    return (row["_file"], row["_layer"], int(row["_number"]))


def _drawn_twice(row: Mapping[str, Any], before: Mapping[str, Any]) -> Problem:
    point = row["geometry"].representative_point()
    return problem(
        "village.drawn_twice",
        _where(row),
        lonlat=(point.x, point.y),
        village_code=row["village_code"],
        other=_where(before).feature or "",
        other_file=before["_file"],
    )


_SAY_WHY_NO_CODE = ("village.moo_unknown", "village.several_moos", "village.tambon_unclear")
_ASK_FOR_CODE = ("village.number_not_moo", "village.layer_unsaid")


def _open_questions(
    rows: Sequence[Mapping[str, Any]], told: Iterable[Problem], lost: Container[FeatureRef | None]
) -> Iterator[Problem]:
    """What is not known of villages, unless a problem of the record or its layer says so."""
    told = list(told)
    why = {one.where.ref: one.code for one in told if one.code in _SAY_WHY_NO_CODE}
    asked = {(one.where.file, one.where.layer) for one in told if one.code in _ASK_FOR_CODE}
    named = {(row["_file"], row["_layer"]) for row in rows if row["name"]}
    for row in rows:
        point = row["geometry"].representative_point()
        place, layer = (point.x, point.y), (row["_file"], row["_layer"])
        reason = why.get(_where(row).ref)
        if not row["tambon_code"] and reason != "village.tambon_unclear":
            yield problem("village.no_tambon", _where(row), lonlat=place)
        if not row["village_code"] and not reason and layer not in asked:
            yield problem("village.no_code", _where(row), lonlat=place)
        if row["name"] or _where(row).ref in lost:
            continue
        if layer not in asked or layer in named:
            yield problem("village.no_name", _where(row), lonlat=place)


def village_frame(rows: Sequence[Mapping[str, object]]) -> gpd.GeoDataFrame:
    """Rows as a table of villages: its columns, EPSG:4326, in the order of a list.

    Parameters
    ----------
    rows
        By the columns of :data:`muban.layers.frames.VILLAGE_COLUMNS`, of which ``geometry``
        must be there; what a row does not say is unknown.

    Returns
    -------
    GeoDataFrame
        EPSG:4326.

    Examples
    --------
    >>> frame = village_frame([
    ...     {"tambon_code": "430101", "moo": 5, "name": "บ้านใต้", "geometry": None},
    ...     {"tambon_code": "430101", "moo": 4, "name": "บ้านเหนือ", "geometry": None}])
    >>> frame["name"].tolist(), frame["place"].tolist()
    (['บ้านเหนือ', 'บ้านใต้'], ['none', 'none'])
    """
    import geopandas as gpd
    import pandas as pd

    records = [{**_UNSAID, **row} for row in rows]
    frame = pd.DataFrame.from_records(records, columns=[*VILLAGE_COLUMNS])
    frame["geometry"] = gpd.GeoSeries(list(frame["geometry"]), crs="EPSG:4326")
    frame["_also"] = [value if isinstance(value, list) else [] for value in frame["_also"]]
    made = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
    return in_village_order(typed(made, VILLAGE_COLUMNS, "villages as drawn"))


def in_village_order(villages: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """By tambon, moo, code and name, unknown ones first; shapes stay (EPSG:4326)."""
    return villages.sort_values(_ORDER, ignore_index=True, na_position="first")
