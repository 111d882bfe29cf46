"""All results of a tambon as one table: an item a row, a village a column.

Made once for page, book and workbook, from values that may be published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from muban.gis.table_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

from muban.layers.atlas import Domain, TambonAtlas

__all__ = ["ResultRow", "item_frame", "result_rows", "unverified_of"]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A domain or an indicator in the newest year that it has.

    ``year_be`` is None, and ``shown`` empty, for a domain that has indicators and no values
    of its own. ``shown`` and ``status`` go by village code.
    """

    domain: Domain
    year_be: int | None
    shown: Mapping[str, str]
    status: Mapping[str, str]


def result_rows(page: TambonAtlas) -> tuple[ResultRow, ...]:
    """A tambon's domains in their order, each followed by its indicators.

    Parameters
    ----------
    page
        With the values that may be published; a tambon without results gives no rows.
    """
    by_id: dict[str, list[dict[Hashable, Any]]] = {}
    for row in rows_of(page.indicators):
        by_id.setdefault(str(row["indicator"] or row["domain"]), []).append(row)
    parents = {domain.parent for domain in page.domains if domain.id in by_id}
    return tuple(
        _row(domain, by_id.get(domain.id, []))
        for domain in page.domains
        if domain.id in by_id or domain.id in parents
    )


def _row(domain: Domain, rows: Sequence[Mapping[Hashable, Any]]) -> ResultRow:
    year = max((int(row["year_be"]) for row in rows), default=None)
    newest = [row for row in rows if int(row["year_be"]) == year]
    return ResultRow(
        domain,
        year,
        {str(row["village_code"]): str(row["shown"]) for row in newest},
        {str(row["village_code"]): str(row["status"]) for row in newest},
    )


def unverified_of(rows: Sequence[ResultRow]) -> tuple[str, ...]:
    """What nobody has verified of these items, each remark once.

    Parameters
    ----------
    rows
        Results with their items.

    Returns
    -------
    tuple of str
        In the order of the rows.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from muban.layers.atlas import Domain
    >>> items = [Domain("a", "ก", "A", status="ลำดับยังไม่ยืนยัน"), Domain("b", "ข", "B")]
    >>> unverified_of([SimpleNamespace(domain=one) for one in items])
    ('ลำดับยังไม่ยืนยัน',)
    """
    return tuple(dict.fromkeys(row.domain.status for row in rows if row.domain.status))


def item_frame(pages: Iterable[TambonAtlas]) -> pd.DataFrame:
    """All items of all tambons, a village a row: for a worksheet that people read.

    Returns
    -------
    pandas.DataFrame
        ``village_code``, ``tambon``, ``moo``, ``village``, and a column of texts for each item
        and year, headed by both; empty where no tambon has an item.
    """
    rows: list[dict[str, object]] = []
    for page in pages:
        items = [item for item in result_rows(page) if item.year_be]
        if not any(item.domain.parent for item in items):
            continue
        for village in rows_of(page.villages):
            code = village["village_code"]
            if code:
                place = {
                    "village_code": code,
                    "tambon": page.tambon.name,
                    "moo": village["moo"],
                    "village": str(village["name"]),
                }
                said = {
                    f"{item.domain.label_th} {item.year_be}": item.shown.get(code, "")
                    for item in items
                }
                rows.append(place | said)
    return pd.DataFrame(rows)
