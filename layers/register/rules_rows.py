"""Rows of rules and duties made into the rules of a year: from ``rules/`` and ``muban.toml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from muban.gis.errors import ConfigError
from muban.gis.headings.first_headings import find_headings
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.thai_day import parse_day
from muban.gis.text.thai_digits import arabic_digits
from muban.layers.register.duties import Duty
from muban.layers.register.eligibility_rules import OneEach, Rule
from muban.layers.register.rules_words import column_of, rules_say, unit_word, value_of
from muban.layers.register.year_rules import YearRules

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.gis.source import Read
    from muban.layers.register.register_reading import RegisterKind, RegisterLevel

__all__ = ["RuleRow", "heads_rules", "rows_of", "year_rules"]

_NEEDED = ("kind", "level")
_LANGS: tuple[Lang, ...] = ("th", "en")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A row as it is written: its place, and its cells by meaning."""

    at: str
    cells: Mapping[str, object]

    def text(self, name: str) -> str:
        """A cell as text; '' where it is empty."""
        value = self.cells.get(name)
        return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124


def rows_of(read: Read, year_be: int | None) -> list[RuleRow]:
    """The rows of a worksheet of rules or duties; none where it is no such table.

    Parameters
    ----------
    read
        A grid.
    year_be
        The year of rows that state none: that of the file's name.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Read, Source
    >>> lines = [["ประเภท", "ระดับ", "เรื่อง"], ["หมู่บ้าน", "อำเภอ", "ส่งรายชื่อ"]]
    >>> cells = pd.DataFrame(lines, index=[1, 2], columns=list("ABC"))
    >>> [row] = rows_of(Read(Source(Path("ก.xlsx"), "ก.xlsx", ""), "", "grid", cells, (1, 2)), 2569)
    >>> row.text("duty"), row.cells["year_be"]
    ('ส่งรายชื่อ', 2569)
    """
    lines = read.frame.to_numpy(dtype=object).tolist()
    headed = _headed(lines)
    if headed is None:
        return []
    position, columns = headed
    numbers = [int(label) for label in read.frame.index]
    rows = []
    for number, line in zip(numbers[position + 1 :], lines[position + 1 :], strict=True):
        cells_ = {name: line[i] for i, name in columns.items() if name and line[i] is not None}
        row = RuleRow(f"{read.source.name} › {read.layer} › {number}", cells_)
        if any(row.text(name) for name in cells_):
            stated = {} if row.text("year_be") or year_be is None else {"year_be": year_be}
            rows.append(RuleRow(row.at, {**cells_, **stated}))
    return rows


def heads_rules(read: Read) -> bool:
    """Whether a worksheet is a table of rules or duties, though it may hold no row yet.

    Parameters
    ----------
    read
        A grid.

    Returns
    -------
    bool
        Told by its headings.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Read, Source
    >>> form = pd.DataFrame([["ประเภท", "ระดับ", "เรื่อง"]], index=[1], columns=list("ABC"))
    >>> heads_rules(Read(Source(Path("ก.xlsx"), "ก.xlsx", ""), "", "grid", form, (1,)))
    True
    """
    return _headed(read.frame.to_numpy(dtype=object).tolist()) is not None


def _headed(lines: Sequence[Sequence[object]]) -> tuple[int, Mapping[int, str]] | None:
    """The position of the headings among the rows, and what each column means."""
    return find_headings(lines, column_of, _head_rules)


def _head_rules(meant: Collection[str]) -> bool:
    return set(_NEEDED) <= set(meant) and bool({"count", "barred_by", "duty"} & set(meant))


def year_rules(rows: Iterable[RuleRow], year_be: int, letter: str = "") -> YearRules:
    """The rules of a year from all rows that are of it.

    Parameters
    ----------
    rows
        Of all tables; those of another year are passed over.
    year_be
        The fiscal year.
    letter
        The letter that ``muban.toml`` names; else the first that a row names.

    Raises
    ------
    ConfigError
        A cell that cannot be understood: nobody is nominated by a rule half read.

    Examples
    --------
    >>> row = RuleRow("a", {"kind": "หมู่บ้าน", "level": "อำเภอ", "barred_by": "จังหวัด",
    ...                     "from": 2560, "to": "2568", "count": 2, "year_be": 2569})
    >>> found = year_rules([row], 2569)
    >>> found.rules("village", "amphoe")[0].says["th"], found.quota("village", "amphoe").count
    ('ไม่เคยได้รับการประกาศระดับจังหวัด ปี 2560–2568', 2)
    """
    mine = [row for row in rows if _year(row, "year_be", year_be) == year_be]
    bars = [_rule(row, i) for i, row in enumerate(mine, 1) if row.text("barred_by")]
    quotas = [_quota(row, i) for i, row in enumerate(mine, 1) if row.text("count")]
    duties = [_duty(row, i) for i, row in enumerate(mine, 1) if row.text("duty")]
    named = letter or next((row.text("letter") for row in mine if row.text("letter")), "")
    return YearRules(year_be, tuple(bars), tuple(quotas), tuple(duties), named)


