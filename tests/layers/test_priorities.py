"""Problems and villages are ranked by a rule that a meeting can check by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from muban.gis.errors import ConfigError
from muban.layers.atlas import Domain
from muban.layers.frames import INDICATOR_COLUMNS
from muban.layers.indicator.priorities import PriorityRule, rank
from muban.layers.indicator.priority_ranks import Priorities

V = [f"4316050{i}" for i in range(1, 6)]
DOMAINS = (
    Domain("occupation", "อาชีพ", "Occupation", 1, 4),
    Domain("capital", "ทุนชุมชน", "Capital", 1, 4),
    Domain("risk", "เสี่ยง", "Risk", 0, 9, higher_is_better=False),
)
TABLE = {
    "occupation": [1.0, 1.5, 3.0, 4.0, None],
    "capital": [1.0, 3.0, 3.0, 4.0, None],
    "risk": [9.0, 0.0, 7.0, 0.0, None],
}


def frame(table: dict[str, list[float | None]], year: int = 2563) -> pd.DataFrame:
    rows = []
    for domain, values in table.items():
        for code, value in zip(V, values, strict=False):
            status = "missing" if value is None else "ok"
            shown = "" if value is None else f"{value:g}"
            rows.append(
                (code, year, domain, "", math.nan if value is None else value, shown, status)
            )
    return pd.DataFrame(rows, columns=list(INDICATOR_COLUMNS))


def ranked(table: dict[str, list[float | None]] = TABLE, **rule: object) -> Priorities:
    found = rank(frame(table), DOMAINS, V, rule=PriorityRule(**rule))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_domains_are_ranked_by_how_many_villages_are_in_the_worst_third() -> None:
    # The worst third of 1–4 ends at 2; of 0–9 with low as good it begins at 6.
    found = {d.domain.id: d for d in ranked().domains}
    assert {k: (d.below, d.known, d.missing, d.line.value) for k, d in found.items() if d.line} == {
        "occupation": (2, 4, 1, 2.0),
        "capital": (1, 4, 1, 2.0),
        "risk": (2, 4, 1, 6.0),
    }
    # Occupation: (1 + 0.5) / 2 = 0.75 of 3 = 25 %. Risk: (3 + 1) / 2 = 2 of 9 = 22 %.
    assert found["occupation"].gap == pytest.approx(0.75)
    assert found["risk"].gap_share == pytest.approx(2 / 9)
    assert [(d.domain.id, d.rank) for d in ranked().domains] == [
        ("occupation", 1),
        ("risk", 2),
        ("capital", 3),
    ]


def test_villages_are_ranked_by_problems_then_by_need_and_those_without_data_come_last() -> None:
    assert [(v.village_code, v.rank, v.problems, v.missing) for v in ranked().villages] == [
        (V[0], 1, 3, 0),
        (V[2], 2, 1, 0),
        (V[1], 3, 1, 0),
        (V[3], 4, 0, 0),
        (V[4], None, 0, 3),
    ]
    # Village 3: needs 1/3, 1/3 and 7/9; by hand their mean.
    need = next(v.need for v in ranked().villages if v.village_code == V[2])
    assert need == pytest.approx((1 / 3 + 1 / 3 + 7 / 9) / 3)


def test_equal_villages_share_a_rank_and_the_next_rank_is_not_skipped() -> None:
    matrix = ranked().matrix
    assert [matrix[code, "capital"].rank for code in V] == [1, 2, 2, 3, None]


def test_the_matrix_marks_problems_and_shows_values_as_they_are_published() -> None:
    matrix = ranked().matrix
    assert len(matrix) == len(V) * len(DOMAINS)
    assert [matrix[code, "risk"].is_problem for code in V] == [True, False, True, False, False]
    assert matrix[V[1], "occupation"].shown == "1.5"
    assert matrix[V[4], "risk"].status == "missing"


def test_below_the_tambons_mean_is_another_rule() -> None:
    found = {d.domain.id: d for d in ranked(below="tambon_mean").domains}
    assert found["capital"].line is not None
    assert found["capital"].line.value == pytest.approx((1 + 3 + 3 + 4) / 4)
    assert found["capital"].below == 1
    assert found["risk"].below == 2


def test_a_line_of_ones_own_stands_above_the_rule() -> None:
    found = {d.domain.id: d for d in ranked(thresholds={"capital": 3.5}).domains}
    assert (found["capital"].below, found["capital"].line.why) == (3, "set")  # type: ignore[union-attr]


def test_without_a_scale_the_mean_is_the_line() -> None:
    plain = Domain("occupation", "อาชีพ", "Occupation")
    found = rank(frame({"occupation": [10, 20, 30, 40]}), [plain], V[:4])
    assert found is not None
    assert found.domains[0].line is not None
    assert (found.domains[0].line.why, found.domains[0].line.value) == ("tambon_mean", 25.0)
    assert math.isnan(found.domains[0].gap_share)


def test_suppressed_values_take_no_part() -> None:
    table = frame({"occupation": [1, 1, 4, 4]})
    table.loc[0, ["value", "status", "shown"]] = [math.nan, "suppressed", "<5"]
    found = rank(table, DOMAINS, V[:4])
    assert found is not None
    assert found.domains[0].below == 1
    assert found.matrix[V[0], "occupation"].rank is None
    assert found.matrix[V[0], "occupation"].shown == "<5"


def test_the_newest_year_is_ranked_unless_another_is_asked_for() -> None:
    both = pd.concat([frame({"capital": [1, 4]}, 2562), frame({"capital": [4, 1]}, 2563)])
    newest, asked = rank(both, DOMAINS, V[:2]), rank(both, DOMAINS, V[:2], year_be=2562)
    assert newest is not None
    assert asked is not None
    assert (newest.year_be, newest.villages[0].village_code) == (2563, V[1])
    assert (asked.year_be, asked.villages[0].village_code) == (2562, V[0])


def test_indicators_are_ranked_apart_from_domains() -> None:
    sub = Domain("savings", "การออม", "Savings", 0, 10, parent="capital")
    table = frame({"capital": [2, 3]})
    extra = table.assign(indicator="savings", value=[1.0, 9.0], shown=["1", "9"])
    found = rank(pd.concat([table, extra]), [*DOMAINS, sub], V[:2])
    assert found is not None
    assert [(i.domain.id, i.below) for i in found.indicators] == [("savings", 1)]
    assert [d.domain.id for d in found.domains] == ["capital"]


def test_nothing_to_rank_is_none() -> None:
    assert rank(frame({}), DOMAINS, V) is None


def test_the_rule_is_said_in_both_languages() -> None:
    thai, english = PriorityRule().sentences()
    assert "หนึ่งในสามส่วนล่าง" in thai
    assert "worst third" in english
    assert "ค่าเฉลี่ยของตำบล" in PriorityRule("tambon_mean").sentences()[0]


@pytest.mark.parametrize(
    "table", [{"belo": "x"}, {"below": "half"}, {"thresholds": {"a": "3"}}, {"thresholds": 3}]
)
def test_a_wrong_rule_stops_with_its_name(table: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="priorities"):
        PriorityRule.from_config(table)


ITEMS = (
    *DOMAINS,
    Domain("poverty", "ยากจน", "Poverty"),
    Domain("bmn31_22", "รายได้", "Income", 0, 100, parent="poverty"),
    Domain("nrd33_06", "ที่ดิน", "Land", 1, 3, parent="poverty"),
    Domain("nrd33_01", "ถนน", "Roads", 1, 3, parent="occupation"),
)


def surveyed(rows: dict[tuple[str, str, int], list[float | None]]) -> pd.DataFrame:
    """Values by (domain, indicator, year), a village a place."""
    parts = [
        frame({domain: values}, year).assign(indicator=indicator)
        for (domain, indicator, year), values in rows.items()
    ]
    return pd.concat(parts, ignore_index=True)


def test_items_decide_between_equal_villages_and_equal_domains() -> None:
    table = surveyed(
        {
            ("occupation", "", 2563): [1, 1, 4, 4, 4],
            ("capital", "", 2563): [1, 1, 4, 4, 4],
            ("occupation", "nrd33_01", 2563): [3, 1, 3, 3, 1],
        }
    )
    found = rank(table, ITEMS, V)
    assert found is not None
    # Two problems each; the second village has a road that is one too (1 of 1–3).
    assert [(v.village_code, v.rank) for v in found.villages[:3]] == [
        (V[1], 1),
        (V[0], 2),
        (V[4], 3),
    ]
    # Two villages in each domain; of occupation two roads of five besides.
    assert [(d.domain.id, d.rank, tuple(d.items)) for d in found.domains] == [
        ("occupation", 1, (2, 5)),
        ("capital", 2, (0, 0)),
    ]
    assert "อย่างน้อยหนึ่งข้อ" in found.rule_th, "the rule says what items do"


def test_a_domain_without_values_is_judged_by_its_items() -> None:
    table = surveyed(
        {
            ("poverty", "bmn31_22", 2563): [20, 90, 100, None, None],
            ("poverty", "nrd33_06", 2562): [3, 1, 3, None, None],
        }
    )
    found = rank(table, ITEMS, V)
    assert found is not None
    [poverty] = found.domains
    assert (poverty.below, poverty.known, poverty.missing, poverty.rank) == (2, 3, 2, 1)
    assert [found.matrix[code, "poverty"].is_problem for code in V] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert [tuple(found.matrix[code, "poverty"].items) for code in V[:4]] == [
        (1, 2), (1, 2), (0, 2), (0, 0),
    ]  # fmt: skip
    assert [(v.village_code, v.rank) for v in found.villages] == [
        (V[0], 1), (V[1], 1), (V[2], 2), (V[3], None), (V[4], None),
    ]  # fmt: skip


def test_sources_of_one_round_rank_together_and_say_their_year() -> None:
    table = surveyed(
        {
            ("occupation", "", 2563): [1, 4, 4, 4, 4],
            ("capital", "", 2561): [1, 1, 1, 1, 1],
            ("occupation", "nrd33_01", 2562): [1, 3, 3, 3, 3],
            ("poverty", "bmn31_22", 2563): [10, 90, 90, 90, 90],
            ("poverty", "bmn31_22", 2562): [90, 10, 10, 10, 10],
        }
    )
    found = rank(table, ITEMS, V)
    assert found is not None
    assert {d.domain.id: d.year_be for d in (*found.domains, *found.indicators)} == {
        "occupation": 2563,
        "poverty": 2563,
        "nrd33_01": 2562,
        "bmn31_22": 2563,
    }, "two years back is another round, and the newest of two years counts"
    assert [v.village_code for v in found.villages if v.problems] == [V[0]]
