"""A whole tambon by mouse over a picture, with all that hands do: forty kinds of gesture and more.

Each gesture is something an officer does on the way, right or wrong; none of them may end in a
refusal without a way out, and the tambon comes out whole.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import expect
from shapely.geometry import Polygon

from tests.browser.test_browser_digitizer_job import (
    HIGH,
    PINS,
    SOUTH,
    WEST,
    Hand,
    complaints,
    corners,
    hand,
)
from tests.browser.test_browser_digitizer_trace import PLACE, areas
from tests.digitizer_pages import on_screen
from tests.pictures import GREY, plain_png

pytestmark = pytest.mark.browser
__all__ = ["hand"]

DONE: set[str] = set()
Gesture = Callable[[Hand, list[PLACE]], None]


def gesture(name: str) -> Callable[[Gesture], Gesture]:
    """A gesture that is counted when it was made."""

    def named(make: Gesture) -> Gesture:
        def made(hand: Hand, ring: list[PLACE]) -> None:
            make(hand, ring)
            DONE.add(name)

        return made

    return named


def drafted(hand: Hand) -> int:
    stops: int = hand.page.evaluate("window.muban.session.view.draft.stops.length")
    return stops


def near(place: PLACE, east: float = 0.004, north: float = 0.003) -> PLACE:
    return (place[0] + east, place[1] + north)


# What is done in the middle of a line: one corner is drawn, and stays.


@gesture("a wrong corner, back with Ctrl+Z")
def undone(hand: Hand, _: list[PLACE]) -> None:
    hand.tap((WEST + 0.031, SOUTH + 0.022))
    hand.page.keyboard.press("Control+z")


@gesture("a wrong corner, back with the button")
def taken_back(hand: Hand, _: list[PLACE]) -> None:
    hand.tap((WEST + 0.029, SOUTH + 0.018))
    hand.click('#hint [data-do="back"]')


@gesture("the same corner clicked twice")
def twice(hand: Hand, ring: list[PLACE]) -> None:
    hand.tap(ring[0])
    assert drafted(hand) == 1


@gesture("a double click on the corner")
def double(hand: Hand, ring: list[PLACE]) -> None:
    hand.tap(ring[0], times=2)
    assert drafted(hand) == 1


@gesture("Escape, and gone on with")
def escaped(hand: Hand, _: list[PLACE]) -> None:
    hand.page.keyboard.press("Escape")
    hand.click('[data-do="draft.again"]')


@gesture("a look at another tab")
def looked_up(hand: Hand, _: list[PLACE]) -> None:
    hand.click('[data-tab="guide"]')


@gesture("the window smaller and larger")
def resized(hand: Hand, _: list[PLACE]) -> None:
    hand.page.set_viewport_size({"width": 1100, "height": 700})
    hand.page.wait_for_function("() => window.muban.map.map.getSize().x < 700")
    hand.page.set_viewport_size({"width": 1366, "height": 768})
    hand.page.wait_for_function("() => window.muban.map.map.getSize().x > 800")


@gesture("another tool by mistake")
def other_tool(hand: Hand, _: list[PLACE]) -> None:
    hand.click('[data-tool="pin"]')
    hand.click('[data-do="draft.again"]')


@gesture("the corners' tool by mistake")
def corners_tool(hand: Hand, _: list[PLACE]) -> None:
    hand.click('[data-tool="corners"]')
    hand.click('[data-do="draft.again"]')


@gesture("the map dragged away and back")
def dragged(hand: Hand, _: list[PLACE]) -> None:
    x, y = on_screen(hand.page, WEST + 0.031, SOUTH + 0.021)
    for east in (120, -120):
        hand.page.mouse.move(x, y)
        hand.page.mouse.down()
        hand.page.mouse.move(x + east / 2, y + 5, steps=3)
        hand.page.mouse.move(x + east, y, steps=3)
        hand.page.mouse.up()
    whole(hand)


@gesture("the wheel nearer and farther")
def wheeled(hand: Hand, _: list[PLACE]) -> None:
    hand.page.mouse.move(*on_screen(hand.page, WEST + 0.03, SOUTH + 0.02))
    for turn in (-240, 240):
        before = zoom(hand)
        hand.page.mouse.wheel(0, turn)
        hand.page.wait_for_function(ZOOMED, arg=before)
    whole(hand)


@gesture("nearer and farther by the buttons")
def zoomed(hand: Hand, _: list[PLACE]) -> None:
    for button in ("plus", "minus"):
        before = zoom(hand)
        hand.click(f'[data-focus="{button}"]')
        hand.page.wait_for_function(ZOOMED, arg=before)
    whole(hand)


ZOOMED = """(before) => {
    const { map } = window.muban.map;
    return map.getZoom() !== before && !map._animatingZoom;
}"""


def zoom(hand: Hand) -> float:
    found: float = hand.page.evaluate("window.muban.map.map.getZoom()")
    return found


def whole(hand: Hand) -> None:
    """All of the tambon again, standing still."""
    hand.click('[data-focus="whole"]')
    hand.page.evaluate("() => { window.lastView = null; }")
    hand.page.wait_for_function(
        """() => {
            const { map } = window.muban.map;
            const at = `${map.getZoom()} ${map.getCenter()}`;
            const still = window.lastView === at && !map._animatingZoom;
            window.lastView = at;
            return still && document.querySelector(".leaflet-zoom-anim") === null;
        }""",
        polling=120,
    )


@gesture("the right button")
def right_button(hand: Hand, _: list[PLACE]) -> None:
    before = drafted(hand)
    hand.page.mouse.click(*on_screen(hand.page, WEST + 0.03, SOUTH + 0.02), button="right")
    assert drafted(hand) == before


@gesture("the pointer out of the window")
def left_window(hand: Hand, _: list[PLACE]) -> None:
    hand.page.mouse.move(1, 1)
    hand.page.mouse.move(1365, 767)


@gesture("lines not followed for a moment")
def unfollowed(hand: Hand, _: list[PLACE]) -> None:
    hand.click('[data-focus="follow"]')
    hand.click('[data-focus="follow"]')


@gesture("the other language and back")
def language(hand: Hand, _: list[PLACE]) -> None:
    hand.click('[data-do="lang"]')
    hand.click('[data-do="lang"]')


@gesture("back over the line to where it began, and taken back")
def backtracked(hand: Hand, ring: list[PLACE]) -> None:
    hand.tap(ring[1])
    hand.tap(near(ring[0], 0.0, 0.0))
    while drafted(hand) > 1:
        hand.page.keyboard.press("Control+z")


@gesture("a corner far outside the tambon, taken back")
def outside(hand: Hand, _: list[PLACE]) -> None:
    hand.tap((WEST - 0.004, SOUTH + 0.02))
    hand.page.keyboard.press("Control+z")


@gesture("a place typed in, taken back")
def typed(hand: Hand, _: list[PLACE]) -> None:
    hand.click('[data-focus="type"]')
    hand.page.fill('#hint [data-field="typed"]', "16.4, 102.81")
    hand.page.keyboard.press("Enter")
    expect(hand.page.locator('#hint [data-do="back"]')).to_be_visible()
    hand.page.keyboard.press("Escape") if drafted(hand) == 0 else None
    hand.click('[data-focus="type"]')
    while drafted(hand) > 1:
        hand.click('#hint [data-do="back"]')
    whole(hand)


@gesture("straight with the key, and along the border again")
def straightened(hand: Hand, ring: list[PLACE]) -> None:
    hand.tap(ring[1])
    hand.page.keyboard.press("s")
    hand.page.keyboard.press("s")
    hand.page.keyboard.press("Control+z")


@gesture("a click with Shift: a straight line")
def shifted(hand: Hand, ring: list[PLACE]) -> None:
    x, y = on_screen(hand.page, *ring[1])
    hand.page.keyboard.down("Shift")
    hand.page.mouse.click(x, y)
    hand.page.keyboard.up("Shift")
    while drafted(hand) > 1:
        hand.page.keyboard.press("Control+z")


# What is done between two villages: what is drawn is as before afterwards.


@gesture("a village chosen on the map")
def chosen(hand: Hand, ring: list[PLACE]) -> None:
    select(hand)
    hand.tap(middle(ring))
    assert hand.page.evaluate("window.muban.session.view.chosen?.kind") == "village"


@gesture("a corner dragged, and undone")
def corner_dragged(hand: Hand, ring: list[PLACE]) -> None:
    select(hand)
    hand.tap(middle(ring))
    hand.click('[data-tool="corners"]')
    x, y = on_screen(hand.page, *ring[2])
    hand.page.mouse.move(x, y)
    hand.page.mouse.down()
    hand.page.mouse.move(x + 14, y - 10, steps=4)
    hand.page.mouse.up()
    undo(hand)


@gesture("a corner taken up by a click and let go with Escape")
def corner_let_go(hand: Hand, ring: list[PLACE]) -> None:
    hand.click('[data-tool="corners"]')
    hand.tap(ring[0])
    hand.page.keyboard.press("Escape")


@gesture("a new corner in a border, and undone")
def corner_added(hand: Hand, ring: list[PLACE]) -> None:
    hand.click('[data-tool="corners"]')
    (ax, ay), (bx, by) = ring[0], ring[1]
    hand.tap(((ax + bx) / 2, (ay + by) / 2))
    hand.page.keyboard.press("Escape")
    undo(hand)


@gesture("many corners picked, and left")
def picked(hand: Hand, ring: list[PLACE]) -> None:
    hand.click('[data-tool="corners"]')
    hand.click('#hint [data-do="pick"]')
    hand.tap(ring[0])
    hand.tap(ring[1])
    hand.page.keyboard.press("Escape")


@gesture("a village split, and undone")
def split(hand: Hand, ring: list[PLACE]) -> None:
    hand.click('[data-tool="split"]')
    x, y = middle(ring)
    hand.tap((x, y + HIGH / 4))
    hand.tap((x, y - HIGH / 4))
    hand.click('#hint [data-do="finish"]')
    undo(hand)


@gesture("a line for a split given up half-way")
def split_left(hand: Hand, ring: list[PLACE]) -> None:
    hand.click('[data-tool="split"]')
    hand.tap(middle(ring))
    hand.page.keyboard.press("Escape")


@gesture("a village deleted, and brought back")
def deleted(hand: Hand, ring: list[PLACE]) -> None:
    select(hand)
    hand.tap(middle(ring))
    hand.click('[data-do="delete"]')
    undo(hand)


@gesture("undone too much, and done again")
def redone(hand: Hand, _: list[PLACE]) -> None:
    hand.page.keyboard.press("Control+z")
    hand.page.keyboard.press("Control+Shift+z")


@gesture("undone and done again by the buttons")
def redone_by_buttons(hand: Hand, _: list[PLACE]) -> None:
    hand.click('[data-tool="undo"]')
    hand.click('[data-tool="redo"]')


@gesture("a village moved, and undone")
def moved(hand: Hand, ring: list[PLACE]) -> None:
    select(hand)
    hand.tap(middle(ring))
    hand.click('[data-do="move-village"]')
    hand.tap(middle(ring))
    hand.tap(near(middle(ring), 0.0, 0.003))
    undo(hand)


@gesture("a border smoothed that is smooth")
def smoothed(hand: Hand, ring: list[PLACE]) -> None:
    select(hand)
    hand.tap(middle(ring))
    hand.click('[data-do="smooth"]')
    expect(hand.page.locator("#hint .hint")).to_contain_text("เรียบ")


@gesture("drawn on a neighbour's ground: taken, and undone")
def on_neighbour(hand: Hand, ring: list[PLACE]) -> None:
    x, y = middle(ring)
    hand.click('[data-tool="draw"]')
    for at in ((x - 0.002, y - 0.002), (x + 0.002, y - 0.002), (x, y + 0.002)):
        hand.tap(at)
    hand.click('#hint [data-do="finish"]')
    # It is all somebody's: a way out is offered, and taken.
    hand.click('#hint [data-do="draw.take"]')
    undo(hand)
    hand.page.keyboard.press("Escape")
    hand.page.keyboard.press("Escape")


@gesture("an area inside a hole, joined again")
def in_hole(hand: Hand, ring: list[PLACE]) -> None:
    x, y = middle(ring)
    inside = [(x - 0.003, y - 0.002), (x + 0.003, y - 0.002), (x, y + 0.003)]
    hand.click('[data-tool="draw"]')
    for at in inside:
        hand.tap(at)
    hand.click('#hint [data-do="finish"]')
    hand.click('#hint [data-do="draw.take"]')
    hand.click('[data-do="delete"]')
    before = len(areas(hand.page))
    hand.click('[data-tool="draw"]')
    for at in [*inside, inside[0]]:
        hand.tap(at)
    assert len(areas(hand.page)) == before + 1
    for _ in range(3):
        undo(hand)


@gesture("two villages joined, and undone")
def joined(hand: Hand, ring: list[PLACE]) -> None:
    select(hand)
    hand.tap(middle(ring))
    hand.click('[data-tool="merge"]')
    hand.tap(near(middle(ring), 0, -HIGH))
    undo(hand)


@gesture("a word on a village, and taken back")
def checked(hand: Hand, ring: list[PLACE]) -> None:
    select(hand)
    hand.tap(middle(ring))
    hand.click('[data-do="check-checked"]')
    hand.click('[data-do="check-checked"]')


def select(hand: Hand) -> None:
    hand.click('[data-tool="select"]')


def undo(hand: Hand) -> None:
    """The last edit taken back: that of the gesture, for the words written before must stay."""
    words = "window.muban.session.history.present.edit"
    assert hand.page.evaluate(words) not in {"words", "start"}
    hand.click('[data-tool="undo"]')


def middle(ring: list[PLACE]) -> PLACE:
    at = Polygon(ring).centroid
    return (at.x, at.y)


WHILE: tuple[Gesture, ...] = (
    undone,
    taken_back,
    twice,
    double,
    escaped,
    looked_up,
    resized,
    other_tool,
    corners_tool,
    dragged,
    wheeled,
    zoomed,
    right_button,
    left_window,
    unfollowed,
    language,
    backtracked,
    outside,
    typed,
    straightened,
    shifted,
)
BETWEEN: tuple[Gesture, ...] = (
    chosen,
    corner_dragged,
    corner_let_go,
    corner_added,
    picked,
    split,
    split_left,
    deleted,
    redone,
    redone_by_buttons,
    moved,
    smoothed,
    on_neighbour,
    in_hole,
    joined,
    checked,
)


def draw_all(hand: Hand) -> None:
    """Twelve villages, each begun at another corner, every other one the other way round."""
    for n in range(12):
        ring = corners(n % 4, n // 4)
        ring = [*ring[n % 4 :], *ring[: n % 4]]
        ring = ring[::-1] if n % 2 else ring
        hand.click('[data-tool="draw"]')
        hand.tap(ring[0])
        for made in WHILE[2 * n : 2 * n + 2]:
            made(hand, ring)
            assert drafted(hand) == 1, made
        for place in ring[1:]:
            hand.tap(place)
        close(hand, n, ring)
        hand.page.fill('[data-field="name"]', f"บ้านที่{n + 1}")
        hand.page.fill('[data-field="moo"]', str(n + 1))
        hand.page.keyboard.press("Enter")
        before = [one.wkb for one in areas(hand.page)]
        # From the second on there is a neighbour.
        for made in BETWEEN[2 * (n - 1) : 2 * n] if n else ():
            made(hand, ring)
            assert [one.wkb for one in areas(hand.page)] == before, made
        select(hand)


def close(hand: Hand, n: int, ring: list[PLACE]) -> None:
    """The area is closed in one of four ways."""
    if n % 4 == 0:
        hand.tap(ring[0])
        DONE.add("closed at the first corner")
    elif n % 4 == 1:
        hand.click('#hint [data-do="finish"]')
        DONE.add("closed with the button")
    elif n % 4 == 2:
        x, y = on_screen(hand.page, *ring[0])
        hand.page.mouse.click(x + 5, y - 4)
        DONE.add("closed a little beside the first corner")
    else:
        hand.tap(ring[0], times=2)
        DONE.add("closed with a double click")


def pin_all(hand: Hand) -> None:
    page = hand.page
    hand.click('[data-tool="pin"]')
    for n in range(20):
        hand.tap((WEST + 0.004 + 0.0027 * n, SOUTH + 0.005 + 0.0087 * (n % 4)))
        page.keyboard.type(f"{PINS[n % 5]}ที่ {n + 1}")
        page.keyboard.press("Enter")
    DONE.add("many pins in a row")
    first = (WEST + 0.004, SOUTH + 0.005)
    select(hand)
    hand.tap(first)
    hand.click('[data-do="move-pin"]')
    hand.tap(near(first, 0.002, 0.001))
    undo(hand)
    DONE.add("a pin moved, and undone")
    hand.tap(first)
    hand.click('[data-do="copy-pin"]')
    hand.tap(near(first, 0.002, 0.001))
    undo(hand)
    undo(hand)
    DONE.add("a pin copied, and undone")
    hand.tap(first)
    hand.click('[data-do="delete-pin"]')
    undo(hand)
    DONE.add("a pin deleted, and brought back")
    hand.click('[data-tab="pins"]')
    page.fill('[data-field="sought"]', "วัด")
    page.locator("[data-pin]").first.click()
    page.fill('[data-field="sought"]', "")
    DONE.add("a pin looked for by its name")
    whole(hand)


def lay_picture(hand: Hand, folder: Path) -> None:
    """The picture of a paper map beneath: the work is drawn over it."""
    path = folder / "แผนที่.png"
    path.write_bytes(plain_png(600, 400, GREY))
    hand.click('[data-tab="files"]')
    hand.page.set_input_files('[data-field="file"]', path)
    hand.page.wait_for_selector(".paper-corner")
    box = hand.page.locator(".paper-corner").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand.page.mouse.move(x, y)
    hand.page.mouse.down()
    hand.page.mouse.move(x - 20, y - 12, steps=3)
    hand.page.mouse.up()
    DONE.add("a picture's corner dragged into place")
    hand.click('#hint [data-do="cancel"]')
    whole(hand)


def test_a_whole_tambon_over_a_picture_with_all_that_hands_do(hand: Hand, tmp_path: Path) -> None:
    DONE.clear()
    lay_picture(hand, tmp_path)
    draw_all(hand)
    pin_all(hand)
    found = areas(hand.page)
    assert len(found) == 12
    assert shapely.coverage_is_valid(found)
    assert sum(area.area for area in found) == pytest.approx(0.06 * 0.04, rel=0.01)
    for n, area in enumerate(found):
        clicked = Polygon(corners(n % 4, n // 4))
        assert area.intersection(clicked).area > 0.95 * clicked.area, n
    assert len(hand.page.evaluate("window.muban.session.drawing.pins")) == 20
    print(f"kinds of gesture: {len(DONE)}")
    assert len(DONE) >= 40
    assert complaints(hand, tmp_path) == []
