"""Which differences between two names are misreadings, and which are another name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.text.lookalike import align

NAMES = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E), max_size=14)


@pytest.mark.parametrize(
    ("written", "true"),
    [
        ("เผ่าไร่", "เฝ้าไร่"),
        ("ด่อนหัวนา", "ต้อนหัวนา"),
        ("ฝักชะ", "ผักขะ"),
        ("ชมพูพร", "ชมภูพร"),
        ("โสกกกล้า", "โสกกล้า"),
        ("ดงป่าเปื่อย", "ดงป่าเปลือย"),
        ("หาดสัง", "หาดสั่ง"),
        ("สวายหลง", "สวยหลง"),
        ("พ\u0932\u092fงาม", "พลายงาม"),
        ("ไหม่", "ใหม่"),
    ],
)
def test_misreadings_met_on_paper_are_explained(written: str, true: str) -> None:
    assert align(written, true).explained


@pytest.mark.parametrize(
    ("written", "true"),
    [
        ("หนองหลวงใหม่", "หนองหลวงใหญ่"),
        ("พร้าวใต้", "พร้าว"),
        ("พระพุทธบาท", "พระบาท"),
        ("โนนต้อง", "โนนยาง"),
        ("โพนสว่าง", "โพนสวรรค์"),
        ("ศรีเมืองใหม่", "ศรีเชียงใหม่"),
        ("แบงใหม่", "แบง"),
        ("นา", "มา"),
        ("", "นา"),
        ("โนนทอง1", "โนนทอง2"),
    ],
)
def test_names_of_different_places_are_not_explained(written: str, true: str) -> None:
    assert not align(written, true).explained


@settings(max_examples=200, deadline=None)
@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert align(name, name).exact


@settings(max_examples=200, deadline=None)
@given(NAMES, NAMES)
def test_other_names_always_cost_something_and_say_why(a: str, b: str) -> None:
    found = align(a, b)
    if a != b:
        assert found.cost > 0
        assert found.changes or not found.explained
