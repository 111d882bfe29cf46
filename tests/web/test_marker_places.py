"""Markers tell the truth about place: worked out by hand, and alike in the pages' script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muban.web.maps.marker_places import Mark, place_markers
from muban.web.maps.name_places import Box, pin_box

CASES = json.loads((Path(__file__).parents[1] / "data/markers/cases.json").read_text("utf-8"))

places = st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(0, 9))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_markers_stand_where_they_were_worked_out_to_stand(case: dict[str, Any]) -> None:
    left, top, right, bottom = case["ground"]
    found = place_markers(
        [Mark(*mark) for mark in case["marks"]],
        [Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for x, y, w, h in case["names"]],
        size=case["size"],
        room=case["room"],
        inside=lambda x, y: left < x < right and top < y < bottom,
    )
    assert [
        {"x": round(group.x, 3), "y": round(group.y, 3), "members": group.members}
        for group in found
    ] == case["groups"]


@given(st.lists(places, max_size=120), st.lists(places, max_size=12))
def test_every_mark_has_one_marker_and_none_is_too_near_another(
    at: list[tuple[int, int, int]], names: list[tuple[int, int, int]]
) -> None:
    boxes = [Box(x - 35, y - 17, x + 35, y + 17) for x, y, _ in names]
    groups = place_markers([Mark(*mark) for mark in at], boxes, size=26, room=44)
    assert sorted(i for group in groups for i in group.members) == list(range(len(at)))
    for i, a in enumerate(groups):
        for b in groups[i + 1 :]:
            assert max(abs(a.x - b.x), abs(a.y - b.y)) >= 44
    for group in groups[1:]:
        assert not any(pin_box(group.x, group.y, 26).meets(box) for box in boxes)
