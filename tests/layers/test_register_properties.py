"""Whatever stands in a register's cells, no row is lost and nothing breaks."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.gazetteer.gazetteer import build_gazetteer
from muban.layers.frames import DESIGNATION_COLUMNS
from muban.layers.register.designations import resolve_register
from muban.layers.register.eligibility import eligible_villages
from muban.layers.register.joined_registers import join_registers
from muban.layers.register.nominations import judge_nominations
from muban.layers.register.register_outputs import open_questions, register_sheets
from muban.layers.register.register_reading import read_register
from tests.register_grids import HEADER, grid

KNOWN = build_gazetteer(
    pd.DataFrame(
        [
            ["43160503", "ผักขะ", "โพนแพง", "รัตนวาปี"],
            ["43160508", "เปงจาน", "โพนแพง", "รัตนวาปี"],
            ["43150312", "ศรีวิไล", "หนองหลวง", "เฝ้าไร่"],
        ],
        columns=["village_code", "village", "tambon", "amphoe"],
    )
)
WORDS = ["หนองคาย", "รัตนวาปี", "เผ่าไร่", "โพนแพง", "ฝักชะ", "เปงจาน", "๓", "๘", "2560", "ระดับจังหวัด"]
CELL = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.text(max_size=12),
    st.integers(-10, 3000),
    st.floats(allow_nan=False),
    st.dates(dt.date(1900, 1, 1), dt.date(2600, 1, 1)),
)
ROWS = st.lists(st.lists(CELL, min_size=len(HEADER), max_size=len(HEADER)), max_size=8)


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_every_row_is_in_the_result_or_set_aside(rows: list[list[object]]) -> None:
    for table in read_register(grid([HEADER, *rows])):
        found = resolve_register(table, KNOWN, province_code="43")
        aside = [p.where.number for p in found.problems if p.effect == "set_aside"]
        shown = found.frame["_number"].tolist()
        assert sorted([*shown, *aside]) == sorted(table.numbers)
        assert list(found.frame.columns) == list(DESIGNATION_COLUMNS)
        sure = found.frame["status"].isin(["exact", "corrected"])
        codes = "village_code" if table.kind == "village" else "tambon_code"
        assert (found.frame.loc[sure, codes] != "").all()
        for told in found.problems:
            assert told.message("th")
            assert told.fix("en")


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_outputs_and_eligibility_bear_any_register(rows: list[list[object]]) -> None:
    tables = read_register(grid([HEADER, *rows]))
    joined = join_registers([resolve_register(t, KNOWN, province_code="43") for t in tables]).frame
    register_sheets(joined, {unit.code: unit.name for unit in KNOWN.amphoes_of("43")})
    asked = open_questions(tables, joined)
    assert len(asked) == (joined["status"] == "needs_person").sum()
    listed = eligible_villages(KNOWN, joined, year_be=2563)
    assert listed["verdict"].isin(["eligible", "not_eligible", "ask_first"]).all()
    judged = judge_nominations(joined, KNOWN, joined, year_be=2563)
    assert len(judged) == len(joined)
