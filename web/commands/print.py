"""``muban print``: maps and lesson books as PDF."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["print"]


class Size(StrEnum):
    """The sheets to print on."""

    A4 = "a4"
    A3 = "a3"
    A2 = "a2"


def print(  # noqa: A001 - the command's own name
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ที่จะเขียนไฟล์ PDF")] = Path("print"),
    only: Annotated[list[str] | None, typer.Option(help="เฉพาะตำบลหรือหมู่บ้านรหัสนี้ (ใส่ซ้ำได้)")] = None,
    book: Annotated[
        bool, typer.Option("--book", help="รูปเล่มถอดบทเรียน ส่วน GIS พร้อมปกหน้าและปกหลัง")
    ] = False,
    size: Annotated[Size, typer.Option(help="ขนาดกระดาษของแผนที่")] = Size.A4,
    province: Annotated[
        bool, typer.Option("--province", help="แผนที่จังหวัดกับหมู่บ้านดีเด่นรายปี แทนแผนที่ตำบล")
    ] = False,
    colour: Annotated[
        str, typer.Option(help="ระบายสีตามด้านใด (รหัสหรือชื่อด้าน ตัวชี้วัด) หรือ none คือไม่ระบาย")
    ] = "",
    base_url: Annotated[str | None, typer.Option(help="ที่อยู่ที่เผยแพร่ สำหรับ QR Code")] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษาของข้อความบนจอ: th หรือ en")] = None,
) -> None:
    """พิมพ์แผนที่ตำบล แผนที่จังหวัด หรือรูปเล่มถอดบทเรียนเป็น PDF."""
    from muban.gis.errors import ConfigError
    from muban.web.maps.province_shapes import province_has_places
    from muban.web.paper.print_files import print_files
    from muban.web.project import read_project, survey
    from muban.web.publishing.write_outputs import refuse_place, write_outputs
    from muban.web.settings.config_checks import published_address
    from muban.web.told.terminal import lang_of, progress, say
    from muban.web.told.told_writing import say_kept

    speech = lang_of(lang)
    refuse_place(out, project=project)
    with progress("กำลังอ่านและตรวจ" if speech == "th" else "Reading and checking"):
        opened = read_project(project)
        atlas = survey(opened)
    if not (province_has_places(atlas) if province else any(page.has_map for page in atlas.pages)):
        raise ConfigError(
            "ไม่มีตำบลที่จะพิมพ์: ยังไม่มีแนวเขตหรือสถานที่ในโฟลเดอร์ drawings",
            "There is no tambon to print: drawings holds no outline and no landmark yet",
        )
    with progress("กำลังจัดหน้า" if speech == "th" else "Setting pages"):
        files = print_files(
            atlas,
            opened.config,
            legend=opened.legend,
            only=tuple(only or ()),
            book=book,
            paper=size.value,
            province=province,
            colour=colour,
            base_url=published_address(base_url, opened.config),
        )
        written = write_outputs(files, out, project=project)
    for path in written.paths:
        say(str(path))
    say_kept(written, speech)
