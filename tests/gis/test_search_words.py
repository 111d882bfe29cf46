"""The words of a search: one rule for Python and for the pages, tried on how people write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muban.gis.text.search_words import search_words

CASES = json.loads((Path(__file__).parents[1] / "data/search/cases.json").read_text("utf-8"))[
    "cases"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["typed"])
def test_what_was_typed_has_the_words_that_the_pages_find_in_it(case: dict[str, object]) -> None:
    assert list(search_words(str(case["typed"]))) == case["words"]


@pytest.mark.parametrize(
    "written",
    ["หมู่ 5", "หมู่ที่ 5", "หมู่ที่ ๕", "หมู่5", "ม.5", "ม. ๕", "ม5", "ม 5", "Moo 5", "moo5", "M.5"],
)
def test_a_moo_is_one_word_in_every_writing(written: str) -> None:
    assert search_words(written) == ("#5",)
    assert search_words(f"บ้านโพนแพง {written}") == ("บ้าน", "โพนแพง", "#5")


@pytest.mark.parametrize("text", ["ธรรม 5", "5 ธันวา", "สนาม 5"])
def test_a_letter_or_word_before_a_number_makes_no_moo_of_it(text: str) -> None:
    assert not any(word.startswith("#") for word in search_words(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("กลุ่มแปรรูปปลา", ("กลุ่มแปรรูปปลา",)),
        ("ต.บ้านเดื่อ", ("ตำบล", "บ้าน", "เดื่อ")),
        ("วัดวัดหลวง", ("วัด", "วัด", "หลวง")),
        ("วัด", ("วัด",)),
        ("บ้าน", ("บ้าน",)),
        ("", ()),
    ],
)
def test_only_what_stands_before_a_name_is_cut_off(text: str, words: tuple[str, ...]) -> None:
    assert search_words(text) == words
