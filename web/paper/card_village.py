"""The picture that a shared link to a village's page shows: its name, and where it lies.

The tambon is drawn once for all of its villages; each card lays its own words and its own area
over that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from muban.web.maps.picture_frame import PictureSize
from muban.web.paper.canvas import Canvas
from muban.web.paper.card import SHAPES, lines_of
from muban.web.paper.card_layout import CardText, CardWords
from muban.web.paper.few_colours import FewColours
from muban.web.paper.tambon_sheet import TambonSheet
from muban.web.stories.facts import counted_facts, result_facts, village_title
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits, tambon_name, word

if TYPE_CHECKING:
    from muban.web.maps.tambon_view import TambonView

__all__ = ["VillageCards", "village_words"]

_SHAPE = SHAPES[0]
_LABEL = 26.0


class VillageCards:
    """The cards of one tambon's villages.

    Parameters
    ----------
    view
        The tambon.
    thai_digits
        Whether figures are Thai.
    """

    def __init__(self, view: TambonView, *, thai_digits: bool = False) -> None:
        self._view, self._thai = view, thai_digits
        size = PictureSize(_SHAPE.width, _SHAPE.height, _LABEL, 30, _SHAPE.padding)
        self._sheet = TambonSheet(view.ground, view.legend, size, thai_digits=thai_digits)

    @cached_property
    def _behind(self) -> tuple[NDArray[np.uint8], FewColours]:
        """The tambon beside the empty panel; only paper where nothing has a place."""
        look = self._sheet.look
        mapped = self._view.mapped
        canvas = Canvas(_SHAPE.width, _SHAPE.height, look.ground if mapped else look.paper)
        if mapped:
            self._sheet.draw(canvas)
            self._sheet.draw_names(canvas)
            canvas.box(*_SHAPE.panel, look.paper)
        return canvas.array, FewColours(canvas.array)

    def draw(self, index: int, village: Mapping[str, Any], landmarks: int) -> dict[str, bytes]:
        """One village's card: file name → PNG.

        Parameters
        ----------
        index
            The village's position.
        village
            Of :func:`muban.web.pages.page_data.village_rows`.
        landmarks
            How many lie in it.
        """
        words = village_words(
            self._view, village, landmarks, lang=self._view.lang, thai_digits=self._thai
        )
        pixels, colours = self._behind
        canvas = Canvas(_SHAPE.width, _SHAPE.height, pixels)
        marked = self._sheet.mark(canvas, index)
        lines = lines_of(words, _SHAPE)
        canvas.texts(lines)
        written = _around(lines)
        png = colours.png(canvas.array, [marked, written] if marked else [written])
        return {f"{_SHAPE.id}-{hashlib.sha256(png).hexdigest()[:12]}.png": png}


def _around(lines: Sequence[CardText]) -> tuple[float, float, float, float]:
    """What lines of text may draw on: Thai marks stand far above them and below."""
    return (
        min(line.x for line in lines) - 4,
        min(line.y - 1.5 * line.size for line in lines),
        max(line.x + line.width for line in lines) + 8,
        max(line.y + 0.6 * line.size for line in lines),
    )


def village_words(
    view: TambonView,
    village: Mapping[str, Any],
    landmarks: int,
    *,
    lang: Lang = "th",
    thai_digits: bool = False,
) -> CardWords:
    """What a village's card says: what it was chosen for, its name, where, three figures.

    Parameters as of :meth:`VillageCards.draw`.
    """
    tambon = view.tambon
    chosen = village["chosen"]
    kicker = paper_word("card.data", lang)
    if chosen:
        level = word(f"level.{chosen[0]['level']}", lang)
        kicker = paper_word("card.chosen", lang, level=level, year=chosen[0]["year"])
    if tambon.sample:
        kicker = f"{kicker} · {word('sample.short', lang)}"
    name = village_title(village, lang)
    moo = word("moo.n", lang, n=village["moo"])
    where = tambon_name(tambon.tambon, lang)
    places = [f"{moo} {where}" if name != moo else where]
    for unit, place in (("amphoe", tambon.amphoe), ("province", tambon.province)):
        if place.name:
            named = (place.name_en if lang == "en" else "") or place.name
            places.append(word(f"{unit}.name", lang, name=named))
    facts = counted_facts(village, landmarks, lang) or result_facts(
        view.views.every, village["code"], lang
    )
    return CardWords(
        kicker=digits(kicker, thai=thai_digits),
        title=(name,),
        place=tuple(digits(line, thai=thai_digits) for line in places),
        figures=tuple((digits(f.figure, thai=thai_digits), f.what) for f in facts[:3]),
    )
