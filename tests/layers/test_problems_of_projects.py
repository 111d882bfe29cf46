"""A whole project with exactly one defect is told of exactly that defect."""

from __future__ import annotations

import json
from pathlib import Path

from muban.gis.problems import Effect, Severity, Where
from muban.layers.atlas import Atlas
from tests.drawings import kml, workbook
from tests.small_projects import DRAWN, TOML, gazetteer, pins, survey_of, village

BUDGET: list[list[object]] = [["รายการ", "จำนวนเงิน"], ["กระดาษ", 120], ["หมึกพิมพ์", 300]]


def set_aside(atlas: Atlas) -> dict[str, int]:
    return {row.file: row.set_aside for row in atlas.ledger if row.set_aside}


def test_a_sound_project_has_no_problem(tmp_path: Path) -> None:
    files = {
        "drawings/แนวเขต.kml": DRAWN,
        "drawings/หมุด.kml": pins("วัดศรีชมภู"),
        "reference/หมู่บ้าน.csv": gazetteer(3),
    }
    atlas, problems = survey_of(tmp_path, files)
    assert problems == []
    assert set_aside(atlas) == {}


def test_a_worksheet_of_something_else_is_named_with_its_headings(tmp_path: Path) -> None:
    files = {
        "drawings/แนวเขต.kml": DRAWN,
        "reference/งบประมาณ.xlsx": workbook(BUDGET, sheet="รายจ่าย"),
    }
    atlas, [found] = survey_of(tmp_path, files)
    assert found.code == "project.unknown_content"
    assert found.where == Where("reference/งบประมาณ.xlsx", "รายจ่าย", unit="row")
    assert found.params["columns"] == "รายการ, จำนวนเงิน"
    assert (found.severity, found.effect) == (Severity.WARNING, Effect.SET_ASIDE)
    assert '[files."reference/งบประมาณ.xlsx"]' in found.fix("th")
    assert set_aside(atlas) == {"reference/งบประมาณ.xlsx": len(BUDGET)}


def test_a_drawing_left_out_as_asked_is_still_accounted_for(tmp_path: Path) -> None:
    """The old drawing of the same villages would else be told as drawn twice."""
    files = {"drawings/แนวเขต.kml": DRAWN, "drawings/แนวเขตเก่า.kml": DRAWN}
    toml = f'{TOML}[files."drawings/แนวเขตเก่า.kml"]\nrole = "ignore"\n'
    atlas, [found] = survey_of(tmp_path, files, toml=toml)
    assert found.code == "project.ignored"
    assert found.where == Where("drawings/แนวเขตเก่า.kml", "")
    assert (found.severity, found.effect) == (Severity.NOTE, Effect.SET_ASIDE)
    assert set_aside(atlas) == {"drawings/แนวเขตเก่า.kml": 3}


def test_a_table_left_out_as_asked_is_not_asked_about(tmp_path: Path) -> None:
    files = {
        "drawings/แนวเขต.kml": DRAWN,
        "reference/งบประมาณ.xlsx": workbook(BUDGET, sheet="รายจ่าย"),
    }
    toml = f'{TOML}[files."reference/งบประมาณ.xlsx"]\nrole = "ignore"\n'
    atlas, [found] = survey_of(tmp_path, files, toml=toml)
    assert found.code == "project.ignored"
    assert found.where == Where("reference/งบประมาณ.xlsx", "รายจ่าย", unit="row")
    assert set_aside(atlas) == {"reference/งบประมาณ.xlsx": len(BUDGET)}


def test_a_project_without_a_drawing_is_told_where_drawings_belong(tmp_path: Path) -> None:
    atlas, [found] = survey_of(tmp_path, {"reference/หมู่บ้าน.csv": gazetteer(3)})
    assert found.code == "project.nothing_drawn"
    assert found.where == Where("drawings")
    assert (found.severity, found.effect) == (Severity.WARNING, Effect.NONE)
    assert atlas.pages == ()


def test_one_pin_is_enough_to_be_something_drawn(tmp_path: Path) -> None:
    atlas, _ = survey_of(tmp_path, {"drawings/แนวเขต.kml": DRAWN})
    assert [page.tambon.code for page in atlas.pages] == ["431605"]