def _rule(row: RuleRow, number: int) -> Rule:
    kind, level = _list(row)
    levels = _levels(row)
    first, last = _year(row, "from", 0), _year(row, "to", 9999)
    if first > last:
        raise _wrong(row, "from", "ปีที่ไม่เกินปีในช่อง «ถึงปี»", "a year not after that of “to”")
    years = {"from_be": first or "…", "to_be": last if last < 9999 else "…"}
    says: dict[str, str] = {
        lang: rules_say(
            "bars",
            lang,
            levels=rules_say("and", lang).join(unit_word(one, lang) for one in levels),
            **years,
        )
        for lang in _LANGS
    }
    place, note = row.text("place") or row.at, row.text("note")
    return Rule(
        id=f"{kind}-{level}-{number}",
        kind=kind,
        nominated_level=level,
        barred_by_levels=tuple(levels),
        from_be=first,
        to_be=last,
        place=dict.fromkeys(_LANGS, place),
        says=says,
        note=dict.fromkeys(_LANGS, note),
    )


def _levels(row: RuleRow) -> list[RegisterLevel]:
    words = row.text("barred_by").replace("และ", ",").replace("/", ",").replace("หรือ", ",")
    levels = [value_of("levels", word) for word in words.split(",") if word.strip()]
    if not all(levels):
        wanted = ("จังหวัด หรือ อำเภอ หรือ จังหวัดและอำเภอ", "province, amphoe or both")
        raise _wrong(row, "barred_by", *wanted)
    return cast("list[RegisterLevel]", levels)


def _quota(row: RuleRow, number: int) -> OneEach:
    kind, level = _list(row)
    digits = arabic_digits(row.text("count")).removesuffix(".0")
    if not digits.isdecimal() or int(digits) < 1:
        raise _wrong(row, "count", "จำนวนเต็มตั้งแต่ 1", "a whole number from 1")
    says: dict[str, str] = {
        lang: rules_say(
            "quota",
            lang,
            unit=unit_word(level, lang),
            kind=unit_word(kind, lang),
            count=digits,
        )
        for lang in _LANGS
    }
    place = row.text("place") or row.at
    return OneEach(
        id=f"{kind}-{level}-{number}-each",
        kind=kind,
        nominated_level=level,
        place=dict.fromkeys(_LANGS, place),
        says=says,
        count=int(digits),
    )


def _duty(row: RuleRow, number: int) -> Duty:
    kind, level = _list(row)
    due: dt.date | None = None
    if row.text("due"):
        due = parse_day(row.cells["due"])
        if due is None:
            raise _wrong(row, "due", "วันเดือนปี เช่น 16 มีนาคม 2569", "a day, such as 2026-03-16")
    return Duty(
        kind=kind,
        level=level,
        order=number,
        due=due,
        budget=row.text("budget"),
        duty=_said(row, "duty"),
        who=_said(row, "who"),
        to=_said(row, "to_whom"),
        place=_said(row, "place"),
        note=_said(row, "note"),
    )


def _said(row: RuleRow, column: str) -> dict[str, str]:
    """A cell as it is written, in whatever language is asked for."""
    return dict.fromkeys(_LANGS, row.text(column))


def _list(row: RuleRow) -> tuple[RegisterKind, RegisterLevel]:
    kind, level = value_of("kinds", row.text("kind")), value_of("levels", row.text("level"))
    if not kind:
        raise _wrong(row, "kind", "หมู่บ้าน หรือ ตำบล", "village or tambon")
    if not level:
        raise _wrong(row, "level", "อำเภอ หรือ จังหวัด", "amphoe or province")
    return cast("RegisterKind", kind), cast("RegisterLevel", level)


def _year(row: RuleRow, name: str, unset: int) -> int:
    if not row.text(name):
        return unset
    year = parse_year_be(row.cells[name])
    if year is None:
        raise _wrong(row, name, "ปี พ.ศ. สี่หลัก", "a year of the Buddhist era")
    return year


def _wrong(row: RuleRow, name: str, th: str, en: str) -> ConfigError:
    heading = str(_heading(name))
    found = row.text(name)
    return ConfigError(
        f"{row.at}: ช่อง «{heading}» มี «{found}» ซึ่งอ่านไม่ได้ — ใส่{th}",
        f"{row.at}: “{name}” is “{found}”, which cannot be; write {en}",
    )


def _heading(name: str) -> str:
    from muban.layers.register.rules_words import rules_table

    words: Sequence[str] = rules_table()["columns"][name]
    return words[0]
