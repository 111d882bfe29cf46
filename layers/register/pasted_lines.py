"""A register pasted out of a PDF, where spaces stand for the columns that were lost.

Only lines without columns are concerned. The headings say how many columns there were; a
row is parted at its spaces where moo and year then stand under their headings. A row that
does not fit is kept whole beside its number, so that it is told and not lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from muban.gis.headings.heading_table import heading_key
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.place_words import parse_moo
from muban.gis.text.thai_digits import arabic_digits

__all__ = ["part_pasted_lines"]

Line = tuple[int, dict[str, str]]
_LEAST_HEADINGS = 4


def part_pasted_lines(lines: Iterable[Line], headings: Mapping[str, str]) -> list[Line]:
    """Lines with the cells that they had before they were pasted.

    Parameters
    ----------
    lines
        Number and non-empty cells of each line.
    headings
        Field by the heading's :func:`muban.gis.headings.heading_table.heading_key`.

    Examples
    --------
    >>> known = {heading_key(word): word for word in ("ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ.")}
    >>> rows = [(1, {"A": "ตำบล หมู่บ้าน หมู่ที่ ปี พ.ศ."}), (2, {"A": "ผาตั้ง ไทยพัฒนา ๗ ๒๕๖๒"})]
    >>> [list(cells.values()) for _, cells in part_pasted_lines(rows, known)]
    [['ตำบล', 'หมู่บ้าน', 'หมู่ที่', 'ปี พ.ศ.'], ['ผาตั้ง', 'ไทยพัฒนา', '๗', '๒๕๖๒']]
    """
    fields: list[str] = []
    parted: list[Line] = []
    for number, cells in lines:
        if len(cells) != 1:
            fields = []
            parted.append((number, cells))
            continue
        words = next(iter(cells.values())).split()
        names = _headings(words, headings)
        if names:
            fields = [headings[heading_key(name)] for name in names]
            words = names
        elif not fields or not (words := _row(words, fields)):
            parted.append((number, cells))
            continue
        parted.append((number, {f"{i:02}": word for i, word in enumerate(words)}))
    return parted


def _headings(words: list[str], headings: Mapping[str, str]) -> list[str]:
    """The headings that a line is made of, some of two words; none where any word is not one."""
    found: list[str] = []
    while words:
        lengths = (min(2, len(words)), 1)
        taken = next((n for n in lengths if heading_key(" ".join(words[:n])) in headings), 0)
        if not taken:
            return []
        found.append(" ".join(words[:taken]))
        words = words[taken:]
    return found if len(found) >= _LEAST_HEADINGS else []


def _row(words: list[str], fields: list[str]) -> list[str]:
    """The cells of a row; its number and the rest where they do not fit; none for prose."""
    named = dict(zip(fields, words, strict=False))
    checks = {"moo": parse_moo, "year": parse_year_be}
    sound = all(
        read(named.get(field)) is not None for field, read in checks.items() if field in fields
    )
    if sound and len(words) <= len(fields):
        return words
    numbered = fields[0] == "row" and arabic_digits(words[0]).rstrip(".").isdecimal()
    return [words[0], " ".join(words[1:])] if numbered and len(words) > 1 else []
