"""``muban eligible``: who may be nominated, and a nomination list judged row by row."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

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
_SIGNS = {"eligible": "✓", "not_eligible": "✗", "ask_first": "?"}


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
    _show(shown, lang_of(lang), places=False)
    say("")
    say(_counted(table, lang_of(lang)))
    _warn_unregistered(found, kind.value, lang_of(lang))
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
    _show(table, lang_of(lang), places=True)
    say("")
    say(_counted(table, lang_of(lang)))
    for named in sorted(set(nominations["kind"])):
        _warn_unregistered(found, named, lang_of(lang))
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
            say(f"  {_duty_line(row, speech)}")
            if row["note"]:
                say(f"    {row['note']}")
    if out is not None and out.suffix.lower() == ".ics":
        from muban.layers.register.duty_calendar import calendar_bytes
        from muban.web.publishing.write_outputs import write_output

        write_output(out, calendar_bytes(rules.duties, source, speech), project=project)
        return
    _write(table, out, project)


def _duty_line(row: Mapping[Hashable, Any], speech: str) -> str:
    to = f" → {row['to']}" if row["to"] else ""
    line = f"{_day(row, speech)}: {row['duty']} ({row['who']}{to})"
    return f"{line} [{row['place']}]" if row["place"] else line


def _rules(project: Path, year: int | None) -> YearRules:
    from muban.web.project import read_project
    from muban.web.project_rules import read_rules, year_of

    opened = read_project(project)
    return read_rules(opened, year_of(opened, year))


def _day(row: Mapping[Hashable, Any], lang: str) -> str:
    if not row["due_th"]:
        return "ไม่กำหนดวัน" if lang == "th" else "no day set"
    return str(row["due_th"]) if lang == "th" else f"{row['due'].day} {row['due']:%B %Y}"


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


def _show(table: pd.DataFrame, lang: str, *, places: bool) -> None:
    """One line a village (or tambon) under its amphoe: sign, code, name, why."""
    from muban.web.told.terminal import say

    for amphoe, rows in table.groupby("amphoe", sort=False):
        say(f"\nอ.{amphoe}" if lang == "th" else f"\nAmphoe {amphoe}")
        for row in rows.to_dict("records"):
            say("  " + _line(row, lang, places=places))


def _line(row: Mapping[Hashable, Any], lang: str, *, places: bool) -> str:
    words = [_SIGNS[row["verdict"]]]
    if "row" in row:
        words.append(f"แถว {row['row']}" if lang == "th" else f"row {row['row']}")
    words += [str(row["code"] or "-"), str(row["name"])]
    if row["moo"]:
        moo, tambon = row["moo"], row["tambon"]
        words.append(f"หมู่ที่ {moo} ต.{tambon}" if lang == "th" else f"moo {moo}, tambon {tambon}")
    line = " ".join(words)
    if row["reason"]:
        line += f" — {row['reason']}"
    if places and row["place"]:
        line += f" [{row['place']}]"
    return line


def _counted(table: pd.DataFrame, lang: str) -> str:
    from muban.layers.register.eligibility import VERDICT_TH

    counts = table["verdict"].value_counts()
    return " · ".join(
        f"{word if lang == 'th' else verdict} {counts.get(verdict, 0)}"
        for verdict, word in VERDICT_TH.items()
    )


def _warn_unregistered(found: ProjectRegister, kind: str, lang: str) -> None:
    """Say so where there is no register to judge by: nobody is eligible for want of data."""
    from muban.web.told.terminal import say

    if (found.registers.frame["kind"] == kind).any():
        return
    word = "หมู่บ้าน" if kind == "village" else "ตำบล"
    say(
        f"! ไม่พบทะเบียน{word}ใน register/ ผลนี้จึงยังไม่ได้ตรวจกับการประกาศปีก่อน ๆ"
        if lang == "th"
        else f"! There is no register of {kind}s in register/: nothing here was held against it"
    )


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
