"""Secrets planted in every kind of input: none comes out, and each is told by file and row."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook

from muban.gis.problems import Effect
from muban.gis.text.thai_text import arabic_digits, normalise
from muban.web.building.build import BuildOptions, build_site
from muban.web.cli import main
from muban.web.gate.gate_texts import texts_of
from muban.web.gate.privacy_gate import check_site
from muban.web.project import read_project, survey
from tests.layers.test_privacy_planted import WRITINGS, planted

TOML = 'title = "ทดสอบ"\nprovince = "43"\ntambon = "431605"\n'
KML = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'


def placemark(name: str, *, at: tuple[float, float], description: str = "", note: str = "") -> str:
    return (
        f"<Placemark><name>{escape(name)}</name>"
        f"<description>{escape(description)}</description>"
        f'<ExtendedData><Data name="หมายเหตุ"><value>{escape(note)}</value></Data></ExtendedData>'
        f"<Point><coordinates>{at[0]},{at[1]},0</coordinates></Point></Placemark>"
    )


def square(moo: int) -> str:
    """A village of about one kilometre beside the last one."""
    west, south = 103.10 + 0.01 * moo, 18.10
    ring = [(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0)]
    path = " ".join(f"{west + x:.4f},{south + y:.4f},0" for x, y in ring)
    return (
        f"<Placemark><name>บ้านทดสอบ{moo}</name><ExtendedData>"
        f'<Data name="หมู่ที่"><value>{moo}</value></Data>'
        f'<Data name="รหัสหมู่บ้าน"><value>431605{moo:02d}</value></Data></ExtendedData>'
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{path}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )


def project(folder: Path, pins: Iterable[str], *, kmz: bool = False) -> Path:
    (folder / "drawings").mkdir(parents=True)
    (folder / "muban.toml").write_text(TOML, "utf-8")
    areas = KML.format("".join(square(moo) for moo in (1, 2, 3)))
    (folder / "drawings" / "แนวเขต.kml").write_text(areas, "utf-8")
    text = KML.format(f"<Folder><name>หมุด</name>{''.join(pins)}</Folder>")
    if kmz:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("doc.kml", text)
        (folder / "drawings" / "หมุด.kmz").write_bytes(packed.getvalue())
    else:
        (folder / "drawings" / "หมุด.kml").write_text(text, "utf-8")
    return folder


def spread(i: int) -> tuple[float, float]:
    """A place of its own inside the three villages for each pin."""
    return (103.1105 + 0.0007 * (i % 40), 18.1005 + 0.0007 * (i // 40))


def published(folder: Path) -> tuple[dict[str, bytes], dict[int | None, set[str]], str]:
    """The site, what set records aside by their number, and all texts of the site in one."""
    opened = read_project(folder)
    atlas = survey(opened)
    site = build_site(opened, atlas, BuildOptions())
    told: dict[int | None, set[str]] = {}
    for found in atlas.problems:
        if found.effect is Effect.SET_ASIDE:
            told.setdefault(found.where.number, set()).add(found.code)
    words = "\n".join(
        normalise(arabic_digits(placed.text))
        for name, content in site.items()
        for placed in texts_of(name, content)
    )
    return site, told, words


def needle(secret: str) -> str:
    return normalise(arabic_digits(secret))


@pytest.mark.parametrize("kmz", [False, True], ids=["kml", "kmz"])
def test_pins_with_planted_names_are_set_aside_and_never_come_out(
    kmz: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = planted()
    pins = [placemark(text, at=spread(i)) for i, (_, text) in enumerate(secrets)]
    honest = placemark("วัดศรีชมภู", at=spread(len(secrets)))
    site, told, words = published(project(tmp_path / "p", [*pins, honest], kmz=kmz))
    silent = [text for i, (_, text) in enumerate(secrets, start=1) if i not in told]
    leaked = [text for _, text in secrets if needle(text) in words]
    with capsys.disabled():
        print(
            f"\nplanted as names: {len(secrets)}, {len(silent)} not told, {len(leaked)} leaked, "
            f"in a site of {len(site)} files"
        )
    assert silent == []
    assert leaked == []
    assert "วัดศรีชมภู" in words


def test_secrets_in_descriptions_and_extended_data_never_come_out(tmp_path: Path) -> None:
    secrets = planted()
    pins = [
        placemark(f"ศาลา {i}", at=spread(i), description=f"ติดต่อ <b>{text}</b>", note=text)
        for i, (_, text) in enumerate(secrets)
    ]
    _, _, words = published(project(tmp_path / "p", pins))
    assert [text for _, text in secrets if needle(text) in words] == []
    assert "ศาลา 7" in words


def test_pins_of_households_in_need_are_refused(tmp_path: Path) -> None:
    names = WRITINGS["household_pins"]
    pins = [placemark(name, at=spread(i)) for i, name in enumerate(names)]
    _, told, words = published(project(tmp_path / "p", pins))
    for i, name in enumerate(names, start=1):
        assert told.get(i, set()) & {"privacy.household_pin", "landmark.internal_kind"}, name
        assert needle(name) not in words


def test_secrets_in_cells_of_a_workbook_never_come_out(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", [])
    (folder / "indicators").mkdir()
    secrets = planted()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["รหัสหมู่บ้าน", "ปี พ.ศ.", "อาชีพ", "ทุนชุมชน", "ชื่อ-สกุล ผู้บันทึก", "หมายเหตุ"])
    for i, (_, text) in enumerate(secrets):
        sheet.append([f"4316050{i % 3 + 1}", 2563 - i // 3 % 60, 3, 4, text, text])
    sheet.append([planted()[0][1], 2563, 3, 4, None, None])
    book.save(folder / "indicators" / "cia.xlsx")
    site, _, words = published(folder)
    assert [text for _, text in secrets if needle(text) in words] == []
    assert check_site(site) == []


def test_a_file_named_after_a_person_is_told_and_its_name_stays_at_home(tmp_path: Path) -> None:
    for person, suffix in product(WRITINGS["persons"][:2], ("", "_2563")):
        folder = project(tmp_path / f"{person}{suffix}", [placemark("วัด", at=spread(0))])
        source = folder / "drawings" / "หมุด.kml"
        source.rename(source.with_name(f"นาย{person}{suffix}.kml"))
        opened = read_project(folder)
        atlas = survey(opened)
        assert "privacy.person_name" in {found.code for found in atlas.problems}
        site = build_site(opened, atlas, BuildOptions())
        assert [name for name, content in site.items() if person.encode() in content] == []


@pytest.mark.parametrize(
    ("headings", "row", "code"),
    [
        ("ชื่อ,นามสกุล", "กัมปนาท,วงศ์คำ", "privacy.person_name"),
        ("ชื่อ,สกุล", "กัมปนาท,วงศ์คำ", "privacy.person_name"),
        ("name,surname", "Kampanat,Wongkham", "privacy.person_name"),
        ("ชื่อ – สกุล,ม.", "กัมปนาท วงศ์คำ,3", "privacy.person_name"),
        ("ชื่อเจ้าของ,ม.", "กัมปนาท วงศ์คำ,3", "privacy.person_name"),
        ("ชื่อ,เลขบัตร", "กัมปนาท,3430100123455", "privacy.national_id"),
        ("ชื่อ,บ้านเลขที่", "กัมปนาท,12", "privacy.household_pin"),
    ],
)
def test_a_list_of_households_is_no_list_of_places(
    headings: str, row: str, code: str, tmp_path: Path
) -> None:
    """A bare name says nothing, the columns beside it do: a name and its house's coordinates."""
    folder = project(tmp_path, [placemark("วัด", at=spread(0))])
    table = f"{headings},lat,lon\n{row},18.105,103.115\n"
    (folder / "drawings" / "รายชื่อ.csv").write_text(table, "utf-8")
    _, told, words = published(folder)
    assert told[2] == {code}
    assert [secret for secret in re.split("[ ,]", row) if len(secret) > 2 and secret in words] == []


