"""``muban eligible``: who may be nominated, and a nomination list judged row by row."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from muban.web.told.told_eligible import counted, duty_line, show, warn_unregistered

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.problem_catalogue import Lang
    from muban.layers.register.year_rules import YearRules
    from muban.web.project_register import ProjectRegister

__all__ = ["app"]


class _ListFirst(TyperGroup):
    """A group whose first command needs no name: ``muban eligible PROJECT --year 2563``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = args and (args[0] in self.commands or args[0] in ctx.help_option_names)
        parsed: list[str] = super().parse_args(ctx, args if named else ["list", *args])
        return parsed


app = typer.Typer(
    cls=_ListFirst,
    help="ใครเสนอได้ในปีนั้น (muban eligible [โฟลเดอร์งาน] --year 2563) "
    "และตรวจรายชื่อที่จะเสนอ (muban eligible check ไฟล์)",
)


_LISTS = {
    "th": {
        ("village", "amphoe"): "หมู่บ้าน ระดับอำเภอ",
        ("village", "province"): "หมู่บ้าน ระดับจังหวัด",
        ("tambon", "amphoe"): "ตำบล ระดับอำเภอ",
        ("tambon", "province"): "ตำบล ระดับจังหวัด",
    },
    "en": {
        ("village", "amphoe"): "Village, amphoe level",
        ("village", "province"): "Village, province level",
        ("tambon", "amphoe"): "Tambon, amphoe level",
        ("tambon", "province"): "Tambon, province level",
    },
}


class Kind(StrEnum):
    """What is nominated."""

    village = "village"
    tambon = "tambon"


class Level(StrEnum):
    """Who nominates."""

    amphoe = "amphoe"
    province = "province"


_Project = Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")]
_Year = Annotated[
    int | None, typer.Option(help="ปี พ.ศ. ที่จะเสนอ (ปกติตามปีงบประมาณของงาน)", min=2400, max=2700)
]
_Out = Annotated[Path | None, typer.Option(help="เขียนผลลงไฟล์ .xlsx หรือ .csv นี้ด้วย")]
_Lang = Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")]


@app.command("list")
def list_eligible(
    project: _Project = Path(),
    year: _Year = None,
    kind: Annotated[Kind, typer.Option(help="หมู่บ้านหรือตำบล")] = Kind.village,
    level: Annotated[Level, typer.Option(help="ระดับที่เสนอ")] = Level.amphoe,
    amphoe: Annotated[str | None, typer.Option(help="เฉพาะอำเภอรหัส 4 หลักนี้")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="แสดงแห่งที่เสนอไม่ได้พร้อมเหตุผลด้วย")] = False,
    out: _Out = None,
    lang: _Lang = None,
) -> None:
    """รายชื่อหมู่บ้านหรือตำบลที่เสนอได้ตามหลักเกณฑ์ของหนังสือ."""
    from muban.layers.register.eligibility import eligible_tambons, eligible_villages
    from muban.web.told.terminal import lang_of, say

    _form(out, project)
    found, rules = _open(project, year)
    within = _within(found, amphoe)
    listing = eligible_villages if kind is Kind.village else eligible_tambons
    table = listing(
        found.gazetteer,
        found.registers.frame,
        year_be=rules.year_be,
        level=level.value,
        within=within,
        lang=lang_of(lang),
        rules=rules,
    )
    shown = table if everyone else table[table["verdict"] != "not_eligible"]
    show(shown, lang_of(lang), places=False)
    say("")
    say(counted(table, lang_of(lang)))
    warn_unregistered(found, kind.value, lang_of(lang))
    for note in _notes(kind, level, rules, lang_of(lang)):
        say(note)
    _write(shown, out, project)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="รายชื่อที่จะเสนอ (.xlsx .csv หรือข้อความ)")],
    project: _Project = Path(),
    year: _Year = None,
    level: Annotated[Level | None, typer.Option(help="ระดับที่เสนอ (ปกติตามช่องระดับของแต่ละแถว)")] = None,
    out: _Out = None,
    lang: _Lang = None,
) -> None:
    """ตรวจรายชื่อที่จะเสนอทีละแถว (exit 0 เสนอได้ทุกแถว, 1 มีแถวที่เสนอไม่ได้หรือต้องตรวจสอบ)."""
    from muban.layers.register.nominations import judge_nominations
    from muban.web.project_nominations import read_nominations
    from muban.web.told.terminal import lang_of, say

    _form(out, project)
    found, rules = _open(project, year)
    nominations = read_nominations(file, found, rules.year_be)
    table = judge_nominations(
        nominations,
        found.gazetteer,
        found.registers.frame,
        year_be=rules.year_be,
        level=None if level is None else level.value,
        lang=lang_of(lang),
        rules=rules,
    )
    show(table, lang_of(lang), places=True)
    say("")
    say(counted(table, lang_of(lang)))
    for named in sorted(set(nominations["kind"])):
        warn_unregistered(found, named, lang_of(lang))
        for level_ in sorted(set(table["level"])):
            say(rules.source(named, level_, lang_of(lang)))
    _write(table, out, project)
    if (table["verdict"] != "eligible").any():
        raise typer.Exit(1)


