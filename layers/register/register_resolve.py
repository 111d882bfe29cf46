"""Which village each row of a register means: by evidence, or not at all.

The evidence for a village is that its moo is the written one, its name is the written one
or explains it, its tambon and amphoe likewise, and that nothing else in the province fits as
well. One weak level is borne by strong others: a tambon that cannot be explained by amphoe,
name and moo that agree and are the only such pair in the amphoe; an amphoe that is not of
this province by tambon, name and moo. A name and a moo that contradict each other are never
decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.text.place_words import strip_unit_prefix
from muban.gis.text.thai_normal import similarity
from muban.layers.register.facts import Fact, fact
from muban.layers.register.register_codes import tambon_by_code, village_by_code, with_unknown_code
from muban.layers.register.register_evidence import NameMatch, Scope
from muban.layers.register.verdict import Verdict

if TYPE_CHECKING:
    from muban.gis.codes.gazetteer_records import Village
    from muban.layers.register.register_reading import RegisterRow

__all__ = ["resolve_tambon_row", "resolve_village_row"]

_WHOLE_ROW = 4.5
_WEAK_TAMBON_NAME = 1.0
_WEAK_AMPHOE_REST = 1.5
_CLEAR_BY = 1.5
_FORMER_AMPHOE = 0.5
_ONE_SLIP = 1.0
_CANDIDATES = 5
_ALIKE = 0.6


class _Place(NamedTuple):
    """A tambon that a row can mean, and how well its own and its amphoe's names agree."""

    tambon_code: str
    tambon: NameMatch
    amphoe: NameMatch
    grade: str
    """``named``: both explained; ``tambon``: the tambon is not; ``amphoe``: the amphoe is not."""

    @property
    def cost(self) -> float:
        return self.tambon.cost + self.amphoe.cost


class _Reading(NamedTuple):
    place: _Place
    village: Village
    name: NameMatch

    @property
    def cost(self) -> float:
        return self.place.cost + self.name.cost

    @property
    def exact(self) -> bool:
        return self.cost == 0 and self.place.grade == "named"


def resolve_village_row(row: RegisterRow, scope: Scope) -> Verdict:
    """Read a row of a register of villages."""
    return _resolved(row, scope, village_by_code, _village_by_names)


def resolve_tambon_row(row: RegisterRow, scope: Scope) -> Verdict:
    """Read a row of a register of tambons."""
    return _resolved(row, scope, tambon_by_code, _tambon_by_names)


def _resolved(
    row: RegisterRow,
    scope: Scope,
    by_code: Callable[[RegisterRow, Scope], Verdict | None],
    by_names: Callable[[RegisterRow, Scope], Verdict],
) -> Verdict:
    """A code that is known decides; else the names, and a code that was of no use is told."""
    foreign = _other_province(row, scope)
    if foreign:
        return Verdict(reason=(fact("other_province", province=foreign),))
    if not row.code:
        return by_names(row, scope)
    return by_code(row, scope) or with_unknown_code(row, by_names(row, scope))


def _village_by_names(row: RegisterRow, scope: Scope) -> Verdict:
    places = list(_places(row, scope))
    readings = [reading for place in places for reading in _readings(row, place, scope)]
    accepted = _clear(_accepted(row, readings, scope))
    if len(accepted) == 1:
        return _decided(row, accepted[0], scope)
    return _open(row, places, accepted, scope)


def _tambon_by_names(row: RegisterRow, scope: Scope) -> Verdict:
    places = [place for place in _places(row, scope) if place.grade != "tambon"]
    best = sorted(places, key=lambda place: place.cost)
    if best and best[0].grade == "amphoe" and best[0].cost > _FORMER_AMPHOE:
        best = []
    if best and (len(best) == 1 or best[1].cost - best[0].cost >= _CLEAR_BY):
        code, evidence = best[0].tambon_code, _place_evidence(row, best[0], scope)
        exact = not evidence and best[0].cost == 0
        return Verdict(code, exact, tuple(evidence), (), (), code, code[:4])
    return Verdict(
        reason=(fact("tambon_not_one" if best else "tambon_unknown"),),
        candidates=tuple(place.tambon_code for place in places[:_CANDIDATES]),
    )


