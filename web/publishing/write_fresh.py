"""The files of a site are written as they come; one that stands already gets a second name.

Most of a site is as it was. What the old folder holds to the last byte is linked into the
new one, as what is not muban's is: nothing is written, and its time stays that of its content.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.web.publishing.read_site import OurSite
    from muban.web.publishing.stops import HeldBack

__all__ = ["FreshFiles", "write_fresh"]


@dataclass(frozen=True)
class FreshFiles:
    """The digest (SHA-256) of each file, by its path in the site, and which are linked."""

    digests: dict[str, str] = field(default_factory=dict)
    linked: set[Path] = field(default_factory=set)


def write_fresh(
    files: Iterator[tuple[str, bytes]], folder: Path, site: Path, ours: OurSite, stop: HeldBack
) -> FreshFiles:
    """Put files into a new folder.

    Parameters
    ----------
    files
        Paths inside the site (with ``/``) and their bytes.
    folder
        Where they go: it is there, and empty.
    site
        The folder that stands, or nothing.
    ours
        What it holds of ours.
    stop
        Heeded before each file.

    Raises
    ------
    OSError
        The disk is full, or does not take a file.
    """
    written = FreshFiles()
    made: set[Path] = set()
    for name, content in files:
        stop.heed()
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        digest = hashlib.sha256(content).hexdigest()
        if digest in ours.files.get(name, ()) and _linked(site / name, path, content):
            written.linked.add(path)
        else:
            path.write_bytes(content)
        written.digests[name] = digest
    return written


def _linked(stands: Path, path: Path, content: bytes) -> bool:
    """Give a file a second name, if it holds just that; what cannot be linked is written."""
    try:
        if stands.is_symlink() or stands.read_bytes() != content:
            return False
        os.link(stands, path)
    except (OSError, NotImplementedError):
        return False
    return True
