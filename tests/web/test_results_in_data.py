"""Results of the domains in every file of the data, read by readers that muban did not make."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import fiona
import geopandas as gpd
import openpyxl
import pytest

from muban.layers.indicator.result_rows import result_rows
from muban.symbology.legend import read_legend
from muban.web.book.made_parts import item_table
from muban.web.maps.choropleth import ClassSettings
from muban.web.paper.imprint import Imprint
from tests.made_data import data_files
from tests.small_projects import DRAWN, TOML, gazetteer, pins, survey_of

RESULTS = """รหัสหมู่บ้าน,ปี,อาชีพ,ทุนชุมชน
คะแนนต่ำสุด,,0,0
คะแนนเต็ม,,100,5
43160501,2561,40,3
43160502,2561,50,
43160501,2562,44,3.5
43160502,2562,61,4
43160503,2562,-,2
"""
"""Two years; village 3 has no value in อาชีพ, and village 2 none of 2561 in ทุนชุมชน."""
FILES = {
    "drawings/แนวเขต.kml": DRAWN,
    "drawings/หมุด.kml": pins("โรงเรียนบ้านทดสอบ", "วัดทดสอบ"),
    "reference/villages.csv": gazetteer(3),
    "indicators/cia.csv": RESULTS.encode(),
}
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    atlas, problems = survey_of(tmp_path_factory.mktemp("results"), FILES, toml=TOML)
    assert not [one for one in problems if one.code.startswith("indicator.")], problems
    return data_files(atlas, read_legend())


def test_geojson_has_value_year_scale_and_change(files: dict[str, bytes]) -> None:
    features = json.loads(files["data/villages.geojson"])["features"]
    told = {f["properties"]["moo"]: f["properties"] for f in features}
    assert [
        told[1][f"result_occupation{part}"]
        for part in ("", "_shown", "_year_be", "_scale", "_change", "_change_from")
    ] == [44, "44", 2562, "0–100", 4, 2561]
    assert told[2]["result_capital"] == 4
    assert told[2]["result_capital_change"] is None, "there was no value the year before"
    assert told[3]["result_occupation"] is None
    assert told[3]["result_occupation_shown"] == ""
    assert told[3]["result_occupation_year_be"] == 2562


def test_rai_stand_beside_square_metres_and_places_have_names(files: dict[str, bytes]) -> None:
    [one, *_] = json.loads(files["data/villages.geojson"])["features"]
    facts = one["properties"]
    assert facts["area_rai"] == pytest.approx(facts["area_m2"] / 1600, abs=0.01)
    assert isinstance(facts["area_m2"], int)
    assert (facts["tambon"], facts["amphoe"], facts["province"]) == ("โพนแพง", "รัตนวาปี", "หนองคาย")
    rows = list(csv.DictReader(io.StringIO(files["data/landmarks.csv"].decode("utf-8-sig"))))
    school = next(row for row in rows if row["name"] == "โรงเรียนบ้านทดสอบ")
    assert (school["lon"], school["lat"]) == ("103.111", "18.105")
    assert (school["village"], school["kind"]) == ("บ้านทดสอบ1", read_legend()["school"].label_th)


def test_qgis_shows_the_first_domain_and_hatches_what_has_no_data(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "muban.gpkg"
    path.write_bytes(files["data/muban.gpkg"])
    base = sqlite3.connect(path)
    styles = base.execute(
        "SELECT styleName, useAsDefault, styleQML, styleSLD FROM layer_styles "
        "WHERE f_table_name = 'villages' ORDER BY id"
    ).fetchall()
    assert [(name, shown) for name, shown, *_ in styles] == [
        ("muban", 0), ("อาชีพ 2562", 1), ("ทุนชุมชน 2562", 0),
    ]  # fmt: skip
    renderer = ElementTree.fromstring(styles[1][2].split("\n", 1)[1]).find("renderer-v2")
    assert renderer is not None
    assert renderer.get("type") == "graduatedSymbol"
    ranges = [
        (float(r.get("lower", "")), float(r.get("upper", "")), r.get("label"), r.get("symbol"))
        for r in renderer.iterfind("ranges/range")
    ]
    symbols = {s.get("name"): s for s in renderer.iterfind("symbols/symbol")}
    seen = {}
    for moo, value in base.execute(
        f"SELECT moo, {renderer.get('attr')} FROM villages"  # the style's own expression
    ):
        # as QGIS does: the first range whose ends hold the value
        label, symbol = next((r[2], r[3]) for r in ranges if r[0] <= value <= r[1])
        patterns = [
            o.get("value")
            for o in symbols[symbol].iterfind("layer/Option/Option")
            if o.get("name") == "style"
        ]
        seen[moo] = (label, patterns)
    base.close()
    assert seen == {
        1: ("44", ["solid"]),
        2: ("61", ["solid"]),
        3: ("ไม่มีข้อมูล", ["solid", "b_diagonal"]),
    }
    assert "PropertyIsNull" in styles[1][3]


def test_gdal_calls_the_columns_by_their_thai_names(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "muban.gpkg"
    path.write_bytes(files["data/muban.gpkg"])
    base = sqlite3.connect(path)
    told = dict(
        base.execute(
            "SELECT column_name, name FROM gpkg_data_columns WHERE table_name = 'villages'"
        ).fetchall()
    )
    base.close()
    assert told["area_rai"] == "พื้นที่ (ไร่)"
    assert told["result_occupation"] == "อาชีพ (ค่า)"
    assert set(gpd.read_file(path, layer="villages").columns) - {"geometry"} == set(told)
    with fiona.open(path, layer="villages") as layer:
        assert layer.schema["properties"]["result_occupation"] == "float"


def test_google_earth_shows_results_in_the_balloons(files: dict[str, bytes]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(files["data/muban.kmz"]))
    root = ElementTree.fromstring(archive.read("doc.kml"))
    told = {
        place.findtext(f"{KML}name"): {
            data.findtext(f"{KML}displayName"): data.findtext(f"{KML}value")
            for data in place.iter(f"{KML}Data")
        }
        for place in root.iter(f"{KML}Placemark")
    }
    assert told["บ้านทดสอบ1"]["อาชีพ"] == "44 · ปี 2562 · ช่วง 0–100"
    assert told["บ้านทดสอบ3"]["อาชีพ"] == "ไม่มีข้อมูล · ปี 2562 · ช่วง 0–100"
    assert told["โรงเรียนบ้านทดสอบ"]["หมู่บ้าน"] == "บ้านทดสอบ1"


def test_tables_for_people_have_thai_headings_and_say_what_they_mean(
    files: dict[str, bytes],
) -> None:
    rows = list(csv.DictReader(io.StringIO(files["data/villages_th.csv"].decode("utf-8-sig"))))
    assert (rows[0]["ชื่อ"], rows[0]["อาชีพ (ค่า)"], rows[0]["มีแนวเขตหรือจุด"]) == (
        "บ้านทดสอบ1", "44.0", "มีแนวเขต",
    )  # fmt: skip
    long = list(csv.DictReader(io.StringIO(files["data/indicators.csv"].decode("utf-8-sig"))))
    assert {(row["domain"], row["domain_name"], row["scale"]) for row in long} == {
        ("occupation", "อาชีพ", "0–100"), ("capital", "ทุนชุมชน", "0–5"),
    }  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(files["data/muban.xlsx"]))
    assert book.sheetnames == ["หมู่บ้าน", "สถานที่สำคัญ", "ผลรายตัวชี้วัด", "คำอธิบายคอลัมน์"]
    headings = [cell.value for cell in book["หมู่บ้าน"][1]]
    explained = {row[0]: row[2] for row in book["คำอธิบายคอลัมน์"].iter_rows(values_only=True)}
    assert set(headings) <= set(explained)
    assert explained["อาชีพ (เปลี่ยนไป)"] == "result_occupation_change"


def test_a_projects_own_limits_colour_qgis_as_they_colour_the_page(tmp_path: Path) -> None:
    atlas, _ = survey_of(tmp_path, FILES, toml=TOML)
    own = ClassSettings(breaks=(("occupation", (0.0, 50.0, 100.0)),))
    path = tmp_path / "own.gpkg"
    path.write_bytes(data_files(atlas, read_legend(), own)["data/muban.gpkg"])
    base = sqlite3.connect(path)
    [qml] = base.execute(
        "SELECT styleQML FROM layer_styles WHERE styleName = 'อาชีพ 2562'"
    ).fetchone()
    base.close()
    labels = [r.get("label") for r in ElementTree.fromstring(qml.split("\n", 1)[1]).iter("range")]
    assert labels == ["0–50", "50–100", "ไม่มีข้อมูล"]


def test_a_hidden_count_is_hidden_in_every_file(tmp_path: Path) -> None:
    few = "รหัสหมู่บ้าน,ปี,ครัวเรือนยากจน (ครัวเรือน)\n43160501,2562,3\n43160502,2562,40\n43160503,2562,50\n"
    toml = (
        TOML
        + '[indicators.columns]\n"ครัวเรือนยากจน (ครัวเรือน)" = "poor"\n'
        + '[indicators.domains.poor]\nlabel_th = "ครัวเรือนยากจน"\nunit = "ครัวเรือน"\n'
    )
    project = FILES | {"indicators/cia.csv": few.encode()}
    atlas, _ = survey_of(tmp_path, project, toml=toml)
    made = data_files(atlas, read_legend())
    [first, *_] = json.loads(made["data/villages.geojson"])["features"]
    assert first["properties"]["result_poor"] is None
    assert first["properties"]["result_poor_shown"] == "<5"
    rows = list(csv.DictReader(io.StringIO(made["data/villages_th.csv"].decode("utf-8-sig"))))
    assert [row["ครัวเรือนยากจน (ค่า)"] for row in rows] == ["", "40.0", "50.0"]
    text = zipfile.ZipFile(io.BytesIO(made["data/muban.kmz"])).read("doc.kml").decode()
    assert "&lt;5 · ปี 2562" in text


def test_the_workbook_has_every_item_by_village_and_page_and_book_say_the_same(
    tmp_path: Path,
) -> None:
    survey = "กชช.2ค,,,\nรหัสหมู่บ้าน,ปี,1. ถนน,2. น้ำดื่ม\n43160501,2561,3,1\n43160502,2561,2,\n"
    atlas, problems = survey_of(
        tmp_path, {**FILES, "indicators/กชช.csv": survey.encode()}, toml=TOML
    )
    assert not [one for one in problems if one.code == "indicator.no_list"]
    book = openpyxl.load_workbook(
        io.BytesIO(data_files(atlas, read_legend())["data/muban.xlsx"]), read_only=True
    )
    [head, *rows] = [list(row) for row in book["ทุกข้อรายหมู่บ้าน"].iter_rows(values_only=True)]
    at = {name: i for i, name in enumerate(head)}
    assert [row[at["ถนน 2561"]] for row in rows] == ["3", "2", None]
    assert [row[at["อาชีพ 2562"]] for row in rows] == ["44", "61", None]
    told = {row.domain.id: row for row in result_rows(atlas.pages[0])}
    assert (told["nrd33_01"].year_be, told["nrd33_01"].shown["43160501"]) == (2561, "3")
    [table] = [item_table(atlas.pages[0], "43160502", Imprint())]
    assert table is not None
    cells = {row["cells"][0]: row["cells"][1:] for row in table["rows"]}
    assert cells["ถนน (2561)"] == ["2"]
    assert cells["น้ำดื่ม (2561)"] == ["–"]
    assert any("unverified" in note for note in table["notes"])


def test_the_plan_is_a_table_for_programs_for_people_and_in_qgis(tmp_path: Path) -> None:
    """Each project once, with its village and its cost; a sum of the table is the plan's."""
    plan = (
        "โครงการ,หมู่ที่,รหัสหมู่บ้าน,ด้าน,งบประมาณ,แหล่งงบประมาณ,ปี พ.ศ.,สถานที่\n"
        'ปลูกผัก,1,,อาชีพ,"5,000",อบต.,2563,ศาลากลางบ้าน\n'
        "ทอผ้า,,43160502,อาชีพ,๑๒๐๐๐,กองทุน,,\n"
        "ถนน,,,น้ำท่วม,,จังหวัด,2564,\n"
    )
    atlas, _ = survey_of(tmp_path, {**FILES, "plan/แผน.csv": plan.encode()}, toml=TOML)
    made = data_files(atlas, read_legend())
    rows = list(csv.DictReader(io.StringIO(made["data/plan.csv"].decode("utf-8-sig"))))
    told = [
        tuple(row[key] for key in ("project", "village_code", "moo", "domain", "domain_name"))
        for row in rows
    ]
    assert told == [
        ("ปลูกผัก", "43160501", "1", "occupation", "อาชีพ"),
        ("ทอผ้า", "43160502", "2", "occupation", "อาชีพ"),
        ("ถนน", "", "", "", "น้ำท่วม"),
    ]
    assert sum(float(row["budget_baht"] or 0) for row in rows) == 17_000
    assert [row["fiscal_year_be"] for row in rows] == ["2563", "", "2564"]
    thai = list(csv.DictReader(io.StringIO(made["data/plan_th.csv"].decode("utf-8-sig"))))
    assert [(row["โครงการ"], row["หมู่บ้าน"], row["สถานที่"]) for row in thai] == [
        ("ปลูกผัก", "บ้านทดสอบ1", "ศาลากลางบ้าน"), ("ทอผ้า", "บ้านทดสอบ2", ""), ("ถนน", "", ""),
    ]  # fmt: skip
    assert (
        "แผนงานและโครงการ" in openpyxl.load_workbook(io.BytesIO(made["data/muban.xlsx"])).sheetnames
    )
    path = tmp_path / "plan.gpkg"
    path.write_bytes(made["data/muban.gpkg"])
    table = gpd.read_file(path, layer="plan")
    assert list(table["project"]) == ["ปลูกผัก", "ทอผ้า", "ถนน"]
    assert table["budget_baht"].sum() == 17_000
    with closing(sqlite3.connect(path)) as base:
        [kind] = base.execute(
            "SELECT data_type FROM gpkg_contents WHERE table_name = 'plan'"
        ).fetchone()
        [title] = base.execute(
            "SELECT title FROM gpkg_data_columns"
            " WHERE table_name = 'plan' AND column_name = 'partner'"
        ).fetchone()
    assert (kind, title) == ("attributes", "ภาคีเครือข่าย")
