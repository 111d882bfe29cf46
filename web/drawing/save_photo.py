"""Keeps the photos of pins in a project's ``photos/``, each under a name that its content gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.layers.personal.photo_metadata import find_metadata
from muban.layers.pin_photos import is_photo_name, photo_name
from muban.web.drawing.save_drawing import BadDrawing
from muban.web.project_photos import MAX_PHOTO_BYTES, PHOTO_FOLDER
from muban.web.publishing.write_whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["save_photo", "saved_photo"]

_JPEG = b"\xff\xd8\xff"
_COLOURS = frozenset({"icc_profile"})
"""How colours are meant tells of nobody."""


def save_photo(project: Path, name: str, content: bytes) -> None:
    """Keep a photo; what is there already stays as it is.

    Parameters
    ----------
    project
        The project folder.
    name
        As the page for drawing calls it (:func:`muban.layers.pin_photos.photo_name`).
    content
        A JPEG.

    Raises
    ------
    BadDrawing
        It is none, is called otherwise, is too large, or tells where, when or by whom it was
        taken: the page for drawing leaves that out.
    """
    if not is_photo_name(name) or photo_name(content) != name:
        raise BadDrawing(name)
    if len(content) > MAX_PHOTO_BYTES or not content.startswith(_JPEG):
        raise BadDrawing("no photo")
    if set(find_metadata(content)) - _COLOURS:
        raise BadDrawing("hidden data")
    folder = project / PHOTO_FOLDER
    folder.mkdir(exist_ok=True)
    if not (folder / name).exists():
        write_whole(folder / name, content)


def saved_photo(project: Path, name: str) -> bytes | None:
    """A photo of a project; None where it has none of this name.

    Examples
    --------
    >>> from pathlib import Path
    >>> saved_photo(Path("nowhere"), "photo-0123456789ab.jpg") is None
    True
    """
    if not is_photo_name(name):
        return None
    try:
        return (project / PHOTO_FOLDER / name).read_bytes()
    except OSError:
        return None
