"""A drawing as it stands in a project, for the page that goes on from it."""

from __future__ import annotations

from pathlib import Path

from muban.web.drawing.save_drawing import drawing_name

__all__ = ["saved_drawing"]


def saved_drawing(project: Path, name: str) -> bytes | None:
    """What stands in a project's drawing file; None where there is none.

    Parameters
    ----------
    project
        The project folder.
    name
        The file's name, without a folder.

    Raises
    ------
    BadDrawing
        The name is no plain file name.
    """
    path = project / "drawings" / drawing_name(name)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
