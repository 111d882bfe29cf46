"""Workbooks and text tables, as grids of the cells that stand in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from muban.gis.problems import Problem, Severity, Where, problem
from muban.gis.reading.content import Content
from muban.gis.reading.file_kind import WORKBOOKS, called_workbook
from muban.gis.reading.limits import Budget
from muban.gis.reading.records.record_text import TextMender, tell_decoded, tell_lost
from muban.gis.reading.tables.cell_errors import cell_problems, cell_words
from muban.gis.reading.tables.column_letters import column_letters
from muban.gis.reading.tables.csv_rows import Separated, rows_of_text
from muban.gis.reading.tables.read_workbook import sheets_of
from muban.gis.source import Read
from muban.gis.text.encoding import decode_bytes
from muban.gis.text.true_text import TELLING, lost_letters

__all__ = ["read_table"]

Cell = object
_HEAD = 4096
_GAP = re.compile(r"\t| {2,}|\u3000+")


def read_table(content: Content, kind: str) -> list[Read]:
    r"""Read a table, one layer per worksheet.

    Parameters
    ----------
    content
        The file's bytes.
    kind
        ``xlsx``, ``xls``, ``ods``, ``html``, ``xml2003``, ``csv``, ``tsv`` or ``txt``.

    Returns
    -------
    list of Read
        Of kind ``grid``: row labels as the worksheet or the file counts them, from 1.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.source import FileSettings, Source
    >>> text = "หมู่,ครัวเรือน\n4,120\n".encode()
    >>> source = Source(Path("ก.csv"), "ก.csv", "")
    >>> [read] = read_table(Content(source, text, FileSettings(), Budget(Limits())), "csv")
    >>> read.kind, read.frame.loc[2].tolist()
    ('grid', ['4', '120'])
    """
    if kind in WORKBOOKS:
        kind = called_workbook(content.data[:_HEAD]) or kind
    if kind in ("csv", "tsv", "txt"):
        return [_read_text(content, kind)]
    sheets = sheets_of(content, kind)
    if isinstance(sheets, Problem):
        return [_grid(content, "", [], [sheets])]
    reads = [_grid(content, sheet.name, sheet.rows, sheet.problems) for sheet in sheets]
    told = any(one.severity is Severity.ERROR for read in reads for one in read.problems)
    if not told and not any(read.numbers for read in reads):
        empty = problem("read.empty", content.where)
        return (
            [reads[0].with_frame(reads[0].frame, [empty]), *reads[1:]]
            if reads
            else [_grid(content, "", [], [empty])]
        )
    return reads


def _read_text(content: Content, kind: str) -> Read:
    decoded = decode_bytes(content.data, content.settings.encoding, where=content.where)
    text = decoded.text.replace("\x00", "")
    budget = content.budget
    rows, stray = (
        _lines(text, budget)
        if kind == "txt"
        else _separated(text, "\t" if kind == "tsv" else None, budget)
    )
    found = [
        *decoded.problems,
        *(problem("read.stray_quote", _row_of(content, number)) for number in stray),
    ]
    if not text.strip():
        found.append(problem("read.empty", content.where))
    return _grid(
        content, "", [[cell_words(cell.strip()) or None for cell in row] for row in rows], found
    )


def _row_of(content: Content, number: int) -> Where:
    return Where(content.source.name, content.member or None, number, unit="row")


def _lines(text: str, budget: Budget) -> Separated:
    """Lines of a text pasted from a letter: tabs or wide gaps part the columns."""
    lines = text.splitlines()
    if any("\t" in line for line in lines):
        return [line.split("\t") for line in lines], []
    parted = [_GAP.split(line.strip()) for line in lines]
    if sum(len(row) > 1 for row in parted) * 2 >= sum(bool(line.strip()) for line in lines):
        return parted, []
    sample = [line for line in lines if line.strip()]
    if sample and all("," in line for line in sample):
        return _separated(text, ",", budget)
    return [[line] for line in lines], []


def _separated(text: str, delimiter: str | None, budget: Budget) -> Separated:
    head = text[:20_000].splitlines()
    # Excel writes its separator on a first line of its own: «sep=;».
    if head and head[0].lower().startswith("sep=") and len(head[0]) == 5:
        delimiter = head[0][4]
    best = delimiter or max(",;\t|", key=lambda one: _evenness(head, one))
    return rows_of_text(text, best, count=lambda cells: budget.check("max_cells", cells))


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines share the commonest count of a delimiter, and that count."""
    counts = [line.count(delimiter) for line in lines if line.strip()]
    present = [count for count in counts if count]
    if not present:
        return (0, 0)
    common = max(set(present), key=lambda count: (present.count(count), count))
    return (present.count(common), common)


def _grid(
    content: Content,
    name: str,
    rows: Sequence[Sequence[Cell]],
    problems: Sequence[Problem],
) -> Read:
    width = max((len(row) for row in rows), default=0)
    content.budget.check("max_cells", width * len(rows))
    content.budget.check("max_columns", width)
    mender = TextMender()
    kept: dict[int, Sequence[Cell]] = {}
    telling: dict[int, Sequence[Cell]] = {}
    for number, row in enumerate(rows, start=1):
        if any(cell is not None for cell in row):
            kept[number] = [*row, *[None] * (width - len(row))]
            if _is_telling(row):
                kept[number] = telling[number] = [_meant(cell, mender) for cell in kept[number]]
    letters = [column_letters(index) for index in range(width)]
    for row in kept.values():
        content.budget.check_record(dict(zip(letters, row, strict=True)))
    frame = pd.DataFrame(
        list(kept.values()),
        index=pd.Index(list(kept), dtype="int64"),
        columns=letters,
        dtype=object,
    )
    read = Read(content.source, content.layer(name), "grid", frame, tuple(kept), tuple(problems))
    lost = _lost(telling, letters)
    told = [
        *mender.problems(read, None, None),
        *tell_decoded({None: mender.decoded}, read),
        *tell_lost(lost, read),
    ]
    return read.with_frame(frame, [*told, *cell_problems(kept, letters, read.where())])


def _is_telling(row: Sequence[Cell]) -> bool:
    """Whether a cell of a row wants the closer look: most tables have few such rows."""
    return TELLING.search("\n".join(cell for cell in row if isinstance(cell, str))) is not None


def _meant(cell: Cell, mender: TextMender) -> Cell:
    """A cell's text as it was meant: what was garbled or written for programs, brought back."""
    if isinstance(cell, str) and TELLING.search(cell):
        return mender.mend(cell).strip() or None
    return cell


def _lost(rows: Mapping[int, Sequence[Cell]], letters: Sequence[str]) -> dict[str, dict[int, str]]:
    """Texts whose letters are gone, by column and row."""
    lost: dict[str, dict[int, str]] = {}
    for number, row in rows.items():
        for letter, cell in zip(letters, row, strict=True):
            if isinstance(cell, str) and TELLING.search(cell) and lost_letters(cell):
                lost.setdefault(letter, {})[number] = cell
    return lost
