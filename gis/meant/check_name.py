"""Whether a name is the one that a village's code stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.codes.gazetteer_records import name_key
from muban.gis.meant.agreement import OWN_NAME, village_agreement
from muban.gis.problems import Problem, Where, problem

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["check_name"]


def check_name(code: str, name: str, known: Gazetteer, where: Where) -> list[Problem]:
    """Whether a name is the gazetteer's for a code.

    Parameters
    ----------
    code
        Eight digits; '' where none is known.
    name
        As it was written.
    known
        Names by code.
    where
        Whose they are.

    Returns
    -------
    list of Problem
        ``codes.unknown`` where the code is not in the gazetteer, ``codes.name_differs``
        where it has another name; nothing where either has none.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> known = build_gazetteer(pd.DataFrame({"village_code": ["43160503"], "village": ["ผักขะ"]}))
    >>> [found.code for found in check_name("43160503", "โพนแพง", known, Where("ก.kml"))]
    ['codes.name_differs']
    >>> check_name("43160503", "บ้านผักขะ", known, Where("ก.kml"))
    []
    """
    village = known.village(code)
    if village is None:
        return [problem("codes.unknown", where, value=code)]
    own = village_agreement(name, village).how in OWN_NAME
    if not name_key(name) or not village.name or own:
        return []
    return [problem("codes.name_differs", where, value=code, expected=village.name, written=name)]
