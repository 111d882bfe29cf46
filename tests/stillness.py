"""How long a page of a browser does not answer, and a good file to drop beside bad ones."""

from __future__ import annotations

import json

__all__ = ["LONGEST_STILL_MS", "WATCH", "good_pin"]

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


def good_pin(name: str) -> str:
    """A GeoJSON of one pin inside the plain tambon."""
    return json.dumps(
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": [102.81, 16.39]},
        }
    )
