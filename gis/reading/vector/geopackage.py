"""A GeoPackage as tables alone, with the newest edits in it, whatever it says of itself.

A GeoPackage is a database of SQLite, and a database can hold more than data: a view is a query
that may never end, a trigger runs by itself. It may also hold less than was saved: until a
program closes it, the newest edits lie beside it in a ``-wal`` file, and an interrupted save in
a ``-journal``. And its own count of the rows is a note that some programs forget to renew.
All this is settled on our copy, by SQLite itself, before GDAL opens it.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content

__all__ = ["BESIDE", "owner_of", "settle"]

BESIDE = ("wal", "journal", "shm")
"""What stands behind the name of a database, after a hyphen, in the names of its other files."""

_EDITS = ("wal", "journal")
_NAMED = 5
_HEADER = 32
"""A ``-wal`` of this length holds no edit."""
_OWN = ("gpkg_", "gpkgext_", "rtree_", "sqlite_", "ogr_empty_table")


def owner_of(name: str) -> str | None:
    """The name of the database that a file belongs to by its own name; None for any other.

    Examples
    --------
    >>> owner_of("ตำบล.gpkg-wal"), owner_of("ตำบล.GPKG-SHM"), owner_of("wal.gpkg") is None
    ('ตำบล.gpkg', 'ตำบล.GPKG', True)
    """
    stem, hyphen, ending = name.rpartition("-")
    return stem if hyphen and ending.lower() in BESIDE and "." in stem else None


def settle(content: Content, path: Path) -> list[Problem]:
    """Make our copy of a database hold the newest edits, and tables only.

    Parameters
    ----------
    content
        The file; its ``-wal`` or ``-journal`` in ``content.parts``.
    path
        Where our copy lies; what lies beside it is written here.

    Raises
    ------
    LimitExceeded
        It has more tables than ``max_layers``.
    OSError
        There is no room for temporary files.
    """
    said: list[Problem] = []
    try:
        edits = {part: content.parts[part] for part in _EDITS if content.parts.get(part)}
        said += _bring_in(content, path, edits)
        said += _tables_only(content, path)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") in ("SQLITE_FULL", "SQLITE_CANTOPEN"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        # What SQLite cannot open, GDAL cannot: it is told there.
    return said


def _bring_in(content: Content, path: Path, edits: Mapping[str, bytes]) -> list[Problem]:
    """Let SQLite put the edits that lie beside the database into it."""
    if not edits or (len(edits.get("wal", b"")) <= _HEADER and "journal" not in edits):
        return []
    for part, data in edits.items():
        path.with_name(f"{path.name}-{part}").write_bytes(data)
    try:
        with closing(_open(path)) as database:
            [(_, frames, _)] = database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            database.execute("PRAGMA journal_mode = DELETE").fetchall()
            [[state]] = database.execute("PRAGMA quick_check(1)").fetchall()
        joined = state == "ok" and (frames > 0 or "wal" not in edits)
    except sqlite3.DatabaseError:
        joined = False
    if not joined:
        # Edits of another database, or cut short: what they left of the copy is nobody's data.
        path.unlink(missing_ok=True)
        path.write_bytes(content.data)
        for part in BESIDE:
            path.with_name(f"{path.name}-{part}").unlink(missing_ok=True)
    code = "read.edits_joined" if joined else "read.edits_unread"
    return [problem(code, content.where, part=f"-{part}") for part in edits]


def _tables_only(content: Content, path: Path) -> list[Problem]:
    """Take away what is no table, and the count of rows that the file keeps of itself."""
    with closing(_open(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE").fetchall()
        things = database.execute("SELECT type, name FROM sqlite_master").fetchall()
        tables = [name for kind, name in things if kind == "table"]
        content.budget.check("max_layers", sum(not name.startswith(_OWN) for name in tables))
        others = [(kind, name) for kind, name in things if kind in ("view", "trigger")]
        database.execute("BEGIN")
        for kind, name in others:
            database.execute(f"DROP {kind} {_quoted(name)}")
        # Without it GDAL counts the rows.
        database.execute("DROP TABLE IF EXISTS gpkg_ogr_contents")
        database.execute("COMMIT")
        with suppress(sqlite3.Error):
            _list_all(database, [name for name in tables if not name.startswith(_OWN)])
    views = sorted(name for kind, name in others if kind == "view")
    if not views:
        return []
    named = ", ".join(view[:60] for view in views[:_NAMED]) + (" …" if views[_NAMED:] else "")
    return [problem("read.view_not_read", content.where, views=named, count=len(views))]


def _list_all(database: sqlite3.Connection, tables: Sequence[str]) -> None:
    """List the tables that the file does not list itself.

    GDAL passes over these as soon as one table without shapes is listed.
    """
    database.executemany(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
        "SELECT ?1, 'attributes', ?1 WHERE NOT EXISTS "
        "(SELECT 1 FROM gpkg_contents WHERE table_name = ?1 COLLATE NOCASE)",
        [(name,) for name in tables],
    )


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA synchronous = OFF")  # a copy that lives for a moment
    return database


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
