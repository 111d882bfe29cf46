"""Where a worksheet's headings stand: below a title, a logo or a note, as people make sheets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from muban.gis.headings.heading_table import heading_key

__all__ = ["FIRST_ROWS", "find_headings", "meanings_of"]

FIRST_ROWS = 25
"""Headings stand within so many rows; what is further down is content."""


def meanings_of(words: Mapping[str, Sequence[str]]) -> Callable[[object], str]:
    """What a heading means by a table of words; "" for what the table does not have.

    Parameters
    ----------
    words
        The words that people write, by meaning.

    Examples
    --------
    >>> meaning = meanings_of({"moo": ["หมู่ที่", "หมู่"], "budget": ["งบประมาณ"]})
    >>> meaning(" หมู่ ที่"), meaning("ผู้รับผิดชอบ")
    ('moo', '')
    """
    known = {heading_key(word): name for name, written in words.items() for word in written}
    return lambda cell: known.get(heading_key(cell), "") if isinstance(cell, str) else ""


def find_headings(
    lines: Sequence[Sequence[object]],
    meaning: Callable[[object], str],
    enough: Callable[[Collection[str]], bool],
) -> tuple[int, Mapping[int, str]] | None:
    """The position of the headings among the first rows, and what each column means.

    Parameters
    ----------
    lines
        Cells by row.
    meaning
        What a heading means, "" for one that is not known.
    enough
        Whether a row that means this is the row of headings.

    Returns
    -------
    tuple
        The row's position and the meanings by the position of their column; None where no row
        is the headings'.

    Examples
    --------
    >>> meaning = meanings_of({"project": ["โครงการ"], "budget": ["งบประมาณ"]})
    >>> lines = [["แผนพัฒนาหมู่บ้าน", None], ["โครงการ", "งบประมาณ"], ["ขุดลอกลำห้วย", 50000]]
    >>> find_headings(lines, meaning, lambda meant: "project" in meant)
    (1, {0: 'project', 1: 'budget'})
    """
    for position, cells in enumerate(lines[:FIRST_ROWS]):
        columns = {i: meaning(cell) for i, cell in enumerate(cells) if isinstance(cell, str)}
        if enough({name for name in columns.values() if name}):
            return position, columns
    return None
