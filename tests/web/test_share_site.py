"""A built site as Facebook's and LINE's readers see it: tags, pictures, addresses."""

from __future__ import annotations

import io
import json

import pytest
from lxml import html
from PIL import Image

from tests.sample_site import sample_site

BASE = "https://example.go.th/nongkhai/"
PAGES = ("index.html", "tambon/431605/index.html")


def _tags(page: bytes) -> dict[str, str]:
    found = html.fromstring(page).xpath("//meta[@property or @name]")
    return {str(m.get("property") or m.get("name")): str(m.get("content")) for m in found}


@pytest.mark.parametrize("path", PAGES)
def test_a_shared_link_has_its_picture_at_the_first_share(path: str) -> None:
    files = sample_site(BASE)
    tags = _tags(files[path])
    assert tags["og:url"] == BASE + path.removesuffix("index.html")
    assert tags["og:title"]
    assert "หนองคาย" in tags["og:description"]
    address = tags["og:image"]
    assert address.startswith(BASE)
    assert tags["twitter:image"] == address
    assert tags["twitter:card"] == "summary_large_image"
    picture = files[address.removeprefix(BASE)]
    image = Image.open(io.BytesIO(picture))
    stated = (int(tags["og:image:width"]), int(tags["og:image:height"]))
    assert image.size == stated == (1200, 630)
    assert len(picture) < 8_000_000


@pytest.mark.parametrize("path", PAGES)
def test_without_an_address_nothing_pretends_to_have_one(path: str) -> None:
    files = sample_site(None)
    tags = _tags(files[path])
    assert "og:image" not in tags
    assert "og:url" not in tags
    assert "sitemap.xml" not in files
    assert b"Sitemap" not in files["robots.txt"]


def test_a_search_engine_finds_every_page() -> None:
    files = sample_site(BASE)
    for path in PAGES:
        assert (BASE + path.removesuffix("index.html")).encode() in files["sitemap.xml"]
        data = html.fromstring(files[path]).xpath("//script[@type='application/ld+json']/text()")
        described = json.loads(str(data[0]))
        assert described["@type"] == "Dataset"
        assert described["name"]
    assert f"Sitemap: {BASE}sitemap.xml".encode() in files["robots.txt"]


@pytest.mark.parametrize(
    "stated", ["https://x.go.th", "https://x.go.th/", "https://x.go.th/index.html"]
)
def test_every_file_says_the_same_address_however_its_end_was_typed(stated: str) -> None:
    files = sample_site(stated)
    assert b"Sitemap: https://x.go.th/sitemap.xml\n" in files["robots.txt"]
    assert b"<loc>https://x.go.th/tambon/431605/</loc>" in files["sitemap.xml"]
    assert _tags(files[PAGES[1]])["og:url"] == "https://x.go.th/tambon/431605/"


def test_the_manifest_names_cards_that_exist() -> None:
    files = sample_site(BASE)
    pages = json.loads(files["manifest.json"])["pages"]
    villages = [f"tambon/431605/{moo}/index.html" for moo in range(1, 14)]
    assert [page["path"] for page in pages] == [*PAGES, *villages]
    assert all(page["card"] in files for page in pages)
