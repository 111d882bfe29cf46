"""What stands on everything that is printed: who made it, when, in which words and digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["Imprint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands on everything that is printed.

    Parameters
    ----------
    office, date
        Who made it, and the date of the data in words, from ``muban.toml``: never the
        clock's. "" where not given.
    address
        Where the page is published; None leaves the QR code out.
    tambons
        The province's tambons for the small map (:data:`muban.layers.frames.UNIT_COLUMNS`).
    """

    office: str = ""
    date: str = ""
    address: str | None = None
    tambons: gpd.GeoDataFrame | None = None
    lang: Lang = "th"
    thai_digits: bool = False

    def word(self, key: str, **facts: object) -> str:
        """A word of ``paper_words.json`` in the print's language and digits."""
        return self.figures(paper_word(key, self.lang, **facts))

    def figures(self, text: str) -> str:
        """Figures in the print's digits."""
        return digits(text, thai=self.thai_digits and self.lang == "th")

    def label(self, th: str, en: str) -> str:
        """A name in the print's language, Thai where there is no other."""
        return (en if self.lang == "en" else "") or th
