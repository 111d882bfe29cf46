"""One static map of a tambon as SVG: the page's first paint, the card, the print.

The picture is drawn in grid cells (:mod:`muban.web.maps.projection`), so that the page's script can
read its paths as data. Sizes are given in output pixels and turned into cells once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from muban.web.maps.disputed import disputed_shape
from muban.web.maps.encode import outline_path, shape_paths
from muban.web.maps.look import build_look
from muban.web.maps.picture_frame import Frame, MapOptions, PictureSize
from muban.web.maps.picture_labels import LabelWish
from muban.web.maps.picture_places import (
    VillagePlace,
    designations_by_village,
    extent_box,
    landmark_places,
    tambon_extent,
    village_places,
)
from muban.web.maps.picture_sets import Badge, build_set, dot_radius
from muban.web.maps.picture_symbols import badge_symbols, landmark_symbols
from muban.web.maps.projection import Grid, fit_grid
from muban.web.pages.render import render
from muban.web.pages.words import Lang, digits, tambon_name, word

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend

__all__ = ["Picture", "PictureOptions", "PictureSize", "build_picture"]

_WIDE = 1.35


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOptions(MapOptions):
    """What a tambon's picture shows.

    Parameters
    ----------
    fills
        Village code → colour or hatch (:func:`muban.web.maps.choropleth.fills_of`); None for the
        plain map.
    symbols, official, shadow
        Whether landmarks, the official line and the ground's shadow are drawn.
    thai_digits
        Whether figures are Thai.
    """

    fills: Mapping[str, str] | None = None
    symbols: bool = True
    official: bool = True
    shadow: bool = True
    thai_digits: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map and what is needed to draw beside it.

    ``kinds`` are the landmark kinds that stand in it, in the legend's order; ``unnamed``
    the codes of villages whose name found no room at this size.
    """

    svg: str
    grid: Grid
    frame: Frame
    kinds: tuple[str, ...]
    unnamed: tuple[str, ...]

    def pixel_of(self, lon: float, lat: float) -> tuple[float, float]:
        """Output pixels of a place (EPSG:4326), from the picture's upper left corner."""
        x, y = self.grid.point(lon, lat)
        return (x - self.frame.left) / self.frame.pixel, (y - self.frame.top) / self.frame.pixel

    def lonlat_of(self, x: float, y: float) -> tuple[float, float]:
        """The place (EPSG:4326) at an output pixel."""
        frame = self.frame
        return self.grid.lonlat(frame.left + x * frame.pixel, frame.top + y * frame.pixel)

    @property
    def shape(self) -> str:
        """``wide`` or ``tall``: where a page has room for the legend."""
        return "wide" if self.frame.width > self.frame.height * _WIDE else "tall"

    @property
    def ground_metres_per_pixel(self) -> float:
        """True metres on the ground per output pixel, at the middle of the picture."""
        frame = self.frame
        _, lat = self.grid.lonlat(frame.left + frame.width / 2, frame.top + frame.height / 2)
        return self.grid.ground_metres(lat) * frame.pixel


def build_picture(
    tambon: TambonAtlas, *, legend: Legend, options: PictureOptions | None = None
) -> Picture:
    """Draw a tambon.

    Parameters
    ----------
    tambon
        Shapes in EPSG:4326.
    legend
        Symbols, lines and colours.
    options
        What to show and how large; None for the plain map of 1000×820 pixels.

    Returns
    -------
    Picture
        ``svg`` carries ``data-village-code`` on every village shape,
        ``data-landmark-kind`` on every landmark and ``data-designation-year`` on every
        designation marker. Texts are escaped.
    """
    options = options or PictureOptions()
    extent = tambon_extent(tambon)
    grid = fit_grid(extent)
    box = extent_box(extent, grid)
    places = village_places(tambon, grid, options.lang)
    badges = _badges(tambon, places, options.lang)
    landmarks = landmark_places(tambon, grid, legend, options.lang) if options.symbols else []
    kinds = tuple(s.id for s in legend if s.id in {at.kind for at in landmarks})
    frame = options.frame(box, options.size)
    areas = tambon.villages.geometry.to_numpy(dtype=object)
    ground = np.array([*areas, disputed_shape(tambon)], dtype=object)
    *paths, disputed = shape_paths(ground, grid)
    # An area smaller than a cell of the grid has no path: a dot says that it is there.
    dots = [place for place in places if not place.drawn or not paths[place.index]]
    wishes = _wishes(places, badges, options) if options.labels else []
    sets = [
        build_set(
            name,
            size=size,
            frame=options.frame(box, size),
            wishes=wishes,
            villages=places,
            landmarks=landmarks,
            badges=badges,
            dots=dots,
        )
        for name, size in options.sizes()
    ]
    levels = [s.id for s in legend.designations if s.id in {badge.level for badge in badges}]
    what = "map.of_villages" if len(tambon.villages) else "map.of"
    svg = render(
        "picture.svg.jinja",
        title=word(what, options.lang, name=tambon_name(tambon.tambon, options.lang)),
        options=options,
        frame=frame,
        u=frame.pixel,
        line=frame.pixel * options.line,
        look=build_look(legend),
        symbols=[*landmark_symbols(legend, kinds), *badge_symbols(legend, levels)],
        outline=outline_path(ground, grid),
        official=_official(tambon, grid) if options.official else "",
        shapes=_shapes(places, paths, options),
        disputed=disputed,
        points=[_filled(place, options) for place in dots],
        dot=dot_radius(options.size) * frame.pixel,
        sets=sets,
    )
    named = {label.id for label in sets[0].labels if label.name}
    unnamed = tuple(place.code for place in places if str(place.index) not in named)
    return Picture(svg=str(svg), grid=grid, frame=frame, kinds=kinds, unnamed=unnamed)


def _official(tambon: TambonAtlas, grid: Grid) -> str:
    if tambon.official is None:
        return ""
    return shape_paths(np.array([tambon.official], dtype=object), grid)[0]


def _filled(place: VillagePlace, options: PictureOptions) -> dict[str, Any]:
    fill = (options.fills or {}).get(place.code, "")
    return {
        "code": place.code,
        "index": place.index,
        "title": place.title,
        "x": place.x,
        "y": place.y,
        "fill": fill,
    }


def _shapes(
    places: list[VillagePlace], paths: list[str], options: PictureOptions
) -> list[dict[str, Any]]:
    drawn = [place for place in places if place.drawn and paths[place.index]]
    return [{**_filled(place, options), "d": paths[place.index]} for place in drawn]


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


def _wishes(
    places: list[VillagePlace], badges: list[Badge], options: PictureOptions
) -> list[LabelWish]:
    with_badge = {badge.village for badge in badges}
    return [
        LabelWish(
            id=str(place.index),
            name=place.name,
            moo=digits(
                word("moo.short", options.lang, n=place.moo) if place.moo else "",
                thai=options.thai_digits,
            ),
            x=place.x,
            y=place.y,
            room=place.room,
            badge=place.index in with_badge,
        )
        for place in places
    ]
