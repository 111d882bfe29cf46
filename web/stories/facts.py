"""What can be told of a village: figures with what they count, their year and their scale.

A figure that is not known is not there. Nothing is judged here: a value stands beside the
tambon's mean and its scale, and the reader sees for himself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muban.web.wording.words import Lang, integer, number, word

if TYPE_CHECKING:
    from muban.web.maps.choropleth import View

__all__ = [
    "ToldFact",
    "counted_facts",
    "domain_name",
    "newest_results",
    "result_facts",
    "village_title",
]


@dataclass(frozen=True, slots=True)
class ToldFact:
    """One thing to tell: ``figure`` of ``what``; ``note`` has its year, mean and scale."""

    figure: str
    what: str
    note: str = ""


def village_title(village: Mapping[str, Any], lang: Lang = "th") -> str:
    """A village's name for a heading; its moo where the name is not known.

    Examples
    --------
    >>> village_title({"name": "บ้านดอน", "en": "", "moo": 3})
    'บ้านดอน'
    >>> village_title({"name": "", "en": "", "moo": 3})
    'หมู่ที่ 3'
    """
    name = (village["en"] if lang == "en" else "") or village["name"]
    if name:
        return name
    moo = village["moo"]
    return word("moo.n", lang, n=moo) if moo else word("village.unnamed", lang)


def counted_facts(village: Mapping[str, Any], landmarks: int, lang: Lang = "th") -> list[ToldFact]:
    """People, households, land and landmarks, as far as they are known.

    Parameters
    ----------
    village
        Of :func:`muban.web.pages.page_data.village_rows`.
    landmarks
        How many lie in it.
    lang
        How it is written.

    Examples
    --------
    >>> village = {"population": 1204, "households": None, "year": 2562, "area": None}
    >>> counted_facts(village, 0)
    [ToldFact(figure='1,204', what='คน', note='ข้อมูลปี 2562')]
    """
    of_year = word("figures.year", lang, year=village["year"]) if village["year"] else ""
    found = [
        ToldFact(integer(village[key]), word(f"story.{key}", lang), of_year)
        for key in ("population", "households")
        if village[key] is not None
    ]
    if village["area"]:
        rai = integer(village["area"][0])
        found.append(ToldFact(rai, word("story.rai", lang), word("story.drawn", lang)))
    if landmarks:
        found.append(ToldFact(integer(landmarks), word("story.landmarks", lang)))
    return found


def newest_results(views: Sequence[View]) -> list[View]:
    """The domains of the newest year that has any, in their order.

    Parameters
    ----------
    views
        Of a tambon.

    Returns
    -------
    list of View
        Without indicators, and without years that are past.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from muban.layers.atlas import Domain
    >>> work = Domain("occupation", "อาชีพ", "Occupation")
    >>> views = [SimpleNamespace(domain=work, year_be=year) for year in (2567, 2568)]
    >>> [view.year_be for view in newest_results(views)]
    [2568]
    """
    domains = [view for view in views if not view.domain.parent]
    newest = max((view.year_be for view in domains), default=0)
    return [view for view in domains if view.year_be == newest]


def result_facts(views: Sequence[View], village_code: str, lang: Lang = "th") -> list[ToldFact]:
    """A village's newest CIA values, each with its year, the tambon's mean and the scale.

    Parameters
    ----------
    views
        Of the tambon (:func:`muban.web.maps.choropleth.build_views`).
    village_code
        Whose; a value that is missing or withheld is left out.
    lang
        How it is written.
    """
    return [
        ToldFact(view.shown[village_code], domain_name(view, lang), _note(view, lang))
        for view in newest_results(views)
        if view.values.get(village_code) is not None
    ]


def domain_name(view: View, lang: Lang = "th") -> str:
    """A domain's or indicator's name.

    Parameters
    ----------
    view
        Of a domain or indicator.
    lang
        Its language; a domain without an English name has its Thai one.

    Returns
    -------
    str
        The name.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from muban.layers.atlas import Domain
    >>> work = SimpleNamespace(domain=Domain("occupation", "อาชีพ", "Occupation"))
    >>> domain_name(work), domain_name(work, "en")
    ('อาชีพ', 'Occupation')
    """
    return (view.domain.label_en if lang == "en" else "") or view.domain.label_th


def _note(view: View, lang: Lang) -> str:
    low, high = view.domain.scale_min, view.domain.scale_max
    parts = [word("cia.year", lang, year=view.year_be)]
    if view.mean is not None:
        parts.append(word("story.mean", lang, n=f"{view.mean:,.1f}"))
    if low is not None and high is not None:
        parts.append(word("scale", lang, min=number(low), max=number(high)))
    if not view.domain.higher_is_better:
        parts.append(word("low_is_good", lang))
    return " · ".join(parts)
