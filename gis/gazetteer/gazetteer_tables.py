"""Put the tables that a gazetteer is made from together: what each adds to the others."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from muban.gis.codes.admin_codes import PROVINCES, village_code
from muban.gis.codes.gazetteer_records import Unit, Village
from muban.gis.text.place_words import Level, strip_unit_prefix, with_village_prefix

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Gathered", "NamedPoint", "gather"]


class NamedPoint(NamedTuple):
    """A point with a village's name and no code (degrees, EPSG:4326)."""

    name: str
    tambon: str
    amphoe: str
    lon: float
    lat: float


@dataclass(eq=False)
class Gathered:
    """Villages and units by code, and points whose village is not known yet."""

    villages: dict[str, Village] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    points: list[NamedPoint] = field(default_factory=list)


def gather(tables: Iterable[pd.DataFrame]) -> Gathered:
    """Read tables one after the other; what is there already stays.

    Parameters
    ----------
    tables
        Frames with columns of :data:`muban.gis.gazetteer.gazetteer_rows.GAZETTEER_COLUMNS`.

    Returns
    -------
    Gathered
        Villages and units by their codes, each province of theirs among the units.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"village_code": ["43010101"], "village": ["มีชัย"]})
    >>> found = gather([rows])
    >>> found.villages["43010101"].name, found.units["43"].name
    ('บ้านมีชัย', 'หนองคาย')
    """
    found = Gathered()
    for table in tables:
        _add_table(table, found)
    for code in sorted({code[:2] for code in [*found.villages, *found.units]}):
        if code in PROVINCES:
            found.units.setdefault(code, Unit(code, "province", PROVINCES[code]))
    return found


_UNIT_LEVELS: tuple[tuple[Level, int], ...] = (("province", 2), ("amphoe", 4), ("tambon", 6))


def _column(table: pd.DataFrame, name: str, default: object = "") -> list[object]:
    if name not in table:
        return [default] * len(table)
    column = table[name]
    return column.where(column.notna(), default).tolist()


def _add_table(table: pd.DataFrame, found: Gathered) -> None:
    names = _column(table, "village")
    shown: dict[str, str] = {}
    codes = _village_codes(table)
    longest = codes
    for level, digits in reversed(_UNIT_LEVELS):
        own = _column(table, f"{level}_code")
        longest = [str(a or b) for a, b in zip(longest, own, strict=True)]
        _add_units(
            found.units,
            level,
            [code[:digits] if len(code) >= digits else "" for code in longest],
            _column(table, level),
            _column(table, f"{level}_en"),
        )
    lons, lats = _column(table, "lon", math.nan), _column(table, "lat", math.nan)
    english = _column(table, "village_en")
    tambons, amphoes = _column(table, "tambon"), _column(table, "amphoe")
    for i, code in enumerate(codes):
        lon, lat = _number(lons[i]), _number(lats[i])
        if not code:
            if names[i] and tambons[i] and math.isfinite(lon):
                found.points.append(
                    NamedPoint(str(names[i]), str(tambons[i]), str(amphoes[i]), lon, lat)
                )
            continue
        known = found.villages.get(code)
        if known is not None and not known.has_place and math.isfinite(lon):
            known = found.villages[code] = replace(known, lon=lon, lat=lat)
        if known is not None and known.name:
            continue
        name = str(names[i])
        if name not in shown:
            shown[name] = with_village_prefix(name)
        if known is None:
            found.villages[code] = Village(code, shown[name], str(english[i]), lon, lat)
        elif name:
            found.villages[code] = replace(
                known, name=shown[name], name_en=known.name_en or str(english[i])
            )


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else math.nan


def _village_codes(table: pd.DataFrame) -> list[str]:
    stated = [str(code) for code in _column(table, "village_code")]
    tambons = _column(table, "tambon_code")
    moos = _column(table, "moo")
    return [
        code or (village_code(str(tambon), int(str(moo).split(".")[0])) if tambon and moo else "")
        for code, tambon, moo in zip(stated, tambons, moos, strict=True)
    ]


def _add_units(
    units: dict[str, Unit],
    level: Level,
    codes: list[str],
    names: list[object],
    english: list[object],
) -> None:
    for code, name, name_en in zip(codes, names, english, strict=True):
        if not code or not name:
            continue
        unit = Unit(code, level, strip_unit_prefix(str(name), level), str(name_en))
        known = units.setdefault(code, unit)
        if unit.name_en and not known.name_en and known.name == unit.name:
            units[code] = unit
