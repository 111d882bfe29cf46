"""What a finished PDF says, for the privacy gate: its words and what it tells of itself.

A print is made from data that was searched before; what its template adds, and how typst
sets it, only the finished bytes can show.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from math import nan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

__all__ = ["pdf_texts"]

_AM_TWICE = ("\u0e33\u0e32", "\u0e33")
"""Sara am is set as two glyphs, and a reader gets the second for a letter of its own."""

_SAME_PT = 0.5
"""Two lines are one if their heights are nearer than this, in points."""


def pdf_texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Texts of a PDF with their places.

    Parameters
    ----------
    content
        Its bytes.

    Yields
    ------
    tuple of str
        A text and ``page 3`` or ``about /Title``. The cells of a table stay apart: figures
        beside each other are no number of thirteen digits.

    Examples
    --------
    >>> list(pdf_texts(b""))
    []
    """
    if not content:
        return
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    for name, value in (reader.metadata or {}).items():
        yield str(value), f"about {name}"
    for number, page in enumerate(reader.pages, start=1):
        for text in _joined(_pieces(page)):
            yield text, f"page {number}"


def _pieces(page: PageObject) -> list[tuple[str, bool]]:
    """Each piece that is set at once, and whether a line begins with it.

    Every Thai word is set in a place of its own, so that no line breaks it: it goes on with the
    line where it stands as high as what was set before and no gap is between them. A gap comes
    as a space before the text; a space that was set is a piece of its own.
    """
    pieces: list[tuple[str, bool]] = []
    height, before = 0.0, ""

    def keep(text: str, place: Sequence[float], at: Sequence[float], *_: object) -> None:
        nonlocal height, before
        if not text:
            return
        near = abs(place[5] - height) < _SAME_PT and (text.isspace() or not text[0].isspace())
        goes_on = near and any(_is_thai(one) or one.isspace() for one in (before, text[0]))
        pieces.append((text, at[4] == 0 and not goes_on))
        height, before = nan if "\n" in text else place[5], text[-1]

    page.extract_text(visitor_text=keep)
    return pieces


def _is_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e5b"


def _joined(pieces: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """Pieces of one line of text, put together: a line begins where its pen does."""
    line = ""
    for text, starts in pieces:
        if starts and text.strip():
            yield from _line(line)
            line = ""
        line += text
    yield from _line(line)


def _line(text: str) -> Iterator[str]:
    plain = " ".join(text.split()).replace(*_AM_TWICE)
    if plain:
        yield plain
