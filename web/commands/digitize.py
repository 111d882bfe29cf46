"""``muban digitize``: the page for drawing, as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["digitize"]


def digitize(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    tambon: Annotated[str | None, typer.Option(help="ชื่อหรือรหัสตำบล เช่น «ต.โพนแพง อ.รัตนวาปี»")] = None,
    out: Annotated[Path, typer.Option(help="ไฟล์ HTML ที่จะเขียน")] = Path("digitize.html"),
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """เขียนหน้าสำหรับวาดแนวเขตหมู่บ้าน เป็นไฟล์เดียว เปิดได้ทุกเครื่องโดยไม่ต้องต่ออินเทอร์เน็ต."""
    from muban.web.drawing.drawing_page import drawing_page
    from muban.web.project import read_project
    from muban.web.publishing.write_outputs import refuse_output, write_output
    from muban.web.told.empty import stop_at_empty
    from muban.web.told.terminal import lang_of, progress, say

    speech = lang_of(lang)
    refuse_output(out, project=project)
    with progress("กำลังอ่าน" if speech == "th" else "Reading"):
        opened = read_project(project)
        if not (tambon or opened.config.tambon):
            stop_at_empty(opened, project, speech, pack_is_enough=True)
        page = drawing_page(opened, tambon=tambon, lang=speech)
    write_output(out, page, project=project)
    say(f"เปิดไฟล์นี้ในเบราว์เซอร์: {out}" if speech == "th" else f"Open in a browser: {out}")
