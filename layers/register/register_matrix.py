"""What a register's own structure says: one village an amphoe and year, one province-level.

The amphoes choose from 2556 on; in 2555, the first year, there was one village in all (the
register of นค ๐๐๑๙.๔/๑๕๑/๒๐, enclosure 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from muban.gis.problems import Problem, Where, problem
from muban.gis.table_rows import rows_of

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["PER_AMPHOE_FROM_BE", "build_matrix", "check_structure", "counted"]

PER_AMPHOE_FROM_BE = 2556
"""The first year in which every amphoe chose a village."""


def counted(designations: pd.DataFrame, kind: str = "village") -> pd.DataFrame:
    """The rows that count: of one kind, each designation once.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.
    kind
        ``village`` or ``tambon``.

    Returns
    -------
    DataFrame
        Those that repeat another row are left out.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "kind": ["village", "village", "tambon"], "status": ["exact", "duplicate", "exact"]})
    >>> len(counted(rows)), len(counted(rows, "tambon"))
    (1, 1)
    """
    return designations[(designations["kind"] == kind) & (designations["status"] != "duplicate")]


def build_matrix(
    designations: pd.DataFrame, amphoes: Mapping[str, str], *, kind: str = "village"
) -> pd.DataFrame:
    """Amphoe by year: which village (or tambon) each chose.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.
    amphoes
        The names of the province's amphoes by code: they make the rows.
    kind
        ``village`` or ``tambon``.

    Returns
    -------
    DataFrame
        Index: amphoe codes, then None for rows whose amphoe is open; columns ``amphoe`` (name)
        and one for each year from the first to the last. A cell holds the names, ★ before
        one of province level and ? behind one that a person must decide; '' is a gap.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "kind": "village", "amphoe_code": ["4316", "4316"], "year_be": [2555, 2557],
    ...     "level": ["province", "amphoe"], "name": ["บ้านเปงจาน", "บ้านผักขะ"],
    ...     "status": ["exact", "needs_person"]})
    >>> build_matrix(rows, {"4316": "รัตนวาปี"}).loc["4316"].tolist()
    ['รัตนวาปี', '★บ้านเปงจาน', '', 'บ้านผักขะ?']
    """
    rows = counted(designations, kind)
    names: dict[str | None, str] = {code: name for code, name in amphoes.items()}  # noqa: C416
    if rows["amphoe_code"].isna().any():
        names[None] = "?"
    years = _years(rows)
    cells: dict[tuple[str | None, int], list[str]] = {}
    for row in rows_of(rows):
        star = "★" if row["level"] == "province" else ""
        mark = "?" if row["status"] == "needs_person" else ""
        name = f"{star}{row['name']}{mark}"
        cells.setdefault((row["amphoe_code"], _whole(row["year_be"])), []).append(name)
    table = {
        str(year): [" · ".join(cells.get((code, year), [])) for code in names] for year in years
    }
    return pd.DataFrame(
        {"amphoe": list(names.values()), **table}, index=pd.Index(list(names), name="amphoe_code")
    )


def _years(rows: pd.DataFrame) -> range:
    if not len(rows):
        return range(0)
    return range(int(rows["year_be"].min()), int(rows["year_be"].max()) + 1)


def check_structure(
    designations: pd.DataFrame, gazetteer: Gazetteer, *, province_code: str, where: Where
) -> list[Problem]:
    """Where a register breaks its own rule.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.
    gazetteer
        Says which amphoes there are.
    province_code
        Two digits.
    where
        The register.

    Returns
    -------
    list of Problem
        ``register.two_in_year`` (two of an amphoe in a year), ``register.two_province_level``
        and ``register.gap`` (years from 2556 to the last in which an amphoe has none).
    """
    found: list[Problem] = []
    for kind in ("village", "tambon"):
        found += _check_province_level(counted(designations, kind), where)
    villages = counted(designations)
    names = {unit.code: unit.name for unit in gazetteer.amphoes_of(province_code)}
    placed = villages[villages["amphoe_code"].notna()]
    for (code, year), rows in placed.groupby(["amphoe_code", "year_be"], sort=True):
        if len(rows) > 1 and _whole(year) >= PER_AMPHOE_FROM_BE:
            found.append(
                problem(
                    "register.two_in_year",
                    where,
                    year=_whole(year),
                    amphoe=names.get(str(code), str(code)),
                    count=len(rows),
                    rows=_listed(rows["row"]),
                )
            )
    years = [year for year in _years(villages) if year >= PER_AMPHOE_FROM_BE]
    have = set(zip(placed["amphoe_code"], placed["year_be"], strict=True))
    concerned = set(placed["amphoe_code"])
    for code, name in names.items():
        if len(concerned) == 1 and code not in concerned:
            continue  # an amphoe's own register says nothing of its neighbours
        missing = [year for year in years if (code, year) not in have]
        if missing:
            found.append(problem("register.gap", where, amphoe=name, years=_listed(missing)))
    return found


def _whole(year: object) -> int:
    """A year out of a frame, whatever number type it is kept in."""
    return int(float(str(year)))


def _check_province_level(rows: pd.DataFrame, where: Where) -> list[Problem]:
    chosen = rows[rows["level"] == "province"]
    return [
        problem(
            "register.two_province_level",
            where,
            year=_whole(year),
            count=len(same),
            rows=_listed(same["row"]),
        )
        for year, same in chosen.groupby("year_be", sort=True)
        if len(same) > 1
    ]


def _listed(numbers: Iterable[object]) -> str:
    return ", ".join(str(number) for number in numbers)
