"""The letter's own registers: what issue 4 says they must show."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.layers.register.designations import Resolved, resolve_register
from muban.layers.register.register_matrix import build_matrix, counted
from muban.layers.register.register_reading import RegisterTable, read_register
from tests.register_grids import grid_of_text

READ_BY_EYE = {
    2: "43160307", 3: "43150512", 4: "43080101", 6: "43070503", 12: "43020207", 14: "43150202",
    19: "43080203", 21: "43020507", 22: "43140211", 24: "43150313", 29: "43011105",
    38: "43052206", 39: "43160208", 41: "43080406", 42: "43011104", 43: "43070111",
    63: "43160503", 72: "43140308",
}  # fmt: skip
"""Row by row against the list of villages, by a person: what the misread rows mean."""

OPEN = {5, 23, 40, 70}
"""Rows whose name is not the village's of that moo, and no look-alike explains it."""


@pytest.fixture(scope="module")
def known(shared_data: Path) -> Gazetteer:
    return build_gazetteer(pd.read_csv(shared_data / "nongkhai" / "villages.csv", dtype=str))


@pytest.fixture(scope="module")
def tables(shared_data: Path) -> list[RegisterTable]:
    return read_register(grid_of_text((shared_data / "letter" / "letter.txt").read_text("utf-8")))


@pytest.fixture(scope="module")
def villages(known: Gazetteer, tables: list[RegisterTable]) -> Resolved:
    return resolve_register(tables[0], known, province_code="43")


def test_letter_holds_a_register_of_villages_and_one_of_tambons(
    tables: list[RegisterTable],
) -> None:
    assert [(table.kind, len(table.rows)) for table in tables] == [("village", 73), ("tambon", 2)]


def test_nine_duplicates_are_named_with_the_rows_they_repeat(villages: Resolved) -> None:
    repeated = villages.frame[villages.frame["status"] == "duplicate"]
    pairs = dict(zip(repeated["row"], repeated["duplicate_of"], strict=True))
    assert pairs == {47 + i: 38 + i for i in range(9)}


def test_sixty_four_designations_one_an_amphoe_and_year_and_one_in_2555(villages: Resolved) -> None:
    once = counted(villages.frame)
    assert len(once) == 64
    by_year = once.groupby("year_be")["amphoe_code"].apply(list).to_dict()
    assert by_year.pop(2555) == ["4316"]
    nine = ["4301", "4302", "4305", "4307", "4308", "4314", "4315", "4316", "4317"]
    assert {year: sorted(codes) for year, codes in by_year.items()} == dict.fromkeys(
        range(2556, 2563), nine
    )


def test_eight_are_of_province_level_one_a_year(villages: Resolved) -> None:
    once = counted(villages.frame)
    years = once.loc[once["level"] == "province", "year_be"].tolist()
    assert sorted(years) == list(range(2555, 2563))


def test_no_row_is_read_as_a_wrong_village(villages: Resolved, known: Gazetteer) -> None:
    once = counted(villages.frame).set_index("row")
    corrected = once.loc[once["status"] == "corrected", "village_code"].to_dict()
    assert corrected == READ_BY_EYE
    assert set(once.index[once["status"] == "needs_person"]) == OPEN
    for code, name in once.loc[once["status"] == "exact", ["village_code", "name"]].to_numpy():
        assert known.villages[code].name == name


def test_letters_of_a_foreign_script_are_reported(villages: Resolved) -> None:
    foreign = [p for p in villages.problems if p.code == "text.foreign_letter"]
    assert {p.params["script"] for p in foreign} == {"DEVANAGARI"}


def test_matrix_has_no_gap_from_2556_on(villages: Resolved, known: Gazetteer) -> None:
    amphoes = {unit.code: unit.name for unit in known.amphoes_of("43")}
    matrix = build_matrix(villages.frame, amphoes)
    assert (matrix.drop(columns=["amphoe", "2555"]) != "").to_numpy().all()
    assert not {"register.gap", "register.two_in_year"} & {p.code for p in villages.problems}


def test_model_tambons_are_read(known: Gazetteer, tables: list[RegisterTable]) -> None:
    frame = resolve_register(tables[1], known, province_code="43").frame
    assert frame[["tambon_code", "year_be", "level", "status"]].to_numpy().tolist() == [
        ["431504", 2561, "province", "exact"],
        ["430111", 2562, "province", "exact"],
    ]
