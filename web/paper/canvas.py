"""Drawing straight on pixels with Skia: what is drawn a thousand times needs no SVG between.

Texts are shaped as on every card (:func:`muban.web.paper.outlines.shaped`) and drawn as outlines of
the package's own type, so that the same words are the same pixels on every machine.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from muban.web.paper.card_layout import CardText
from muban.web.paper.few_colours import FewColours
from muban.web.paper.outlines import outlined, shaped

__all__ = ["Canvas", "grid_path", "seen_path"]

_EM = 1000
_GRID = re.compile(r"([mlhvz])|(-?\d+)")
_OUTLINE = re.compile(r"([MLQCZ])|(-?[\d.]+(?:e-?\d+)?)")
_TAKEN = {"m": 2, "l": 2, "h": 1, "v": 1}


class Canvas:
    """A sheet of pixels.

    Parameters
    ----------
    width, height
        In pixels.
    ground
        Its colour, as ``#rrggbb``, "" for a clear sheet; or the ``array`` of another canvas
        of the same size.

    Attributes
    ----------
    array
        The pixels themselves: height, width and four channels.
    """

    def __init__(self, width: int, height: int, ground: str | NDArray[np.uint8]) -> None:
        self.width, self.height = width, height
        self.array: NDArray[np.uint8] = (
            np.zeros((height, width, 4), dtype=np.uint8)
            if isinstance(ground, str)
            else ground.copy()
        )
        self._surface = skia.Surface(self.array, colorType=skia.kRGBA_8888_ColorType)
        self._canvas = self._surface.getCanvas()
        if isinstance(ground, str) and ground:
            self._canvas.clear(_color(ground))

    def svg(self, text: str) -> None:
        """Lay an SVG of ours, as large as the sheet, over what is there."""
        held = outlined(text)  # the stream does not hold it
        drawing = skia.SVGDOM.MakeFromStream(skia.MemoryStream(held))
        if drawing is None:
            raise ValueError("what was to be drawn is no SVG")
        drawing.setContainerSize(skia.Size(self.width, self.height))
        drawing.render(self._canvas)

    def image(self) -> Any:
        """What is drawn so far, to begin others with or to lay over them."""
        return self._surface.makeImageSnapshot()

    def lay(self, image: Any, *, alpha: float = 1.0, x: float = 0, y: float = 0) -> None:
        """Lay an image over what is there, from 0 (not seen) to 1."""
        self._canvas.drawImage(image, x, y, skia.SamplingOptions(), skia.Paint(Alphaf=alpha))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        color: str,
        *,
        radius: float = 0,
        alpha: float = 1.0,
    ) -> None:
        """A filled rectangle, with round corners where asked for."""
        rect = skia.Rect.MakeXYWH(x, y, width, height)
        paint = skia.Paint(Color=_color(color, alpha), AntiAlias=True)
        self._canvas.drawRoundRect(rect, radius, radius, paint)

    def disc(self, x: float, y: float, radius: float, color: str, *, alpha: float = 1.0) -> None:
        """A filled circle."""
        paint = skia.Paint(Color=_color(color, alpha), AntiAlias=True)
        self._canvas.drawCircle(x, y, radius, paint)

    def star(self, x: float, y: float, radius: float, color: str, *, alpha: float = 1.0) -> None:
        """A filled star of five points, one of them upwards."""
        corners = [
            skia.Point(x + r * math.sin(math.pi * i / 5), y - r * math.cos(math.pi * i / 5))
            for i in range(10)
            for r in (radius if i % 2 == 0 else radius * 0.42,)
        ]
        path = skia.Path()
        path.addPoly(corners, True)
        self.shape(path, fill=color, alpha=alpha)

    def shape(
        self,
        path: Any,
        *,
        fill: str = "",
        stroke: str = "",
        width: float = 0,
        alpha: float = 1.0,
        dash: Sequence[float] = (),
    ) -> None:
        """A path in pixels, filled, lined or both."""
        if fill:
            self._canvas.drawPath(path, skia.Paint(Color=_color(fill, alpha), AntiAlias=True))
        if stroke:
            paint = skia.Paint(
                Color=_color(stroke, alpha),
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=width,
                StrokeJoin=skia.Paint.kRound_Join,
                StrokeCap=skia.Paint.kRound_Cap,
            )
            if dash:
                paint.setPathEffect(skia.DashPathEffect.Make(list(dash), 0))
            self._canvas.drawPath(path, paint)

    def texts(self, lines: Iterable[CardText], *, alpha: float = 1.0) -> None:
        """Lines of text at their places."""
        for line in lines:
            self.text(line.text, line.x, line.y, line.size, line.weight, line.color, alpha=alpha)

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        weight: int,
        color: str,
        *,
        anchor: float = 0.0,
        halo: str = "",
        alpha: float = 1.0,
    ) -> None:
        """One line: ``y`` is its baseline; ``anchor`` 0 begins at ``x``, 0.5 is centred there."""
        outline, reach = _line(text, weight)
        scale = size / _EM
        self._canvas.save()
        self._canvas.translate(x - anchor * reach * scale, y)
        self._canvas.scale(scale, -scale)
        if halo:
            self.shape(outline, stroke=halo, width=0.22 * _EM, alpha=alpha)
        self.shape(outline, fill=color, alpha=alpha)
        self._canvas.restore()

    def png(self) -> bytes:
        """The sheet as a PNG with a table of its colours."""
        return FewColours(self.array).png(self.array, [])


def _color(color: str, alpha: float = 1.0) -> int:
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return int(skia.Color(red, green, blue, round(255 * alpha)))


@functools.lru_cache(maxsize=512)
def _line(text: str, weight: int) -> tuple[Any, float]:
    """A line's outlines as one path, and how far it reaches, in units of the font."""
    glyphs, reach = shaped(text, weight)
    whole = skia.Path()
    for glyph in glyphs:
        whole.addPath(_glyph(glyph.d), glyph.x, glyph.y)
    return whole, reach


