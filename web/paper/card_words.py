"""What a card says: title, what was drawn, designations and three figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.table_rows import rows_of
from muban.layers.register.register_matrix import counted
from muban.web.maps.picture_places import has_places, label_name
from muban.web.paper.card_layout import CardWords
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits, integer, word

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas

__all__ = ["card_words"]

_MOST_CHOSEN = 1
"""Designated villages that a card names."""


def card_words(tambon: TambonAtlas, *, lang: Lang = "th", thai_digits: bool = False) -> CardWords:
    """What a tambon's card says.

    A figure that is not known is left out; the next one takes its place.

    Parameters
    ----------
    tambon
        Whose card.
    lang
        Its language.
    thai_digits
        Whether figures are written in Thai digits.
    """
    kicker = paper_word(_what(tambon), lang)
    if tambon.sample:
        kicker = f"{kicker} · {word('sample.short', lang)}"
    return CardWords(
        kicker=kicker,
        title=_title(tambon, lang),
        place=tuple(
            word(f"{unit}.name", lang, name=_name(place.name, place.name_en, lang))
            for unit, place in (("amphoe", tambon.amphoe), ("province", tambon.province))
            if place.name
        )
        + _chosen(tambon, lang, thai_digits=thai_digits),
        figures=tuple(
            (digits(n, thai=thai_digits), what) for n, what in _figures(tambon, lang)[:3]
        ),
    )


def _chosen(tambon: TambonAtlas, lang: Lang, *, thai_digits: bool) -> tuple[str, ...]:
    """The designated villages by name, those of the province first: a star names nobody."""
    rows = counted(tambon.designations)
    rows = rows[rows["village_code"].isin(set(tambon.villages["village_code"].dropna()))]
    rows = rows.assign(first=rows["level"] == "province")
    rows = rows.sort_values(["first", "year_be", "row"], ascending=[False, False, True])
    found = rows_of(rows)
    names = [f"{label_name(row['name'])} {row['year_be']}" for row in found[:_MOST_CHOSEN]]
    if len(found) > _MOST_CHOSEN:
        names.append(paper_word("card.more", lang, n=len(found) - _MOST_CHOSEN))
    said = [paper_word("card.best", lang, names=names[0]), *names[1:]] if names else []
    return tuple(digits(line, thai=thai_digits) for line in said)


def _what(tambon: TambonAtlas) -> str:
    """What the page is: a map only where there is something on it."""
    if has_places(tambon):
        return "card.villages"
    return "card.results" if len(tambon.indicators) else "card.data"


def _title(tambon: TambonAtlas, lang: Lang) -> tuple[str, ...]:
    place = tambon.tambon
    if not place.is_unit:
        return (_name(place.name, place.name_en, lang),)
    if lang == "en" and place.name_en:
        return ("Tambon ", place.name_en)
    return (word("tambon", "th"), place.name)


def _name(th: str, en: str, lang: Lang) -> str:
    return (en if lang == "en" else "") or th


def _figures(tambon: TambonAtlas, lang: Lang) -> list[tuple[str, str]]:
    people = tambon.villages["population"].sum(min_count=1)
    area = tambon.villages["area_m2"].sum(min_count=1)
    figures: list[tuple[str, str]] = []
    if tambon.village_count:
        figures.append((integer(tambon.village_count), word("villages", lang)))
    if len(tambon.landmarks):
        figures.append((integer(len(tambon.landmarks)), paper_word("card.landmarks", lang)))
    elif people == people:  # noqa: PLR0124 - NaN is not equal to itself
        figures.append((integer(people), paper_word("card.people", lang)))
    elif area == area:  # noqa: PLR0124
        figures.append((f"{area / 1e6:,.1f}", paper_word("card.square_km", lang)))
    if tambon.fiscal_year_be:
        figures.append((str(tambon.fiscal_year_be), paper_word("card.year_be", lang)))
    return figures
