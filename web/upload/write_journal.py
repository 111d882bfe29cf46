"""What an upload that broke off has brought already: kept on this machine until it is whole."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from muban.web.publishing.write_whole import write_whole

__all__ = ["Journal", "journal_folder"]

_EVERY = 20
"""A crash of this machine itself costs at most so many files sent again."""


def journal_folder() -> Path:
    """Where journals are kept: with the user's state, in no project.

    Returns
    -------
    Path
        It may not be there yet.

    Examples
    --------
    >>> journal_folder().name
    'upload'
    """
    from platformdirs import user_state_path

    return user_state_path("muban", appauthor=False) / "upload"


class Journal:
    """Files that have arrived at one target, with their SHA-256."""

    def __init__(self, folder: Path, label: str) -> None:
        name = hashlib.sha256(label.encode()).hexdigest()[:24]
        self._file = folder / f"{name}.json"
        self.done = self._read()
        self._open = 0

    def note(self, name: str, digest: str) -> None:
        """One more has arrived."""
        self.done[name] = digest
        self._open += 1
        if self._open >= _EVERY:
            self.keep()

    def keep(self) -> None:
        """Have it on the disk."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._file, json.dumps(self.done, sort_keys=True).encode())
        self._open = 0

    def end(self) -> None:
        """All is there: nothing is left to remember."""
        self.done = {}
        self._file.unlink(missing_ok=True)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
            return {str(name): str(digest) for name, digest in found.items()}
        except (OSError, ValueError, AttributeError):
            return {}
