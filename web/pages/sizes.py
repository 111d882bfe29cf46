"""How large the files are that pages offer: put in last.

A page does not change with every figure of the data, but for these sizes; so it is made with
a mark in the place of each, and the same page can be taken again when only they have changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

__all__ = ["size_mark", "with_sizes"]

_KB = 1024
_MARK = re.compile(rb"size-[0-9a-f]{24}")


def size_mark(path: str) -> str:
    """What stands in a page for the size of a file, until it is known.

    Parameters
    ----------
    path
        Inside the site.

    Returns
    -------
    str
        Text that stands in no page by chance.

    Examples
    --------
    >>> size_mark("data/villages.csv") == size_mark("data/all.zip")
    False
    """
    return f"size-{hashlib.sha256(path.encode()).hexdigest()[:24]}"


def with_sizes(page: bytes, sizes: Mapping[str, int]) -> bytes:
    """A page with the sizes of files in whole kilobytes.

    Parameters
    ----------
    page
        With marks.
    sizes
        Path → bytes in that file.

    Examples
    --------
    >>> with_sizes(size_mark("data/a.csv").encode() + b" KB", {"data/a.csv": 2000})
    b'2 KB'
    """
    if not _MARK.search(page):
        return page
    told = {
        size_mark(path).encode(): f"{-(-size // _KB):,}".encode() for path, size in sizes.items()
    }
    return _MARK.sub(lambda mark: told.get(mark.group(), mark.group()), page)
