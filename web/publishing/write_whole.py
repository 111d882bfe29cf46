"""A file is written whole or not at all, and is on the disk before anybody is told so."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Collection
from pathlib import Path

__all__ = ["PART", "sync_folder", "sync_tree", "write_new", "write_whole"]

_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
"""What network disks and memory sticks answer where folders cannot be synced."""
PART = ".muban-part"
"""How the name of a file ends that is being written; what a death left of it is swept away."""


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place of what is there: a crash or a full disk leaves the old one.

    The folder must be there.

    Parameters
    ----------
    path
        In a folder that is there.
    content
        The file's bytes.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     file = Path(name, "ก.csv")
    ...     for content in (b"4", b"5"):
    ...         write_whole(file, content)
    ...     file.read_bytes(), len(list(Path(name).iterdir()))
    (b'5', 1)
    """
    part = path.with_name(f".{secrets.token_hex(6)}{PART}")
    try:
        write_new(part, content)
        part.replace(path)
    except OSError as error:
        # A full disk names no file, and nobody knows the part's name.
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, and have it on the disk.

    Parameters
    ----------
    path
        In a folder that is there.
    content
        The file's bytes.

    Raises
    ------
    FileExistsError
        It is there: nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     write_new(Path(name, "ก.csv"), b"4")
    ...     try:
    ...         write_new(Path(name, "ก.csv"), b"5")
    ...     except FileExistsError:
    ...         Path(name, "ก.csv").read_bytes()
    b'4'
    """
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can say so."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders, and writes names through by itself
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(handle)


def sync_tree(folder: Path, *, but: Collection[Path] = ()) -> None:
    """Have every name of a folder on the disk, and every file but those that are there already."""
    for place, _, files in os.walk(folder):
        for name in files:
            path = Path(place, name)
            if path not in but:
                _sync_file(path)
        sync_folder(Path(place))


def _sync_file(path: Path) -> None:
    if path.is_symlink() or not path.is_file():
        return
    try:
        # Windows lets only a file that is open for writing be synced.
        handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    except PermissionError:  # somebody else's file, carried as it is
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
