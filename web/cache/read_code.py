"""Which muban this is, to the last byte of its own files, and what it stands on."""

from __future__ import annotations

import functools
import hashlib
import platform
import re
import sys
from importlib import metadata
from pathlib import Path

__all__ = ["code_version", "site_code"]

_ROOMS = ("gis", "layers", "symbology", "web")
_NAME = re.compile(r"[\w.-]+")
_FACTS = ("METADATA", "PKG-INFO", "entry_points.txt")
_NOT_RUN = {"__pycache__", "frontend"}


@functools.cache
def code_version() -> str:
    """A digest of muban's files, of Python and of every library that is installed.

    A change of any of them can change a site; then nothing that was kept is taken.
    """
    seen = hashlib.sha256(f"{sys.version} {platform.platform()}\n".encode())
    # As they stand in its files: to parse them all takes longer than to look at all else.
    for facts in sorted(map(_facts_of, metadata.distributions())):
        seen.update(f"{len(facts)}:{facts}".encode("utf-8", "surrogateescape"))
    seen.update(_own_digest())
    return seen.hexdigest()


def _facts_of(library: metadata.Distribution) -> str:
    """What a library says of itself: its name, its version, and what it adds to muban."""
    return "".join(library.read_text(name) or "" for name in _FACTS)


@functools.cache
def site_code() -> str:
    """A digest of muban's files and of the libraries that it asks for, the same on any system.

    Machines of which it is the same make the same pages.
    """
    seen = hashlib.sha256()
    asked = (_NAME.match(one) for one in metadata.requires("muban") or () if "extra ==" not in one)
    for name in sorted(found[0].lower() for found in asked if found is not None):
        seen.update(f"{name} {metadata.version(name)}\n".encode())
    seen.update(_own_digest())
    return seen.hexdigest()


@functools.cache
def _own_digest() -> bytes:
    seen = hashlib.sha256()
    for path in _own_files(Path(__file__).resolve().parents[2]):
        seen.update(f"{path.name}:".encode() + hashlib.sha256(path.read_bytes()).digest())
    return seen.digest()


def _own_files(root: Path) -> list[Path]:
    return sorted(
        path
        for room in _ROOMS
        for path in (root / room).rglob("*")
        if path.is_file() and not _NOT_RUN.intersection(path.relative_to(root).parts)
    )
