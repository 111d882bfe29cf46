"""A pin's name stands under many headings; what no column says is asked once for the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from muban.gis.problems import Problem
from muban.layers.atlas import Atlas
from tests.small_projects import TOML, survey_of


def points(*rows: Mapping[str, object]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": dict(row),
            "geometry": {"type": "Point", "coordinates": [103.1 + i / 1000, 18.1]},
        }
        for i, row in enumerate(rows)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def survey(
    folder: Path, *rows: Mapping[str, object], toml: str = TOML
) -> tuple[Atlas, list[Problem]]:
    atlas, problems = survey_of(folder, {"drawings/หมุด.geojson": points(*rows)}, toml=toml)
    # Where nothing but pins is drawn is another story.
    return atlas, [one for one in problems if one.code.startswith(("landmark.", "project.heading"))]


def names(atlas: Atlas) -> list[tuple[str, str]]:
    assert atlas.landmarks is not None
    return sorted(zip(atlas.landmarks["name"], atlas.landmarks["landmark_kind"], strict=True))


@pytest.mark.parametrize(
    "heading",
    ["ชื่อสถานที่", "สถานที่", "detail", "NAME_T", "Name_TH", "NAMT", "EPLACE", "TPLACE", "ชื่อ", "title"],
)
def test_a_pin_is_called_what_its_column_says_and_gets_its_kind_from_it(
    heading: str, tmp_path: Path
) -> None:
    atlas, problems = survey(tmp_path, {heading: "วัดหนึ่ง"})
    assert names(atlas) == [("วัดหนึ่ง", "temple")]
    assert problems == []


def test_a_heading_cut_to_three_letters_is_used_and_told(tmp_path: Path) -> None:
    atlas, [note] = survey(tmp_path, {"สถา": "วัดหนึ่ง"})
    assert names(atlas) == [("วัดหนึ่ง", "temple")]
    assert note.code == "project.heading_cut"
    assert "«สถา»" in note.message("th")
    assert "«สถานที่»" in note.message("th")


def test_every_pin_says_what_it_fills_in(tmp_path: Path) -> None:
    atlas, _ = survey(
        tmp_path,
        {"ชื่อสถานที่": "วัดหนึ่ง", "name": "1"},
        {"ชื่อสถานที่": None, "name": "วัดสอง"},
        {"NAME_T": "วัดสาม"},
    )
    assert names(atlas) == [("วัดสอง", "temple"), ("วัดสาม", "temple"), ("วัดหนึ่ง", "temple")]


def test_a_long_detail_is_no_name(tmp_path: Path) -> None:
    atlas, [found] = survey(tmp_path, {"detail": "วัดนี้" + "สร้างเมื่อนานมาแล้ว" * 5})
    assert names(atlas) == [("", "other")]
    assert found.code == "landmark.names_unknown"


def test_names_that_no_column_is_known_to_hold_are_asked_about_once(tmp_path: Path) -> None:
    rows = [{"bldg": f"วัดที่ {i}", "ref": i, "ตำบล": "โพนแพง"} for i in range(1, 8)]
    atlas, [found] = survey(tmp_path, *rows)
    assert len(names(atlas)) == 7
    assert found.code == "landmark.names_unknown"
    assert (found.params["count"], found.params["columns"]) == (7, "bldg")
    assert 'columns = { name = "bldg" }' in found.fix("th")


def test_the_line_that_is_offered_names_the_pins(tmp_path: Path) -> None:
    toml = f'{TOML}[files."drawings/หมุด.geojson"]\ncolumns = {{ name = "bldg" }}\n'
    atlas, problems = survey(tmp_path, {"bldg": "วัดหนึ่ง"}, {"bldg": "วัดสอง"}, toml=toml)
    assert names(atlas) == [("วัดสอง", "temple"), ("วัดหนึ่ง", "temple")]
    assert problems == []


def test_many_pins_without_any_words_are_one_problem_and_few_are_told_singly(
    tmp_path: Path,
) -> None:
    _, [found] = survey(tmp_path, *[{"ref": i} for i in range(5)])
    assert found.code == "landmark.many_unnamed"
    assert found.params["numbers"] == "#1, #2, #3, #4, #5"
    _, few = survey(tmp_path, {"ref": 1}, {"ref": 2})
    assert [one.code for one in few] == ["landmark.unnamed", "landmark.unnamed"]


def test_a_pins_own_name_is_not_replaced_by_a_column(tmp_path: Path) -> None:
    atlas, problems = survey(tmp_path, {"name": "วัดหนึ่ง", "สถานที่": "หมู่ 3 ตำบลโพนแพง"})
    assert names(atlas) == [("วัดหนึ่ง", "temple")]
    assert problems == []
