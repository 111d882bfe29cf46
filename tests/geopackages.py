"""GeoPackages as programs leave them behind, made in code."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.drawings import FEATURES

__all__ = ["changed", "plain", "with_edits_beside", "with_interrupted_save"]

RENAMED = "UPDATE a SET name = 'บ้านโพนแพงใหม่' WHERE fid = 1"


def plain() -> bytes:
    """Three villages in the table ``a``."""
    return changed("")


def changed(*statements: str) -> bytes:
    """The same after some SQL, without the triggers that need functions of GDAL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gpkg")
        FEATURES.to_file(path, driver="GPKG", layer="a", engine="pyogrio")
        with closing(sqlite3.connect(path, isolation_level=None)) as table:
            table.execute("PRAGMA synchronous = OFF")
            found = table.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in found.fetchall():
                table.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                table.execute(statement)
        return path.read_bytes()


def with_edits_beside(*statements: str) -> dict[str, bytes]:
    """Three files, as a phone copies them while the program has them open."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gpkg")
        path.write_bytes(plain())
        with closing(sqlite3.connect(path)) as table:
            table.execute("PRAGMA journal_mode = WAL")
            table.execute("PRAGMA wal_autocheckpoint = 0")
            with table:
                for statement in statements:
                    table.execute(statement)
            return {one.suffix.removeprefix("."): one.read_bytes() for one in path.parent.iterdir()}


def with_interrupted_save() -> dict[str, bytes]:
    """A file in which a save stopped half-way, and the journal that undoes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gpkg")
        path.write_bytes(changed("CREATE TABLE notes (note TEXT)"))
        with closing(sqlite3.connect(path, isolation_level=None)) as table:
            table.execute("PRAGMA cache_size = 1")
            table.execute("BEGIN")
            table.execute("UPDATE a SET name = 'ยังไม่บันทึก'")
            # More than fits into memory: the half-saved pages go into the file.
            for number in range(200):
                table.execute("INSERT INTO notes VALUES (?)", (f"{number}" * 500,))
            return {one.suffix.removeprefix("."): one.read_bytes() for one in path.parent.iterdir()}
