"""What a tambon's pictures are drawn from, made once: page, card, square, print and book.

Shapes are simplified, set on the grid and written as path text here and nowhere else; what
differs between pictures — size, names, colours — is :mod:`muban.web.maps.picture`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from muban.web.maps.base import BasePath, base_paths
from muban.web.maps.context import ContextShape, context_shapes
from muban.web.maps.disputed import disputed_shape
from muban.web.maps.encode import outline_path, shape_paths
from muban.web.maps.neighbours import find_neighbours
from muban.web.maps.picture_places import (
    LandmarkPlace,
    VillagePlace,
    designations_by_village,
    extent_box,
    landmark_places,
    tambon_extent,
    village_places,
)
from muban.web.maps.picture_sets import Badge
from muban.web.maps.projection import Grid, fit_grid
from muban.web.maps.tints import neighbour_tints
from muban.web.wording.words import Lang, word

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend
    from muban.web.maps.name_places import Box

__all__ = ["Ground", "build_ground"]

_NEIGHBOUR_CELLS = 20.0


@dataclass(frozen=True, eq=False)
class Ground:
    """A tambon in cells of ``grid``; all but ``tambon`` (EPSG:4326) is in cells.

    ``paths`` has one path text per village, "" where it has no area; ``box`` is what the map
    must show.
    """

    tambon: TambonAtlas
    lang: Lang
    grid: Grid
    box: Box
    villages: tuple[VillagePlace, ...]
    landmarks: tuple[LandmarkPlace, ...]
    badges: tuple[Badge, ...]
    paths: tuple[str, ...]
    disputed: str
    outline: str
    context: tuple[ContextShape, ...] = ()
    base: tuple[BasePath, ...] = ()

    @cached_property
    def areas(self) -> NDArray[np.object_]:
        """Each village's area in cells as it was drawn; None where it has none."""
        areas = self.grid.shapes(self.tambon.villages.geometry.to_numpy(dtype=object))
        shapely.prepare(areas)  # of each it is asked often what lies in it
        return areas

    def inside(self, x: float, y: float) -> bool:
        """Whether a place in cells lies in one of the villages, or on its border."""
        return bool(shapely.intersects_xy(self.areas, x, y).any())

    @cached_property
    def tints(self) -> tuple[str, ...]:
        """Each village's colour on the plain map: no two neighbours have the same."""
        return tuple(neighbour_tints(self.areas, reach=_NEIGHBOUR_CELLS))

    @cached_property
    def neighbours(self) -> tuple[frozenset[int], ...]:
        """Which villages each one's area meets, by their positions."""
        return tuple(map(frozenset, find_neighbours(self.areas, _NEIGHBOUR_CELLS)))

    @cached_property
    def official(self) -> str:
        """The official line as path text; "" where none was given."""
        if self.tambon.official is None:
            return ""
        return shape_paths(np.array([self.tambon.official], dtype=object), self.grid)[0]


def build_ground(tambon: TambonAtlas, *, legend: Legend, lang: Lang = "th") -> Ground:
    """Set a tambon on its grid.

    Parameters
    ----------
    tambon
        Shapes in EPSG:4326.
    legend
        Of its landmarks' kinds.
    lang
        Of names and titles.
    """
    extent = tambon_extent(tambon)
    grid = fit_grid(extent)
    areas = tambon.villages.geometry.to_numpy(dtype=object)
    shapes = np.array([*areas, disputed_shape(tambon)], dtype=object)
    *paths, disputed = shape_paths(shapes, grid)
    villages = village_places(tambon, grid, lang)
    return Ground(
        tambon=tambon,
        lang=lang,
        grid=grid,
        box=extent_box(extent, grid),
        villages=tuple(villages),
        landmarks=tuple(landmark_places(tambon, grid, legend, lang)),
        badges=tuple(_badges(tambon, villages, lang)),
        paths=tuple(paths),
        disputed=disputed,
        outline=outline_path(shapes, grid),
        base=base_paths(tambon.background, grid, legend),
        context=context_shapes(tambon.context, grid, extent_box(extent, grid), legend, lang),
    )


def _badges(tambon: TambonAtlas, places: list[VillagePlace], lang: Lang) -> list[Badge]:
    """The newest designation of each village stands on the map; the card has them all."""
    by_code = designations_by_village(tambon.designations)
    found = []
    for place in places:
        rows = by_code.get(place.code, []) if place.code else []
        if rows:
            level, year = rows[0]["level"], int(rows[0]["year_be"])
            title = word("designation.badge", lang, level=word(f"level.{level}", lang), year=year)
            found.append(Badge(place.index, level, year, title))
    return found
