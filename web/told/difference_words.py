"""What ``muban diff`` says, in Thai and in English: one sentence for each fact."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from muban.gis.shapes.measure import to_rai

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.layers.difference.borders import BorderChange, Ground
    from muban.layers.difference.compare_drawings import (
        Differences,
        PinChange,
        VillageChange,
        WordChange,
    )

__all__ = ["called", "difference_word", "pin_facts", "summary", "village_facts"]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("muban.web") / "difference_words.json").read_text("utf-8")
    words: Mapping[str, Mapping[str, str]] = json.loads(text)
    return words


def difference_word(key: str, lang: Lang, **facts: object) -> str:
    """A sentence of ``difference_words.json``.

    Examples
    --------
    >>> difference_word("border.moved", "th", metres=120)
    'แนวเขตเลื่อน ไกลสุด 120 ม.'
    """
    return _words()[key][lang].format(**facts)


def summary(difference: Differences, lang: Lang) -> str:
    """How much differs, in one line."""
    if not difference.villages and not difference.pins:
        return difference_word("same", lang, tolerance=f"{difference.tolerance_m:g}")
    borders = [one.border for one in difference.villages if one.border]
    return difference_word(
        "counts",
        lang,
        villages=len(difference.villages),
        pins=len(difference.pins),
        moved=sum(border.kind == "moved" for border in borders),
    )


def called(village: VillageChange, lang: Lang) -> str:
    """A village by name and moo.

    Parameters
    ----------
    village
        What changed of it.
    lang
        ``th`` or ``en``.

    Returns
    -------
    str
        One without a moo by its name alone.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> called(SimpleNamespace(name="บ้านเหนือ", moo=0), "th")
    'บ้านเหนือ'
    """
    if not village.moo:
        return village.name
    return difference_word("moo", lang, name=village.name, moo=village.moo)


def village_facts(village: VillageChange, lang: Lang) -> list[str]:
    """What differs of a village, a sentence each."""
    if village.change != "changed":
        return [difference_word(village.change, lang)]
    told = [_word(word, lang) for word in village.words]
    return [*told, *_border(village.border, lang)] if village.border else told


def pin_facts(pin: PinChange, lang: Lang) -> list[str]:
    """What differs of a pin, a sentence each."""
    if pin.change != "changed":
        return [difference_word(pin.change, lang)]
    told = [_word(word, lang) for word in pin.words]
    moved = [difference_word("moved_pin", lang, metres=_metres(pin.moved_m))]
    return [*told, *moved] if pin.moved_m else told


def _word(word: WordChange, lang: Lang) -> str:
    field = difference_word(f"field.{word.field}", lang)
    return difference_word(
        "word", lang, field=field, old=_value(word.old, lang), new=_value(word.new, lang)
    )


def _value(value: str, lang: Lang) -> str:
    key = f"value.{value}"
    return _words()[key][lang] if key in _words() else value or "–"


def _border(border: BorderChange, lang: Lang) -> Iterator[str]:
    yield difference_word(f"border.{border.kind}", lang, metres=_metres(border.metres))
    for kind, grounds in (("gained", border.gained), ("lost", border.lost)):
        for ground in grounds:
            yield _ground(kind, ground, lang)


def _ground(kind: str, ground: Ground, lang: Lang) -> str:
    area = to_rai(ground.square_metres).text(lang)
    if ground.village is None:
        return difference_word(f"{kind}.nobody", lang, area=area)
    return difference_word(kind, lang, village=ground.village, area=area)


def _metres(metres: float) -> str:
    return f"{metres:,.1f}" if metres < 10 else f"{metres:,.0f}"
