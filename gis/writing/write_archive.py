"""Archives that are the same bytes for the same content, whatever the clock says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

__all__ = ["zip_deterministic"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP entry can have."""
_PLAIN_FILE = 0o644 << 16
_UNIX = 3


def zip_deterministic(entries: Mapping[str, bytes]) -> bytes:
    """A ZIP of named contents, sorted by name, without a time of making.

    Parameters
    ----------
    entries
        Contents by name inside the archive, with ``/``.

    Examples
    --------
    >>> one = zip_deterministic({"b.txt": b"2", "a.txt": b"1"})
    >>> one == zip_deterministic({"a.txt": b"1", "b.txt": b"2"})
    True
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            entry.create_system = _UNIX
            archive.writestr(entry, entries[name])
    return packed.getvalue()
