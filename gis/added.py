"""What other packages add to muban, by the entry points that they are installed with.

A package says in its own ``pyproject.toml`` what it adds: a reader of a file format under
``muban.readers``, a file of the site under ``muban.exporters`` (docs/api.md). Nothing of it
is loaded before it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from muban.gis.errors import ProjectError

__all__ = ["EXPORTERS", "READERS", "load_added", "name_of_package", "offered"]

READERS = "muban.readers"
"""Each is named after the ending of the files it reads, without the dot."""
EXPORTERS = "muban.exporters"
"""Each is named after the file it makes."""


@cache
def offered(group: str) -> Mapping[str, EntryPoint]:
    """What is added under a group, by its name in small letters, ordered by it.

    Parameters
    ----------
    group
        :data:`READERS` or :data:`EXPORTERS`.

    Raises
    ------
    ProjectError
        Two packages add a thing of one name: nobody could tell whose is meant.
    """
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        first = found.setdefault(point.name.lower(), point)
        if first != point:
            both = f"{name_of_package(first)}, {name_of_package(point)}"
            raise ProjectError(
                f"ส่วนเสริมสองชุดใช้ชื่อ «{point.name}» เหมือนกัน ({both}) — ถอนออกชุดหนึ่งด้วย pip uninstall",
                f"Two packages add “{point.name}” ({both}): uninstall one of them",
            )
    return found


def load_added(point: EntryPoint) -> Any:
    """The function that an entry point names.

    Parameters
    ----------
    point
        An entry point of an installed package.

    Returns
    -------
    object
        What it names, imported.

    Raises
    ------
    ProjectError
        Its package does not have it, or cannot be loaded.

    Examples
    --------
    >>> load_added(EntryPoint("geojson", "json:loads", READERS))("[16, 1]")
    [16, 1]
    """
    try:
        return point.load()
    except Exception as error:
        package = name_of_package(point)
        raise ProjectError(
            f"ส่วนเสริม «{package}» ใช้ไม่ได้ ({error}) — ติดตั้งใหม่ หรือถอนออกด้วย pip uninstall {package}",
            f"The package “{package}” cannot be used ({error}): install it again, or uninstall it",
        ) from error


def name_of_package(point: EntryPoint) -> str:
    """What ``pip`` calls the package that an entry point is from.

    Parameters
    ----------
    point
        An entry point.

    Returns
    -------
    str
        Its package's name; of one that belongs to none, what it points to.

    Examples
    --------
    >>> name_of_package(EntryPoint("vct", "land_office:read_vct", READERS))
    'land_office:read_vct'
    """
    return point.dist.name if point.dist else point.value
