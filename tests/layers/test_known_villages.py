"""The province's villages that can be found by name: those of the references, drawn or not."""

from __future__ import annotations

import math

import pandas as pd

from muban.gis.gazetteer.gazetteer import build_gazetteer
from muban.gis.problems import FeatureRef
from muban.layers.village.known_villages import known_villages
from muban.layers.village.village_points import VillagePoint


def test_villages_of_the_province_alone_by_code_with_the_surveys_place_before_the_tables() -> None:
    table = pd.DataFrame(
        {
            "village_code": ["43160502", "43160501", "38010101"],
            "village": ["บ้านอาญา", "บ้านโพนแพง", "บ้านอื่น"],
            "lon": [103.1, math.nan, 103.5],
            "lat": [18.2, math.nan, 18.3],
        }
    )
    gazetteer = build_gazetteer(table)
    point = VillagePoint(
        "43160501", 103.2, 18.25, "บ้านโพนแพง", "", FeatureRef("reference/จุด.csv", "", 1)
    )
    found = known_villages(gazetteer, "43", {"43160501": point})
    assert [(v.code, v.name, v.lon, v.lat) for v in found] == [
        ("43160501", "บ้านโพนแพง", 103.2, 18.25),
        ("43160502", "บ้านอาญา", 103.1, 18.2),
    ]
    assert known_villages(gazetteer, "", {}) == ()
