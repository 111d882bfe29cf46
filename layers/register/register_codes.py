"""Rows that bring a code: it decides where names and moo do not contradict it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import current_code, parse_code
from muban.layers.register.facts import fact
from muban.layers.register.register_evidence import NameMatch, Scope
from muban.layers.register.verdict import Verdict

if TYPE_CHECKING:
    from muban.layers.register.register_reading import RegisterRow

__all__ = ["tambon_by_code", "village_by_code", "with_unknown_code"]


def village_by_code(row: RegisterRow, scope: Scope) -> Verdict | None:
    """A row that brings its code: names and moo must not contradict it."""
    code = parse_code(row.code, 8)
    village = scope.gazetteer.village(code) if code is not None else None
    if code is None or village is None or not village.code.startswith(scope.province_code):
        return None
    name = scope.village_match(row.village, village) if row.village else NameMatch(0.0, True)
    tambon = scope.tambon_match(row.tambon, village.tambon_code) if row.tambon else name
    if name.explained and tambon.explained and row.moo in (None, village.moo):
        evidence = [match.fact for match in (name, tambon) if match.fact]
        if village.code != code:
            evidence.append(fact("former_code", old=code, new=current_code(code)[0]))
        place = village.tambon_code
        return Verdict(
            village.code, not evidence, tuple(dict.fromkeys(evidence)), (), (), place, place[:4]
        )
    return Verdict(
        reason=(fact("code_of_village", code=code, name=village.name, moo=village.moo),),
        candidates=(village.code,),
    )


def tambon_by_code(row: RegisterRow, scope: Scope) -> Verdict | None:
    """A row of tambons that brings its code: its name must not contradict it."""
    written = parse_code(row.code, 6)
    code = current_code(written)[0] if written is not None else None
    if code is None or code not in scope.tambons:
        return None
    match = scope.tambon_match(row.tambon, code) if row.tambon else NameMatch(0.0, True)
    if not match.explained:
        return Verdict(
            reason=(fact("code_of_tambon", code=code, name=scope.tambons[code].name),),
            candidates=(code,),
        )
    evidence = [match.fact] if match.fact else []
    if code != written:
        evidence.append(fact("former_code", old=written, new=code))
    return Verdict(code, not evidence, tuple(evidence), (), (), code, code[:4])


def with_unknown_code(row: RegisterRow, verdict: Verdict) -> Verdict:
    """What a row means whose code is of no village here: its names decide, and it is said."""
    said = fact("code_unknown", code=row.code)
    if verdict.code:
        return replace(verdict, exact=False, evidence=(said, *verdict.evidence))
    named = row.village or row.tambon
    return replace(verdict, reason=(said, *verdict.reason) if named else (said,))
