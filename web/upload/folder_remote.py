"""A folder of this machine, of a memory stick or of an office's server."""

from __future__ import annotations

import errno
from pathlib import Path

from muban.web.publishing.write_whole import write_whole
from muban.web.upload.remote import BrokenOff, FullDisk

__all__ = ["FolderRemote"]

_FULL = (errno.ENOSPC, errno.EDQUOT)


class FolderRemote:
    """Files below a folder; made if it is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """A file's content; None where there is none."""
        path = self._folder / name
        return path.read_bytes() if path.is_file() else None

    def size(self, name: str) -> int | None:
        """A file's size in bytes; None where there is none."""
        path = self._folder / name
        return path.stat().st_size if path.is_file() else None

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place, whole or not at all."""
        path = self._folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            if error.errno in _FULL:
                raise full(str(self._folder)) from error
            raise broken(str(self._folder), error) from error

    def remove(self, name: str) -> None:
        """Take a file away, and folders that are empty then."""
        path = self._folder / name
        path.unlink(missing_ok=True)
        for above in path.relative_to(self._folder).parents:
            folder = self._folder / above
            if folder == self._folder or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()

    def close(self) -> None:
        """Nothing is open."""


def full(where: str) -> FullDisk:
    """The far end is full.

    Parameters
    ----------
    where
        What the far end is called.

    Returns
    -------
    FullDisk
        To be raised.

    Examples
    --------
    >>> str(full("sftp://office")).startswith("“sftp://office” is full")
    True
    """
    return FullDisk(
        f"ที่ «{where}» เต็มแล้ว — ลบของเก่าที่นั่นให้มีที่ว่าง แล้วส่งอีกครั้ง จะทำต่อจากที่ค้างไว้",
        f"“{where}” is full: make room there and send again, it goes on from here",
    )


def broken(where: str, error: BaseException) -> BrokenOff:
    """The far end went away.

    Parameters
    ----------
    where
        What the far end is called.
    error
        What was met.

    Returns
    -------
    BrokenOff
        To be raised; the upload goes on where it stopped.

    Examples
    --------
    >>> str(broken("sftp://office", TimeoutError("10 s"))).endswith("(10 s)")
    True
    """
    return BrokenOff(
        f"ขาดการติดต่อกับ «{where}» — ตรวจว่าต่อเน็ตอยู่และชื่อเครื่องถูกต้อง แล้วส่งอีกครั้ง "
        f"จะทำต่อจากที่ค้างไว้ ({error})",
        f"“{where}” went away or does not answer: look at the connection and at the address, "
        f"and send again, it goes on from here ({error})",
    )
