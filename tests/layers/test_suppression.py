"""Suppressed values cannot be worked out again, by whatever is published."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.layers.atlas import Domain
from muban.layers.frames import INDICATOR_COLUMNS
from muban.layers.indicator.cell_suppression import Equation, find_recoverable, suppress_cells
from muban.layers.indicator.count_units import Measure
from muban.layers.indicator.indicators import Joined, join_indicators, read_indicators
from muban.layers.indicator.known_sums import find_equations
from muban.layers.indicator.suppression import hide_small_counts, suppress
from tests.indicator_grids import Cell, grid, villages


def possible_values(
    values: dict[str, int], hidden: dict[str, str], total: str, *, threshold: int
) -> dict[str, set[int]]:
    """What a small count can be, found by trying all that a patient reader can think of.

    The reader knows which counts are small (below the threshold) and which are hidden
    for their sake (not below it), and that the parts make the total.
    """
    parts = [name for name in values if name != total]
    small = [name for name in parts if hidden.get(name) == "small"]
    others = [name for name in parts if hidden.get(name) == "complement"]
    if total in hidden and hidden[total] == "complement":
        return {name: set(range(threshold)) for name in small}
    rest = values[total] - sum(values[name] for name in parts if name not in hidden)
    possible: dict[str, set[int]] = {name: set() for name in small}
    for guess in itertools.product(range(threshold), repeat=len(small)):
        left = rest - sum(guess)
        if left >= threshold * len(others) if others else left == 0:
            for name, value in zip(small, guess, strict=True):
                possible[name].add(value)
    return possible


def test_a_small_count_takes_its_complement_with_it() -> None:
    values = {"poor": 3, "not poor": 137, "all": 140}
    sums = [Equation("all", ("poor", "not poor"))]
    hidden = suppress_cells(values, ["poor"], sums)
    assert hidden == {"poor": "small", "not poor": "complement"}


def test_a_cross_table_keeps_its_small_count() -> None:
    """Two villages by two sexes with all margins: one hidden cell needs three more."""
    values = {"a♂": 3, "a♀": 20, "b♂": 31, "b♀": 42, "a": 23, "b": 73, "♂": 34, "♀": 62, "all": 96}
    sums = [
        Equation("a", ("a♂", "a♀")),
        Equation("b", ("b♂", "b♀")),
        Equation("♂", ("a♂", "b♂")),
        Equation("♀", ("a♀", "b♀")),
        Equation("all", ("a", "b")),
        Equation("all", ("♂", "♀")),
    ]
    hidden = suppress_cells(values, ["a♂"], sums)
    assert not {"a♂"} & find_recoverable(hidden, sums)
    assert len(hidden) >= 3


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=2, max_size=4), st.integers(2, 5))
def test_no_small_count_of_a_published_sum_is_ever_pinned_down(
    parts: list[int], threshold: int
) -> None:
    names = [f"v{i}" for i in range(len(parts))]
    values = dict(zip(names, parts, strict=True)) | {"all": sum(parts)}
    sums = [Equation("all", tuple(names))]
    small = [name for name in names if values[name] < threshold]
    hidden = suppress_cells(values, small, sums, threshold=threshold)
    assert set(small) <= set(hidden)
    if not small:
        assert hidden == {}
        return
    if values["all"] < threshold:
        return  # The total is small itself, and hidden as «<5» with all its parts.
    for found in possible_values(values, hidden, "all", threshold=threshold).values():
        assert found == set(range(threshold))


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 4),
    st.integers(2, 3),
    st.data(),
)
def test_no_cell_of_a_table_with_margins_follows_by_linear_algebra(
    rows: int, columns: int, data: st.DataObject
) -> None:
    cells = {(r, c): data.draw(st.integers(0, 40)) for r in range(rows) for c in range(columns)}
    values: dict[object, float] = dict(cells)
    sums: list[Equation[object]] = []
    for r in range(rows):
        values["row", r] = sum(cells[r, c] for c in range(columns))
        sums.append(Equation(("row", r), tuple((r, c) for c in range(columns))))
    for c in range(columns):
        values["column", c] = sum(cells[r, c] for r in range(rows))
        sums.append(Equation(("column", c), tuple((r, c) for r in range(rows))))
    values["all"] = sum(cells.values())
    sums.append(Equation("all", tuple(("row", r) for r in range(rows))))
    sums.append(Equation("all", tuple(("column", c) for c in range(columns))))
    small = [cell for cell, value in values.items() if value < 5]
    hidden = suppress_cells(values, small, sums)
    assert least_squares_recovers(hidden, sums, values).isdisjoint(small)


def least_squares_recovers(
    hidden: dict[object, str], sums: list[Equation[object]], values: dict[object, float]
) -> set[object]:
    """Cells that a reader gets right by solving the published sums, tried twice.

    Not the method of the code: two different solutions of the same equations are compared,
    and a cell that is the same in both, and true, is known.
    """
    names = list(hidden)
    if not names:
        return set()
    matrix = np.zeros((len(sums), len(names)))
    known = np.zeros(len(sums))
    for i, equation in enumerate(sums):
        for cell, coefficient in equation.terms():
            if cell in hidden:
                matrix[i, names.index(cell)] = coefficient
            else:
                known[i] -= coefficient * values[cell]
    one = np.linalg.lstsq(matrix, known, rcond=None)[0]
    start = np.arange(1.0, len(names) + 1) ** 2
    two = start + np.linalg.lstsq(matrix, known - matrix @ start, rcond=None)[0]
    return {
        name
        for name, a, b in zip(names, one, two, strict=True)
        if math.isclose(a, b, abs_tol=1e-6) and math.isclose(a, values[name], abs_tol=1e-6)
    }


POOR = Domain("poverty", "ครัวเรือนยากจน", "Poor households", unit="ครัวเรือน")


def joined(rows: list[tuple[object, ...]], domains: tuple[Domain, ...]) -> Joined:
    columns = [*INDICATOR_COLUMNS, "passed", "failed"]
    return Joined(pd.DataFrame(rows, columns=columns), domains, (), (), ())


def count(village: int, value: float, indicator: str = "") -> tuple[object, ...]:
    code = f"431605{village:02d}"
    return (code, 2563, "poverty", indicator, value, str(value), "ok", math.nan, math.nan)


def test_counts_below_the_threshold_are_shown_as_less_than_it() -> None:
    told = suppress(joined([count(1, 4), count(2, 5), count(3, 0), count(4, 60)], (POOR,)))
    assert told.frame["shown"].tolist() == ["<5", "5", "<5", "60"]
    assert told.frame["status"].tolist() == ["suppressed", "ok", "suppressed", "ok"]
    assert told.frame["value"].isna().tolist() == [True, False, True, False]
    [note] = told.problems
    assert note.code == "privacy.suppressed"
    assert note.params["count"] == 2


def test_the_threshold_is_a_setting() -> None:
    told = suppress(joined([count(1, 9), count(2, 10)], (POOR,)), threshold=10)
    assert told.frame["shown"].tolist() == ["<10", "10"]


def test_scores_are_not_counts() -> None:
    score = Domain("poverty", "แก้จน", "Poverty", 1, 5)
    told = suppress(joined([count(1, 1), count(2, 4)], (score,)))
    assert told.frame["status"].tolist() == ["ok", "ok"]


def test_only_public_columns_leave_the_suppression() -> None:
    told = suppress(joined([count(1, 7)], (POOR,)))
    assert list(told.frame.columns) == list(INDICATOR_COLUMNS)


def test_a_mean_of_what_is_shown_tells_nothing_of_what_is_hidden() -> None:
    """The tambon's mean and total are made from the public frame: hidden values cannot matter."""
    pictures = []
    for hidden_value in range(5):
        rows = [count(1, hidden_value), count(2, 12), count(3, 30)]
        public = suppress(joined(rows, (POOR,))).frame
        pictures.append((public["value"].mean(), public["value"].sum(), public.to_csv()))
    assert len(set(pictures)) == 1


