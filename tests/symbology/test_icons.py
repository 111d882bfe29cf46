"""Icons: linted like code, and safe whoever drew them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban import symbology
from muban.symbology.icons import ICON_SIZE, IconError, parse_svg_icon, read_icons
from muban.symbology.legend import read_legend
from muban.symbology.svg_path import move_path, parse_path, write_path
from tests.svg_bounds import path_bounds

OWN = sorted((Path(symbology.__file__).parent / "icons").glob("*.svg"))
BOXED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 15 15">{}</svg>'


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_own_icons_keep_the_rules_of_the_sets(file):
    text = file.read_text("utf-8")
    assert f'id="{file.stem}"' in text
    assert 'viewBox="0 0 15 15"' in text
    assert not re.search(r"transform|style|<(?!/?(svg|path)\b)", text)
    for path in parse_svg_icon(file.stem, text).paths:
        left, top, right, bottom = path_bounds(path)
        assert left >= 0
        assert top >= 0
        assert right <= ICON_SIZE
        assert bottom <= ICON_SIZE


def test_every_icon_of_the_legend_exists_and_no_own_icon_is_idle():
    used = {symbol.icon for symbol in read_legend()}
    assert used <= set(read_icons())
    assert {f"own:{file.stem}" for file in OWN} <= used


def test_every_icon_of_both_sets_is_read_and_fits_its_box():
    icons = read_icons()
    assert len(icons) > 700
    for icon_id in icons:
        for path in icons[icon_id].paths:
            left, top, right, bottom = path_bounds(path)
            assert min(left, top) > -4, icon_id
            assert max(right, bottom) < 19, icon_id


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="http://example.org/a.png"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<use href="#a"/>',
        '<g transform="scale(2)"><path d="M0 0h1"/></g>',
        '<path d="M0 0h1" transform="rotate(3)"/>',
        '<path d="M0 0h1 url(javascript:x)"/>',
        '<path d="10 10"/>',
        "",
        "<style>path{fill:url(http://example.org)}</style>",
    ],
)
def test_a_strangers_svg_with_more_than_outlines_is_refused(inside):
    with pytest.raises(IconError):
        parse_svg_icon("project:x", BOXED.format(inside))


@pytest.mark.parametrize(
    "text",
    [
        "not xml",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 15 15"><path d="M0 0h1"/></svg>',
        '<svg viewBox="0 0 15 20"><path d="M0 0h1"/></svg>',
        '<svg><path d="M0 0h1"/></svg>',
        '<svg viewBox="0 0 15 15">' + '<path d="M0 0h1"/>' * 99 + "</svg>",
    ],
)
def test_a_file_that_is_no_icon_is_refused(text):
    with pytest.raises(IconError):
        parse_svg_icon("project:x", text)


def test_attributes_other_than_the_outline_do_not_come_through():
    text = BOXED.format('<path d="M1 1h2v2z" onload="alert(1)" fill="url(#x)" style="x:y"/>')
    icon = parse_svg_icon("project:x", text)
    assert write_path(icon.paths[0]) == "M1 1h2v2z"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("M1 2 3 4 5 6", "M1 2L3 4L5 6"),
        ("m1,2 3,4", "m1 2l3 4"),
        ("M0 0a1 1 0 01.5.5", "M0 0a1 1 0 0 1 0.5 0.5"),
        ("M0 0a1 1 0 0 1-.5.5", "M0 0a1 1 0 0 1-0.5 0.5"),
        ("M.5.5-1-1", "M0.5 0.5L-1-1"),
        ("M1e1 2E-1Z", "M10 0.2Z"),
    ],
)
def test_path_data_is_read_in_all_the_ways_it_is_written(text, short):
    assert write_path(parse_path(text)) == short


@given(
    st.lists(
        st.tuples(
            st.sampled_from("LlHhVvCcSsQqTt"), st.lists(st.floats(-99, 99), min_size=6, max_size=6)
        ),
        max_size=8,
    ),
    st.floats(0.1, 5),
    st.floats(-50, 50),
)
@settings(max_examples=80, deadline=None)
def test_a_moved_drawing_has_its_box_moved_the_same_way(parts, scale, shift):
    sizes = {"l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2}
    text = "m3 4" + "".join(
        letter + " ".join(f"{n:.3f}" for n in numbers[: sizes[letter.lower()]])
        for letter, numbers in parts
    )
    path = parse_path(text)
    before = path_bounds(path)
    after = path_bounds(move_path(path, scale=scale, dx=shift, dy=-shift))
    wanted = [v * scale + (shift if i % 2 == 0 else -shift) for i, v in enumerate(before)]
    assert after == pytest.approx(wanted, abs=1e-6)
