"""A finger on a screen: real touch events through the browser's own protocol."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import CDPSession, Page

__all__ = ["Finger"]


class Finger:
    """Touches a page where somebody would: at places of the screen, in CSS pixels."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._wire: CDPSession = page.context.new_cdp_session(page)
        self.taps = 0

    def tap(self, x: float, y: float) -> None:
        """Down and up again at one place."""
        self.taps += 1
        self._send("touchStart", [(x, y)])
        self._send("touchEnd", [])

    def drag(self, start: tuple[float, float], *way: tuple[float, float]) -> None:
        """Down, along some places, and up at the last."""
        self._send("touchStart", [start])
        for place in way:
            self._send("touchMove", [place])
        self._send("touchEnd", [])

    def pinch(self, middle: tuple[float, float], before: float, after: float) -> None:
        """Two fingers beside a place, as far apart as said first and last."""
        x, y = middle
        steps = [before + (after - before) * n / 4 for n in range(5)]
        pairs = [[(x - half, y), (x + half, y)] for half in steps]
        self._send("touchStart", pairs[0])
        for pair in pairs[1:]:
            self._send("touchMove", pair)
        self._send("touchEnd", [])

    def press(self, selector: str) -> None:
        """Tap the middle of an element, once it can be seen."""
        element = self.page.locator(selector)
        element.scroll_into_view_if_needed()
        box = element.bounding_box()
        assert box is not None, selector
        self.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def _send(self, kind: str, places: Sequence[tuple[float, float]]) -> None:
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(places)]
        self._wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
