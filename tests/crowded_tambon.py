"""A made tambon that is fuller than any seen: 30 villages and 200 pins, most in its middle."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPoint, Point, Polygon

from muban.layers.atlas import Place, TambonAtlas
from muban.layers.frame_check import typed
from muban.layers.frames import LANDMARK_COLUMNS, VILLAGE_COLUMNS, Columns
from muban.symbology.legend import read_legend
from tests.sample_atlas import DOMAIN_IDS, sample_tambon

__all__ = ["crowded_tambon"]

_CENTRE = (102.6, 17.9)
_REACH = 0.045
"""Radius of the tambon in degrees: about five kilometres."""
_NAMES = ("หนองบัวเงิน", "โคก", "ดงเย็นพัฒนา", "นา", "โพนสว่างเหนือ", "ท่าม่วง")


@cache
def crowded_tambon(villages: int = 30, pins: int = 200) -> TambonAtlas:
    """Villages that grow narrower towards the middle, as round an old settlement."""
    rng = np.random.default_rng(2563)
    areas = _areas(villages, rng)
    rows = [_village(moo, area) for moo, area in enumerate(areas, 1)]
    return replace(
        sample_tambon(),
        tambon=Place("430199", "ชุมนุมพัฒนา", "Chumnum Phatthana"),
        villages=_frame(rows, VILLAGE_COLUMNS),
        landmarks=_frame(_landmarks(areas, pins, rng), LANDMARK_COLUMNS),
        indicators=pd.DataFrame(
            [
                {
                    "village_code": row["village_code"],
                    "year_be": 2562,
                    "domain": domain,
                    "indicator": "",
                    "value": float(10 + (7 * row["moo"]) % 83),
                    "shown": str(10 + (7 * row["moo"]) % 83),
                    "status": "ok",
                }
                for row in rows
                for domain in DOMAIN_IDS
            ]
        ),
        designations=sample_tambon().designations.iloc[:0],
        official=shapely.union_all(areas),
        sample=False,
    )


def _areas(count: int, rng: np.random.Generator) -> list[Polygon]:
    distance = _REACH * rng.uniform(0.05, 0.95, count) ** 1.2
    angle = np.arange(count) * math.pi * (3 - math.sqrt(5))
    seeds = np.column_stack(
        (_CENTRE[0] + distance * np.cos(angle), _CENTRE[1] + distance * np.sin(angle))
    )
    ground = Point(_CENTRE).buffer(_REACH, quad_segs=12)
    cells = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=ground.envelope)
    parts = [cell.intersection(ground) for cell in cells.geoms]
    return sorted(parts, key=lambda part: (-part.centroid.y, part.centroid.x))


def _village(moo: int, area: Polygon) -> dict[str, object]:
    ball = shapely.maximum_inscribed_circle(area, 1e-6)
    centre, radius = shapely.get_point(ball, 0), shapely.length(ball)
    metres = 111_320.0 * math.cos(math.radians(_CENTRE[1]))
    return {
        "village_code": f"430199{moo:02d}",
        "tambon_code": "430199",
        "moo": moo,
        "name": f"บ้าน{_NAMES[moo % len(_NAMES)]}",
        "name_en": f"Ban {moo}",
        "population": 100.0 + moo,
        "households": 30.0 + moo,
        "figures_year_be": 2562.0,
        "area_m2": area.area * metres * 110_600,
        "label_lon": centre.x,
        "label_lat": centre.y,
        "label_radius_m": radius * metres,
        "outside_share": 0.0,
        "place": "drawn",
        "lon": centre.x,
        "lat": centre.y,
        "geometry": area,
        "_file": "drawings/a.kml",
        "_layer": "",
        "_number": moo,
    }


def _landmarks(
    areas: list[Polygon], count: int, rng: np.random.Generator
) -> list[dict[str, object]]:
    kinds = [symbol.id for symbol in read_legend() if symbol.public]
    ground = shapely.union_all(areas)
    places: NDArray[np.float64] = rng.normal(_CENTRE, _REACH * 0.33, (count * 2, 2))
    inside = [place for place in places if ground.contains(Point(place))][:count]
    return [
        {
            "landmark_id": f"p{number}",
            "landmark_kind": kinds[number % len(kinds)],
            "kind_reason": "",
            "name": f"สถานที่ {number}",
            "note": "",
            "village_code": None,
            "tambon_code": "430199",
            "geometry": Point(place),
            "_file": "drawings/a.kmz",
            "_layer": "",
            "_number": number,
        }
        for number, place in enumerate(inside, 1)
    ]


def _frame(rows: list[dict[str, object]], columns: Columns) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(rows, columns=[*columns])
    shapes = gpd.GeoSeries(list(frame["geometry"]), crs=4326)
    made = gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes, crs=4326)
    return typed(made, columns)
