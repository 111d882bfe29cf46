"""What people call their columns: one table, read the same way in Python and in the browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from muban.gis.headings.fields import find_fields, stated_code
from muban.gis.headings.heading_table import HEADINGS, TABLES, heading_key, keys_of
from muban.gis.headings.table_headings import table_headings

CASES = json.loads(
    (Path(__file__).parents[1] / "data" / "headings" / "cases.json").read_text("utf-8")
)
LOOKED_FOR = ("village_code", "moo", "village", "place", "kind")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_column_is_known_by_its_heading_and_by_what_stands_under_it(case: dict[str, Any]) -> None:
    fields = find_fields(pd.DataFrame(case["rows"]))
    found = {meaning: list(fields.all(meaning)) for meaning in LOOKED_FOR if meaning in fields}
    assert found == case["columns"]


@pytest.mark.parametrize(
    ("source", "row", "code", "name"),
    [
        ("GISTDA", {"TB_IDN": "431504", "TB_TN": "วังหลวง", "AP_TN": "เฝ้าไร่"}, "431504", "วังหลวง"),
        ("COD-AB", {"ADM3_PCODE": "TH431504", "ADM3_TH": "วังหลวง"}, "431504", "วังหลวง"),
        ("one number", {"TAMBOL_IDN": 431504.0, "TAM_NAMT": "วังหลวง"}, "431504", "วังหลวง"),
        ("L7018", {"PROV_CODE": "43", "AMP_CODE": "15", "TAM_CODE": "04", "TAM_NAMT": "วังหลวง",
                   "TAM_NAME": "Wang Luang"}, "431504", "วังหลวง"),
        ("numbers", {"P_CODE": 43, "A_CODE": 15, "T_CODE": 4, "T_NAME_T": "วังหลวง"},
         "431504", "วังหลวง"),
        ("coastal survey", {"Adm3Name": "วังหลวง", "Adm2Name": "เฝ้าไร่"}, "", "วังหลวง"),
    ],
)  # fmt: skip
def test_the_countrys_usual_tambon_layers_give_code_and_name(
    source: str, row: dict[str, Any], code: str, name: str
) -> None:
    fields = find_fields(pd.DataFrame([row]))
    assert stated_code(row, fields, "tambon") == code
    said = fields.read(row, "tambon")
    assert said is not None
    assert said[1] == name


def test_where_a_name_stands_in_two_languages_the_thai_one_is_the_name() -> None:
    fields = find_fields(pd.DataFrame({"PROV_NAME": ["Nong Khai"], "PROV_NAMT": ["หนองคาย"]}))
    assert fields == {"province": "PROV_NAMT", "province_en": "PROV_NAME"}
    only = find_fields(pd.DataFrame({"PROV_NAME": ["Nong Khai"]}))
    assert only == {"province": "PROV_NAME"}


def test_a_bare_name_in_a_list_of_persons_is_no_villages() -> None:
    fields = find_fields(pd.DataFrame({"หมู่": ["1"], "ชื่อ": ["สมชาย"], "สกุล": ["ใจดี"]}))
    assert fields == {"moo": "หมู่"}


def test_what_counts_records_is_remembered_as_a_question() -> None:
    fields = find_fields(pd.DataFrame({"OBJECTID": [1, 2], "ชื่อ": ["บ้านก", "บ้านข"]}))
    assert fields.generic == {"moo": ("OBJECTID",)}


def test_a_cut_heading_is_told_with_what_it_was_read_as() -> None:
    assert find_fields(pd.DataFrame({"สถา": ["วัดหนึ่ง"]})).cut == {"สถา": "สถานที่"}
    assert find_fields(pd.DataFrame({"xyz": ["วัดหนึ่ง"]})).cut == {}


def test_no_heading_stands_twice_under_one_meaning_or_is_sure_and_generic_at_once() -> None:
    for meaning, words in HEADINGS.items():
        every = [heading_key(word) for word in (*words.words, *words.also, *words.generic)]
        assert len(every) == len(set(every)), meaning
        assert not set(keys_of(meaning, "generic")) & set(keys_of(meaning)), meaning


def texts_of(value: object) -> set[str]:
    """Every text of a JSON file, however deep."""
    if isinstance(value, dict):
        return texts_of([*value, *value.values()])
    if isinstance(value, list):
        return set().union(*map(texts_of, value))
    return {value} if isinstance(value, str) else set()


def test_headings_stand_in_one_table() -> None:
    """A second list of what columns are called would know words that the first does not."""
    root = Path(__file__).resolve().parents[2]
    headings = {"ตำบล", "ชื่อหมู่บ้าน", "หมู่ที่", "รหัสหมู่บ้าน"}
    tables = [
        path for floor in ("gis", "layers") for path in (root / floor / "data").glob("*.json")
    ]
    found = [p.name for p in tables if headings <= texts_of(json.loads(p.read_text("utf-8")))]
    assert found == ["headings.json"]


@pytest.mark.parametrize("kind", ["register", "population", "indicator_places", "indicator_rows"])
def test_a_heading_has_one_meaning_in_a_kind_of_table(kind: str) -> None:
    said: dict[str, str] = {}
    for meaning, parts in TABLES[kind].items():
        keys = {heading_key(word) for word in parts["words"]}
        keys |= {key for shared in parts.get("of", ()) for key in keys_of(shared, "words")}
        for key in keys:
            assert said.setdefault(key, meaning) == meaning, key


def test_every_reader_of_tables_knows_the_country_s_usual_headings() -> None:
    """ADM3_TH is a tambon in a boundary file, and so it is in a register and beside results."""
    for kind in ("register", "population", "indicator_places"):
        known = table_headings(kind)
        for word in HEADINGS["tambon"].words:
            assert known[heading_key(word)] == "tambon", (kind, word)


def test_headings_are_compared_without_signs_and_with_either_digits() -> None:
    assert heading_key("รหัสหมู่บ้าน (๘ หลัก)") == heading_key("รหัสหมู่บ้าน 8 หลัก")
    assert heading_key("หมู่ที่*") == "หมู่ที่"
    assert heading_key("#") == "#"
