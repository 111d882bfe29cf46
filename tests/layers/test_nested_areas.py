"""Areas over other areas: a share is of a pair, and a level above is no rival of its villages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from shapely import Polygon, box
from shapely.geometry import mapping

from muban.gis.problems import Problem
from muban.gis.shapes.coverage_clean import Cleaned, clean_coverage
from muban.gis.shapes.measure import area_m2
from muban.layers.atlas import Atlas
from tests.frames import features
from tests.small_projects import survey_of

# A big square of about 117 km², and in it two of 4.7 km² that overlap by a metre.
BIG = box(103.0, 17.9, 103.1, 18.0)
FIRST, SECOND = box(103.01, 17.91, 103.03, 17.93), box(103.02999, 17.91, 103.04999, 17.93)


def clean(*shapes: Polygon) -> Cleaned:
    frame = features([{"name": f"บ้าน{i}"} for i, _ in enumerate(shapes, 1)], shapes).frame
    return clean_coverage(frame.assign(_file="ก.kml", _layer=""))


def told(cleaned: Cleaned) -> list[tuple[str, int | None]]:
    return sorted((one.code, one.where.number) for one in cleaned.problems)


def test_what_third_areas_claim_makes_no_two_drawings_the_same() -> None:
    cleaned = clean(BIG, FIRST, SECOND)
    codes = {code for code, _ in told(cleaned)}
    assert codes == {"coverage.inside_other", "coverage.narrow_overlap"}
    assert cleaned.frame["_number"].tolist() == [1, 2, 3]
    drawn = area_m2(cleaned.frame.geometry)
    whole = area_m2(features([{}, {}], [FIRST, SECOND]).frame.geometry)
    assert drawn.iloc[1:].to_list() == pytest.approx(whole.to_list(), rel=0.001)


def test_a_wide_overlap_of_two_inside_a_third_is_between_those_two() -> None:
    wide = box(103.02, 17.91, 103.04, 17.93)
    cleaned = clean(BIG, FIRST, wide)
    [overlap] = [one for one in cleaned.problems if one.code == "coverage.overlap"]
    assert (overlap.where.number, overlap.params["other"]) == (2, "#3 บ้าน3")
    assert cleaned.disputed["rows"].tolist() == [(1, 2)]
    assert len(cleaned.frame) == 3


def test_two_copies_inside_a_third_are_still_the_same_ground() -> None:
    copy = box(103.01, 17.91, 103.03, 17.9301)
    same = [one for one in told(clean(BIG, FIRST, copy)) if one[0] == "coverage.same_ground"]
    assert same == [("coverage.same_ground", 2), ("coverage.same_ground", 3)]


def test_villages_that_fill_their_tambon_keep_their_ground() -> None:
    """All of the tambon is claimed by others, too: it is no copy of any of them."""
    quarters = [box(103 + x, 17.9 + y, 103.05 + x, 17.95 + y) for x in (0, 0.05) for y in (0, 0.05)]
    cleaned = clean(BIG, *quarters)
    assert cleaned.frame["_number"].tolist() == [2, 3, 4, 5]
    assert ("coverage.nothing_left", 1) in told(cleaned)
    assert "coverage.same_ground" not in {code for code, _ in told(cleaned)}


def test_the_same_number_in_two_files_is_told_apart_by_the_file() -> None:
    frame = features([{}, {}], [FIRST, box(103.02, 17.91, 103.04, 17.93)]).frame
    frame["_number"], frame["_file"], frame["_layer"] = [1, 1], ["ก.kml", "ข.kml"], ""
    [found] = clean_coverage(frame).problems
    assert (found.where.file, found.params["other"]) == ("ก.kml", "#1 (ข.kml)")


Drawn = tuple[Mapping[str, object], Polygon]


def project(folder: Path, *areas: Drawn) -> tuple[Atlas, list[Problem]]:
    found = [
        {"type": "Feature", "properties": dict(row), "geometry": mapping(shape)}
        for row, shape in areas
    ]
    drawn = json.dumps({"type": "FeatureCollection", "features": found}).encode()
    return survey_of(folder, {"drawings/ก.geojson": drawn}, toml='title = "ทดสอบ"\n')


def shown(atlas: Atlas) -> set[str]:
    assert atlas.village_areas is not None
    return set(atlas.village_areas["name"])


def above(problems: list[Problem]) -> list[int | None]:
    return [one.where.number for one in problems if one.code == "village.level_above"]


def test_an_area_over_two_villages_is_a_level_above_and_both_villages_are_shown(
    tmp_path: Path,
) -> None:
    atlas, problems = project(
        tmp_path,
        ({"name": "พื้นที่ใหญ่"}, BIG),
        ({"name": "บ้านดอน หมู่ที่ 1"}, FIRST),
        ({"name": "บ้านโนน หมู่ที่ 2"}, SECOND),
    )
    assert shown(atlas) == {"บ้านดอน", "บ้านโนน"}
    assert above(problems) == [1]
    [row] = atlas.ledger
    assert (row.read, row.set_aside) == (3, 1)
    [problem] = [one for one in problems if one.code == "village.level_above"]
    assert "#2 บ้านดอน หมู่ที่ 1, #3 บ้านโนน หมู่ที่ 2" in problem.message("th")


def test_an_amphoe_over_tambons_over_villages_are_two_levels(tmp_path: Path) -> None:
    tambons = [box(103.0, 17.9, 103.05, 18.0), box(103.05, 17.9, 103.1, 18.0)]
    villages = [box(x, 17.9, x + 0.025, 18.0) for x in (103.0, 103.025, 103.05, 103.075)]
    rows: list[Drawn] = [({"name": "รัตนวาปี"}, BIG.buffer(0.01))]
    rows += [({"name": "โพนแพง"}, tambons[0]), ({"name": "บ้านต้อน"}, tambons[1])]
    rows += [({"name": f"บ้านที่{i}", "moo": i}, shape) for i, shape in enumerate(villages)]
    atlas, problems = project(tmp_path, *rows)
    # The second tambon's name begins with บ้าน, as ten of Nong Khai's do: it calls itself a village.
    assert above(problems) == [1, 2]
    amphoe, tambon = (p for p in problems if p.code == "village.level_above")
    assert (amphoe.params["count"], tambon.params["count"]) == (6, 2)
    assert str(amphoe.params["inside"]) == "#2 โพนแพง, #3 บ้านต้อน, #4 บ้านที่0, …"
    assert str(tambon.params["inside"]) == "#4 บ้านที่0, #5 บ้านที่1"
    assert {f"บ้านที่{i}" for i in range(4)} <= shown(atlas)


def test_a_village_with_a_moo_stays_one_though_others_lie_in_it(tmp_path: Path) -> None:
    atlas, problems = project(
        tmp_path,
        ({"name": "ใหญ่", "moo": 3}, BIG),
        ({"name": "บ้านดอน", "moo": 1}, FIRST),
        ({"name": "บ้านโนน", "moo": 2}, SECOND),
    )
    assert above(problems) == []
    assert shown(atlas) == {"บ้านใหญ่", "บ้านดอน", "บ้านโนน"}


def test_one_village_inside_another_makes_no_level(tmp_path: Path) -> None:
    atlas, problems = project(tmp_path, ({"name": "ใหญ่"}, BIG), ({"name": "บ้านดอน"}, FIRST))
    assert above(problems) == []
    assert shown(atlas) == {"บ้านใหญ่", "บ้านดอน"}
