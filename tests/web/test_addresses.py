"""What may stand where an address belongs: in robots.txt, in a policy, in a template of tiles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muban.gis.errors import ConfigError
from muban.web.pages.page import content_security_policy
from muban.web.pages.site import Basemap, Site
from muban.web.settings.addresses import SITE_ADDRESS, TILE_ADDRESS, tile_source
from muban.web.settings.config import Config, parse_config
from muban.web.settings.config_checks import published_address

POINTED = st.text(alphabet="abz.-:/{}sxy;,' \"#?@*\\\n\t<>ก", max_size=30)
"""Text of the signs that mean something in a policy, a template or robots.txt."""


def _fits(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern.removesuffix("$"), text) is not None


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example;script-src *;a/{z}/{x}/{y}.png",
        "https://x.example script-src 'unsafe-inline'/{z}/{x}/{y}.png",
        "https://x.example,b.example/{z}/{x}/{y}.png",
        "https://x.example\n/{z}/{x}/{y}.png",
        "https://*/{z}/{x}/{y}.png",
        "https://{s}/{z}/{x}/{y}.png",
        "https://user:secret@x.example/{z}/{x}/{y}.png",
        "https://x.example/{z}/{x}/{y}.png?key={secret}",
        "https://แผนที่.ไทย/{z}/{x}/{y}.png",
        "javascript:alert(1)//https://x.example/{z}/{x}/{y}.png",
    ],
)
def test_an_address_of_tiles_that_is_more_than_one_is_refused(address: str) -> None:
    quoted = address.replace("\n", "\\n")
    with pytest.raises(ConfigError, match=r"basemap\.url"):
        parse_config(f'title = "x"\n[basemap]\nurl = "{quoted}"\nattribution = "y"')
    with pytest.raises(ValueError, match="no template of tiles"):
        content_security_policy(Site("", None, {}, basemap=Basemap(address, "y")), "tambon")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://{s}.tile.example.go.th/{z}/{x}/{y}{r}.png", "https://*.tile.example.go.th"),
        (
            "https://tiles.example.go.th:8443/a;b/{z}/{x}/{-y}?k=1",
            "https://tiles.example.go.th:8443",
        ),
    ],
)
def test_an_address_of_tiles_opens_the_policy_for_its_host_alone(address: str, host: str) -> None:
    policy = content_security_policy(Site("", None, {}, basemap=Basemap(address, "y")), "tambon")  # type: ignore[arg-type]
    assert f"img-src 'self' data: {host}; connect-src" in policy


@given(POINTED.map(lambda text: f"https://{text}"))
def test_whatever_is_stated_a_policy_names_one_host(address: str) -> None:
    if not _fits(TILE_ADDRESS, address):
        return
    assert re.fullmatch(r"https://(\*\.)?[a-z0-9.-]+(:\d+)?", tile_source(address))


@given(POINTED.map(lambda text: f"https://{text}"))
def test_an_address_of_a_site_is_one_word(address: str) -> None:
    if _fits(SITE_ADDRESS, address):
        assert address.split() == [address]
        assert not set(address) & set("?#\"'<>\\")
        assert "@" not in address.split("/")[2]


@pytest.mark.parametrize(
    "address", ["https://x.go.th/\nDisallow: /", "https://x.go.th/ b", "https://"]
)
def test_an_option_with_more_than_an_address_is_refused(address: str, tmp_path: Path) -> None:
    config = parse_config('title = "x"')
    with pytest.raises(ConfigError, match="--base-url"):
        published_address(address, config)
    assert published_address("https://x.go.th", config) == "https://x.go.th/"


TRACED = json.loads(
    Path(__file__).parents[1].joinpath("data/tile_addresses.json").read_text("utf-8")
)


def _tiles(address: str) -> Config:
    stated = f"name = 'ภาพ'\nurl = {json.dumps(address)}\nattribution = '©'"
    return parse_config(f"[[tiles]]\n{stated}\n")


@pytest.mark.parametrize("address", TRACED["are"])
def test_tiles_to_draw_over_are_taken_as_the_page_takes_them(address: str) -> None:
    assert [source.url for source in _tiles(address).tiles] == [address]


@pytest.mark.parametrize("address", TRACED["are_not"])
def test_what_is_no_address_of_tiles_is_refused_with_one_that_is(address: str) -> None:
    with pytest.raises(ConfigError, match=re.escape("https://tiles.example.go.th/{z}/{x}/{y}.png")):
        _tiles(address)
