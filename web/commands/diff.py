"""``muban diff``: what differs between two drawing files, in words and on a map."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from muban.gis.shapes.tolerance import TOLERANCE_M

__all__ = ["diff"]


class DiffFormat(StrEnum):
    """How the comparison comes out."""

    text = "text"
    json = "json"
    html = "html"


def diff(
    old: Annotated[Path, typer.Argument(help="ไฟล์งานฉบับเก่า (.geojson ของหน้าวาด)")],
    new: Annotated[Path, typer.Argument(help="ไฟล์งานฉบับใหม่")],
    report_format: Annotated[
        DiffFormat, typer.Option("--format", help="รูปแบบรายงาน")
    ] = DiffFormat.text,
    out: Annotated[Path | None, typer.Option(help="เขียนรายงานลงไฟล์นี้แทนหน้าจอ")] = None,
    tolerance: Annotated[
        float, typer.Option(min=0, max=50, help="เส้นที่ห่างกันไม่เกินกี่เมตรนับเป็นเส้นเดียวกัน")
    ] = TOLERANCE_M,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """เทียบงานวาดสองไฟล์ บอกว่าชื่อใดเปลี่ยน แนวเขตใดเลื่อนเท่าใด และเป็นของใคร (exit 0 เหมือนกัน, 1 ต่างกัน)."""
    from muban.layers.difference.compare_drawings import compare_drawings
    from muban.layers.difference.read_drawing import parse_drawing
    from muban.web.publishing.write_outputs import refuse_output, write_output
    from muban.web.told.terminal import lang_of, say
    from muban.web.told.told_difference import (
        Compared,
        difference_html,
        difference_json,
        difference_lines,
    )

    speech = lang_of(lang)
    if out is not None:
        refuse_output(out)
    drawings = [parse_drawing(path.read_bytes(), path.name) for path in (old, new)]
    found = compare_drawings(*drawings, tolerance_m=tolerance)
    compared = Compared(drawings[0], drawings[1], (old.name, new.name), found)
    if report_format is DiffFormat.text and out is None:
        for line in difference_lines(compared, speech):
            say(line)
    else:
        text = {
            DiffFormat.text: lambda: "\n".join(difference_lines(compared, speech)) + "\n",
            DiffFormat.json: lambda: difference_json(compared),
            DiffFormat.html: lambda: difference_html(compared, speech),
        }[report_format]()
        if out is None:
            typer.echo(text, nl=False)
        else:
            write_output(out, text.encode())
    if found.villages or found.pins:
        raise typer.Exit(1)
