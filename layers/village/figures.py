"""Population and households as a drawing's own record gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gis.text.buddhist_year import parse_year_be
from gis.text.thai_text import arabic_digits

if TYPE_CHECKING:
    from layers.village.village_identity import Record

__all__ = ["NO_FIGURES", "Figures", "figures_of"]

_NAN = float("nan")


class Figures(NamedTuple):
    """Persons and households with their year; NaN where a record does not say."""

    population: float
    households: float
    figures_year_be: float


NO_FIGURES = Figures(_NAN, _NAN, _NAN)


def figures_of(record: Record) -> Figures:
    """The figures that stand in a village's record."""
    year = parse_year_be(record.value("year_be"))
    return Figures(
        population=_count(record.value("population")),
        households=_count(record.value("households")),
        figures_year_be=_NAN if year is None else float(year),
    )


def _count(value: object) -> float:
    if value is None:
        return _NAN
    text = arabic_digits(str(value)).replace(",", "").strip()
    try:
        return float(text)
    except ValueError:
        return _NAN
