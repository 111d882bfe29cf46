"""Find registers (ทะเบียน) of designated villages and tambons in a grid, and read their rows.

A register stands in a worksheet of its own, or in the middle of a letter: a header row, rows,
a page's foot with a slogan, the header again, rows. One grid can hold several registers. A
header with a village column begins a register of villages, as do village codes under it;
without either it begins a register of tambons; the same header again goes on with the
register that it began.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from muban.gis.codes.admin_codes import parse_code
from muban.gis.headings.heading_table import heading_key
from muban.gis.once import Once
from muban.gis.problems import FeatureRef, Problem, problem
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.lookalike import align
from muban.gis.text.place_words import parse_moo, split_moo
from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import compare_key, normalise
from muban.layers.register.pasted_lines import part_pasted_lines
from muban.layers.register.register_header import (
    FIELDS,
    HEADINGS,
    LEAST_CELLS,
    LEAST_NOMINATED,
    as_header,
)

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.source import Read

__all__ = [
    "RegisterKind",
    "RegisterLevel",
    "RegisterRow",
    "RegisterTable",
    "parse_level",
    "read_register",
]

RegisterKind = Literal["village", "tambon"]
RegisterLevel = Literal["province", "amphoe"]

_LEVEL_WORDS: dict[RegisterLevel, tuple[str, ...]] = {
    "province": ("จังหวัด", "province", "provincial"),
    "amphoe": ("", "อำเภอ", "amphoe", "district"),
}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row as it is written; texts normalised, nothing corrected.

    ``number`` is the row (or line) of the file, ``row`` the number the register itself gives
    it, or its place where it gives none.
    """

    number: int
    row: int
    province: str
    amphoe: str
    tambon: str
    village: str
    moo: int | None
    year_be: int | None
    level: str
    code: str
    written: str
    """The row's known cells in one line, as they stand in the file. Cells of other columns
    (a headman's name, a telephone number) and remarks that are no level are left out: this
    line is published."""


