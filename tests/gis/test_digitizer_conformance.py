"""Python judges the shared cases as the page for drawing does (see conformance.test.ts)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely import MultiPolygon

from muban.gis.gazetteer.gazetteer import build_gazetteer
from muban.gis.problems import Problem
from muban.gis.reading.read import read_file
from muban.gis.shapes.containment import check_containment, check_pins
from muban.gis.shapes.geometry import repair_shapes
from muban.layers.village.villages import build_village_areas
from tests.coverage_told import check_coverage

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['says']}")
    for file in sorted((Path(__file__).parents[1] / "data" / "conformance").glob("*.json"))
    for case in json.loads(file.read_text("utf-8"))
]
TAMBON = "400106"


def place(corner: list[int]) -> list[float]:
    return [(102_000_000 + corner[0]) / 1e6, (18_000_000 + corner[1]) / 1e6]


def polygons(parts: list[list[list[list[int]]]]) -> list[list[list[list[float]]]]:
    return [[[place(corner) for corner in ring] for ring in part] for part in parts]


def geojson(case: dict[str, Any]) -> dict[str, Any]:
    """The case as a drawing file."""
    villages = [
        {
            "type": "Feature",
            "properties": {
                "kind": "village",
                "name": one["name"],
                "moo": one.get("moo"),
                "village_code": one.get("code"),
            },
            "geometry": {"type": "Polygon", "coordinates": polygons(one["parts"])[0]}
            if len(one["parts"]) == 1
            else {"type": "MultiPolygon", "coordinates": polygons(one["parts"])},
        }
        for one in case["villages"]
    ]
    pins = [
        {
            "type": "Feature",
            "properties": {"kind": "landmark", "name": name},
            "geometry": {"type": "Point", "coordinates": place([x, y])},
        }
        for name, x, y in case.get("pins", [])
    ]
    return {"type": "FeatureCollection", "features": [*villages, *pins]}


def problems_of(case: dict[str, Any], folder: Path) -> list[Problem]:
    path = folder / "drawing.geojson"
    path.write_text(json.dumps(geojson(case)), "utf-8")
    [read] = read_file(path, folder)
    mended = repair_shapes(read)
    areas = mended.frame[mended.frame.geometry.geom_type != "Point"]
    pins = mended.frame[mended.frame.geometry.geom_type == "Point"]
    known = pd.DataFrame(case.get("known", []), columns=["village_code", "village"])
    gazetteer = build_gazetteer(known)
    nowhere = gpd.GeoDataFrame({"code": []}, geometry=[], crs=4326)
    villages = build_village_areas(
        [mended.with_frame(areas)], gazetteer=gazetteer, tambons=nowhere, default_tambon=TAMBON
    )
    found = [*mended.problems, *villages.problems, *check_coverage(villages.frame)]
    found += check_pins(pins, villages.frame)
    if "outline" in case:
        official = MultiPolygon([(part[0], part[1:]) for part in polygons(case["outline"])])
        found += check_containment(villages.frame, official).problems
    return found


@pytest.mark.parametrize("case", CASES)
def test_python_finds_what_the_page_for_drawing_finds(case: dict[str, Any], tmp_path: Path) -> None:
    found = problems_of(case, tmp_path)
    assert sorted([one.code, one.where.feature or ""] for one in found) == sorted(case["problems"])
