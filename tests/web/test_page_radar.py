"""A radar's points stand where the values say."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from lxml import etree

from muban.web.maps.choropleth import build_views
from muban.web.maps.radar import CENTRE, RADIUS, RadarAxis, build_axes, radar_svg
from tests.sample_atlas import sample_tambon

AXES = [
    RadarAxis("a", "ก", "a", 0, 100, 100, "100", "ok", 50),
    RadarAxis("b", "ข", "b", 0, 100, 25, "25", "ok", 50),
    RadarAxis("c", "ค", "c", 1, 5, 3, "3", "ok", 2),
    RadarAxis("d", "ง", "d", 0, 100, 0, "0", "ok", 50),
]


def points(axes: list[RadarAxis]) -> dict[str, tuple[float, float]]:
    svg = etree.fromstring(radar_svg(axes, title="ก"))
    return {
        circle.get("data-domain"): (float(circle.get("cx")), float(circle.get("cy")))
        for circle in svg.iter("circle")
    }


def test_a_value_stands_as_far_out_as_its_share_of_the_scale() -> None:
    at = points(AXES)
    shares = {name: math.dist(point, CENTRE) / RADIUS for name, point in at.items()}
    assert shares == pytest.approx({"a": 1.0, "b": 0.25, "c": 0.5, "d": 0.0}, abs=0.01)


def test_the_first_axis_points_up_and_the_others_follow_clockwise() -> None:
    full = [replace(axis, value=axis.high) for axis in AXES]
    at = points(full)
    assert at["a"][1] < CENTRE[1]
    assert at["b"][0] > CENTRE[0]
    assert at["c"][1] > CENTRE[1]
    assert at["d"][0] < CENTRE[0]


def test_a_missing_value_has_no_point_and_the_line_does_not_pass_it() -> None:
    missing = [replace(AXES[0], value=None, shown="", status="missing"), *AXES[1:]]
    svg = etree.fromstring(radar_svg(missing, title="ก"))
    assert set(points(missing)) == {"b", "c", "d"}
    (line,) = svg.xpath("//path[contains(@class, 'value')]")
    assert "whole" not in line.get("class")
    assert line.get("d").count("M") == 2


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_name_stands_at_the_outer_end_of_its_own_axis(count: int) -> None:
    axes = [replace(AXES[0], id=str(i), label_th=f"ด้าน {i}") for i in range(count)]
    ends = points([replace(axis, value=axis.high) for axis in axes])
    svg = etree.fromstring(radar_svg(axes, title="ก"))
    boxes = {
        str(box.xpath("string(.//@data-th)")).removeprefix("ด้าน "): [
            float(box.get(name)) for name in ("x", "y", "width", "height")
        ]
        for box in svg.iter("foreignObject")
    }
    assert sorted(boxes) == sorted(ends)
    for name, (left, top, width, height) in boxes.items():
        off = {
            end: math.dist(
                (x, y), (min(max(x, left), left + width), min(max(y, top), top + height))
            )
            for end, (x, y) in ends.items()
        }
        assert off[name] < 12
        assert off[name] == min(off.values())
        middle = (left + width / 2, top + height / 2)
        assert math.dist(middle, CENTRE) > math.dist(ends[name], CENTRE)


def test_two_axes_make_no_radar() -> None:
    assert radar_svg(AXES[:2], title="ก") == ""


def test_the_axes_of_the_sample_carry_its_raw_values_and_means() -> None:
    tambon = sample_tambon()
    axes = build_axes(build_views(tambon), "43160503", 2562)
    table = tambon.indicators
    for axis in axes:
        column = table[table["domain"] == axis.id]
        (row,) = column[column["village_code"] == "43160503"].to_dict("records")
        assert axis.shown == row["shown"]
        assert axis.mean == pytest.approx(column["value"].mean())
        assert (axis.low, axis.high) == (0, 100)
