"""What a finished PDF says, for the privacy gate: its words and what it tells of itself.

A print is made from data that was searched before; what its template adds, and how typst
sets it, only the finished bytes can show.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

__all__ = ["pdf_texts"]

_AM_TWICE = ("\u0e33\u0e32", "\u0e33")
"""Sara am is set as two glyphs, and a reader gets the second for a letter of its own."""


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
    """Each piece that is set at once, and whether a line begins with it."""
    pieces: list[tuple[str, bool]] = []

    def keep(text: str, _: object, at: Sequence[float], *__: object) -> None:
        pieces.append((text, at[4] == 0))

    page.extract_text(visitor_text=keep)
    return pieces


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
