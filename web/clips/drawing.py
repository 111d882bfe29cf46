"""What scenes are drawn with: words in their column, the tambon in its area, a closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.web.maps.picture_frame import PictureSize
from muban.web.paper.card_layout import ACCENT, INK, SOFT_INK, set_lines
from muban.web.paper.tambon_sheet import TambonSheet
from muban.web.posts.post_picture import qr_image

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from muban.web.clips.clip import ClipShape
    from muban.web.maps.tambon_view import TambonView
    from muban.web.paper.canvas import Canvas

__all__ = ["closing_layer", "list_layer", "sheet_for", "words_layer"]

_TITLES, _LINES, _SMALLEST = (54.0, 48.0, 42.0, 36.0), (32.0, 28.0), 28.0
_LEADING = 1.26
_ROW = 42.0


def words_layer(
    kicker: str, title: Sequence[str], lines: Sequence[str] = ()
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
    """

    def draw(canvas: Canvas, shape: ClipShape) -> None:
        left, top, width, height = shape.words
        head = set_lines((kicker,), width=width, largest=_SMALLEST, weight=700)
        used = sum(size * _LEADING for _, size in head)
        name = _fitting(tuple(title), width, height - used, _TITLES, 700)
        name = name or set_lines(tuple(title), width=width, largest=_TITLES[-1], weight=700)
        used += sum(size * _LEADING for _, size in name)
        more = _fitting(tuple(f"{line} " for line in lines), width, height - used, _LINES, 400)
        y = top
        for rows, weight, color in ((head, 700, ACCENT), (name, 700, INK), (more, 400, SOFT_INK)):
            for text, size in rows:
                y += size * _LEADING
                canvas.text(text.strip(), left, y - 0.3 * size, size, weight, color)

    return draw


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


def sheet_for(view: TambonView, shape: ClipShape, *, share: float = 1.0) -> TambonSheet:
    """The tambon in a clip's picture, or in the upper ``share`` of it.

    Parameters
    ----------
    view
        The tambon.
    shape
        The clip's size in pixels.
    share
        Of the height, 0 to 1.
    """
    left, top, width, height = shape.picture
    padding = (
        top + 24,
        shape.width - left - width + 24,
        shape.height - top - height * share + 24,
        left + 24,
    )
    size = PictureSize(shape.width, shape.height, 24, 26, padding)
    return TambonSheet(view.ground, view.legend, size)


def list_layer(
    rows: Sequence[tuple[str, str]], *, begin: float = 0.0, more: str = ""
) -> Callable[[Canvas, ClipShape], None]:
    """Rows in the picture's area: a text, and a figure at its right edge.

    Parameters
    ----------
    rows
        Texts and figures.
    begin
        Where the rows begin, as a share of the area's height.
    more
        Said in the last row's place, with ``{n}``, where not all rows find room.
    """

    def draw(canvas: Canvas, shape: ClipShape) -> None:
        left, top, width, height = shape.picture
        room = int(height * (1 - begin) // _ROW)
        shown = list(rows if len(rows) <= room else rows[: room - 1])
        if len(shown) < len(rows):
            shown.append((more.replace("{n}", str(len(rows) - len(shown))), ""))
        y = top + height * begin + 36
        for text, figure in shown:
            wide = width - 64 - (150 if figure else 0)
            parts = set_lines((text,), width=wide, largest=_SMALLEST, weight=400)
            line, size = parts[0]
            line = line if len(parts) == 1 else f"{line}…"
            canvas.text(line, left + 32, y, size, 400, INK)
            if figure:
                canvas.text(figure, left + width - 32, y, 32, 700, INK, anchor=1.0)
            y += _ROW

    return draw


def closing_layer(lines: Sequence[str], address: str | None) -> Callable[[Canvas, ClipShape], None]:
    """Who says it, from which sources, and the way to the page, in the picture's area."""

    def draw(canvas: Canvas, shape: ClipShape) -> None:
        left, top, width, height = shape.picture
        y = top + 20
        if address:
            side = int(min(240, height * 0.5))
            canvas.lay(qr_image(address, side), x=left + (width - side) / 2, y=y)
            y += side + 16
        for line in lines:
            words = tuple(f"{word} " for word in line.split())
            for text, size in set_lines(words, width=width - 64, largest=_SMALLEST, weight=400):
                y += size * _LEADING
                if y > top + height:
                    return
                canvas.text(text.strip(), left + width / 2, y, size, 400, SOFT_INK, anchor=0.5)

    return draw
