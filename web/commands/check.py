"""``muban check``: say what is wrong with a project's files, and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["check"]


class ReportFormat(StrEnum):
    """How the report comes out."""

    text = "text"
    json = "json"
    html = "html"


def check(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    report_format: Annotated[
        ReportFormat, typer.Option("--format", help="รูปแบบรายงาน")
    ] = ReportFormat.text,
    out: Annotated[Path | None, typer.Option(help="เขียนรายงานลงไฟล์นี้แทนหน้าจอ")] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="เขียนสำเนาที่ซ่อมแล้วไว้ใน repaired/ (ต้นฉบับไม่ถูกแก้)")
    ] = False,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """ตรวจไฟล์ในโฟลเดอร์งาน บอกว่าผิดที่ไหน และแก้อย่างไร (exit 0 ดี, 1 ข้อมูลผิด, 2 คำสั่งผิด)."""
    from gis.problems import Severity
    from web.pages.share import check_sharing
    from web.project import read_project, survey
    from web.report import html_report, json_report
    from web.terminal import lang_of, progress, say, show_ledger, show_problems

    speech = lang_of(lang)
    with progress("กำลังตรวจ" if speech == "th" else "Checking"):
        opened = read_project(project)
        atlas = survey(opened)
        lacking = check_sharing(opened.config.base_url)
        atlas = replace(atlas, problems=(*atlas.problems, *lacking))
    if fix:
        from web.repaired import write_repaired

        for line in write_repaired(opened, atlas, lang=speech):
            say(line)
    if report_format is ReportFormat.text and out is None:
        show_problems(atlas.problems, speech)
        show_ledger(atlas.ledger, atlas.problems, speech)
    else:
        text = (
            html_report(atlas, lang=speech)
            if report_format is ReportFormat.html
            else json_report(atlas, lang=speech)
        )
        if out is None:
            typer.echo(text)
        else:
            out.write_text(text, encoding="utf-8", newline="\n")
    if any(found.severity is Severity.ERROR for found in atlas.problems):
        raise typer.Exit(1)
