"""Which village a record speaks of: its code, tambon, moo and name.

What its columns say is read here; which village that is, :mod:`muban.gis.meant.find_village`
decides, and what is doubtful of it becomes problems.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muban.gis.codes.admin_codes import check_code, current_code, parse_code
from muban.gis.codes.country import country_places
from muban.gis.codes.gazetteer_records import name_key
from muban.gis.headings.fields import Fields, stated_code
from muban.gis.headings.fits import fits, is_filled
from muban.gis.meant.find_village import find_village
from muban.gis.meant.policy import DRAWING
from muban.gis.meant.said import Meant, Said
from muban.gis.problems import Problem, Where, problem
from muban.gis.text.place_in_name import PlaceWords, split_place
from muban.gis.text.place_words import Level, says_several_moos, strip_boundary_words
from muban.gis.text.thai_text import (
    normalise,
    parse_moo,
    similarity,
    strip_unit_prefix,
)
from muban.gis.text.true_text import true_name
from muban.layers.personal.person_records import find_person

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.layers.village.village_points import VillagePoint

__all__ = ["Identity", "Record", "check_synonyms", "identify", "stated_tambon", "village_name"]


@dataclass(frozen=True, slots=True)
class Record:
    """A drawing's or table's record with what its columns mean.

    ``tambon_code`` is the tambon that the place says, or the project, '' if neither does.
    """

    values: Mapping[Hashable, Any]
    fields: Fields
    where: Where
    tambon_code: str = ""

    def value(self, meaning: str) -> object:
        """What the record says of a meaning: the first of its columns that is filled in."""
        said = self.fields.read(self.values, meaning)
        return None if said is None else said[1]

    def text(self, meaning: str) -> str:
        """The cell of a meaning as clean text."""
        found = self.value(meaning)
        return normalise(str(found)) if found is not None else ""

    def unit(self, level: Level) -> str:
        """The name of a unit as a column states it, else as the village's name does."""
        return self.text(level) or self.place().unit(level)

    def place(self) -> PlaceWords:
        """What the village's name says of where it is."""
        return split_place(_raw_name(self))


@dataclass(frozen=True, slots=True)
class Identity:
    """A village as far as it is known."""

    village_code: str | None
    tambon_code: str | None
    moo: int | None
    name: str
    problems: tuple[Problem, ...] = ()


def identify(record: Record, gazetteer: Gazetteer) -> Identity:
    """Tell which village a record speaks of.

    What the record states comes before where it lies. No code is made that a gazetteer of
    the tambon's villages does not have.

    Examples
    --------
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> record = Record({"รหัส": "43160503", "ชื่อ": "ผักขะ"},
    ...                 Fields({"village_code": ["รหัส"], "village": ["ชื่อ"]}), Where("ก.kml", "", 1))
    >>> found = identify(record, build_gazetteer())
    >>> found.village_code, found.moo, found.name
    ('43160503', 3, 'ผักขะ')
    """
    place = record.place()
    stated_moo = parse_moo(record.value("moo")) or place.moo or None
    problems = [*_code_problems(record), *check_synonyms(record)]
    code = parse_code(record.value("village_code"), 8) or ""
    tambon = ""
    if not code:
        problems += _several_moos(record)
        tambon = _tambon_code(record, gazetteer, problems)
    said = Said(
        code=code,
        moo=stated_moo,
        name=place.name,
        tambon_code=tambon,
        maybe_moos=_maybe_moos(record),
    )
    meant = find_village(said, gazetteer, DRAWING)
    problems += _doubts(record, said, meant, gazetteer)
    if meant.code:
        moo = int(meant.code[6:])
        return Identity(meant.code, meant.code[:6], moo, place.name, tuple(problems))
    # A moo that is stated stays so where the tambon is not known.
    return Identity(None, tambon or None, stated_moo, place.name, tuple(problems))


def _maybe_moos(record: Record) -> tuple[int, ...]:
    """Numbers of columns such as «id», which may be the moo."""
    columns = record.fields.generic.get("moo", ())
    found = (parse_moo(record.values.get(column)) for column in columns)
    return tuple(moo for moo in found if moo)


def _doubts(record: Record, said: Said, meant: Meant, gazetteer: Gazetteer) -> Iterator[Problem]:
    """What to tell of how a village was found, or was not."""
    where = record.where
    if meant.by == "code" and meant.code and said.moo not in (None, int(meant.code[6:])):
        code, moo = meant.code, said.moo or 0
        yield problem("village.conflicting_code", where, village_code=code, moo=moo)
    elif meant.by == "name" and meant.code:
        yield problem("village.code_from_name", where, name=said.name, village_code=meant.code)
    elif meant.why == "moo_unknown" and said.tambon_code and said.moo:
        known = gazetteer.full_name(said.tambon_code)
        yield problem("village.moo_unknown", where, moo=said.moo, tambon=known)