def _other_province(row: RegisterRow, scope: Scope) -> str:
    name = strip_unit_prefix(row.province, "province")
    return name if name != scope.province_name and name in PROVINCES.values() else ""


def _places(row: RegisterRow, scope: Scope) -> Iterator[_Place]:
    """Every tambon that the row can mean by the names of its tambon and amphoe."""
    amphoes = scope.amphoe_matches(row.amphoe)
    if not amphoes:
        for code in scope.tambons:
            tambon = scope.tambon_match(row.tambon, code)
            if tambon.explained:
                yield _Place(code, tambon, NameMatch(0.0, False), "amphoe")
        return
    elsewhere = scope.names_a_tambon(row.tambon)
    for code in scope.tambons_in(amphoes):
        tambon, amphoe = scope.tambon_match(row.tambon, code), amphoes.get(code[:4])
        if tambon.explained:
            yield _Place(code, tambon, amphoe or _former_amphoe(row, code, scope), "named")
            continue
        alike = not elsewhere and scope.most_alike_tambon(row.tambon, code[:4]) == code
        if amphoe is not None and alike:
            yield _Place(code, tambon, amphoe, "tambon")


def _former_amphoe(row: RegisterRow, tambon_code: str, scope: Scope) -> NameMatch:
    said = fact("tambon_was_in", tambon=scope.tambons[tambon_code].name, amphoe=row.amphoe)
    return NameMatch(_FORMER_AMPHOE, True, said)


def _readings(row: RegisterRow, place: _Place, scope: Scope) -> Iterator[_Reading]:
    for village in scope.gazetteer.villages_of(place.tambon_code):
        name = scope.village_match(row.village, village)
        if name.explained:
            yield _Reading(place, village, name)


def _accepted(row: RegisterRow, readings: list[_Reading], scope: Scope) -> list[_Reading]:
    """Readings whose evidence is enough, before they are compared with each other."""
    return [
        reading
        for reading in readings
        if _moo_agrees(row, reading, readings)
        and _strong(row, reading, scope)
        and not _name_fits_elsewhere(reading, readings)
    ]


def _moo_agrees(row: RegisterRow, reading: _Reading, readings: list[_Reading]) -> bool:
    if row.moo is not None:
        return reading.village.moo == row.moo
    same = [r for r in readings if r.place.tambon_code == reading.place.tambon_code]
    return reading.exact and len(same) == 1


def _strong(row: RegisterRow, reading: _Reading, scope: Scope) -> bool:
    place = reading.place
    if place.grade == "tambon":
        return reading.name.cost <= _WEAK_TAMBON_NAME and _only_in_amphoe(row, reading, scope)
    if place.grade == "amphoe":
        return reading.cost <= _WEAK_AMPHOE_REST
    return reading.cost <= _WHOLE_ROW


def _only_in_amphoe(row: RegisterRow, reading: _Reading, scope: Scope) -> bool:
    """Whether no other village of the amphoe has that moo and a name that fits."""
    return not any(
        village.moo == row.moo
        and village.code != reading.village.code
        and scope.village_match(row.village, village).explained
        for code in scope.tambons_in({reading.village.code[:4]})
        for village in scope.gazetteer.villages_of(code)
    )


def _name_fits_elsewhere(reading: _Reading, readings: list[_Reading]) -> bool:
    """Whether another village of the tambon has a better claim to the name.

    A name that two villages share checks no moo. In a row with one slip the moo is believed;
    in a row with several it is as doubtful as the rest.
    """
    misread = not reading.name.exact and (
        reading.place.grade != "named" or reading.cost > _ONE_SLIP
    )
    return any(
        other.name.cost < reading.name.cost or (misread and other.name.cost == reading.name.cost)
        for other in readings
        if other.place.tambon_code == reading.place.tambon_code
        and other.village.code != reading.village.code
    )


def _clear(accepted: list[_Reading]) -> list[_Reading]:
    """The one reading that is clearly better than all others, or all of them."""
    ranked = sorted(accepted, key=lambda reading: (reading.cost, reading.village.code))
    if ranked and ranked[0].exact:
        return ranked[:1]
    if len(ranked) > 1 and ranked[1].cost - ranked[0].cost >= _CLEAR_BY:
        return ranked[:1]
    return ranked


