"""The lines of ``muban.toml`` that say which column of a file means what."""

from __future__ import annotations

import json

__all__ = ["column_setting"]


def column_setting(file: str, meaning: str, *columns: str) -> str:
    """What to put into ``muban.toml``; of several columns none is chosen.

    Examples
    --------
    >>> print(column_setting("drawings/a.shp", "moo", "id"))
    [files."drawings/a.shp"]
    columns = { moo = "id" }
    >>> print(column_setting("drawings/a.shp", "name", "ก", "ข"))
    [files."drawings/a.shp"]
    # columns = { name = "ก" }
    # columns = { name = "ข" }
    """
    quoted = [json.dumps(column, ensure_ascii=False) for column in columns]
    lines = [f"columns = {{ {meaning} = {column} }}" for column in quoted]
    if len(lines) > 1:
        # Which one is right is the user's to say: pasted as it is, it chooses none.
        lines = [f"# {line}" for line in lines]
    return "\n".join([f"[files.{json.dumps(file, ensure_ascii=False)}]", *lines])