def test_villages_still_to_draw_are_named_by_moo(tmp_path: Path) -> None:
    files = {"drawings/แนวเขต.kml": DRAWN, "reference/หมู่บ้าน.csv": gazetteer(5)}
    atlas, [found] = survey_of(tmp_path, files)
    assert found.code == "village.undrawn"
    assert found.where == Where("drawings/แนวเขต.kml")
    assert dict(found.params) == {
        "tambon": "โพนแพง",
        "drawn": 3,
        "total": 5,
        "missing": "บ้านทดสอบ4 หมู่ 4, บ้านทดสอบ5 หมู่ 5",
    }
    assert (found.severity, found.effect) == (Severity.NOTE, Effect.NONE)
    [page] = atlas.pages
    assert page.villages["moo"].tolist() == [1, 2, 3, 4, 5]


def test_a_tambon_that_no_file_names_goes_by_its_code_and_that_is_told(tmp_path: Path) -> None:
    """Nong Khai has no amphoe 4399: neither a file nor the country's list knows the code."""
    unheard = DRAWN.replace(b"431605", b"439905")
    atlas, found = survey_of(tmp_path, {"drawings/แนวเขต.kml": unheard})
    [unnamed] = [one for one in found if one.code == "project.tambon_unnamed"]
    assert "439905" in unnamed.message("th")
    assert atlas.pages[0].tambon.name == "ที่ไม่ทราบชื่อ (439905)"


def test_a_tambon_goes_by_its_name_without_any_list(tmp_path: Path) -> None:
    atlas, found = survey_of(tmp_path, {"drawings/แนวเขต.kml": DRAWN})
    assert "project.tambon_unnamed" not in {one.code for one in found}
    [page] = atlas.pages
    names = [place.name for place in (page.tambon, page.amphoe, page.province)]
    assert names == ["โพนแพง", "รัตนวาปี", "หนองคาย"]


def test_a_tambon_of_another_province_is_told_and_keeps_its_page(tmp_path: Path) -> None:
    toml = 'title = "ทดสอบ"\nprovince = "40"\n'
    atlas, problems = survey_of(tmp_path, {"drawings/แนวเขต.kml": DRAWN}, toml=toml)
    [found] = [one for one in problems if one.code == "project.other_province"]
    assert "จังหวัดหนองคาย" in found.message("th")
    assert "จังหวัดขอนแก่น" in found.message("th")
    assert [page.tambon.code for page in atlas.pages] == ["431605"]


def test_results_of_a_tambon_that_nobody_drew_are_shown_all_the_same(tmp_path: Path) -> None:
    results = "รหัสหมู่บ้าน,ปี พ.ศ.,อาชีพ,ทุนชุมชน\n43160501,2562,40,60\n43160502,2562,80,70\n"
    files = {"indicators/cia.csv": results.encode(), "reference/หมู่บ้าน.csv": gazetteer(3)}
    atlas, problems = survey_of(tmp_path, files, toml='title = "ทดสอบ"\nprovince = "43"\n')
    assert [one.code for one in problems if one.severity is Severity.ERROR] == []
    assert "project.nothing_drawn" in {one.code for one in problems}
    [page] = atlas.pages
    assert len(page.villages) == 3
    occupation = page.indicators[page.indicators["domain"] == "occupation"]
    shown = dict(zip(occupation["village_code"], occupation["shown"], strict=True))
    assert (shown["43160501"], shown["43160502"]) == ("40", "80")


def test_a_tambons_page_names_the_drawings_it_is_made_from_and_no_others(tmp_path: Path) -> None:
    far = DRAWN.replace(b"431605", b"431601").replace(b",18.1", b",18.3")
    files = {
        "drawings/โพนแพง.kml": DRAWN,
        "drawings/รัตนวาปี.kml": far,
        "reference/หมู่บ้าน.csv": gazetteer(3),
    }
    atlas, _ = survey_of(tmp_path, files, toml='title = "ทดสอบ"\nprovince = "43"\n')
    said = {page.tambon.code: {note.file for note in page.sources} for page in atlas.pages}
    assert said == {
        "431601": {"drawings/รัตนวาปี.kml", "reference/หมู่บ้าน.csv"},
        "431605": {"drawings/โพนแพง.kml", "reference/หมู่บ้าน.csv"},
    }
    assert {note.file for note in atlas.sources} == set(files)