def _decided(row: RegisterRow, reading: _Reading, scope: Scope) -> Verdict:
    village = reading.village
    evidence = _place_evidence(row, reading.place, scope)
    if reading.name.fact:
        evidence.append(reading.name.fact)
    exact = not evidence and row.moo is not None
    if row.moo is None:
        evidence.append(fact("name_alone", moo=village.moo))
    elif not exact:
        agrees = "name_and_moo_agree" if reading.name.exact else "moo_agrees"
        evidence.append(fact(agrees, moo=village.moo))
    return Verdict(
        code=village.code,
        exact=exact,
        evidence=tuple(evidence),
        tambon_code=village.tambon_code,
        amphoe_code=village.code[:4],
        weak_amphoe=reading.place.grade == "amphoe",
    )


def _place_evidence(row: RegisterRow, place: _Place, scope: Scope) -> list[Fact]:
    evidence = [place.amphoe.fact] if place.amphoe.fact else []
    amphoe, tambon = scope.amphoes.get(place.tambon_code[:4]), scope.tambons[place.tambon_code]
    if place.grade == "amphoe":
        other = scope.other_province(row.amphoe)
        key = "amphoe_elsewhere" if other else "amphoe_unknown"
        evidence.append(
            fact(
                key if row.amphoe else "amphoe_blank",
                written=row.amphoe,
                province=other or scope.province_name,
                tambon=tambon.name,
                amphoe=amphoe.name if amphoe else "",
            )
        )
    if place.grade == "tambon":
        evidence.append(fact("tambon_nearest", written=row.tambon, tambon=tambon.name))
    elif place.tambon.fact:
        evidence.append(place.tambon.fact)
    return evidence


def _open(
    row: RegisterRow, places: list[_Place], accepted: list[_Reading], scope: Scope
) -> Verdict:
    named = [place for place in places if place.grade == "named"]
    tambons = {place.tambon_code for place in named}
    amphoes = {code[:4] for code in tambons} or set(scope.amphoe_matches(row.amphoe))
    return Verdict(
        reason=(_why_open(row, places, accepted, scope),),
        candidates=tuple(village.code for village in _candidates(row, places, scope)),
        tambon_code=tambons.pop() if len(tambons) == 1 else "",
        amphoe_code=amphoes.pop() if len(amphoes) == 1 else "",
    )


def _why_open(
    row: RegisterRow, places: list[_Place], accepted: list[_Reading], scope: Scope
) -> Fact:
    if len(accepted) > 1:
        return fact("several_fit")
    if not places:
        return fact("place_unknown")
    if not any(scope.gazetteer.villages_of(place.tambon_code) for place in places):
        return fact("villages_unlisted", tambon=scope.tambons[places[0].tambon_code].name)
    at_moo = [
        village.name
        for place in places[:1]
        for village in scope.gazetteer.villages_of(place.tambon_code)
        if village.moo == row.moo
    ]
    if at_moo:
        return fact("name_against_moo", village=row.village, moo=row.moo, name=at_moo[0])
    return fact("moo_unknown", moo=row.moo) if row.moo else fact("moo_blank")


def _candidates(row: RegisterRow, places: list[_Place], scope: Scope) -> list[Village]:
    """Whom a person may choose from: the moo's village, then those whose name fits best."""
    ranked: dict[str, tuple[float, Village]] = {}
    for place in places:
        for village in scope.gazetteer.villages_of(place.tambon_code):
            name = scope.village_match(row.village, village)
            at_moo = village.moo == row.moo
            if at_moo or name.explained or similarity(row.village, village.name) >= _ALIKE:
                cost = place.cost + (0.0 if at_moo else name.cost + 1.0)
                ranked[village.code] = min(
                    ranked.get(village.code, (cost, village)), (cost, village), key=lambda r: r[0]
                )
    best = sorted(ranked.values(), key=lambda each: (each[0], each[1].code))
    return [village for _, village in best[:_CANDIDATES]]
