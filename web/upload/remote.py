"""What the far end of an upload can do, whatever it is."""

from __future__ import annotations

from typing import Protocol

from muban.gis.errors import MubanError

__all__ = ["PART", "BrokenOff", "FullDisk", "Occupied", "Remote", "Untrusted", "WrongPassword"]

PART = ".muban-part"
"""How a file is called while it arrives: no visitor ever meets half a file."""


class WrongPassword(MubanError):
    """The far end does not take the name or the password."""


class Untrusted(MubanError):
    """The far end cannot show that it is who it says: nothing secret was said to it."""


class Occupied(MubanError):
    """Another site stands at the far end, which would be written over."""


class FullDisk(MubanError):
    """The far end has no more room."""


class BrokenOff(MubanError):
    """The far end went away; what arrived is known, and the same command goes on."""


class Remote(Protocol):
    """A folder at the far end. Names are relative to it, with ``/``."""

    def read(self, name: str) -> bytes | None:
        """A file's content; None where there is none."""

    def size(self, name: str) -> int | None:
        """A file's size in bytes; None where there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place, whole or not at all."""

    def remove(self, name: str) -> None:
        """Take a file away; one that is not there is fine."""

    def close(self) -> None:
        """Go away."""
