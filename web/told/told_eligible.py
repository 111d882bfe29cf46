"""What ``muban eligible`` says: a line for each village, the rules, and what is missing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from muban.web.project_register import ProjectRegister

__all__ = ["counted", "duty_line", "show", "warn_unregistered"]

_SIGNS = {"eligible": "✓", "not_eligible": "✗", "ask_first": "?"}


def duty_line(row: Mapping[Hashable, Any], speech: str) -> str:
    """One duty: its day, what is to be done, by whom, and where the letter says so.

    Parameters
    ----------
    row
        A duty with ``due``, ``duty``, ``who``, ``to`` and ``place``.
    speech
        ``th`` or ``en``.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> row = {"due_th": "31 ม.ค. 2563", "due_en": "31 Jan 2020", "due": "2020-01-31",
    ...        "duty": "ส่งทะเบียนรายชื่อ", "who": "อำเภอ", "to": "จังหวัด", "place": "ข้อ ๑"}
    >>> duty_line(row, "th").endswith("ส่งทะเบียนรายชื่อ (อำเภอ → จังหวัด) [ข้อ ๑]")
    True
    """
    to = f" → {row['to']}" if row["to"] else ""
    line = f"{_day(row, speech)}: {row['duty']} ({row['who']}{to})"
    return f"{line} [{row['place']}]" if row["place"] else line


def _day(row: Mapping[Hashable, Any], lang: str) -> str:
    if not row["due_th"]:
        return "ไม่กำหนดวัน" if lang == "th" else "no day set"
    return str(row["due_th"]) if lang == "th" else f"{row['due'].day} {row['due']:%B %Y}"


def show(table: pd.DataFrame, lang: str, *, places: bool) -> None:
    """One line a village (or tambon) under its amphoe: sign, code, name, why.

    Parameters
    ----------
    table
        Answers, with ``amphoe``.
    lang
        ``th`` or ``en``.
    places
        Whether each says where the letter has the rule.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"amphoe": "รัตนวาปี", "verdict": "eligible", "code": "43160508", "name": "บ้านเปงจาน",
    ...        "moo": 8, "tambon": "โพนแพง", "reason": ""}
    >>> show(pd.DataFrame([row]), "th", places=False)
    <BLANKLINE>
    อ.รัตนวาปี
      ✓ 43160508 บ้านเปงจาน หมู่ที่ 8 ต.โพนแพง
    """
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


def counted(table: pd.DataFrame, lang: str) -> str:
    """How many of each verdict there are, in one line.

    Parameters
    ----------
    table
        With the column ``verdict``.
    lang
        ``th`` or ``en``.

    Returns
    -------
    str
        Every verdict, 0 for one that does not occur.

    Examples
    --------
    >>> import pandas as pd
    >>> counted(pd.DataFrame({"verdict": ["eligible", "eligible", "ask_first"]}), "en")
    'eligible 2 · not_eligible 0 · ask_first 1'
    """
    from muban.layers.register.eligibility import VERDICT_TH

    counts = table["verdict"].value_counts()
    return " · ".join(
        f"{word if lang == 'th' else verdict} {counts.get(verdict, 0)}"
        for verdict, word in VERDICT_TH.items()
    )


def warn_unregistered(found: ProjectRegister, kind: str, lang: str) -> None:
    """Say so where there is no register to judge by: nobody is eligible for want of data.

    Parameters
    ----------
    found
        The project's register.
    kind
        ``village`` or ``tambon``.
    lang
        ``th`` or ``en``.
    """
    from muban.web.told.terminal import say

    if (found.registers.frame["kind"] == kind).any():
        return
    word = "หมู่บ้าน" if kind == "village" else "ตำบล"
    say(
        f"! ไม่พบทะเบียน{word}ใน register/ ผลนี้จึงยังไม่ได้ตรวจกับการประกาศปีก่อน ๆ"
        if lang == "th"
        else f"! There is no register of {kind}s in register/: nothing here was held against it"
    )
