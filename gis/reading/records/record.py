"""One record of a drawing as a reader met it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shapely.geometry.base import BaseGeometry

__all__ = ["Record", "clean_name"]

_NO_ATTRIBUTES: Mapping[str, object] = MappingProxyType({})
_NO_FLAGS: Mapping[str, int | bool] = MappingProxyType({})
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a reader met it, before it becomes a row.

    ``attributes`` are the file's own; the rest are the columns of
    :data:`muban.gis.source.RESERVED`. ``flags`` marks what the geometry room looks at:
    ``_open_ring`` (True), ``_bad_coords`` (how many), ``_track`` and ``_closed_track`` (True).
    ``markup`` is the description as the file has it.
    """

    number: int
    geometry: BaseGeometry | None = None
    attributes: Mapping[str, object] = field(default_factory=lambda: _NO_ATTRIBUTES)
    name: str | None = None
    description: str | None = None
    folder: str | None = None
    icon: str | None = None
    color: str | None = None
    flags: Mapping[str, int | bool] = field(default_factory=lambda: _NO_FLAGS)
    markup: str | None = None


def clean_name(text: str | None) -> str | None:
    r"""A name on one line: NFC, no control characters, no space around; None if nothing is left.

    Examples
    --------
    >>> clean_name(" บ้าน\nหนอง\x00แวง ")
    'บ้าน หนอง แวง'
    >>> clean_name("  ") is None
    True
    """
    if text is None:
        return None
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).strip() or None
