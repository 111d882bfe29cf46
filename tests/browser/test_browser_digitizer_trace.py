"""Tracing along borders by mouse: what was clicked is what the village gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import Browser, Page, expect
from shapely.geometry import Polygon

from tests.digitizer_pages import SIZES, on_screen, opened_drawing, tap

pytestmark = pytest.mark.browser
PLACE = tuple[float, float]
# The tambon is 102.78 to 102.84 east, 16.38 to 16.42 north.
NORTH: list[PLACE] = [(102.78, 16.42), (102.80, 16.42), (102.80, 16.405), (102.78, 16.405)]
SOUTH: list[PLACE] = [(102.78, 16.38), (102.80, 16.38), (102.80, 16.395), (102.78, 16.395)]
BETWEEN: list[PLACE] = [(102.78, 16.405), (102.80, 16.405), (102.80, 16.395), (102.78, 16.395)]


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened_drawing(browser, tmp_path, request.param) as page:
        yield page


def draw(page: Page, moo: int, corners: list[PLACE]) -> None:
    page.click('[data-tab="villages"]')
    page.click(f'[data-draw="4001060{moo}"]')
    for corner in [*corners, corners[0]]:
        tap(page, *corner)


def areas(page: Page) -> list[Polygon]:
    return areas_of(page.evaluate("window.muban.session.drawing.villages"))


def areas_of(villages: list[dict[str, Any]]) -> list[Polygon]:
    """The areas of villages as the page has them, in degrees."""
    shapes = [
        shapely.union_all([Polygon(part[0], part[1:]) for part in village["parts"]])
        for village in villages
    ]
    return [shapely.transform(shape, lambda xy: xy / 1e6) for shape in shapes]


def share_of(area: Polygon, corners: list[PLACE]) -> float:
    """How much of what was clicked the area has."""
    clicked = Polygon(corners)
    return float(area.intersection(clicked).area / clicked.area)


def test_a_third_village_between_two_neighbours_and_the_edge_gets_its_ground(page: Page) -> None:
    draw(page, 1, NORTH)
    draw(page, 2, SOUTH)
    draw(page, 3, BETWEEN)
    found = areas(page)
    assert len(found) == 3
    assert share_of(found[2], BETWEEN) > 0.97
    assert found[2].area < 1.03 * Polygon(BETWEEN).area
    assert shapely.coverage_is_valid(found)


def test_ground_between_the_edge_and_a_finished_village_is_not_traced_away(page: Page) -> None:
    draw(page, 1, NORTH)
    # From the edge to the neighbour's corner: along borders it is back over what was drawn.
    corners = [(102.80, 16.42), (102.82, 16.42), (102.80, 16.405)]
    draw(page, 2, corners)
    assert share_of(areas(page)[1], corners) > 0.97
    draw(page, 3, [(102.82, 16.42), (102.80, 16.405), (102.82, 16.405)])
    assert areas(page)[2].area == pytest.approx(0.02 * 0.015 / 2, rel=0.03)


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("backwards", [False, True])
def test_wherever_one_begins_and_whichever_way_round(
    page: Page, turn: int, backwards: bool
) -> None:
    draw(page, 1, NORTH)
    corners = [(102.80, 16.42), (102.82, 16.42), (102.82, 16.405), (102.80, 16.405)]
    corners = [*corners[turn:], *corners[:turn]]
    draw(page, 2, corners[::-1] if backwards else corners)
    found = areas(page)
    assert share_of(found[1], corners) > 0.97
    assert found[1].intersection(found[0]).length == pytest.approx(0.015, rel=0.01)


def test_a_line_never_runs_back_over_what_is_being_drawn(page: Page) -> None:
    draw(page, 1, NORTH)
    # Along the edge to the east, then back along it to a place passed already.
    page.click('[data-draw="40010602"]')
    corners = [(102.80, 16.42), (102.83, 16.42), (102.815, 16.41), (102.80, 16.41)]
    for corner in corners:
        tap(page, *corner)
    points = [tuple(point) for point in page.evaluate("window.muban.session.view.draft.points")]
    assert len(points) == len(set(points))
    tap(page, 102.80, 16.42)
    assert share_of(areas(page)[1], corners) > 0.95


def test_the_way_is_shown_before_it_is_taken_and_straight_is_a_key_away(page: Page) -> None:
    bend = [(102.80, 16.42), (102.81, 16.41), (102.80, 16.40), (102.79, 16.41)]
    draw(page, 1, bend)
    page.click('[data-draw="40010602"]')
    tap(page, *bend[0])
    x, y = on_screen(page, *bend[2])
    page.mouse.move(x, y)
    way = page.evaluate("window.muban.session.view.hover.way")
    assert len(way) == 1
    # The corner passed is in the line on the map, not only in what the page knows.
    assert page.locator("path.rubber").get_attribute("d").count("L") == 2  # type: ignore[union-attr]
    page.mouse.click(x, y)
    assert stops_and_points(page) == (2, 3)
    page.keyboard.press("s")
    assert stops_and_points(page) == (2, 2)
    page.click('[data-do="stretch"]')
    assert stops_and_points(page) == (2, 3)
    page.click('[data-tool="undo"]')
    page.keyboard.down("Shift")
    page.mouse.click(x, y)
    page.keyboard.up("Shift")
    assert stops_and_points(page) == (2, 2)
    # With all its buttons the bar is one row, so that the map stays free; on a small phone too.
    tops = "all => new Set(all.map((one) => Math.round(one.getBoundingClientRect().top))).size"
    if page.viewport_size == SIZES["phone"]:
        page.set_viewport_size({"width": 360, "height": 640})
    expect(page.locator('[data-do="stretch"]')).to_be_visible()
    assert page.locator(".hint-buttons > *").evaluate_all(tops) == 1


def stops_and_points(page: Page) -> tuple[int, int]:
    """How many taps the line has, and how many corners."""
    found = page.evaluate(
        "(({ stops, points }) => [stops.length, points.length])(window.muban.session.view.draft)"
    )
    return int(found[0]), int(found[1])


def test_ground_that_others_have_can_be_taken_and_undone_in_one_step(page: Page) -> None:
    draw(page, 1, NORTH)
    inside = [(102.785, 16.415), (102.795, 16.415), (102.795, 16.41), (102.785, 16.41)]
    draw(page, 2, inside)
    expect(page.locator("#hint .hint")).to_have_attribute("data-tone", "warn")
    page.click('#hint [data-do="draw.take"]')
    outer, inner = areas(page)
    assert inner.area == pytest.approx(Polygon(inside).area, rel=0.05)
    assert shapely.coverage_is_valid([outer, inner])
    page.click('[data-tool="undo"]')
    assert areas(page)[0].area == pytest.approx(Polygon(NORTH).area, rel=0.02)


def test_lines_that_cross_each_other_are_no_reason_to_refuse(page: Page) -> None:
    draw(page, 1, [(102.79, 16.41), (102.80, 16.39), (102.80, 16.41), (102.79, 16.39)])
    [area] = areas(page)
    assert area.area == pytest.approx(0.01 * 0.02 / 2, rel=0.05)


def test_a_line_left_half_way_is_taken_up_again(page: Page) -> None:
    page.click('[data-draw="40010601"]')
    for corner in NORTH[:3]:
        tap(page, *corner)
    page.keyboard.press("Escape")
    assert stops_and_points(page) == (0, 0)
    page.click('#hint [data-do="draft.again"]')
    assert stops_and_points(page)[0] == 3
    page.click('[data-tool="pin"]')
    page.click('#hint [data-do="draft.again"]')
    tap(page, *NORTH[3])
    tap(page, *NORTH[0])
    assert page.evaluate("window.muban.session.drawing.villages[0].name") == "บ้านเหนือ"
    assert areas(page)[0].area == pytest.approx(Polygon(NORTH).area, rel=0.02)


def test_a_double_click_and_a_step_back_change_only_the_line(page: Page) -> None:
    page.click('[data-draw="40010601"]')
    x, y = on_screen(page, 102.79, 16.41)
    page.mouse.dblclick(x, y)
    assert stops_and_points(page) == (1, 1)
    page.mouse.click(x + 60, y)
    page.keyboard.press("Control+z")
    assert stops_and_points(page) == (1, 1)
    page.keyboard.press("Control+z")
    assert stops_and_points(page) == (0, 0)
