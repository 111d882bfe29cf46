"""The background of a tambon in grid cells: one path for each kind, and the names on it.

It is written in cells four times as large as the villages': nobody measures on it, and it is
half as heavy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from muban.layers.context.context_kinds import context_kinds
from muban.symbology.colours import blend
from muban.web.maps.encode import line_d, path_d
from muban.web.maps.ground_labels import GroundName, Tone
from muban.web.wording.words import Lang, word

if TYPE_CHECKING:
    from muban.layers.atlas import Background
    from muban.symbology.context_style import ContextStyle
    from muban.symbology.legend import Legend
    from muban.web.maps.projection import Grid

__all__ = ["COARSE", "SEE_THROUGH", "BasePath", "base_names", "base_paths", "seen_colours"]

COARSE = 4
"""Cells of the villages' grid to one of the background's, across and down."""
_UNITS = ("tambon", "province", "exit")
"""Names that say what they are of: a village may bear the same."""
SEE_THROUGH = 0.62
"""How much of a village's colour covers the ground under it, as the page's stylesheet has it."""
_MAIN_RANK = 2
"""Highways, rails, rivers and waters: they are drawn in full, all else thinner and paler."""
_ONLY_NAMED = (*_UNITS, "place")
_WATERS = ("water", "river", "stream", "canal")
_FIRST = (
    "province", "exit", "river", "tambon", "highway", "place",
    "water", "stream", "canal", "rail", "road", "forest", "lane",
)  # fmt: skip
"""Whose names find their place first."""


@dataclass(frozen=True, eq=False)
class BasePath:
    """All of one kind as one path, in coarse cells; ``quiet`` is what helps in the second place."""

    style: ContextStyle
    d: str
    quiet: bool = False


def seen_colours(colours: Sequence[str], background: Background | None) -> list[str]:
    """Colours of villages as the eye sees them on paper.

    Over a background that has lines or areas, and not names alone, they let the ground through.

    Parameters
    ----------
    colours
        As ``#rrggbb``.
    background
        What lies under the villages; None for nothing.
    """
    if background is None or background.frame["kind"].isin(_ONLY_NAMED).all():
        return list(colours)
    return [blend(["#ffffff", colour], SEE_THROUGH) for colour in colours]


def base_paths(background: Background | None, grid: Grid, legend: Legend) -> tuple[BasePath, ...]:
    """The paths of a background, from below to above.

    Parameters
    ----------
    background
        Shapes in EPSG:4326; None for none.
    grid
        The villages' cells.
    legend
        Of the kinds.
    """
    if background is None:
        return ()
    frame = background.frame
    cells = grid.shapes(frame.geometry.to_numpy())
    coarse = shapely.transform(cells, lambda corners: corners / COARSE)
    found = []
    for style in legend.context:
        shapes = coarse[(frame["kind"] == style.id).to_numpy()]
        leaves = [leaf for shape in shapes for leaf in shapely.get_parts(shape)]
        areas = [leaf for leaf in leaves if leaf.geom_type == "Polygon"]
        lines = [leaf for leaf in leaves if leaf.geom_type == "LineString"]
        text = path_d(shapely.multipolygons(areas)) if areas else ""
        text += line_d(shapely.multilinestrings(lines)) if lines and not areas else ""
        if text:
            quiet = context_kinds().of(style.id).rank > _MAIN_RANK
            found.append(BasePath(style, text, quiet))
    return tuple(found)


def base_names(
    background: Background | None, grid: Grid, taken: frozenset[str], lang: Lang = "th"
) -> list[GroundName]:
    """Names of a background, the most important first.

    Parameters
    ----------
    background
        Shapes in EPSG:4326; None for none.
    grid
        The cells.
    taken
        Names that stand on the map already.
    lang
        Of the words around them.
    """
    if background is None:
        return []
    frame = background.frame[background.frame["name"] != ""]
    cells = grid.shapes(frame.geometry.to_numpy(dtype=object))
    english = frame["name_en"] if "name_en" in frame else frame["name"]
    rows = [
        (_importance(kind), -shapely.length(shape), _said(name, other, kind, lang), kind, shape)
        for kind, name, other, shape in zip(
            frame["kind"], frame["name"], english, cells, strict=True
        )
        if kind in _UNITS or name not in taken
    ]
    rows.sort(key=lambda row: row[:4])
    return [GroundName(text, _tone(kind), shape, base=True) for _, _, text, kind, shape in rows]


def _importance(kind: str) -> int:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)


def _said(name: str, english: str, kind: str, lang: Lang) -> str:
    if kind in _UNITS:
        return word(f"ground.{kind}", lang, name=(english if lang == "en" else "") or name)
    bare = kind == "highway" and name.replace(",", "").replace(" ", "").isdigit()
    return word("ground.highway", lang, n=name) if bare else name


def _tone(kind: str) -> Tone:
    if kind in _WATERS:
        return "water"
    return "place" if kind in ("place", "tambon", "province") else "way"
