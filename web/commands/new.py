"""``muban new``: a folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["new"]


def new(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ที่จะสร้าง")],
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """สร้างโฟลเดอร์งานใหม่ พร้อม muban.toml และแม่แบบ Excel."""
    from muban.web.new_project import write_new_project
    from muban.web.told.terminal import as_typed, lang_of, say

    thai = lang_of(lang) == "th"
    made = write_new_project(folder)
    say(f"สร้างแล้วใน {folder}:" if thai else f"Made in {folder}:")
    for name in made:
        say(f"  {name}")
    say(
        f"ต่อไป: วางไฟล์ KML/KMZ ไว้ใน drawings แล้วสั่ง muban check {as_typed(folder)}"
        if thai
        else f"Next: put KML or KMZ files into drawings, then run muban check {as_typed(folder)}"
    )
