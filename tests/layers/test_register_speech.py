"""Decisions about a register are facts; one room says them, in either language whole."""

from __future__ import annotations

import ast
import json
import re
import string
from pathlib import Path

import pandas as pd
import pytest

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.layers.register.designations import resolve_register
from muban.layers.register.eligibility import eligible_villages, open_candidates
from muban.layers.register.facts import fact
from muban.layers.register.nominations import judge_nominations
from muban.layers.register.register_reading import read_register
from muban.layers.register.speech import say, spoken_register
from tests.register_grids import grid

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "layers" / "register"
WORDS = json.loads((ROOT / "layers" / "data" / "register_words.json").read_text("utf-8"))
THAI = re.compile("[ก-๛]")
QUOTED = re.compile("“[^”]*”|[(][^)]*→[^)]*[)]")
HEADER = ["ที่", "อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ.", "ระดับ"]
ROWS = [
    [1, "รัตนวาปี", "โพนแพง", "เปงจาน", 8, 2556, ""],
    [2, "รัตนวาปี", "โพนแพง", "ฝักชะ", 3, 2557, ""],
    [3, "รัตนวาปี", "โพนแพง", "เปงจาน", 3, 2558, ""],
    [4, "ไม่มีจริง", "โพนแพง", "ผักขะ", 3, 2559, ""],
    [5, "รัตนวาปี", "โพนแพง", "เปงจาน", "", 2560, ""],
    [6, "รัตนวาปี", "ไม่มีเลย", "ไม่มี", 9, 2561, ""],
    [7, "รัตนวาปี", "โพนแพง", "เปงจาน", 8, 2556, "จังหวัด"],
]
NAMES = {"เปงจาน", "ผักขะ", "โพนแพง", "รัตนวาปี", "หนองคาย", "บ้านเปงจาน", "บ้านผักขะ", "ไม่มีจริง"}


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    rows = [("43160508", "เปงจาน", "โพนแพง", "รัตนวาปี"), ("43160503", "ผักขะ", "โพนแพง", "รัตนวาปี")]
    columns = ["village_code", "village", "tambon", "amphoe"]
    return build_gazetteer(pd.DataFrame(rows, columns=columns))


@pytest.fixture(scope="module")
def resolved(known: Gazetteer) -> tuple[pd.DataFrame, list[str]]:
    [table] = read_register(grid([HEADER, *ROWS]))
    found = resolve_register(table, known, province_code="43")
    return found.frame, [one.message("en") for one in found.problems]


def without_names(text: str) -> str:
    """An English sentence without what was quoted, and without names of places."""
    bare = QUOTED.sub("", text)
    for name in sorted(NAMES, key=len, reverse=True):
        bare = bare.replace(name, "")
    return bare


def test_every_fact_has_the_same_parts_in_both_languages() -> None:
    for key, said in WORDS["facts"].items():
        parts = [
            {name for _, name, _, _ in string.Formatter().parse(said[lang]) if name}
            for lang in ("th", "en")
        ]
        assert parts[0] == parts[1], key
        assert not THAI.search(said["en"]), key
        assert not re.search("[A-Za-z]", re.sub("{[a-z]+}", "", said["th"])), key


def test_the_facts_that_are_made_are_those_that_have_words() -> None:
    """A key without words would end a run; words without a key are dead."""
    made: set[str] = set()
    for path in REGISTER.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        made |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    levels = {f"designated_{level}" for level in ("province", "amphoe")}
    assert set(WORDS["facts"]) - levels <= made


def test_no_other_file_of_the_register_makes_sentences_of_facts() -> None:
    """Thai words where rows are resolved and judged would be a second speaker."""
    deciding = (
        "register_resolve",
        "name_facts",
        "register_entries",
        "nominations",
        "verdict",
        "facts",
        "joined_registers",
    )
    for name in deciding:
        tree = ast.parse((REGISTER / f"{name}.py").read_text("utf-8"))
        said = [
            part.value
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
            if isinstance(part, ast.Constant)
        ]
        assert not [text for text in said if THAI.search(str(text))], name


def test_english_problems_of_a_register_hold_no_thai_but_names(
    resolved: tuple[pd.DataFrame, list[str]],
) -> None:
    _, messages = resolved
    assert any("was read as" in text for text in messages)
    assert any("cannot be placed" in text for text in messages)
    for text in messages:
        assert not THAI.search(without_names(text)), text


def test_english_evidence_and_candidates_hold_no_thai_but_names(
    resolved: tuple[pd.DataFrame, list[str]],
) -> None:
    shown = spoken_register(resolved[0], "en")
    assert (
        shown.loc[2, "candidates"] == "43160503 บ้านผักขะ, moo 3, tambon โพนแพง; "
        "43160508 บ้านเปงจาน, moo 8, tambon โพนแพง"
    )
    for text in (*shown["evidence"], *shown["candidates"]):
        assert not THAI.search(without_names(text)), text


def test_an_open_row_brings_its_codes_not_a_sentence_with_codes_in_it(
    resolved: tuple[pd.DataFrame, list[str]], known: Gazetteer
) -> None:
    frame, _ = resolved
    assert open_candidates(frame, known)[2] == ("43160503", "43160508")


def test_answers_come_in_the_language_asked_for(
    resolved: tuple[pd.DataFrame, list[str]], known: Gazetteer
) -> None:
    frame, _ = resolved
    answers = eligible_villages(known, frame, year_be=2563, lang="en")
    judged = judge_nominations(frame, known, frame, year_be=2563, lang="en")
    reasons = [*answers["reason"], *judged["reason"], *answers["place"], *judged["place"]]
    assert any("amphoe level" in text for text in reasons)
    for text in reasons:
        assert not THAI.search(without_names(text)), text


def test_a_fact_is_said_in_both() -> None:
    said = fact("name_against_moo", village="เปงจาน", moo=3, name="บ้านผักขะ")
    assert say(said, "th") == "ชื่อ «เปงจาน» ขัดกับหมู่ที่ 3 ซึ่งในทำเนียบคือ «บ้านผักขะ»"
    assert say(said, "en") == (
        "the name “เปงจาน” contradicts moo 3, which is “บ้านผักขะ” in the gazetteer"
    )