def test_a_domain_that_is_the_sum_of_its_indicators_does_not_give_one_away() -> None:
    parts = ("ill", "disabled", "aged")
    domains = (POOR, *(Domain(p, p, p, unit="ราย", parent="poverty") for p in parts))
    rows = []
    for village, counts in enumerate([(3, 20, 40), (10, 11, 12), (6, 30, 9)], start=1):
        rows.append(count(village, sum(counts)))
        rows += [count(village, value, name) for name, value in zip(parts, counts, strict=True)]
    public = suppress(joined(rows, domains)).frame
    first = public[public["village_code"] == "43160501"]
    shown = dict(zip(first["indicator"], first["shown"], strict=True))
    assert shown["ill"] == "<5"
    assert list(first["status"]).count("suppressed") >= 2
    known = first["value"].dropna().sum()
    assert not math.isclose(known, sum((3, 20, 40)) * 2 - 3)
    others = public[public["village_code"] != "43160501"]
    assert set(others["status"]) == {"ok"}


def test_a_domain_that_is_the_mean_of_its_indicators_is_recognised() -> None:
    rows = {
        (f"4316050{v}", 2563): {("risk", ""): (a + b) / 2, ("risk", "a"): a, ("risk", "b"): b}
        for v, (a, b) in enumerate([(10.0, 20.0), (30.0, 50.0)], start=1)
    }
    found = list(find_equations(rows, dict.fromkeys(rows["43160501", 2563], Measure("other"))))
    assert [len(equation.parts) for equation in found] == [2, 2]
    assert found[0].weights == (0.5, 0.5)


def bmn(rows: list[list[Cell]]) -> Joined:
    head: list[list[Cell]] = [
        ["จปฐ. ปี 2563", None, None],
        ["หมู่ที่", "ข้อ 22", "ข้อ 22"],
        ["หมู่ที่", "ผ่าน", "ไม่ผ่าน"],
    ]
    table = read_indicators(grid([*head, *rows]))
    assert table is not None
    return join_indicators([table], villages(4))


def test_a_share_with_few_on_one_side_is_a_bound_that_fits_every_small_count() -> None:
    for failed in range(5):
        public = suppress(bmn([[1, 140 - failed, failed], [2, 90, 30]])).frame
        row = public[public["village_code"] == "43160501"].iloc[0]
        assert row["shown"] == "≥95%"
        assert row["status"] == "suppressed"
    assert public[public["village_code"] == "43160502"]["shown"].tolist() == ["75%"]


def test_few_who_pass_are_hidden_as_well() -> None:
    public = suppress(bmn([[1, 2, 60], [2, 3, 4]])).frame
    assert public["shown"].tolist()[:2] == ["≤10%", ""]


def test_counts_behind_shares_are_never_published() -> None:
    public = suppress(bmn([[1, 90, 30]])).frame
    assert "passed" not in public.columns
    assert "90" not in public.to_csv(index=False).replace("43160501", "")


@pytest.mark.parametrize("small", [0.0, 1.0, 4.0])
def test_villages_do_not_tell_a_handful_of_people(small: float) -> None:
    frame = pd.DataFrame({"population": [512.0, small], "households": [140.0, small]})
    safe = hide_small_counts(frame)
    assert safe["population"].isna().tolist() == [False, True]
    assert safe["households"].isna().tolist() == [False, True]
