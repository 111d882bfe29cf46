"""Links of a KML to drawings that were read along with it: what they lead to is on the map."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from muban.gis.source import Read

__all__ = ["settle_links"]

_LINK = "read.network_link"


def settle_links(reads: Sequence[tuple[str, Read]], there: Iterable[str]) -> list[Read]:
    """The reads without the links that lead to something that was read itself.

    Parameters
    ----------
    reads
        Each with the name of the file or member that it is from, with ``/``.
    there
        Names of all that was read.

    Returns
    -------
    list of Read
        A link that was followed is no record of its own, and no problem.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.problems import Where, problem
    >>> from muban.gis.reading.records.feature_frame import build_features
    >>> from muban.gis.source import Source
    >>> link = problem("read.network_link", Where("a.kmz", "", 1), kind="NetworkLink",
    ...                href="files/b%20c.kml")
    >>> read = build_features(Source(Path("a.kmz"), "a.kmz", ""), "", [], lost=[1], problems=[link])
    >>> settle_links([("doc.kml", read)], ["doc.kml", "files/b c.kml"])[0].numbers
    ()
    >>> settle_links([("doc.kml", read)], ["doc.kml"])[0].numbers
    (1,)
    """
    known = {name.lower() for name in there}
    return [_settled(read, name, known) for name, read in reads]


def _settled(read: Read, name: str, known: set[str]) -> Read:
    followed = {
        found.where.number
        for found in read.problems
        if found.code == _LINK and _target(name, str(found.params.get("href", ""))) in known
    }
    if not followed:
        return read
    problems = tuple(
        found
        for found in read.problems
        if not (found.code == _LINK and found.where.number in followed)
    )
    numbers = tuple(number for number in read.numbers if number not in followed)
    return replace(read, problems=problems, numbers=numbers)


def _target(name: str, href: str) -> str:
    """The name that a link means, beside the file that it stands in; "" for one elsewhere."""
    try:
        link = urlsplit(href.replace("\\", "/"))
    except ValueError:
        return ""
    if link.scheme or link.netloc or not link.path or link.path.startswith("/"):
        return ""
    beside = posixpath.join(posixpath.dirname(name), unquote(link.path))
    return posixpath.normpath(beside).lower()
