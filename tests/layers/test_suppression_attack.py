"""An attack on what is published: everything known but the hidden figures, nothing recovered.

The attacker is not the code. He knows each village's households and people, how the office
makes its figures (which add up, which are the same in another unit), and what «<5», «≥95%»
and an empty cell mean. He writes all of it as equations and bounds and asks, for every hidden
small count, whether it can have only one value.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import LinearConstraint, milp

from muban.layers.atlas import Domain
from muban.layers.frames import INDICATOR_COLUMNS
from muban.layers.indicator.indicators import Joined
from muban.layers.indicator.suppression import suppress

T = 5
Figures = dict[str, float]


@dataclass(frozen=True)
class Office:
    """How an office makes its figures of one village from what it counted there."""

    units: dict[str, str]
    make: Callable[[random.Random, int, int], Figures]
    sums: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    """Figures that are sums of others; ``H`` and ``P`` are the households and people."""
    shares: tuple[tuple[str, str], ...] = ()
    """A share and the count that it is of the households."""


def few(chance: random.Random, most: int) -> int:
    return chance.choice([chance.randint(0, 4), chance.randint(5, max(6, most))])


def share_beside_households(chance: random.Random, h: int, p: int) -> Figures:
    poor = few(chance, h // 3)
    return {"poor": poor, "percent": round(100 * poor / h, 2)}


def complement(chance: random.Random, h: int, p: int) -> Figures:
    poor = few(chance, h // 3)
    return {"poor": poor, "others": h - poor}


def parts_of_a_domain(chance: random.Random, h: int, p: int) -> Figures:
    parts = {name: few(chance, 40) for name in ("ill", "old", "alone")}
    return {**parts, "all": sum(parts.values())}


def across_domains(chance: random.Random, h: int, p: int) -> Figures:
    ill, poor, risk = few(chance, 40), few(chance, 40), few(chance, 40)
    return {"ill": ill, "poor": poor, "risk": risk, "needy": ill + poor + risk}


def another_unit(chance: random.Random, h: int, p: int) -> Figures:
    poor = few(chance, h // 3)
    return {"poor": poor, "again": poor, "baht": 600 * poor}


def all_at_once(chance: random.Random, h: int, p: int) -> Figures:
    ill, old = few(chance, 30), few(chance, 30)
    both = ill + old
    return {
        "ill": ill, "old": old, "both": both, "well": h - both, "percent": round(100 * ill / h, 2),
        "baht": 600 * old,
    }  # fmt: skip


OFFICES = {
    "percentage × households": Office(
        {"poor": "ครัวเรือน", "percent": "%"}, share_beside_households, (), (("percent", "poor"),)
    ),
    "609 of 612": Office(
        {"poor": "ครัวเรือน", "others": "ครัวเรือน"},
        complement,
        (("H", (("poor", 1), ("others", 1))),),
    ),
    "a domain's parts": Office(
        {"ill": "คน", "old": "ราย", "alone": "", "all": "คน"},
        parts_of_a_domain,
        (("all", (("ill", 1), ("old", 1), ("alone", 1))),),
    ),
    "sums across domains": Office(
        {"ill": "ครัว", "poor": "HH", "risk": "ครัวเรือน", "needy": "หลังคาเรือน"},
        across_domains,
        (("needy", (("ill", 1), ("poor", 1), ("risk", 1))),),
    ),
    "another unit": Office(
        {"poor": "ครัวเรือน", "again": "HH", "baht": "บาท"},
        another_unit,
        (("again", (("poor", 1),)), ("baht", (("poor", 600),))),
    ),
    "all at once": Office(
        {
            "ill": "ครัวเรือน",
            "old": "ครัว",
            "both": "HH",
            "well": "",
            "percent": "ร้อยละ",
            "baht": "บาท",
        },
        all_at_once,
        (
            ("both", (("ill", 1), ("old", 1))),
            ("H", (("both", 1), ("well", 1))),
            ("baht", (("old", 600),)),
        ),
        (("percent", "ill"),),
    ),
}
VILLAGES = 12


def published(
    office: Office, seed: int, *, inside: bool, wrong: int, count: int = VILLAGES
) -> tuple[dict[str, Figures], pd.DataFrame, pd.DataFrame]:
    """True figures, the villages' own, and what is published; ``wrong`` sums are mistyped."""
    chance = random.Random(seed)
    sizes = [(chance.randint(60, 200), chance.randint(220, 700)) for _ in range(count)]
    codes = [f"431605{moo:02d}" for moo in range(1, count + 1)]
    figures = {c: office.make(chance, h, p) for c, (h, p) in zip(codes, sizes, strict=True)}
    for code in chance.sample(codes, wrong):
        for total, _ in office.sums:
            if total in figures[code]:
                figures[code][total] += 7
    names = list(office.units)
    parent = names[-1] if inside else ""
    rows, domains = [], []
    for name in names:
        of = parent if inside and name != parent else ""
        domains.append(Domain(name, name, name, unit=office.units[name], parent=of))
        for code in codes:
            key = (of, name) if of else (name, "")
            value = figures[code][name]
            rows.append((code, 2563, *key, value, f"{value:g}", "ok", math.nan, math.nan))
    table = pd.DataFrame(rows, columns=[*INDICATOR_COLUMNS, "passed", "failed"])
    villages = pd.DataFrame(
        {
            "village_code": codes,
            "households": [float(h) for h, _ in sizes],
            "population": [float(p) for _, p in sizes],
        }
    )
    public = suppress(Joined(table, tuple(domains), (), (), ()), villages).frame
    public["figure"] = [i or d for d, i in zip(public["domain"], public["indicator"], strict=True)]
    return figures, villages.set_index("village_code"), public


