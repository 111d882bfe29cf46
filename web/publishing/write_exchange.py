"""Two names exchanged in one step, where the system can: no moment has neither."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["exchange"]

_AT_FDCWD = -100
_LINUX_EXCHANGE = 2
"""``RENAME_EXCHANGE`` of renameat2(2)."""
_MACOS_SWAP = 2
"""``RENAME_SWAP`` of renamex_np(2)."""
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""What is answered where system or disk knows no exchange; what else is wrong shows again."""


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders, both there, trade names; whether this can be done here.

    Raises
    ------
    OSError
        It could be done, but not with these two.
    """
    call = _call()
    if call is None:
        return False
    sys.audit("muban.exchange", str(one), str(other))
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@cache
def _call() -> Any:
    """The system's exchange of two paths; None where it has none."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        swap = getattr(library, "renamex_np", None)
        return swap and (lambda one, other: swap(one, other, ctypes.c_uint(_MACOS_SWAP)))
    rename = getattr(library, "renameat2", None)
    return rename and (
        lambda one, other: rename(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_LINUX_EXCHANGE))
    )
