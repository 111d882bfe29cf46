"""Every village has a light page of its own, whole without scripts, and ways lead to it."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image

from muban.layers.atlas import Atlas
from muban.web.building.build import BuildOptions, build_site
from muban.web.cli import main
from muban.web.project import SAMPLE, read_project
from tests.drawings import kml
from tests.sample_site import sample_project, sample_site
from tests.small_projects import DRAWN, gazetteer, pins, survey_of, village

Site = tuple[Atlas, dict[str, bytes]]
TAMBON = "tambon/431605/index.html"


@pytest.fixture(scope="module")
def sample() -> Site:
    return sample_project()[1], sample_site("https://example.go.th/m/")


def own_pages(files: dict[str, bytes]) -> dict[str, Any]:
    return {
        name: html.fromstring(content.decode())
        for name, content in files.items()
        if name.count("/") == 3 and name.endswith("index.html")
    }


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_every_village_has_a_page_that_says_what_is_known_of_it(sample: Site) -> None:
    atlas, files = sample
    [tambon] = atlas.pages
    pages = own_pages(files)
    assert sorted(pages) == sorted(f"tambon/431605/{moo}/index.html" for moo in range(1, 14))
    for row in tambon.villages.to_dict("records"):
        page = pages[f"tambon/431605/{row['moo']}/index.html"]
        assert words(page.xpath("//h1")[0]) == f"{row['name']} หมู่ที่ {row['moo']}"
        told = words(page.xpath("//dl")[0])
        assert f"{row['population']:,.0f} คน" in told
        assert f"{row['households']:,.0f} ครัวเรือน" in told
        assert f"{row['area_m2'] // 1600:,.0f} ไร่" in told
        assert row["village_code"] in told
        places = tambon.landmarks[tambon.landmarks["village_code"] == row["village_code"]]
        listed = [words(li) for li in page.xpath("//li[@data-place]")]
        assert len(listed) == len(places)
        for name in places["name"]:
            assert any(line.startswith(name) for line in listed)
        values = tambon.indicators[tambon.indicators["village_code"] == row["village_code"]]
        cells = {words(td) for td in page.xpath("//table//td")}
        assert set(values["shown"]) - {""} <= cells


def test_a_village_leads_to_those_whose_land_meets_its_own(sample: Site) -> None:
    atlas, files = sample
    [tambon] = atlas.pages
    there = tambon.villages.to_crs(32648)  # metres; the pages decide it in Mercator's cells
    pages = own_pages(files)
    for row in there.to_dict("records"):
        page = pages[f"tambon/431605/{row['moo']}/index.html"]
        meets = there[there.geometry.distance(row["geometry"]) < 15]
        expected = {f"../{moo}/index.html" for moo in meets["moo"] if moo != row["moo"]}
        assert set(page.xpath('//ul[@class="beside"]//a/@href')) == expected
        assert page.xpath('//*[@class="here"]/@href')[0] == f"#area-{row['moo'] - 1}"


def test_a_page_is_light_and_asks_for_nothing_but_its_own_style_and_script(sample: Site) -> None:
    _, files = sample
    for name, page in own_pages(files).items():
        style = page.xpath('//link[@rel="stylesheet"]/@href')
        script = page.xpath("//script/@src")
        assert [part.split("/")[-1].split(".")[0] for part in (*style, *script)] == ["village"] * 2
        carried = [files[part.removeprefix("../../../")] for part in (*style, *script)]
        sent = sum(len(gzip.compress(content)) for content in (files[name], *carried))
        assert sent <= 60_000, "60 KB are a second on a slow phone"


def test_a_village_has_a_card_a_caption_and_an_address(sample: Site) -> None:
    atlas, files = sample
    for name, page in own_pages(files).items():
        address = "https://example.go.th/m/" + name.removesuffix("index.html")
        assert page.xpath('//link[@rel="canonical"]/@href') == [address]
        assert address.encode() in files["sitemap.xml"]
        [card] = page.xpath('//meta[@property="og:image"]/@content')
        image = Image.open(io.BytesIO(files[card.removeprefix("https://example.go.th/m/")]))
        assert image.size == (1200, 630)
        caption = page.get_element_by_id("share-caption").get("data-caption")
        assert address in caption
        assert words(page.xpath("//h1")[0]) in caption
    cards = [name for name in files if name.startswith("cards/card-")]
    assert len(cards) == len(own_pages(files)) + len(atlas.pages) + 1
    assert max(len(files[card]) for card in cards) < 200_000


def test_ways_lead_to_a_village_from_tambon_and_province(sample: Site) -> None:
    atlas, files = sample
    tambon = html.fromstring(files[TAMBON].decode())
    rows = tambon.xpath('//table[@id="village-table"]/tbody/tr')
    assert [row.xpath("th/a/@href") for row in rows] == [[f"{n}/index.html"] for n in range(1, 14)]
    province = html.fromstring(files["index.html"].decode())
    linked = province.xpath('//table[@id="register"]//th/a/@href')
    designated = atlas.designations.query("tambon_code == '431605' and village_code != ''")
    assert linked == [
        f"tambon/431605/{int(code[6:])}/index.html" for code in designated["village_code"]
    ]


def test_one_file_for_a_tambon_has_no_pages_beside_it() -> None:
    files = build_site(*sample_project(), BuildOptions(single_file=True))
    assert own_pages(files) == {}
    assert b'href="1/index.html"' not in files[TAMBON]


def test_an_address_that_could_mean_two_villages_is_not_given(tmp_path: Path) -> None:
    twice = kml(village(1), village(2), village(2).replace("ทดสอบ2", "ทดสอบสอง"))
    atlas, _ = survey_of(tmp_path, {"drawings/ก.kml": twice, "reference/ก.csv": gazetteer(3)})
    codes = list(atlas.pages[0].villages["village_code"])
    files = build_site(read_project(tmp_path), atlas, BuildOptions())
    once = {code for code in codes if code and codes.count(code) == 1}
    assert set(own_pages(files)) == {f"tambon/431605/{int(c[6:])}/index.html" for c in once}


def test_what_is_not_known_is_not_told(tmp_path: Path) -> None:
    atlas, _ = survey_of(tmp_path, {"drawings/ก.kml": DRAWN, "drawings/ห.kml": pins("วัดดอน")})
    files = build_site(read_project(tmp_path), atlas, BuildOptions())
    page = own_pages(files)["tambon/431605/3/index.html"]
    text = words(page.xpath("//main")[0])
    assert "ครัวเรือน" not in text
    assert "CIA" not in text
    assert "nan" not in text
    assert not page.xpath("//li[@data-place]")
    assert not page.xpath('//link[@rel="canonical"]')


def test_a_persons_name_in_a_note_stops_a_villages_page_too(tmp_path: Path) -> None:
    from muban.layers.personal.privacy import PrivacyRule
    from muban.web.gate.privacy_gate import check_site

    atlas, _ = survey_of(tmp_path, {"drawings/ก.kml": DRAWN})
    files = build_site(read_project(tmp_path), atlas, BuildOptions())
    page = files["tambon/431605/1/index.html"].replace(
        "บ้านทดสอบ1".encode(), "นายสมชาย ใจดี".encode()
    )
    assert check_site({"tambon/431605/1/index.html": page}, rule=PrivacyRule())


def built(site: Path, *more: str) -> Iterator[tuple[str, bytes]]:
    assert main(["build", str(SAMPLE), "--out", str(site), *more]) in (0, 1)
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()


@pytest.mark.slow  # builds a site again and again
def test_the_pages_are_the_same_from_the_cache_and_on_two_processors(tmp_path: Path) -> None:
    first = dict(built(tmp_path / "a", "--no-cache", "--jobs", "2"))
    dict(built(tmp_path / "b"))
    assert dict(built(tmp_path / "c")) == first


def test_a_point_and_a_village_without_a_place_have_pages(tmp_path: Path) -> None:
    atlas, _ = survey_of(tmp_path, {"drawings/ก.kml": DRAWN, "reference/ก.csv": gazetteer(4)})
    assert list(atlas.pages[0].villages["place"])[-1] == "none"
    files = build_site(read_project(tmp_path), atlas, BuildOptions())
    page = own_pages(files)["tambon/431605/4/index.html"]
    assert "ยังไม่มีตำแหน่งบนแผนที่" in words(page.xpath("//main")[0])
    assert not page.xpath('//*[@class="here"]')
