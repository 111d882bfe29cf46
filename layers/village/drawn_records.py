"""Drawn areas as records: what each states, and which official tambon holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from muban.gis.headings.column_setting import column_setting
from muban.gis.headings.fields import find_fields
from muban.gis.problems import FeatureRef, Problem, problem
from muban.gis.table_rows import rows_of
from muban.layers.stated_columns import own_columns
from muban.layers.village.village_identity import Identity, Record

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.source import Read

__all__ = [
    "NOWHERE",
    "Held",
    "drawn_records",
    "holding_tambons",
    "layer_question",
    "lies_elsewhere",
    "lost_names",
]


def drawn_records(read: Read) -> Iterator[tuple[Any, Record]]:
    """The records of a layer with what their columns mean, by the frame's index.

    Parameters
    ----------
    read
        A layer of shapes.

    Yields
    ------
    tuple
        The row's label in the frame, and its record.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record as Drawn, build_features
    >>> from muban.gis.source import Source
    >>> drawn = [Drawn(1, attributes={"หมู่ที่": "๔"}, name="บ้านเหนือ")]
    >>> [(_, record)] = drawn_records(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", drawn))
    >>> record.value("moo"), record.where.feature
    ('๔', '#1 บ้านเหนือ')
    """
    fields = find_fields(read.frame)
    for index, values in zip(read.frame.index, rows_of(read.frame), strict=True):
        number = int(values["_number"])
        name = str(values.get("_name") or "") or None
        yield index, Record(values, fields, read.where(number, name=name))


def lost_names(read: Read) -> set[FeatureRef | None]:
    """The records of whose own name the reader told that its letters are lost.

    Parameters
    ----------
    read
        A layer, with what its reader found.

    Returns
    -------
    set
        Their places in the ledger.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record as Drawn, build_features
    >>> from muban.gis.source import Source
    >>> drawn = [Drawn(1, name="บ้านเหนือ"), Drawn(2, name="บ้าน????")]
    >>> read = build_features(Source(Path("ก.kml"), "ก.kml", ""), "", drawn)
    >>> [ref.number for ref in lost_names(read)]
    [2]
    """
    return {
        one.where.ref
        for one in read.problems
        if one.code == "text.lost_letters" and one.where.field is None
    }


def layer_question(read: Read, made: Sequence[Mapping[str, object]]) -> Problem | None:
    """Ask once for a layer none of whose areas says which village it is.

    Either its only number is one that programs count records with, or it says nothing.
    """
    if any(row["village_code"] or row["moo"] for row in made):
        return None
    columns = find_fields(read.frame).generic.get("moo", ())
    if columns:
        numbers = [str(value) for value in read.frame[columns[0]].dropna().head(3)]
        return problem(
            "village.number_not_moo",
            read.where(),
            count=len(made),
            column=columns[0],
            numbers=", ".join(numbers),
            setting=column_setting(read.source.name, "moo", columns[0]),
        )
    if len(made) < _SEVERAL or any(row["name"] for row in made):
        return None
    seen = ", ".join(own_columns(read.frame)) or "–"
    return problem("village.layer_unsaid", read.where(), count=len(made), columns=seen)


class Held(NamedTuple):
    """The official tambon that holds most of an area, and the share that it holds."""

    code: str
    share: float


NOWHERE = Held("", 0.0)
"""In no official tambon."""
_SEVERAL = 4
"""Fewer areas without a word are told one by one."""
_MOSTLY = 0.5
"""With more of its area in another tambon, a village does not lie in the one it states."""


def lies_elsewhere(
    record: Record, identity: Identity, held: Held, gazetteer: Gazetteer
) -> Iterator[Problem]:
    """Tell of a village that lies mostly in another tambon than the one it states.

    Parameters
    ----------
    record
        What was drawn; its shape in EPSG:4326.
    identity
        The village that it was taken for.
    held
        The tambon that holds most of it, and the share.
    gazetteer
        Says the tambons' names.
    """
    own = identity.tambon_code
    if not own or held.code in ("", own) or held.share <= _MOSTLY:
        return
    point = record.values["geometry"].representative_point()
    yield problem(
        "village.lies_elsewhere",
        record.where,
        lonlat=(point.x, point.y),
        stated=gazetteer.full_name(own) or own,
        there=gazetteer.full_name(held.code) or held.code,
        share=f"{held.share:.0%}",
    )


def holding_tambons(areas: pd.DataFrame, tambons: gpd.GeoDataFrame) -> Mapping[Any, Held]:
    """For each area the official tambon that holds most of it.

    Parameters
    ----------
    areas
        Village areas in EPSG:4326.
    tambons
        Columns ``code`` and ``geometry``, EPSG:4326.

    Returns
    -------
    mapping
        The area's label → the tambon and the share (0 to 1) of the area in it.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> tambons = gpd.GeoDataFrame(
    ...     {"code": ["430101", "430102"]},
    ...     geometry=[box(102, 17, 103, 18), box(103, 17, 104, 18)], crs=4326)
    >>> areas = gpd.GeoDataFrame(geometry=[box(102.7, 17.2, 103.1, 17.3)], crs=4326)
    >>> held = holding_tambons(areas, tambons)[0]
    >>> held.code, round(held.share, 2)
    ('430101', 0.75)
    """
    if len(tambons) == 0:
        return {}
    shapes, outlines = areas.geometry.to_numpy(), tambons.geometry.to_numpy()
    codes = tambons["code"].tolist()
    tambon, area = areas.sindex.query(outlines, predicate="intersects")
    # Most areas lie in one tambon whole: that is told sooner than what of them does.
    shapely.prepare(outlines)
    shared = shapely.area(shapes[area])
    over = ~shapely.covers(outlines[tambon], shapes[area])
    shared[over] = shapely.area(shapely.intersection(shapes[area[over]], outlines[tambon[over]]))
    best: dict[int, tuple[float, int]] = {}
    for at, held, by in zip(area.tolist(), shared.tolist(), tambon.tolist(), strict=True):
        if held > best.get(at, (0.0, 0))[0]:
            best[at] = (held, by)
    whole = shapely.area(shapes).tolist()
    return {
        areas.index[at]: Held(str(codes[by]), held / whole[at]) for at, (held, by) in best.items()
    }