@dataclass(frozen=True, eq=False)
class RegisterTable:
    """One register: its rows, and what was skipped while looking for them.

    ``numbers`` are the rows of the file that hold data; every one of them is in ``rows``.
    """

    read: Read
    kind: RegisterKind
    rows: tuple[RegisterRow, ...]
    has_level: bool
    """Whether the register has a column for the level at all."""
    problems: tuple[Problem, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The file's rows that are data rows of this register."""
        return tuple(row.number for row in self.rows)

    def refs(self) -> list[FeatureRef]:
        """Every data row, as the ledger names it."""
        return [FeatureRef(self.read.source.name, self.read.layer, n) for n in self.numbers]


@Once
def read_register(read: Read, *, year_be: int | None = None) -> list[RegisterTable]:
    """The registers of a grid, in their order; none where the grid holds no register.

    Parameters
    ----------
    read
        A grid: a worksheet, a CSV, or a text whose lines were split at tabs.
    year_be
        The year of rows that state none: for a list of nominations, which often has no
        column for it. None demands the column.

    Returns
    -------
    list of RegisterTable
        Each with a note (``register.lines_skipped``) that counts the lines between its rows
        which are no data: repeated headers, page marks, slogans.
    """
    if read.kind != "grid":
        return []
    found: list[_Building] = []
    current: _Building | None = None
    for number, cells in part_pasted_lines(_lines(read.frame), HEADINGS):
        header = as_header(cells, needs_year=year_be is None)
        if header is not None:
            least = LEAST_CELLS if year_be is None else LEAST_NOMINATED
            current = _continued(found, header, least)
            current.headers += 1
        elif current is not None:
            current.add(number, cells)
    return [building.table(read, year_be) for building in found if building.rows]


def _lines(grid: pd.DataFrame) -> list[tuple[int, dict[str, str]]]:
    """Rows with their non-empty cells as text."""
    columns = [str(column) for column in grid.columns]
    lines: list[tuple[int, dict[str, str]]] = []
    for number, values in zip(grid.index.tolist(), grid.to_numpy(dtype=object), strict=True):
        cells = {
            column: str(value)
            for column, value in zip(columns, values, strict=True)
            if value is not None and value == value and str(value).strip()  # noqa: PLR0124 (NaN)
        }
        lines.append((int(number), cells))
    return lines


@dataclass(eq=False)
class _Building:
    """A register while its rows are collected."""

    columns: dict[str, str]
    rows: list[tuple[int, dict[str, str], str]]
    least: int
    headers: int = 0
    skipped: int = 0
    pending: int = 0

    @property
    def kind(self) -> RegisterKind:
        coded = any(parse_code(fields.get("code"), 8) for _, fields, _ in self.rows)
        named = {"village", "moo"} & set(self.columns.values())
        return "village" if named or coded else "tambon"

    def add(self, number: int, cells: Mapping[str, str]) -> None:
        fields = {field: cells[column] for column, field in self.columns.items() if column in cells}
        if not _is_data(fields, self.least):
            self.pending += bool(cells)
            return
        self.skipped += self.pending
        self.pending = 0
        self.rows.append((number, fields, _one_line(fields)))

    def table(self, read: Read, year_be: int | None) -> RegisterTable:
        numbers = _own_numbers([fields.get("row", "") for _, fields, _ in self.rows])
        rows = tuple(
            _as_row(number, own, fields, written, year_be)
            for (number, fields, written), own in zip(self.rows, numbers, strict=True)
        )
        problems: list[Problem] = []
        skipped = self.skipped + self.headers - 1
        if skipped:
            where = read.where(self.rows[0][0])
            problems.append(
                problem(
                    "register.lines_skipped",
                    read.where(),
                    count=skipped,
                    rows=len(rows),
                    first=where.number or 0,
                )
            )
        return RegisterTable(
            read, self.kind, rows, "level" in self.columns.values(), tuple(problems)
        )


def _continued(found: list[_Building], header: dict[str, str], least: int) -> _Building:
    """The register that this header goes on with, or a new one."""
    if found and found[-1].columns == header:
        return found[-1]
    found.append(_Building(header, [], least))
    return found[-1]


def _is_data(fields: Mapping[str, str], least: int) -> bool:
    """Whether cells are a row of the register rather than a line of prose between its pages.

    A row with a number or a code of its own is one however little else it says: nothing may
    get lost.
    """
    told = [fields[name] for name in FIELDS if name in fields]
    if len(told) > 1 and len(set(told)) == 1:  # a merged title fills every column
        return False
    if told and (_whole(fields.get("row", "")) is not None or _is_coded(fields)):
        return True
    headings = sum(heading_key(cell) in HEADINGS for cell in told)
    return len(told) >= least and headings < len(told)


def _is_coded(fields: Mapping[str, str]) -> bool:
    return any(character.isdecimal() for character in fields.get("code", ""))


def _one_line(fields: Mapping[str, str]) -> str:
    shown = {name: normalise(cell) for name, cell in fields.items()}
    if parse_level(shown.get("level", "")) is None:
        del shown["level"]
    return " ".join(cell for cell in shown.values() if cell)


def parse_level(text: str) -> RegisterLevel | None:
    """The level that a cell states; an empty cell means amphoe level, as in the letter.

    Examples
    --------
    >>> parse_level("ระดับจังหวัด"), parse_level("ระดับจังหวัต"), parse_level("")
    ('province', 'province', 'amphoe')
    >>> parse_level("ได้รับรางวัล") is None
    True
    """
    key = compare_key(text).removeprefix("ระดับ")
    for level, words in _LEVEL_WORDS.items():
        if any(align(key, word).explained for word in words):
            return level
    return None


def _own_numbers(written: Sequence[str]) -> list[int]:
    """The register's own numbering where it has a sound one, else 1, 2, 3."""
    numbers = [_whole(text) for text in written]
    known = [number for number in numbers if number is not None]
    if len(known) == len(numbers) and len(set(known)) == len(known):
        return known
    return list(range(1, len(written) + 1))


def _whole(text: str) -> int | None:
    digits = arabic_digits(normalise(text)).removesuffix(".0").rstrip(".")
    return int(digits) if digits.isdecimal() and len(digits) <= 6 else None


def _as_row(
    number: int, own: int, fields: Mapping[str, str], written: str, year_be: int | None
) -> RegisterRow:
    village = normalise(fields.get("village", ""))
    moo = parse_moo(fields.get("moo"))
    if moo is None:
        village, moo = split_moo(village)
    return RegisterRow(
        number=number,
        row=own,
        province=normalise(fields.get("province", "")),
        amphoe=normalise(fields.get("amphoe", "")),
        tambon=normalise(fields.get("tambon", "")),
        village=village,
        moo=moo,
        year_be=parse_year_be(fields.get("year")) if "year" in fields else year_be,
        level=normalise(fields.get("level", "")),
        code=normalise(fields.get("code", "")),
        written=written,
    )
