"""The place that drawings name: ต.โพนแพง อ.รัตนวาปี in a village's name or a map's title.

An officer who brings one map and nothing else has mostly written where it is. What the names
together leave open, because the country has several places of them, is asked and never chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.codes.country import country_places, country_unit
from muban.gis.codes.gazetteer_records import FullName, Unit
from muban.gis.headings.fields import find_fields
from muban.gis.problems import Problem, Where, problem
from muban.gis.table_rows import rows_of
from muban.gis.text.place_in_name import PlaceWords, units_said
from muban.layers.village.village_identity import Record

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["NamedPlace", "find_named_place", "full_place_name"]

_MOST_RECORDS = 2000
_LISTED = 6
_Said = tuple[str, str, str]
"""Names of a tambon, an amphoe and a province, '' where one is not written."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Codes of the one tambon and the province that drawings name; '' where they leave it open.

    ``problems`` ask what the names leave open, and tell what was taken from them.
    """

    tambon: str = ""
    province: str = ""
    problems: tuple[Problem, ...] = ()


def find_named_place(drawings: Iterable[Read], *, within: str = "") -> NamedPlace:
    """Tell where drawings are by the tambon, amphoe and province that they write.

    Parameters
    ----------
    drawings
        Layers as they were read. A record that names its tambon alone is in the amphoe and
        province of its layer's name, or of the title of its file.
    within
        The code of the unit that the project states; "" where it states none.

    Returns
    -------
    NamedPlace
        The tambon only where all names together are of one, and that lies in ``within``.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> village = Record(1, attributes={"ตำบล": "โพนแพง", "อำเภอ": "รัตนวาปี", "จังหวัด": "หนองคาย"})
    >>> read = build_features(Source(Path("ก.shp"), "ก.shp", ""), "", [village])
    >>> found = find_named_place([read])
    >>> found.tambon, found.province
    ('431605', '43')
    """
    said: dict[_Said, Where] = {}
    for read in drawings:
        for names, where in _said(read):
            said.setdefault(names, where)
    found = {names: _places(names, within) for names in said}
    province = within[:2] or _province(found)
    inside = {names: _inside(places, province) for names, places in found.items() if names[0]}
    problems = [
        _open(names, places, said[names]) for names, places in inside.items() if len(places) != 1
    ]
    codes = {place.code for places in inside.values() for place in places}
    if problems or len(codes) != 1:
        return NamedPlace("", province, tuple(problems))
    [tambon] = codes
    if not tambon.startswith(within):
        return NamedPlace("", province)
    first = said[next(iter(inside))]
    told = problem("project.place_from_names", Where(first.file), place=full_place_name(tambon))
    return NamedPlace(tambon, province or tambon[:2], (told,))


def full_place_name(code: str) -> str:
    """A unit of the country's list with all that it lies in.

    Examples
    --------
    >>> full_place_name("431605"), full_place_name("55")
    ('ต.โพนแพง อ.รัตนวาปี จ.หนองคาย', 'จ.น่าน')
    """
    units = [country_unit(code[:digits]) if len(code) >= digits else None for digits in (6, 4, 2)]
    return str(FullName("", 0, *(unit.name if unit else "" for unit in units)))


def _said(read: Read) -> Iterator[tuple[_Said, Where]]:
    """What a layer's records, its name and its file's title say of the place."""
    title, layer = units_said(read.title), units_said(read.layer.rsplit("/", 1)[-1])
    amphoe = layer.amphoe or title.amphoe
    province = layer.province or title.province
    for names, where in _said_in_records(read):
        yield (names[0], names[1] or amphoe, names[2] or province), where
    if layer.tambon or amphoe or province:
        yield (layer.tambon or title.tambon, amphoe, province), read.where()
    elif title.tambon:
        yield (title.tambon, "", ""), read.where()


def _said_in_records(read: Read) -> Iterator[tuple[_Said, Where]]:
    if read.frame.empty:  # a file may have a thousand layers without a record
        return
    fields = find_fields(read.frame)
    many = len(read.frame) > _MOST_RECORDS
    for values in rows_of(read.frame.head(_MOST_RECORDS) if many else read.frame):
        record = Record(values, fields, read.where(int(values["_number"])))
        of_unit = units_said(str(values.get("_name") or ""))
        names = _names(record, of_unit)
        if any(names):
            yield names, record.where


def _names(record: Record, of_unit: PlaceWords) -> _Said:
    of_village = record.place()
    return (
        record.text("tambon") or of_village.tambon or of_unit.tambon,
        record.text("amphoe") or of_village.amphoe or of_unit.amphoe,
        record.text("province") or of_village.province or of_unit.province,
    )


def _places(names: _Said, within: str) -> tuple[Unit, ...]:
    tambon, amphoe, province = names
    return _inside(country_places(tambon=tambon, amphoe=amphoe, province=province), within)


def _inside(places: tuple[Unit, ...], within: str) -> tuple[Unit, ...]:
    """Those in the unit that the project or other names tell; all where none is there."""
    return tuple(place for place in places if place.code.startswith(within)) or places


def _province(found: dict[_Said, tuple[Unit, ...]]) -> str:
    """The province that most names are sure of."""
    sure = ({place.code[:2] for place in places} for places in found.values())
    counted = Counter(code for codes in sure if len(codes) == 1 for code in codes)
    return next((code for code, _ in counted.most_common(1) if code in PROVINCES), "")


def _open(names: _Said, places: tuple[Unit, ...], where: Where) -> Problem:
    written = str(FullName("", 0, *names))
    if not places:
        return problem("project.place_unknown", where, written=written)
    listed = ", ".join(full_place_name(place.code) for place in places[:_LISTED])
    more = ", …" if len(places) > _LISTED else ""
    return problem("project.place_several", where, written=written, places=listed + more)