def recovered(office: Office, figures: Figures, known: pd.Series, told: pd.DataFrame) -> list[str]:
    """Hidden small counts of a village that can have one value only."""
    names = list(office.units)
    low, high = np.zeros(len(names)), np.full(len(names), 1e6)
    for i, name in enumerate(names):
        row = told[told["figure"] == name].iloc[0]
        if row["status"] == "ok":
            low[i] = high[i] = row["value"]
        elif row["shown"] == f"<{T}":
            high[i] = T - 1
    rows, least, most = [], [], []

    def add(terms: list[tuple[str, float]], value: float, slack: float = 0.0) -> None:
        line = np.zeros(len(names))
        for name, weight in terms:
            line[names.index(name)] += weight
        rows.append(line)
        least.append(value - slack)
        most.append(value + slack)

    for total, parts in office.sums:
        made = sum(weight * figures[name] for name, weight in parts)
        truth = known["households"] if total == "H" else figures[total]
        if made != truth:
            continue  # The attacker sees that this village's sum was mistyped.
        if total == "H":
            add(list(parts), known["households"])
        else:
            add([*parts, (total, -1.0)], 0.0)
    for share, count in office.shares:
        row = told[told["figure"] == share].iloc[0]
        if row["status"] == "ok":
            add([(count, 100 / known["households"])], row["value"], 0.006)
    found = []
    counts = {name for name in names if not any(name == share for share, _ in office.shares)}
    whole = np.array([1 if name in counts else 0 for name in names])
    for i, name in enumerate(names):
        if not (name in counts and figures[name] < T and office.units[name] != "บาท"):
            continue
        can = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(names))
            aim[i] = sign
            solved = milp(
                aim,
                constraints=LinearConstraint(np.array(rows), least, most) if rows else (),
                bounds=(low, high),
                integrality=whole,
            )
            assert solved.success, "what is published contradicts itself"
            can.append(round(solved.x[i]))
        if can[0] == can[1]:
            found.append(f"{name} = {can[0]}")
    return found


@pytest.mark.parametrize("name", OFFICES)
@pytest.mark.parametrize("inside", [False, True], ids=["domains", "indicators"])
@pytest.mark.parametrize("wrong", [0, 1, 4])
def test_no_small_count_follows_from_what_is_published(name: str, inside: bool, wrong: int) -> None:
    office = OFFICES[name]
    lost, small = [], 0
    for seed in range(4):
        figures, villages, public = published(office, seed, inside=inside, wrong=wrong)
        for code, told in public.groupby("village_code"):
            small += sum(figures[code][n] < T for n in office.units)
            lost += recovered(office, figures[code], villages.loc[code], told)
    assert small > 10
    assert lost == []


