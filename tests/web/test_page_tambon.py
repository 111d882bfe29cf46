"""The tambon's page as bytes: what it says without scripts, and what it may load."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import math
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from lxml import html

from muban.layers.atlas import Domain, Place, TambonAtlas
from muban.web.pages.page_missing import build_missing_page
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.pages.site import Basemap, Card, Download, Site
from muban.web.wording.words import word, words
from tests.built_pages import PAYLOAD, PAYLOADS, make_site
from tests.sample_atlas import sample_tambon, squares
from tests.seen import seen

PATH = "tambon/431605/index.html"


def page(tambon: TambonAtlas | None = None, site: Site | None = None) -> html.HtmlElement:
    tambon = tambon or sample_tambon()
    built = build_tambon_page(seen(tambon), site or make_site())
    return html.document_fromstring(next(iter(built.values())).decode())


def data_of(tree: html.HtmlElement) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tree.get_element_by_id("page-data").text)
    return found


def weight(site: Site, built: bytes, bundle: str) -> int:
    """Bytes on the wire: page, script and style, each gzipped."""
    assets = [site.assets[site.script(bundle)].content, site.assets[f"{bundle}.css"].content]
    return sum(len(gzip.compress(content)) for content in (built, *assets))


def test_everything_of_a_village_can_be_read_without_scripts() -> None:
    tree = page()
    rows = tree.xpath("//table[@id='village-table']/tbody/tr")
    villages = sample_tambon().villages
    assert len(rows) == len(villages)
    for row, village in zip(rows, villages.to_dict("records"), strict=True):
        text = row.text_content()
        assert village["name"] in text
        assert village["village_code"] in text
        assert f"{village['population']:,.0f}" in text
        assert "ไร่" in text
    assert tree.xpath("//*[@id='legend']//li[@data-kind='temple']")
    landmarks = tree.xpath("//table[@id='landmark-table']/tbody/tr")
    assert len(landmarks) == len(sample_tambon().landmarks)


def test_areas_are_said_in_rai_ngan_and_square_wah() -> None:
    tambon = sample_tambon()
    villages = tambon.villages.assign(area_m2=[1600.0 * 12 + 400 + 36.0] * len(tambon.villages))
    tree = page(replace(tambon, villages=villages))
    assert tree.xpath("//table[@id='village-table']//td[contains(., '12 ไร่ 1 งาน 9 ตร.วา')]")


def test_unknown_figures_are_left_out_and_never_shown_as_nan_or_none() -> None:
    tambon = sample_tambon()
    gone = [math.nan] * len(tambon.villages)
    villages = tambon.villages.assign(
        population=gone, households=gone, figures_year_be=gone, area_m2=gone, outside_share=gone
    )
    text = page(replace(tambon, villages=villages)).text_content()
    visible = re.sub(r'\{"kind":"tambon".*', "", text)
    assert not re.search(r"\b(nan|None|null)\b", visible)


def test_withheld_values_stand_nowhere_in_the_page() -> None:
    tambon = sample_tambon()
    first = tambon.indicators.index[0]
    rows = tambon.indicators.copy()
    rows.loc[first, ["value", "shown", "status"]] = [math.nan, "<5", "suppressed"]
    tree = page(replace(tambon, indicators=rows))
    views = data_of(tree)["views"]
    assert views[0]["shown"][0] == "<5"
    assert views[0]["classes"][0] is None
    assert views[0]["withheld"][0] is True
    known = [v for v in rows[rows["domain"] == "occupation"]["value"] if not math.isnan(v)]
    assert views[0]["mean"] == pytest.approx(sum(known) / len(known), abs=0.005)


def test_nothing_in_the_page_runs_but_its_own_script() -> None:
    tree = page()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not tree.xpath("//*[@style]")
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]
    inline = tree.xpath("//script[not(@src)]/@type")
    assert set(inline) == {"application/json", "application/ld+json"}


def test_no_address_of_another_host_is_loaded() -> None:
    tree = page(site=make_site(base_url="https://maps.example.go.th/x/"))
    for attribute in ("src", "href"):
        loads = tree.xpath(f"//script/@{attribute} | //img/@{attribute} | //iframe/@{attribute}")
        loads += tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")
        assert not [link for link in loads if re.match(r"(https?:)?//", link)]


def test_one_file_carries_script_and_style_whose_hashes_are_in_its_policy() -> None:
    site = make_site(single_file=True)
    built = next(iter(build_tambon_page(seen(sample_tambon()), site).values())).decode()
    (policy,) = html.document_fromstring(built).xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content"
    )
    for tag in ("script", "style"):
        text = re.findall(rf"<{tag}>(.*?)</{tag}>", built, re.DOTALL)[0]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"<(script|link)[^>]+(src|stylesheet)", built)


def test_a_basemap_is_the_only_host_a_policy_lets_in() -> None:
    site = make_site(basemap=Basemap("https://tiles.example.go.th/{z}/{x}/{y}.png", "© ก"))
    (policy,) = page(site=site).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "img-src 'self' data: https://tiles.example.go.th;" in policy


def test_a_shared_link_shows_the_card_with_its_size() -> None:
    site = make_site(
        base_url="https://maps.example.go.th/x/", cards={PATH: Card("cards/a.png", 1200, 630)}
    )
    tree = page(site=site)
    said = {m.get("property"): m.get("content") for m in tree.xpath("//meta[@property]")}
    assert said["og:url"] == "https://maps.example.go.th/x/tambon/431605/"
    assert said["og:image"] == "https://maps.example.go.th/x/cards/a.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert "โพนแพง" in said["og:title"]


def test_a_sample_says_so_and_an_internal_page_too() -> None:
    tree = page(site=make_site(internal=True))
    assert word("sample") in tree.text_content()
    assert word("internal") in tree.text_content()
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex,nofollow"]
    assert word("sample") not in page(squares(2)).text_content()


def test_figures_are_in_thai_digits_where_the_project_asks() -> None:
    text = page(site=make_site(thai_digits=True)).get_element_by_id("village-list").text_content()
    assert "๑" in text
    assert not re.search(r"[0-9]", text)


def test_the_page_can_be_english_first() -> None:
    tree = page(site=make_site(lang="en"))
    assert tree.get("lang") == "en"
    assert "Tambon Phon Phaeng" in tree.xpath("//h1")[0].text_content()


def test_downloads_and_sources_are_offered_with_relative_links() -> None:
    site = make_site(downloads={PATH: (Download("data/a.gpkg", "ข้อมูล", "Data", "2"),)})
    tree = page(site=site)
    assert tree.xpath("//*[@id='downloads']//a/@href") == ["../../data/a.gpkg"]
    assert "ผล CIA ปี 2562.xlsx" in tree.get_element_by_id("sources").text_content()


@pytest.mark.parametrize("tambon", [sample_tambon(), squares(20)])
def test_a_tambon_of_up_to_twenty_villages_weighs_at_most_a_hundred_kilobytes(
    tambon: TambonAtlas,
) -> None:
    site = make_site()
    built = next(iter(build_tambon_page(seen(tambon), site).values()))
    assert weight(site, built, "tambon") <= 100_000


def test_the_same_input_gives_the_same_bytes() -> None:
    assert build_tambon_page(seen(sample_tambon()), make_site()) == build_tambon_page(
        seen(sample_tambon()), make_site()
    )


def _payloads(count: int, start: int) -> list[str]:
    return [PAYLOADS[(start + i) % len(PAYLOADS)] for i in range(count)]


def hostile_tambon() -> TambonAtlas:
    """The sample with a payload in every text that a file can give, all 160 of them."""
    tambon = sample_tambon()
    pins = len(tambon.landmarks)
    texts = {
        "name": _payloads(len(tambon.villages), 3 * pins),
        "name_en": _payloads(len(tambon.villages), 4 * pins),
    }
    return replace(
        tambon,
        villages=tambon.villages.assign(**texts),
        landmarks=tambon.landmarks.assign(
            name=_payloads(pins, 0),
            note=_payloads(pins, pins),
            kind_reason=_payloads(pins, 2 * pins),
        ),
        designations=tambon.designations.assign(name=PAYLOAD, written=PAYLOAD, evidence=PAYLOAD),
        indicators=tambon.indicators.assign(shown=PAYLOAD),
        domains=tuple(
            replace(d, label_th=PAYLOAD, label_en=PAYLOAD, unit=PAYLOAD, status=PAYLOAD)
            for d in tambon.domains
        ),
        sources=tuple(
            replace(s, what=PAYLOAD, file=PAYLOAD, detail=PAYLOAD) for s in tambon.sources
        ),
        tambon=replace(tambon.tambon, name=PAYLOAD, name_en=PAYLOAD),
        amphoe=replace(tambon.amphoe, name=PAYLOAD, name_en=PAYLOAD),
        province=replace(tambon.province, name=PAYLOAD, name_en=PAYLOAD),
    )


def test_text_of_a_file_stays_text() -> None:
    site = make_site(title=PAYLOAD, captions={PATH: PAYLOAD})
    tree = page(hostile_tambon(), site)
    assert len(tree.xpath("//script")) == 3
    assert not tree.xpath("//img")
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]
    data = data_of(tree)
    names = {row["name"] for row in data["villages"]} | {row["name"] for row in data["landmarks"]}
    notes = {row["note"] for row in data["landmarks"]}
    english = {row["en"] for row in data["villages"]}
    assert len((names | notes | english) & set(PAYLOADS)) >= 100


def test_every_word_is_there_in_both_languages() -> None:
    for key, said in words().items():
        assert set(said) == {"th", "en"}, key
        facts = [set(re.findall(r"\{(\w+)\}", text)) for text in said.values()]
        assert facts[0] == facts[1], key


def test_villages_without_an_area_or_a_code_are_shown_and_listed_all_the_same() -> None:
    tambon = squares(3)
    villages = tambon.villages.copy()
    villages.loc[0, ["place", "geometry", "village_code"]] = ["point", None, None]
    villages.loc[1, ["place", "geometry", "lon", "lat", "label_lon", "label_lat"]] = [
        "none", None, math.nan, math.nan, math.nan, math.nan,
    ]  # fmt: skip
    tree = page(replace(tambon, villages=villages))
    assert len(tree.xpath("//*[@id='village-points']/circle[@data-village-code='']")) == 1
    rows = [row.text_content() for row in tree.xpath("//table[@id='village-table']/tbody/tr")]
    assert word("place.point") in rows[0]
    assert word("place.none") in rows[1]
    assert data_of(tree)["villages"][0]["key"] == "i0"


def test_a_tambon_with_nothing_on_the_map_says_so() -> None:
    tambon = squares(1)
    nowhere = dict.fromkeys(("lon", "lat", "label_lon", "label_lat"), math.nan)
    villages = tambon.villages.assign(place="none", geometry=[None], **nowhere)
    assert word("map.none") in page(replace(tambon, villages=villages)).text_content()


def test_where_there_is_no_village_the_panel_lists_every_pin_by_its_name() -> None:
    whole = sample_tambon()
    pins = replace(
        whole,
        tambon=Place(None, "หมุดของเรา"),
        amphoe=Place(None, ""),
        province=Place(None, ""),
        villages=whole.villages.iloc[:0],
    )
    tree = page(pins)
    listed = tree.xpath("//ol[@id='place-list']//a")
    assert sorted(a.text_content() for a in listed) == sorted(whole.landmarks["name"])
    drawn = data_of(tree)["landmarks"]
    for link in listed:
        assert drawn[int(link.get("data-landmark"))]["name"] == link.text_content()
        assert tree.get_element_by_id(link.get("href").removeprefix("#")) is not None
    kicker = tree.xpath("//p[@class='kicker']")[0].text_content()
    assert kicker.strip() != tree.xpath("//h1")[0].text_content().strip()
    assert not page(whole).xpath("//ol[@id='place-list']")


def test_the_missing_page_needs_nothing_beside_it() -> None:
    built = build_missing_page(make_site(base_url="https://maps.example.go.th/x/"))
    tree = html.document_fromstring(built["404.html"].decode())
    assert not tree.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    assert "https://maps.example.go.th/x/" in tree.xpath("//a/@href")


def test_items_of_surveys_stand_folded_by_village_and_their_domain_can_be_chosen() -> None:
    tambon = sample_tambon()
    code = str(tambon.villages["village_code"].iloc[0])
    row = (code, 2562, "culture", "nrd33_01", 1.0, "1", "ok")
    item = Domain("nrd33_01", "ถนน<b>", "Roads", 1, 3, parent="culture", status="unverified list")
    surveyed = replace(
        tambon,
        indicators=pd.concat(
            [tambon.indicators, pd.DataFrame([row], columns=tambon.indicators.columns)],
            ignore_index=True,
        ),
        domains=(*tambon.domains, Domain("culture", "วัฒนธรรม", "Culture"), item),
    )
    tree = page(surveyed)
    [folded] = tree.xpath('//*[@id="items"]/details[not(@open)]')
    [line] = [tr for tr in folded.xpath(".//tbody/tr") if "ถนน" in tr.text_content()]
    assert [td.text_content() for td in line.xpath("./td")][:3] == ["2562", "1", "–"]
    assert "unverified list" in folded.text_content()
    assert tree.xpath('//*[@data-domain="culture"]'), "a domain of items alone can be chosen"
    assert not page().xpath('//*[@id="items"]'), "domains alone stand in the table of villages"
