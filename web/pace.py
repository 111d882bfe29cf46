"""How far a build is: tambons done and about how long the rest takes, for programs to read."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator
from contextlib import closing

from muban.web.pages.page_tambon import TAMBON_PAGE

__all__ = ["json_line", "paced"]

Files = Generator[tuple[str, bytes], None, None]


def paced(files: Files, tell: Callable[[int, float], object]) -> Files:
    """The files as they come, and a word after each tambon's page.

    Parameters
    ----------
    files
        Of :func:`muban.web.building.build.stream_site`.
    tell
        Called with how many tambons are done, and seconds since the first file was asked for.

    Yields
    ------
    tuple
        Path and bytes, unchanged.

    Examples
    --------
    >>> def site():
    ...     yield "index.html", b""
    ...     yield "tambon/430101/index.html", b""
    >>> told = []
    >>> [name for name, _ in paced(site(), lambda done, seconds: told.append(done))]
    ['index.html', 'tambon/430101/index.html']
    >>> told
    [1]
    """
    done, start = 0, time.monotonic()
    with closing(files):
        for name, content in files:
            yield name, content
            if TAMBON_PAGE.fullmatch(name):
                done += 1
                tell(done, time.monotonic() - start)


def json_line(done: int, total: int, seconds: float) -> str:
    """One line of JSON: tambons done and in all, and about how many seconds are left.

    Parameters
    ----------
    done
        Tambons.
    total
        Tambons in all.
    seconds
        Since the first file was asked for.

    Examples
    --------
    >>> json_line(31, 62, 8.04)
    '{"stage": "pages", "done": 31, "total": 62, "seconds_left": 8.0}'
    """
    left = seconds / done * (total - done)
    told = {"stage": "pages", "done": done, "total": total, "seconds_left": round(left, 1)}
    return json.dumps(told)
