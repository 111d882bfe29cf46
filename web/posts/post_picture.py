"""A post drawn in a shape: the story first and large, its picture, its figures, who says so."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import skia

from muban.web.paper.canvas import Canvas
from muban.web.paper.card_foot import qr_rows
from muban.web.paper.card_layout import SMALLEST, SOFT_INK, CardWords, lay_out, set_lines
from muban.web.paper.fonts import text_width

if TYPE_CHECKING:
    from muban.web.posts.post import Post, PostShape

__all__ = ["draw_post", "foot_lines"]

GROUND, PAPER, INK = "#e8ecec", "#ffffff", "#1f2a30"
_QR = 112.0
_MARGIN = 56.0
_KEY_HIGH, _KEY_EDGE = 40.0, "#9aa7ab"


def draw_post(post: Post, shape: PostShape, *, office: str) -> bytes:
    """One picture of a post, as PNG.

    Parameters
    ----------
    post
        What it says.
    shape
        Its size and parts.
    office
        Who says it; "" leaves that out.
    """
    canvas = Canvas(shape.width, shape.height, PAPER)
    left, top, width, height = shape.picture
    canvas.box(left, top, width, height, GROUND)
    keyed = _KEY_HIGH if post.key else 0
    post.draw(canvas, (left, top, width, height - keyed))
    _draw_key(canvas, post, (left + _MARGIN, top + height - keyed, width - 2 * _MARGIN, keyed))
    words = CardWords(
        post.kicker, post.headline, post.place, tuple((f.figure, f.what) for f in post.facts[:3])
    )
    column, start, across, end = shape.words
    canvas.texts(
        lay_out(
            words,
            left=column,
            top=start,
            width=across,
            bottom=shape.figures,
            title_size=shape.title_size,
            end=end,
        )
    )
    _draw_foot(canvas, post, shape, office)
    return canvas.png()


def _draw_key(canvas: Canvas, post: Post, area: tuple[float, float, float, float]) -> None:
    x, y, width, _ = area
    end = x + width
    for color, words in post.key:
        reach = 36 + text_width(words, size=SMALLEST)
        if x + reach > end:
            return
        canvas.box(x - 1.5, y + 4.5, 29, 25, _KEY_EDGE, radius=5)
        canvas.box(x, y + 6, 26, 22, color, radius=4)
        canvas.text(words, x + 36, y + 26, SMALLEST, 400, SOFT_INK)
        x += reach + 28


def foot_lines(post: Post, office: str, width: float) -> list[str]:
    """Where a post's figures are from and who says it, in at most three lines that fit.

    Parameters
    ----------
    post
        Whose sources are named.
    office
        Who says it; "" for nobody.
    width
        So much fits in a line, in pixels.
    """
    lines: list[str] = []
    for text in (post.source, office):
        if text:
            parts = set_lines(
                tuple(f"{word} " for word in text.split()), width=width, largest=24, weight=400
            )
            lines += [part.strip() for part, _ in parts]
    return lines[:3]


def _draw_foot(canvas: Canvas, post: Post, shape: PostShape, office: str) -> None:
    left, width = shape.words[0], shape.width - 2 * shape.words[0]
    if post.address:
        side = _QR
        at = shape.width - shape.words[0] - side, shape.height - side - 10
        canvas.lay(qr_image(post.address, int(side)), x=at[0], y=at[1])
        width -= side + 24
    lines = foot_lines(post, office, width)
    y = shape.height - 18 - 31 * (len(lines) - 1)
    for line in lines:
        canvas.text(line, left, y, SMALLEST, 400, SOFT_INK)
        y += 31


@lru_cache(maxsize=64)
def qr_image(address: str, side: int) -> Any:
    """An address as a QR code of a size in pixels."""
    rows = qr_rows(address)
    canvas = Canvas(side, side, PAPER)
    unit = side / len(rows)
    path = skia.Path()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                path.addRect(skia.Rect.MakeXYWH(x * unit, y * unit, unit, unit))
    canvas.shape(path, fill=INK)
    return canvas.image()
