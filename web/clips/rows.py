"""Rows of a scene: what a colour means, a figure, a name; below the map, or beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from muban.web.paper.card_layout import INK, set_lines
from muban.web.paper.fonts import text_width

if TYPE_CHECKING:
    from muban.web.clips.clip import ClipShape
    from muban.web.paper.canvas import Canvas

__all__ = ["Area", "Row", "map_area", "rows_area", "rows_layer"]

Area = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""
_LOW, _HIGH = 33.0, 60.0
"""Pixels from one row to the next: where many must find room, and where there is enough."""
_MOST = 0.66
"""Share of the picture that rows may take from the map."""
_SMALL, _LARGE = 26.0, 34.0
_LEAST = 22.0
"""Pixels: a row's smallest letters, for one long name."""
_INDENT, _GAP = 1.3, 24.0
"""Room for a row's colour, as a share of its letters' size; pixels before its figure."""
_TWO_FROM, _BETWEEN = 4, 36.0
"""From so many on short rows stand in two columns, and pixels between these."""
_EDGE = "#9aa7ab"


@dataclass(frozen=True, slots=True)
class Row:
    """A text, a figure at the right edge, and what its colour is shown as, if it has one."""

    text: str
    figure: str = ""
    color: str = ""
    mark: Literal["disc", "box", "star"] = "disc"


def map_area(shape: ClipShape, rows: Sequence[Row], *, narrow: bool = False) -> Area:
    """What is left to the map where rows stand below it.

    Parameters
    ----------
    shape
        The clip's size.
    rows
        What they say.
    narrow
        Whether they are short enough to stand in the column of words where a clip has one, and
        perhaps two in a line where it has none.
    """
    left, top, width, height = shape.picture
    if narrow and shape.is_wide:
        return shape.picture
    lines = _lines(shape, rows, narrow=narrow)
    return left, top, width, height - min(lines * _LOW, height * _MOST)


def rows_area(shape: ClipShape, rows: Sequence[Row], *, narrow: bool = False) -> Area:
    """Where the rows stand.

    Parameters
    ----------
    shape
        The clip's size.
    rows
        What they say; none for rows that have the whole picture.
    narrow
        As of :func:`map_area`.
    """
    column, start, across, down = shape.words
    if rows and narrow and shape.is_wide:
        high = min(len(rows) * _LOW, down * _MOST)
        return column, start + down - high, across, high
    left, top, width, height = shape.picture
    if shape.is_wide:
        column, across = left + 24, width - 48
    if not rows:
        return column, top, across, height
    high = min(_lines(shape, rows, narrow=narrow) * _LOW, height * _MOST)
    return column, top + height - high, across, high


def _lines(shape: ClipShape, rows: Sequence[Row], *, narrow: bool) -> int:
    """How many lines the rows take: short ones stand two in a line where there are many."""
    column = (shape.words[2] - _BETWEEN) / 2
    two = narrow and not shape.is_wide and len(rows) >= _TWO_FROM
    return -(-len(rows) // 2) if two and all(_reach(row) <= column for row in rows) else len(rows)


def _reach(row: Row) -> float:
    """How wide a row is at the smallest size."""
    figure = text_width(row.figure, size=_SMALL, weight=700) + _GAP if row.figure else 0.0
    indent = _INDENT * _SMALL if row.color else 0.0
    return indent + text_width(row.text, size=_LEAST) + figure


def rows_layer(
    rows: Sequence[Row], *, below: bool = False, narrow: bool = False, more: str = ""
) -> Callable[[Canvas, ClipShape], None]:
    """Rows, one under the other.

    Parameters
    ----------
    rows
        What they say.
    below
        Whether a map stands above them; else the whole picture is theirs.
    narrow
        As of :func:`map_area`.
    more
        Said in the last row's place, with ``{n}``, where not all rows find room.
    """

    def draw(canvas: Canvas, shape: ClipShape) -> None:
        left, top, width, height = rows_area(shape, rows if below else (), narrow=narrow)
        lines = _lines(shape, rows, narrow=narrow and below)
        step = max(_LOW, min(_HIGH, height / max(1, lines)))
        room = int(height / step + 1e-6) * (2 if lines < len(rows) else 1)
        shown = list(rows if len(rows) <= room else rows[: room - 1])
        if len(shown) < len(rows):
            shown.append(Row(more.replace("{n}", str(len(rows) - len(shown)))))
        if lines == len(rows):
            _column(canvas, shown, (left, top, width, step))
            return
        across = (width - _BETWEEN) / 2
        _column(canvas, shown[:lines], (left, top, across, step))
        _column(canvas, shown[lines:], (left + across + _BETWEEN, top, across, step))

    return draw


def _column(canvas: Canvas, rows: Sequence[Row], area: Area) -> None:
    """Rows one under the other; the area's height is from one to the next."""
    left, top, width, step = area
    size = _SMALL + (_LARGE - _SMALL) * (step - _LOW) / (_HIGH - _LOW)
    indent = _INDENT * size if any(row.color for row in rows) else 0.0
    for number, row in enumerate(rows):
        y = top + step * (number + 0.5) + 0.34 * size
        _mark(canvas, row, left + 0.4 * size, y - 0.34 * size, 0.4 * size)
        _say(canvas, row, (left + indent, y, width - indent), size)


def _say(canvas: Canvas, row: Row, at: tuple[float, float, float], size: float) -> None:
    x, y, width = at
    taken = text_width(row.figure, size=size * 1.1, weight=700) + _GAP if row.figure else 0
    room = width - taken
    fitted = max(_LEAST, min(size, size * room / max(1.0, text_width(row.text, size=size))))
    text = row.text
    if text_width(text, size=fitted) > room + 0.5:
        [(text, fitted), *_] = set_lines((text,), width=room - fitted, largest=size, weight=400)
        text = f"{text}…"
    canvas.text(text, x, y, fitted, 400, INK)
    if row.figure:
        canvas.text(row.figure, x + width, y, size * 1.1, 700, INK, anchor=1.0)


def _mark(canvas: Canvas, row: Row, x: float, y: float, radius: float) -> None:
    if not row.color:
        return
    if row.mark == "star":
        canvas.star(x, y, radius * 1.25, row.color)
    elif row.mark == "disc":
        canvas.disc(x, y, radius, row.color)
    else:
        side = 2 * radius
        canvas.box(x - radius - 1.5, y - radius - 1.5, side + 3, side + 3, _EDGE, radius=5)
        canvas.box(x - radius, y - radius, side, side, row.color, radius=4)
