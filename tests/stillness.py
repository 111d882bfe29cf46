"""How long a page does not answer and how much it computes; a good file to drop beside bad ones."""

from __future__ import annotations

import json

from playwright.sync_api import CDPSession, Page

__all__ = ["LONGEST_STILL_MS", "WATCH", "Meter", "good_pin"]

LONGEST_STILL_MS = 4_000
"""So long the page may not answer on a busy machine; a file read in it would stop it for longer."""

WATCH = """() => {
    let last = performance.now();
    window.still = 0;
    const beat = () => {
        const now = performance.now();
        window.still = Math.max(window.still, now - last);
        last = now;
        setTimeout(beat, 20);
    };
    beat();
}"""
"""Keeps in ``window.still`` the longest that the page stood still, in milliseconds."""


class Meter:
    """Counts the seconds that a page computes: other programs of the machine do not count."""

    def __init__(self, page: Page) -> None:
        self._wire: CDPSession = page.context.new_cdp_session(page)
        self._wire.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._began = {one: self._read(one) for one in ("ThreadTime", "ProcessTime")}

    def of_page(self) -> float:
        """Of the page's own thread, since the meter was set up."""
        return self._since("ThreadTime")

    def of_all(self) -> float:
        """With all its workers."""
        return self._since("ProcessTime")

    def _since(self, what: str) -> float:
        return self._read(what) - self._began[what]

    def _read(self, what: str) -> float:
        metrics = self._wire.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == what))


def good_pin(name: str) -> str:
    """A GeoJSON of one pin inside the plain tambon."""
    return json.dumps(
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": [102.81, 16.39]},
        }
    )
