"""The cleaned register and who may be nominated, as files that people open in Excel. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd

from muban.gis.problems import unique
from muban.gis.writing.write import csv_bytes
from muban.gis.writing.write_workbook import workbook_bytes
from muban.layers.register.designations import register_frame
from muban.layers.register.duties import build_duties
from muban.layers.register.eligibility import eligible_tambons, eligible_villages
from muban.layers.register.register_outputs import (
    KIND_TH,
    LEVEL_TH,
    open_questions,
    register_sheets,
)

if TYPE_CHECKING:
    from muban.layers.register.year_rules import YearRules
    from muban.web.project_register import ProjectRegister

__all__ = ["QUESTIONS", "eligible_files", "register_files"]

QUESTIONS = "to_confirm.csv"
_ELIGIBLE = "eligible.xlsx"
_KINDS = {"village": eligible_villages, "tambon": eligible_tambons}
_LEVELS: tuple[Literal["amphoe", "province"], ...] = ("amphoe", "province")


def register_files(found: ProjectRegister) -> dict[str, bytes]:
    """The cleaned register: a workbook with reasons, ``register.csv``, open questions.

    Parameters
    ----------
    found
        The register as it was read and resolved.

    Returns
    -------
    dict
        Bytes by name. ``to_confirm.csv`` is there only while rows are open: with codes filled
        in it is the project's ``register/confirmed.csv``.
    """
    frame = found.registers.frame
    sheets = register_sheets(frame, found.amphoes())
    sheets["สิ่งที่พบ"] = _problem_sheet(found)
    sheets["หน้าที่และกำหนดวัน"] = _duty_sheet()
    asked = open_questions(found.tables, frame)
    return {
        "register.xlsx": workbook_bytes(sheets),
        "register.csv": csv_bytes(register_frame(frame)),
        **({QUESTIONS: csv_bytes(asked)} if len(asked) else {}),
    }


def eligible_files(found: ProjectRegister, rules: YearRules) -> dict[str, bytes]:
    """Who may be nominated in a year: villages and tambons, by amphoe and by province.

    Parameters
    ----------
    found
        The register as it was read and resolved, with the list of villages.
    rules
        Those of the year.

    Returns
    -------
    dict
        One workbook by its name, a sheet for each list, everybody with the reason.
    """
    sheets = {
        f"{KIND_TH[kind]} {LEVEL_TH[level]}": listing(
            found.gazetteer,
            found.registers.frame,
            year_be=rules.year_be,
            level=level,
            within=found.province_code,
            lang="th",
            rules=rules,
        )
        for kind, listing in _KINDS.items()
        for level in _LEVELS
    }
    return {_ELIGIBLE: workbook_bytes(sheets)}


def _problem_sheet(found: ProjectRegister) -> pd.DataFrame:
    rows = [
        (each.where.file, each.where.number, each.message("th"), each.fix("th"))
        for each in unique(found.registers.problems)
    ]
    headings = ["ไฟล์", "แถว", "สิ่งที่พบ", "วิธีแก้"]  # also where nothing was found
    return pd.DataFrame(rows, columns=headings).astype({"แถว": "Int64"})


def _duty_sheet() -> pd.DataFrame:
    table = build_duties("th")
    named = table.assign(kind=table["kind"].map(KIND_TH), level=table["level"].map(LEVEL_TH))
    headings = {
        "kind": "ประเภท",
        "level": "ระดับ",
        "due_th": "กำหนดวัน",
        "duty": "หน้าที่",
        "who": "ผู้ดำเนินการ",
        "to": "ส่งถึง",
        "place": "ตามเอกสาร",
        "note": "หมายเหตุ",
    }
    return named[list(headings)].rename(columns=headings)
