"""Registers made from real villages, damaged, and resolved: no wrong village, nine in ten read."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pandas as pd
import pytest

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.layers.register.designations import resolve_register
from muban.layers.register.register_reading import read_register
from tests.reading_errors import Line, damage
from tests.register_grids import HEADER, grid

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


def damaged_register(known: Gazetteer, province: str) -> list[Line]:
    luck = random.Random(f"register of {province}")
    others = [u.name for code, u in known.amphoes.items() if not code.startswith(province)]
    names = {code: village.name for code, village in known.villages.items()}
    return [damage(line, luck, others, names) for line in true_lines(known, province, luck)]


def resolved(known: Gazetteer, province: str, lines: list[Line]) -> pd.DataFrame:
    """The register with a block of nine rows copied to its end, as the letter has it."""
    rows: list[list[object]] = [HEADER]
    rows += [line.cells(i) for i, line in enumerate([*lines, *lines[100:109]], start=1)]
    [table] = read_register(grid(rows))
    frame = resolve_register(table, known, province_code=province).frame
    assert frame["duplicate_of"].iloc[-9:].tolist() == list(range(101, 110))
    return frame.iloc[: len(lines)]


def test_ten_thousand_damaged_rows_are_read_without_one_wrong_village(
    country: Gazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = decided = damaged = 0
    wrong: list[str] = []
    report: list[str] = []
    for province in PROVINCES:
        lines = damaged_register(country, province)
        began = time.perf_counter()
        frame = resolved(country, province, lines)
        seconds = time.perf_counter() - began
        true = pd.Series([line.true_code for line in lines], index=frame.index)
        sure = frame["village_code"].notna()
        missed = frame[sure & (frame["village_code"] != true)]
        wrong += [f"{r.written} → {r.village_code}: {r.evidence}" for r in missed.itertuples()]
        rows, decided = rows + len(frame), decided + int(sure.sum())
        damaged += int((frame["status"] != "exact").sum())
        report.append(
            f"{province}: {len(frame)} rows, {(frame['status'] != 'exact').mean():.1%} not exact, "
            f"{sure.mean():.1%} resolved, {len(missed)} wrong, {seconds:.1f} s"
        )
    precision = 1 - len(wrong) / decided
    report.append(
        f"all: {rows} rows, {damaged} not exact, precision {precision:.4%}, "
        f"recall {(decided - len(wrong)) / rows:.1%}"
    )
    with capsys.disabled():
        print("", *report, sep="\n")
    assert rows == 10_000
    assert wrong == []
    assert decided / rows >= 0.90
