"""The reading of a row whose names may be misread: by all its evidence together, or not at all.

The evidence for a village is that its moo is the written one, its name is the written one
or explains it, its tambon and amphoe likewise, and that nothing else in the province fits as
well. One weak level is borne by strong others: a tambon that cannot be explained by amphoe,
name and moo that agree and are the only such pair in the amphoe; an amphoe that is not of
this province by tambon, name and moo. A name and a moo that contradict each other are never
decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from muban.gis.meant.said import Meant
from muban.gis.meant.tambons import tambons_read
from muban.gis.text.thai_normal import similarity

if TYPE_CHECKING:
    from muban.gis.codes.gazetteer_records import Village
    from muban.gis.meant.agreement import Agreement
    from muban.gis.meant.known_names import KnownNames
    from muban.gis.meant.policy import Weights
    from muban.gis.meant.said import Said, TambonMeant, WhyNot

__all__ = ["weigh"]


class _Reading(NamedTuple):
    place: TambonMeant
    village: Village
    name: Agreement

    @property
    def cost(self) -> float:
        return self.place.cost + self.name.cost

    @property
    def exact(self) -> bool:
        return self.cost == 0 and self.place.grade == "named"


def weigh(said: Said, names: KnownNames, weights: Weights) -> Meant:
    """Tell which village a row means by its names and moo.

    Parameters
    ----------
    said
        What the row says.
    names
        The province's names.
    weights
        How much doubt is borne.
    """
    places = tuple(tambons_read(said, names, weights))
    return _Weighing(said, places, names, weights).meant()


@dataclass(frozen=True, eq=False)
class _Weighing:
    said: Said
    places: tuple[TambonMeant, ...]
    names: KnownNames
    weights: Weights

    def meant(self) -> Meant:
        accepted = self._clear(self._accepted([*self._readings()]))
        if len(accepted) != 1:
            return self._open(accepted)
        [one] = accepted
        by_moo = self.said.moo is not None
        return Meant(
            code=one.village.code,
            by="moo" if by_moo else "name",
            name=one.name,
            place=one.place,
            places=self.places,
            at_moo=one.village,
        )

    def _villages(self) -> Iterator[tuple[TambonMeant, Village]]:
        for place in self.places:
            for village in self.names.gazetteer.villages_of(place.code):
                yield place, village

    def _readings(self) -> Iterator[_Reading]:
        for place, village in self._villages():
            name = self.names.village_match(self.said.name, village)
            if name.explained:
                yield _Reading(place, village, name)

    def _accepted(self, readings: Sequence[_Reading]) -> list[_Reading]:
        """Readings whose evidence is enough, before they are compared with each other."""
        return [
            reading
            for reading in readings
            if self._moo_agrees(reading, readings)
            and self._strong(reading)
            and not self._name_fits_elsewhere(reading, readings)
        ]

    def _moo_agrees(self, reading: _Reading, readings: Sequence[_Reading]) -> bool:
        if self.said.moo is not None:
            return reading.village.moo == self.said.moo
        same = [r for r in readings if r.place.code == reading.place.code]
        return reading.exact and len(same) == 1

    def _strong(self, reading: _Reading) -> bool:
        weights = self.weights
        if reading.place.grade == "tambon":
            borne = reading.name.cost <= weights.name_of_weak_tambon
            return borne and self._only_in_amphoe(reading)
        if reading.place.grade == "amphoe":
            return reading.cost <= weights.rest_of_weak_amphoe
        return reading.cost <= weights.whole_row

    def _only_in_amphoe(self, reading: _Reading) -> bool:
        """Whether no other village of the amphoe has that moo and a name that fits."""
        return not any(
            village.moo == self.said.moo
            and village.code != reading.village.code
            and self.names.village_match(self.said.name, village).explained
            for code in self.names.tambons_in({reading.village.code[:4]})
            for village in self.names.gazetteer.villages_of(code)
        )

    def _name_fits_elsewhere(self, reading: _Reading, readings: Sequence[_Reading]) -> bool:
        """Whether another village of the tambon has a better claim to the name.

        A name that two villages share checks no moo. In a row with one slip the moo is
        believed; in a row with several it is as doubtful as the rest.
        """
        misread = not reading.name.exact and (
            reading.place.grade != "named" or reading.cost > self.weights.one_slip
        )
        return any(
            other.name.cost < reading.name.cost
            or (misread and other.name.cost == reading.name.cost)
            for other in readings
            if other.place.code == reading.place.code and other.village.code != reading.village.code
        )

    def _clear(self, accepted: Sequence[_Reading]) -> list[_Reading]:
        """The one reading that is clearly better than all others, or all of them."""
        ranked = sorted(accepted, key=lambda reading: (reading.cost, reading.village.code))
        if ranked and ranked[0].exact:
            return ranked[:1]
        if len(ranked) > 1 and ranked[1].cost - ranked[0].cost >= self.weights.clear_by:
            return ranked[:1]
        return ranked

    def _open(self, accepted: Sequence[_Reading]) -> Meant:
        at_moo = self._at_moo()
        return Meant(
            why=self._why_open(accepted, at_moo),
            candidates=tuple(village.code for village in self._candidates()),
            places=self.places,
            at_moo=at_moo,
        )

    def _at_moo(self) -> Village | None:
        """The village that has the moo in the first tambon that may be meant."""
        found = (
            village
            for place, village in self._villages()
            if place is self.places[0] and village.moo == self.said.moo
        )
        return next(found, None)

    def _why_open(self, accepted: Sequence[_Reading], at_moo: Village | None) -> WhyNot:
        if len(accepted) > 1:
            return "several_fit"
        if not self.places:
            return "place_unknown"
        if not any(True for _ in self._villages()):
            return "villages_unlisted"
        if at_moo is not None:
            return "name_against_moo"
        return "moo_unknown" if self.said.moo else "moo_blank"

    def _candidates(self) -> list[Village]:
        """Whom a person may choose from: the moo's village, then those whose name fits best."""
        ranked: dict[str, tuple[float, Village]] = {}
        for place, village in self._villages():
            name = self.names.village_match(self.said.name, village)
            at_moo = village.moo == self.said.moo
            alike = similarity(self.said.name, village.name) >= self.weights.alike
            if at_moo or name.explained or alike:
                cost = place.cost + (0.0 if at_moo else name.cost + 1.0)
                before = ranked.get(village.code, (cost, village))
                ranked[village.code] = min(before, (cost, village), key=lambda r: r[0])
        best = sorted(ranked.values(), key=lambda each: (each[0], each[1].code))
        return [village for _, village in best[: self.weights.candidates]]
