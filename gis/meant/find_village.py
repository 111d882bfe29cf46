"""Which village is meant: the one place where that is decided, for every kind of file.

The evidence, surest first: an eight-digit code; a moo in a known tambon; a name that only one
village of that tambon has. A name alone is no key (23 names repeat inside one tambon of Nong
Khai), so a name that fits two villages decides nothing. How much must agree is the
:class:`~muban.gis.meant.policy.MatchPolicy` of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import current_code, parse_code, village_code
from muban.gis.meant.agreement import EXACT, OWN_NAME, village_agreement
from muban.gis.meant.known_names import KnownNames
from muban.gis.meant.said import Meant, Said, TambonMeant
from muban.gis.meant.tambons import tambons_by_true_name
from muban.gis.meant.weighed import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muban.gis.codes.gazetteer_records import Village
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.meant.policy import MatchPolicy

__all__ = ["find_village"]


def find_village(said: Said, known: Gazetteer | KnownNames, policy: MatchPolicy) -> Meant:
    """Tell which village a record means, or why that cannot be told.

    Parameters
    ----------
    said
        What the record says.
    known
        The villages that may be meant. Where many records are asked of one province, a
        :class:`~muban.gis.meant.known_names.KnownNames` remembers what was compared.
    policy
        How much must agree.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.gis.meant.policy import DRAWING, RESULTS
    >>> known = build_gazetteer(pd.DataFrame({"village_code": ["43160501", "43160502"],
    ...                                       "village": ["บ้านโพนแพง", "บ้านเปงจาน"]}))
    >>> said = Said(tambon_code="431605", moo=1, name="เปงจาน")
    >>> find_village(said, known, DRAWING).code
    '43160501'
    >>> find_village(said, known, RESULTS).why
    'contradiction'
    """
    names = known if isinstance(known, KnownNames) else KnownNames(known)
    if said.code:
        decided = _by_code(said, names, policy)
        if decided is not None:
            return decided
    if policy.weights is not None:
        return weigh(said, names, policy.weights)
    return _by_moo_or_name(said, names, policy)


def _by_code(said: Said, names: KnownNames, policy: MatchPolicy) -> Meant | None:
    """What a code decides; None where the names beside it must."""
    code = parse_code(said.code, 8)
    village = names.gazetteer.village(code) if code is not None else None
    if code is None or village is None or not village.code.startswith(names.province_code):
        if policy.unlisted_code == "keep" and code is not None:
            return Meant(code=current_code(code)[0], by="code")
        return Meant(why="code_unknown") if policy.unlisted_code == "refuse" else None
    if policy.contradiction == "surest":
        return Meant(code=village.code, by="code")
    if policy.other_name == "unexplained":
        return _by_explained_code(said, village, names)
    if said.moo not in (None, village.moo) or _is_anothers(said.name, village, names.gazetteer):
        return Meant(why="contradiction", candidates=(village.code,))
    return Meant(code=village.code, by="code")


def _by_explained_code(said: Said, village: Village, names: KnownNames) -> Meant:
    """A code beside which moo, name and tambon stand: each must be the village's."""
    name = names.village_match(said.name, village) if said.name else EXACT
    tambon = names.tambon_match(said.tambon, village.tambon_code) if said.tambon else EXACT
    if name.explained and tambon.explained and said.moo in (None, village.moo):
        place = TambonMeant(village.tambon_code, tambon, EXACT)
        return Meant(code=village.code, by="code", name=name, place=place)
    return Meant(why="code_of_other", candidates=(village.code,), at_moo=village)


def _by_moo_or_name(said: Said, names: KnownNames, policy: MatchPolicy) -> Meant:
    known = names.gazetteer
    tambons = tambons_by_true_name(said, names, policy)
    moo = said.moo or _agreed_moo(said, tambons, known)
    if not moo and not said.name:
        return Meant(why="nothing_said")
    found = _at_moo(moo, tambons, known) if moo else _named(said.name, tambons, known)
    if len(found) > 1 and said.name:
        found = [village for village in found if _bears(said.name, village)] or found
    if len(found) > 1:
        return Meant(why="several_fit", candidates=tuple(village.code for village in found))
    if not found:
        return _unlisted(moo, tambons, known, policy)
    if policy.contradiction == "refuse" and _is_anothers(said.name, found[0], known):
        return Meant(why="contradiction", candidates=(found[0].code,))
    return Meant(code=found[0].code, by="moo" if moo else "name")


def _unlisted(
    moo: int | None, tambons: Sequence[str], known: Gazetteer, policy: MatchPolicy
) -> Meant:
    if not moo:
        return Meant(why="name_unknown")
    nothing_listed = len(tambons) == 1 and not known.villages_of(tambons[0])
    if nothing_listed and policy.unlisted_tambon == "number":
        return Meant(code=village_code(tambons[0], moo), by="moo")
    return Meant(why="moo_unknown")


def _agreed_moo(said: Said, tambons: Sequence[str], known: Gazetteer) -> int | None:
    """The first number that may be the moo and whose village has the name."""
    fitting = (
        moo
        for moo in said.maybe_moos
        if any(_bears(said.name, village) for village in _at_moo(moo, tambons, known))
    )
    return next(fitting, None)


def _at_moo(moo: int, tambons: Sequence[str], known: Gazetteer) -> list[Village]:
    found = (known.village(village_code(tambon, moo)) for tambon in tambons)
    return [village for village in found if village is not None]


def _named(name: str, tambons: Sequence[str], known: Gazetteer) -> list[Village]:
    """The villages of some tambons that bear a name, or bore it."""
    within = set(tambons)
    return [village for village in known.by_name(name) if village.tambon_code in within]


def _bears(name: str, village: Village) -> bool:
    """Whether a name is a village's own: misread letters never count here."""
    return bool(name) and village_agreement(name, village).how in OWN_NAME


def _is_anothers(name: str, village: Village, known: Gazetteer) -> bool:
    """Whether a name is that of another village of the tambon, and not this one's."""
    if not name or not village.name or _bears(name, village):
        return False
    return bool(known.by_name(name, within=village.tambon_code))
