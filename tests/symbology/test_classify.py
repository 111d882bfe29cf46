"""Classes: every value in the class whose limits hold it, and no class that means nothing."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.symbology.classify import classify
from muban.symbology.legend import read_legend
from tests.grey import lightness

VALUES = st.lists(
    st.one_of(st.none(), st.floats(-1e6, 1e6, allow_nan=False)), min_size=0, max_size=40
)
METHODS = st.sampled_from(["natural", "equal", "quantile"])


def test_natural_breaks_put_the_gap_between_the_classes():
    classes = classify([1, 2, 3, 50, 51, 52, 100, 101], k=3)
    assert classes.breaks == (1, 3, 52, 101)
    assert classes.labels == ("1–3", "4–52", "53–101")


def test_equal_steps_follow_a_stated_scale_and_not_the_values():
    classes = classify([2.1, 2.4], method="equal", k=4, scale=(1, 3))
    assert classes.breaks == (1, 1.5, 2, 2.5, 3)
    assert classes.index(2.1) == classes.index(2.4) == 2


def test_quantiles_hold_about_as_many_villages_each():
    classes = classify(list(range(1, 11)), method="quantile", k=5)
    counts = [sum(classes.index(v) == i for v in range(1, 11)) for i in range(5)]
    assert counts == [2, 2, 2, 2, 2]


def test_manual_breaks_stay_as_the_office_gave_them():
    classes = classify([5, 8], method="manual", breaks=[0, 5, 10])
    assert [classes.index(v) for v in (5, 8)] == [0, 1]
    assert classes.labels == ("0–5", "5–10")


def test_an_outer_class_reaches_to_the_values_it_holds():
    classes = classify([-3, 25, 90], method="manual", breaks=[20, 40, 60])
    assert classes.labels == ("-3–40", "40–90")
    assert [classes.index(value) for value in (-3, 25, 90)] == [0, 0, 1]


@pytest.mark.parametrize("breaks", [None, [1], [2, 1], [1, 1]])
def test_manual_breaks_must_rise(breaks):
    with pytest.raises(ValueError, match="must rise"):
        classify([1.0], method="manual", breaks=breaks)


def test_few_different_values_make_as_many_classes_and_no_more():
    assert classify([1, 1, 3, 3, 3], k=5).labels == ("1", "3")
    assert classify([4, 4], k=5).labels == ("4",)
    assert len(classify([None, math.nan])) == 0


def test_missing_is_no_class_and_never_zero():
    classes = classify([0, 1, 2, None], k=3)
    assert classes.colour(None) is None
    assert classes.colour(math.nan) is None
    assert classes.colour(0) is not None


def test_dark_is_good_whichever_way_the_numbers_run():
    more_is_good = classify([1, 2, 3, 4, 5])
    less_is_good = classify([1, 2, 3, 4, 5], higher_is_better=False)
    assert more_is_good.colour(5) == less_is_good.colour(1) == read_legend().classes.ramp[-1]
    assert more_is_good.colour(1) == less_is_good.colour(5) == read_legend().classes.ramp[0]


def test_the_ramp_still_reads_in_a_photocopy():
    steps = [lightness(color) for color in read_legend().classes.ramp]
    assert all(a - b >= 7 for a, b in pairwise(steps))


@given(VALUES, METHODS, st.integers(2, 9))
@settings(max_examples=120, deadline=None)
def test_every_value_lies_within_the_limits_of_its_class(values, method, k):
    classes = classify(values, method=method, k=k)
    known = [v for v in values if v is not None]
    assert len(classes) <= min(k, len(set(known)))
    for value in known:
        place = classes.index(value)
        assert place is not None
        rounding = 1e-9 * max(1, abs(value))
        assert classes.breaks[place] - rounding <= value <= classes.breaks[place + 1] + rounding


@given(VALUES, METHODS)
@settings(max_examples=60, deadline=None)
def test_colours_differ_from_class_to_class(values, method):
    classes = classify(values, method=method, k=5)
    assert len(set(classes.colours)) == len(classes.colours)
    assert len(classes.labels) == len(classes.colours)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=40))
def test_labels_leave_no_gap_that_a_value_could_fall_into(values):
    classes = classify(values, k=5)
    if len(set(values)) == len(classes):
        return
    ends = [tuple(map(int, label.split("–"))) for label in classes.labels]
    for before, after in pairwise(ends):
        assert after[0] == before[-1] + 1
    for value in range(min(values), max(values) + 1):
        low, high = ends[classes.index(value)][0], ends[classes.index(value)][-1]
        assert low <= value <= high
