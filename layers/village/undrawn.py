"""Villages that nobody has drawn: from the gazetteer, and set as points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.codes.gazetteer_records import name_key
from muban.gis.text.place_words import with_village_prefix
from muban.layers.village.villages import in_village_order, village_frame

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.layers.village.village_points import VillagePoint, VillagePoints

__all__ = ["add_undrawn", "undrawn_villages"]


def add_undrawn(
    villages: gpd.GeoDataFrame,
    *,
    tambon_code: str | None,
    gazetteer: Gazetteer,
    points: VillagePoints,
) -> gpd.GeoDataFrame:
    """Add the villages of a tambon that have no area.

    Parameters
    ----------
    villages
        Those with an area (:data:`muban.layers.frames.VILLAGE_COLUMNS`, EPSG:4326).
    tambon_code
        Six digits.
    gazetteer
        Says which villages there are.
    points
        Where villages are that have no area.

    Returns
    -------
    GeoDataFrame
        With a row for each village of the gazetteer, and for each that an officer set as a
        point (one without a code is that of the area of its moo and name): ``place`` is
        ``point`` where a village point is known, else ``none``; no geometry. A row with a
        point says which record that is.
    """
    import pandas as pd

    drawn = set(villages["village_code"].dropna())
    own = gazetteer.villages_of(tambon_code) if tambon_code else ()
    listed = [known for known in own if known.code not in drawn]
    rows = []
    for known in listed:
        point = points.by_code.get(known.code)
        name = (point.name if point and point.drawn else "") or known.name
        rows.append(_undrawn(known.code, name, known.name_en, point))
    there = drawn | {known.code for known in listed}
    uncoded = {*zip(villages["moo"], map(name_key, villages["name"]), strict=True)}
    rows += [
        _undrawn(point.village_code, point.name, point.name_en, point)
        for point in points.drawn()
        if point.tambon_code == tambon_code
        and point.village_code not in there
        and (point.village_code or (point.moo, name_key(point.name)) not in uncoded)
    ]
    if not rows:
        return villages
    added = village_frame(rows)
    if not len(villages):
        return added
    both = pd.concat([villages, added], ignore_index=True)
    return in_village_order(both)


def undrawn_villages(
    tambon_code: str, gazetteer: Gazetteer, points: VillagePoints
) -> gpd.GeoDataFrame:
    """The villages of a tambon in which nothing is drawn, as :func:`add_undrawn` adds them.

    Parameters
    ----------
    tambon_code
        Six digits.
    gazetteer
        Says which villages there are.
    points
        Village points: where they are.

    Returns
    -------
    GeoDataFrame
        Columns of :data:`muban.layers.frames.VILLAGE_COLUMNS`, EPSG:4326, no shapes.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.layers.village.village_points import VillagePoints
    >>> listed = pd.DataFrame({"village_code": ["43010104"], "village": ["เหนือ"]})
    >>> rows = undrawn_villages("430101", build_gazetteer(listed), VillagePoints({}, (), (), ()))
    >>> rows[["name", "moo", "place"]].to_numpy().tolist()
    [['บ้านเหนือ', 4, 'none']]
    """
    return add_undrawn(
        village_frame([]), tambon_code=tambon_code, gazetteer=gazetteer, points=points
    )


def _undrawn(
    code: str | None, name: str, name_en: str, point: VillagePoint | None
) -> dict[str, object]:
    """A village without an area; a drawn point's own figures come with it."""
    row: dict[str, object] = {
        "village_code": code,
        "tambon_code": code[:6] if code else point.tambon_code if point else None,
        "moo": int(code[6:]) if code else point.moo if point else None,
        "name": with_village_prefix(name) if name else "",
        "name_en": name_en,
        "geometry": None,
    }
    if point is None:
        return row
    if point.drawn:
        row |= point.figures._asdict()
    ref = {"_file": point.ref.file, "_layer": point.ref.layer, "_number": point.ref.number}
    return row | ref | {"place": "point", "lon": point.lon, "lat": point.lat}
