"""Area codes are text of two digits a level, and some have moved."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from geothai.abolished import abolished_areas
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.codes.admin_codes import (
    PROVINCES,
    check_code,
    current_code,
    parse_code,
    village_code,
)
from muban.gis.codes.code_moves import code_moves
from muban.gis.codes.country import country_unit
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


def test_village_code_is_made_of_its_tambon_and_moo() -> None:
    assert village_code("430111", 3) == "43011103"
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
    assert current_code("430401")[0] == "380201"  # named in the country's register by itself
    assert current_code("430499") == ("430499", None)


def test_a_unit_that_was_divided_has_no_one_code_today() -> None:
    """แขวงบางนา (104701) is บางนาเหนือ and บางนาใต้ since 2017."""
    assert current_code("104701") == ("104701", None)


def test_the_gazettes_days_and_the_countrys_register_agree_on_every_move() -> None:
    """Our table was looked up in the Royal Gazette, the other is the department's register."""
    theirs = {area.code: area.successors for area in abolished_areas()}
    ours = [move for move in code_moves().values() if move.status == "checked"]
    assert len(ours) >= 16
    assert [move.old for move in ours if theirs[move.old] != (move.new,)] == []


def test_no_code_in_use_is_given_up_and_no_new_one_is_made_up() -> None:
    moves = code_moves()
    assert len(moves) > 1_000
    assert [old for old in moves if country_unit(old) is not None] == []
    assert [move for move in moves.values() if country_unit(move.new) is None] == []


def test_provinces_are_those_of_the_countrys_register() -> None:
    assert {code: country_unit(code).name for code in PROVINCES} == dict(PROVINCES)  # type: ignore[union-attr]
    assert len(PROVINCES) == 77


def test_sixteen_tambons_of_nong_khai_moved_to_four_new_amphoes() -> None:
    moved = [m for m in code_moves().values() if len(m.old) == 6 and m.new.startswith("43")]
    assert len(moved) == 16
    assert {m.new[:4] for m in moved} == {"4314", "4315", "4316", "4317"}


def test_old_and_malformed_codes_are_reported() -> None:
    [moved] = check_code("43051108", HERE)
    assert (moved.code, moved.params["new"]) == ("codes.moved", "43160508")
    [malformed] = check_code(4301113.0, HERE)
    assert malformed.code == "codes.malformed"
    assert check_code("", HERE) == check_code(float("nan"), HERE) == []


def test_tables_agree_with_the_countrys_list_of_villages(real_data: Path) -> None:
    whole = pd.read_csv(real_data / "thailand" / "villages.csv.gz", dtype=str)
    stated = dict(zip(whole["village_code"].str[:2], whole["province"], strict=True))
    assert {code: PROVINCES[code] for code in stated} == stated
    tambons = dict(zip(whole["village_code"].str[:6], whole["tambon"], strict=True))
    amphoes = dict(zip(whole["village_code"].str[:4], whole["amphoe"], strict=True))
    units = tambons | amphoes  # villages have a moo: Bangkok is not in it
    listed = [move for move in code_moves().values() if move.new[:2] in stated]
    assert [move for move in listed if move.old in units] == []
    unlike = {code for code, name in units.items() if country_unit(code).name != name}  # type: ignore[union-attr]
    assert unlike == {"150601", "320121", "9610"}  # two spellings of one name each
