"""The photo of a pin: which one its record names, and that the bytes at hand are that one.

A photo is called by its content, so that none can stand in for another, and that the same one
is kept once however often it is named.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

__all__ = ["PHOTO_COLUMN", "is_photo_name", "photo_name", "photo_of"]

PHOTO_COLUMN = "photo"
"""The property of a drawing's pin that names its photo."""

_NAME = re.compile(r"photo-[0-9a-f]{12}\.jpg")


def is_photo_name(name: str) -> bool:
    """Whether a text is the name of a pin's photo.

    Examples
    --------
    >>> is_photo_name("photo-0123456789ab.jpg"), is_photo_name("../photo-0123456789ab.jpg")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None


def photo_name(content: bytes) -> str:
    """What a photo of this content is called; the page for drawing calls it the same.

    Examples
    --------
    >>> photo_name(b"")
    'photo-e3b0c44298fc.jpg'
    """
    return f"photo-{hashlib.sha256(content).hexdigest()[:12]}.jpg"


def photo_of(pin: Mapping[str, Any]) -> str:
    """The photo that a record names; '' for none.

    Parameters
    ----------
    pin
        Its attributes by column.

    Examples
    --------
    >>> photo_of({"photo": "photo-0123456789ab.jpg"}), photo_of({"photo": "วัด.jpg"})
    ('photo-0123456789ab.jpg', '')
    """
    name = pin.get(PHOTO_COLUMN)
    return name if isinstance(name, str) and is_photo_name(name) else ""
