"""A tambon on a picture of any size, drawn on pixels: quiet, with one thing brought out.

Made once for a size: what is the same on many pictures (ground, outlines, names) is one image,
and a village is laid over it. Its cards, posts and clips are drawn so.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import skia

from muban.web.maps.look import build_look
from muban.web.maps.picture_frame import PictureSize, fit_frame
from muban.web.maps.picture_labels import LabelWish, PlacedLabel
from muban.web.maps.picture_sets import build_set, dot_radius
from muban.web.paper.canvas import Canvas, grid_path, seen_path
from muban.web.wording.words import digits, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from muban.symbology.legend import Legend
    from muban.web.maps.ground import Ground

__all__ = ["CHOSEN", "CHOSEN_PALE", "TambonSheet"]

CHOSEN, CHOSEN_PALE = "#d9480f", "#fbd5c2"
"""What is brought out: its line and its area."""
_EDGE, _SHADOW = "#c3cdd0", "#1f2a30"
_RIM = 24.0
"""Pixels around what is brought out that its line, dot and halo may reach."""


class TambonSheet:
    """A tambon fitted into a picture.

    Parameters
    ----------
    ground
        The tambon on its grid.
    legend
        The colours of paper and lines.
    size
        Of the picture, with what is left free around the map.
    thai_digits
        Whether figures are Thai.
    """

    def __init__(
        self, ground: Ground, legend: Legend, size: PictureSize, *, thai_digits: bool = False
    ) -> None:
        self.ground, self.size, self.look = ground, size, build_look(legend)
        self.frame = fit_frame(ground.box, size)
        self._thai = thai_digits
        self._legend = legend

    def _seen(self, d: str) -> Any:
        frame = self.frame
        return seen_path(grid_path(d), left=frame.left, top=frame.top, pixel=frame.pixel)

    @cached_property
    def outline(self) -> Any:
        """The line around all villages, in pixels."""
        return self._seen(self.ground.outline)

    @cached_property
    def areas(self) -> list[Any]:
        """Every village's area in pixels, by position; empty where it has none."""
        return [self._seen(d) for d in self.ground.paths]

    @cached_property
    def places(self) -> dict[int, tuple[float, float]]:
        """Where each village's name stands, in pixels, by position."""
        return {at.index: self.at(at.x, at.y) for at in self.ground.villages}

    @cached_property
    def labels(self) -> list[PlacedLabel]:
        """The names at their places, in cells; a number where a name finds no room."""
        dots = [at for at in self.ground.villages if not at.drawn]
        return list(
            build_set(
                "desk",
                size=self.size,
                frame=self.frame,
                wishes=[self._wish(at) for at in self.ground.villages],
                villages=self.ground.villages,
                landmarks=(),
                badges=(),
                dots=dots,
            ).labels
        )

    def _wish(self, at: Any) -> LabelWish:
        number = word("moo.short", self.ground.lang, n=at.moo) if at.moo else ""
        number = digits(number, thai=self._thai)
        return LabelWish(
            id=str(at.index), name=at.name, moo="", x=at.x, y=at.y, room=at.room, number=number
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A place in cells as pixels of the picture."""
        frame = self.frame
        return (x - frame.left) / frame.pixel, (y - frame.top) / frame.pixel

    def draw(self, canvas: Canvas, fills: Mapping[int, str] | None = None) -> None:
        """The land: shadow, areas and lines.

        Parameters
        ----------
        canvas
            What to draw on.
        fills
            Colours by position; others are paper.
        """
        canvas.shape(self.outline, stroke=_SHADOW, width=16, alpha=0.06)
        canvas.shape(self.outline, fill=self.look.paper)
        for index, area in enumerate(self.areas):
            color = (fills or {}).get(index, self.look.paper)
            canvas.shape(area, fill=color, stroke=_EDGE, width=2)
        for place in self.ground.villages:
            if not place.drawn:
                color = (fills or {}).get(place.index, self.look.paper)
                x, y = self.places[place.index]
                radius = dot_radius(self.size)
                canvas.disc(x, y, radius + 2, self.look.outline_color)
                canvas.disc(x, y, radius, color)
        canvas.shape(self.outline, stroke=self.look.outline_color, width=3)

    def draw_names(self, canvas: Canvas, *, color: str = "", only: int | None = None) -> None:
        """The villages' names; ``only`` draws that of one position."""
        for label in self.labels:
            if only is not None and label.id != str(only):
                continue
            weight = 700 if only is not None else 400
            self._write(canvas, label, color or self.look.soft_ink, weight)

    def _write(self, canvas: Canvas, label: PlacedLabel, color: str, weight: int) -> None:
        x, y = self.at(label.x, label.name_y if label.name else label.moo_y)
        said, size = label.name or label.moo, self.size.label
        canvas.text(said, x, y, size, weight, color, anchor=0.5, halo=self.look.paper)

    def _box(self, label: PlacedLabel) -> Any:
        """What a name takes, in pixels."""
        left, top = self.at(label.box.left, label.box.top)
        right, low = self.at(label.box.right, label.box.bottom)
        return skia.Rect.MakeLTRB(left, top, right, low)

    def mark(self, canvas: Canvas, index: int) -> tuple[float, float, float, float] | None:
        """Bring one village out: its area and its name.

        Returns
        -------
        tuple or None
            What was drawn on: left, top, right and bottom in pixels; None where the village
            has no place.
        """
        place = next((at for at in self.ground.villages if at.index == index), None)
        if place is None:
            return None
        x, y = self.places[index]
        box = skia.Rect.MakeXYWH(x, y, 0, 0)
        if place.drawn:
            area = self.areas[index]
            canvas.shape(area, fill=CHOSEN_PALE, stroke=CHOSEN, width=5)
            box.join(area.getBounds())
        else:
            canvas.disc(x, y, dot_radius(self.size) + 6, CHOSEN)
        # Its neighbours' names reach into it: what was covered is written again.
        covered = [label for label in self.labels if skia.Rect.Intersects(box, self._box(label))]
        for label in covered:
            if label.id != str(index):
                self._write(canvas, label, self.look.soft_ink, 400)
        self.draw_names(canvas, color=self.look.ink, only=index)
        for label in self.labels:
            if label in covered or label.id == str(index):
                box.join(self._box(label))
        box.outset(_RIM, _RIM)
        return box.left(), box.top(), box.right(), box.bottom()
