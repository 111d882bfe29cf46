"""What an officer begins with: one KML in a folder, one tambon, a register and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from muban.web.building.build import BuildOptions, build_site
from muban.web.cli import main
from muban.web.project import read_project, survey
from tests.drawings import kml
from tests.small_projects import DRAWN, TOML, village

TITLED = DRAWN.replace(b"<Document>", "<Document><name>ต.โพนแพง อ.รัตนวาปี จ.หนองคาย</name>".encode())
REGISTER = """ปี,หมู่บ้าน,หมู่ที่,ตำบล,อำเภอ,จังหวัด,ระดับ
2562,บ้านดอน,1,โพนแพง,รัตนวาปี,หนองคาย,จังหวัด
"""
ELSEWHERE = "2563,บ้านนา,2,บ้านต้อน,รัตนวาปี,หนองคาย,อำเภอ\n"
PAGE = "tambon/431605/index.html"


def built(folder: Path, *, base_url: str | None = None) -> dict[str, bytes]:
    project = read_project(folder)
    return build_site(project, survey(project), BuildOptions(base_url=base_url))


def codes(folder: Path) -> list[str]:
    return [found.code for found in survey(read_project(folder)).problems]


@pytest.mark.parametrize("name", ["แผนที่.kml", "map.KML"])
def test_a_map_that_lies_in_a_folder_is_a_project(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(TITLED)
    project = read_project(tmp_path)
    atlas = survey(project)
    assert [page.village_count for page in atlas.pages] == [3]
    assert atlas.title == "ต.โพนแพง อ.รัตนวาปี จ.หนองคาย"
    assert "project.not_in_a_folder" not in codes(tmp_path)


def test_a_map_is_a_project_by_itself(tmp_path: Path) -> None:
    (tmp_path / "ก.kml").write_bytes(TITLED)
    (tmp_path / "ข.kml").write_bytes(kml(village(7)))
    out = tmp_path.parent / "เว็บ"
    assert main(["build", str(tmp_path / "ก.kml"), "--out", str(out), "--no-cache"]) == 0
    page = html.fromstring((out / PAGE).read_bytes().decode())
    assert len(page.xpath('//*[@id="village-table"]/tbody/tr')) == 3


def test_a_file_that_is_no_map_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert main(["build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "o")]) == 2
    assert "KML" in capsys.readouterr().err


def test_what_the_page_for_drawing_saves_does_not_hide_the_map_beside_it(tmp_path: Path) -> None:
    (tmp_path / "ก.kml").write_bytes(TITLED)
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "431605-โพนแพง.geojson").write_text(
        '{"type": "FeatureCollection", "features": []}'
    )
    assert len(survey(read_project(tmp_path)).pages[0].villages) == 3


def test_beside_a_folder_of_drawings_a_map_is_told_of_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "ก.kml").write_bytes(TITLED)
    (tmp_path / "ข.kml").write_bytes(TITLED)
    assert "project.not_in_a_folder" in codes(tmp_path)
    assert len(survey(read_project(tmp_path)).pages[0].villages) == 3


def test_tables_beside_the_map_may_be_anything_and_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "ก.kml").write_bytes(TITLED)
    (tmp_path / "บัญชี.csv").write_text("ชื่อ,โทร\nสมชาย,0812345678\n")
    assert codes(tmp_path).count("project.not_in_a_folder") == 1


def test_a_site_of_one_tambon_opens_on_it(tmp_path: Path) -> None:
    (tmp_path / "ก.kml").write_bytes(TITLED)
    site = built(tmp_path, base_url="https://x.go.th/m/")
    door = html.fromstring(site["index.html"].decode())
    [leads] = door.xpath('//meta[@http-equiv="refresh"]/@content')
    assert leads == f"0; url={PAGE}"
    assert door.xpath('//meta[@property="og:url"]/@content') == ["https://x.go.th/m/tambon/431605/"]
    [card] = door.xpath('//meta[@property="og:image"]/@content')
    assert card.removeprefix("https://x.go.th/m/") in site
    # Every link of every page leads to a file of the site; the overview is a tap away.
    up = html.fromstring(site[PAGE].decode()).xpath('//a[@class="up"]/@href')
    assert up == ["../../overview.html"]
    links = html.fromstring(site["overview.html"].decode()).xpath("//nav//a/@href")
    assert links == [PAGE]
    assert not re.search(rb"<script|https?://(?!x\.go\.th)", site["index.html"])


def test_a_lone_drawing_of_nobody_knows_where_opens_on_its_map(tmp_path: Path) -> None:
    (tmp_path / "ก.kml").write_bytes(
        kml(*(village(moo).replace("รหัสหมู่บ้าน", "ลำดับ").replace("431605", "") for moo in (1, 2)))
    )
    site = built(tmp_path)
    door = html.fromstring(site["index.html"].decode())
    assert door.xpath('//meta[@http-equiv="refresh"]/@content') == [
        "0; url=tambon/000000/index.html"
    ]
    assert "overview.html" in site


@pytest.mark.parametrize(("more", "opens"), [("", "overview.html"), (ELSEWHERE, "index.html")])
def test_a_register_of_other_tambons_makes_it_a_provinces_site(
    more: str, opens: str, tmp_path: Path
) -> None:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "ก.kml").write_bytes(TITLED)
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "ท.csv").write_text(REGISTER + more)
    overview = html.fromstring(built(tmp_path)[opens].decode())
    assert len(overview.xpath('//table[@id="register"]/tbody/tr')) == 1 + bool(more)


def test_a_register_alone_is_called_after_its_province(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "ท.csv").write_text(REGISTER + ELSEWHERE)
    assert survey(read_project(tmp_path)).title == "แผนที่หมู่บ้าน จังหวัดหนองคาย"
    page = html.fromstring(built(tmp_path)["index.html"].decode())
    rows = page.xpath('//table[@id="register"]/tbody/tr')
    assert [row.xpath("./td[6]/text()|./td[5]/text()")[0] for row in rows] == ["โพนแพง", "บ้านต้อน"]


@pytest.mark.parametrize("title", ["แผนที่", "My Map", "แผนที่ไม่มีชื่อ"])
def test_a_title_that_says_nothing_gives_way_to_the_tambon(title: str, tmp_path: Path) -> None:
    named = DRAWN.replace(b"<Document>", f"<Document><name>{title}</name>".encode())
    (tmp_path / "ก.kml").write_bytes(named)
    (tmp_path / "muban.toml").write_text('[place]\ntambon="โพนแพง"\namphoe="รัตนวาปี"\n')
    assert survey(read_project(tmp_path)).title == "แผนที่หมู่บ้าน ตำบลโพนแพง"


@pytest.mark.parametrize(
    ("name", "toml"),
    [
        ("ตำบลโพนแพง อำเภอรัตนวาปี จังหวัดหนองคาย", ""),
        ("ต.โพนแพง อ.รัตนวาปี", ""),
        ("ตำบลโพนแพง", '[place]\nprovince = "หนองคาย"\n'),
    ],
)
def test_an_outline_named_as_a_tambon_is_taken_for_it(name: str, toml: str, tmp_path: Path) -> None:
    ring = "103.10,18.09 103.15,18.09 103.15,18.12 103.10,18.12 103.10,18.09"
    outline = (
        f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )
    (tmp_path / "ก.kml").write_bytes(kml(outline, village(1), village(2)))
    (tmp_path / "muban.toml").write_text(toml)
    atlas = survey(read_project(tmp_path))
    assert [(page.tambon.name, page.village_count) for page in atlas.pages] == [("โพนแพง", 2)]
    official = atlas.pages[0].official
    assert official is not None
    assert [round(edge, 4) for edge in official.bounds] == [103.1, 18.09, 103.15, 18.12]


def test_a_code_of_no_tambon_is_never_called_tambon_code(tmp_path: Path) -> None:
    (tmp_path / "ก.kml").write_bytes(DRAWN.replace(b"431605", b"439905"))
    (tmp_path / "muban.toml").write_text(TOML.replace('tambon = "431605"\n', ""))
    page = built(tmp_path)["tambon/439905/index.html"].decode()
    assert "ตำบลที่ไม่ทราบชื่อ (439905)" in page
    assert "ตำบลรหัส" not in page


def test_a_kind_that_is_like_none_is_not_told_to_be_another_place(tmp_path: Path) -> None:
    (tmp_path / "drawings").mkdir()
    rows = "ชื่อสถานที่,ประเภท,lat,lon\nวัดกลาง,ฆฆฆฆฆฆฆฆ,18.105,103.115\n"
    (tmp_path / "drawings" / "ก.csv").write_text(rows)
    (tmp_path / "muban.toml").write_text(TOML)
    [found] = [
        found
        for found in survey(read_project(tmp_path)).problems
        if found.code.startswith("landmark.")
    ]
    assert found.code == "landmark.kind_not_listed"
    assert "สถานที่อื่น" not in found.fix("th")