@app.command()
def duties(
    project: Annotated[
        Path | None, typer.Argument(help="โฟลเดอร์งาน ถ้าไม่ใส่ จะแสดงตามหนังสือของปี 2563")
    ] = None,
    year: _Year = None,
    out: Annotated[
        Path | None, typer.Option(help="เขียนผลลงไฟล์ .xlsx .csv หรือปฏิทิน .ics นี้ด้วย")
    ] = None,
    lang: _Lang = None,
) -> None:
    """ตารางหน้าที่และกำหนดวันของปี สี่รายการ: หมู่บ้านและตำบล ระดับอำเภอและจังหวัด."""
    from muban.layers.register.duties import build_duties
    from muban.layers.register.eligibility_rules import RULES_YEAR_BE
    from muban.layers.register.year_rules import YearRules
    from muban.web.told.terminal import lang_of, say

    speech = lang_of(lang)
    _form(out, project, also=(".ics",))
    rules = YearRules(year or RULES_YEAR_BE) if project is None else _rules(project, year)
    table = build_duties(speech, rules.duties)
    source = rules.dates_source(speech)
    say(source)
    for (kind, level), rows in table.groupby(["kind", "level"], sort=False):
        say(f"\n{_LISTS[speech][str(kind), str(level)]}")
        for row in rows.to_dict("records"):
            say(f"  {duty_line(row, speech)}")
            if row["note"]:
                say(f"    {row['note']}")
    if out is not None and out.suffix.lower() == ".ics":
        from muban.layers.register.duty_calendar import calendar_bytes
        from muban.web.publishing.write_outputs import write_output

        write_output(out, calendar_bytes(rules.duties, source, speech), project=project)
        return
    _write(table, out, project)


def _rules(project: Path, year: int | None) -> YearRules:
    from muban.web.project import read_project
    from muban.web.project_rules import read_rules, year_of

    opened = read_project(project)
    return read_rules(opened, year_of(opened, year))


def _open(folder: Path, year: int | None) -> tuple[ProjectRegister, YearRules]:
    from muban.web.project import read_project
    from muban.web.project_register import read_project_register
    from muban.web.project_rules import read_rules, year_of

    project = read_project(folder)
    return read_project_register(project), read_rules(project, year_of(project, year))


def _within(found: ProjectRegister, amphoe: str | None) -> str:
    from muban.gis.codes.admin_codes import parse_code
    from muban.gis.errors import ConfigError

    if amphoe is None:
        return found.province_code
    code = parse_code(amphoe, 4)
    if code is None or found.gazetteer.amphoe(code) is None:
        known = ", ".join(
            f"{unit.code} {unit.name}" for unit in found.gazetteer.amphoes_of(found.province_code)
        )
        raise ConfigError(
            f"ไม่มีอำเภอรหัส «{amphoe}» — รหัสที่มี: {known}",
            f"There is no amphoe “{amphoe}”; there are: {known}",
        )
    return code


def _notes(kind: Kind, level: Level, rules: YearRules, lang: Lang) -> list[str]:
    """The rules that were applied, their place and what the letter says against itself."""
    lines = [rules.source(kind.value, level.value, lang)]
    for rule in rules.rules(kind.value, level.value):
        lines.append(f"• {rule.says[lang]} ({rule.place[lang]})")
        if rule.note[lang]:
            lines.append(f"  {rule.note[lang]}")
    quota = rules.quota(kind.value, level.value)
    return [*lines, f"• {quota.says[lang]} ({quota.place[lang]})"]


def _form(out: Path | None, project: Path | None = None, also: tuple[str, ...] = ()) -> None:
    """Refuse, before the work, what could not be written after it."""
    if out is None:
        return
    from muban.gis.errors import MubanError
    from muban.web.publishing.write_outputs import refuse_output

    endings = (".xlsx", ".csv", *also)
    if out.suffix.lower() not in endings:
        raise MubanError(
            f"--out «{out.name}»: เขียนได้เฉพาะไฟล์ที่ลงท้ายด้วย {' หรือ '.join(endings)}",
            f"--out “{out.name}”: only a file that ends in {' or '.join(endings)} can be written",
        )
    refuse_output(out, project=project)


def _write(table: pd.DataFrame, out: Path | None, project: Path | None = None) -> None:
    if out is None:
        return
    from muban.gis.writing.write import csv_bytes
    from muban.gis.writing.write_workbook import workbook_bytes
    from muban.web.publishing.write_outputs import write_output

    book = out.suffix.lower() == ".xlsx"
    content = workbook_bytes({"ผลการตรวจ": table}) if book else csv_bytes(table)
    write_output(out, content, project=project)
