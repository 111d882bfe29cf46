"""The sample's areas: villages as drawn, and schematic tambons and amphoes around them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import Polygon

from tools.sample.drawing import GRID, closed_line, divide, node

HERE = Path(__file__).parent
TAMBON = "431605"
BESIDE = np.array([0.0004, -0.0002])
"""Degrees east and north by which the official line lies beside the drawn one."""


@dataclass(frozen=True)
class Areas:
    """Everything that is drawn, in EPSG:4326."""

    villages: dict[int, Polygon]
    """Moo to area."""
    tambons: dict[str, Polygon]
    """Six digits to area."""


def read_rows(name: str) -> list[dict[str, str]]:
    """A table of this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def draw_areas() -> Areas:
    """Draw everything from the tables of this folder; the same each time."""
    outline = _outline("tambon", step=0.0011)
    villages = read_rows("villages.csv")
    places = [(float(row["lon"]), float(row["lat"])) for row in villages]
    areas = divide(outline, places, step=0.0011)
    drawn = {int(row["moo"]): area for row, area in zip(villages, areas, strict=True)}
    return Areas(drawn, _tambons(_official(outline)))


def _outline(part: str, *, step: float) -> Polygon:
    rows = [row for row in read_rows("outline.csv") if row["part"] == part]
    points = [(float(row["lon"]), float(row["lat"]), row["kind"]) for row in rows]
    return shapely.set_precision(Polygon(closed_line(points, step=step)), GRID)


def _official(outline: Polygon) -> Polygon:
    """The tambon as an office has it: coarser than the drawing, and a little beside it."""
    coarse = shapely.simplify(outline, 0.0015)
    beside = shapely.transform(coarse, lambda xy: xy + BESIDE)
    return shapely.set_precision(beside, GRID)


def _tambons(own: Polygon) -> dict[str, Polygon]:
    rows = read_rows("tambons.csv")
    province = shapely.union(_outline("province", step=0.006), own, grid_size=GRID)
    places = [(float(row["lon"]), float(row["lat"])) for row in rows]
    cells = divide(Polygon(province.exterior), places, step=0.006, calm=2.2)
    areas = dict(zip([row["code"] for row in rows], cells, strict=True))
    return _give(areas, own)


def _give(areas: dict[str, Polygon], own: Polygon) -> dict[str, Polygon]:
    """Make one tambon's area the given one; what it had beyond goes to its neighbours."""
    spare = shapely.difference(areas[TAMBON], own, grid_size=GRID)
    rest = {
        code: shapely.difference(area, own, grid_size=GRID)
        for code, area in areas.items()
        if code != TAMBON
    }
    loose = [part for part in shapely.get_parts(spare) if part.area > 0]
    for code, area in list(rest.items()):
        parts = sorted(shapely.get_parts(area), key=lambda part: -part.area)
        rest[code] = parts[0]
        loose += parts[1:]
    for part in sorted(loose, key=lambda part: (-part.area, part.wkt)):
        edges = {code: shapely.intersection(part, area).length for code, area in rest.items()}
        nearest = max(edges, key=lambda code: edges[code])
        rest[nearest] = shapely.union(rest[nearest], part, grid_size=GRID)
    codes = sorted([*rest, TAMBON])
    whole = dict(zip(codes, node([{**rest, TAMBON: own}[code] for code in codes]), strict=True))
    if not all(isinstance(area, Polygon) and area.is_valid for area in whole.values()):
        raise ValueError("a tambon came apart: move a place or a point of the outline")
    return whole
