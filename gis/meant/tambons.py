"""Which tambons a record can mean, by its code or by the names of tambon and amphoe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import current_code
from muban.gis.meant.agreement import Agreement
from muban.gis.meant.said import TambonMeant

if TYPE_CHECKING:
    from muban.gis.meant.known_names import KnownNames
    from muban.gis.meant.policy import MatchPolicy, Weights
    from muban.gis.meant.said import Said

__all__ = ["tambons_by_true_name", "tambons_read"]


def tambons_by_true_name(said: Said, names: KnownNames, policy: MatchPolicy) -> list[str]:
    """Codes of the tambons that a record names truly; of all with villages where it names none.

    Parameters
    ----------
    said
        Its tambon's code counts before the name.
    names
        What is known.
    policy
        Whether a record without a tambon may be of any.

    Returns
    -------
    list of str
        Six digits each; of a tambon that was renumbered its code of today.

    Examples
    --------
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.gis.meant.known_names import KnownNames
    >>> from muban.gis.meant.policy import RESULTS
    >>> from muban.gis.meant.said import Said
    >>> names = KnownNames(build_gazetteer(), "43")
    >>> tambons_by_true_name(Said(tambon_code="430101"), names, RESULTS)
    ['430101']
    """
    if said.tambon_code:
        return [current_code(said.tambon_code)[0]]
    known = names.gazetteer
    if said.amphoe:
        found = known.find_tambon(said.tambon, amphoe=said.amphoe)
        return [found.code] if found is not None else []
    if said.tambon:
        return [unit.code for unit in known.find_units(said.tambon, "tambon")]
    return sorted({code[:6] for code in known.villages}) if policy.anywhere else []


def tambons_read(said: Said, names: KnownNames, weights: Weights) -> Iterator[TambonMeant]:
    """Every tambon of the province that the names of tambon and amphoe can mean, misread or not.

    Parameters
    ----------
    said
        What the record says.
    names
        The names of the province.
    weights
        How much doubt is borne.
    """
    amphoes = names.amphoe_matches(said.amphoe)
    if not amphoes:
        for code in names.tambons:
            tambon = names.tambon_match(said.tambon, code)
            if tambon.explained:
                yield TambonMeant(code, tambon, Agreement("amphoe", "other"), "amphoe")
        return
    elsewhere = names.names_a_tambon(said.tambon)
    for code in names.tambons_in(amphoes):
        tambon, amphoe = names.tambon_match(said.tambon, code), amphoes.get(code[:4])
        if tambon.explained:
            yield TambonMeant(code, tambon, amphoe or _was_in(said, code, names, weights))
            continue
        alike = not elsewhere and names.most_alike_tambon(said.tambon, code[:4]) == code
        if amphoe is not None and alike:
            yield TambonMeant(code, tambon, amphoe, "tambon")


def _was_in(said: Said, code: str, names: KnownNames, weights: Weights) -> Agreement:
    true = names.tambons[code].name
    return Agreement("amphoe", "was_in", weights.former_amphoe, said.amphoe, true)
