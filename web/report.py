"""The report of a check: JSON for machines, one HTML page with a map for people.

The page needs no script: the language is switched by two radio buttons and CSS, and a
problem's number on the map is a link to its place in the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gis.problem_catalogue import CATALOGUE, Lang
from gis.problems import Problem, Severity, unique

if TYPE_CHECKING:
    from layers.atlas import Atlas

__all__ = ["html_report", "json_report"]

_MAP_WIDTH, _MAP_HEIGHT = 960, 640
_TOOLS = {
    "my_maps": "Google My Maps",
    "google_earth": "Google Earth",
    "qgis": "QGIS",
    "excel": "Excel",
}


def json_report(atlas: Atlas, *, lang: Lang = "th") -> str:
    """Problems and ledger as ``muban check --format json`` prints them.

    Returns
    -------
    str
        ``{"problems": [{code, severity, file, layer, feature, field, message, fix, lon,
        lat, id}], "ledger": [{file, layer, read, published, repaired, set_aside}]}``,
        indented, ending in a line break.
    """
    report = {
        "problems": [found.to_dict(lang) for found in unique(atlas.problems)],
        "ledger": [row.to_dict() for row in atlas.ledger],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A problem's number on the map, in picture pixels."""

    number: int
    id: str
    severity: str
    x: float
    y: float


def html_report(atlas: Atlas, *, lang: Lang = "th") -> str:
    """The report as one page that opens from disk: map, problems by file, ledger."""
    from web.render import render

    problems = unique(atlas.problems)
    numbered = {found.id: number for number, found in enumerate(problems, start=1)}
    outlines, marks = _map(atlas, problems, numbered)
    counts = {kind.value: sum(p.severity is kind for p in problems) for kind in Severity}
    return render(
        "report.html.jinja",
        title=atlas.title,
        lang=lang,
        files=[(file, list(group)) for file, group in groupby(problems, lambda p: p.where.file)],
        numbered=numbered,
        catalogue=CATALOGUE,
        tools=_TOOLS,
        counts=counts,
        ledger=atlas.ledger,
        outlines=outlines,
        marks=marks,
        width=_MAP_WIDTH,
        height=_MAP_HEIGHT,
    )


def _map(
    atlas: Atlas, problems: Sequence[Problem], numbered: dict[str, int]
) -> tuple[list[tuple[str, str]], list[_Mark]]:
    """Outlines (class, path) and numbered marks, scaled to the picture."""
    import numpy as np
    import shapely

    from web.encode import path_d
    from web.projection import Grid, mercator

    areas = [("tambon", shape) for shape in atlas.tambons.geometry if shape is not None]
    for page in atlas.pages:
        areas += [("village", shape) for shape in page.villages.geometry if shape is not None]
    spots = [(p, p.lon, p.lat) for p in problems if p.lon is not None and p.lat is not None]
    drawn = [shape for kind, shape in areas if kind == "village"] or [s for _, s in areas]
    if not drawn:
        return [], []
    west, south, east, north = shapely.total_bounds(np.array(drawn, dtype=object))
    (left, bottom), (right, top) = mercator(np.array([[west, south], [east, north]]))
    cell = max((right - left) / (_MAP_WIDTH - 60), (top - bottom) / (_MAP_HEIGHT - 60)) or 1.0
    grid = Grid(left=left - 30 * cell, top=top + 30 * cell, cell=cell)
    shapes = grid.shapes(np.array([shape for _, shape in areas], dtype=object))
    lines = [
        (kind, path_d(shapely.simplify(shape, 0.5)))
        for (kind, _), shape in zip(areas, shapes, strict=True)
    ]
    return [line for line in lines if line[1]], list(_marks(spots, grid, numbered))


def _marks(
    spots: Iterable[tuple[Problem, float, float]], grid: object, numbered: dict[str, int]
) -> Iterable[_Mark]:
    for found, lon, lat in spots:
        x, y = grid.point(lon, lat)  # type: ignore[attr-defined]
        if 0 <= x <= _MAP_WIDTH and 0 <= y <= _MAP_HEIGHT:
            yield _Mark(numbered[found.id], found.id, found.severity.value, round(x), round(y))
