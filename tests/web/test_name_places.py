"""Names stand where they were worked out by hand to stand, and alike in the pages' script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from muban.web.maps.name_places import Box, NameWish, pin_box, place_names

CASES = json.loads((Path(__file__).parents[1] / "data/labels/cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_names_stand_where_they_were_worked_out_to_stand(case: dict[str, Any]) -> None:
    own = case.get("own")
    inside = None
    if own:
        left, top, right, bottom = own

        def inside(x: float, y: float) -> bool:
            return bool(left < x < right and top < y < bottom)

    wishes = [
        NameWish(**{**wish, "id": str(wish["id"])}, own=inside)  # the widths as pairs
        for wish in case["wishes"]
    ]
    avoid = [pin_box(*pin) for pin in case["pins"]]
    found = place_names(wishes, frame=Box(*case["frame"]), avoid=avoid)
    assert [
        {"id": int(p.wish.id), "form": p.form, "x": round(p.x, 3), "y": round(p.y, 3)}
        for p in found
    ] == case["placed"]
