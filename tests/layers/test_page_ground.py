"""The ground of a page: worked out from what lies near it, which must be all that matters."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point, box

from muban.gis.gazetteer.gazetteer import build_gazetteer
from muban.layers.context.neighbour_names import names_of_units
from muban.layers.context.page_ground import find_ground, on_pages

if TYPE_CHECKING:
    from muban.layers.known import Known

_SIDE = 6
_OUTLINES = {
    f"4301{1 + east + _SIDE * north:02d}": box(
        102 + east / 10, 17 + north / 10, 102.1 + east / 10, 17.1 + north / 10
    )
    for north in range(_SIDE)
    for east in range(_SIDE)
}
_VILLAGES = pd.DataFrame(
    {
        "village_code": [f"{code}01" for code in _OUTLINES],
        "village": "บ้านเหนือ",
        "tambon": [f"ตำบล{code}" for code in _OUTLINES],
    }
)


@pytest.mark.parametrize("pin", [Point(102.31, 17.31), Point(102.47, 17.25), Point(102.8, 17.9)])
def test_outlines_near_a_page_tell_all_names_around_it(pin: Point) -> None:
    """A pin far away widens the view: all that comes into it is among the outlines handed on."""
    own = "430115"
    drawn = {"tambon_code": [own], "lon": [102.25], "lat": [17.25]}
    villages = gpd.GeoDataFrame(drawn, geometry=[_OUTLINES[own]], crs=4326)
    pins = gpd.GeoDataFrame({"tambon_code": [own]}, geometry=[pin], crs=4326)
    tambons = gpd.GeoDataFrame({"code": [*_OUTLINES]}, geometry=[*_OUTLINES.values()], crs=4326)
    known: Any = SimpleNamespace(tambons=tambons, gazetteer=build_gazetteer(_VILLAGES))
    [page] = on_pages([own], cast("Known", known), villages, pins)
    names = names_of_units(_OUTLINES, "tambon", known.gazetteer)
    whole = find_ground(replace(page, near=_OUTLINES, names=names))
    found = find_ground(page)
    assert found.shape.equals_exact(whole.shape)
    assert [row["name"] for row in found.neighbours] == [row["name"] for row in whole.neighbours]
    assert len(found.neighbours) > 1
    assert len(page.near) < len(_OUTLINES)
