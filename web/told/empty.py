"""A project that holds nothing yet: what to do next is said, and nothing is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from muban.web.told.terminal import as_typed, say

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.web.project import Project

__all__ = ["is_empty", "stop_at_empty"]

_NEXT: dict[str, tuple[str, ...]] = {
    "th": (
        "โฟลเดอร์งานนี้ยังไม่มีข้อมูล จึงยังไม่มีอะไรให้ทำแผนที่ ทำต่อดังนี้",
        "  1. วางไฟล์แผนที่ (KML/KMZ จาก Google My Maps หรือ Google Earth) ไว้ใน {drawings}",
        "     ตั้งชื่อพื้นที่หรือหมุดว่า «บ้าน… หมู่ที่ … ต. … อ. … จ. …» จะทราบตำบลเอง",
        "  2. ถ้ามีทะเบียนการประกาศหรือผล CIA เป็น Excel วางไว้ใน register หรือ indicators",
        "  3. สั่ง muban check {folder} แล้ว muban build {folder}",
        "ลองดูตัวอย่างที่ทำเสร็จแล้วได้ด้วยคำสั่ง muban demo",
    ),
    "en": (
        "This project holds no data yet, so there is nothing to make a map of. What to do next:",
        "  1. Put map files (KML/KMZ of Google My Maps or Google Earth) into {drawings}",
        "     An area or pin called «บ้าน… หมู่ที่ … ต. … อ. … จ. …» tells its tambon by itself",
        "  2. Put a register or CIA results in Excel into register or indicators, if you have them",
        "  3. Run muban check {folder}, then muban build {folder}",
        "`muban demo` shows a finished example",
    ),
}


def is_empty(project: Project) -> bool:
    """Whether none of the folders that are read holds a file that is.

    Parameters
    ----------
    project
        As read.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> is_empty(SimpleNamespace(reads={"drawings": (), "reference": ()}))
    True
    """
    return not any(project.reads.values())


def stop_at_empty(project: Project, folder: Path, lang: Lang) -> None:
    """Say what to do next where a project holds nothing.

    Parameters
    ----------
    project
        As read.
    folder
        As the user typed it.
    lang
        Of what is said.

    Raises
    ------
    typer.Exit
        With 1: there is nothing to look at.
    """
    if not is_empty(project):
        return
    for line in _NEXT[lang]:
        say(line.format(drawings=as_typed(folder / "drawings"), folder=as_typed(folder)))
    raise typer.Exit(1)
