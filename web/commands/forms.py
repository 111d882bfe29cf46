"""``muban forms``: the lists of nominations as they are sent, Excel and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["forms"]


def forms(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ที่จะเขียนแบบ")] = Path("forms"),
    year: Annotated[
        int | None, typer.Option(help="ปี พ.ศ. ที่จะเสนอ (ปกติตามปีงบประมาณของงาน)", min=2400, max=2700)
    ] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษาของข้อความบนจอ: th หรือ en")] = None,
) -> None:
    """ทะเบียนรายชื่อสำหรับส่ง อำเภอถึงจังหวัด และจังหวัดถึงกรมฯ (exit 1 มีแถวที่เสนอไม่ได้หรือต้องตรวจสอบ)."""
    from muban.layers.register.nominations import judge_nominations
    from muban.web.paper.form_files import form_files
    from muban.web.paper.form_values import Forms
    from muban.web.project import read_project
    from muban.web.project_nominations import nominations_in
    from muban.web.project_register import read_project_register
    from muban.web.project_rules import read_rules, year_of
    from muban.web.publishing.write_outputs import refuse_place, write_outputs
    from muban.web.told.terminal import lang_of, say
    from muban.web.told.told_writing import say_kept

    speech = lang_of(lang)
    refuse_place(out, project=project)
    opened = read_project(project)
    found = read_project_register(opened)
    rules = read_rules(opened, year_of(opened, year))
    listed = nominations_in(opened.folder, found, rules.year_be)
    judged = (
        None
        if listed is None
        else judge_nominations(
            listed, found.gazetteer, found.registers.frame, year_be=rules.year_be, rules=rules
        )
    )
    if judged is None:
        say(
            "ยังไม่มีรายชื่อใน nominations/ จึงทำแบบเปล่าให้ — กรอกแม่แบบ nominations.xlsx แล้ววางในโฟลเดอร์นั้น"
            if speech == "th"
            else "nominations/ holds no list yet: these forms are empty. Fill in the template "
            "nominations.xlsx and put it there"
        )
    made = form_files(Forms(found, rules, opened.config, listed, judged))
    written = write_outputs(made, out, project=project)
    for path in written.paths:
        say(str(path))
    say_kept(written, speech)
    if judged is not None and (judged["verdict"] != "eligible").any():
        say(
            "! มีแถวที่เสนอไม่ได้หรือต้องตรวจสอบก่อน ดูแผ่นผลการตรวจ"
            if speech == "th"
            else "! Some rows are not eligible, or must be asked about: see the sheet of verdicts"
        )
        raise typer.Exit(1)
