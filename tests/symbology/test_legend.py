"""The legend: whole, readable to everyone, and changed only by wishes that hold."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban import symbology
from muban.gis.problems import Where
from muban.layers import data
from muban.symbology.check_legend import (
    LEAST_DIFFERENCE,
    LEAST_GLYPH_CONTRAST,
    LEAST_GROUND_CONTRAST,
    check_legend,
)
from muban.symbology.colours import VISIONS, contrast, difference, seen_as
from muban.symbology.icons import read_icons
from muban.symbology.legend import parse_overrides, read_legend
from muban.symbology.shapes import SHAPES
from tests.grey import lightness

LEGEND = read_legend()
BOXED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 15 15"><path d="M1 1h13v13z"/></svg>'


def test_the_standard_legend_has_forty_symbols_in_groups_with_boundaries_and_badges():
    assert len(LEGEND.symbols) == 40
    assert {s.group for s in LEGEND} == {group.id for group in LEGEND.groups}
    boundaries = {style.id for style in LEGEND.boundaries}
    assert {
        f"{unit}_boundary" for unit in ("village", "tambon", "amphoe", "province")
    } <= boundaries
    assert [style.id for style in LEGEND.designations] == ["province", "amphoe"]


def test_every_symbol_is_whole():
    ids = [symbol.id for symbol in LEGEND]
    assert len(set(ids)) == len(ids)
    for symbol in LEGEND:
        assert symbol.shape in SHAPES
        assert symbol.icon in read_icons()
        assert re.fullmatch(r"#[0-9a-f]{6}", symbol.color)
        assert re.search("[ก-๙]", symbol.label_th)
        assert re.search("[ก-๙]", symbol.details_th)
        assert re.search("[A-Za-z]", symbol.label_en)
        assert symbol.details_en
        assert symbol.kind.patterns or symbol.id == "other"
        assert 8 <= symbol.min_zoom <= 18


def test_labels_and_drawing_orders_tell_symbols_apart():
    assert len({symbol.label_th for symbol in LEGEND}) == 40
    assert len({(s.shape, s.color, s.icon) for s in LEGEND}) == 40
    assert len({symbol.order for symbol in LEGEND}) == 40


def test_only_households_are_internal():
    assert LEGEND.kinds.internal == {"welfare_household"}


def test_every_pattern_compiles_and_matches_no_empty_name():
    for pattern in LEGEND.kinds.patterns:
        assert not re.search(pattern.regex, ""), pattern


def test_glyphs_read_on_their_ground_and_symbols_on_the_map():
    for symbol in LEGEND:
        assert contrast(symbol.glyph_color, symbol.color) >= LEAST_GLYPH_CONTRAST == 4.5
        for ground in ("#ffffff", "#e8ecec"):
            assert contrast(symbol.color, ground) >= LEAST_GROUND_CONTRAST == 3
    for style in LEGEND.designations:
        assert contrast(style.edge_color, "#ffffff") >= 3


def test_groups_that_any_eye_or_a_copy_confuses_by_colour_differ_by_shape():
    assert len({group.shape for group in LEGEND.groups}) == len(LEGEND.groups)
    closest = {
        vision: min(
            difference(seen_as(a.color, vision), seen_as(b.color, vision))
            for a, b in combinations(LEGEND.groups, 2)
        )
        for vision in VISIONS
    }
    # In a copy some greys are equal: that is why the shapes must differ.
    assert closest["grey"] < 2
    assert check_legend(LEGEND) == []
    assert min(difference(a.color, b.color) for a, b in combinations(LEGEND.groups, 2)) > (
        LEAST_DIFFERENCE
    )


def test_the_proposal_of_forty_symbols_is_kept(shared):
    import csv

    text = (shared / "legend_proposal.csv").read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["geometry"] == "point"]
    assert {row["id"] for row in rows} == {symbol.id for symbol in LEGEND}
    for row in rows:
        assert LEGEND[row["id"]].public == (row["privacy"] == "public")
        if row["id"] != "other":
            assert LEGEND[row["id"]].color == row["color"].lower()


@pytest.mark.parametrize("span", [1, 2, 8, 13, 20, 30])
def test_years_are_one_hue_by_age_and_none_looks_like_another(span):
    found = LEGEND.colors_of_years(range(2563 - span, 2563))
    assert len(set(found.values())) == span
    light = [lightness(found[year]) for year in sorted(found)]
    assert light == sorted(light, reverse=True)
    assert all(contrast(color, "#ffffff") >= 3 for color in found.values())


# ------------------------------------------------------------- overrides


def wishes(table, svgs=None):
    overrides, problems = parse_overrides(table, svgs or {})
    return read_legend(overrides), problems


def test_a_project_changes_a_symbol_and_keeps_the_rest():
    legend, problems = wishes({"school": {"label_th": "สถานศึกษา", "color": "#0D47A1"}})
    assert problems == []
    assert (legend["school"].label_th, legend["school"].color) == ("สถานศึกษา", "#0d47a1")
    assert legend["school"].icon == LEGEND["school"].icon
    assert legend["temple"] == LEGEND["temple"]
    assert read_legend() is LEGEND


def test_a_project_adds_a_symbol_with_its_own_drawing_and_words():
    table = {
        "weaving_house": {
            "group": "economy_capital",
            "label_th": "เรือนทอผ้า",
            "icon": "weaving",
            "patterns": ["เรือนทอ"],
        }
    }
    legend, problems = wishes(table, {"weaving": BOXED})
    assert problems == []
    added = legend["weaving_house"]
    assert (added.color, added.shape) == ("#a84300", "hexagon")
    from muban.layers.landmark.landmark_kind import find_kind
    from muban.symbology.symbol import symbol_paths

    assert find_kind("เรือนทอผ้าบ้านนา", legend.kinds.patterns).kind == "weaving_house"
    assert symbol_paths(added, legend).icon


@pytest.mark.parametrize(
    ("table", "code", "nearest"),
    [
        ({"school": {"colour": "#000000"}}, "symbol.unknown_key", "color"),
        ({"school": {"icon": "maki:scool"}}, "symbol.bad_value", "maki:school"),
        ({"school": {"shape": "sqare"}}, "symbol.bad_value", "square"),
        ({"school": {"group": "educaton"}}, "symbol.bad_value", "education"),
        ({"school": {"color": "blue"}}, "symbol.bad_value", "#1565c0"),
        ({"school": {"public": "yes"}}, "symbol.bad_value", "true"),
        ({"school": {"min_zoom": True}}, "symbol.bad_value", "13"),
        ({"shcool": {"color": "#123456"}}, "symbol.incomplete", "school"),
        ({"School!": {"color": "#123456"}}, "symbol.bad_id", "school"),
        ({"school": "blue"}, "symbol.bad_id", "school"),
        ({"names": {"ลานค้า": "markett"}}, "symbol.unknown_kind", "market"),
    ],
)
def test_a_mistake_is_a_problem_that_names_the_nearest_choice(table, code, nearest):
    legend, problems = wishes(table)
    assert [found.code for found in problems] == [code]
    assert problems[0].params["nearest"] == nearest
    assert problems[0].message("th")
    assert problems[0].fix("en")
    assert legend.symbols == LEGEND.symbols


def test_a_drawing_with_a_script_is_refused_and_the_rest_goes_on():
    bad = '<svg viewBox="0 0 15 15"><script>alert(1)</script></svg>'
    legend, problems = wishes({"school": {"icon": "good"}}, {"bad": bad, "good": BOXED})
    assert [found.code for found in problems] == ["symbol.bad_svg"]
    assert [found.where for found in problems] == [Where("symbols/bad.svg")]
    assert legend["school"].icon == "project:good"


def test_a_project_that_picks_a_pale_colour_is_told():
    legend, _ = wishes({"school": {"color": "#ffee58"}})
    codes = {found.code for found in check_legend(legend)}
    assert codes == {"symbol.low_contrast"}


def test_a_project_that_makes_two_groups_look_alike_is_told():
    legend, _ = wishes({"hospital": {"shape": "square", "color": "#1565c8"}})
    assert "symbol.look_alike" in {found.code for found in check_legend(legend)}


def test_a_project_that_draws_two_kinds_alike_is_told():
    legend, _ = wishes({"market": {"icon": LEGEND["village_shop"].icon}})
    [found] = check_legend(legend)
    assert (found.code, found.params["delta"]) == ("symbol.look_alike", 0.0)


def test_a_pattern_of_a_project_is_words_and_not_a_regular_expression():
    legend, problems = wishes({"school": {"patterns": ["(a+)+$"]}})
    assert problems == []
    added = legend["school"].kind.patterns[-1]
    assert re.fullmatch(added.regex, "(a+)+$")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["school", "names", "new_one", "x y"]), JSON, max_size=3))
@settings(max_examples=150, deadline=None)
def test_whatever_a_project_writes_the_legend_stays_whole(table):
    overrides, problems = parse_overrides(table, {})
    legend = read_legend(overrides)
    assert {symbol.id for symbol in LEGEND} <= {symbol.id for symbol in legend}
    for found in problems:
        assert found.message("th")
        assert found.message("en")


def table(name: str, package: ModuleType) -> Any:
    return json.loads((Path(str(package.__file__)).parent / name).read_text("utf-8"))


def test_what_a_kind_means_and_how_it_looks_stand_in_one_table_each():
    looks = table("legend.json", symbology)["symbols"]
    kinds = table("landmark_kinds.json", data)["kinds"]
    assert [row["id"] for row in looks] == [row["id"] for row in kinds]
    assert [row["id"] for row in looks] == [symbol.id for symbol in LEGEND]
    assert {key for row in looks for key in row} == {"id", "group", "icon", "order", "min_zoom"}
    meaning = {"label_th", "label_en", "details_th", "details_en", "public", "patterns"}
    assert {key for row in kinds for key in row} == {"id", *meaning, "kml_icons"}
