"""Maps in words: every sentence is held against the data by another route."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from muban.web.maps.projection import fit_grid
from muban.web.maps.register_rows import register_rows
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.stories.bearings import bearing
from muban.web.stories.described_province import count_designated, describe_province
from muban.web.stories.described_tambon import (
    counted_villages,
    describe_tambon,
    describe_village_place,
)
from tests.built_pages import make_site, small_province
from tests.sample_atlas import sample_tambon
from tests.seen import seen


def test_the_ends_of_the_tambon_and_of_its_values_are_those_of_the_data() -> None:
    tambon = sample_tambon()
    first, occupation, *_ = (" · ".join(each) for each in describe_tambon(seen(tambon)))
    places = tambon.villages.set_index("village_code").geometry.representative_point()
    names = tambon.villages.set_index("village_code")["name"]
    north, west = names[places.y.idxmax()], names[places.x.idxmin()]
    assert f"เหนือสุดคือ{north}" in first
    assert f"ตะวันตกสุดคือ{west}" in first
    rows = tambon.indicators.query("domain == 'occupation' and indicator == ''")
    newest = rows[(rows["year_be"] == rows["year_be"].max()) & (rows["status"] == "ok")]
    by_code = newest.set_index("village_code")["value"]
    assert f"สูงสุด {by_code.max():g} ที่{names[by_code.idxmax()]}" in occupation
    assert f"ต่ำสุด {by_code.min():g} ที่{names[by_code.idxmin()]}" in occupation
    missing = set(names.index) - set(by_code.index)
    assert all(names[code] in occupation.split("ไม่มีข้อมูล")[1] for code in missing)


def test_high_values_are_said_to_lie_where_they_do_and_nowhere_when_scattered() -> None:
    tambon = sample_tambon()
    places = tambon.villages.set_index("village_code").geometry.representative_point()

    def with_values(values: pd.Series) -> str:
        rows = tambon.indicators.query("indicator == ''").copy()
        rows["value"] = rows["village_code"].map(values)
        rows["status"], rows["shown"] = "ok", rows["value"].map("{:g}".format)
        view = seen(replace(tambon, indicators=rows))
        return " · ".join(describe_tambon(view)[1])

    for order, side in (
        (places.y, "ทิศเหนือ"),
        (-places.y, "ทิศใต้"),
        (places.x, "ทิศตะวันออก"),
        (-places.x, "ทิศตะวันตก"),
    ):
        assert f"ค่าสูงอยู่ทาง{side}ของตำบล" in with_values(order.rank())
    out = ((places.x - places.x.median()).abs() + (places.y - places.y.median()).abs()).rank()
    assert "ค่าสูงกระจายอยู่" in with_values(out)
    assert "เท่ากัน" in with_values(out * 0 + 50)


def test_a_withheld_value_is_told_of_but_not_told() -> None:
    tambon = sample_tambon()
    rows = tambon.indicators.copy()
    code = "43160508"
    mine = (rows["village_code"] == code) & (rows["indicator"] == "")
    rows.loc[mine, "status"], rows.loc[mine, "shown"] = "suppressed", ""
    rows.loc[mine, "value"] = 99.0
    for paragraph in describe_tambon(seen(replace(tambon, indicators=rows)))[1:6]:
        text = " · ".join(paragraph)
        assert "ไม่แสดงเพราะจำนวนน้อย: บ้านเปงจาน หมู่ที่ 8" in text
        assert "99" not in text


def test_villages_are_counted_by_what_they_have_on_the_map() -> None:
    tambon = sample_tambon()
    villages = tambon.villages.copy()
    villages.loc[villages.index[:3], "place"] = "point"
    villages.loc[villages.index[3], "place"] = "none"
    shown = seen(replace(tambon, villages=gpd.GeoDataFrame(villages, crs=tambon.villages.crs)))
    assert counted_villages(shown) == "13 หมู่บ้าน: มีแนวเขต 9 เป็นจุด 3 ยังไม่มีตำแหน่ง 1"
    page = next(iter(build_tambon_page(shown, make_site()).values())).decode()
    assert "(มีแนวเขต 9)" in page.split('class="facts"')[1][:900]


def test_neighbours_are_told_by_the_side_they_lie_on() -> None:
    tambon = sample_tambon()
    view = seen(tambon)
    told = describe_village_place(view, 2)
    areas = tambon.villages.geometry.to_crs(32648)
    beside = [i for i in range(len(areas)) if i != 2 and areas.iloc[i].distance(areas.iloc[2]) < 20]
    for i in beside:
        assert tambon.villages["name"].iloc[i] in told
    assert told.count("ทางทิศ") <= len(beside)
    assert bearing(0, -1) == "n"
    assert bearing(-1, 0) == "w"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_provinces_words_count_its_register(lang: str) -> None:
    atlas = small_province()
    rows = register_rows(atlas.designations, fit_grid(box(102, 16.9, 102.2, 17.1).bounds), lang)  # type: ignore[arg-type]
    assert count_designated(rows).rows == 4
    assert count_designated(rows).amphoes == 2
    first, placed = (" · ".join(each) for each in describe_province(atlas, rows, lang)[:2])  # type: ignore[arg-type]
    if lang == "th":
        assert "ปี 2560–2561 ประกาศ 4 ครั้ง เป็น 4 หมู่บ้าน ใน 3 ตำบล 2 อำเภอ" in first
        assert "ระดับจังหวัด 1 ครั้ง ระดับอำเภอ 3 ครั้ง" in first
        assert "1 จาก 4 ตำบลยังไม่เคย" in first
        assert "1 รายการรู้เพียงตำบล" in placed
        assert "1 รายการยังไม่มีที่บนแผนที่" in placed
    else:
        assert "4 designations of 4 villages in 3 tambons of 2 amphoes" in first
