"""Which columns of a layer are the village's code, its moo, its tambon, a pin's name.

Officers' files name columns as they like, and records of one layer fill different ones
(รหัสหมู่บ้าน here, village_code there): a meaning has all its columns, the surest first, and a
record the first of them that it fills in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from muban.gis.codes.admin_codes import CodeLength, parse_code
from muban.gis.headings.cut_headings import full_heading
from muban.gis.headings.fits import CODE_DIGITS, filled, fits, is_filled, mostly_fits, nearly_codes
from muban.gis.headings.heading_table import HEADINGS, heading_key, keys_of, lists_persons
from muban.gis.source import RESERVED
from muban.gis.table_rows import rows_of
from muban.gis.text.thai_digits import arabic_digits

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Fields", "find_fields", "stated_code", "stated_codes"]

_NAMES = ("province", "amphoe", "tambon", "village")
_SHARED = ("place",)
"""A pin's name may stand where a village's would: these take columns that others have too."""
_ORDER = ("village_code", "moo", *(m for m in HEADINGS if m not in ("village_code", "moo")))
_THAI = re.compile("[ก-๎]")
_PART = re.compile(r"\d{1,2}(\.0+)?")
_LOOKED_AT = 2000
_KNOWN = frozenset(key for m in HEADINGS for key in keys_of(m, "words", "also", "generic"))


class Fields(Mapping[str, str]):
    """Meaning → its surest column; :meth:`all` has the others.

    Examples
    --------
    >>> fields = Fields({"village": ["ชื่อหมู่บ้าน", "name"]})
    >>> fields["village"], fields.all("village"), fields.all("moo")
    ('ชื่อหมู่บ้าน', ('ชื่อหมู่บ้าน', 'name'), ())
    >>> fields.read({"ชื่อหมู่บ้าน": None, "name": "ดอน"}, "village")
    ('name', 'ดอน')
    """

    def __init__(
        self,
        columns: Mapping[str, Sequence[str]],
        *,
        generic: Mapping[str, Sequence[str]] | None = None,
        cut: Mapping[str, str] | None = None,
    ) -> None:
        self._columns = {meaning: tuple(found) for meaning, found in columns.items() if found}
        self.generic = {meaning: tuple(found) for meaning, found in (generic or {}).items()}
        """Columns that say a meaning only where something else agrees: id, no, ลำดับ."""
        self.cut = dict(cut or {})
        """Columns whose heading was cut off, and the heading that it was read as."""

    def __getitem__(self, meaning: str) -> str:
        return self._columns[meaning][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))

    def all(self, meaning: str) -> tuple[str, ...]:
        """Every column of a meaning, the surest first."""
        return self._columns.get(meaning, ())

    def sure(self, meaning: str) -> tuple[str, ...]:
        """The columns whose heading says this meaning whatever the file is."""
        known = keys_of(meaning, "words")
        keys = ((name, self.cut.get(name) or heading_key(name)) for name in self.all(meaning))
        return tuple(name for name, key in keys if key in known)

    def without(self, meaning: str) -> Fields:
        """The same, as if no column had this meaning."""
        rest = {other: self.all(other) for other in self if other != meaning}
        return Fields(rest, generic=self.generic, cut=self.cut)

    def read(self, values: Mapping[Any, Any], meaning: str) -> tuple[str, object] | None:
        """Column and cell that a record fills in: the first that fits, else the first filled."""
        said = [(name, values.get(name)) for name in self.all(meaning)]
        said = [(name, cell) for name, cell in said if is_filled(cell)]
        return next((one for one in said if fits(meaning, one[1])), next(iter(said), None))


def find_fields(frame: pd.DataFrame, *, also: Collection[str] = tuple(HEADINGS)) -> Fields:
    """Which columns of some records mean what.

    Parameters
    ----------
    frame
        Records of one layer; the readers' own columns (``_name``, ``geometry`` …) are not
        looked at.
    also
        Meanings for which the weaker headings count too.

    Returns
    -------
    Fields
        A column has one meaning (a bare name may be a village's and a place's), and the
        values of most records must fit it.

    Examples
    --------
    >>> import pandas as pd
    >>> find_fields(pd.DataFrame({"VILL_CODE": ["07"], "VILL_IDN": ["40010607"]}))
    {'village_code': 'VILL_IDN', 'moo': 'VILL_CODE'}
    >>> fields = find_fields(pd.DataFrame({"id": [1, 2]}))
    >>> fields, fields.generic
    ({}, {'moo': ('id',)})
    """
    return _Search(frame, also).run()


class _Search:
    """The columns of one layer while their meanings are looked for."""

    def __init__(self, frame: pd.DataFrame, also: Collection[str]) -> None:
        self.also = also
        names = [c for c in frame.columns if c not in RESERVED and not str(c).startswith("_")]
        self.cells = {str(name): filled(frame[name].tolist()[:_LOOKED_AT]) for name in names}
        self.persons = lists_persons(self.cells)
        self.keys: dict[str, list[str]] = {}
        self.cut: dict[str, str] = {}
        for name, cells in self.cells.items():
            key = heading_key(name)
            if key not in _KNOWN and (full := full_heading(name, cells)):
                key = self.cut[name] = full
            self.keys.setdefault(key, []).append(name)
        self.found: dict[str, list[str]] = {}

    def run(self) -> Fields:
        for meaning in _ORDER:
            self.found[meaning] = [
                name for name in self._named(meaning) if mostly_fits(meaning, self.cells[name])
            ]
        for level, parent in (("amphoe_code", "province_code"), ("tambon_code", "amphoe_code")):
            if not self.found[level] and self.found[parent]:
                self.found[level] = [n for n in self._named(level, "words") if self._parts(n)]
        if not self.found["village_code"]:
            wrong = [n for n in self._named("village_code") if nearly_codes(self.cells[n], 8)]
            self.found["village_code"] = wrong[:1]
        self._part_languages()
        generic = {
            meaning: [n for n in self._named(meaning, "generic") if n not in self._taken()]
            for meaning in ("moo", "place")
        }
        generic = {
            meaning: [n for n in names if mostly_fits(meaning, self.cells[n])]
            for meaning, names in generic.items()
        }
        used = self._taken() | {name for names in generic.values() for name in names}
        cut = {name: full for name, full in self.cut.items() if name in used}
        return Fields(self.found, generic={m: n for m, n in generic.items() if n}, cut=cut)

    def _taken(self, *, but: Sequence[str] = ()) -> set[str]:
        return {name for m, names in self.found.items() if m not in but for name in names}

    def _named(self, meaning: str, *parts: str) -> Iterator[str]:
        """Columns headed as a meaning that have no other yet."""
        parts = parts or (("words", "also") if meaning in self.also else ("words",))
        keys = keys_of(meaning, *parts)
        if _as_set(keys).isdisjoint(self.keys):  # a layer has few columns, a meaning many words
            return
        taken = self._taken(but=("village",) if meaning in _SHARED else ())
        bare = frozenset(keys_of(meaning, "also")) if self.persons else frozenset()
        for key in keys:
            if key in bare and meaning in ("village", *_SHARED):
                continue
            yield from (name for name in self.keys.get(key, ()) if name not in taken)

    def _parts(self, name: str) -> bool:
        """Whether a column holds the two digits of its own level alone (L7018)."""
        cells = self.cells[name]
        return bool(cells) and all(_PART.fullmatch(arabic_digits(str(c).strip())) for c in cells)

    def _part_languages(self) -> None:
        """Where a name stands in Thai and in English, the English one is the English name."""
        for meaning in _NAMES:
            names = self.found[meaning]
            thai = [name for name in names if self._is_thai(name)]
            if thai and len(thai) < len(names):
                self.found[meaning] = thai
                rest = [name for name in names if name not in thai]
                self.found[f"{meaning}_en"] = [*self.found[f"{meaning}_en"], *rest]

    def _is_thai(self, name: str) -> bool:
        cells = self.cells[name]
        return sum(_THAI.search(str(cell)) is not None for cell in cells) * 2 > len(cells)


@lru_cache(maxsize=1024)
def _as_set(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(keys)


_LEVELS: tuple[tuple[str, CodeLength], ...] = tuple(CODE_DIGITS.items())


def stated_code(values: Mapping[Any, Any], fields: Fields, level: str) -> str:
    """The code of a unit that a record states, whole or by the digits of each level.

    Parameters
    ----------
    values, fields
        A record, and what its columns mean.
    level
        ``province``, ``amphoe``, ``tambon`` or ``village``.

    Returns
    -------
    str
        '' where it states none.

    Examples
    --------
    >>> fields = Fields({"province_code": ["P"], "amphoe_code": ["A"], "tambon_code": ["T"]})
    >>> stated_code({"P": "43", "A": "15", "T": 4.0}, fields, "tambon")
    '431504'
    >>> stated_code({"P": "43", "A": None, "T": "431504"}, fields, "tambon")
    '431504'
    >>> stated_code({"P": "43"}, fields, "tambon")
    ''
    """
    code = ""
    for meaning, digits in _LEVELS:
        said = fields.read(values, meaning)
        whole = parse_code(said[1], digits) if said else None
        part = arabic_digits(str(said[1]).strip()) if said else ""
        if whole is None and code and _PART.fullmatch(part):
            whole = parse_code(code + part.split(".")[0].zfill(2), digits)
        code = whole or ""
        if meaning == f"{level}_code":
            return code
    return ""


def stated_codes(frame: pd.DataFrame, fields: Fields, level: str) -> list[str]:
    """The codes that records state, in their order; '' where one states none.

    Parameters
    ----------
    frame
        Records.
    fields
        Which column of theirs means what.
    level
        ``province``, ``amphoe``, ``tambon`` or ``village``.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"P_CODE": ["43", "43"], "A_CODE": ["15", None]})
    >>> stated_codes(frame, find_fields(frame), "amphoe")
    ['4315', '']
    """
    meaning = f"{level}_code"
    columns = fields.all(meaning)
    if not columns:
        return [""] * len(frame)
    digits = CODE_DIGITS[meaning]
    codes = [parse_code(value, digits) or "" for value in frame[columns[0]]]
    if all(codes):
        return codes
    names = list(dict.fromkeys(name for one, _ in _LEVELS for name in fields.all(one)))
    records = rows_of(frame[names])
    return [
        code or stated_code(record, fields, level)
        for code, record in zip(codes, records, strict=True)
    ]
