"""What a row of a register was read as, and what the villages and tambons are that it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.layers.register.facts import Choice, Fact

if TYPE_CHECKING:
    from muban.gis.meant.known_names import KnownNames

__all__ = ["Verdict", "choice_of"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row was read as.

    ``code`` is '' where a person must decide; then ``reason`` says why and ``candidates``
    are the codes that it may mean. ``tambon_code`` and ``amphoe_code`` are given where they
    alone are certain. ``weak_amphoe`` marks a reading whose amphoe rests on other evidence only.
    """

    code: str = ""
    exact: bool = False
    evidence: tuple[Fact, ...] = ()
    reason: tuple[Fact, ...] = ()
    candidates: tuple[str, ...] = ()
    tambon_code: str = ""
    amphoe_code: str = ""
    weak_amphoe: bool = False


def choice_of(code: str, names: KnownNames) -> Choice:
    """The village or tambon of a code, with its names.

    Parameters
    ----------
    code
        Eight digits of a village, or six of a tambon.
    names
        The names of the province.

    Returns
    -------
    Choice
        Names are '' where nothing says them.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.gis.meant.known_names import KnownNames
    >>> listed = pd.DataFrame({"village_code": ["43160508"], "village": ["เปงจาน"]})
    >>> found = choice_of("43160508", KnownNames(build_gazetteer(listed), "43"))
    >>> found.name, found.moo
    ('บ้านเปงจาน', 8)
    """
    village = names.gazetteer.villages.get(code)
    if village is not None:
        tambon = names.tambons.get(village.tambon_code)
        return Choice(code, village.name, village.moo, tambon.name if tambon else "")
    unit, amphoe = names.gazetteer.tambons.get(code), names.amphoes.get(code[:4])
    return Choice(code, unit.name if unit else "", within=amphoe.name if amphoe else "")
