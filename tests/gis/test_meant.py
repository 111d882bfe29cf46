"""Which village is meant is decided in one place, and files differ only by their policy."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import replace

import pandas as pd
import pytest

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.gis.meant.find_village import find_village
from muban.gis.meant.known_names import KnownNames
from muban.gis.meant.policy import (
    DRAWING,
    LISTED_POINT,
    READ_FROM_PAPER,
    REGISTER,
    RESULTS,
    MatchPolicy,
)
from muban.gis.meant.said import Said
from muban.gis.meant.weighed import weigh
from tests.test_house import TREES, loaded

POLICIES = {"drawing": DRAWING, "results": RESULTS, "register": REGISTER, "listed": LISTED_POINT}


def known() -> Gazetteer:
    rows = [
        ("43160501", "บ้านโพนแพง", "Ban Phon Phaeng"),
        ("43160502", "บ้านเปงจาน", "Ban Peng Chan"),
        ("43160503", "บ้านเปงจาน", "Ban Peng Chan"),
        ("43160308", "บ้านหนองติ้วใหม่", ""),
    ]
    names = pd.DataFrame(rows, columns=["village_code", "village", "village_en"])
    units = {"431605": "โพนแพง", "431603": "หนองแวง"}
    names["tambon"] = [units[code[:6]] for code in names["village_code"]]
    names["amphoe"] = "รัตนวาปี"
    return build_gazetteer(names)


HERE = {"tambon": "โพนแพง", "amphoe": "รัตนวาปี"}


def answers(said: Said) -> dict[str, str]:
    found = {name: find_village(said, known(), policy) for name, policy in POLICIES.items()}
    return {name: one.code or str(one.why) for name, one in found.items()}


@pytest.mark.parametrize(
    ("said", "drawing", "results", "register"),
    [
        # What all agree on: moo and tambon; a moved code; a name that one village has.
        (Said(moo=2, name="เปงจาน", **HERE), "43160502", "43160502", "43160502"),
        (Said(code="43051102"), "43160502", "43160502", "43160502"),
        (Said(name="บ.โพน แพง", **HERE), "43160501", "43160501", "43160501"),
        (Said(name="เปงจาน", **HERE), "several_fit", "several_fit", "moo_blank"),
        # A code of no village: kept and told, refused, or the names beside it are read.
        (
            Said(code="43160599", moo=1, name="โพนแพง", **HERE),
            *("43160599", "code_unknown", "43160501"),
        ),
        # A moo with another village's name: the area is shown, a figure is not put there.
        (
            Said(moo=1, name="เปงจาน", **HERE),
            *("43160501", "contradiction", "name_against_moo"),
        ),
        (Said(code="43160501", moo=2), "43160501", "contradiction", "code_of_other"),
        # A name that nobody bears contradicts no moo, but in a register it is a slip to be read.
        (
            Said(moo=1, name="ใหม่พัฒนา", **HERE),
            *("43160501", "43160501", "name_against_moo"),
        ),
        # Letters misread count on paper only.
        (Said(name="โพนแผง", moo=None, **HERE), "name_unknown", "name_unknown", "moo_blank"),
        (Said(moo=9, **HERE), "moo_unknown", "moo_unknown", "moo_unknown"),
    ],
)
def test_one_record_under_each_policy(
    said: Said, drawing: str, results: str, register: str
) -> None:
    found = answers(said)
    assert (found["drawing"], found["results"], found["register"]) == (drawing, results, register)


def test_a_record_without_a_tambon_may_be_anywhere_only_among_results() -> None:
    found = answers(Said(name="โพนแพง"))
    assert (found["results"], found["drawing"]) == ("43160501", "name_unknown")


def test_a_tambon_without_listed_villages_gives_a_drawing_its_code() -> None:
    said = Said(moo=4, tambon_code="430101")
    assert find_village(said, known(), DRAWING).code == "43010104"
    assert find_village(said, known(), RESULTS).code is None


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_former_and_a_romanised_name_are_the_villages_own_for_every_file(
    policy: MatchPolicy,
) -> None:
    """บ้านหนองติ้ว was the name of 43160308 (``gis/data/name_changes.csv``)."""
    place = {"tambon": "หนองแวง", "amphoe": "รัตนวาปี"}
    former = find_village(Said(name="หนองติ้ว", moo=8, **place), build_gazetteer(_moved()), policy)
    assert former.code == "43160308"
    said = Said(code="43160501", moo=1, name="BAN PHON PHAENG", **HERE)
    assert find_village(said, known(), policy).code == "43160501"


def _moved() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "village_code": ["43160308", "43160309"],
            "village": ["บ้านใหม่", "บ้านอื่น"],
            "tambon": ["หนองแวง"] * 2,
            "amphoe": ["รัตนวาปี"] * 2,
        }
    )


COMPARES_NAMES = {
    "gis.gazetteer.gazetteer": "the index that the matcher looks up names in",
    "layers.landmark.landmark_kind": "whether a pin is called as some village is",
    "layers.long_lists": "former names that a row of a long list may have, before it is read",
    "layers.register.register_reading": "headings misread from paper",
    "layers.village.undrawn": "a point and an area, neither with a code, of one moo and name",
    "layers.village.village_identity": "whether two columns of one record say the same name",
}
"""Outside the matcher: who makes two names comparable, and for what. None tells a village."""

ASKS_WHETHER_ANY = {
    "layers.areas.landmark_areas": "whether an area's name is some village's",
    "layers.landmark.place_names": "whether a name is some place's, and so no person's",
    "layers.landmark.surroundings": "which villages nearby a pin is called like",
}


def test_no_second_matcher_of_villages() -> None:
    """Whoever tells a village by name must compare names: only the matcher's room does."""
    comparing = defaultdict(set)
    asking = set()
    for module, tree in TREES.items():
        if module.startswith("gis.meant."):
            continue
        for _, name in loaded(tree):
            if name in ("name_key", "align", "NAME_CHANGES", "village_agreement"):
                comparing[module].add(name)
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if "by_name" in attributes:
            asking.add(module)
    assert set(comparing) == set(COMPARES_NAMES)
    assert asking == set(ASKS_WHETHER_ANY)


def test_policies_stand_in_one_module() -> None:
    made = {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("MatchPolicy", "Weights")
    }
    assert made == {"gis.meant.policy"}


@pytest.mark.parametrize(
    ("tambon", "name", "moo", "letters"),
    [("หนองแวง", "หนองดิ้วใหม่", 8, 1), ("โพนแผง", "โพนแผง", 1, 2)],
)
def test_the_most_that_a_row_of_another_provinces_amphoe_may_cost_is_still_borne(
    tambon: str, name: str, moo: int, letters: int
) -> None:
    """A cost of 1 is one letter misread: the limit is the most, not the first that is too much."""
    said = Said(moo=moo, name=name, tambon=tambon, amphoe="ศรีเมืองใหม่")
    names = KnownNames(known(), "43")

    def decided(most: float) -> bool:
        weights = replace(READ_FROM_PAPER, rest_of_weak_amphoe=most)
        return weigh(said, names, weights).code is not None

    assert decided(letters)
    assert not decided(letters - 0.01)
