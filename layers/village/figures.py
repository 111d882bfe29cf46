"""Population and households as a drawing's own record gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muban.gis.problems import Effect, Problem, problem
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.thai_text import arabic_digits
from muban.layers.atlas import MOST_PEOPLE

if TYPE_CHECKING:
    from muban.layers.village.village_identity import Record

__all__ = ["NO_FIGURES", "Figures", "check_figures", "figures_of"]

_NAN = float("nan")
_COUNTS = ("population", "households")


class Figures(NamedTuple):
    """Persons and households with their year; NaN where a record does not say."""

    population: float
    households: float
    figures_year_be: float


NO_FIGURES = Figures(_NAN, _NAN, _NAN)


def figures_of(record: Record) -> Figures:
    """The figures that stand in a village's record; NaN where they are no counts.

    Parameters
    ----------
    record
        A drawing's record.

    Returns
    -------
    Figures
        Persons, households, and the Buddhist year that they are of.

    Examples
    --------
    >>> from muban.gis.headings.fields import Fields
    >>> from muban.gis.problems import Where
    >>> from muban.layers.village.village_identity import Record
    >>> fields = Fields({"population": ["ประชากร"], "year_be": ["ปี"]})
    >>> figures_of(Record({"ประชากร": "๖๑๒", "ปี": "2568"}, fields, Where("ก.kml", "", 1)))
    Figures(population=612.0, households=nan, figures_year_be=2568.0)
    """
    year = parse_year_be(record.value("year_be"))
    counts = {meaning: _count(record.value(meaning)) for meaning in _COUNTS}
    told = {meaning: _NAN if count is None else count for meaning, count in counts.items()}
    return Figures(**told, figures_year_be=_NAN if year is None else float(year))


def check_figures(record: Record) -> list[Problem]:
    """Cells that should be counts and are none: the village is shown without them.

    Parameters
    ----------
    record
        A drawing's record.

    Returns
    -------
    list of Problem
        ``population.not_a_count`` with the cell's column.

    Examples
    --------
    >>> from muban.gis.headings.fields import Fields
    >>> from muban.gis.problems import Where
    >>> from muban.layers.village.village_identity import Record
    >>> fields = Fields({"population": ["ประชากร"]})
    >>> [found] = check_figures(Record({"ประชากร": "หลายคน"}, fields, Where("ก.kml", "", 1)))
    >>> found.where.field, found.params["text"]
    ('ประชากร', 'หลายคน')
    """
    found = []
    for meaning in _COUNTS:
        if _count(record.value(meaning)) is None:
            where = record.where.at(field=record.fields.get(meaning, meaning))
            text = str(record.value(meaning))[:60]
            found.append(problem("population.not_a_count", where, effect=Effect.NONE, text=text))
    return found


def _count(value: object) -> float | None:
    """A count; NaN where the cell is blank or a dash, None where it holds something else."""
    text = "" if value is None else arabic_digits(str(value)).replace(",", "").strip()
    if not text.strip("-–—"):
        return _NAN
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < MOST_PEOPLE and number.is_integer() else None
