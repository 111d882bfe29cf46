"""The catalogue speaks both languages, and code, docs and tests speak of the same codes."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from muban.gis.problem_catalogue import CATALOGUE, Entry
from muban.gis.problem_catalogue.page import catalogue_page

ROOT = Path(__file__).resolve().parents[1]
THAI = re.compile(r"[\u0e00-\u0e7f]")


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_every_entry_says_the_same_facts_in_thai_and_english(entry: Entry) -> None:
    for words in (entry.title, entry.message, entry.why, entry.fix, *entry.tools.values()):
        assert set(words) == {"th", "en"}
        assert THAI.search(words["th"])
        assert re.search("[A-Za-z]{2}", words["en"])
    assert facts(entry.message["th"]) == facts(entry.message["en"])
    assert set(entry.tools) <= {"my_maps", "google_earth", "qgis", "excel"}


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_what_is_set_aside_or_repaired_is_told_at_the_right_severity(entry: Entry) -> None:
    if entry.severity == "error":
        assert entry.effect in {"set_aside", "none"}


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_docs_page_is_what_the_catalogue_prints() -> None:
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    assert page == catalogue_page(), "run `make docs`"


def test_every_code_in_the_source_is_in_the_catalogue_and_every_entry_is_used() -> None:
    texts = "".join(
        path.read_text("utf-8")
        for package in ("gis", "layers", "symbology", "web")
        for path in (ROOT / package).rglob("*.py")
    )
    called = set(re.findall(r"\bproblem\(\s*\"([a-z_]+\.[a-z0-9_]+)\"", texts))
    assert called - set(CATALOGUE) == set()
    # Codes that are made: from the kind of a finding, from the table of other programs' files.
    families = {"privacy.", "read.other_"}
    unused = {code for code in CATALOGUE if f'"{code}"' not in texts}
    assert {code for code in unused if not code.startswith(tuple(families))} == set()


def test_every_entry_has_a_test_that_provokes_it() -> None:
    texts = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "tests").rglob("*")
        if path.suffix in {".py", ".json"} and path.name != Path(__file__).name
    )
    assert [code for code in CATALOGUE if code not in texts] == []
