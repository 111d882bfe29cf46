"""A text written with Word (.docx): its paragraphs, lists, tables and pictures, nothing hidden."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from muban.gis.errors import ProjectError
from muban.web.book.blocks import Block, listed, paragraph, subheading, table

__all__ = ["HINT_STYLE", "word_blocks"]

HINT_STYLE = "muban hint"
"""The style of a template's instructions: paragraphs in it are never printed."""
_MOST_BYTES = 100_000_000
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def word_blocks(
    content: bytes, name: str, picture: Callable[[bytes, str], Block | None]
) -> list[Block]:
    """The blocks of a Word file.

    Parameters
    ----------
    content
        Of the file.
    name
        What the file is called, for people.
    picture
        Makes the block of a picture from its bytes and caption: the paragraph below it where
        that is a caption by its style.

    Raises
    ------
    ProjectError
        It cannot be read as .docx, or unpacks to too much.
    """
    from docx import Document
    from docx.table import Table

    _refuse_large(content, name)
    try:
        document = Document(io.BytesIO(content))
        parts = list(document.iter_inner_content())
    except Exception as error:  # python-docx raises whatever its parts raise
        raise _unreadable(name) from error
    blocks: list[Block] = []
    items: list[str] = []
    for part in parts:
        if isinstance(part, Table):
            _flush(items, blocks)
            blocks.append(table([cell.text.strip() for cell in row.cells] for row in part.rows))
            continue
        style = str(part.style.name if part.style is not None else "")
        text = part.text.strip()
        if style == HINT_STYLE:
            continue
        if style.startswith("List") and text:
            items.append(text)
            continue
        _flush(items, blocks)
        blocks += _pictures(part, document, picture)
        if style == "Caption" and text and blocks and blocks[-1]["kind"] == "picture":
            blocks[-1]["caption"] = text
        elif style.startswith(("Heading 1", "Title")):
            continue  # the heading of the whole file stands in the book already
        elif text:
            blocks.append(subheading(text) if style.startswith("Heading") else paragraph(text))
    _flush(items, blocks)
    return blocks


def _flush(items: list[str], blocks: list[Block]) -> None:
    if items:
        blocks.append(listed(items))
        items.clear()


def _pictures(
    part: Any, document: Any, picture: Callable[[bytes, str], Block | None]
) -> Iterator[Block]:
    for blip in part._p.iter(_BLIP):
        related = document.part.related_parts.get(blip.get(_EMBED))
        shown = None if related is None else picture(related.blob, "")
        if shown is not None:
            yield shown


def _refuse_large(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _unreadable(name) from error
    if size > _MOST_BYTES:
        raise _unreadable(name)


def _unreadable(name: str) -> ProjectError:
    return ProjectError(
        f"อ่าน «{name}» เป็นไฟล์ Word (.docx) ไม่ได้ — เปิดด้วย Word แล้วบันทึกใหม่เป็น .docx ย่อภาพถ้าไฟล์ใหญ่มาก",
        f"“{name}” cannot be read as a Word file: save it anew as .docx, with smaller pictures if "
        "it is very large",
    )
