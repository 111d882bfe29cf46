"""The headings of one kind of table: a register, figures of population, results.

They stand in the one table of headings (``gis/data/headings.json``), under ``tables``: per
kind and meaning the ``words`` of that kind alone, and under ``of`` the meanings whose sure
words count there too. So what one reader knows as «ตำบล», every reader knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from muban.gis.headings.heading_table import TABLES, heading_key, keys_of

__all__ = ["table_headings"]


@cache
def table_headings(kind: str) -> Mapping[str, str]:
    """The meaning of each heading that a kind of table has.

    Parameters
    ----------
    kind
        A row of ``tables``: ``register``, ``population``, ``indicator_places``,
        ``indicator_rows``.

    Returns
    -------
    Mapping
        By the heading's :func:`muban.gis.headings.heading_table.heading_key`.

    Examples
    --------
    >>> known = table_headings("population")
    >>> known[heading_key("จำนวนประชากร")], known[heading_key("ADM3_TH")], known.get("วัด")
    ('population', 'tambon', None)
    """
    found: dict[str, str] = {}
    for meaning, parts in TABLES[kind].items():
        for word in parts["words"]:
            found.setdefault(heading_key(word), meaning)
    for meaning, parts in TABLES[kind].items():
        for shared in parts.get("of", ()):
            for key in keys_of(shared, "words"):
                found.setdefault(key, meaning)
    return MappingProxyType(found)
