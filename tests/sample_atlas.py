"""Atlases made by hand from the sample's own tables: for cards and print, without a reader."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import Point, box

from muban.layers.atlas import Domain, Place, SourceNote, TambonAtlas
from muban.layers.frame_check import typed
from muban.layers.frames import (
    DESIGNATION_COLUMNS,
    INDICATOR_COLUMNS,
    LANDMARK_COLUMNS,
    VILLAGE_COLUMNS,
    Columns,
)
from muban.layers.landmark.landmark_kind import find_kind
from muban.layers.register.speech import Choices, Why
from muban.symbology.legend import read_legend
from tools.sample.areas import draw_areas, read_rows
from tools.sample.make_sample import DOMAINS, village_names

DOMAIN_IDS = ("occupation", "capital", "risk", "poverty", "management")


@cache
def sample_tambon() -> TambonAtlas:
    """The sample's tambon: 13 villages, 46 landmarks, CIA results, three designations."""
    areas = draw_areas()
    names = village_names()
    tables = read_rows("villages.csv")
    villages = [
        _village(
            int(row["moo"]),
            names[int(row["moo"])],
            areas.villages[int(row["moo"])],
            float(row["population"]),
            float(row["households"]),
        )
        for row in tables
    ]
    indicators = [
        {
            "village_code": f"431605{int(row['moo']):02d}",
            "year_be": 2562,
            "domain": domain,
            "indicator": "",
            "value": float(row[label]) if row[label] else math.nan,
            "shown": row[label],
            "status": "ok" if row[label] else "missing",
        }
        for row in tables
        for domain, label in zip(DOMAIN_IDS, DOMAINS, strict=True)
    ]
    return TambonAtlas(
        tambon=Place("431605", "โพนแพง", "Phon Phaeng"),
        amphoe=Place("4316", "รัตนวาปี", "Rattanawapi"),
        province=Place("43", "หนองคาย", "Nong Khai"),
        fiscal_year_be=2563,
        villages=_frame(villages, VILLAGE_COLUMNS),
        landmarks=_frame(_landmarks(), LANDMARK_COLUMNS),
        indicators=pd.DataFrame(indicators, columns=list(INDICATOR_COLUMNS)),
        domains=tuple(
            Domain(i, label, i, 0, 100) for i, label in zip(DOMAIN_IDS, DOMAINS, strict=True)
        ),
        designations=_designations(
            [(8, 2555, "province"), (9, 2559, "amphoe"), (3, 2561, "amphoe")]
        ),
        official=areas.tambons["431605"],
        sample=True,
        sources=(
            SourceNote("แนวเขตหมู่บ้าน", "drawings/แนวเขตหมู่บ้าน ตำบลโพนแพง.kml", 2562),
            SourceNote("ผลวิเคราะห์ CIA", "indicators/ผล CIA ปี 2562.xlsx", 2562),
        ),
    )


def squares(count: int, *, name: str = "บ้านหนองบัวเงินพัฒนาเหนือ") -> TambonAtlas:
    """A tambon of ``count`` square villages in rows of six, without landmarks or figures."""
    rows = []
    for i in range(count):
        west, south = 102.5 + 0.02 * (i % 6), 17.9 - 0.02 * (i // 6)
        rows.append(_village(i + 1, name, box(west, south, west + 0.02, south + 0.02)))
    return replace(
        sample_tambon(),
        tambon=Place("439999", "หนองบัวเงินพัฒนาใต้", "Nong Bua Ngoen Phatthana Tai"),
        amphoe=Place("4399", "เมืองหนองบัวเงินพัฒนา", ""),
        villages=_frame(rows, VILLAGE_COLUMNS),
        landmarks=_frame([], LANDMARK_COLUMNS),
        indicators=pd.DataFrame([], columns=list(INDICATOR_COLUMNS)),
        designations=_designations([]),
        official=None,
        sample=False,
    )


def points_alone() -> TambonAtlas:
    """A tambon of two villages that have a point each and no outline."""
    tambon = squares(2)
    villages = tambon.villages.assign(
        name=["บ้านวังหลวง", "บ้านวังทอง"], place="point", area_m2=math.nan
    )
    return replace(tambon, villages=villages.set_geometry([None, None], crs=4326))


def _village(
    moo: int,
    name: str,
    area: shapely.Polygon,
    population: float = math.nan,
    households: float = math.nan,
) -> dict[str, object]:
    ball = shapely.maximum_inscribed_circle(area, 1e-5)
    centre, radius = shapely.get_point(ball, 0), shapely.length(ball)
    metres = 111_320.0 * math.cos(math.radians(18))
    return {
        "village_code": f"431605{moo:02d}",
        "tambon_code": "431605",
        "moo": moo,
        "name": name,
        "name_en": "",
        "population": population,
        "households": households,
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
        "_file": "drawings/แนวเขตหมู่บ้าน ตำบลโพนแพง.kml",
        "_layer": "แนวเขต",
        "_number": moo,
    }


def _landmarks() -> list[dict[str, object]]:
    centres = {
        row["moo"]: (float(row["lon"]), float(row["lat"])) for row in read_rows("villages.csv")
    }
    found = []
    for number, row in enumerate(read_rows("pins.csv"), 1):
        lon, lat = centres[row["moo"]]
        kind = find_kind(row["name"], read_legend().kinds.patterns)
        found.append(
            {
                "landmark_id": f"p{number}",
                "landmark_kind": kind.kind if kind else "other",
                "kind_reason": "",
                "name": row["name"],
                "note": row["note"],
                "village_code": f"431605{int(row['moo']):02d}",
                "tambon_code": "431605",
                "geometry": Point(
                    lon + float(row["east_m"]) / 105_800, lat + float(row["north_m"]) / 110_600
                ),
                "_file": "drawings/สถานที่สำคัญ.kmz",
                "_layer": row["folder"],
                "_number": number,
            }
        )
    return sorted(found, key=lambda row: (str(row["landmark_kind"]), str(row["name"])))


def _designations(chosen: list[tuple[int, int, str]]) -> pd.DataFrame:
    rows = [
        {
            "row": number,
            "kind": "village",
            "status": "exact",
            "duplicate_of": pd.NA,
            "village_code": f"431605{moo:02d}",
            "tambon_code": "431605",
            "amphoe_code": "4316",
            "year_be": year,
            "level": level,
            "name": village_names()[moo],
            "moo": moo,
            "tambon": "โพนแพง",
            "amphoe": "รัตนวาปี",
            "written": "",
            "evidence": Why(),
            "candidates": Choices(),
            "lon": math.nan,
            "lat": math.nan,
            "place": "drawn",
            "_file": "register/ทะเบียน 2555-2562.txt",
            "_layer": "",
            "_number": number,
        }
        for number, (moo, year, level) in enumerate(chosen, 1)
    ]
    return typed(pd.DataFrame(rows, columns=list(DESIGNATION_COLUMNS)), DESIGNATION_COLUMNS)


def _frame(rows: list[dict[str, object]], columns: Columns) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(rows, columns=[*columns])
    shapes = gpd.GeoSeries(list(frame["geometry"]), crs=4326)
    made = gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes, crs=4326)
    return typed(made, columns)
