"""``muban notebook``: the map as one folium page for analysts, which asks no network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["notebook"]


def notebook(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    out: Annotated[Path, typer.Option(help="ไฟล์ HTML ที่จะเขียน")] = Path("notebook.html"),
    domain: Annotated[
        str | None, typer.Option(help="รหัสด้านหรือตัวชี้วัดที่ใช้ระบายสี (ปกติเป็นด้านแรกที่มีค่า)")
    ] = None,
    year: Annotated[int | None, typer.Option(help="ปี พ.ศ. ของข้อมูล (ปกติปีล่าสุด)")] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษาของข้อความบนจอ: th หรือ en")] = None,
) -> None:
    """แผนที่ folium หน้าเดียวสำหรับนักวิเคราะห์ เปิดได้โดยไม่ต่อเน็ต (ดู docs/api.md)."""
    from muban.layers.indicator.results import domains_of
    from muban.web.notebook import folium_map
    from muban.web.project import read_project, survey
    from muban.web.publishing.write_outputs import refuse_output, write_output
    from muban.web.settings.indicator_settings import class_settings
    from muban.web.told.terminal import lang_of, progress, say

    refuse_output(out, project=project)
    with progress("กำลังอ่านและตรวจ" if lang_of(lang) == "th" else "Reading and checking"):
        opened = read_project(project)
        atlas = survey(opened)
    first = next((one.id for one in domains_of(atlas.pages)), None)
    drawn = folium_map(
        atlas,
        opened.legend,
        domain=domain or first,
        year_be=year,
        settings=class_settings(opened.config),
    )
    page: str = drawn.get_root().render()
    say(str(write_output(out, page.encode(), project=project)))