def test_a_file_that_lies_beside_the_settings_is_told_to_be_moved(tmp_path: Path) -> None:
    files = {"drawings/ก.kml": DRAWN, "แนวเขต ใหม่.KML": DRAWN, "report.json": b"{}"}
    _, [found] = survey_of(tmp_path, files)
    assert found.code == "project.not_in_a_folder"
    assert found.where == Where("แนวเขต ใหม่.KML")
    assert "แนวเขต ใหม่.KML" in found.message("th")


def test_a_village_drawn_in_pieces_is_set_aside_with_all_of_them(tmp_path: Path) -> None:
    """Two areas of one code and one name are one village; its name keeps both off the map."""
    named = village(1).replace("บ้านทดสอบ1", "นายสมชาย ใจดี")
    north = named.replace("18.10", "18.20").replace("18.11", "18.21")
    atlas, problems = survey_of(tmp_path, {"drawings/a.kml": kml(named, north, village(2))})
    assert [(found.code, found.where.number) for found in problems] == [
        ("privacy.person_name", 1),
        ("privacy.person_name", 2),
    ]
    assert set_aside(atlas) == {"drawings/a.kml": 2}


def test_figures_stand_though_their_row_s_coordinates_are_not_understood(tmp_path: Path) -> None:
    """One table gives figures and pins; a row's place being unclear takes only the pin away."""
    table = (
        "village_code,population,households,year,lat,lon\n"
        "43160501,100,30,2563,18.105,103.115\n"
        "43160502,200,60,2563,ไม่ทราบ,-\n"
        "43160503,,,2563,18.105,103.135\n"
    )
    files = {"drawings/a.kml": DRAWN, "reference/ประชากร.csv": table.encode()}
    atlas, [found] = survey_of(tmp_path, files)
    assert (found.code, found.where.number) == ("read.coordinate_unclear", 3)
    assert set_aside(atlas) == {}
    [page] = atlas.pages
    assert page.villages["population"].tolist()[:2] == [100, 200]


def test_the_same_for_a_table_whose_coordinates_nobody_understands(tmp_path: Path) -> None:
    table = "village_code,population,year,X,Y\n43160501,100,2563,300000,900\n"
    files = {"drawings/a.kml": DRAWN, "reference/ประชากร.csv": table.encode()}
    atlas, [found] = survey_of(tmp_path, files)
    assert (found.code, found.effect) == ("crs.no_reading", Effect.NONE)
    assert set_aside(atlas) == {}


def test_a_village_set_aside_for_its_ground_is_never_told_as_shown(tmp_path: Path) -> None:
    """Two files with the same ground and no tambon: neither copy is on the map, nor said to be."""
    west = [[102.70, 17.90], [102.71, 17.90], [102.71, 17.91], [102.70, 17.91], [102.70, 17.90]]
    alone = [[lon + 0.05, lat] for lon, lat in west]

    def drawn(**rings: list[list[float]]) -> bytes:
        features = [
            {
                "type": "Feature",
                "properties": {"name": name, "moo": "3"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for name, ring in rings.items()
        ]
        return json.dumps({"type": "FeatureCollection", "features": features}).encode()

    files = {
        "drawings/ก.geojson": drawn(บ้านโพนแพง=west, บ้านเหนือ=alone),
        "drawings/ข.geojson": drawn(บ้านหนองแวง=west),
    }
    toml = 'title = "ทดสอบ"\nprovince = "43"\n'
    atlas, problems = survey_of(tmp_path, files, toml=toml)
    aside = {one.where.ref for one in problems if one.effect is Effect.SET_ASIDE}
    said_shown = {
        one.where.ref for one in problems if "แสดงบนแผนที่แล้ว" in one.message("th") and one.where.ref
    }
    assert len(aside) == 2
    assert [ref.number for ref in said_shown] == [2]
    assert [list(page.villages["name"]) for page in atlas.pages] == [["บ้านเหนือ"]]
