"""Where the words of a card stand: measured, so that no name is cut or too small to read.

A card is seen at a quarter of its size in a feed: nothing on it is smaller than 24 px.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from muban.web.paper.fonts import text_width
from muban.web.wording.thai_words import thai_words

__all__ = ["SMALLEST", "CardText", "CardWords", "lay_out", "set_lines", "syllable_starts"]

SMALLEST = 24
"""Pixels: the smallest type on a card."""

ACCENT, INK, SOFT_INK = "#1f5f4a", "#1f2a30", "#4c5a61"
_LEADING = 1.24


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a card says.

    Parameters
    ----------
    kicker
        What it is, in a few words.
    title
        Where, in words that may stand on lines of their own: ``("ตำบล", "เมืองเก่า")``.
    place
        What it lies in, one line each.
    figures
        Up to three: a number and what it counts.
    """

    kicker: str
    title: tuple[str, ...]
    place: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardText:
    """One line of text: its baseline's start, size in px, weight, colour."""

    x: float
    y: float
    text: str
    size: float
    weight: int
    color: str

    @property
    def width(self) -> float:
        """As measured; what is drawn is never wider."""
        return text_width(self.text, size=self.size, weight=self.weight)


def lay_out(
    words: CardWords,
    *,
    left: float,
    top: float,
    width: float,
    bottom: float,
    title_size: float = 84,
    end: float | None = None,
) -> list[CardText]:
    """Set a card's words in a column: what and where at the top, figures at the bottom.

    Parameters
    ----------
    words
        What to say.
    left, top, width, bottom
        The column in px.
    title_size
        The title's largest size; a long name is set smaller.
    end
        Where what and where must end; None for above the figures. Lines of ``place`` that
        find no room are left out, the last ones first.

    Examples
    --------
    >>> words = CardWords("แผนที่หมู่บ้าน", ("ตำบล", "โพนแพง"), ("จังหวัดหนองคาย",), (("13", "หมู่บ้าน"),))
    >>> column = lay_out(words, left=50, top=40, width=360, bottom=600)
    >>> [line.text for line in column]
    ['แผนที่หมู่บ้าน', 'ตำบล', 'โพนแพง', 'จังหวัดหนองคาย', '13', 'หมู่บ้าน']
    >>> min(line.size for line in column) >= SMALLEST
    True
    """
    lines: list[CardText] = []
    y = top

    def add(text: str, size: float, weight: int, color: str) -> None:
        nonlocal y
        y += size * _LEADING
        lines.append(CardText(left, y - 0.3 * size, text, size, weight, color))

    for text, size in set_lines((words.kicker,), width=width, largest=32, weight=700):
        add(text, size, 700, ACCENT)
    y += 14  # the marks of Thai reach up to what stands above
    for text, size in set_lines(words.title, width=width, largest=title_size, weight=700):
        add(text, size, 700, INK)
    y += 10
    places = tuple(f"{place} " for place in words.place)
    figures = _figures(words.figures, left=left, width=width, bottom=bottom)
    if end is None:
        end = min((line.y - line.size for line in figures), default=bottom) - 6
    for text, size in set_lines(places, width=width, largest=36, weight=400):
        if y + size * _LEADING <= end:
            add(text.strip(), size, 400, SOFT_INK)
    return lines + figures


def _figures(
    figures: Sequence[tuple[str, str]], *, left: float, width: float, bottom: float
) -> list[CardText]:
    """Numbers side by side, each over its word, spaced as far as there is room."""
    if not figures:
        return []
    size, small = 54.0, 27.0
    widths = _figure_widths(figures, size, small)
    while sum(widths) + 24 * (len(figures) - 1) > width and small > SMALLEST:
        size, small = size - 3, small - 1
        widths = _figure_widths(figures, size, small)
    gap = min(44.0, (width - sum(widths)) / max(len(figures) - 1, 1))
    lines, x = [], left
    for (number, what), wide in zip(figures, widths, strict=True):
        lines.append(CardText(x, bottom - 1.6 * small, number, size, 700, INK))
        lines.append(CardText(x, bottom - 0.25 * small, what, small, 400, SOFT_INK))
        x += wide + gap
    return lines


