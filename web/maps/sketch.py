"""A tambon in few corners, for the small maps of its villages' pages: made once, marked often.

Lengths are in the sketch's own units, a quarter of a pixel each: whole numbers are fine enough
there, and short to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from markupsafe import Markup
from numpy.typing import NDArray

from muban.web.maps.encode import paths_d, simplified
from muban.web.maps.picture_frame import PictureSize, tight_frame
from muban.web.maps.picture_labels import LabelWish
from muban.web.maps.picture_sets import build_set
from muban.web.wording.render import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from muban.web.maps.ground import Ground
    from muban.web.maps.picture_frame import Frame

__all__ = ["Sketch", "build_sketch"]

_SIZE = PictureSize(width=430, height=350, label=14, symbol=10, padding=(8, 8, 8, 8))
_UNITS = 4
"""To a pixel."""
_PIN_PX = 4.0


@dataclass(frozen=True, eq=False)
class Sketch:
    """A tambon as its villages' pages show it.

    ``below`` and ``names`` are SVG, the same on every page; between them stands what is one
    village's own (:meth:`marked`).
    """

    ground: Ground
    frame: Frame
    below: Markup
    names: Markup

    def marked(self, index: int, *, title: str) -> Markup:
        """The sketch with one village and its landmarks marked.

        Parameters
        ----------
        index
            The village's position among the atlas's.
        title
            What it shows, for those who cannot see it.
        """
        code = self.ground.tambon.villages["village_code"].iloc[index]
        own = self.ground.tambon.landmarks["village_code"].to_numpy() == code
        ids = set(self.ground.tambon.landmarks["landmark_id"][own])
        at = next((place for place in self.ground.villages if place.index == index), None)
        return render(
            "sketch.svg.jinja",
            title=title,
            width=self.frame.width / self.frame.pixel * _UNITS,
            height=self.frame.height / self.frame.pixel * _UNITS,
            below=self.below,
            names=self.names,
            area=at is not None and at.drawn and bool(self.ground.paths[index]),
            index=index,
            dot=None if at is None or (at.drawn and self.ground.paths[index]) else self._at(at),
            pins=[(*self._at(pin), pin.color) for pin in self.ground.landmarks if pin.id in ids],
            radius=_PIN_PX * _UNITS,
        )

    def _at(self, place: object) -> tuple[float, float]:
        return _units(self.frame, place.x, place.y)  # type: ignore[attr-defined]


def build_sketch(ground: Ground, links: Mapping[str, str]) -> Sketch:
    """Set a tambon on a small sheet.

    Parameters
    ----------
    ground
        The tambon on its grid.
    links
        Village code → where its area leads; others lead nowhere.
    """
    frame = tight_frame(ground.box, _SIZE)
    paths = _paths(ground, frame)
    dots = [at for at in ground.villages if not at.drawn or not ground.paths[at.index]]
    placed = build_set(
        "desk",
        size=_SIZE,
        frame=frame,
        wishes=[
            LabelWish(
                id=str(at.index),
                name=at.name,
                moo="",
                x=at.x,
                y=at.y,
                room=at.room,
                number=str(at.moo or ""),
            )
            for at in ground.villages
        ],
        villages=ground.villages,
        landmarks=(),
        badges=(),
        dots=dots,
    )
    codes = list(ground.tambon.villages["village_code"])
    titles = {at.index: at.title for at in ground.villages}
    below = render(
        "sketch_below.svg.jinja",
        outline=paths[-1],
        shapes=[
            {"index": i, "d": d, "href": links.get(codes[i], ""), "title": titles.get(i, "")}
            for i, d in enumerate(paths[:-1])
            if d
        ],
        dots=[(*_units(frame, at.x, at.y), links.get(at.code, ""), at.title) for at in dots],
        radius=_PIN_PX * _UNITS,
    )
    names = render(
        "sketch_names.svg.jinja",
        size=_SIZE.label * _UNITS,
        labels=[
            (*_units(frame, label.x, label.name_y if label.name else label.moo_y), text)
            for label in placed.labels
            if (text := label.name or label.moo)
        ],
    )
    return Sketch(ground, frame, below, names)


def _units(frame: Frame, x: float, y: float) -> tuple[float, float]:
    unit = frame.pixel / _UNITS
    return (x - frame.left) / unit, (y - frame.top) / unit


def _paths(ground: Ground, frame: Frame) -> list[str]:
    """Each village's outline and, last, that of all together, without what nobody would see."""
    unit = frame.pixel / _UNITS
    coarse = simplified(ground.areas, frame.pixel)

    def placed(corners: NDArray[np.float64]) -> NDArray[np.float64]:
        return (corners - (frame.left, frame.top)) / unit

    there = [shape for shape in coarse if shape is not None and not shape.is_empty]
    whole = shapely.union_all(shapely.make_valid(np.array(there, dtype=object)))
    shapes = np.array([*coarse, whole], dtype=object)
    return paths_d(shapely.transform(shapes, placed))
