"""A province's map in sentences: what was designated, where most and where none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muban.web.maps.register_rows import chosen_per_tambon, counted_rows
from muban.web.stories.described_values import named_list
from muban.web.wording.words import Lang, tambon_name, word

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas

__all__ = ["Designated", "count_designated", "describe_province"]


@dataclass(frozen=True, slots=True)
class Designated:
    """How much was designated: rows, villages (each once), their tambons and amphoes."""

    rows: int
    villages: int
    tambons: int
    amphoes: int


def count_designated(rows: Sequence[Mapping[str, Any]]) -> Designated:
    """Count designations of villages, and what they are of.

    Parameters
    ----------
    rows
        Of :func:`~muban.web.maps.register_rows.register_rows`. Two rows are of one village where
        they have its code; a row without one is of a village of its own.

    Examples
    --------
    >>> row = {"counts": True, "kind": "village", "row": 1, "code": "43160503",
    ...        "tambonCode": "431605", "amphoeCode": "4316"}
    >>> count_designated([row, {**row, "row": 2}])
    Designated(rows=2, villages=1, tambons=1, amphoes=1)
    """
    counted = counted_rows(rows)
    return Designated(
        rows=len(counted),
        villages=len({row["code"] or row["row"] for row in counted}),
        tambons=len({row["tambonCode"] for row in counted if row["tambonCode"]}),
        amphoes=len({row["amphoeCode"] for row in counted if row["amphoeCode"]}),
    )


def describe_province(
    atlas: Atlas, rows: Sequence[Mapping[str, Any]], lang: Lang = "th"
) -> list[list[str]]:
    """What a province's map shows.

    Parameters
    ----------
    atlas
        The whole project.
    rows
        Its register (:func:`~muban.web.maps.register_rows.register_rows`).
    lang
        Of the sentences.

    Returns
    -------
    list of paragraphs
        Each a list of sentences; none where there is neither a register nor a tambon's map.
    """
    counted = counted_rows(rows)
    told = [
        [*_register(counted, rows, lang), *_most(atlas, counted, rows, lang)],
        _placed(counted, lang),
    ]
    pages = [tambon_name(page.tambon, lang) for page in atlas.pages]
    if len(pages) > 1:
        names = word("described.comma", lang).join(pages)
        told.append([word("described.pages", lang, n=len(pages), names=names)])
    return [paragraph for paragraph in told if paragraph]


def _register(
    counted: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], lang: Lang
) -> list[str]:
    if not counted:
        return []
    count, years = count_designated(rows), [row["year"] for row in counted]
    levels = Counter(row["level"] for row in counted)
    return [
        word(
            "described.register",
            lang,
            **{"from": min(years), "to": max(years)},
            n=count.rows,
            villages=count.villages,
            tambons=count.tambons,
            amphoes=count.amphoes,
        ),
        word("described.levels", lang, province=levels["province"], amphoe=levels["amphoe"]),
    ]


def _most(
    atlas: Atlas,
    counted: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    lang: Lang,
) -> list[str]:
    """Amphoes and tambons with most and fewest, and tambons without any."""
    if not counted:
        return []
    said = []
    of_amphoe = Counter(row["amphoeCode"] for row in counted)
    amphoes = {
        _name(a, "amphoe.name", lang): of_amphoe[a["code"]]
        for a in atlas.amphoes.drop(columns="geometry").to_dict("records")
    }
    if len(set(amphoes.values())) > 1:
        high, low = max(amphoes.values()), min(amphoes.values())
        ends = {
            name: named_list([a for a, n in amphoes.items() if n == end], lang, "described.more")
            for name, end in (("high", high), ("low", low))
        }
        said.append(word("described.most_amphoe", lang, **ends, high_n=high, low_n=low))
    per_tambon = chosen_per_tambon(rows)
    tambons = atlas.tambons.drop(columns="geometry").to_dict("records")
    most = max((per_tambon[t["code"]] for t in tambons), default=0)
    if most > 1:
        names = [_name(t, "tambon.name", lang) for t in tambons if per_tambon[t["code"]] == most]
        listed = named_list(names, lang, "described.more")
        said.append(word("described.most_tambon", lang, names=listed, n=most))
    never = sum(1 for t in tambons if not per_tambon[t["code"]])
    if never:
        said.append(word("described.never", lang, n=never, of=len(tambons)))
    return said


def _placed(counted: Sequence[Mapping[str, Any]], lang: Lang) -> list[str]:
    """How many stand at their own place, and how many do not."""
    rough = sum(1 for row in counted if row["at"] and row["place"] == "tambon")
    unplaced = sum(1 for row in counted if not row["at"])
    counts = (("described.rough", rough), ("described.unplaced", unplaced))
    return [word(key, lang, n=n) for key, n in counts if n]


def _name(unit: Mapping[Any, Any], key: str, lang: Lang) -> str:
    return word(key, lang, name=(unit["name_en"] if lang == "en" else "") or unit["name"])
