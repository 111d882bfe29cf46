"""A git remote, by dulwich: one commit with the site's files, beside what others have there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from muban.gis.errors import MubanError
from muban.web.upload.folder_remote import broken
from muban.web.upload.plan import MANIFEST, files_of_manifest
from muban.web.upload.remote import WrongPassword

if TYPE_CHECKING:
    from muban.web.upload.target import Target

__all__ = ["push_site"]

_FILE = 0o100644
_AUTHOR = b"muban <muban@localhost>"
_REFUSED = ("401", "403", "auth", "denied", "permission")


def push_site(
    target: Target,
    files: Mapping[str, bytes],
    *,
    branch: str,
    password: str = "",
    tell: Callable[[int], None] = lambda _: None,
) -> tuple[int, int]:
    """Put a whole site on a branch of a remote.

    Parameters
    ----------
    target
        Of kind ``git``.
    files
        The site by name, its manifest included. What an earlier site had and this one has not
        is taken away; files that are of neither stay.
    branch
        Such as ``main`` or ``gh-pages``; made if it is not there.
    password
        A token, for a remote over https; "" for none.
    tell
        Called once when all is there.

    Returns
    -------
    tuple of int
        How many files were sent and how many taken away; (0, 0) where all was there already.

    Raises
    ------
    WrongPassword, BrokenOff
        The remote does not take us, or nobody answers: nothing was changed there.
    """
    porcelain, repository = _dulwich()
    ref = f"refs/heads/{branch}".encode()
    more = {"username": "git", "password": password} if password else {}
    with (
        tempfile.TemporaryDirectory(prefix="muban-git-") as folder,
        repository.init_bare(folder) as repo,
    ):
        try:
            fetched = porcelain.fetch(repo, target.address, **more)
        except Exception as error:
            raise _said(target, error) from error
        parent = fetched.refs.get(ref)
        before = _tree(repo, parent)
        after, sent, gone = _next(repo, before, files)
        if after == before:
            return 0, 0
        repo.refs[ref] = _commit(repo, parent, after)
        try:
            porcelain.push(repo, target.address, ref + b":" + ref, **more)
        except Exception as error:
            raise _said(target, error) from error
    tell(sent)
    return sent, gone


def _dulwich() -> tuple[Any, Any]:
    try:
        from dulwich import porcelain
        from dulwich.repo import Repo
    except ImportError as error:
        raise MubanError(
            "ยังไม่ได้ติดตั้งส่วนสำหรับส่งเว็บไซต์ — สั่ง pip install «muban[upload]»",
            "What uploads is not installed: run pip install “muban[upload]”",
        ) from error
    return porcelain, Repo


def _tree(repo: Any, commit: bytes | None) -> dict[bytes, tuple[int, bytes]]:
    """Every file of a commit: path → mode and blob."""
    if commit is None:
        return {}
    from dulwich.object_store import iter_tree_contents

    entries = iter_tree_contents(repo.object_store, repo[commit].tree)
    return {entry.path: (entry.mode, entry.sha) for entry in entries}


def _next(
    repo: Any, before: Mapping[bytes, tuple[int, bytes]], files: Mapping[str, bytes]
) -> tuple[dict[bytes, tuple[int, bytes]], int, int]:
    from dulwich.objects import Blob

    held = before.get(MANIFEST.encode())
    listed = files_of_manifest(repo[held[1]].data if held else None)
    old = {name.encode() for name in listed}
    new = {name.encode() for name in files}
    after = {path: entry for path, entry in before.items() if path not in old - new}
    sent = 0
    for name, content in files.items():
        blob = Blob.from_string(content)
        repo.object_store.add_object(blob)
        sent += before.get(name.encode()) != (_FILE, blob.id)
        after[name.encode()] = (_FILE, blob.id)
    return after, sent, len(before) - len({*before} & {*after})


def _commit(repo: Any, parent: bytes | None, files: Mapping[bytes, tuple[int, bytes]]) -> bytes:
    import time

    from dulwich.index import commit_tree
    from dulwich.objects import Commit

    commit: Any = Commit()
    blobs: Any = [(path, sha, mode) for path, (mode, sha) in files.items()]
    commit.tree = commit_tree(repo.object_store, blobs)
    commit.parents = [] if parent is None else [parent]
    commit.author = commit.committer = _AUTHOR
    commit.author_time = commit.commit_time = int(time.time())
    commit.author_timezone = commit.commit_timezone = 0
    commit.encoding = b"UTF-8"
    commit.message = "เผยแพร่แผนที่ / publish the map\n".encode()
    repo.object_store.add_object(commit)
    found: bytes = commit.id
    return found


def _said(target: Target, error: Exception) -> MubanError:
    words = f"{type(error).__name__} {error}".casefold()
    if any(word in words for word in _REFUSED):
        return WrongPassword(
            f"«{target.address}» ไม่รับรหัสหรือโทเคนนี้ หรือไม่ให้เขียน — ตรวจสิทธิ์แล้วส่งใหม่",
            f"“{target.address}” does not take this token, or lets nobody write: check the rights",
        )
    return broken(target.address, error)
