"""Thai text has one spelling, and what no rule can mend is named."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.problems import Effect, Where
from muban.gis.text.thai_text import (
    arabic_digits,
    check_text,
    compare_key,
    find_foreign_letters,
    full_amphoe_name,
    normalise,
    parse_moo,
    repair_text,
    split_moo,
    strip_unit_prefix,
    strip_village_prefix,
    thai_digits,
    with_village_prefix,
)

SHARED = json.loads((Path(__file__).parents[1] / "data/spelling.json").read_text("utf-8"))
HERE = Where("a.xlsx", "Sheet1", 2, unit="row")
THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=20)


@pytest.mark.parametrize(
    ("typed", "one_spelling"),
    [
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("คํา", "คำ"),
        ("เเก้ว", "แก้ว"),
        ("ท่ี", "ที่"),
        ("กู้้", "กู้"),
        ("ปู่ปุ๋ย", "ปู่ปุ๋ย"),
        ("บ้าน\u00a0โพน\u200bแพง", "บ้าน โพนแพง"),
        ("  บ้าน   โพนแพง\n", "บ้าน โพนแพง"),
        ("\ufeffบ้าน", "บ้าน"),
    ],
)
def test_one_word_has_one_spelling(typed: str, one_spelling: str) -> None:
    assert normalise(typed) == one_spelling


@pytest.mark.parametrize("case", SHARED, ids=[case["says"] for case in SHARED])
def test_the_pages_and_the_readers_spell_alike(case: dict[str, str]) -> None:
    """The same cases are judged by the pages' search in ``thai_text.test.ts``."""
    assert normalise(case["text"]) == case["normal"]
    assert compare_key(case["text"]) == case["key"]


def test_compatibility_form_is_not_used_because_it_takes_sara_am_apart() -> None:
    assert unicodedata.normalize("NFKC", "น้ำ") != "น้ำ"
    assert normalise("น้ำ") == "น้ำ"


def test_lines_of_a_description_are_kept_when_asked_for() -> None:
    assert normalise("บรรทัดหนึ่ง \r\n  บรรทัดสอง", lines=True) == "บรรทัดหนึ่ง\nบรรทัดสอง"


@settings(max_examples=200, deadline=None)
@given(THAI)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(max_examples=200, deadline=None)
@given(THAI)
def test_normalising_keeps_every_consonant(text: str) -> None:
    def consonants(of: str) -> list[str]:
        return [letter for letter in of if "ก" <= letter <= "ฮ"]

    assert consonants(normalise(text)) == consonants(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_digits_come_back_from_thai(text: str) -> None:
    assert arabic_digits(thai_digits(text)) == arabic_digits(text)


def test_search_key_ignores_spaces_digits_and_brackets() -> None:
    assert compare_key("บ้านสาวแล (เหนือ) ๒") == compare_key("บ้านสาวแลเหนือ2")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("บ้านโพนแพง", "โพนแพง"),
        ("บ.โพนแพง", "โพนแพง"),
        ("บ. โพนแพง", "โพนแพง"),
        ("Ban Phon Phaeng", "Phon Phaeng"),
        ("บ้าน", "บ้าน"),
        ("Bang Bon", "Bang Bon"),
        ("โพนแพง", "โพนแพง"),
    ],
)
def test_prefix_of_a_village_is_stripped_once_and_never_all_of_it(name: str, bare: str) -> None:
    assert strip_village_prefix(name) == bare


def test_tambon_called_ban_keeps_its_name() -> None:
    assert strip_unit_prefix("ตำบลบ้านเดื่อ", "tambon") == "บ้านเดื่อ"
    assert strip_unit_prefix("บ้านหม้อ", "tambon") == "บ้านหม้อ"


def test_village_is_shown_with_one_prefix() -> None:
    assert with_village_prefix("บ.หมากก่อง") == with_village_prefix("หมากก่อง") == "บ้านหมากก่อง"


def test_amphoe_mueang_is_that_of_its_province() -> None:
    assert full_amphoe_name("อ.เมือง", "จ.หนองคาย") == "เมืองหนองคาย"
    assert full_amphoe_name("กิ่งอำเภอสระใคร", "หนองคาย") == "สระใคร"


@pytest.mark.parametrize(
    ("written", "moo"),
    [
        ("ม.3", 3),
        ("ม ๓", 3),
        ("หมู่ 3", 3),
        ("หมู่ที่ ๑๒", 12),
        ("Moo 3", 3),
        ("M.3", 3),
        ("3.0", 3),
        (3.0, 3),
        ("๐๓", 3),
        ("3/4", None),
        ("หมู่บ้าน 3 หลัง", None),
        (float("nan"), None),
        (float("inf"), None),
    ],
)
def test_moo_is_read_however_it_is_written(written: object, moo: int | None) -> None:
    assert parse_moo(written) == moo


@pytest.mark.parametrize(
    ("text", "name", "moo"),
    [
        ("บ้านโพนแพง ม.3", "บ้านโพนแพง", 3),
        ("บ้านโพนแพง หมู่ที่ ๓", "บ้านโพนแพง", 3),
        ("หมู่ 3 บ้านโพนแพง", "บ้านโพนแพง", 3),
        ("บ้านโพนแพง (หมู่ 3)", "บ้านโพนแพง", 3),
        ("บ้านโพนแพงหมู่3", "บ้านโพนแพง", 3),
        ("บ้านหมู่ม่น", "บ้านหมู่ม่น", None),
        ("บ้านโนนทอง 2", "บ้านโนนทอง 2", None),
    ],
)
def test_moo_beside_a_name_is_taken_out_of_it(text: str, name: str, moo: int | None) -> None:
    assert split_moo(text) == (name, moo)


def test_devanagari_letters_in_a_thai_name_are_named_with_script_and_place() -> None:
    name = "พ\u0932\u092fงาม"
    assert [(f.letter, f.script, f.position) for f in find_foreign_letters(name)] == [
        ("\u0932", "DEVANAGARI", 2),
        ("\u092f", "DEVANAGARI", 3),
    ]
    assert [found.code for found in check_text(name, HERE)] == ["text.foreign_letter"] * 2


@pytest.mark.parametrize(
    "name", ["บ้านมีชัย (Ban Mi Chai)", "อาคารA", "ร้าน 7-Eleven", "wifiชุมชน", "ບ້ານ", ""]
)
def test_whole_words_of_another_script_are_no_defect(name: str) -> None:
    assert check_text(name, HERE) == []


def test_lost_letters_and_marks_without_consonant_are_reported() -> None:
    assert [p.code for p in check_text("บ้าน\ufffd\ufffdนแพง", HERE)] == ["text.lost_letters"]
    assert [p.code for p in check_text("่านโพนแพง", HERE)] == ["text.orphan_mark"]


def test_repair_tells_of_reordered_marks_and_not_of_spaces() -> None:
    text, found = repair_text("ท่ี  ว่าการ", HERE)
    assert text == "ที่ ว่าการ"
    assert [(p.code, p.effect) for p in found] == [("text.normalised", Effect.REPAIRED)]
    assert repair_text("ที่  ว่าการ", HERE) == ("ที่ ว่าการ", [])
