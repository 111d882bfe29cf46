"""``muban new``: a folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["new"]


def new(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ที่จะสร้าง")],
    pack: Annotated[
        Path | None, typer.Option(help="ชุดข้อมูลจังหวัด (.muban.zip) ที่ผู้ดูแลจังหวัดทำไว้")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """สร้างโฟลเดอร์งานใหม่ พร้อม muban.toml และแม่แบบ Excel."""
    from muban.web.commands.pack import told
    from muban.web.new_project import write_new_project
    from muban.web.pack.install_pack import install_pack
    from muban.web.pack.pack_settings import read_pack
    from muban.web.told.data_guide import guide_line
    from muban.web.told.terminal import as_typed, lang_of, say

    thai = lang_of(lang) == "th"
    content, taken = read_pack(pack) if pack is not None else (b"", None)
    made = write_new_project(folder)
    if taken is not None:
        install_pack(folder, content)
    say(f"สร้างแล้วใน {folder}:" if thai else f"Made in {folder}:")
    for name in made:
        say(f"  {name}")
    for line in told(taken, len(content), lang_of(lang)) if taken is not None else ():
        say(line)
    if taken is None:
        say(
            "ถ้ามีชุดข้อมูลจังหวัด (.muban.zip) ใช้ --pack แล้ววาดได้ทุกตำบล"
            if thai
            else "With a province's pack (.muban.zip), --pack lets every tambon be drawn"
        )
    say(
        f"ต่อไป: วางไฟล์ KML/KMZ ไว้ใน drawings แล้วสั่ง muban check {as_typed(folder)}"
        if thai
        else f"Next: put KML or KMZ files into drawings, then run muban check {as_typed(folder)}"
    )
    if taken is None:
        say(guide_line("th" if thai else "en"))
