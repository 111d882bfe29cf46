"""What a drawn village says of itself against the gazetteer: code, name, tambon, amphoe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from muban.gis.codes.code_moves import old_codes
from muban.gis.meant.check_name import check_name
from muban.gis.problems import Problem, problem
from muban.gis.text.place_words import Level, full_amphoe_name, strip_unit_prefix
from muban.gis.text.thai_normal import compare_key
from muban.gis.text.thai_text import repair_text

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.source import Read
    from muban.layers.village.village_identity import Identity, Record

__all__ = ["check_drawn_names", "check_village"]

_UNITS: tuple[tuple[Level, int, str], ...] = (("tambon", 6, "ต."), ("amphoe", 4, "อ."))


def check_village(record: Record, identity: Identity, gazetteer: Gazetteer) -> list[Problem]:
    """Whether code, name and units of a drawn village agree with the gazetteer.

    Nothing is said of a tambon that the gazetteer has no villages of.

    Parameters
    ----------
    record
        What was drawn.
    identity
        The village that it was taken for.
    gazetteer
        What is known of it.

    Returns
    -------
    list of Problem
        ``codes.unknown``, ``codes.name_differs`` or ``codes.parent_differs``.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> from muban.gis.headings.fields import Fields
    >>> from muban.gis.problems import Where
    >>> from muban.layers.village.village_identity import Identity, Record
    >>> known = build_gazetteer(pd.DataFrame({"village_code": ["43010104"], "village": ["เหนือ"]}))
    >>> record = Record({}, Fields({}), Where("ก.kml", "", 1))
    >>> other = Identity("43010104", "430101", 4, "บ้านใต้")
    >>> [found.code for found in check_village(record, other, known)]
    ['codes.name_differs']
    """
    code = identity.village_code
    if not code or not gazetteer.villages_of(code[:6]):
        return []
    found = check_name(code, identity.name, gazetteer, record.where)
    return [*found, *_check_units(record, code, gazetteer)]


def _check_units(record: Record, code: str, gazetteer: Gazetteer) -> Iterator[Problem]:
    for level, digits, word in _UNITS:
        written = record.unit(level)
        unit = gazetteer.tambon(code[:6]) if level == "tambon" else gazetteer.amphoe(code[:4])
        if not written or unit is None:
            continue
        bare = strip_unit_prefix(written, level)
        if level == "amphoe":
            province = gazetteer.province(code[:2])
            bare = full_amphoe_name(bare, province.name if province else "")
        named = {other.code for other in gazetteer.find_units(bare, level)}
        if unit.code in named or compare_key(bare) == compare_key(unit.name_en):
            continue
        if level == "amphoe" and _was_in(code[:6], named):
            continue
        yield problem(
            "codes.parent_differs",
            record.where.at(field=record.fields.get(level, level)),
            value=code[:digits],
            expected=f"{word}{unit.name}",
            written=written,
        )


def _was_in(tambon_code: str, amphoe_codes: Iterable[str]) -> bool:
    """Whether a tambon belonged to one of some amphoes before it moved."""
    return not {old[:4] for old in old_codes(tambon_code)}.isdisjoint(amphoe_codes)


def check_drawn_names(reads: Iterable[Read]) -> list[Problem]:
    """What is wrong with the names of drawn things as texts; see :mod:`muban.gis.text.thai_text`.

    Parameters
    ----------
    reads
        Layers of features, with the readers' ``_name`` and ``_number``.
    """
    return [
        found
        for read in reads
        for number, name in zip(read.frame["_number"], read.frame["_name"], strict=True)
        if isinstance(name, str) and name
        for found in repair_text(name, read.where(int(number), name=name))[1]
    ]
