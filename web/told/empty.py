"""A project that holds nothing yet: what to do next is said, and nothing is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from muban.web.pack.install_pack import is_of_pack
from muban.web.told.terminal import as_typed, say

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.web.project import Project

__all__ = ["is_empty", "lacks_own", "stop_at_empty"]

_NEXT: dict[str, tuple[str, ...]] = {
    "th": (
        "โฟลเดอร์งานนี้{nothing} จึงยังไม่มีอะไรให้ทำแผนที่ ทำต่อดังนี้",
        "  1. วางไฟล์แผนที่ (KML/KMZ จาก Google My Maps หรือ Google Earth) ไว้ใน {drawings}",
        "     ตั้งชื่อพื้นที่หรือหมุดว่า «บ้าน… หมู่ที่ … ต. … อ. … จ. …» จะทราบตำบลเอง",
        "  2. ถ้ามีทะเบียนการประกาศหรือผล CIA เป็น Excel วางไว้ใน register หรือ indicators",
        "  3. สั่ง muban check {folder} แล้ว muban build {folder}",
        "ลองดูตัวอย่างที่ทำเสร็จแล้วได้ด้วยคำสั่ง muban demo",
    ),
    "en": (
        "This project {nothing}, so there is nothing to make a map of. What to do next:",
        "  1. Put map files (KML/KMZ of Google My Maps or Google Earth) into {drawings}",
        "     An area or pin called «บ้าน… หมู่ที่ … ต. … อ. … จ. …» tells its tambon by itself",
        "  2. Put a register or CIA results in Excel into register or indicators, if you have them",
        "  3. Run muban check {folder}, then muban build {folder}",
        "`muban demo` shows a finished example",
    ),
}

_NOTHING = {"th": "ยังไม่มีข้อมูล", "en": "holds no data yet"}
_ONLY_PACK = {
    "th": "มีแต่ชุดข้อมูลจังหวัด ยังไม่มีข้อมูลของงานเอง",
    "en": "holds a province's pack and no data of its own yet",
}
_DRAW = {
    "th": "ไม่มีไฟล์แผนที่ก็วาดได้: สั่ง muban digitize {folder} --tambon ชื่อตำบล "
    "แล้ววางไฟล์ที่บันทึกไว้ใน {drawings}",
    "en": "Without a map file, draw: run muban digitize {folder} --tambon NAME, "
    "and put what it saves into {drawings}",
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


def lacks_own(project: Project) -> bool:
    """Whether a project holds no file but those of an installed pack.

    A pack has outlines and names of a whole province: all can be drawn on it, and nothing of
    it is the office's to publish.

    Parameters
    ----------
    project
        As read.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> def holding(name):
    ...     read = SimpleNamespace(source=SimpleNamespace(name=name))
    ...     return SimpleNamespace(reads={"reference": (read,)})
    >>> lacks_own(holding("reference/pack-55/tambon.geojson"))
    True
    >>> lacks_own(holding("reference/tambon.geojson"))
    False
    """
    return all(is_of_pack(read.source.name) for found in project.reads.values() for read in found)


def stop_at_empty(
    project: Project, folder: Path, lang: Lang, *, pack_is_enough: bool = False
) -> None:
    """Say what to do next where a project holds nothing of its own.

    Parameters
    ----------
    project
        As read.
    folder
        As the user typed it.
    lang
        Of what is said.
    pack_is_enough
        Whether what is wanted can be made of an installed pack alone.

    Raises
    ------
    typer.Exit
        With 1: there is nothing to look at.
    """
    empty = is_empty(project)
    if not empty and (pack_is_enough or not lacks_own(project)):
        return
    *steps, demo = _NEXT[lang]
    on_pack = () if empty else (_DRAW[lang],)
    nothing = _NOTHING[lang] if empty else _ONLY_PACK[lang]
    drawings, typed = as_typed(folder / "drawings"), as_typed(folder)
    for line in (*steps, *on_pack, demo):
        say(line.format(drawings=drawings, folder=typed, nothing=nothing))
    raise typer.Exit(1)
