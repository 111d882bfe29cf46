"""Where what was made before lies: one file for each, of a size that has an end.

An entry is taken only if it is whole, lies under its own key and was written by this user's
muban: each carries a code (HMAC-SHA256) of its key and its content, made with a secret that
lies beside them and is readable by its owner alone. Anything else counts as not there. What
cannot be read or written is never an error: it is made again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

import platformdirs

__all__ = ["Store", "open_store"]

_LIMIT = 1_000_000_000
_SHARE = 4
"""An entry may be so large a part of the limit."""
_SECRET = "secret"  # noqa: S105 - the name of its file
_CODE = hashlib.sha256().digest_size
_PLACE = "MUBAN_CACHE"


def open_store() -> Store | None:
    """The user's own store, where the system keeps such; None where it cannot be had.

    The variable ``MUBAN_CACHE`` names another folder.
    """
    stated = os.environ.get(_PLACE)
    folder = Path(stated) if stated else platformdirs.user_cache_path("muban", appauthor=False)
    try:
        return Store(folder / "made")
    except OSError:
        return None


class Store:
    """Contents by key.

    Parameters
    ----------
    folder
        Made if it is not there.
    limit
        Bytes of all entries together; those that were longest not asked for go first.

    Raises
    ------
    OSError
        The folder cannot be made.
    """

    def __init__(self, folder: Path, *, limit: int = _LIMIT) -> None:
        self._folder, self._limit = folder, limit
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._secret = _secret_of(folder / _SECRET)

    def holds(self, key: str) -> bool:
        """Whether something lies under a key, trusted or not: a look that reads nothing."""
        return self._path(key).is_file()

    def get(self, key: str) -> bytes | None:
        """What lies under a key; None where nothing does that can be trusted."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        if not hmac.compare_digest(content[:_CODE], self._code(key, content[_CODE:])):
            return None
        with suppress(OSError):
            os.utime(path)
        return content[_CODE:]

    def put(self, key: str, content: bytes) -> None:
        """Lay something under a key, whole or not at all."""
        if len(content) > self._limit // _SHARE:
            return  # it would drive out most of the others
        path = self._path(key)
        part = path.with_name(f"{secrets.token_hex(6)}.part")
        try:
            path.parent.mkdir(exist_ok=True, mode=0o700)
            part.write_bytes(self._code(key, content) + content)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def trim(self) -> None:
        """Take away what was longest not asked for, until the rest is within the limit."""
        with suppress(OSError):
            found = [(path.stat(), path) for path in self._folder.glob("*/*")]
            size = sum(known.st_size for known, _ in found)
            for known, path in sorted(found, key=lambda one: (one[0].st_mtime_ns, one[1])):
                if size <= self._limit:
                    break
                path.unlink(missing_ok=True)
                size -= known.st_size

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]

    def _code(self, key: str, content: bytes) -> bytes:
        return hmac.new(self._secret, key.encode() + b"\0" + content, hashlib.sha256).digest()


def _secret_of(path: Path) -> bytes:
    """The secret of this store; a new one where there is none, or it is not whole."""
    for _ in range(2):
        with suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_CODE))
        secret = path.read_bytes()
        if len(secret) == _CODE:
            return secret
        path.unlink(missing_ok=True)
    raise OSError(f"{path} cannot be kept")
