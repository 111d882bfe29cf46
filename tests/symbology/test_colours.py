"""Colours: published test vectors, and what must hold of every colour."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.symbology.colours import VISIONS, _ciede2000, contrast, difference, seen_as
from tests.grey import lightness

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")

# Sharma, Wu, Dalal (2005), table 1: pairs chosen to catch every known mistake of the formula.
SHARMA = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0011), 7.2195),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0009, -2.4900), 4.8045),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0011, -2.4900), 4.7461),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "two", "expected"), SHARMA)
def test_ciede2000_gives_the_published_values(one, two, expected):
    assert _ciede2000(one, two) == pytest.approx(expected, abs=1e-4)


def test_contrast_gives_the_values_that_wcag_names():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#949494", "#ffffff") == pytest.approx(3.03, abs=0.01)


def test_a_protanope_sees_pure_red_as_a_dark_olive():
    red = seen_as("#ff0000", "protanopia")
    assert lightness(red) < lightness("#ff0000") - 5
    r, g, b = (int(red[i : i + 2], 16) for i in (1, 3, 5))
    assert abs(r - g) < 30
    assert b < 40


@given(COLORS, COLORS)
@settings(max_examples=150, deadline=None)
def test_difference_is_the_same_both_ways_and_none_for_equal_colours(a, b):
    assert difference(a, b) == pytest.approx(difference(b, a), abs=1e-9)
    assert difference(a, a) == 0
    assert 1 <= contrast(a, b) <= 21


@given(st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_grey_stays_as_it_is_to_every_eye(level):
    grey = f"#{level:02x}" + f"{level:02x}" * 2
    for vision in VISIONS:
        seen = seen_as(grey, vision)
        assert all(abs(int(seen[i : i + 2], 16) - level) <= 1 for i in (1, 3, 5))


@given(COLORS)
@settings(max_examples=60, deadline=None)
def test_a_copy_has_no_colour(color):
    seen = seen_as(color, "grey")
    assert seen[1:3] == seen[3:5] == seen[5:7]
