"""``muban register``: the cleaned register, its matrix, and what a person must decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.web.project_register import ProjectRegister

__all__ = ["register"]


def register(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    out: Annotated[
        Path | None, typer.Option(help="โฟลเดอร์ผลลัพธ์ (ปกติ: cleaned-register ในโฟลเดอร์งาน)")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """อ่านทะเบียน จับคู่กับรหัสหมู่บ้าน และบอกแถวที่เจ้าหน้าที่ต้องตัดสิน (exit 0 ดี, 1 มีแถวที่อ่านไม่ได้, 2 ทำไม่ได้)."""
    from muban.gis.errors import ProjectError
    from muban.gis.problems import Severity
    from muban.web.project import read_project
    from muban.web.project_register import read_project_register
    from muban.web.publishing.write_outputs import refuse_place, write_outputs
    from muban.web.register_files import QUESTIONS, register_files
    from muban.web.told.terminal import lang_of, progress, say, show_problems
    from muban.web.told.told_writing import say_kept

    speech = lang_of(lang)
    target = out or project / "cleaned-register"
    refuse_place(target, project=project)
    with progress("กำลังอ่านทะเบียน" if speech == "th" else "Reading the register"):
        found = read_project_register(read_project(project))
    if found.registers.frame.empty:
        raise ProjectError(
            "ไม่พบทะเบียนใน register/ — วางไฟล์ที่มีคอลัมน์ อำเภอ ตำบล หมู่บ้าน หมู่ที่ ปี พ.ศ.",
            "There is no register in register/: put a file there with the columns amphoe, "
            "tambon, village, moo and year",
        )
    show_problems(found.registers.problems, speech, project=project)
    for line in summary(found, speech):
        say(line)
    show_matrix(found, speech)
    files = register_files(found)
    written = write_outputs(files, target, project=project, gone={QUESTIONS} - set(files))
    for path in written.paths:
        say(("เขียนแล้ว: " if speech == "th" else "Wrote ") + path.as_posix())
    say_kept(written, speech)
    if any(each.severity is Severity.ERROR for each in found.registers.problems):
        raise typer.Exit(1)


def summary(found: ProjectRegister, lang: Lang) -> list[str]:
    """How many rows there are, and what became of them."""
    from muban.gis.problems import Effect, unique
    from muban.layers.register.register_outputs import STATUS_TH, count_statuses

    lines = []
    for kind, word in (("village", "หมู่บ้าน"), ("tambon", "ตำบล")):
        rows = found.registers.frame
        rows = rows[rows["kind"] == kind]
        if rows.empty:
            continue
        counts = count_statuses(rows)
        named = ", ".join(
            f"{STATUS_TH[status] if lang == 'th' else status} {count}"
            for status, count in counts.items()
        )
        once = len(rows) - counts["duplicate"]
        lines.append(
            f"ทะเบียน{word}: {len(rows)} แถว เป็นการประกาศ {once} รายการ ({named})"
            if lang == "th"
            else f"Register of {kind}s: {len(rows)} rows, {once} designations ({named})"
        )
    aside = sum(each.effect is Effect.SET_ASIDE for each in unique(found.registers.problems))
    if aside:
        lines.append(
            f"กันไว้อีก {aside} แถว เพราะอ่านไม่ได้ (ดูรายการ ✗ ข้างบน)"
            if lang == "th"
            else f"{aside} more rows set aside, because they cannot be read (see ✗ above)"
        )
    return lines


def show_matrix(found: ProjectRegister, lang: Lang) -> None:
    """Print amphoe by year in signs that fit a narrow screen; the workbook has the names."""
    from rich.table import Table

    from muban.layers.register.register_matrix import build_matrix
    from muban.web.told.terminal import console

    matrix = build_matrix(found.registers.frame, found.amphoes())
    table = Table(box=None, pad_edge=False)
    for heading in matrix.columns:
        named = "อำเภอ" if lang == "th" else "amphoe"
        table.add_column(named if heading == "amphoe" else heading)
    for amphoe, *cells in matrix.itertuples(index=False):
        table.add_row(str(amphoe), *(_sign(str(cell)) for cell in cells))
    out = console()
    out.print()
    out.print(table)
    out.print(
        "● ระดับอำเภอ  ★ ระดับจังหวัด  ? เจ้าหน้าที่ต้องตัดสิน  – ไม่มีรายการ"
        if lang == "th"
        else "● amphoe level  ★ province level  ? a person must decide  – none"
    )


def _sign(cell: str) -> str:
    signs = [
        ("★" if name.startswith("★") else "●") + ("?" if name.endswith("?") else "")
        for name in cell.split(" · ")
        if name
    ]
    return " ".join(signs) or "–"
