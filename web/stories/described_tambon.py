"""A tambon's map in sentences, as a person would tell it to someone who does not see it.

Every sentence is made of facts that are on the map; what is not known is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.web.maps.picture_places import designations_by_village
from muban.web.stories.bearings import bearing
from muban.web.stories.described_values import Named, named_list, value_sentences
from muban.web.stories.facts import newest_results
from muban.web.wording.words import Lang, integer, word

if TYPE_CHECKING:
    from muban.web.maps.picture_places import VillagePlace
    from muban.web.maps.tambon_view import TambonView

__all__ = ["counted_villages", "describe_tambon", "describe_village_place"]

_RAI_M2 = 1600
_FEW = 4
"""Of fewer villages it need not be told which lies farthest to each side."""


def describe_tambon(view: TambonView, lang: Lang = "th") -> list[list[str]]:
    """What a tambon's map shows.

    Parameters
    ----------
    view
        The tambon.
    lang
        Of the sentences.

    Returns
    -------
    list of paragraphs
        Each a list of sentences: what is drawn and how it lies, then each domain of the newest
        year, then what was designated and the landmarks.
    """
    villages = _named(view, lang)
    neighbours = _neighbours(view)
    return [
        paragraph
        for paragraph in (
            [counted_villages(view, lang), *_lie(view, lang), *_areas(view, lang)],
            *(
                value_sentences(each, villages, neighbours, lang)
                for each in newest_results(view.views.every)
            ),
            [*_designated(view, villages, lang), *_landmarks(view, villages, lang)],
        )
        if paragraph
    ]


def counted_villages(view: TambonView, lang: Lang = "th") -> str:
    """How many villages there are, and how many of them have an outline, a point or no place.

    Parameters
    ----------
    view
        The tambon.
    lang
        Of the sentence.
    """
    table = view.tambon.villages
    known = ~(table["village_code"].isna() & table["moo"].isna() & (table["name"] == ""))
    places = table["place"][known].value_counts()
    parts = [
        word(f"described.{place}", lang, n=int(places[place]))
        for place in ("drawn", "point", "none")
        if places.get(place, 0)
    ]
    if view.tambon.unnamed_areas:
        parts.append(word("count.unnamed", lang, n=view.tambon.unnamed_areas))
    count = view.tambon.village_count
    whole = word("count.villages", lang, n=count)
    return f"{whole}: {word('described.comma', lang).join(parts)}" if parts else whole


def describe_village_place(view: TambonView, index: int, lang: Lang = "th") -> str:
    """Where a village lies in its tambon, and which villages it meets on which side.

    Parameters
    ----------
    view
        Its tambon.
    index
        The village's position.
    lang
        Of the sentences.

    Returns
    -------
    str
        "" where it has no place, or where nothing lies beside it.
    """
    places = {place.index: place for place in view.ground.villages}
    here = places.get(index)
    if here is None or len(places) < 2:
        return ""
    by_side: dict[str, list[str]] = {}
    for other in sorted(view.ground.neighbours[index] & places.keys()):
        there = places[other]
        side = word(f"direction.{bearing(there.x - here.x, there.y - here.y)}", lang)
        by_side.setdefault(side, []).append(_name(view, there, lang))
    beside = [
        word("described.beside", lang, side=side, names=named_list(names, lang))
        for side, names in by_side.items()
    ]
    if not beside:
        return ""
    return word("described.meets", lang, what=word("described.semicolon", lang).join(beside))


def _name(view: TambonView, place: VillagePlace, lang: Lang) -> str:
    villages = view.tambon.villages
    name = (villages["name_en"].iat[place.index] if lang == "en" else "") or (
        villages["name"].iat[place.index]
    )
    moo = word("moo.n", lang, n=place.moo) if place.moo else ""
    return f"{name} {moo}".strip() or word("village.unnamed", lang)


def _named(view: TambonView, lang: Lang) -> Named:
    return {
        place.code: (_name(view, place, lang), place.x, place.y)
        for place in view.ground.villages
        if place.code
    }


def _neighbours(view: TambonView) -> list[tuple[str, str]]:
    codes = {place.index: place.code for place in view.ground.villages if place.code}
    return [
        (codes[a], codes[b])
        for a, others in enumerate(view.ground.neighbours)
        for b in sorted(others)
        if a < b and a in codes and b in codes
    ]


def _lie(view: TambonView, lang: Lang) -> list[str]:
    """Which village lies farthest to each side, and how long the whole is."""
    places = [place for place in view.ground.villages if place.code or place.name]
    if len(places) < _FEW:
        return []
    ends = {
        "north": min(places, key=lambda at: at.y),
        "south": max(places, key=lambda at: at.y),
        "east": max(places, key=lambda at: at.x),
        "west": min(places, key=lambda at: at.x),
    }
    names = {side: _name(view, place, lang) for side, place in ends.items()}
    box, grid = view.ground.box, view.ground.grid
    _, lat = grid.lonlat((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    km = grid.ground_metres(lat) / 1000
    long, wide = f"{(box.bottom - box.top) * km:.1f}", f"{(box.right - box.left) * km:.1f}"
    return [word("described.ends", lang, **names), word("described.size", lang, ns=long, ew=wide)]


def _areas(view: TambonView, lang: Lang) -> list[str]:
    areas = view.tambon.villages["area_m2"]
    drawn = {
        place: float(areas.iloc[place.index] // _RAI_M2)
        for place in view.ground.villages
        if place.drawn and (place.code or place.name) and areas.iloc[place.index] > 0
    }
    if len(drawn) < 2:
        return []
    big, small = max(drawn, key=lambda at: drawn[at]), min(drawn, key=lambda at: drawn[at])
    return [
        word(
            "described.areas",
            lang,
            big=_name(view, big, lang),
            big_rai=integer(drawn[big]),
            small=_name(view, small, lang),
            small_rai=integer(drawn[small]),
        )
    ]


def _designated(view: TambonView, villages: Named, lang: Lang) -> list[str]:
    by_code = designations_by_village(view.tambon.designations)
    told = [
        word(
            "described.designated_one",
            lang,
            name=villages[code][0],
            level=word(f"level.{rows[0]['level']}", lang),
            year=int(rows[0]["year_be"]),
        )
        for code, rows in by_code.items()
        if code in villages and rows
    ]
    if not told:
        return []
    names = word("described.comma", lang).join(told)
    return [word("described.designated", lang, n=len(told), names=names)]


def _landmarks(view: TambonView, villages: Named, lang: Lang) -> list[str]:
    table = view.tambon.landmarks
    if not len(table):
        return []
    counts = table["village_code"].value_counts()
    told = [word("described.landmarks", lang, n=len(table))]
    known = {code: int(n) for code, n in counts.items() if code in villages}
    if len(known) > 1:
        most = max(known.values())
        names = named_list(
            [villages[code][0] for code in villages if known.get(code) == most], lang
        )
        told.append(word("described.landmarks_most", lang, names=names, n=most))
    return told
