"""One symbol, drawn alike wherever it stands."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from muban.symbology.legend import read_legend
from muban.symbology.shapes import BOX, SHAPES
from muban.symbology.svg_path import parse_path
from muban.symbology.symbol import (
    badge_svg,
    drawn_png,
    legend_json,
    symbol_paths,
    symbol_png,
    symbol_svg,
    symbol_svg_document,
)
from tests.svg_bounds import path_bounds

LEGEND = read_legend()
KINDS = [symbol.id for symbol in LEGEND]


@pytest.mark.parametrize("kind", KINDS)
def test_an_icon_lies_inside_its_shape(kind):
    symbol = LEGEND[kind]
    size = 240
    paths = symbol_paths(symbol)
    shape = f'<path d="{paths.shape}" fill="#000" transform="scale({size / BOX})"/>'
    icon = f'<path d="{paths.icon}" fill="#000" transform="scale({size / BOX})"/>'
    ink = {}
    for name, drawing in (("shape", shape), ("icon", icon)):
        frame = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
        svg = f"{frame}{drawing}</svg>"
        alpha = Image.open(io.BytesIO(drawn_png(svg))).getchannel("A")
        ink[name] = [value > 128 for value in alpha.tobytes()]
    outside = sum(i and not s for i, s in zip(ink["icon"], ink["shape"], strict=True))
    assert sum(ink["icon"]) > 1000
    assert outside <= 0.002 * sum(ink["icon"]), f"{outside} dots of the icon stick out"


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_fills_its_box_and_no_more(name):
    left, top, right, bottom = path_bounds(parse_path(SHAPES[name].path))
    assert min(left, top) >= 0
    assert max(right, bottom) <= BOX
    assert max(right - left, bottom - top) >= 0.7 * BOX


@pytest.mark.parametrize("kind", KINDS)
def test_a_fragment_is_well_formed_and_has_no_ids_styles_or_scripts(kind):
    fragment = symbol_svg(LEGEND[kind], 20, x=3, y=4)
    root = ElementTree.fromstring(fragment)
    assert {element.tag for element in root.iter()} == {"g", "path"}
    assert not re.search(r"\b(id|style|class|href|on\w+)=", fragment)


def test_the_same_symbol_is_the_same_bytes():
    school = LEGEND["school"]
    assert symbol_svg(school, 24) == symbol_svg(school, 24)
    assert symbol_png(school, 48) == symbol_png(school, 48)


def test_a_page_carries_the_symbols_it_shows_and_no_others():
    rows = legend_json(["temple", "school", "school"])
    assert list(rows) == ["temple", "school"]
    assert rows["school"]["color"] == LEGEND["school"].color
    assert rows["school"]["shape_d"] == symbol_paths(LEGEND["school"]).shape
    with pytest.raises(KeyError):
        legend_json(["no_such_kind"])


def test_all_forty_symbols_are_light_enough_for_a_page():
    import json

    assert len(json.dumps(legend_json(KINDS), ensure_ascii=False)) < 60_000


def test_what_a_page_fills_is_what_the_picture_shows():
    """The page draws shape_d and icon_d; PNG and SVG must show the same dots."""
    for kind, row in legend_json(KINDS).items():
        drawn = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="-1 -1 26 26">'
            f'<path d="{row["shape_d"]}" fill="{row["color"]}" stroke="#ffffff" '
            'stroke-width="1.2" stroke-linejoin="round" paint-order="stroke"/>'
            f'<path d="{row["icon_d"]}" fill="{row["glyph_color"]}"/></svg>'
        )
        page = Image.open(io.BytesIO(drawn_png(drawn))).convert("RGBA")
        png = Image.open(io.BytesIO(symbol_png(LEGEND[kind], 96))).convert("RGBA")
        assert similar(page, png) > 0.95, kind


def similar(a: Image.Image, b: Image.Image) -> float:
    """Share of dots that are nearly equal, the margins differing a little."""
    pairs = zip(a.tobytes(), b.tobytes(), strict=True)
    return sum(abs(x - y) < 64 for x, y in pairs) / (a.width * a.height * 4)


def test_badges_differ_by_shape():
    star, disc = (badge_svg(style, 24) for style in LEGEND.designations)
    assert star.count("L") > 5
    assert "A" in disc
    assert symbol_svg_document(LEGEND["school"], 10).startswith("<svg")
