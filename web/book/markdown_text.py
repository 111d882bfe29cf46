"""A text in Markdown, as far as officers write it: headings, lists, tables, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from muban.web.book.blocks import Block, listed, paragraph, subheading, table

__all__ = ["markdown_blocks"]

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PICTURE = re.compile(r"!\[([^\]]*)\]\(<?([^)>]+)>?\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_ITEM = re.compile(r"\s*(?:[-*+•]|(\d+|[๐-๙]+)[.)])\s+(.*)")
_RULE = re.compile(r"\|?\s*:?-{3,}.*")


def markdown_blocks(text: str, picture: Callable[[str, str], Block | None]) -> list[Block]:
    r"""The blocks of a text.

    Parameters
    ----------
    text
        Markdown; comments (``<!-- … -->``), which templates are full of, are left out.
    picture
        Makes the block of a picture from its path and caption; None where there is none.

    Examples
    --------
    >>> text = "# 1.1 ประวัติ\n<!-- แนะนำ -->\nตั้ง **พ.ศ. 2450**\n- ก\n- ข"
    >>> found = markdown_blocks(text, lambda path, caption: None)
    >>> [block["kind"] for block in found], found[0]["text"], found[1]["items"]
    (['text', 'list'], 'ตั้ง พ.ศ. 2450', ['ก', 'ข'])
    """
    lines = _COMMENT.sub("", text).replace("\r\n", "\n").split("\n")
    blocks: list[Block] = []
    for group in _groups(lines):
        first = group[0]
        if first.startswith("#"):
            # The heading of the whole file stands in the book already.
            if not first.startswith("# "):
                blocks.append(subheading(_plain(first.lstrip("#").strip())))
        elif first.lstrip().startswith("|"):
            rows = [line for line in group if not _RULE.fullmatch(line.strip())]
            blocks.append(table([_plain(cell.strip()) for cell in _cells(row)] for row in rows))
        elif _ITEM.match(first):
            found = [match for line in group if (match := _ITEM.match(line))]
            numbered = found[0][1] is not None
            blocks.append(listed([_plain(match[2]) for match in found], numbered=numbered))
        else:
            blocks += _paragraph(" ".join(line.strip() for line in group), picture)
    return blocks


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Lines that belong together: a paragraph, a list, a table; a heading stands alone."""
    group: list[str] = []
    for line in [*lines, ""]:
        kind = _kind(line)
        if group and (kind != _kind(group[0]) or kind in ("heading", "blank")):
            yield group
            group = []
        if kind != "blank":
            group.append(line)


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    if re.match(r"#{1,6}\s", line):
        return "heading"
    if line.lstrip().startswith("|"):
        return "table"
    return "item" if _ITEM.match(line) else "text"


def _cells(row: str) -> list[str]:
    return row.strip().strip("|").split("|")


def _paragraph(text: str, picture: Callable[[str, str], Block | None]) -> Iterator[Block]:
    last = 0
    for found in _PICTURE.finditer(text):
        before = _plain(text[last : found.start()])
        if before:
            yield paragraph(before)
        shown = picture(found[2].strip(), found[1].strip())
        if shown is not None:
            yield shown
        last = found.end()
    rest = _plain(text[last:])
    if rest:
        yield paragraph(rest)


def _plain(text: str) -> str:
    """Text without the signs of emphasis and links, which a printed page has no use for."""
    return _MARKS.sub(r"\2", _LINK.sub(r"\1", text)).strip()
