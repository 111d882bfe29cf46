"""The privacy gate reads finished prints: what stands in a PDF, a stranger can copy out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muban.symbology.legend import read_legend
from muban.web.gate.gate_pdf import pdf_texts
from muban.web.gate.privacy_gate import check_site
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_book import tambon_book
from muban.web.paper.print_map import map_sheet
from muban.web.paper.typst_document import compile_pdf
from tests.sample_atlas import sample_tambon
from tests.seen import seen

LEGEND = read_legend()


def sheet(**imprint: str) -> bytes:
    shown = replace(sample_tambon(), landmarks=sample_tambon().landmarks.iloc[:3])
    return compile_pdf("map.typ", map_sheet(seen(shown), imprint=Imprint(**imprint)))


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("ผู้จัดทำ นายสมชาย ใจดี", "person_name"),
        ("โทร 081-234-5678", "phone"),
        ("สำนักงาน 3-1005-00123-45-9", "national_id"),
        ("somchai@example.com", "email"),
    ],
)
def test_what_a_template_sets_is_found_in_the_bytes(planted: str, kind: str) -> None:
    found = check_site({"map.pdf": sheet(office=planted)})
    assert kind in {finding.kind for finding in found}
    assert {finding.where.layer for finding in found} == {"page 1"}


def test_a_clean_book_passes_and_its_figures_are_no_numbers_of_persons() -> None:
    book = compile_pdf("book.typ", tambon_book(seen(sample_tambon()), imprint=Imprint()))
    assert check_site({"book.pdf": book}) == []


def test_words_come_out_as_they_were_set_and_cells_apart() -> None:
    texts = [text for text, _ in pdf_texts(sheet(office="สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี"))]
    assert any("สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี" in text for text in texts)
    assert any("ตำบลโพนแพง" in text for text in texts)
    assert any("ตัวอย่าง ไม่ใช่แนวเขตจริง" in text for text in texts)
    assert not any("หมู่ 1" in text and "หมู่ 2" in text for text in texts)


def test_what_a_pdf_tells_of_itself_is_searched_too() -> None:
    named = replace(sample_tambon().tambon, name="โพนแพง โทร 081-234-5678")
    data = map_sheet(seen(replace(sample_tambon(), tambon=named)), imprint=Imprint())
    found = check_site({"map.pdf": compile_pdf("map.typ", data)})
    assert "about /Title" in {finding.where.layer for finding in found}
