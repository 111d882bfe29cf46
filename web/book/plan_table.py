"""The plan: projects of ``plan/`` joined to villages, and what they cost by village and domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muban.gis.errors import ProjectError
from muban.gis.headings.fits import is_filled
from muban.gis.headings.heading_table import heading_key
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import normalise
from muban.web.book.headings import plan_words

if TYPE_CHECKING:
    from pathlib import Path

    from muban.gis.source import Read
    from muban.layers.atlas import TambonAtlas
    from muban.web.paper.imprint import Imprint

__all__ = ["PLAN_FOLDER", "PlanRow", "plan_values", "read_plan", "without_village"]

PLAN_FOLDER = "plan"
_TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_FIRST_ROWS = 25
_SHOWN = (
    "problem",
    "project",
    "where",
    "domain",
    "budget",
    "source",
    "partner",
    "state",
    "year_be",
)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A project as it is written; ``budget`` in baht, None where it is not stated."""

    cells: Mapping[str, str]
    budget: float | None
    year_be: int | None
    at: str

    @property
    def village(self) -> str:
        """What its row says of the village: a code, or a moo; '' for the whole tambon."""
        return self.cells.get("village_code", "") or self.cells.get("moo", "")


def read_plan(folder: Path) -> list[PlanRow]:
    """All projects of a project folder's ``plan/``.

    Parameters
    ----------
    folder
        The project folder.

    Returns
    -------
    list of PlanRow
        In the order of the files' names; none where there is no plan.

    Raises
    ------
    ProjectError
        A table without the heading of projects, or a budget that is no number.

    Examples
    --------
    >>> from pathlib import Path
    >>> read_plan(Path("nowhere"))
    []
    """
    from muban.gis.reading.read import read_file

    place = folder / PLAN_FOLDER
    rows: list[PlanRow] = []
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.suffix.lower() not in _TABLES or path.name.startswith((".", "~$")):
            continue
        tables = [found for read in read_file(path, folder) if (found := _headed(read)) is not None]
        if not tables:
            raise ProjectError(
                f"{PLAN_FOLDER}/{path.name}: ไม่พบหัวตาราง «โครงการ» — "
                "ใช้แม่แบบ plan.xlsx ใน templates/",
                f"{PLAN_FOLDER}/{path.name} has no heading of projects: use the template plan.xlsx",
            )
        rows += [row for table in tables for row in table]
    return rows


def _headed(read: Read) -> list[PlanRow] | None:
    """The rows of a worksheet under its headings; None where it is no plan."""
    if read.kind != "grid":
        return None
    columns_of = plan_words()["columns"]
    keys = {heading_key(word): name for name, words in columns_of.items() for word in words}
    lines = read.frame.to_numpy(dtype=object).tolist()
    for position, cells in enumerate(lines[:_FIRST_ROWS]):
        columns = {
            i: keys.get(heading_key(c), "") for i, c in enumerate(cells) if isinstance(c, str)
        }
        if {"project", "budget"} <= set(columns.values()):
            numbers = [int(label) for label in read.frame.index]
            below = zip(numbers[position + 1 :], lines[position + 1 :], strict=True)
            return list(_rows(read, columns, below))
    return None


def _rows(
    read: Read, columns: Mapping[int, str], lines: Iterator[tuple[int, Sequence[object]]]
) -> Iterator[PlanRow]:
    for number, line in lines:
        cells = {name: _text(line[i]) for i, name in columns.items() if name and is_filled(line[i])}
        if not cells.get("project"):
            continue
        at = f"{read.source.name} › {read.layer} › {number}"
        yield PlanRow(
            cells, _budget(cells.get("budget", ""), at), parse_year_be(cells.get("year_be")), at
        )


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return normalise(str(value)).strip()


def _budget(text: str, at: str) -> float | None:
    plain = arabic_digits(text).replace(",", "").replace("บาท", "").strip(" -–")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError as error:
        raise ProjectError(
            f"{at}: งบประมาณ «{text}» ไม่ใช่ตัวเลข — ใส่จำนวนเงินเป็นบาท",
            f"{at}: the budget “{text}” is no number; write the baht",
        ) from error


def plan_values(
    rows: Sequence[PlanRow], tambon: TambonAtlas, code: str, imprint: Imprint
) -> dict[str, Any] | None:
    """The plan of a tambon (six digits) or village (eight) for the book; None without projects.

    Parameters
    ----------
    rows
        Projects of the whole plan.
    tambon
        The tambon.
    code
        Its code, or that of a village in it.
    imprint
        What stands on everything that is printed of it.

    Returns
    -------
    dict or None
        ``head`` and ``rows`` of the table, its ``widest`` column, and ``sums``: what villages and
        domains cost.
    """
    mine = [(row, where) for row in rows if (where := _where(row, tambon)) is not None]
    if len(code) == 8:
        mine = [(row, where) for row, where in mine if where == code]
    if not mine:
        return None
    words = plan_words()
    names = {
        str(row["village_code"]): f"{row['name']} {imprint.word('print.place_moo', moo=row['moo'])}"
        for row in tambon.villages.to_dict("records")
    } | {"": words["whole"]}
    shown = [name for name in _SHOWN if name == "where" or any(r.cells.get(name) for r, _ in mine)]
    by_village = _sums((names.get(where, where), row.budget) for row, where in mine)
    by_domain = _sums((row.cells.get("domain", "") or words["none"], row.budget) for row, _ in mine)
    return {
        "head": [words["head"][name] for name in shown],
        "widest": shown.index("project"),
        "rows": [
            [imprint.figures(_cell(row, name, names.get(where, where))) for name in shown]
            for row, where in mine
        ],
        "sums": [
            {
                "title": words[title],
                "rows": [[name, imprint.figures(f"{total:,.0f}")] for name, total in sums],
            }
            for title, sums in (("by_village", by_village), ("by_domain", by_domain))
        ],
    }


def without_village(rows: Sequence[PlanRow], tambons: Sequence[TambonAtlas]) -> list[PlanRow]:
    """The projects whose village is none of the project's: they stand in no book."""
    return [row for row in rows if all(_where(row, tambon) is None for tambon in tambons)]


def _where(row: PlanRow, tambon: TambonAtlas) -> str | None:
    """The village's code, '' for the whole tambon; None where it is another tambon's."""
    text = arabic_digits(row.village)
    if not text:
        return ""
    codes = {str(code) for code in tambon.villages["village_code"]}
    if len(text) == 8:
        return text if text in codes else None
    moos = dict(zip(tambon.villages["moo"], tambon.villages["village_code"], strict=True))
    return moos[int(text)] or "" if text.isdecimal() and int(text) in moos else None


def _cell(row: PlanRow, name: str, where: str) -> str:
    if name == "where":
        return ", ".join(part for part in (row.cells.get("place", ""), where) if part)
    if name == "budget":
        return "" if row.budget is None else f"{row.budget:,.0f}"
    return row.cells.get(name, "")


def _sums(pairs: Iterator[tuple[str, float | None]]) -> list[tuple[str, float]]:
    found: dict[str, float] = {}
    for name, budget in pairs:
        found[name] = found.get(name, 0.0) + (budget or 0.0)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
