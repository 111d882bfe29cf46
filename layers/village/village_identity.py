"""Which village a record speaks of: its code, tambon, moo and name.

The evidence, surest first: an eight-digit code; a moo in a known tambon; a name that only
one village of that tambon has. A name alone is no key (23 names repeat inside one tambon
of Nong Khai), so a name that fits two villages decides nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from gis.codes.admin_codes import check_code, current_code, parse_code, village_code
from gis.problems import Problem, Where, problem
from gis.text.place_words import strip_boundary_words
from gis.text.thai_text import compare_key, normalise, parse_moo, split_moo, strip_village_prefix
from layers.personal.person_records import find_person

if TYPE_CHECKING:
    from gis.codes.gazetteer import Gazetteer
    from layers.village.village_points import VillagePoint

__all__ = ["Identity", "Record", "identify", "village_name"]


@dataclass(frozen=True, slots=True)
class Record:
    """A drawing's or table's record with what its columns mean.

    ``fields`` maps meanings to columns (:func:`layers.village.fields.find_fields`); ``tambon_code``
    is the tambon that the place or the project says, '' if neither does.
    """

    values: Mapping[Hashable, Any]
    fields: Mapping[str, str]
    where: Where
    tambon_code: str = ""

    def value(self, meaning: str) -> object:
        """The cell of a meaning; None where there is no such column or it is empty."""
        found = self.values.get(self.fields.get(meaning, ""))
        return None if found is None or pd.isna(found) is True else found

    def text(self, meaning: str) -> str:
        """The cell of a meaning as clean text."""
        found = self.value(meaning)
        return normalise(str(found)) if found is not None else ""


@dataclass(frozen=True, slots=True)
class Identity:
    """A village as far as it is known; '' and 0 where it is not."""

    village_code: str
    tambon_code: str
    moo: int
    name: str
    problems: tuple[Problem, ...] = ()


def identify(record: Record, gazetteer: Gazetteer) -> Identity:
    """Tell which village a record speaks of.

    Examples
    --------
    >>> from gis.codes.gazetteer import build_gazetteer
    >>> record = Record({"รหัส": "43160503", "ชื่อ": "ผักขะ"},
    ...                 {"village_code": "รหัส", "village": "ชื่อ"}, Where("ก.kml", "", 1))
    >>> found = identify(record, build_gazetteer())
    >>> found.village_code, found.moo, found.name
    ('43160503', 3, 'ผักขะ')
    """
    name, moo_in_name = split_moo(_raw_name(record))
    stated_moo = parse_moo(record.value("moo")) or moo_in_name or 0
    problems = list(_code_problems(record))
    code = parse_code(record.value("village_code"), 8) or ""
    if code:
        code, _move = current_code(code)
        moo = int(code[6:])
        if stated_moo and stated_moo != moo:
            problems.append(
                problem("village.conflicting_code", record.where, village_code=code, moo=stated_moo)
            )
        return Identity(code, code[:6], moo, name, tuple(problems))
    tambon = _tambon_code(record, gazetteer)
    if tambon and stated_moo:
        found = village_code(tambon, stated_moo)
        return Identity(found, tambon, stated_moo, name, tuple(problems))
    if tambon and name:
        only = _only_village_named(name, tambon, gazetteer)
        if only:
            problems.append(
                problem("village.code_from_name", record.where, name=name, village_code=only)
            )
            return Identity(only, tambon, int(only[6:]), name, tuple(problems))
    return Identity("", tambon, stated_moo, name, tuple(problems))


def village_name(
    identity: Identity, gazetteer: Gazetteer, points: Mapping[str, VillagePoint]
) -> tuple[str, str]:
    """Name and romanised name: as drawn, else as gazetteer or village point have it."""
    known = gazetteer.village(identity.village_code) if identity.village_code else None
    point = points.get(identity.village_code)
    name = identity.name or (known.name if known else "") or (point.name if point else "")
    return name, (known.name_en if known else "") or (point.name_en if point else "")


def _raw_name(record: Record) -> str:
    """The village's name as written; a headman's that stands beside it is none."""
    written = record.text("village")
    if not written and find_person(record.values, where=record.where) is None:
        written = normalise(str(record.values.get("_name") or ""))
    return strip_boundary_words(written)


def _code_problems(record: Record) -> Iterator[Problem]:
    column = record.fields.get("village_code")
    if column:
        yield from check_code(record.value("village_code"), record.where.at(field=column))


def _tambon_code(record: Record, gazetteer: Gazetteer) -> str:
    stated = parse_code(record.value("tambon_code"), 6)
    if stated:
        return current_code(stated)[0]
    name = record.text("tambon")
    if name:
        found = gazetteer.find_tambon(name, amphoe=record.text("amphoe"))
        if found is not None:
            return found.code
    return record.tambon_code


def _only_village_named(name: str, tambon_code: str, gazetteer: Gazetteer) -> str:
    key = compare_key(strip_village_prefix(name))
    fitting = [
        village.code
        for village in gazetteer.villages_of(tambon_code)
        if compare_key(strip_village_prefix(village.name)) == key
    ]
    return fitting[0] if len(fitting) == 1 else ""
