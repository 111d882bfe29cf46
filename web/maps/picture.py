"""One static map of a tambon as SVG: the page's first paint, the card, the print.

The picture is drawn in grid cells (:mod:`muban.web.maps.projection`), so that the page's script can
read its paths as data. Sizes are given in output pixels and turned into cells once.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from muban.web.maps.base import COARSE, SEE_THROUGH, base_names
from muban.web.maps.context import context_styles
from muban.web.maps.ground_labels import GROUND_LABEL, TONES, GroundName, Tone
from muban.web.maps.look import build_look
from muban.web.maps.picture_frame import Frame, MapOptions, PictureSize
from muban.web.maps.picture_labels import LabelWish
from muban.web.maps.picture_places import VillagePlace
from muban.web.maps.picture_sets import (
    PictureSet,
    build_set,
    dot_radius,
    with_ground_names,
)
from muban.web.maps.picture_symbols import badge_symbols, landmark_symbols
from muban.web.wording.render import render
from muban.web.wording.words import digits, tambon_name, word

if TYPE_CHECKING:
    from muban.layers.atlas import Background
    from muban.symbology.legend import Legend
    from muban.web.maps.ground import Ground
    from muban.web.maps.projection import Grid

__all__ = [
    "Picture",
    "PictureOptions",
    "PictureSize",
    "build_picture",
    "credit_of",
]

_WIDE = 1.35
_TONE_OF: Mapping[str, Tone] = dict.fromkeys(("water", "river", "stream", "canal"), "water")


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
    numbers
        Whether every village's number stands beside its name, or only where the name finds
        no room.
    thai_digits
        Whether figures are Thai.
    """

    fills: Mapping[str, str] | None = None
    symbols: bool = True
    official: bool = True
    shadow: bool = True
    numbers: Literal["all", "unnamed"] = "all"
    thai_digits: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map and what is needed to draw beside it.

    ``kinds`` are the landmark kinds that stand in it, in the legend's order; ``unnamed``
    the codes of villages whose name found no room at this size; ``placed`` what stands where,
    and ``designations`` the same of a province's
    (:func:`muban.web.maps.province_markers.place_designations`).
    """

    svg: str
    grid: Grid
    frame: Frame
    kinds: tuple[str, ...]
    unnamed: tuple[str, ...]
    placed: PictureSet | None = None
    designations: Mapping[str, Any] | None = None

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
    ground: Ground, *, legend: Legend, options: PictureOptions | None = None
) -> Picture:
    """Draw a tambon.

    Parameters
    ----------
    ground
        The tambon on its grid (:func:`muban.web.maps.ground.build_ground`).
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
    tambon, lang = ground.tambon, ground.lang
    shown = {at.kind for at in ground.landmarks} if options.symbols else set()
    kinds = tuple(s.id for s in legend if s.id in shown)
    frame = options.frame(ground.box, options.size)
    # An area smaller than a cell of the grid has no path: a dot says that it is there.
    dots = [at for at in ground.villages if not at.drawn or not ground.paths[at.index]]
    sets = _sets(ground, dots, options)
    levels = [s.id for s in legend.designations if s.id in {badge.level for badge in ground.badges}]
    what = "map.of_villages" if len(tambon.villages) else "map.of"
    svg = render(
        "picture.svg.jinja",
        title=word(what, lang, name=tambon_name(tambon.tambon, lang)),
        options=options,
        frame=frame,
        u=frame.pixel,
        line=frame.pixel * options.line,
        look=build_look(legend),
        symbols=[*landmark_symbols(legend, kinds), *badge_symbols(legend, levels)],
        outline=ground.outline,
        official=ground.official if options.official else "",
        shapes=_shapes(ground, options),
        disputed=ground.disputed,
        context=_context(ground, legend),
        base=ground.base,
        coarse=COARSE,
        see_through=SEE_THROUGH,
        credit=credit_of(tambon.background) if options.standalone else "",
        tones=TONES,
        ground_label=GROUND_LABEL,
        points=[_filled(place, ground, options) for place in dots],
        dot=dot_radius(options.size) * frame.pixel,
        sets=sets,
    )
    named = {label.id for label in sets[0].labels if label.name}
    unnamed = tuple(place.code for place in ground.villages if str(place.index) not in named)
    return Picture(str(svg), ground.grid, frame, kinds, unnamed, placed=sets[0])


