"""A built site brought to where people see it: only what changed, the pages last.

What broke off goes on from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.errors import MubanError
from muban.web.publishing.read_site import read_our_site
from muban.web.upload.folder_remote import FolderRemote
from muban.web.upload.ftp_remote import open_ftp
from muban.web.upload.git_remote import push_site
from muban.web.upload.plan import FRONT, MANIFEST, files_of_manifest, plan_upload
from muban.web.upload.remote import Occupied
from muban.web.upload.sftp_remote import open_sftp

if TYPE_CHECKING:
    from muban.web.upload.host_keys import HostKeys
    from muban.web.upload.remote import Remote
    from muban.web.upload.target import Target
    from muban.web.upload.write_journal import Journal

__all__ = ["Uploaded", "read_site_files", "upload_site", "upload_to"]


@dataclass(frozen=True, slots=True)
class Uploaded:
    """How many files were sent, taken away, and there already."""

    sent: int
    removed: int
    same: int


def read_site_files(site: Path) -> dict[str, bytes]:
    """The files of a built site, as its manifest lists them, and the manifest.

    Raises
    ------
    MubanError
        It is no site of ours, must stay in the office, or was changed after it was built.
    """
    ours = read_our_site(site)
    if ours is None:
        raise MubanError(
            f"«{site}» ไม่ใช่เว็บไซต์ที่ muban สร้าง — สั่ง muban build ก่อน แล้วใส่โฟลเดอร์นั้น",
            f"“{site}” is no site that muban built: run `muban build`, and name its folder",
        )
    if ours.internal:
        raise MubanError(
            f"«{site}» เป็นฉบับใช้ภายในสำนักงาน จึงไม่ส่งขึ้นเว็บ — สร้างใหม่โดยไม่ใส่ --internal",
            f"“{site}” is for the office only and is not uploaded: build it without --internal",
        )
    files = {name: (site / name).read_bytes() for name in ours.files if (site / name).is_file()}
    listed = files_of_manifest(files.get(MANIFEST))
    wrong = [name for name, digest in listed.items() if _sha256(files.get(name)) != digest]
    if wrong:
        raise MubanError(
            f"«{wrong[0]}» ถูกแก้หรือหายไปหลังจากสร้างเว็บไซต์ — สั่ง muban build ใหม่ แล้วส่งอีกครั้ง",
            f"“{wrong[0]}” was changed or is gone since the site was built: build it again",
        )
    return {name: files[name] for name in (*listed, MANIFEST)}


def upload_to(
    target: Target,
    files: Mapping[str, bytes],
    *,
    password: str,
    keys: HostKeys,
    journal: Journal,
    branch: str = "main",
    replace: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> Uploaded:
    """Upload a site to a target of any kind.

    Parameters
    ----------
    target
        Where to.
    files
        As :func:`read_site_files` gives them.
    password
        "" for none.
    keys, journal
        What servers have shown, and what has arrived before.
    branch
        For a git remote, where what stood there stays in its history.
    replace
        Whether it may be written over a site that is not of muban.
    tell
        Called after each file with how many are done, and of how many.

    Raises
    ------
    MubanError
        Of the kinds of :mod:`muban.web.upload.remote`; the same call goes on from there.
    """
    if target.kind == "git":
        sent, gone = push_site(target, files, branch=branch, password=password)
        return Uploaded(sent, gone, len(files) - sent)
    remote: Remote
    if target.kind == "folder":
        remote = FolderRemote(Path(target.address))
    elif target.kind == "sftp":
        remote = open_sftp(target, password, keys)
    else:
        remote = open_ftp(target, password)
    try:
        return upload_site(files, remote, journal, tell, replace=replace)
    finally:
        remote.close()


def upload_site(
    files: Mapping[str, bytes],
    remote: Remote,
    journal: Journal,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
    *,
    replace: bool = False,
) -> Uploaded:
    """Bring files to a remote by the plan (:mod:`muban.web.upload.plan`).

    Parameters
    ----------
    files
        Paths inside the site and their bytes.
    remote
        The far end, open.
    journal
        What was sent before the connection broke.
    tell
        Called with how many are done, and of how many.
    replace
        Whether another's site there may be replaced.
    """
    local = files_of_manifest(files[MANIFEST])
    before = files_of_manifest(remote.read(MANIFEST))
    if not (before or journal.done or replace) and remote.size(FRONT) is not None:
        raise Occupied(
            "ที่ปลายทางมีเว็บไซต์อื่นอยู่แล้ว (index.html ที่ muban ไม่ได้ทำ) จึงยังไม่เขียนทับ "
            "— เลือกโฟลเดอร์อื่น เช่น โฟลเดอร์ย่อยชื่อ map หรือยืนยันว่าให้เขียนทับ",
            "Another site stands there (an index.html that muban did not make), and is not written "
            "over: choose another folder, such as map below it, or say that it may be replaced",
        )
    # Somebody may have tidied up at the other end since the break.
    done = {
        name: digest
        for name, digest in journal.done.items()
        if local.get(name) == digest and remote.size(name) == len(files[name])
    }
    plan = plan_upload(local, before, done)
    try:
        for at, name in enumerate(plan.send, 1):
            remote.write(name, files[name])
            if name != MANIFEST:
                journal.note(name, local[name])
            tell(at, len(plan.send))
        for name in plan.remove:
            remote.remove(name)
    except BaseException:
        journal.keep()
        raise
    journal.end()
    return Uploaded(len(plan.send), len(plan.remove), plan.same)


def _sha256(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()