@pytest.mark.parametrize("name", OFFICES)
@pytest.mark.parametrize(("count", "wrong"), [(1, 0), (2, 0), (2, 1), (3, 1), (3, 2), (4, 1)])
def test_nor_in_a_project_of_few_villages(name: str, count: int, wrong: int) -> None:
    """One mistyped sum of two leaves no majority that would tell what is the rule."""
    office = OFFICES[name]
    lost, small = [], 0
    for seed, inside in itertools.product(range(6), (False, True)):
        figures, villages, public = published(office, seed, inside=inside, wrong=wrong, count=count)
        for code, told in public.groupby("village_code"):
            small += sum(figures[code][n] < T for n in office.units)
            lost += recovered(office, figures[code], villages.loc[code], told)
    assert small > 3
    assert lost == []


def test_the_attack_would_find_what_only_the_small_count_is_hidden_of() -> None:
    """The same attack on figures whose complement stays: it recovers them all."""
    office = OFFICES["609 of 612"]
    figures, villages, public = published(office, 1, inside=False, wrong=0)
    found = 0
    for code, told in public.groupby("village_code"):
        naive = told.copy()
        for i, row in naive.iterrows():
            if figures[code][row["figure"]] >= T:
                naive.loc[i, ["value", "status"]] = [figures[code][row["figure"]], "ok"]
        found += len(recovered(office, figures[code], villages.loc[code], naive))
    assert found >= 3


@pytest.mark.parametrize("unit", ["", "ครัว", "HH", "hh.", "หลังคาเรือน", "คนไข้", "xyz"])
def test_an_unknown_unit_is_a_count(unit: str) -> None:
    rows = [
        (f"4316050{v}", 2563, "poverty", "", value, str(value), "ok", math.nan, math.nan)
        for v, value in enumerate((2.0, 12.0, 30.0), start=1)
    ]
    table = pd.DataFrame(rows, columns=[*INDICATOR_COLUMNS, "passed", "failed"])
    poor = Domain("poverty", "แก้จน", "Poverty", unit=unit)
    shown = suppress(Joined(table, (poor,), (), (), ())).frame["shown"].tolist()
    assert shown == ["<5", "12.0", "30.0"]


@pytest.mark.parametrize("unit", ["คะแนน", "ระดับ", "บาท", "แห่ง", "ไร่", "score"])
def test_scores_money_and_places_are_no_people(unit: str) -> None:
    rows = [("43160501", 2563, "poverty", "", 2.0, "2", "ok", math.nan, math.nan)]
    table = pd.DataFrame(rows, columns=[*INDICATOR_COLUMNS, "passed", "failed"])
    domain = Domain("poverty", "แก้จน", "Poverty", unit=unit)
    assert suppress(Joined(table, (domain,), (), (), ())).frame["shown"].tolist() == ["2"]


CIA = ("occupation", "capital", "risk", "poverty", "management")


def _without_units(figures: dict[str, float]) -> pd.DataFrame:
    rows = [
        ("43160501", 2563, domain, "", value, f"{value:g}", "ok", math.nan, math.nan)
        for domain, value in figures.items()
    ]
    table = pd.DataFrame(rows, columns=[*INDICATOR_COLUMNS, "passed", "failed"])
    return suppress(Joined(table, (), (), (), ())).frame


def test_the_five_scores_of_the_cia_need_no_unit() -> None:
    told = _without_units(dict(zip(CIA, (2.0, 4.0, 1.0, 3.5, 5.0), strict=True)))
    assert set(told["status"]) == {"ok"}


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_small_figures_of_fewer_domains_without_unit_are_counts(count: int) -> None:
    told = _without_units(dict.fromkeys(CIA[:count], 3.0))
    assert set(told["shown"]) == {"<5"}
