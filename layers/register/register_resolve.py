"""Which village or tambon each row of a register means, and what speaks for it.

The village is found where all are (:mod:`muban.gis.meant.find_village`); here the evidence is
put as facts, which :mod:`muban.layers.register.speech` says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import PROVINCES, current_code, parse_code
from muban.gis.meant.agreement import EXACT
from muban.gis.meant.find_village import find_village
from muban.gis.meant.policy import READ_FROM_PAPER, REGISTER
from muban.gis.meant.said import Said
from muban.gis.meant.tambons import tambons_read
from muban.gis.text.place_words import strip_unit_prefix
from muban.layers.register.facts import Fact, fact
from muban.layers.register.name_facts import name_fact
from muban.layers.register.verdict import Verdict

if TYPE_CHECKING:
    from muban.gis.meant.known_names import KnownNames
    from muban.gis.meant.said import Meant, TambonMeant
    from muban.layers.register.register_reading import RegisterRow

__all__ = ["resolve_tambon_row", "resolve_village_row"]


def resolve_village_row(row: RegisterRow, names: KnownNames) -> Verdict:
    """Read a row of a register of villages.

    Parameters
    ----------
    row
        As it is written.
    names
        The names of the register's province.

    Returns
    -------
    Verdict
        The village's code and what speaks for it, or why a person must decide.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.gis.meant.known_names import KnownNames
    >>> from muban.layers.register.register_reading import RegisterRow
    >>> listed = pd.DataFrame({"village_code": ["43160508"], "village": ["เปงจาน"],
    ...     "tambon": ["โพนแพง"], "amphoe": ["รัตนวาปี"]})
    >>> names = KnownNames(build_gazetteer(listed), "43")
    >>> row = RegisterRow(2, 1, "", "รัตนวาปี", "โพนแพง", "เปงจาน", 8, 2555, "", "", "")
    >>> resolve_village_row(row, names).code
    '43160508'
    """
    foreign = _other_province(row, names)
    if foreign:
        return Verdict(reason=(fact("other_province", province=foreign),))
    meant = find_village(_said(row), names, REGISTER)
    if meant.by == "code":
        return _decided_by_code(row, meant)
    if meant.why == "code_of_other":
        return _code_of_other(row, meant)
    verdict = _decided(row, meant, names) if meant.code else _open(row, meant, names)
    return _with_unknown_code(row, verdict) if row.code else verdict


def resolve_tambon_row(row: RegisterRow, names: KnownNames) -> Verdict:
    """Read a row of a register of tambons.

    Parameters
    ----------
    row
        As it is written.
    names
        The names of the register's province.

    Returns
    -------
    Verdict
        The tambon's code and what speaks for it, or why a person must decide.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.gis.meant.known_names import KnownNames
    >>> from muban.layers.register.register_reading import RegisterRow
    >>> listed = pd.DataFrame({"village_code": ["43160508"], "village": ["เปงจาน"],
    ...     "tambon": ["โพนแพง"], "amphoe": ["รัตนวาปี"]})
    >>> names = KnownNames(build_gazetteer(listed), "43")
    >>> row = RegisterRow(2, 1, "", "รัตนวาปี", "โพนแพง", "", None, 2564, "", "", "")
    >>> resolve_tambon_row(row, names).code
    '431605'
    """
    foreign = _other_province(row, names)
    if foreign:
        return Verdict(reason=(fact("other_province", province=foreign),))
    if not row.code:
        return _tambon_by_names(row, names)
    by_code = _tambon_by_code(row, names)
    return by_code or _with_unknown_code(row, _tambon_by_names(row, names))


def _said(row: RegisterRow) -> Said:
    return Said(code=row.code, moo=row.moo, name=row.village, tambon=row.tambon, amphoe=row.amphoe)


def _other_province(row: RegisterRow, names: KnownNames) -> str:
    name = strip_unit_prefix(row.province, "province")
    return name if name != names.province_name and name in PROVINCES.values() else ""


def _decided_by_code(row: RegisterRow, meant: Meant) -> Verdict:
    """A row that brings its code, which names and moo do not contradict."""
    assert meant.code
    assert meant.name
    assert meant.place
    evidence = [said for one in (meant.name, meant.place.tambon) if (said := name_fact(one))]
    written = parse_code(row.code, 8)
    if meant.code != written:
        evidence.append(fact("former_code", old=written, new=meant.code))
    told = tuple(dict.fromkeys(evidence))
    return _verdict(meant.code, told, exact=not told)


def _verdict(
    code: str, evidence: tuple[Fact, ...], *, exact: bool, weak_amphoe: bool = False
) -> Verdict:
    """What a row was read as; its tambon and amphoe are the code's."""
    return Verdict(code, exact, evidence, (), (), code[:6], code[:4], weak_amphoe)


def _code_of_other(row: RegisterRow, meant: Meant) -> Verdict:
    village = meant.at_moo
    assert village is not None
    code = parse_code(row.code, 8)
    reason = fact("code_of_village", code=code, name=village.name, moo=village.moo)
    return Verdict(reason=(reason,), candidates=meant.candidates)


