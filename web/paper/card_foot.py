"""What stands under a card's map: what the colours mean, who made it, and the way to the page.

A card is sent on without its page, and printed: it must say these things itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import segno

from muban.web.paper.card_layout import SMALLEST, SOFT_INK, set_lines
from muban.web.paper.fonts import text_width
from muban.web.stories.facts import domain_name
from muban.web.wording.paper_words import paper_word
from muban.web.wording.render import render
from muban.web.wording.words import Lang, digits, word

if TYPE_CHECKING:
    from muban.web.maps.choropleth import View

__all__ = ["CardFoot", "qr_path", "qr_rows"]

_ROW, _KEY, _QR = 40.0, 74.0, 124.0
_GAP = 14.0


@dataclass(frozen=True, slots=True)
class CardFoot:
    """What a card's foot says; nothing of it where nothing is known.

    Parameters
    ----------
    view
        What the map is coloured by; None for a plain map.
    office
        Who made it.
    address
        The page's full address, for its QR code.
    lang, thai_digits
        How it is written.
    """

    view: View | None = None
    office: str = ""
    address: str | None = None
    lang: Lang = "th"
    thai_digits: bool = False

    @property
    def height(self) -> float:
        """The room that it takes under the map, in px."""
        words = (_KEY if self.view else 0) + (_ROW if self.office else 0)
        return max(words, _QR if self.address else 0) + (_GAP if words or self.address else 0)

    def svg(self, left: float, top: float, right: float) -> str:
        """The foot between two edges, as SVG; ``top`` is where its room begins, in px."""
        if not self.height:
            return ""
        width = right - left - (_QR + 20 if self.address else 0)
        qr = qr_path(self.address) if self.address else None
        bottom = top + self.height
        return str(
            render(
                "card_foot.svg.jinja",
                x=left,
                key=self._key(width) if self.view else None,
                key_y=bottom - _KEY - (_ROW if self.office else 0) + 24,
                office=self._office(width),
                office_y=bottom - 10,
                ink=SOFT_INK,
                qr=qr,
                qr_x=right - _QR,
                qr_y=bottom - _QR,
                qr_scale=f"{_QR / qr['size']:.5f}" if qr else "",
            )
        )

    def _office(self, width: float) -> str:
        if not self.office:
            return ""
        said = paper_word("print.made_by", self.lang, office=self.office)
        return _on_one_line(said, width)

    def _key(self, width: float) -> dict[str, Any]:
        assert self.view is not None
        view = self.view
        sense = "high_is_good" if view.domain.higher_is_better else "low_is_good"
        title = paper_word(
            "card.colours",
            self.lang,
            domain=domain_name(view, self.lang),
            year=view.year_be,
            sense=word(sense, self.lang),
        )
        labels, colours = view.classes.labels, view.classes.colours
        low, high = (digits(text, thai=self.thai_digits) for text in (labels[0], labels[-1]))
        begin = text_width(low, size=SMALLEST) + 10
        return {
            "title": _on_one_line(digits(title, thai=self.thai_digits), width),
            "low": low,
            "high": high,
            "from": begin,
            "high_x": begin + 46 * len(colours) + 8,
            "colours": colours,
        }


def _on_one_line(text: str, width: float) -> str:
    """A text as far as it fits at the smallest size; what is cut ends in an ellipsis."""
    lines = set_lines((text,), width=width, largest=SMALLEST, weight=400)
    return lines[0][0] if len(lines) == 1 else f"{lines[0][0]}…"


def qr_rows(address: str) -> list[list[bool]]:
    """An address as a QR code: its modules, dark or light, row by row, with the quiet zone.

    Error correction is at least M (15 %), so that a folded or stained print still reads.

    Parameters
    ----------
    address
        Of a page.

    Returns
    -------
    list
        Of rows from above; True is dark.

    Examples
    --------
    >>> rows = qr_rows("https://ตำบล.example/430101")
    >>> len(rows) == len(rows[0]), any(rows[0])  # a square, and light at its edge
    (True, False)
    """
    code = segno.make_qr(address, error="m")
    return [[bool(dark) for dark in row] for row in code.matrix_iter(border=4)]


def qr_path(address: str) -> dict[str, Any]:
    """An address as a QR code: one path of its dark modules, and its side with the quiet zone.

    Examples
    --------
    >>> qr_path("https://example.go.th/")["size"]
    33
    """
    rows = qr_rows(address)
    d = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return {"size": len(rows), "d": d}