def _several_moos(record: Record) -> Iterator[Problem]:
    for written in (record.text("moo"), _raw_name(record)):
        if says_several_moos(written):
            yield problem("village.several_moos", record.where, written=written)
            return


def village_name(
    identity: Identity, gazetteer: Gazetteer, points: Mapping[str, VillagePoint]
) -> tuple[str, str]:
    """Name and romanised name: as drawn, else as gazetteer or village point have it.

    Parameters
    ----------
    identity
        Who it is.
    gazetteer
        Names by code.
    points
        Village points by code.

    Returns
    -------
    tuple of str
        '' for a name that nothing says.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> known = build_gazetteer(pd.DataFrame({"village_code": ["43010104"], "village": ["เหนือ"]}))
    >>> village_name(Identity("43010104", "430101", 4, ""), known, {})
    ('บ้านเหนือ', '')
    """
    code = identity.village_code
    known = gazetteer.village(code) if code else None
    point = points.get(code) if code else None
    name = identity.name or (known.name if known else "") or (point.name if point else "")
    return name, (known.name_en if known else "") or (point.name_en if point else "")


def _raw_name(record: Record) -> str:
    """The village's name as written; a headman's that stands beside it is none."""
    written = true_name(record.text("village")).name
    if not written and find_person(record.values, where=record.where) is None:
        written = normalise(str(record.values.get("_name") or ""))
    return strip_boundary_words(written)


def _code_problems(record: Record) -> Iterator[Problem]:
    said = record.fields.read(record.values, "village_code")
    if said is not None:
        yield from check_code(said[1], record.where.at(field=said[0]))


def check_synonyms(record: Record) -> Iterator[Problem]:
    """Columns that should say the same of a record and do not: the first one is followed."""
    for meaning, same in _SAYS.items():
        said = record.fields.read(record.values, meaning)
        if said is None or said[0] not in record.fields.sure(meaning):
            continue
        for column in record.fields.sure(meaning):
            other = record.values.get(column)
            if is_filled(other) and fits(meaning, other) and same(other) != same(said[1]):
                yield problem(
                    "village.columns_differ",
                    record.where.at(field=column),
                    column=said[0],
                    value=str(said[1]),
                    other=column,
                    other_value=str(other),
                )


_SAYS: Mapping[str, Callable[[object], object]] = {
    "village_code": lambda value: parse_code(value, 8),
    "moo": parse_moo,
    "village": lambda value: name_key(split_place(str(value)).name),
}
"""What of two cells must be equal, by meaning."""


def stated_tambon(record: Record, gazetteer: Gazetteer) -> str:
    """The code of the tambon that a record states by code or name; '' where it states none.

    Parameters
    ----------
    record
        A drawing's or table's record.
    gazetteer
        Finds a name's code.

    Returns
    -------
    str
        Six digits, of today.

    Examples
    --------
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> fields = Fields({"tambon": ["ตำบล"], "amphoe": ["อำเภอ"], "province": ["จังหวัด"]})
    >>> values = {"ตำบล": "โพนแพง", "อำเภอ": "รัตนวาปี", "จังหวัด": "หนองคาย"}
    >>> stated_tambon(Record(values, fields, Where("ก.kml", "", 1)), build_gazetteer())
    '431605'
    """
    stated = stated_code(record.values, record.fields, "tambon")
    if stated:
        return current_code(stated)[0]
    name, amphoe = record.unit("tambon"), record.unit("amphoe")
    found = gazetteer.find_tambon(name, amphoe=amphoe) if name else None
    province = record.unit("province")
    if found is None and name and (amphoe or province):
        # Written out in full, a place is one of the country's, whatever the project has.
        places = country_places(tambon=name, amphoe=amphoe, province=province)
        found = places[0] if len(places) == 1 else None
    return found.code if found is not None else ""


_ALIKE = 0.75
"""A name so alike is a slip of the pen: it is told, and the place is believed."""


def _tambon_code(record: Record, gazetteer: Gazetteer, problems: list[Problem]) -> str:
    """The tambon as stated; else the place's or project's, unless what is stated denies it."""
    stated = stated_tambon(record, gazetteer)
    written = record.unit("tambon")
    here = gazetteer.tambon(record.tambon_code) if record.tambon_code else None
    if stated or not written or here is None:
        return stated or record.tambon_code
    bare = strip_unit_prefix(written, "tambon")
    same = here.code in {unit.code for unit in gazetteer.find_units(bare, "tambon")}
    if same or max(similarity(bare, here.name), similarity(bare, here.name_en)) >= _ALIKE:
        return record.tambon_code
    there = gazetteer.full_name(here.code)
    problems.append(problem("village.tambon_unclear", record.where, written=written, there=there))
    return ""