def _decided(row: RegisterRow, meant: Meant, names: KnownNames) -> Verdict:
    assert meant.code
    assert meant.name
    assert meant.place
    assert meant.at_moo
    evidence = _place_evidence(row, meant.place, names)
    if said := name_fact(meant.name):
        evidence.append(said)
    exact = not evidence and row.moo is not None
    if row.moo is None:
        evidence.append(fact("name_alone", moo=meant.at_moo.moo))
    elif not exact:
        agrees = "name_and_moo_agree" if meant.name.exact else "moo_agrees"
        evidence.append(fact(agrees, moo=meant.at_moo.moo))
    weak = meant.place.grade == "amphoe"
    return _verdict(meant.code, tuple(evidence), exact=exact, weak_amphoe=weak)


def _place_evidence(row: RegisterRow, place: TambonMeant, names: KnownNames) -> list[Fact]:
    amphoe_said = name_fact(place.amphoe) if place.grade != "amphoe" else None
    evidence = [amphoe_said] if amphoe_said else []
    amphoe, tambon = names.amphoes.get(place.code[:4]), names.tambons[place.code]
    if place.grade == "amphoe":
        other = names.other_province(row.amphoe)
        key = "amphoe_elsewhere" if other else "amphoe_unknown"
        evidence.append(
            fact(
                key if row.amphoe else "amphoe_blank",
                written=row.amphoe,
                province=other or names.province_name,
                tambon=tambon.name,
                amphoe=amphoe.name if amphoe else "",
            )
        )
    if place.grade == "tambon":
        evidence.append(fact("tambon_nearest", written=row.tambon, tambon=tambon.name))
    elif said := name_fact(place.tambon):
        evidence.append(said)
    return evidence


def _open(row: RegisterRow, meant: Meant, names: KnownNames) -> Verdict:
    tambons = {place.code for place in meant.places if place.grade == "named"}
    amphoes = {code[:4] for code in tambons} or set(names.amphoe_matches(row.amphoe))
    return Verdict(
        reason=(_why_open(row, meant, names),),
        candidates=meant.candidates,
        tambon_code=tambons.pop() if len(tambons) == 1 else "",
        amphoe_code=amphoes.pop() if len(amphoes) == 1 else "",
    )


def _why_open(row: RegisterRow, meant: Meant, names: KnownNames) -> Fact:
    match meant.why:
        case "villages_unlisted":
            return fact("villages_unlisted", tambon=names.tambons[meant.places[0].code].name)
        case "name_against_moo":
            at_moo = meant.at_moo
            name = at_moo.name if at_moo else ""
            return fact("name_against_moo", village=row.village, moo=row.moo, name=name)
        case "moo_unknown":
            return fact("moo_unknown", moo=row.moo)
        case "several_fit":
            return fact("several_fit")
        case "place_unknown":
            return fact("place_unknown")
        case _:
            return fact("moo_blank")


def _tambon_by_code(row: RegisterRow, names: KnownNames) -> Verdict | None:
    """A row of tambons that brings its code: its name must not contradict it."""
    written = parse_code(row.code, 6)
    code = current_code(written)[0] if written is not None else None
    if code is None or code not in names.tambons:
        return None
    match = names.tambon_match(row.tambon, code) if row.tambon else EXACT
    if not match.explained:
        reason = fact("code_of_tambon", code=code, name=names.tambons[code].name)
        return Verdict(reason=(reason,), candidates=(code,))
    said = name_fact(match)
    evidence = [said] if said else []
    if code != written:
        evidence.append(fact("former_code", old=written, new=code))
    return _verdict(code, tuple(evidence), exact=not evidence)


def _tambon_by_names(row: RegisterRow, names: KnownNames) -> Verdict:
    read = tambons_read(_said(row), names, READ_FROM_PAPER)
    places = [place for place in read if place.grade != "tambon"]
    best = sorted(places, key=lambda place: place.cost)
    if best and best[0].grade == "amphoe" and best[0].cost > READ_FROM_PAPER.former_amphoe:
        best = []
    if best and (len(best) == 1 or best[1].cost - best[0].cost >= READ_FROM_PAPER.clear_by):
        evidence = tuple(_place_evidence(row, best[0], names))
        return _verdict(best[0].code, evidence, exact=not evidence and best[0].cost == 0)
    return Verdict(
        reason=(fact("tambon_not_one" if best else "tambon_unknown"),),
        candidates=tuple(place.code for place in places[: READ_FROM_PAPER.candidates]),
    )


def _with_unknown_code(row: RegisterRow, verdict: Verdict) -> Verdict:
    """What a row means whose code is of nothing here: its names decide, and it is said."""
    said = fact("code_unknown", code=row.code)
    if verdict.code:
        return replace(verdict, exact=False, evidence=(said, *verdict.evidence))
    named = row.village or row.tambon
    return replace(verdict, reason=(said, *verdict.reason) if named else (said,))
