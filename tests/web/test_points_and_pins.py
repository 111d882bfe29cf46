"""Maps of points: villages that were set as points, and pins of which nothing else is known."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import html

from muban.web.building.build import BuildOptions, build_site
from muban.web.project import read_project
from tests.small_projects import DRAWN, survey_of

BARE = 'title = "งานของเรา"\n'
PROVINCE = 'title = "งานของเรา"\nprovince = "43"\n'


def points(*rows: tuple[dict[str, object], tuple[float, float]]) -> bytes:
    """A GeoJSON of points."""
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Point", "coordinates": list(place)},
        }
        for properties, place in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


VILLAGES = points(
    ({"VILL_CODE": "43150401", "VILL_NAME": "วังหลวง", "ประชากร": 410}, (103.31, 18.01)),
    ({"VILL_CODE": "43150402", "VILL_NAME": "วังทอง"}, (103.33, 18.02)),
)
PINS = points(({"name": "วัดโพธิ์"}, (103.31, 18.01)), ({"name": "โรงเรียนบ้านดอน"}, (103.33, 18.02)))


def built(folder: Path) -> dict[str, bytes]:
    project = read_project(folder)
    from muban.web.project import survey

    return build_site(project, survey(project), BuildOptions())


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def texts(page: bytes, path: str) -> list[str]:
    return [node.text_content().strip() for node in html.fromstring(page.decode()).xpath(path)]


def test_village_points_make_a_map_of_points(tmp_path: Path) -> None:
    atlas, problems = survey_of(tmp_path, {"drawings/จุด.geojson": VILLAGES}, toml=PROVINCE)
    assert [(p.code, p.params["points"], p.params["pins"]) for p in problems] == [
        ("project.no_boundary", 2, 0)
    ]
    [row] = atlas.ledger
    assert (row.read, row.published, row.used, row.set_aside) == (2, 2, 0, 0)
    files = built(tmp_path)
    page = files["tambon/431504/index.html"]
    dots = '//*[@id="village-points"]/*[local-name()="circle"]'
    assert texts(page, dots) == ["บ้านวังหลวง หมู่ที่ 1", "บ้านวังทอง หมู่ที่ 2"]
    listed = texts(page, '//*[@id="village-list"]//*[@class="name"]')
    assert [text.split("\n")[0] for text in listed] == ["บ้านวังหลวง", "บ้านวังทอง"]
    assert texts(files["overview.html"], '//*[@data-dot="village"]') == [
        "บ้านวังหลวง หมู่ที่ 1",
        "บ้านวังทอง หมู่ที่ 2",
    ]
    rows = table(files["data/villages.csv"])
    assert [(r["village_code"], r["place"], r["population"]) for r in rows] == [
        ("43150401", "point", "410"),
        ("43150402", "point", ""),
    ]
    shapes = json.loads(files["data/village_points.geojson"])["features"]
    assert [shape["geometry"]["coordinates"] for shape in shapes] == [
        [103.31, 18.01],
        [103.33, 18.02],
    ]


def test_a_village_point_without_a_code_is_a_village_and_is_asked_about(tmp_path: Path) -> None:
    two = points(
        ({"VILL_CODE": "43150401", "VILL_NAME": "วังหลวง"}, (103.31, 18.01)),
        ({"VILL_CODE": "", "VILL_NAME": "วังใหม่"}, (103.33, 18.02)),
        ({"VILL_CODE": "", "VILL_NAME": ""}, (103.34, 18.02)),
    )
    atlas, problems = survey_of(tmp_path, {"drawings/จุด.geojson": two}, toml=PROVINCE)
    assert [(p.code, p.where.number) for p in problems if p.where.number] == [
        ("village.no_code", 2),
        ("village.no_tambon", 2),
        ("village.no_shape", 3),
    ]
    shown = {page.tambon.key: page.villages["name"].tolist() for page in atlas.pages}
    assert shown == {"431504": ["บ้านวังหลวง"], "000000": ["บ้านวังใหม่"]}
    [row] = atlas.ledger
    assert (row.published, row.set_aside) == (2, 1)
    assert [r["tambon_code"] for r in table(built(tmp_path)["data/villages.csv"])] == ["", "431504"]


def test_a_village_that_is_drawn_uses_its_point_and_shows_its_area(tmp_path: Path) -> None:
    places = points(
        *(
            ({"รหัสหมู่บ้าน": f"4316050{moo}", "หมู่บ้าน": f"ทดสอบ{moo}"}, (103.105 + moo / 100, 18.105))
            for moo in (1, 2, 3)
        )
    )
    files = {"drawings/ก.kml": DRAWN, "drawings/จุด.geojson": places}
    atlas, problems = survey_of(tmp_path, files)
    assert problems == []
    rows = {row.file: (row.read, row.published, row.used) for row in atlas.ledger}
    assert rows == {"drawings/ก.kml": (3, 3, 0), "drawings/จุด.geojson": (3, 0, 3)}
    [page] = atlas.pages
    assert page.villages["place"].tolist() == ["drawn", "drawn", "drawn"]


def test_points_of_the_reference_folder_are_looked_up_and_make_no_page(tmp_path: Path) -> None:
    atlas, problems = survey_of(tmp_path, {"reference/จุด.geojson": VILLAGES}, toml=PROVINCE)
    assert [p.code for p in problems] == ["project.nothing_drawn"]
    assert atlas.pages == ()
    [row] = atlas.ledger
    assert (row.read, row.published, row.used) == (2, 0, 2)


def test_pins_of_which_nothing_else_is_known_make_a_map(tmp_path: Path) -> None:
    atlas, problems = survey_of(tmp_path, {"drawings/หมุด.geojson": PINS}, toml=BARE)
    assert [(p.code, p.params["points"], p.params["pins"]) for p in problems] == [
        ("project.no_boundary", 0, 2)
    ]
    [row] = atlas.ledger
    assert (row.read, row.published) == (2, 2)
    files = built(tmp_path)
    page = files["tambon/000000/index.html"]
    kinds = html.fromstring(page.decode()).xpath('//*[@id="static-map"]//@data-landmark-kind')
    assert sorted(kinds) == ["school", "temple"]
    assert texts(page, '//*[@id="landmark-table"]/tbody//th') == ["โรงเรียนบ้านดอน", "วัดโพธิ์"]
    assert texts(page, "//h1") == ["งานของเรา"]
    assert "ตำบลงานของเรา" not in page.decode()
    assert sorted(texts(files["overview.html"], '//*[@id="dots"]/*')) == ["วัดโพธิ์", "โรงเรียนบ้านดอน"]
    rows = table(files["data/landmarks.csv"])
    assert [(r["landmark_kind"], r["tambon_code"]) for r in rows] == [
        ("school", ""),
        ("temple", ""),
    ]


def test_pins_outside_every_tambon_have_a_page_beside_those_of_the_tambons(tmp_path: Path) -> None:
    """Two tambons at work: whose pin a far one is, nobody can tell."""
    other = DRAWN.replace(b"431605", b"431504").replace(b"18.1", b"18.2")
    files = {"drawings/ก.kml": DRAWN, "drawings/ข.kml": other, "drawings/หมุด.geojson": PINS}
    atlas, problems = survey_of(tmp_path, files, toml=PROVINCE)
    assert {p.code for p in problems} == {"containment.pin_outside"}
    assert [(page.tambon.name, len(page.landmarks)) for page in atlas.pages] == [
        ("สถานที่ที่ยังไม่ทราบตำบล", 2),
        ("วังหลวง", 0),
        ("โพนแพง", 0),
    ]
    assert {row.file: row.published for row in atlas.ledger}["drawings/หมุด.geojson"] == 2
    overview = built(tmp_path)["index.html"]
    assert "สถานที่ที่ยังไม่ทราบตำบล" in texts(overview, '//*[@class="page-list"]//a')[0]
    assert "6 หมู่บ้าน · 2 ตำบล" in texts(overview, '//*[@class="facts"]')


def test_pins_of_a_project_of_one_stated_tambon_are_on_its_page(tmp_path: Path) -> None:
    stated = PROVINCE + 'tambon = "431504"\n'
    atlas, _ = survey_of(tmp_path, {"drawings/หมุด.geojson": PINS}, toml=stated)
    assert [(page.tambon.code, len(page.landmarks)) for page in atlas.pages] == [("431504", 2)]


def test_reference_pins_in_tambons_without_a_page_are_told_once(tmp_path: Path) -> None:
    """A province's list of places beside one tambon's drawing."""
    square = [[103.3, 18.0], [103.4, 18.0], [103.4, 18.1], [103.3, 18.1], [103.3, 18.0]]
    beside = [[x + 0.1, y] for x, y in square]
    outlines = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"รหัสตำบล": code, "ตำบล": name, "อำเภอ": "เฝ้าไร่"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for code, name, ring in (
                ("431504", "วังหลวง", square),
                ("431505", "อุดมพร", beside),
            )
        ],
    }
    places = points(
        *(({"ชื่อสถานที่": f"วัดที่{n}", "ประเภท": "วัด"}, (103.45, 18.01 + n / 100)) for n in (1, 2, 3)),
        ({"ชื่อสถานที่": "วัดใน", "ประเภท": "วัด"}, (103.35, 18.05)),
    )
    files = {
        "reference/ตำบล.geojson": json.dumps(outlines).encode(),
        "reference/สถานที่.geojson": places,
        "drawings/จุด.geojson": VILLAGES,
    }
    atlas, problems = survey_of(tmp_path, files, toml=PROVINCE)
    [told] = [p for p in problems if p.code == "landmark.no_page"]
    assert (told.where.file, told.params["count"]) == ("reference/สถานที่.geojson", 3)
    rows = {row.file: (row.published, row.used, row.set_aside) for row in atlas.ledger}
    assert rows["reference/สถานที่.geojson"] == (1, 0, 3)
    assert rows["reference/ตำบล.geojson"] == (0, 2, 0)
    assert len(table(built(tmp_path)["data/landmarks.csv"])) == 1


@pytest.mark.parametrize("name", ["กรณี", "หมุด <b>ของเรา</b>"])
def test_a_page_without_a_tambon_is_printed_and_carded_under_the_projects_title(
    name: str, tmp_path: Path
) -> None:
    from muban.web.cli import main
    from muban.web.paper.card_words import card_words

    atlas, _ = survey_of(tmp_path, {"drawings/หมุด.geojson": PINS}, toml=f'title = "{name}"\n')
    words = card_words(atlas.pages[0])
    assert (words.title, words.figures) == ((name,), (("2", "สถานที่"),))
    assert main(["print", str(tmp_path), "--out", str(tmp_path / "print")]) == 0
    assert (tmp_path / "print" / "map-000000-a4.pdf").stat().st_size > 5_000
