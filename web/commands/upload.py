"""``muban upload``: a built site to a folder, FTP, SFTP or a git remote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from muban.web.upload.target import Target

__all__ = ["upload"]


def upload(
    site: Annotated[Path, typer.Argument(help="โฟลเดอร์ของเว็บไซต์ที่ muban build สร้าง")],
    to: Annotated[
        str,
        typer.Argument(
            help="โฟลเดอร์ ftp:// ftps:// sftp://ผู้ใช้@เครื่อง/โฟลเดอร์ หรือที่อยู่ git ลงท้าย .git"
        ),
    ],
    branch: Annotated[str, typer.Option(help="สาขาของ git เช่น main หรือ gh-pages")] = "main",
    remember: Annotated[
        bool, typer.Option("--remember", help="ให้ระบบปฏิบัติการจำรหัสผ่านไว้ (ไม่เก็บในงาน)")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="เขียนทับเว็บไซต์อื่นที่อยู่ปลายทาง")] = False,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """ส่งเว็บไซต์ขึ้นที่เผยแพร่ เฉพาะที่เปลี่ยน ถ้าขาดกลางทาง สั่งซ้ำแล้วทำต่อ."""
    from muban.web.told.terminal import lang_of, progress, say
    from muban.web.upload.host_keys import HostKeys, host_keys_file
    from muban.web.upload.remote import WrongPassword
    from muban.web.upload.secrets import forget_secret, keep_secret
    from muban.web.upload.target import parse_target
    from muban.web.upload.upload_site import read_site_files, upload_to
    from muban.web.upload.write_journal import Journal, journal_folder

    speech = lang_of(lang)
    thai = speech == "th"
    target = parse_target(to)
    files = read_site_files(site)
    password = _password(target, thai=thai)
    keys = HostKeys(host_keys_file())
    journal = Journal(journal_folder(), f"{target.label} {branch}")
    try:
        with progress("กำลังส่ง" if thai else "Uploading", len(files)) as step:
            done = upload_to(
                target,
                files,
                password=password,
                keys=keys,
                journal=journal,
                branch=branch,
                replace=replace,
                tell=lambda _done, _of: step(),
            )
    except WrongPassword:
        forget_secret(target)
        raise
    finally:
        for place, seen in keys.told.items():
            say(_met(place, seen, thai=thai))
    if remember and password and not keep_secret(target, password):
        say("เครื่องนี้ไม่มีที่เก็บรหัสผ่านของระบบ จึงไม่ได้จำไว้" if thai else "No system store: not kept")
    say(
        f"ส่งแล้ว {done.sent} ไฟล์ มีอยู่แล้ว {done.same} ลบของเก่า {done.removed}: {target.label}"
        if thai
        else f"Sent {done.sent} files, {done.same} were there, {done.removed} old ones removed: "
        f"{target.label}"
    )


def _met(place: str, seen: str, *, thai: bool) -> str:
    """What is said of a server's key that was not seen before."""
    if thai:
        return f"ติดต่อ {place} เป็นครั้งแรก กุญแจของเครื่องคือ {seen} จำไว้แล้ว ถ้าครั้งหน้าไม่ตรงจะไม่ส่ง"
    return (
        f"{place} was met for the first time; its key is {seen}. It is remembered, "
        "and nothing is sent where another is shown"
    )


def _password(target: Target, *, thai: bool) -> str:
    """What the target asks for: from the system's store, else typed in unseen."""
    from muban.web.upload.secrets import kept_secret

    if not target.asks:
        return ""
    words = "รหัสผ่านหรือโทเคนของ" if thai else "Password or token of"
    return kept_secret(target) or str(
        typer.prompt(f"{words} {target.label}", hide_input=True, default="", show_default=False)
    )
