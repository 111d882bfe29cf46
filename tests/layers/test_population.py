"""Population is read by place and year, and no row of it is lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from muban.gis.ledger import build_ledger
from muban.gis.reading.read import read_file
from muban.layers.indicator.population import (
    Population,
    join_population,
    looks_like_population,
    read_population,
)
from tests.indicator_grids import Cell, grid, villages


def joined(rows: list[list[Cell]]) -> Population:
    read = grid(rows, name="reference/ประชากร.xlsx")
    assert looks_like_population(read)
    table = read_population(read)
    assert table is not None
    result = join_population([table], villages())
    build_ledger(result.read, result.published, result.problems)
    return result


def test_villages_by_code_by_moo_and_a_year_in_the_title() -> None:
    result = joined(
        [
            ["จำนวนประชากรและครัวเรือน ปี พ.ศ. ๒๕๖๓", *[None] * 5],
            ["รหัส", "ตำบล", "หมู่ที่", "ชาย", "หญิง", "หลังคาเรือน"],
            ["43160501.0", None, None, "๒๕๐", 262, 140],
            [None, "ต.โพนแพง", 2, 100, 110, "-"],
        ]
    )
    assert result.frame[["code", "year_be", "population"]].to_numpy().tolist() == [
        ["43160501", 2563, 512.0],
        ["43160502", 2563, 210.0],
    ]
    assert result.frame["households"].isna().tolist() == [False, True]


def test_rows_that_cannot_be_used_are_set_aside_by_name() -> None:
    result = joined(
        [
            ["รหัส", "ปี พ.ศ.", "รวม", "ชาย", "หญิง"],
            ["43160501", 2563, 512, 250, 262],
            ["43160501", 2563, 600, 300, 300],
            ["43160502", None, 210, 100, 110],
            ["43160503", 2563, "ไม่ทราบ", 1, 1],
            ["43160504", 2563, -3, 1, 1],
            [None, 2563, 300, 150, 150],
            ["43160502", 2563, 211, 100, 110],
        ]
    )
    assert sorted((p.where.number, p.code) for p in result.problems) == [
        (3, "population.duplicate"),
        (4, "population.no_year"),
        (5, "population.not_a_count"),
        (6, "population.not_a_count"),
        (7, "population.no_place"),
        (8, "population.sum_differs"),
    ]
    assert result.latest().loc["43160501", "population"] == 512


def test_between_places_of_one_name_the_amphoe_of_the_row_decides() -> None:
    """By the list of the Department of Provincial Administration: 430109 and 430205."""
    read = grid(
        [
            ["อำเภอ", "ตำบล", "หมู่ที่", "ปี", "ประชากร"],
            ["อ.เมือง", "บ้านเดื่อ", 1, 2563, 500],
            ["ท่าบ่อ", "บ้านเดื่อ", 1, 2563, 600],
            ["อำเภอเมืองหนองคาย", "ต.บ้านเดื่อ", None, 2563, 7000],
            ["อำเภอท่าบ่อ", "ต.บ้านเดื่อ", None, 2563, 8000],
            ["โพนพิสัย", "บ้านเดื่อ", None, 2563, 9000],  # has no such tambon
            [None, "บ้านเดื่อ", None, 2563, 9000],
            [None, "บ้านเดื่อ", 1, 2563, 900],
        ]
    )
    table = read_population(read)
    assert table is not None
    two = {code: villages(1, tambon=code).assign(tambon="บ้านเดื่อ") for code in ("430109", "430205")}
    result = join_population([table], pd.concat(two.values()))
    assert dict(zip(result.frame["code"], result.frame["population"], strict=True)) == {
        "430109": 7000,
        "43010901": 500,
        "430205": 8000,
        "43020501": 600,
    }
    assert [(p.where.number, p.code) for p in result.problems] == [
        (6, "population.no_place"),
        (7, "population.no_place"),
        (8, "join.several_villages"),
    ]
    build_ledger(result.read, result.published, result.problems)


def test_the_newest_year_counts() -> None:
    result = joined([["รหัส", "ปี", "ประชากร"], ["43160501", 2561, 500], ["43160501", 2563, 512]])
    assert result.latest().loc["43160501", ["year_be", "population"]].tolist() == [2563, 512]


def test_the_civil_registrys_table_of_nong_khai_is_read_whole(shared_data: Path) -> None:
    path = shared_data / "nongkhai" / "tambon_population.csv"
    [read] = read_file(path, path.parent)
    table = read_population(read)
    assert table is not None
    result = join_population([table], villages())
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(result.frame) == len(rows) == len(result.published)
    assert result.frame["population"].sum() == sum(int(row["total"]) for row in rows)
    assert result.frame["households"].sum() == sum(int(row["households"]) for row in rows)
    assert result.problems == ()
