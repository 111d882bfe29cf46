"""Passing a site on: captions, sitemap, QR codes, and being told what lacks."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest
import segno

from muban.gis.problems import Severity
from muban.layers.atlas import Place
from muban.web.pages.for_hosts import build_robots, build_sitemap
from muban.web.pages.share import build_caption, check_sharing, hashtag, qr_svg
from tests.sample_atlas import sample_tambon, squares

ADDRESS = "https://example.go.th/nongkhai/tambon/431605/"


def test_without_an_address_the_note_says_what_lacks_and_what_to_do() -> None:
    (found,) = check_sharing(None)
    assert found.code == "share.no_base_url"
    assert found.severity is Severity.NOTE
    assert "QR" in found.message()
    assert "base_url" in found.fix()


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("https://phonphaeng.example.go.th/", []),
        ("http://phonphaeng.example.go.th/", ["share.not_https"]),
        ("https://192.168.1.20/map/", ["share.local_address"]),
        ("http://127.0.0.1:8000/", ["share.not_https", "share.local_address"]),
        ("https://office-pc/", ["share.local_address"]),
        ("https://8.8.8.8/", []),
    ],
)
def test_an_address_that_others_cannot_open_is_named(address: str, codes: list[str]) -> None:
    assert [found.code for found in check_sharing(address)] == codes


def test_a_caption_says_where_how_many_the_link_and_hashtags() -> None:
    lines = build_caption(sample_tambon(), address=ADDRESS).split("\n")
    assert lines[0] == "แผนที่หมู่บ้าน ตำบลโพนแพง อำเภอรัตนวาปี จังหวัดหนองคาย"
    assert "ตัวอย่าง" in lines[1]
    assert lines[2].startswith("13 หมู่บ้าน · 5,814 คน · สถานที่สำคัญ 46 แห่ง")
    assert "บ้านเปงจาน (ปี 2555)" in lines[3]
    assert lines[-3] == ADDRESS
    assert lines[-1].startswith("#ตำบลโพนแพง #อำเภอรัตนวาปี #หนองคาย ")


def test_a_caption_says_nothing_that_is_not_there() -> None:
    text = build_caption(squares(3))
    assert "ตัวอย่าง" not in text
    assert "CIA" not in text
    assert "คน" not in text.replace("คนละ", "").split("#", maxsplit=1)[0]
    assert "https" not in text


def test_a_village_that_a_person_must_decide_on_is_not_in_the_caption() -> None:
    atlas = sample_tambon()
    rows = atlas.designations.assign(
        status=pd.Series(["exact", "needs_person", "duplicate"], index=atlas.designations.index)
    )
    text = build_caption(replace(atlas, designations=rows))
    assert "บ้านเปงจาน" in text
    assert "บ้านโพนสว่าง" not in text
    assert "บ้านผักขะ" not in text


def test_thai_figures_leave_the_address_alone() -> None:
    text = build_caption(sample_tambon(), address=ADDRESS, thai_digits=True)
    assert "๑๓ หมู่บ้าน" in text
    assert ADDRESS in text


def test_a_hashtag_keeps_thai_marks_and_drops_what_ends_it() -> None:
    assert hashtag("ตำบลผู้ใหญ่ (เก่า)/ใหม่-1") == "#ตำบลผู้ใหญ่เก่าใหม่1"
    evil = replace(sample_tambon(), tambon=Place("1", "<b>\n#x", ""))
    assert re.search(r"#ตำบลbx\b", build_caption(evil).split("\n")[-1])


def test_a_sitemap_is_valid_and_names_pages_by_their_folders() -> None:
    xml = build_sitemap(
        "https://x.go.th/แผนที่/", ["tambon/431605/index.html", "index.html", "ก&ข.html"]
    )
    root = ElementTree.fromstring(xml)
    places = [str(found.text) for found in root.iter() if found.tag.endswith("loc")]
    assert places[0] == "https://x.go.th/แผนที่/"
    assert places[1].endswith("/tambon/431605/")
    assert all("&" not in place for place in places)


def test_an_internal_site_asks_not_to_be_found() -> None:
    assert build_robots("https://x.go.th/", internal=True) == b"User-agent: *\nDisallow: /\n"


def test_a_qr_code_is_the_address_with_its_quiet_zone() -> None:
    svg = qr_svg(ADDRESS).decode()
    root = ElementTree.fromstring(svg)
    code = segno.make_qr(ADDRESS, error="m")
    assert code.error in ("M", "Q", "H")
    assert float(root.attrib["width"]) == code.symbol_size(border=4)[0]
    assert svg == qr_svg(ADDRESS).decode()
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