def _figure_widths(figures: Sequence[tuple[str, str]], size: float, small: float) -> list[float]:
    return [
        max(text_width(number, size=size, weight=700), text_width(what, size=small))
        for number, what in figures
    ]


def set_lines(
    words: Sequence[str], *, width: float, largest: float, weight: int
) -> list[tuple[str, float]]:
    """Break words into lines of one size that fit a width, as large as may be.

    Thai has no spaces between words: lines break between the words given and at spaces,
    then, for a name too long even at a readable size, between its own words or before a syllable.

    Parameters
    ----------
    words
        In their order.
    width
        So much fits in a line, in pixels.
    largest
        Size of the letters at most, in pixels.
    weight
        Of the letters, 400 or 700.

    Returns
    -------
    list of (str, float)
        Each line and its size in px.

    Examples
    --------
    >>> set_lines(("ตำบล", "เมืองเก่า"), width=300, largest=84, weight=700)
    [('ตำบล', 84), ('เมืองเก่า', 84)]
    >>> set_lines(("อำเภอรัตนวาปี",), width=1000, largest=36, weight=400)
    [('อำเภอรัตนวาปี', 36)]
    """
    least = max(SMALLEST, largest * 0.45)
    for size in _sizes(largest, least):
        if all(text_width(word, size=size, weight=weight) <= width for word in words):
            return [(line, size) for line in _joined(words, width, size, weight)]
    pieces = [piece for word in words for piece in _pieces(word, width, least, weight)]
    return [(piece, least) for piece in pieces]


def _sizes(largest: float, least: float) -> list[float]:
    steps = int((largest - least) // 2)
    return [largest - 2 * i for i in range(steps + 1)] + [least]


def _joined(words: Sequence[str], width: float, size: float, weight: int) -> list[str]:
    """Words on one line as long as they fit; Thai joins without a space."""
    lines: list[str] = []
    for word in words:
        longer = lines[-1] + word if lines else word
        if lines and text_width(longer, size=size, weight=weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(word: str, width: float, size: float, weight: int) -> list[str]:
    """A long name in lines that fit: broken between words, else before a syllable."""
    lines, rest = [], word.strip()
    while not _fits(rest, width, size, weight):

        def longest(cuts: Iterable[int], rest: str = rest) -> int:
            fits = (cut for cut in cuts if _fits(rest[:cut].rstrip(), width, size, weight))
            return max(fits, default=0)

        ends = list(accumulate(len(piece) for piece in thai_words(rest)))[:-1]
        cut = longest(ends) or longest(syllable_starts(rest))
        cut = cut or _widest_cut(rest, width, size, weight)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, rest] if rest else lines


def _fits(text: str, width: float, size: float, weight: int) -> bool:
    return text_width(text, size=size, weight=weight) <= width


def _widest_cut(text: str, width: float, size: float, weight: int) -> int:
    """A cut between clusters where no syllable shows itself; at least one letter."""
    cuts = [
        i
        for i in range(1, len(text))
        if unicodedata.category(text[i]) != "Mn" and text[i] not in "ะาำๅ"
    ]
    fits = [cut for cut in cuts if _fits(text[:cut], width, size, weight)]
    return max(fits, default=cuts[0] if cuts else len(text))


def syllable_starts(text: str) -> list[int]:
    """Places where a syllable surely begins: after a space, and at a leading vowel.

    Examples
    --------
    >>> [("หนองบัวเงิน")[i:] for i in syllable_starts("หนองบัวเงิน")]
    ['เงิน']
    """
    return [i for i in range(1, len(text)) if text[i - 1] == " " or text[i] in "เแโใไ"]
