"""The picture that a shared link to the province's overview shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.layers.register.register_matrix import counted
from muban.web.maps.picture_places import label_name
from muban.web.maps.picture_province import ProvinceOptions, build_province_picture
from muban.web.maps.province_shapes import ProvinceShapes, province_has_places
from muban.web.paper.card import CardShape, draw_cards
from muban.web.paper.card_foot import CardFoot
from muban.web.paper.card_layout import CardWords
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits, integer, word

if TYPE_CHECKING:
    import pandas as pd

    from muban.layers.atlas import Atlas
    from muban.symbology.legend import Legend

__all__ = ["build_province_cards", "province_words"]

_MARKER = 22.0
_MOST_NAMES = 2
"""Villages of the newest year that a card names; it says how many more there are."""


def build_province_cards(
    atlas: Atlas,
    *,
    legend: Legend,
    lang: Lang = "th",
    thai_digits: bool = False,
    shapes: ProvinceShapes | None = None,
    office: str = "",
    address: str | None = None,
) -> dict[str, bytes]:
    """The province overview's cards: its designated villages, and how many there are.

    Parameters and result as of :func:`muban.web.paper.card.build_cards`; ``shapes`` are the atlas's
    :func:`~muban.web.maps.province_shapes.province_shapes`, where they are made already.
    """
    foot = CardFoot(None, office, address, lang, thai_digits)

    def draw(shape: CardShape) -> str:
        size = shape.map_size(_MARKER, foot.height)
        options = ProvinceOptions(
            size=size, labels=False, villages=False, fonts=FONT_FAMILY, lang=lang
        )
        if not province_has_places(atlas):
            return ""
        return build_province_picture(atlas, legend=legend, options=options, shapes=shapes).svg

    words = province_words(atlas, lang=lang, thai_digits=thai_digits)
    return draw_cards(words, draw, legend=legend, foot=foot)


def province_words(atlas: Atlas, *, lang: Lang = "th", thai_digits: bool = False) -> CardWords:
    """What the province's card says: only rows that count are counted.

    Parameters
    ----------
    atlas
        The whole project.
    lang
        Its language.
    thai_digits
        Whether figures are written in Thai digits.
    """
    rows = counted(atlas.designations)
    place, figures = atlas.province, []
    if len(rows):
        years = {"from": int(rows["year_be"].min()), "to": int(rows["year_be"].max())}
        figures = [
            (integer(_villages_in(rows)), paper_word("card.designated", lang)),
            (integer(len(set(rows["year_be"]))), paper_word("card.years_counted", lang)),
        ]
        if len(atlas.amphoes):
            figures.append((integer(len(atlas.amphoes)), paper_word("card.amphoes", lang)))
    else:
        figures = _held(atlas, lang)
    what = "card.villages" if province_has_places(atlas) else "card.data"
    kicker = paper_word("card.designations" if len(rows) else what, lang)
    if atlas.sample:
        kicker = f"{kicker} · {paper_word('card.sample', lang)}"
    title = (word("province", "th"), place.name)
    if lang == "en" and place.name_en:
        title = (f"{place.name_en} ", word("province", "en"))
    return CardWords(
        kicker=kicker,
        title=title if place.name else (atlas.title,),
        place=(
            digits(paper_word("card.years", lang, **years), thai=thai_digits),
            *(digits(line, thai=thai_digits) for line in _newest(rows, lang)),
        )
        if len(rows)
        else (),
        figures=tuple((digits(n, thai=thai_digits), what) for n, what in figures[:3]),
    )


def _newest(rows: pd.DataFrame, lang: Lang) -> list[str]:
    """The newest year's villages by name: province level first, then in the register's order."""
    newest = rows[rows["year_be"] == rows["year_be"].max()]
    newest = newest.assign(first=newest["level"] != "province").sort_values(["first", "row"])
    names = [label_name(name) for name in newest["name"]]
    more = len(names) - _MOST_NAMES
    said = [paper_word("card.newest", lang, year=int(rows["year_be"].max()), names=names[0])]
    said += names[1:_MOST_NAMES]
    return [*said, paper_word("card.more", lang, n=more)] if more > 0 else said


def _held(atlas: Atlas, lang: Lang) -> list[tuple[str, str]]:
    """What the pages hold; a page of what no tambon has is no tambon."""
    held = (
        (sum(len(page.villages) for page in atlas.pages), word("villages", lang)),
        (sum(len(page.landmarks) for page in atlas.pages), paper_word("card.landmarks", lang)),
        (sum(page.tambon.is_unit for page in atlas.pages), word("tambon", lang)),
    )
    return [(integer(count), what) for count, what in held if count]


def _villages_in(rows: pd.DataFrame) -> int:
    """Villages that rows of the register name; one not yet known counts by its row."""
    codes = rows["village_code"]
    return int(codes.nunique() + codes.isna().sum())
