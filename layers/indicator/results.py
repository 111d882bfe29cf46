"""Every domain's newest result as columns beside a village: what tables and maps are made with.

The long table (:data:`muban.layers.frames.INDICATOR_COLUMNS`) holds everything; a map wants one
row per village. All is made from values that may be published, and so may be published.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

if TYPE_CHECKING:
    from muban.layers.atlas import Domain, TambonAtlas

FrameT = TypeVar("FrameT", bound=pd.DataFrame)

__all__ = [
    "RESULT_PARTS",
    "Result",
    "change_text",
    "changed_domains",
    "domains_of",
    "named_results",
    "result_column",
    "results_by_village",
    "scale_text",
    "with_results",
]

RESULT_PARTS = ("", "shown", "year_be", "scale", "change", "change_from")
"""What is told of a domain, each in a column of its own; the first is the value itself."""


@dataclass(frozen=True, slots=True)
class Result:
    """A village's newest result in a domain, and how it has moved since the year before.

    ``value`` is NaN where missing or withheld, and ``shown`` what may be said instead.
    ``change`` is NaN where one of the two years has no value that may be published.
    """

    domain: Domain
    value: float
    shown: str
    year_be: int
    change: float = math.nan
    change_from: int | None = None


def result_column(domain_id: str, part: str = "") -> str:
    """The stable name of a domain's column.

    Examples
    --------
    >>> result_column("occupation"), result_column("occupation", "year_be")
    ('result_occupation', 'result_occupation_year_be')
    """
    return "_".join(filter(None, ("result", domain_id, part)))


def scale_text(domain: Domain) -> str:
    """The ends of a domain's scale as people read them; '' where none is stated.

    Examples
    --------
    >>> from muban.layers.atlas import Domain
    >>> scale_text(Domain("risk", "เสี่ยง", "Risk", 1, 5)), scale_text(Domain("r", "ร", "R"))
    ('1–5', '')
    """
    if domain.scale_min is None or domain.scale_max is None:
        return ""
    return f"{domain.scale_min:g}–{domain.scale_max:g}"


def domains_of(pages: Iterable[TambonAtlas]) -> tuple[Domain, ...]:
    """The domains of all pages, each once, in their order."""
    found: dict[str, Domain] = {}
    for page in pages:
        for domain in page.domains:
            if not domain.parent:
                found.setdefault(domain.id, domain)
    return tuple(found.values())


def results_by_village(page: TambonAtlas) -> Mapping[str, tuple[Result, ...]]:
    """The newest results of a tambon's villages by code, domains in their order.

    The year is the newest that the tambon has of the domain, as on its page: a village
    without a value in it has none, whatever it had before.
    """
    found: dict[str, list[Result]] = {}
    own = _own_values(page)
    for domain in page.domains:
        of_year = own.get(domain.id, {})
        years = sorted(of_year, reverse=True)
        if domain.parent or not years:
            continue
        before = of_year[years[1]] if len(years) > 1 else {}
        for code, (value, shown) in of_year[years[0]].items():
            earlier = before.get(code, (math.nan, ""))[0]
            since = years[1] if not math.isnan(value - earlier) else None
            change = round(value - earlier, 9)
            found.setdefault(code, []).append(Result(domain, value, shown, years[0], change, since))
    return {code: tuple(results) for code, results in found.items()}


def changed_domains(results: Mapping[str, tuple[Result, ...]]) -> tuple[Result, ...]:
    """One result of each domain that has moved between two years: its name and its years."""
    found: dict[str, Result] = {}
    for told in results.values():
        for one in told:
            if one.change_from is not None:
                found.setdefault(one.domain.id, one)
    return tuple(found.values())


def change_text(results: Iterable[Result], domain_id: str) -> str:
    """How a village moved in a domain, with its sign; a dash where a year has no value.

    Examples
    --------
    >>> from muban.layers.atlas import Domain
    >>> risk = Domain("risk", "เสี่ยง", "Risk")
    >>> change_text([Result(risk, 3, "3", 2563, -1.5, 2562)], "risk"), change_text([], "risk")
    ('-1.5', '–')
    """
    moved = next((one for one in results if one.domain.id == domain_id), None)
    if moved is None or moved.change_from is None:
        return "–"
    return f"{moved.change:+g}" if moved.change else "0"


def _own_values(page: TambonAtlas) -> dict[str, dict[int, dict[str, tuple[float, str]]]]:
    """What the domains themselves have: value and what is shown, by domain, year and village."""
    table = page.indicators
    names = ("domain", "indicator", "year_be", "village_code", "value", "shown", "status")
    found: dict[str, dict[int, dict[str, tuple[float, str]]]] = {}
    # Without tables in between: a page, its data and its pictures each ask, tambon by tambon.
    for domain, indicator, year, code, value, shown, status in zip(
        *(table[name].tolist() for name in names), strict=True
    ):
        if indicator == "":
            told = (float(value) if status == "ok" else math.nan, str(shown))
            found.setdefault(domain, {}).setdefault(int(year), {})[str(code)] = told
    return found


def with_results(
    villages: FrameT, told: Sequence[Iterable[Result]], domains: Iterable[Domain]
) -> FrameT:
    """A table of villages with :data:`RESULT_PARTS` of every domain as columns.

    Parameters
    ----------
    villages
        The frame's class and its shapes are kept.
    told
        The results of each village, in their order (:func:`results_by_village`).
    domains
        Those that get columns; a village without a result has empty cells there.

    Returns
    -------
    DataFrame
        The villages in their order.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.layers.atlas import Domain
    >>> work = Domain("occupation", "อาชีพ", "Occupation", 1, 3)
    >>> told = [[Result(work, 2.5, "2.50", 2568, 0.25, 2567)], []]
    >>> villages = pd.DataFrame({"village_code": ["43010104", "43010105"]})
    >>> with_results(villages, told, [work])["result_occupation"].tolist()
    [2.5, nan]
    """
    by_domain = [{one.domain.id: one for one in results} for results in told]
    columns = {}
    for domain in domains:
        cells = [_cells(results.get(domain.id)) for results in by_domain]
        for i, part in enumerate(RESULT_PARTS):
            columns[result_column(domain.id, part)] = pd.Series(
                [cell[i] for cell in cells], index=villages.index, dtype=_TYPES[part]
            )
    # All at once: a table is copied with each addition.
    return villages.assign(**columns)


_TYPES = {
    "": "float64",
    "shown": "object",
    "year_be": "Int64",
    "scale": "object",
    "change": "float64",
    "change_from": "Int64",
}


def _cells(result: Result | None) -> tuple[object, ...]:
    if result is None:
        return (math.nan, "", None, "", math.nan, None)
    return (
        result.value,
        result.shown,
        result.year_be,
        scale_text(result.domain),
        result.change,
        result.change_from,
    )


def named_results(pages: Sequence[TambonAtlas]) -> pd.DataFrame:
    """The long tables of results, with the names of what their codes and ids stand for.

    Parameters
    ----------
    pages
        Tambons, in the order of the rows; those without results have none.

    Returns
    -------
    pandas.DataFrame
        The columns of ``indicators`` and ``village``, ``moo``, ``domain_name``,
        ``indicator_name``, ``unit``, ``scale``, ``higher_is_better``; empty where there is
        no result.

    Examples
    --------
    >>> len(named_results([]))
    0
    """
    tables = [page.indicators for page in pages if len(page.indicators)]
    if not tables:
        return pd.DataFrame()
    names = zip(*(row for page in pages for row in _names(page)), strict=True)
    columns = {
        column: pd.Series(cells, dtype=kind)
        for (column, kind), cells in zip(_NAMES.items(), names, strict=True)
    }
    return pd.concat(tables, ignore_index=True).assign(**columns)


_NAMES = {
    "village": "object",
    "moo": "Int64",
    "domain_name": "object",
    "indicator_name": "object",
    "unit": "object",
    "scale": "object",
    "higher_is_better": "bool",
}


def _names(page: TambonAtlas) -> Iterator[tuple[object, ...]]:
    """The cells of :data:`_NAMES` beside each row of a tambon's long table."""
    known = {domain.id: domain for domain in page.domains}
    villages = {
        str(code): (str(name), moo)
        for code, name, moo in zip(
            *(page.villages[c].tolist() for c in ("village_code", "name", "moo")), strict=True
        )
        if code
    }
    columns = (page.indicators[name].tolist() for name in ("village_code", "domain", "indicator"))
    for code, domain, indicator in zip(*columns, strict=True):
        village, moo = villages.get(str(code), ("", None))
        whole, one = known.get(domain), known.get(str(indicator or domain))
        yield (
            village,
            moo,
            whole.label_th if whole else "",
            one.label_th if one and one.parent else "",
            one.unit if one else "",
            scale_text(one) if one else "",
            one.higher_is_better if one else True,
        )
