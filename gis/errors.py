"""When work cannot go on.

::

    MubanError          one line for the user and what to do; the command ends with exit code 2
    ├── ConfigError     muban.toml, or a command's options, are wrong
    ├── ProjectError    the folder is not a project, or has nothing to build from
    └── RefusedError    a limit was met (size, count, depth); the message names the limit

Imperfect data never raises: it becomes a :class:`muban.gis.problems.Problem`.
"""

from __future__ import annotations

import errno

__all__ = ["ConfigError", "MubanError", "ProjectError", "RefusedError", "disk_reason"]

_REASONS = {
    errno.ENOENT: ("ไม่มีโฟลเดอร์หรือไฟล์นั้น", "there is no such folder or file"),
    errno.EACCES: ("ไม่มีสิทธิ์ หรือโปรแกรมอื่นเปิดอยู่", "no permission, or another program has it open"),
    errno.EPERM: ("ไม่มีสิทธิ์", "no permission"),
    errno.EEXIST: ("มีไฟล์ชื่อนี้อยู่แล้ว", "a file of that name is there already"),
    errno.ENOTDIR: ("ในที่อยู่นี้มีไฟล์แทนที่จะเป็นโฟลเดอร์", "a file stands where a folder should"),
    errno.EISDIR: ("ชื่อนี้เป็นโฟลเดอร์", "that name is a folder's"),
    errno.ENOSPC: ("ที่เก็บข้อมูลเต็ม", "the disk is full"),
    errno.EROFS: ("ที่เก็บข้อมูลนี้เขียนไม่ได้", "this disk cannot be written to"),
    errno.ENAMETOOLONG: ("ชื่อยาวเกินไป", "the name is too long"),
}


def disk_reason(error: OSError) -> tuple[str, str]:
    """Why the disk refuses, in Thai and in English; the system's own words where unknown.

    Examples
    --------
    >>> disk_reason(OSError(errno.ENOSPC, "No space left on device"))[1]
    'the disk is full'
    >>> disk_reason(OSError("odd"))
    ('odd', 'odd')
    """
    own = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, (own, own))


class MubanError(Exception):
    """Work cannot go on, and the user can do something about it.

    Parameters
    ----------
    th, en
        The same sentence in Thai and in English: where, what was found, what was
        expected, what to do.

    Examples
    --------
    >>> str(MubanError("ไม่พบโฟลเดอร์", "The folder was not found"))
    'The folder was not found'
    """

    def __init__(self, th: str, en: str) -> None:
        super().__init__(en)
        self.th = th
        self.en = en

    def text(self, lang: str = "th") -> str:
        """The sentence in the language asked for."""
        return self.en if lang == "en" else self.th


class ConfigError(MubanError):
    """``muban.toml`` or an option of the command is wrong."""


class ProjectError(MubanError):
    """The folder is not a project, or there is nothing in it to build from."""


class RefusedError(MubanError):
    """A file goes past a limit; the message names the limit and where to set it."""
