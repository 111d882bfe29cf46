"""The only writer of a site: builds aside, looks it over, and swaps it in.

A site is never half-written: its files are made in memory, the privacy gate reads every
one, and only then do they go to a new folder beside the old, which takes its place. A
build that fails leaves the old site as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from gis.errors import MubanError, disk_reason

__all__ = ["publish"]

MANIFEST = "manifest.json"


def publish(files: Mapping[str, bytes], out: Path) -> Path:
    """Put a site's files into a folder, all at once.

    Parameters
    ----------
    files
        Paths inside the site (with ``/``) and their bytes, the manifest among them.
    out
        The site's folder. What stands there is replaced only if it is a site of ours, or
        empty; and an internal site never takes the place of a public one, nor the
        other way round.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    MubanError
        The folder holds something else, or a site of the other kind, or cannot be written.
    """
    out = out.resolve()
    _refuse_what_is_not_ours(out, internal=bool(json.loads(files[MANIFEST])["internal"]))
    fresh = out.with_name(f".{out.name}.new-{os.getpid()}")
    old = out.with_name(f".{out.name}.old-{os.getpid()}")
    try:
        _write_all(files, fresh)
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    except OSError as error:
        if old.exists() and not out.exists():
            old.rename(out)
        th, en = disk_reason(error)
        raise MubanError(
            f"เขียนลงใน «{out}» ไม่ได้ ({th}) — ปิดไฟล์หรือโฟลเดอร์ที่เปิดค้างอยู่แล้วสั่งใหม่",
            f"“{out}” could not be written ({en}): close what is open in it and try again",
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
    return out


def _write_all(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _refuse_what_is_not_ours(out: Path, *, internal: bool) -> None:
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    manifest = out / MANIFEST
    try:
        stands = json.loads(manifest.read_text("utf-8"))
        was_internal = bool(stands["internal"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MubanError(
            f"«{out}» มีไฟล์อื่นอยู่และไม่ใช่เว็บไซต์ที่ muban สร้าง จึงไม่เขียนทับ — ใช้ --out ชี้ไปโฟลเดอร์อื่น",
            f"“{out}” holds something that muban did not make, and is left alone: "
            "use another --out",
        ) from error
    if was_internal != internal:
        kind = ("ฉบับใช้ภายใน", "an internal") if was_internal else ("ฉบับเผยแพร่", "a public")
        raise MubanError(
            f"«{out}» เป็น{kind[0]}อยู่แล้ว ฉบับภายในและฉบับเผยแพร่ต้องอยู่คนละโฟลเดอร์ — ใช้ --out อื่น",
            f"“{out}” is {kind[1]} site; internal and public sites go to different folders: "
            "use another --out",
        )
