"""The register as a page shows it: every row, and the designations that are certain."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muban.layers.register.speech import spoken_register
from muban.web.maps.projection import Grid

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.problem_catalogue import Lang
    from muban.layers.atlas import Atlas

__all__ = [
    "amphoe_year_matrix",
    "chosen_per_tambon",
    "counted_rows",
    "register_rows",
    "register_years",
]


def register_rows(
    designations: pd.DataFrame, grid: Grid, lang: Lang = "th"
) -> list[dict[str, Any]]:
    """Every row of the register in its order, as a page shows it.

    ``at`` is its place in cells, None where it has none. ``counts`` says whether it is a
    designation of its own: a row that repeats another is not.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`; degrees of EPSG:4326.
    grid
        The cells.
    lang
        Of the evidence.
    """
    return [_row(row, grid) for row in spoken_register(designations, lang).to_dict("records")]


def _row(row: Mapping[Hashable, Any], grid: Grid) -> dict[str, Any]:
    lon, lat = row["lon"], row["lat"]
    placed = row["place"] != "none" and not math.isnan(lon)
    at = grid.point(lon, lat) if placed else None
    return {
        "row": int(row["row"]),
        "kind": row["kind"],
        "status": row["status"],
        "repeats": row["duplicate_of"],
        "code": row["village_code"] or "",
        "tambonCode": row["tambon_code"] or "",
        "amphoeCode": row["amphoe_code"] or "",
        "year": int(row["year_be"]),
        "level": row["level"],
        "name": row["name"],
        "moo": row["moo"] or 0,
        "tambon": row["tambon"],
        "amphoe": row["amphoe"],
        "place": row["place"],
        "at": [round(at[0]), round(at[1])] if at else None,
        "written": row["written"],
        "evidence": row["evidence"],
        "candidates": row["candidates"],
        "counts": row["status"] != "duplicate",
    }


def counted_rows(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Designations of villages, each once.

    Parameters
    ----------
    rows
        Of :func:`register_rows`.

    Returns
    -------
    list of dict
        In their order.

    Examples
    --------
    >>> rows = [{"counts": True, "kind": "village"}, {"counts": False, "kind": "village"},
    ...         {"counts": True, "kind": "tambon"}]
    >>> len(counted_rows(rows))
    1
    """
    return [row for row in rows if row["counts"] and row["kind"] == "village"]


def register_years(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Every year from the first designation to the last, those without one too.

    Examples
    --------
    >>> register_years([{"counts": True, "kind": "village", "year": y} for y in (2555, 2557)])
    [2555, 2556, 2557]
    """
    years = [row["year"] for row in counted_rows(rows)]
    return list(range(min(years), max(years) + 1)) if years else []


def chosen_per_tambon(rows: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """How many villages of each tambon were ever chosen, by tambon code.

    Parameters
    ----------
    rows
        Of :func:`register_rows`.

    Returns
    -------
    Counter
        A tambon that had none is not in it.

    Examples
    --------
    >>> row = {"counts": True, "kind": "village", "tambonCode": "431605"}
    >>> chosen_per_tambon([row, row, {**row, "tambonCode": ""}])
    Counter({'431605': 2})
    """
    return Counter(row["tambonCode"] for row in counted_rows(rows) if row["tambonCode"])


def amphoe_year_matrix(
    atlas: Atlas, rows: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[Hashable, Any], list[int]]]:
    """Each amphoe with its counts by year, amphoes in the order of their codes."""
    counts = Counter((row["amphoeCode"], row["year"]) for row in counted_rows(rows))
    years = register_years(rows)
    return [
        (amphoe, [counts[amphoe["code"], year] for year in years])
        for amphoe in atlas.amphoes.drop(columns="geometry").to_dict("records")
    ]
