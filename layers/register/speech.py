"""Facts of a register said to people, in Thai and in English; the only place that does.

The words stand in ``layers/data/register_words.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from muban.gis.problems import Spoken
from muban.layers.register.facts import Choice, Fact

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.problem_catalogue import Lang

__all__ = ["Choices", "Why", "say", "say_choice", "spoken_register"]


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = resources.files("muban.layers.data").joinpath("register_words.json").read_text("utf-8")
    words: Mapping[str, Mapping[str, Mapping[str, str]]] = json.loads(text)
    return words


def say(fact: Fact, lang: Lang = "th") -> str:
    """One fact in words.

    Examples
    --------
    >>> from muban.layers.register.facts import fact
    >>> say(fact("moo_agrees", moo=8)), say(fact("moo_agrees", moo=8), "en")
    ('หมู่ที่ 8 ตรงกับทำเนียบ', 'moo 8 agrees with the gazetteer')
    """
    about = {name: _value(value, lang) for name, value in fact.about}
    return _words()["facts"][fact.key][lang].format_map(about)


def _value(value: Any, lang: Lang) -> Any:
    return value.in_words(lang) if isinstance(value, Spoken) else value


@dataclass(frozen=True, slots=True)
class Why:
    """Why a row was read so (``evidence``), or why a person must decide (``reason``)."""

    facts: tuple[Fact, ...] = ()
    kind: Literal["evidence", "reason"] = "evidence"

    def __bool__(self) -> bool:
        """Whether anything is to be said."""
        return bool(self.facts)

    def in_words(self, lang: Lang = "th") -> str:
        """The facts in one line."""
        return _words()["joined"][self.kind][lang].join(say(one, lang) for one in self.facts)


@dataclass(frozen=True, slots=True)
class Choices:
    """Whom a row may mean, for a person to choose from."""

    choices: tuple[Choice, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.choices)

    @property
    def codes(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(one.code for one in self.choices)

    def in_words(self, lang: Lang = "th") -> str:
        """All of them in one line."""
        return _words()["joined"]["choices"][lang].join(say_choice(c, lang) for c in self.choices)


def say_choice(choice: Choice, lang: Lang = "th") -> str:
    """A village or tambon as it stands among others to choose from.

    Examples
    --------
    >>> say_choice(Choice("43160508", "บ้านเปงจาน", 8, "โพนแพง"))
    '43160508 บ้านเปงจาน หมู่ที่ 8 ต.โพนแพง'
    >>> say_choice(Choice("431605", "โพนแพง", within="รัตนวาปี"), "en")
    '431605 tambon โพนแพง, amphoe รัตนวาปี'
    """
    kind = "village" if choice.moo else "tambon"
    form = _words()["choices"][kind if choice.within else f"{kind}_alone"][lang]
    return form.format_map(choice._asdict())


def spoken_register(designations: pd.DataFrame, lang: Lang = "th") -> pd.DataFrame:
    """A register's rows with evidence and candidates in words, as files and pages hold them.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.
    lang
        Of the words.

    Returns
    -------
    DataFrame
        The same rows; ``evidence`` and ``candidates`` are texts.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.layers.register.facts import fact
    >>> rows = pd.DataFrame({
    ...     "evidence": [Why((fact("moo_agrees", moo=8),))], "candidates": [Choices()]})
    >>> spoken_register(rows, "en").iloc[0].tolist() == [say(fact("moo_agrees", moo=8), "en"), ""]
    True
    """
    return designations.assign(
        **{
            column: _said(designations[column].tolist(), lang)
            for column in ("evidence", "candidates")
        }
    )


def _said(cells: Iterable[Spoken], lang: Lang) -> list[str]:
    return [cell.in_words(lang) for cell in cells]