def test_a_place_with_an_address_and_a_keeper_is_a_place(tmp_path: Path) -> None:
    folder = project(tmp_path, [placemark("วัด", at=spread(0))])
    table = (
        "ชื่อ,ชื่อผู้ดูแล,บ้านเลขที่,lat,lon\n"
        "โรงเรียนบ้านทดสอบ,กัมปนาท วงศ์คำ,99,18.105,103.115\n"
        "จุดนัดพบ,กัมปนาท วงศ์คำ,,18.106,103.116\n"
    )
    (folder / "drawings" / "สถานที่.csv").write_text(table, "utf-8")
    _, told, words = published(folder)
    assert told == {}
    assert "โรงเรียนบ้านทดสอบ" in words
    assert "จุดนัดพบ" in words
    assert "กัมปนาท" not in words


@pytest.mark.parametrize("headings", ["ชื่อ,สกุล", "ชื่อ,นามสกุล", "name,surname", "ชื่อ,เบอร์โทร"])
def test_the_headman_s_name_is_not_the_village_s(headings: str, tmp_path: Path) -> None:
    folder = project(tmp_path, [placemark("วัด", at=spread(0))])
    (folder / "reference").mkdir()
    table = f"รหัสหมู่บ้าน,หมู่ที่,{headings}\n43160501,1,กัมปนาท,ก\n43160509,9,วิลาวัณย์,ข\n"
    (folder / "reference" / "ผู้ใหญ่บ้าน.csv").write_text(table, "utf-8")
    _, _, words = published(folder)
    assert "วิลาวัณย์" not in words
    assert "กัมปนาท" not in words


