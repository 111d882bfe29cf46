"""Registers made from real villages, damaged, and resolved: no wrong village, nine in ten read."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pandas as pd
import pytest

from gis.gazetteer import Gazetteer, build_gazetteer
from layers.designations import resolve_register
from layers.register_reading import read_register
from tests.reading_errors import Line, damage
from tests.register_grids import HEADER, grid

pytestmark = pytest.mark.shared

PROVINCES = ("43", "38", "41", "47", "30", "34", "57", "80", "72", "14")
ROWS_EACH = 1000
YEARS = range(2556, 2700)


@pytest.fixture(scope="module")
def country(shared_data: Path) -> Gazetteer:
    whole = pd.read_csv(shared_data / "thailand" / "villages.csv.gz", dtype=str)
    nong_khai = pd.read_csv(shared_data / "nongkhai" / "villages.csv", dtype=str)
    whole["moo"] = whole["moo"].astype(int)
    nong_khai["moo"] = nong_khai["moo"].astype(int)
    return build_gazetteer(nong_khai, whole)


def true_lines(known: Gazetteer, province: str, luck: random.Random) -> list[Line]:
    """A register as it should be: one village an amphoe and year, one of province level."""
    by_amphoe: dict[str, list[str]] = {}
    for code, village in known.villages.items():
        if code.startswith(province) and village.name:
            by_amphoe.setdefault(code[:4], []).append(code)
    lines: list[Line] = []
    for year in YEARS:
        best = luck.choice(sorted(by_amphoe))
        for amphoe in sorted(by_amphoe):
            code = luck.choice(by_amphoe[amphoe])
            lines.append(
                Line(
                    known.amphoes[amphoe].name,
                    known.tambons[code[:6]].name,
                    known.villages[code].name.removeprefix("บ้าน"),
                    int(code[6:]),
                    year,
                    "ระดับจังหวัด" if amphoe == best else "",
                    code,
                )
            )
            if len(lines) == ROWS_EACH:
                return lines
    return lines


@pytest.mark.parametrize("province", PROVINCES)
def test_damaged_register_is_read_without_one_wrong_village(
    country: Gazetteer, province: str, capsys: pytest.CaptureFixture[str]
) -> None:
    luck = random.Random(f"register of {province}")
    others = [u.name for c, u in country.amphoes.items() if not c.startswith(province)]
    names = {code: village.name for code, village in country.villages.items()}
    lines = [damage(line, luck, others, names) for line in true_lines(country, province, luck)]
    block = lines[100:109]
    rows: list[list[object]] = [HEADER]
    rows += [line.cells(i) for i, line in enumerate([*lines, *block], start=1)]
    [table] = read_register(grid(rows))
    began = time.perf_counter()
    frame = resolve_register(table, country, province_code=province).frame
    seconds = time.perf_counter() - began

    assert len(frame) == len(lines) + len(block)
    assert frame["duplicate_of"].iloc[-len(block) :].tolist() == list(range(101, 110))
    read = frame.iloc[: len(lines)]
    true = pd.Series([line.true_code for line in lines], index=read.index)
    decided = read["village_code"] != ""
    wrong = read[decided & (read["village_code"] != true)]
    with capsys.disabled():
        damaged = int((read["status"] != "exact").sum())
        print(
            f"\n{province}: {len(read)} rows, {damaged} not exact, "
            f"{decided.mean():.1%} resolved, {len(wrong)} wrong, {seconds:.1f} s",
            end="",
        )
    told = wrong[["written", "village_code", "evidence"]].assign(true=true)
    assert wrong.empty, told.to_string()
    assert decided.mean() >= 0.90
