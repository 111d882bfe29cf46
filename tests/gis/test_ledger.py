"""Read = published + repaired + set aside, or the build stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muban.gis.ledger import LedgerImbalance, build_ledger
from muban.gis.problems import Effect, FeatureRef, Where, problem


def ref(number: int, layer: str = "x") -> FeatureRef:
    return FeatureRef("ก.kml", layer, number)


def set_aside(number: int | None, layer: str | None = "x") -> object:
    where = Where("ก.kml", layer, number)
    return problem("project.open_line", where, gap_m=3)


def test_a_record_that_vanishes_stops_the_build() -> None:
    with pytest.raises(LedgerImbalance, match="#2"):
        build_ledger([ref(1), ref(2)], [ref(1)], [])


def test_a_record_both_shown_and_set_aside_stops_the_build() -> None:
    with pytest.raises(LedgerImbalance, match="both"):
        build_ledger([ref(1)], [ref(1)], [set_aside(1)])  # type: ignore[list-item]


def test_a_record_from_nowhere_stops_the_build() -> None:
    with pytest.raises(LedgerImbalance, match="never read"):
        build_ledger([], [ref(1)], [])


def test_a_problem_without_a_number_sets_aside_its_whole_layer() -> None:
    [row, other] = build_ledger(
        [ref(1), ref(2), ref(1, "y")],
        [ref(1, "y")],
        [set_aside(None)],  # type: ignore[list-item]
    )
    assert (row.read, row.set_aside) == (2, 2)
    assert (other.read, other.published) == (1, 1)


def test_a_problem_of_one_layer_covers_no_other() -> None:
    with pytest.raises(LedgerImbalance):
        build_ledger([ref(1, "y")], [], [set_aside(None, "x")])  # type: ignore[list-item]


@given(st.sets(st.integers(1, 40)), st.data())
def test_the_sums_always_add_up(numbers: set[int], data: st.DataObject) -> None:
    aside = data.draw(st.sets(st.sampled_from(sorted(numbers)))) if numbers else set()
    mended = data.draw(st.sets(st.sampled_from(sorted(numbers)))) if numbers else set()
    problems = [set_aside(number) for number in aside]
    problems += [
        problem("village.no_name", Where("ก.kml", "x", n), effect=Effect.REPAIRED) for n in mended
    ]
    rows = build_ledger(
        [ref(n) for n in numbers],
        [ref(n) for n in numbers - aside],
        problems,  # type: ignore[arg-type]
    )
    for row in rows:
        assert row.read == row.published + row.repaired + row.set_aside == len(numbers)
        assert row.set_aside == len(aside)
        assert row.repaired == len(mended - aside)
