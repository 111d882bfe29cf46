"""Two drawings compared, by cases that the page for drawing is held to as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import Polygon, box

from muban.gis.errors import ProjectError
from muban.layers.difference.borders import BorderChange, metres_apart
from muban.layers.difference.compare_drawings import WordChange, compare_drawings
from muban.layers.difference.read_drawing import Drawing, parse_drawing

CASES = json.loads(
    (Path(__file__).parents[1] / "data" / "difference" / "cases.json").read_text("utf-8")
)


def drawing(features: list[Any]) -> Drawing:
    document = {"muban": {"format": "drawing", "version": 1}, "features": features}
    return parse_drawing(json.dumps(document).encode(), "a.geojson")


def said(words: tuple[WordChange, ...]) -> dict[str, list[str]]:
    return {one.field: [one.old, one.new] for one in words}


def border_of(border: BorderChange | None) -> Any:
    if border is None:
        return None
    grounds = {
        kind: {one.village or "": one.square_metres for one in found}
        for kind, found in (("gained", border.gained), ("lost", border.lost))
    }
    return {"kind": border.kind, "metres": border.metres, **grounds}


def about(wanted: Any) -> Any:
    """The wanted border with numbers that a hundredth off still match."""
    if wanted is None:
        return None
    grounds = {kind: pytest.approx(wanted[kind], rel=0.01) for kind in ("gained", "lost")}
    return {**wanted, "metres": pytest.approx(wanted["metres"], rel=0.01), **grounds}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_case(case: Any) -> None:
    found = compare_drawings(drawing(case["old"]), drawing(case["new"]), tolerance_m=2)
    assert [(one.change, one.name, said(one.words)) for one in found.villages] == [
        (one["change"], one["name"], one["words"]) for one in case["villages"]
    ]
    for one, wanted in zip(found.villages, case["villages"], strict=True):
        assert border_of(one.border) == about(wanted["border"])
    assert [(one.change, one.name, said(one.words)) for one in found.pins] == [
        (one["change"], one["name"], one["words"]) for one in case["pins"]
    ]
    moved = [one.moved_m for one in found.pins]
    assert moved == pytest.approx([one["moved_m"] for one in case["pins"]], rel=0.01)


def test_two_borders_are_as_far_apart_as_one_was_pushed() -> None:
    # A side pushed in its middle alone: 300 m on a sphere as large as the earth.
    square = box(102.80, 16.40, 102.81, 16.41)
    pushed = Polygon(
        [
            (102.80, 16.40),
            (102.81, 16.40),
            (102.81, 16.41),
            (102.805, 16.41 + 300 / 111_195),
            (102.80, 16.41),
        ]
    )
    assert metres_apart(square, pushed) == pytest.approx(300, rel=0.001)
    assert metres_apart(pushed, square) == metres_apart(square, pushed)
    assert metres_apart(square, shapely.segmentize(square, 0.0001)) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"features": []}',
        b'{"muban": {"format": "drawing", "version": 2}, "features": []}',
        b'{"muban": {"format": "drawing", "version": 1}, "features": 3}',
        b'{"muban": {"format": "drawing", "version": 1}, "features": [{"properties": '
        b'{"kind": "landmark"}, "geometry": null}]}',
    ],
)
def test_what_is_no_drawing_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(ProjectError, match="save it"):
        parse_drawing(content, "a.geojson")