def test_a_folder_and_a_layer_named_after_a_person_stay_at_home(tmp_path: Path) -> None:
    """A folder of the project, and a folder inside a KML: both only tell whose drawing it is."""
    folder = project(tmp_path / "p", [placemark("วัด", at=spread(0))])
    source = folder / "drawings" / "หมุด.kml"
    text = source.read_text("utf-8")
    assert text.count("<Placemark>") == 1
    inner = "<Folder><name>นายสมชาย ใจดี 081-234-5678</name><Placemark>"
    text = text.replace("<Placemark>", inner).replace("</Placemark>", "</Placemark></Folder>")
    source.write_text(text, "utf-8")
    source.parent.joinpath("งานนางสาวสมศรี ใจดี").mkdir()
    source.rename(source.parent / "งานนางสาวสมศรี ใจดี" / source.name)
    opened = read_project(folder)
    atlas = survey(opened)
    told = {(found.code, found.where.layer) for found in atlas.problems}
    layer = "หมุด/นายสมชาย ใจดี 081-234-5678"
    assert told >= {("privacy.person_name", layer), ("privacy.phone", layer)}
    assert ("privacy.person_name", None) in told
    site = build_site(opened, atlas, BuildOptions())
    assert [
        name
        for name, content in site.items()
        if "สมชาย".encode() in content or "สมศรี".encode() in content
    ] == []
    assert sum(row.read for row in atlas.ledger if row.layer == layer) == 1


