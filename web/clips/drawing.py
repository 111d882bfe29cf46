"""What scenes are drawn with: words in their column, the tambon in its area, a closing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from muban.web.clips.rows import Area, rows_area
from muban.web.maps.picture_frame import PictureSize
from muban.web.paper.card_layout import ACCENT, INK, SOFT_INK, set_lines
from muban.web.paper.fonts import text_width
from muban.web.paper.tambon_sheet import TambonSheet
from muban.web.posts.post_picture import qr_image
from muban.web.wording.thai_words import thai_words

if TYPE_CHECKING:
    from muban.web.clips.clip import ClipShape
    from muban.web.clips.rows import Row
    from muban.web.maps.tambon_view import TambonView
    from muban.web.paper.canvas import Canvas

__all__ = ["Emblem", "closing_layer", "sheet_for", "words_layer"]

_TITLES, _LINES, _SMALLEST = (54.0, 48.0, 42.0, 36.0), (32.0, 28.0), 28.0
_LEADING = 1.26
_GAP = 8.0
"""Pixels between what it is of and the story: marks of Thai reach down and up."""
_EMBLEM = 0.7
"""Of the picture's height, what the emblem of a closing takes."""

Emblem = Callable[["Canvas", "ClipShape", Area], None]
"""Draws a small picture into a part of a scene."""


def words_layer(
    kicker: str, title: Sequence[str], lines: Sequence[str] = (), *, beneath: Sequence[Row] = ()
) -> Callable[[Canvas, ClipShape], None]:
    """Words in their column: what it is of, the story large, and lines beneath.

    The title is set as large as kicker and title find room; the lines stand there all, or
    none: a part of them would say something else. The subtitle has them always.

    Parameters
    ----------
    kicker
        A small line above.
    title
        The words of the story, in large letters.
    lines
        What stands beneath.
    beneath
        Narrow rows that stand in the same column
        (:func:`muban.web.clips.rows.rows_area`).
    """

    def draw(canvas: Canvas, shape: ClipShape) -> None:
        left, top, width, height = shape.words
        if beneath and shape.is_wide:
            height = rows_area(shape, beneath, narrow=True)[1] - top - 2 * _GAP
        head = set_lines((kicker,), width=width, largest=_SMALLEST, weight=700)
        used = sum(size * _LEADING for _, size in head) + _GAP
        words = _broken(title, width, _TITLES[1], 700)
        name = _fitting(words, width, height - used, _TITLES, 700)
        name = name or set_lines(words, width=width, largest=_TITLES[-1], weight=700)
        used += sum(size * _LEADING for _, size in name)
        told = _broken([f"{line} " for line in lines], width, _LINES[-1], 400)
        more = _fitting(told, width, height - used, _LINES, 400)
        y = top
        for rows, weight, color in ((head, 700, ACCENT), (name, 700, INK), (more, 400, SOFT_INK)):
            for text, size in rows:
                y += size * _LEADING
                canvas.text(text.strip(), left, y - 0.3 * size, size, weight, color)
            y += _GAP if rows is head else 0

    return draw


def _broken(texts: Sequence[str], width: float, size: float, weight: int) -> tuple[str, ...]:
    """Texts whole where they fit in a line, else their words, a figure with what it is of."""
    pieces: list[str] = []
    for text in texts:
        if text_width(text.strip(), size=size, weight=weight) <= width:
            pieces.append(text)
            continue
        begin = len(pieces)
        for piece in thai_words(text):
            if len(pieces) > begin and (piece.isspace() or piece.strip().isdigit()):
                pieces[-1] += piece
            else:
                pieces.append(piece)
    return tuple(pieces)


def _fitting(
    words: Sequence[str], width: float, height: float, sizes: Sequence[float], weight: int
) -> list[tuple[str, float]]:
    """Words in lines of the first size at which they all fit; none where they do at none."""
    if not words:
        return []
    for largest in sizes:
        lines = set_lines(words, width=width, largest=largest, weight=weight)
        if sum(size * _LEADING for _, size in lines) <= height:
            return lines
    return []


def sheet_for(view: TambonView, shape: ClipShape, area: Area | None = None) -> TambonSheet:
    """The tambon in a clip's picture.

    Parameters
    ----------
    view
        The tambon.
    shape
        The clip's size in pixels.
    area
        What of it is the map's; None for all of its picture.
    """
    left, top, width, height = area or shape.picture
    padding = (
        top + 24,
        shape.width - left - width + 24,
        shape.height - top - height + 24,
        left + 24,
    )
    size = PictureSize(shape.width, shape.height, 24, 26, padding)
    return TambonSheet(view.ground, view.legend, size)


def closing_layer(
    lines: Sequence[str], address: str | None, emblem: Emblem | None = None
) -> Callable[[Canvas, ClipShape], None]:
    """Who says it, from which sources, and the way to the page, in the picture's area.

    Parameters
    ----------
    lines
        Office and sources.
    address
        Of the page; None where none is published.
    emblem
        What stands in the place of its QR code then; None for nothing.
    """

    def draw(canvas: Canvas, shape: ClipShape) -> None:
        left, top, width, height = shape.picture
        y = top + 20
        if address:
            side = int(min(240, height * 0.5))
            canvas.lay(qr_image(address, side), x=left + (width - side) / 2, y=y)
            y += side + 16
        elif emblem:
            emblem(canvas, shape, (left, top, width, height * _EMBLEM))
            y += height * _EMBLEM
        for line in lines:
            words = tuple(f"{word} " for word in line.split())
            for text, size in set_lines(words, width=width - 64, largest=_SMALLEST, weight=400):
                y += size * _LEADING
                if y > top + height:
                    return
                canvas.text(text.strip(), left + width / 2, y, size, 400, SOFT_INK, anchor=0.5)

    return draw