@functools.lru_cache(maxsize=2048)
def _glyph(d: str) -> Any:
    path, command = skia.Path(), ""
    values: list[float] = []
    draw = {"M": path.moveTo, "L": path.lineTo, "C": path.cubicTo}
    wanted = {"M": 2, "L": 2, "C": 6}
    for letter, value in _OUTLINE.findall(d):
        if letter:
            if command == "Q":
                _curve(path, values)
            command, values = letter, []
            if letter == "Z":
                path.close()
            continue
        values.append(float(value))
        if command in draw and len(values) == wanted[command]:
            draw[command](*values)
            values = []
    return path


def _curve(path: Any, values: Sequence[float]) -> None:
    """A quadratic curve as fonts write it: between two controls lies a corner."""
    at = list(zip(values[::2], values[1::2], strict=True))
    for i, control in enumerate(at[:-1]):
        last = i == len(at) - 2
        x, y = (
            at[-1] if last else ((control[0] + at[i + 1][0]) / 2, (control[1] + at[i + 1][1]) / 2)
        )
        path.quadTo(*control, x, y)


def grid_path(d: str) -> Any:
    """Path text of :func:`muban.web.maps.encode.path_d` as a path in cells.

    Examples
    --------
    >>> ring = grid_path("m12 40l3-2v12z")
    >>> ring.getBounds().left(), ring.getBounds().right()
    (12.0, 15.0)
    >>> grid_path("m10 10h5v5zm20 0h5v5z").getBounds().right()  # from the first ring's beginning
    35.0
    """
    path, command = skia.Path(), ""
    values: list[int] = []
    x = y = first_x = first_y = 0
    for letter, value in _GRID.findall(d):
        if letter:
            command, values = letter, []
            if letter == "z":
                path.close()
                x, y = first_x, first_y
            continue
        values.append(int(value))
        if len(values) < _TAKEN[command]:
            continue
        x += values[0] if command != "v" else 0
        y += values[-1] if command != "h" else 0
        if command == "m":
            first_x, first_y = x, y
            path.moveTo(x, y)
        else:
            path.lineTo(x, y)
        values = []
    return path


def seen_path(path: Any, *, left: float, top: float, pixel: float) -> Any:
    """A path in cells as it stands on a picture whose corner and scale are given.

    Parameters
    ----------
    path
        In cells.
    left
        Of the picture's corner, in cells.
    top
        Likewise.
    pixel
        Side of a pixel in cells.

    Returns
    -------
    Path
        In pixels.

    Examples
    --------
    >>> line = skia.Path()
    >>> _ = line.moveTo(100, 100).lineTo(140, 120)
    >>> seen_path(line, left=100, top=100, pixel=2).getBounds().width()
    20.0
    """
    shown = skia.Path(path)
    shown.offset(-left, -top)
    matrix = skia.Matrix()
    matrix.setScale(1 / pixel, 1 / pixel)
    shown.transform(matrix)
    return shown
