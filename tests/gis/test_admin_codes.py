"""Area codes are text of two digits a level, and some have moved."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.codes.admin_codes import (
    CODE_MOVES,
    PROVINCES,
    check_code,
    current_code,
    parent_code,
    parse_code,
    village_code,
)
from muban.gis.problems import Where

HERE = Where("a.xlsx", "Sheet1", 2, unit="row")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("43011103", "43011103"),
        (43011103, "43011103"),
        (43011103.0, "43011103"),
        ("43011103.0", "43011103"),
        ("TH43011103", "43011103"),
        ("43-01-11-03", "43011103"),
        ("43 01 11 3", "43011103"),
        ("๔๓๐๑๑๑๐๓", "43011103"),
        (" 43011103\u200b", "43011103"),
        ("4301113", None),
        ("043011103", None),
        ("43011100", None),
        ("09011103", None),
        ("43011103.5", None),
        ("4301110x", None),
        (float("nan"), None),
        (True, None),
    ],
)
def test_village_code_is_read_however_excel_wrote_it(written: object, code: str | None) -> None:
    assert parse_code(written, 8) == code


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=12), st.floats(), st.integers()))
def test_whatever_is_read_as_a_code_has_eight_digits(value: object) -> None:
    code = parse_code(value, 8)
    assert code is None or (len(code) == 8 and code.isdecimal() and code.isascii())


def test_village_code_holds_the_codes_of_all_it_lies_in() -> None:
    assert village_code("430111", 3) == "43011103"
    assert [parent_code("43011103", n) for n in (2, 4, 6)] == ["43", "4301", "430111"]
    with pytest.raises(ValueError, match="moo 0"):
        village_code("430111", 0)


def test_village_moves_with_its_tambon() -> None:
    code, move = current_code("43051108")
    assert code == "43160508"
    assert move is not None
    assert (move.name, move.valid_from_be, move.status) == ("โพนแพง", 2538, "checked")


def test_tambon_is_not_moved_by_its_amphoe_alone() -> None:
    """In the new province tambons were numbered anew: an amphoe's move says nothing of them."""
    assert current_code("4304")[0] == "3802"
    assert current_code("430401") == ("430401", None)


def test_sixteen_tambons_of_nong_khai_moved_to_four_new_amphoes() -> None:
    moved = [m for m in CODE_MOVES.values() if len(m.old) == 6 and m.new.startswith("43")]
    assert len(moved) == 16
    assert {m.new[:4] for m in moved} == {"4314", "4315", "4316", "4317"}


def test_old_and_malformed_codes_are_reported() -> None:
    [moved] = check_code("43051108", HERE)
    assert (moved.code, moved.params["new"]) == ("codes.moved", "43160508")
    [malformed] = check_code(4301113.0, HERE)
    assert malformed.code == "codes.malformed"
    assert check_code("", HERE) == check_code(float("nan"), HERE) == []


@pytest.mark.shared
def test_tables_agree_with_the_countrys_list_of_villages(shared_data: Path) -> None:
    whole = pd.read_csv(shared_data / "thailand" / "villages.csv.gz", dtype=str)
    stated = dict(zip(whole["village_code"].str[:2], whole["province"], strict=True))
    assert {code: PROVINCES[code] for code in stated} == stated
    tambons = dict(zip(whole["village_code"].str[:6], whole["tambon"], strict=True))
    amphoes = dict(zip(whole["village_code"].str[:4], whole["amphoe"], strict=True))
    for move in CODE_MOVES.values():
        assert (tambons | amphoes)[move.new] == move.name
        assert move.old not in tambons | amphoes
