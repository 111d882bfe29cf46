"""The folium map for analysts: escaped, without a basemap, and the same every time."""

from __future__ import annotations

import re

import folium
import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, box

from muban.layers.atlas import Domain, Place, TambonAtlas
from muban.layers.frame_check import empty_frame, typed
from muban.layers.frames import (
    DESIGNATION_COLUMNS,
    INDICATOR_COLUMNS,
    LANDMARK_COLUMNS,
    VILLAGE_COLUMNS,
)
from muban.symbology.legend import parse_overrides, read_legend
from muban.web.notebook import folium_map

LEGEND = read_legend()
SOURCE = {"_file": "drawings/ก.kml", "_layer": "", "_number": 1}
NASTY = '</script><img src=x onerror="alert(1)">`${alert(2)}`\\{{7*7}}'


def a_tambon(name: str = "โรงเรียนบ้านนา") -> TambonAtlas:
    blank = dict.fromkeys(VILLAGE_COLUMNS) | {"name_en": "", "place": "drawn", **SOURCE}
    villages = gpd.GeoDataFrame(
        [
            blank | {"village_code": "43010101", "moo": 1, "name": name},
            blank | {"village_code": "43010102", "moo": 2, "name": "บ้านสอง"},
        ],
        geometry=[box(102, 17, 102.1, 17.1), box(102.1, 17, 102.2, 17.1)],
        crs="EPSG:4326",
    )
    pins = gpd.GeoDataFrame(
        [
            dict.fromkeys(LANDMARK_COLUMNS, "")
            | {"landmark_kind": kind, "name": name, "village_code": None, "tambon_code": None}
            | SOURCE
            for kind in ("school", "temple")
        ],
        geometry=[Point(102.05, 17.05), Point(102.15, 17.05)],
        crs="EPSG:4326",
    )
    villages = typed(villages, VILLAGE_COLUMNS)
    figures = pd.DataFrame(
        [
            ["43010101", 2562, "d1", "", 2.0, "2.0", "ok"],
            ["43010102", 2562, "d1", "", 3.0, "3", "ok"],
        ],
        columns=list(INDICATOR_COLUMNS),
    )
    place = Place("430101", "ในเมือง")
    none = empty_frame(DESIGNATION_COLUMNS)
    domains = (Domain("d1", "อาชีพ", "Occupation"),)
    return TambonAtlas(place, place, place, 2563, villages, pins, figures, domains, none)


def page(tambon: TambonAtlas, **options) -> str:
    return folium_map(tambon, LEGEND, **options).get_root().render()


def test_it_is_a_folium_map_that_plugins_can_go_on_with():
    from folium.plugins import Fullscreen

    map_ = folium_map(a_tambon(), LEGEND)
    assert isinstance(map_, folium.Map)
    Fullscreen().add_to(map_)
    assert "fullscreen" in map_.get_root().render().lower()


def test_it_shows_the_legends_symbols_and_names():
    text = page(a_tambon())
    from muban.symbology.symbol import symbol_paths

    for kind in ("school", "temple"):
        assert text.count(symbol_paths(LEGEND[kind]).icon) == 2  # the pin and the legend
        assert LEGEND[kind].label_th in text
    assert symbol_paths(LEGEND["hospital"]).icon not in text


def test_it_asks_no_tile_server_unless_told_to():
    assert "L.tileLayer(" not in page(a_tambon())
    assert "L.tileLayer(" in page(
        a_tambon(), tiles="https://t.example/{z}/{x}/{y}", attribution="x"
    )


def test_text_of_the_data_can_run_nothing():
    text = page(a_tambon(NASTY), domain="d1")
    assert "<img" not in text
    assert "</script><" not in re.sub(r"</script>\s*\n", "", text).replace('"></script>', "")
    assert "${alert" not in text
    assert "`$" not in text


def test_a_projects_own_words_can_run_nothing_either():
    overrides, _ = parse_overrides({"school": {"label_th": NASTY}}, {})
    text = folium_map(a_tambon(), read_legend(overrides)).get_root().render()
    assert "<img" not in text
    assert "${alert" not in text


def test_villages_are_coloured_by_class_and_dark_is_good():
    text = page(a_tambon(), domain="d1")
    ramp = LEGEND.classes.ramp
    assert f'"fill": "{ramp[0]}"' in text
    assert f'"fill": "{ramp[-1]}"' in text


def test_a_domain_without_figures_is_no_class_at_all():
    text = page(a_tambon(), domain="nothing")
    assert '"fill": "url(#no-data)"' in text


@pytest.mark.parametrize("domain", [None, "d1"])
def test_the_same_map_is_the_same_page(domain):
    assert page(a_tambon(), domain=domain) == page(a_tambon(), domain=domain)


def test_an_empty_tambon_is_an_empty_map():
    tambon = a_tambon()
    empty = TambonAtlas(
        tambon.tambon,
        tambon.amphoe,
        tambon.province,
        None,
        tambon.villages.iloc[:0],
        tambon.landmarks.iloc[:0],
        tambon.indicators.iloc[:0],
        (),
        tambon.designations,
    )
    assert page(empty, domain="d1")
