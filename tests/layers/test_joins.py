"""A row finds its village by evidence, and what is open is not decided by itself."""

from __future__ import annotations

import pytest

from muban.gis.problems import Effect, Problem, Where
from muban.layers.indicator.joins import RowPlace, VillageIndex
from tests.indicator_grids import villages

HERE = Where("a.xlsx", "Sheet1", 5, unit="row")


def index() -> VillageIndex:
    return VillageIndex.of(villages(4))


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
    assert index().find(place, HERE) == code


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
    found = index().find(place, HERE)
    assert isinstance(found, Problem)
    assert found.code == problem
    assert found.effect is Effect.SET_ASIDE
    assert found.where.number == 5


def test_a_moo_of_two_tambons_needs_the_tambon() -> None:
    both = VillageIndex(
        {"43160501": "ก", "43160601": "ข"}, {"431605": "โพนแพง", "431606": "นาทับไฮ"}
    )
    found = both.find(RowPlace(moo=1), HERE)
    assert isinstance(found, Problem)
    assert found.code == "join.several_villages"
    assert both.find(RowPlace(moo=1, village="ข"), HERE) == "43160601"


def test_a_tambon_name_of_two_amphoes_is_no_key() -> None:
    """ต.บ้านเดื่อ exists in two amphoes of Nong Khai."""
    twice = VillageIndex(
        {"43010601": "เดื่อ", "43020301": "เดื่อ"}, {"430106": "บ้านเดื่อ", "430203": "บ้านเดื่อ"}
    )
    found = twice.find(RowPlace(tambon="ต.บ้านเดื่อ", moo=1), HERE)
    assert isinstance(found, Problem)
    assert "43010601" in str(found.params["codes"])
    assert "43020301" in str(found.params["codes"])
