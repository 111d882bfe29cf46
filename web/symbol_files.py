"""The project's own symbols as they lie in its folder ``symbols``: read here alone."""

from __future__ import annotations

from pathlib import Path

from muban.gis.problems import Problem, Where, problem

__all__ = ["read_symbol_files"]


def read_symbol_files(project: Path) -> tuple[dict[str, str], list[Problem]]:
    """SVG texts by the file's name without its ending, and what was no file to read.

    Parameters
    ----------
    project
        The project folder.

    Examples
    --------
    >>> read_symbol_files(Path("no such project"))
    ({}, [])
    """
    texts: dict[str, str] = {}
    found: list[Problem] = []
    for path in sorted((project / "symbols").glob("*.svg")):
        where = Where(f"symbols/{path.name}")
        if path.is_symlink():
            found.append(problem("project.link", where))
        elif not path.is_file():
            # To open a pipe is to wait for someone who writes into it.
            found.append(problem("project.no_plain_file", where))
        else:
            texts[path.stem] = path.read_text("utf-8", errors="replace")
    return texts, found
