"""What stands under a heading: paragraphs, lists, tables and pictures as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["Block", "listed", "paragraph", "subheading", "table"]

Block = dict[str, Any]
"""One of the forms below; ``kind`` says which. Texts only: never markup."""


def paragraph(text: str) -> Block:
    """A paragraph.

    Examples
    --------
    >>> paragraph("ข้อความ")
    {'kind': 'text', 'text': 'ข้อความ'}
    """
    return {"kind": "text", "text": text}


def subheading(text: str) -> Block:
    """A heading inside a heading's text."""
    return {"kind": "heading", "text": text}


def listed(items: Iterable[str], *, numbered: bool = False) -> Block:
    """A list."""
    return {"kind": "list", "items": list(items), "numbered": numbered}


def table(rows: Iterable[Iterable[str]], caption: str = "") -> Block:
    """A table; the first row is its head, and every row is as wide as the widest."""
    lines = [[str(cell) for cell in row] for row in rows]
    width = max((len(line) for line in lines), default=0)
    padded = [[*line, *[""] * (width - len(line))] for line in lines]
    return {"kind": "table", "rows": padded, "caption": caption}
