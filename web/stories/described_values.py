"""What a map of values shows, in sentences: where they are high, what stands out and lacks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from muban.web.stories.bearings import common_side
from muban.web.stories.facts import domain_name
from muban.web.wording.words import Lang, word

if TYPE_CHECKING:
    from muban.web.maps.choropleth import View

__all__ = ["Named", "named_list", "value_sentences"]

_FEW = 5
"""Fewer values have no third that could lie on a side."""
_NAMES = 3
"""More names than these in a row are counted instead."""

Named = Mapping[str, tuple[str, float, float]]
"""Village code → its name as a sentence has it, and its place in cells."""


def named_list(
    names: Sequence[str], lang: Lang = "th", more: str = "described.more_villages"
) -> str:
    """Names in a row; of a long one the first, and how many more.

    Parameters
    ----------
    names
        Whole names.
    lang
        Of what stands between them.
    more
        The key of what is said of the rest.

    Examples
    --------
    >>> named_list(["ก", "ข"]), named_list(["ก", "ข", "ค", "ง"])
    ('ก และข', 'ก ข ค และอีก 1 หมู่บ้าน')
    """
    if len(names) > _NAMES:
        first = word("described.comma", lang).join(names[:_NAMES])
        return f"{first} {word(more, lang, n=len(names) - _NAMES)}"
    if len(names) < 2:
        return "".join(names)
    *before, last = names
    return word("described.and", lang, names=word("described.comma", lang).join(before), last=last)


def value_sentences(
    view: View, villages: Named, neighbours: Sequence[tuple[str, str]], lang: Lang = "th"
) -> list[str]:
    """What the map shows while it is coloured by a view.

    Parameters
    ----------
    view
        Of a domain and year; what is withheld in it is not told.
    villages
        The villages that have a place, by code.
    neighbours
        Codes of villages whose areas meet.
    lang
        Of the sentences.

    Returns
    -------
    list of str
        Empty where no village has a value.
    """
    values = {c: v for c in villages if (v := view.values.get(c)) is not None}
    if not values:
        return []
    said = [_ends(view, values, villages, lang)]
    if side := _side(view, values, villages, lang):
        said.append(side)
    if apart := _apart(view, values, villages, neighbours, lang):
        said.append(apart)
    return [*said, *_missing(view, villages, lang)]


def _ends(view: View, values: Mapping[str, float], villages: Named, lang: Lang) -> str:
    facts: dict[str, object] = {
        "domain": domain_name(view, lang),
        "year": view.year_be,
        "sense": word("high_is_good" if view.domain.higher_is_better else "low_is_good", lang),
        "n": len(values),
        "mean": f"{view.mean:,.1f}" if view.mean is not None else "",
    }
    top, bottom = max(values.values()), min(values.values())
    if top == bottom:
        return word("described.same", lang, **facts, value=_shown(view, values, top))
    for name, end in (("high", top), ("low", bottom)):
        facts[name] = named_list([villages[c][0] for c, v in values.items() if v == end], lang)
        facts[f"{name}_value"] = _shown(view, values, end)
    return word("described.values", lang, **facts)


def _shown(view: View, values: Mapping[str, float], value: float) -> str:
    """A value as it is published."""
    return next(view.shown[code] for code, each in values.items() if each == value)


def _side(view: View, values: Mapping[str, float], villages: Named, lang: Lang) -> str:
    """Where the highest third lies; "" where there are too few, or where ties leave no third."""
    if len(values) < _FEW:
        return ""
    ordered = sorted(values.values())
    third = math.ceil(len(ordered) / 3)
    high = [c for c, v in values.items() if v >= ordered[-third]]
    low = [c for c, v in values.items() if v <= ordered[third - 1]]
    if max(len(high), len(low)) > len(values) / 2:
        return ""
    places = {code: villages[code][1:] for code in values}
    found = common_side([places[c] for c in high], [places[c] for c in low], list(places.values()))
    if found is None:
        return word("described.scattered", lang)
    side, count = found
    return word("described.side", lang, side=word(f"direction.{side}", lang), n=count, of=len(high))


def _apart(
    view: View,
    values: Mapping[str, float],
    villages: Named,
    neighbours: Sequence[tuple[str, str]],
    lang: Lang,
) -> str:
    """The two neighbours whose values are farthest apart."""
    pairs = [pair for pair in neighbours if pair[0] in values and pair[1] in values]
    if len(pairs) < 2:
        return ""
    pair = max(pairs, key=lambda two: abs(values[two[0]] - values[two[1]]))
    high, low = sorted(pair, key=lambda code: -values[code])
    if values[high] == values[low]:
        return ""
    return word(
        "described.apart",
        lang,
        high=villages[high][0],
        high_value=view.shown[high],
        low=villages[low][0],
        low_value=view.shown[low],
    )


def _missing(view: View, villages: Named, lang: Lang) -> list[str]:
    without = [code for code in villages if view.values.get(code) is None]
    withheld = [code for code in without if view.status.get(code) == "suppressed"]
    unknown = [code for code in without if code not in withheld]
    return [
        word(key, lang, names=named_list([villages[code][0] for code in codes], lang))
        for key, codes in (("described.unknown", unknown), ("described.withheld", withheld))
        if codes
    ]