def test_an_internal_build_is_not_stopped_and_says_what_it_is(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", [placemark("วัด", at=spread(0))])
    source = folder / "drawings" / "หมุด.kml"
    source.rename(source.with_name("นายสมชาย ใจดี.kml"))
    opened = read_project(folder)
    site = build_site(opened, survey(opened), BuildOptions(internal=True))
    assert b'"internal": true' in site["manifest.json"].replace(
        b'"internal":true', b'"internal": true'
    )


_PASTED = (
    "รหัสหมู่บ้าน,หมู่ที่,ชื่อหมู่บ้าน,รหัสตำบล,ตำบล,lat,lon\n"
    "43160501,1,บ้านทดสอบ1,431605,โพนแพง,18.105,103.115\n"
    "43160502,2,นายสมชาย ใจดี,431605,โพนแพง,18.105,103.125\n"
    "43160504,4,นางสมศรี มีสุข,431605,โพนแพง,18.105,103.145\n"
    "43160505,5,บ้านนายูง,431605,โพนแพง,18.105,103.155\n"
)


@pytest.mark.parametrize("places", [True, False], ids=["with coordinates", "names alone"])
def test_a_person_under_the_heading_of_villages_is_told_by_row_and_the_rest_published(
    places: bool, tmp_path: Path
) -> None:
    folder = project(tmp_path, [placemark("วัด", at=spread(0))])
    (folder / "reference").mkdir()
    lines = _PASTED.splitlines()
    table = lines if places else [line.rsplit(",", 2)[0] for line in lines]
    (folder / "reference" / "ทำเนียบ.csv").write_text("\n".join(table), "utf-8")
    opened = read_project(folder)
    atlas = survey(opened)
    told = [
        (found.where.file, found.where.number)
        for found in atlas.problems
        if found.code == "privacy.person_name"
    ]
    assert told == [("reference/ทำเนียบ.csv", 3), ("reference/ทำเนียบ.csv", 4)]
    site = build_site(opened, atlas, BuildOptions())
    assert check_site(site) == []
    assert not any(
        "สมชาย".encode() in content or "สมศรี".encode() in content for content in site.values()
    )
    [page] = atlas.pages
    names = dict(zip(page.villages["moo"], page.villages["name"], strict=True))
    assert names[1] == "บ้านทดสอบ1"
    assert names[4] == ""
    assert names[5] == "บ้านนายูง"


def test_another_table_gives_the_name_that_a_person_stood_in_for(tmp_path: Path) -> None:
    folder = project(tmp_path, [placemark("วัด", at=spread(0))])
    (folder / "reference").mkdir()
    (folder / "reference" / "1.csv").write_text(_PASTED, "utf-8")
    right = "village_code,village\n43160504,บ้านโนนสวรรค์\n"
    (folder / "reference" / "2.csv").write_text(right, "utf-8")
    [page] = survey(read_project(folder)).pages
    names = dict(zip(page.villages["moo"], page.villages["name"], strict=True))
    assert names[4] == "บ้านโนนสวรรค์"


_REGISTER = (
    "ปี พ.ศ.,อำเภอ,ตำบล,หมู่ที่,หมู่บ้าน,ระดับ\n"
    "2560,รัตนวาปี,โพนแพง,1,บ้านทดสอบ1,อำเภอ\n"
    "2561,รัตนวาปี,โพนแพง,2,{},อำเภอ\n"
)


@pytest.mark.parametrize("cell", ["นายสมชาย ใจดี", "บ้านทดสอบ2 โทร 081-234-5678"])
def test_one_personal_cell_of_a_register_sets_its_row_aside_and_the_site_is_built(
    cell: str, tmp_path: Path
) -> None:
    folder = project(tmp_path / "p", [placemark("วัดศรีชมภู", at=spread(0))])
    (folder / "register").mkdir()
    (folder / "register" / "ทะเบียน.csv").write_text(_REGISTER.format(cell), "utf-8")
    opened = read_project(folder)
    atlas = survey(opened)
    [found] = [one for one in atlas.problems if one.code.startswith("privacy.")]
    assert (found.where.file, found.where.number) == ("register/ทะเบียน.csv", 3)
    assert found.effect is Effect.SET_ASIDE
    [line] = [row for row in atlas.ledger if row.file == "register/ทะเบียน.csv"]
    assert (line.read, line.set_aside) == (2, 1)
    site = build_site(opened, atlas, BuildOptions())
    assert check_site(site) == []
    assert sorted(atlas.designations["year_be"]) == [2560]


def test_a_personal_cell_is_exit_1_with_a_site_and_none_where_strict_was_asked_for(
    tmp_path: Path,
) -> None:
    folder = project(tmp_path / "p", [placemark("วัดศรีชมภู", at=spread(0))])
    (folder / "register").mkdir()
    text = _REGISTER.format("นายสมชาย ใจดี")
    (folder / "register" / "ทะเบียน.csv").write_text(text, "utf-8")
    for options, built in (([], True), (["--strict"], False)):
        out = tmp_path / f"site{len(options)}"
        assert main(["build", str(folder), "--out", str(out), *options]) == 1
        assert (out / "index.html").exists() is built
