"""Secrets planted in every kind of input: none comes out, and each is told by file and row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook

from gis.problems import Effect
from gis.text.thai_text import arabic_digits, normalise
from tests.test_privacy_planted import WRITINGS, planted
from web.build import BuildOptions, build_site
from web.gate_texts import texts_of
from web.privacy_gate import check_site
from web.project import read_project, survey

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
