"""A row finds its village by evidence, and what is open is not decided by itself."""

from __future__ import annotations

import pandas as pd
import pytest

from muban.gis.gazetteer.gazetteer import Gazetteer
from muban.gis.problems import Effect, Problem, Where
from muban.layers.indicator.indicator_reading import read_indicators
from muban.layers.indicator.joins import RowPlace, find_row, villages_to_join
from tests.indicator_grids import grid, villages

HERE = Where("a.xlsx", "Sheet1", 5, unit="row")


def index() -> Gazetteer:
    return villages_to_join(villages(4))


def listed(names: dict[str, str], tambons: dict[str, str]) -> Gazetteer:
    rows = [(code, name, tambons[code[:6]]) for code, name in names.items()]
    return villages_to_join(pd.DataFrame(rows, columns=["village_code", "name", "tambon"]))


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (RowPlace(village_code="43160502.0"), "43160502"),
        (RowPlace(village_code="๔๓๑๖๐๕๐๒"), "43160502"),
        (RowPlace(village_code="43051102"), "43160502"),
        (RowPlace(tambon="ต.โพนแพง", moo=3), "43160503"),
        (RowPlace(tambon_code="431605", moo=3), "43160503"),
        (RowPlace(moo=3), "43160503"),
        (RowPlace(village="บ.เปงจาน"), "43160502"),
        (RowPlace(village="บ้านเปงจานที่ไม่รู้จัก", moo=2), "43160502"),
    ],
)
def test_a_village_is_found_by_code_by_moo_or_by_its_name(place: RowPlace, code: str) -> None:
    assert find_row(place, index(), HERE) == code


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (RowPlace(), "join.no_place"),
        (RowPlace(village_code="43160599"), "join.unknown_code"),
        (RowPlace(village_code="รหัส"), "join.unknown_code"),
        (RowPlace(village_code="43160501", moo=2), "join.contradiction"),
        (RowPlace(village_code="43160501", village="เปงจาน"), "join.contradiction"),
        (RowPlace(village="เปงจาน", moo=1), "join.contradiction"),
        (RowPlace(tambon="บ้านเดื่อ", moo=1), "join.unknown_village"),
        (RowPlace(village="ไม่มีในตำบล"), "join.unknown_village"),
    ],
)
def test_what_the_evidence_leaves_open_is_left_to_a_person(place: RowPlace, problem: str) -> None:
    found = find_row(place, index(), HERE)
    assert isinstance(found, Problem)
    assert found.code == problem
    assert found.effect is Effect.SET_ASIDE
    assert found.where.number == 5


def test_a_moo_of_two_tambons_needs_the_tambon() -> None:
    both = listed({"43160501": "ก", "43160601": "ข"}, {"431605": "โพนแพง", "431606": "นาทับไฮ"})
    found = find_row(RowPlace(moo=1), both, HERE)
    assert isinstance(found, Problem)
    assert found.code == "join.several_villages"
    assert find_row(RowPlace(moo=1, village="ข"), both, HERE) == "43160601"


def test_a_tambon_name_of_two_amphoes_is_no_key() -> None:
    """ต.บ้านเดื่อ exists in two amphoes of Nong Khai."""
    twice = listed({"43010601": "เดื่อ", "43020301": "เดื่อ"}, {"430106": "บ้านเดื่อ", "430203": "บ้านเดื่อ"})
    found = find_row(RowPlace(tambon="ต.บ้านเดื่อ", moo=1), twice, HERE)
    assert isinstance(found, Problem)
    assert "43010601" in str(found.params["codes"])
    assert "43020301" in str(found.params["codes"])


@pytest.mark.parametrize(
    ("amphoe", "village"),
    [
        ("เมืองหนองคาย", "43010901"),
        ("อ.เมือง", "43010901"),
        ("อำเภอท่าบ่อ", "43020501"),
        ("รัตนวาปี", None),  # has no such tambon
        ("ท่าบอ", None),  # is no amphoe
    ],
)
def test_between_tambons_of_one_name_the_amphoe_of_the_row_decides(
    amphoe: str, village: str | None
) -> None:
    """By the list of the Department of Provincial Administration: 430109 and 430205."""
    known = listed({"43010901": "เดื่อ", "43020501": "เดื่อ"}, {"430109": "บ้านเดื่อ", "430205": "บ้านเดื่อ"})
    rows = [
        ["อำเภอ", "ตำบล", "หมู่ที่", "ปี", "อาชีพ (1-5)"],
        [amphoe, "บ้านเดื่อ", 1, 2567, 3],
    ]
    table = read_indicators(grid(rows))
    assert table is not None
    [row] = table.rows
    found = find_row(row.place, known, HERE)
    assert (None if isinstance(found, Problem) else found) == village
    if isinstance(found, Problem):
        assert found.code == "join.several_villages"


def test_an_amphoe_alone_does_not_move_what_stands_fast() -> None:
    """Whose amphoe is written as it was before is found by the rest as ever."""
    assert find_row(RowPlace(tambon="โพนแพง", moo=3, amphoe="โพนพิสัย"), index(), HERE) == "43160503"


def test_an_amphoe_with_two_such_villages_leaves_it_open() -> None:
    two = listed({"43010901": "เดื่อ", "43010902": "เดื่อ"}, {"430109": "บ้านเดื่อ"})
    found = find_row(RowPlace(village="เดื่อ", amphoe="เมืองหนองคาย"), two, HERE)
    assert isinstance(found, Problem)
    assert found.code == "join.several_villages"
