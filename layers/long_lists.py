"""Of a country's list of villages, the rows that a project can be speaking of.

No province has as many villages as a long list has rows. Its rows are told apart by province
before anything costly is done with them: names are screened and indexed of those alone that
are of the project's provinces, or that bear a name which the project's own files write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from muban.gis.codes.admin_codes import PROVINCES, CodeLength, parse_code
from muban.gis.codes.code_moves import code_moves
from muban.gis.codes.gazetteer_records import NAME_CHANGES
from muban.gis.codes.gazetteer_rows import cut_gazetteer, gazetteer_table
from muban.gis.problems import problem
from muban.gis.text.place_words import Level, strip_unit_prefix, strip_village_prefix
from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import compare_key
from muban.layers.whereabouts import Whereabouts, provinces_beside

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from muban.gis.source import Read
    from muban.layers.sheets import Sheets

__all__ = ["cut_long_lists"]

_LONG = 5000
"""A list of fewer rows is looked at whole: Nakhon Ratchasima, the largest, has 3,900 villages."""
_CODES: tuple[tuple[str, CodeLength], ...] = (
    ("village_code", 8),
    ("tambon_code", 6),
    ("amphoe_code", 4),
    ("province_code", 2),
)
_UNITS: tuple[Level, ...] = ("tambon", "amphoe")
_CODE = re.compile(r"(?<!\d)([1-9]\d)(?:[-. ]?\d\d){1,2}[-. ]?\d\d?(?!\d)")
"""A code of a village or tambon, parted or not; a figure that looks like one does no harm."""
_PARTS = re.compile(
    r"[\s,;:|/\\()«»<>\[\]›_]+|(?:กิ่ง)?อำเภอ|ตำบล|จังหวัด|แขวง|เขต|[ตอจ]\.|(?:บ้าน|บ\.)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Provinces (two digits) and names that a project's own files write."""

    provinces: frozenset[str]
    names: frozenset[str]


def cut_long_lists(
    sheets: Sheets,
    reads: Mapping[str, Sequence[Read]],
    references: Sequence[Read],
    where: Whereabouts,
) -> tuple[Sheets, list[Read]]:
    """Leave out of long gazetteers what no file of the project speaks of.

    Parameters
    ----------
    sheets
        What the tables are.
    reads
        Layers by project folder, as they were read.
    references
        The layers of ``reference``, areas far away left out already.
    where
        Where the project is; without a province nothing is left out.

    Returns
    -------
    Sheets
        With one note for each list that was cut.
    list of Read
        ``references`` with those lists in their places.
    """
    long = [
        read
        for read in sheets.of("gazetteer")
        if read in references and len(read.frame) > _LONG and gazetteer_table(read) is not None
    ]
    if not where.province or not long:
        return sheets, list(references)
    spoken = _spoken(sheets, reads, references, where)
    cut = {read: _cut(read, spoken) for read in long}
    notes = [
        problem(
            "project.elsewhere",
            read.where(),
            count=_rows(read) - _rows(part),
            used=_rows(part),
            province=PROVINCES.get(where.province, where.province),
        )
        for read, part in cut.items()
        if part is not read
    ]
    lists = tuple(cut.get(read, read) for read in sheets.of("gazetteer"))
    found = replace(
        sheets,
        by_role={**sheets.by_role, "gazetteer": lists},
        problems=(*sheets.problems, *notes),
    )
    return found, [cut.get(read, read) for read in references]


def _rows(read: Read) -> int:
    table = gazetteer_table(read)
    return 0 if table is None else len(table)


def _cut(read: Read, spoken: _Spoken) -> Read:
    table = gazetteer_table(read)
    assert table is not None
    provinces = np.array(_provinces(table))
    kept = np.isin(provinces, ["", *spoken.provinces])
    for level in _UNITS:
        if level in table:
            keys = _each(table[level], _unit_key(level))
            kept |= np.isin(keys, [*spoken.names])
    if "village" in table:
        kept |= np.isin(_each(table["village"], _plain), [*spoken.names])
    return read if kept.all() else cut_gazetteer(read, kept)


def _unit_key(level: Level) -> Callable[[str], str]:
    return lambda name: compare_key(strip_unit_prefix(name, level))


def _each(column: pd.Series[Any], made: Callable[[str], str]) -> npt.NDArray[np.str_]:
    """Something made of each text of a column; each different text is looked at once."""
    keys = {name: made(name) for name in column.unique() if isinstance(name, str)}
    return np.array([keys.get(name, "-") for name in column.tolist()], dtype=str)


def _provinces(table: pd.DataFrame) -> list[str]:
    """The province of each row, by its codes or its province's name; '' where none tells it."""
    found = [""] * len(table)
    for column, digits in _CODES:
        if column in table:
            cells = table[column].tolist()
            found = [one or _province(cell, digits) for one, cell in zip(found, cells, strict=True)]
    if "province" in table and not all(found):
        names = {name: code for code, name in PROVINCES.items()}
        keys = _each(table["province"], lambda name: strip_unit_prefix(name, "province"))
        found = [one or names.get(str(key), "") for one, key in zip(found, keys, strict=True)]
    return found


def _province(cell: object, digits: CodeLength) -> str:
    text = str(cell) if isinstance(cell, int) else cell
    plain = isinstance(text, str) and len(text) == digits and text.isascii() and text.isdecimal()
    code = str(text)[:2] if plain else (parse_code(cell, digits) or "")[:2]
    return code if code in PROVINCES else ""


def _spoken(
    sheets: Sheets,
    reads: Mapping[str, Sequence[Read]],
    references: Sequence[Read],
    where: Whereabouts,
) -> _Spoken:
    """What the project's own files write: drawings and tables, and no gazetteer or outline."""
    own = [
        read
        for folder, layers in reads.items()
        for read in layers
        if sheets.role(read) != "gazetteer" and (folder != "reference" or read.kind == "grid")
    ]
    provinces = {where.province, *provinces_beside(references, where)}
    names: set[str] = set()
    for read in own:
        texts = {read.source.name, read.layer, *_texts(read.frame)}
        names |= {key for text in texts for key in _names(text)}
        if sheets.role(read) != "population":  # its figures are of the places of their codes
            provinces |= set(_CODE.findall(arabic_digits("\n".join(texts))))
    by_name = {compare_key(name): code for code, name in PROVINCES.items()}
    provinces |= {by_name[name] for name in names if name in by_name}
    provinces |= {one.code[:2] for one in NAME_CHANGES if compare_key(one.old_name) in names}
    for move in code_moves().values():
        if {move.old[:2], move.new[:2]} & provinces:
            provinces |= {move.old[:2], move.new[:2]}
    return _Spoken(frozenset(provinces), frozenset(names - {""}))


def _texts(frame: pd.DataFrame) -> Iterator[str]:
    """The different texts and whole numbers of a frame's cells."""
    for position, column in enumerate(frame.columns):
        if column in ("geometry", "_number"):
            continue
        for cell in set(map(_text, frame.iloc[:, position].tolist())):
            if cell:
                yield cell


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) if isinstance(cell, int) else ""


def _names(text: str) -> Iterable[str]:
    """The names that a text may be or hold, as keys."""
    whole = (text, *(strip_unit_prefix(text, level) for level in (*_UNITS, "province")))
    return {
        key
        for part in (*whole, strip_village_prefix(text), *_PARTS.split(text))
        if part
        for key in (compare_key(part), _plain(part))
    }


def _plain(name: str) -> str:
    """A village's name without spaces and บ้าน, for the many that are written cleanly."""
    bare = name.replace(" ", "")
    return bare.removeprefix("บ้าน").removeprefix("บ.") or bare
