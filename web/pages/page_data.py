"""What a page's script needs beyond the picture, as plain values for JSON.

Shapes are not in it: the script reads them from the picture's paths.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from muban.gis.shapes.measure import to_rai
from muban.gis.table_rows import rows_of
from muban.web.maps.choropleth import View, Views
from muban.web.maps.picture_places import designations_by_village
from muban.web.maps.projection import Grid

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Group, Legend
    from muban.web.page_types.shared import BasemapTiles
    from muban.web.page_types.tambon import (
        GroupName,
        KindName,
        LandmarkRow,
        TambonPage,
        ViewRow,
        VillageRow,
    )
    from muban.web.pages.site import Site

__all__ = [
    "basemap_data",
    "landmark_rows",
    "shown_groups",
    "tambon_data",
    "village_key",
    "village_rows",
]


def village_key(row: Mapping[Hashable, Any], index: int) -> str:
    """What names a village in links and ids: its code, or its place in the table.

    Examples
    --------
    >>> village_key({"village_code": "40010601"}, 3), village_key({"village_code": None}, 3)
    ('40010601', 'i3')
    """
    return row["village_code"] or f"i{index}"


def village_rows(tambon: TambonAtlas, grid: Grid) -> list[VillageRow]:
    """Villages as pages show them, in the atlas's order; unknown figures are None."""
    by_code = designations_by_village(tambon.designations)
    return [
        _village(row, index, by_code, grid) for index, row in enumerate(rows_of(tambon.villages))
    ]


def _village(
    row: Mapping[Hashable, Any],
    index: int,
    designations: Mapping[str, Sequence[Mapping[Hashable, Any]]],
    grid: Grid,
) -> VillageRow:
    code = row["village_code"]
    lon, lat = (row["label_lon"], row["label_lat"])
    if not _known(lon):
        lon, lat = row["lon"], row["lat"]
    at = grid.point(lon, lat) if _known(lon) else None
    radius = row["label_radius_m"]
    return {
        "key": village_key(row, index),
        "code": code or "",
        "moo": row["moo"] or 0,
        "name": row["name"],
        "en": row["name_en"],
        "area": to_rai(row["area_m2"]) if _known(row["area_m2"]) else None,
        "population": _figure(row["population"]),
        "households": _figure(row["households"]),
        "year": _figure(row["figures_year_be"]),
        "outside": _percent(row["outside_share"]),
        "place": row["place"],
        "at": (round(at[0]), round(at[1])) if at else None,
        "room": round(radius / grid.ground_metres(lat)) if at and _known(radius) else 0,
        "page": "",
        "chosen": [
            {"year": int(r["year_be"]), "level": r["level"]} for r in designations.get(code, ())
        ]
        if code
        else [],
    }


def landmark_rows(tambon: TambonAtlas, grid: Grid) -> list[dict[str, Any]]:
    """Landmarks as pages show them, in the atlas's order."""
    found = []
    for row in rows_of(tambon.landmarks):
        point = row["geometry"]
        at = None if point is None or point.is_empty else grid.point(point.x, point.y)
        found.append(
            {
                "id": row["landmark_id"],
                "kind": row["landmark_kind"],
                "name": row["name"],
                "note": row["note"],
                "photo": row["_photo"] if isinstance(row.get("_photo"), str) else "",
                "village": row["village_code"] or "",
                "at": [round(at[0]), round(at[1])] if at else None,
            }
        )
    return found


def tambon_data(
    tambon: TambonAtlas,
    site: Site,
    *,
    grid: Grid,
    views: Views,
    villages: Sequence[VillageRow],
    landmarks: Sequence[Mapping[str, Any]],
    tints: Sequence[str],
) -> TambonPage:
    """All data of a tambon page for its script.

    Parameters
    ----------
    tambon
        Whose page.
    site
        Where it will stand, and how it is written.
    grid
        The cells.
    views
        What its map can be coloured by, and what is shown first.
    villages
        As :func:`village_rows` gives them.
    landmarks
        As :func:`landmark_rows` gives them.
    tints
        The colour of each village on the plain map.
    """
    return {
        "kind": "tambon",
        "code": tambon.tambon.key,
        "lang": site.lang,
        "thaiDigits": site.thai_digits,
        "grid": grid.to_dict(),
        "villages": list(villages),
        "tints": list(tints),
        "landmarks": [_said(row) for row in landmarks],
        "kinds": _kinds(site.legend, landmarks),
        "groups": _groups(site.legend, landmarks),
        "views": [_view(view, villages) for view in views.every],
        "shown": views.shown.key if views.shown else "",
        "basemap": basemap_data(site),
        "offline": not site.single_file,
    }


def _said(row: Mapping[str, Any]) -> LandmarkRow:
    """A landmark without what it has not: a province's pins are many."""
    said = {key: value for key, value in row.items() if value not in ("", None)}
    return cast("LandmarkRow", said)


def basemap_data(site: Site) -> BasemapTiles | None:
    """The tiles' settings for the script; None where there are none."""
    if site.basemap is None:
        return None
    tiles = site.basemap
    return {"url": tiles.url, "attribution": tiles.attribution, "maxZoom": tiles.max_zoom}


def _kinds(legend: Legend, landmarks: Sequence[Mapping[str, Any]]) -> dict[str, KindName]:
    used = {row["kind"] for row in landmarks}
    return {
        s.id: {
            "th": s.label_th,
            "en": s.label_en,
            "group": s.group,
            "color": s.color,
            "order": s.order,
        }
        for s in legend
        if s.id in used
    }


def shown_groups(legend: Legend, landmarks: Sequence[Mapping[str, Any]]) -> list[Group]:
    """Groups of the kinds that are shown, in the legend's order.

    Parameters
    ----------
    legend
        Groups and the kinds in them.
    landmarks
        Rows with ``kind``.

    Returns
    -------
    list of Group
        Those without a place are left out.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> len(shown_groups(read_legend(), [{"kind": "temple"}, {"kind": "temple"}]))
    1
    """
    used = {legend[row["kind"]].group for row in landmarks}
    return [group for group in legend.groups if group.id in used]


def _groups(legend: Legend, landmarks: Sequence[Mapping[str, Any]]) -> list[GroupName]:
    return [
        {"id": group.id, "th": group.label_th, "en": group.label_en}
        for group in shown_groups(legend, landmarks)
    ]


def _view(view: View, villages: Sequence[VillageRow]) -> ViewRow:
    codes = [village["code"] for village in villages]
    domain = view.domain
    return {
        "key": view.key,
        "domain": domain.parent or domain.id,
        "indicator": domain.id if domain.parent else "",
        "th": domain.label_th,
        "en": domain.label_en or domain.label_th,
        "year": view.year_be,
        "unit": domain.unit,
        "scale": (domain.scale_min, domain.scale_max),
        "lowIsGood": not domain.higher_is_better,
        "status": domain.status,
        "colours": list(view.classes.colours),
        "labels": list(view.classes.labels),
        "classes": [view.classes.index(view.values.get(code)) for code in codes],
        "shown": [view.shown.get(code, "") for code in codes],
        "withheld": [view.status.get(code) == "suppressed" for code in codes],
        "mean": None if view.mean is None else round(view.mean, 2),
    }


def _figure(value: float) -> int | None:
    return round(value) if _known(value) else None


def _percent(share: float) -> float | None:
    """Share as per cent with one decimal; None where unknown or too little to speak of."""
    return round(share * 100, 1) if _known(share) and share >= 0.001 else None


def _known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)
