"""The layers of a GeoPackage shown one at a time.

GDAL opens the file anew for each layer, and each time looks at everything that the file lists:
of 900 layers that is 810,000 looks. On our copy the list can be made to name the one layer that
is wanted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

__all__ = ["ShowLayer", "layer_by_layer", "show_all"]

ShowLayer = Callable[[str], Mapping[str, str]]
"""Makes the file list one layer alone; gives what GDAL is to be told when it opens it."""

_LISTED_ONLY = {"LIST_ALL_TABLES": "NO"}


def show_all(_: str) -> Mapping[str, str]:
    """Leave the list as it is: the file has few layers, or is no database."""
    return {}


@contextmanager
def layer_by_layer(path: Path) -> Iterator[ShowLayer]:
    """Open a database so that its list can name one layer after the other.

    Parameters
    ----------
    path
        Our own copy, which is changed; one whose list cannot be changed stays as it is.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:

        def show(name: str) -> Mapping[str, str]:
            try:
                _list_only(database, name)
            except sqlite3.Error:
                with suppress(sqlite3.Error):
                    database.execute("ROLLBACK")
                return {}
            return _LISTED_ONLY

        try:
            database.execute("PRAGMA synchronous = OFF")  # a copy that lives for a moment
            database.execute("CREATE TEMP TABLE listed AS SELECT * FROM gpkg_contents")
        except sqlite3.Error:
            yield show_all
        else:
            yield show


def _list_only(database: sqlite3.Connection, name: str) -> None:
    database.execute("BEGIN")
    database.execute("DELETE FROM main.gpkg_contents")
    database.execute(
        "INSERT INTO main.gpkg_contents SELECT * FROM temp.listed "
        "WHERE table_name = ? COLLATE NOCASE",
        (name,),
    )
    database.execute("COMMIT")
