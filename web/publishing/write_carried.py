"""What is not muban's goes with the site: it stands in the new folder before that is shown.

A file is linked, so that it is there twice without being copied, however large a ``.git``
or a film is; where the disk has no links it is copied. What each was like when it was
carried is written down, so that whatever changes until the exchange is seen and follows.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from muban.gis.errors import MubanError
from muban.web.publishing.read_site import OurSite, entries_of, is_as_made

__all__ = ["Carried", "Stamp", "carry", "follow", "same_content", "stamp_of"]

Stamp = list[Any]
"""What a file is like, as JSON can say it: kind, size, time of change; a link's target."""
Carried = Mapping[str, Stamp]
"""What was carried, and what it was like."""


def carry(site: Path, fresh: Path, ours: OurSite) -> dict[str, Stamp]:
    """Have all that is not ours in the new folder too.

    Parameters
    ----------
    site, fresh
        The folder that stands, and the one that will.
    ours
        The files of the standing site: they are not carried.

    Returns
    -------
    dict
        Path → what it was like. What has no place, since a page of ours takes its name, is
        not in it.

    Raises
    ------
    MubanError
        It cannot be carried: another disk is mounted there, or it may not be read.
    """
    carried: dict[str, Stamp] = {}
    for name in entries_of(site):
        if name in ours.files:
            continue
        try:
            _refuse_mounts(site, name)
            stamp = stamp_of(site / name)
            if _place(site, fresh, name):
                carried[name] = stamp
        except FileNotFoundError:  # it went in this moment, as locks of Git do
            continue
    return carried


def _refuse_mounts(site: Path, name: str) -> None:
    """Another disk inside the folder would be copied, and then emptied."""
    for part in (Path(name), *Path(name).parents):
        folder = site / part
        if part != Path() and os.path.ismount(folder):
            raise MubanError(
                f"«{folder}» เป็นดิสก์อื่นที่ต่อไว้ในโฟลเดอร์เว็บไซต์ — ถอดออกก่อน หรือใช้ --out อื่น",
                f"“{folder}” is another disk that is mounted inside the site's folder: take the "
                "mount away, or use another --out",
            )


def stamp_of(path: Path) -> Stamp:
    """What a file, link or folder is like.

    Parameters
    ----------
    path
        What is there; a link is not followed.

    Returns
    -------
    list
        Its kind; of a file size in bytes and time in nanoseconds; of a link where it leads.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = Path(name, "ก.csv").write_bytes(b"12345")
    ...     stamp_of(Path(name)), stamp_of(Path(name, "ก.csv"))[:2]
    (['folder'], ['file', 5])
    """
    found = os.lstat(path)
    if stat.S_ISLNK(found.st_mode):
        return ["link", str(path.readlink())]
    if stat.S_ISDIR(found.st_mode):
        return ["folder"]
    return ["file", found.st_size, found.st_mtime_ns]


def _place(site: Path, fresh: Path, name: str) -> bool:
    """Link one entry into the new folder; whether there was a place for it."""
    target = fresh / name
    if os.path.lexists(target) or not _make_parents(site, fresh, name):
        return False
    source = site / name
    kind = stamp_of(source)[0]
    if kind == "folder":
        _make_folder(source, target)
    elif kind == "link":
        target.symlink_to(source.readlink())
    else:
        link_or_copy(source, target)
    return True


def _make_parents(site: Path, fresh: Path, name: str) -> bool:
    """Make the folders above a place; False where a file of ours has the name of one."""
    above = [part for part in Path(name).parents if part.name][::-1]
    for part in above:
        if not (fresh / part).is_dir():
            if os.path.lexists(fresh / part):
                return False
            _make_folder(site / part, fresh / part)
    return True


def _make_folder(like: Path, folder: Path) -> None:
    folder.mkdir()
    shutil.copymode(like, folder)
    folder.chmod(folder.stat().st_mode | stat.S_IRWXU)


def link_or_copy(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the disk cannot do that.

    Parameters
    ----------
    source
        A file that is there.
    target
        Its second name.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     old, new = Path(name, "ก.pdf"), Path(name, "ข.pdf")
    ...     _ = old.write_bytes(b"12345")
    ...     link_or_copy(old, new)
    ...     same_content(old, new)
    True
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except (OSError, NotImplementedError) as error:
        if not source.is_file():
            raise MubanError(
                f"ยก «{source}» ไปด้วยไม่ได้ เพราะไม่ใช่ไฟล์ธรรมดา — ย้ายออกจากโฟลเดอร์เว็บไซต์ก่อน",
                f"“{source}” is no ordinary file and cannot be carried along: move it out of the "
                "site's folder first",
            ) from error
        shutil.copy2(source, target)


def follow(
    old: Path, site: Path, ours: OurSite, carried: Carried, beside: Callable[..., Any]
) -> None:
    """After the exchange: let what changed meanwhile follow, and clear the old folder.

    Parameters
    ----------
    old
        The folder that stood; only entries that were looked at are taken away.
    site
        The folder that stands.
    ours
        The files of the old site, and of the one that was to follow: which of the two the
        folder holds depends on when a death came.
    carried
        What stands in both.
    beside
        Called with a path and its name, for what has no place in the site: a page of ours
        that somebody has changed, and two versions of one file.
    """
    for name in entries_of(old):
        source, target = old / name, site / name
        if name in ours.files:
            if not (same_content(source, target) or is_as_made(source, ours.files[name])):
                beside(source, name)
        elif not (carried.get(name) == stamp_of(source) or same_content(source, target)):
            _bring(source, target, carried.get(name)) or beside(source, name)
        _remove(source)
    _remove_empty(old)


def _bring(source: Path, target: Path, before: Stamp | None) -> bool:
    """Move what is newer than what was carried into the site; whether it has its place there."""
    if os.path.lexists(target):
        if before is None or stamp_of(target) != before or stamp_of(source)[0] == "folder":
            return False
    else:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            return False
    source.replace(target)
    return True


def same_content(one: Path, other: Path) -> bool:
    """Whether two entries are the same file, or alike to the last byte.

    Parameters
    ----------
    one
        A file, link or folder that is there.
    other
        What may be there.

    Returns
    -------
    bool
        Of folders and links whether they are of one kind and lead to one place.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     for file, content in (("ก", b"12"), ("ข", b"12"), ("ค", b"13")):
    ...         _ = Path(name, file).write_bytes(content)
    ...     [same_content(Path(name, "ก"), Path(name, other)) for other in "ขค"]
    [True, False]
    """
    if not os.path.lexists(other):
        return False
    kinds = stamp_of(one), stamp_of(other)
    if kinds[0][0] != "file" or kinds[1][0] != "file":
        return kinds[0] == kinds[1]
    if os.path.samestat(os.lstat(one), os.lstat(other)):
        return True
    regular = one.is_file() and other.is_file()
    return regular and kinds[0][1] == kinds[1][1] and one.read_bytes() == other.read_bytes()


def _remove(path: Path) -> None:
    if not os.path.lexists(path):
        return
    if stamp_of(path)[0] == "folder":
        path.rmdir()
        return
    try:
        path.unlink()
    except PermissionError:
        # Windows keeps read-only files (those of Git are), other systems those in such folders.
        for place in (path.parent, path):
            if not place.is_symlink():
                place.chmod(place.stat().st_mode | stat.S_IRWXU)
        path.unlink()


def _remove_empty(folder: Path) -> None:
    """Take away folders without content; what came in this moment stays, and its folder."""
    for place, _, _ in os.walk(folder, topdown=False):
        try:
            Path(place).rmdir()
        except OSError:
            continue