def _sets(ground: Ground, dots: list[VillagePlace], options: PictureOptions) -> list[PictureSet]:
    """Names, pins and badges at their places, for each size."""

    def placed(name: str, size: PictureSize, numbered: Container[int]) -> PictureSet:
        return build_set(
            name,
            size=size,
            frame=options.frame(ground.box, size),
            wishes=_wishes(ground, numbered, options) if options.labels else [],
            villages=ground.villages,
            landmarks=ground.landmarks if options.symbols else (),
            badges=ground.badges,
            dots=dots,
            inside=ground.inside,
        )

    everyone = frozenset(place.index for place in ground.villages)
    found = []
    for name, size in options.sizes():
        numbered = everyone
        if options.numbers == "unnamed":
            named = {label.id for label in placed(name, size, ()).labels if label.name}
            numbered = frozenset(index for index in everyone if str(index) not in named)
        made = placed(name, size, numbered)
        ground_names = _ground_names(ground) if options.labels else []
        found.append(with_ground_names(made, ground_names, options.frame(ground.box, size), size))
    return found


def _context(ground: Ground, legend: Legend) -> list[dict[str, Any]]:
    """Lines and areas by kind, from below to above."""
    return [
        {"style": style, "shapes": [one for one in ground.context if one.kind == style.id]}
        for style in reversed(context_styles((one.kind for one in ground.context), legend))
    ]


def _ground_names(ground: Ground) -> list[GroundName]:
    """What was drawn, the longest first; a pin's ground is named by its pin."""
    named = [one for one in ground.context if one.name and not one.pinned]
    own = [
        GroundName(one.name, _TONE_OF.get(one.kind, "way"), one.shape)
        for one in sorted(named, key=lambda one: (-one.shape.length, one.id))
    ]
    taken = frozenset((*(one.text for one in own), *(place.name for place in ground.villages)))
    return [*own, *base_names(ground.tambon.background, ground.grid, taken, ground.lang)]


def credit_of(background: Background | None) -> str:
    """Whom a background is from; "" without one.

    Parameters
    ----------
    background
        What lies under a map; None for nothing.

    Returns
    -------
    str
        Each once, with dots between them.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> credit_of(SimpleNamespace(credit=("© OpenStreetMap", "กรมทางหลวง"))), credit_of(None)
    ('© OpenStreetMap · กรมทางหลวง', '')
    """
    return " · ".join(background.credit) if background else ""


def _filled(place: VillagePlace, ground: Ground, options: PictureOptions) -> dict[str, Any]:
    plain = options.fills is None
    fill = ground.tints[place.index] if plain else (options.fills or {}).get(place.code, "")
    return {
        "code": place.code,
        "index": place.index,
        "title": place.title,
        "x": place.x,
        "y": place.y,
        "fill": fill,
    }


def _shapes(ground: Ground, options: PictureOptions) -> list[dict[str, Any]]:
    drawn = [place for place in ground.villages if place.drawn and ground.paths[place.index]]
    return [{**_filled(place, ground, options), "d": ground.paths[place.index]} for place in drawn]


def _wishes(ground: Ground, numbered: Container[int], options: PictureOptions) -> list[LabelWish]:
    """Names that want a place; those of ``numbered`` villages with their number."""
    with_badge = {badge.village for badge in ground.badges}
    return [
        LabelWish(
            id=str(place.index),
            name=place.name,
            moo=digits(
                word("moo.short", ground.lang, n=place.moo)
                if place.moo and place.index in numbered
                else "",
                thai=options.thai_digits,
            ),
            x=place.x,
            y=place.y,
            room=place.room,
            badge=place.index in with_badge,
            number=digits(str(place.moo or ""), thai=options.thai_digits),
        )
        for place in ground.villages
    ]
