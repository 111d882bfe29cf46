"""Sentences built from facts: each says what, how much, of when; none praises.

The words stand in ``web/words.json``. A sentence whose facts are not known is not said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from muban.web.stories.facts import (
    counted_facts,
    domain_name,
    newest_results,
    result_facts,
    village_title,
)
from muban.web.wording.paper_words import source_word
from muban.web.wording.words import Lang, word

if TYPE_CHECKING:
    from muban.layers.atlas import SourceNote
    from muban.web.maps.choropleth import View

__all__ = [
    "against_mean",
    "designation_sentences",
    "domain_headline",
    "fact_lines",
    "farthest_from_mean",
    "source_line",
    "village_sentences",
]


def designation_sentences(village: Mapping[str, Any], lang: Lang = "th") -> list[str]:
    """When a village was chosen, and at which level; the newest first.

    Examples
    --------
    >>> chosen = [{"level": "amphoe", "year": 2561}]
    >>> village = {"name": "บ้านดอน", "en": "", "moo": 3, "chosen": chosen}
    >>> designation_sentences(village)
    ['บ้านดอน หมู่ที่ 3 ได้รับการประกาศเป็นหมู่บ้านสารสนเทศชุมชนดีเด่น ระดับอำเภอ ปี 2561']
    """
    return [
        word(
            "story.chosen",
            lang,
            name=_named(village, lang),
            level=word(f"level.{chosen['level']}", lang),
            year=chosen["year"],
        )
        for chosen in village["chosen"]
    ]


def fact_lines(village: Mapping[str, Any], landmarks: int, lang: Lang = "th") -> list[str]:
    """The counted facts, one line each, with their year or source in brackets.

    Parameters
    ----------
    village
        As pages show it.
    landmarks
        How many lie in it.
    lang
        Of the lines.
    """
    facts = counted_facts(village, landmarks, lang)
    return [f"{f.figure} {f.what}" + (f" ({f.note})" if f.note else "") for f in facts]


def farthest_from_mean(views: Sequence[View], village_code: str) -> View | None:
    """The domain of the newest year whose value lies farthest from the tambon's mean.

    Measured in shares of its scale, so that unlike scales can be held against each other; a
    domain without a stated scale or without a mean takes no part. None where none is left.
    """
    apart = [
        (share, -position, view)
        for position, view in enumerate(newest_results(views))
        if (share := _share_apart(view, village_code)) is not None
    ]
    return max(apart, key=lambda one: one[:2])[2] if apart else None


def _share_apart(view: View, village_code: str) -> float | None:
    value, mean = view.values.get(village_code), view.mean
    low, high = view.domain.scale_min, view.domain.scale_max
    if value is None or mean is None or low is None or high is None or high <= low:
        return None
    return abs(value - mean) / (high - low)


def village_sentences(
    village: Mapping[str, Any], views: Sequence[View], landmarks: int, lang: Lang = "th"
) -> list[str]:
    """All that is told of a village in a caption, the most telling first.

    Parameters
    ----------
    village
        Of :func:`muban.web.pages.page_data.village_rows`.
    views
        Of its tambon.
    landmarks
        How many lie in it.
    lang
        How it is written.
    """
    lines = designation_sentences(village, lang) or [_named(village, lang)]
    counted = fact_lines(village, landmarks, lang)
    if counted:
        lines.append(" · ".join(counted))
    told = against_mean(views, village["code"], lang)
    if told:
        lines.append(told)
    elif facts := result_facts(views, village["code"], lang):
        lines.append(f"{facts[0].what} {facts[0].figure} ({facts[0].note})")
    return lines


def against_mean(views: Sequence[View], village_code: str, lang: Lang = "th") -> str:
    """The value that lies farthest from the tambon's mean, beside that mean; "" where none does.

    Parameters
    ----------
    views
        Of its tambon.
    village_code
        Whose value.
    lang
        Of the sentence.
    """
    told = farthest_from_mean(views, village_code)
    if told is None:
        return ""
    return word(
        "story.against_mean",
        lang,
        domain=domain_name(told, lang),
        value=told.shown[village_code],
        mean=f"{told.mean:,.1f}",
        year=told.year_be,
        min=f"{told.domain.scale_min:g}",
        max=f"{told.domain.scale_max:g}",
        sense=word("high_is_good" if told.domain.higher_is_better else "low_is_good", lang),
    )


def domain_headline(domain: str, below: int, lang: Lang = "th") -> str:
    """How many villages lie below the line in a domain.

    Parameters
    ----------
    domain
        Its name.
    below
        How many villages.
    lang
        Of the line.

    Examples
    --------
    >>> domain_headline("อาชีพ", 4), domain_headline("ด้านอาชีพ", 0)
    ('ด้านอาชีพ: 4 หมู่บ้านต้องเร่ง', 'ด้านอาชีพ: ไม่มีหมู่บ้านต่ำกว่าเกณฑ์')
    """
    name = domain.removeprefix("ด้าน")
    return word("story.urgent" if below else "story.none_below", lang, domain=name, n=below)


_TOLD = ("indicators", "population", "register", "village_area")
"""Roles of files that figures of stories are from."""


def source_line(
    sources: Sequence[SourceNote], lang: Lang = "th", *, only: Sequence[str] = _TOLD
) -> str:
    """Where the figures are from: what, which file, of which year; "" where nothing is stated.

    Parameters
    ----------
    sources
        Of a tambon or of the whole project.
    lang
        How it is written.
    only
        The roles of files to name.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> from muban.layers.atlas import SourceNote
    >>> line = source_line([SourceNote("indicators", "indicators/ผล 2568.xlsx")])
    >>> line.endswith("(ผล 2568.xlsx)")
    True
    """
    told = [
        f"{source_word(note.what, lang)} ({PurePosixPath(note.file).name})"
        + (f" {word('source.year', lang, year=note.year_be)}" if note.year_be else "")
        for note in sources
        if note.what in only
    ]
    return word("story.source", lang, what=" · ".join(dict.fromkeys(told))) if told else ""


def _named(village: Mapping[str, Any], lang: Lang) -> str:
    title, moo = village_title(village, lang), word("moo.n", lang, n=village["moo"])
    return title if title == moo else f"{title} {moo}"
