"""``muban check``: say what is wrong with a project's files, and how to mend it."""

from __future__ import annotations

from contextlib import redirect_stdout
from dataclasses import replace
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.layers.atlas import Atlas

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
    from muban.gis.problems import Severity
    from muban.web.cache.kept import each_kept
    from muban.web.cache.write_store import open_store
    from muban.web.in_turn import cores_at_hand
    from muban.web.office_papers import check_papers
    from muban.web.pages.share import check_sharing
    from muban.web.project import read_project, survey
    from muban.web.publishing.write_outputs import refuse_output
    from muban.web.told.data_guide import guide_line, is_asked_for
    from muban.web.told.empty import lacks_own, stop_at_empty
    from muban.web.told.terminal import lang_of, progress, say

    speech = lang_of(lang)
    if out is not None:
        refuse_output(out, project=project)
    with progress("กำลังตรวจ" if speech == "th" else "Checking"):
        store = open_store()
        opened = read_project(project, store)
        atlas = survey(opened, each=each_kept(store, cores_at_hand()))
        lacking = check_sharing(opened.config.base_url)
        papers = () if opened.alone else check_papers(opened)
        atlas = replace(atlas, problems=(*atlas.problems, *papers, *lacking))
    if fix:
        from muban.web.told.repaired import write_repaired

        # A report that another program reads must stand alone on the standard output.
        aside = report_format is not ReportFormat.text and out is None
        for line in write_repaired(opened, atlas, lang=speech):
            say(line, stderr=aside)
    _report(atlas, report_format, out, speech, project)
    if report_format is ReportFormat.text and out is None:
        if is_asked_for(atlas.problems):
            say(guide_line(speech))
        stop_at_empty(opened, project, speech)
    if lacks_own(opened) or any(found.severity is Severity.ERROR for found in atlas.problems):
        raise typer.Exit(1)


def _report(
    atlas: Atlas, report_format: ReportFormat, out: Path | None, lang: Lang, project: Path
) -> None:
    """The report on the screen, or in a file."""
    from muban.web.publishing.write_outputs import write_output
    from muban.web.told.report import html_report, json_report
    from muban.web.told.terminal import show_ledger, show_problems

    if out is not None:
        text = StringIO()
        with redirect_stdout(text):
            _report(atlas, report_format, None, lang, project)
        write_output(out, text.getvalue().encode(), project=project)
    elif report_format is ReportFormat.text:
        show_problems(atlas.problems, lang, project=project)
        show_ledger(atlas.ledger, atlas.problems, lang)
    else:
        write = html_report if report_format is ReportFormat.html else json_report
        typer.echo(write(atlas, lang=lang))
