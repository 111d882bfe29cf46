"""``muban book``: the whole lesson book as PDF, and a checklist against the letter's headings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["book"]


def book(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ที่จะเขียนเล่ม")] = Path("books"),
    only: Annotated[
        list[str] | None,
        typer.Option(help="ตำบล 6 หลัก หรือหมู่บ้าน 8 หลัก (ใส่ซ้ำได้) ปกติทุกตำบล"),
    ] = None,
    templates: Annotated[
        bool,
        typer.Option("--templates", help="เขียนแม่แบบ Word ทุกหัวข้อลงใน book/ (ไม่เขียนทับ) แทนการทำเล่ม"),
    ] = False,
    internal: Annotated[
        bool,
        typer.Option(
            "--internal", help="ฉบับใช้ภายใน มีชื่อบุคคลได้ ต้องตั้ง internal_names = true ใน \\[book]"
        ),
    ] = False,
    base_url: Annotated[str | None, typer.Option(help="ที่อยู่ที่เผยแพร่ สำหรับ QR Code")] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษาของข้อความบนจอ: th หรือ en")] = None,
) -> None:
    """รูปเล่มถอดบทเรียนทั้งเล่มตามหัวข้อของหนังสือ จากข้อมูลในงานและข้อความ ภาพ ตารางใน book/."""
    from muban.web.book.book_files import book_files, template_files
    from muban.web.book.read_book import BOOK_FOLDER
    from muban.web.project import read_project, survey
    from muban.web.publishing.write_outputs import refuse_place, write_outputs
    from muban.web.settings.config_checks import published_address
    from muban.web.told.terminal import lang_of, progress, say
    from muban.web.told.told_writing import say_kept

    speech = lang_of(lang)
    if not templates:
        refuse_place(out, project=project)
    with progress("กำลังอ่านและตรวจ" if speech == "th" else "Reading and checking"):
        opened = read_project(project)
        atlas = survey(opened)
    codes = tuple(only or ())
    if templates:
        from muban.web.publishing.write_whole import write_whole

        for name, content in template_files(opened, atlas, codes).items():
            path = project / BOOK_FOLDER / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, content)
                say(str(path))
        return
    with progress("กำลังจัดหน้า" if speech == "th" else "Setting pages"):
        made = book_files(
            opened,
            atlas,
            codes,
            internal=internal,
            base_url=published_address(base_url, opened.config),
        )
    written = write_outputs(made.files, out, project=project)
    for path in written.paths:
        say(str(path))
    for line in made.told:
        say(line)
    say_kept(written, speech)
