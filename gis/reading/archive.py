"""ZIP archives read in memory, each inflated byte counted.

Nothing is ever written under a name that an archive gives. The table of contents is
bounded before it is parsed: a hundred megabytes of directory entries inflate to nothing
and still fill the memory.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from muban.gis.reading.limits import Budget
from muban.gis.text.encoding import decode_bytes

__all__ = ["Archive", "ArchiveError", "open_archive"]

_CHUNK = 1 << 16
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class ArchiveError(Exception):
    """The archive or one of its members cannot be inflated."""


class _Bounded(io.BytesIO):
    """A file that refuses to hand out its table of contents in one huge piece."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        super().__init__(data)
        self._size = len(data)
        self._budget = budget

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = self._size - self.tell() if size is None or size < 0 else size
        self._budget.check("max_archive_index_bytes", wanted)
        return super().read(size)


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive.

    Parameters
    ----------
    names
        Members by the name that people gave them, folders left out.
    unsafe
        Names that lead out of the archive's own folder; they are not among ``names``.
    """

    names: dict[str, zipfile.ZipInfo]
    unsafe: tuple[str, ...]
    _zip: zipfile.ZipFile
    _budget: Budget

    def read(self, name: str, *, limit: str = "max_inflated_bytes") -> bytes:
        """Inflate one member.

        Raises
        ------
        LimitExceeded
            The archive has grown beyond ``max_inflated_bytes``, or the member beyond
            ``limit``.
        ArchiveError
            The member is damaged, or locked with a password.
        """
        info = self.names[name]
        if info.flag_bits & _ENCRYPTED:
            raise ArchiveError("password")
        self._budget.check(limit, info.file_size)
        out = io.BytesIO()
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    self._budget.spend("max_inflated_bytes", len(chunk))
                    self._budget.check(limit, out.tell() + len(chunk))
                    out.write(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise ArchiveError(str(error)) from None
        except (NotImplementedError, RuntimeError) as error:
            raise ArchiveError(str(error)) from None
        return out.getvalue()

    def measure(self) -> None:
        """Inflate everything and keep nothing: refuses a bomb before another library opens it."""
        for info in self.names.values():
            try:
                with self._zip.open(info) as member:
                    while chunk := member.read(_CHUNK):
                        self._budget.spend("max_inflated_bytes", len(chunk))
            except (
                zipfile.BadZipFile,
                zlib.error,
                EOFError,
                OSError,
                ValueError,
                NotImplementedError,
                RuntimeError,
            ) as error:
                raise ArchiveError(str(error)) from None


def open_archive(data: bytes, budget: Budget) -> Archive:
    """Open a ZIP and check its table of contents.

    Parameters
    ----------
    data
        The file's bytes.
    budget
        What it may still grow to.

    Returns
    -------
    Archive
        Members by name; those whose name leads out of the archive are kept apart.

    Raises
    ------
    LimitExceeded
        Too many members, or their stated sizes are too large.
    ArchiveError
        It is no ZIP, or is cut off.

    Examples
    --------
    >>> from muban.gis.reading.limits import Limits
    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as file:
    ...     file.writestr("แผนที่/ก.kml", "<kml/>")
    ...     file.writestr("../etc/passwd", "root")
    >>> archive = open_archive(packed.getvalue(), Budget(Limits()))
    >>> list(archive.names), archive.unsafe
    (['แผนที่/ก.kml'], ('../etc/passwd',))
    """
    try:
        opened = zipfile.ZipFile(_Bounded(data, budget))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise ArchiveError(str(error)) from None
    entries = opened.infolist()
    budget.check("max_archive_entries", len(entries))
    names: dict[str, zipfile.ZipInfo] = {}
    unsafe = []
    for info in entries:
        name = _name(info)
        if name.endswith("/"):
            continue
        if _leads_out(name):
            unsafe.append(name)
            continue
        while name in names:
            stem, dot, suffix = name.rpartition(".")
            name = f"{stem} (2).{suffix}" if dot else f"{name} (2)"
        names[name] = info
    return Archive(names, tuple(unsafe), opened, budget)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 mark it is in whatever Windows had."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        name = decode_bytes(name.encode("cp437", errors="replace")).text
    return name.replace("\\", "/")


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not path.name or path.is_absolute() or ".." in path.parts or ":" in name or "\x00" in name
    )
