"""How far two drawings of one border may lie apart and be meant as one (metres)."""

from __future__ import annotations

import json
from importlib import resources

__all__ = ["TOLERANCE_M"]

TOLERANCE_M: float = json.loads(
    resources.files("muban.gis.data").joinpath("tolerance.json").read_text("utf-8")
)["tolerance_m"]
"""Where the project states no other; the page for drawing reads the same file."""
