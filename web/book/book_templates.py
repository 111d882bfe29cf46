"""Word files for every heading of the letter, with what to write and what muban knows already."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from muban.gis.writing.write_archive import zip_deterministic
from muban.web.book.headings import BookKind, Heading, headings
from muban.web.book.word_text import HINT_STYLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["book_templates"]


def book_templates(
    kind: BookKind, known: Mapping[str, Sequence[str]] | None = None
) -> dict[str, bytes]:
    """A .docx for each heading, by file name; the same bytes every time.

    Parameters
    ----------
    kind
        Which of the letter's two books.
    known
        By number of the heading, lines of what the data says already: they stand in the
        file as instructions, and are set in the book by themselves.

    Examples
    --------
    >>> sorted(book_templates("village"))[0]
    '1.1 ประวัติความเป็นมา.docx'
    """
    return {
        f"{_file_name(heading.whole)}.docx": _document(heading, (known or {}).get(heading.id, ()))
        for heading in headings(kind)
    }


def _file_name(title: str) -> str:
    return title.replace("/", " ").replace(":", " ")[:80].strip()


def _document(heading: Heading, known: Sequence[str]) -> bytes:
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    document = Document()
    hint = document.styles.add_style(HINT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    hint.font.color.rgb = RGBColor(0x5B, 0x6A, 0x71)
    hint.font.italic = True
    hint.font.size = Pt(11)
    document.add_heading(heading.whole, level=1)
    lines = [heading.hint, "ข้อความตัวเอนสีเทานี้ไม่พิมพ์ในเล่ม พิมพ์เนื้อหาต่อจากบรรทัดนี้ ใส่ภาพและตารางได้"]
    for line in (*lines, *known):
        document.add_paragraph(line, style=HINT_STYLE)
    document.add_paragraph("")
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as archive:
        return zip_deterministic({name: archive.read(name) for name in archive.namelist()})
