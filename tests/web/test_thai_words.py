"""Thai breaks between words, and never within one: in what we cut, in a PDF, on a card.

``tests/data/thai_breaks/phrases.txt`` says where a reader of Thai would break 200 phrases; it was
written by hand, without any program that knows words.
"""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest
import typst

from muban.web.gate.gate_pdf import pdf_texts
from muban.web.paper import typst_document
from muban.web.paper.card_layout import set_lines
from muban.web.paper.fonts import font_files
from muban.web.wording.thai_words import thai_runs, thai_words

_FILE = Path(__file__).parents[1] / "data" / "thai_breaks" / "phrases.txt"
PHRASES = [tuple(line.split("|")) for line in _FILE.read_text("utf-8").split()]


def cuts(pieces: tuple[str, ...]) -> set[int]:
    return set(accumulate(len(piece) for piece in pieces[:-1]))


def test_of_200_phrases_hardly_one_has_a_word_cut_in_two() -> None:
    assert len(PHRASES) >= 200
    cut = [phrase for phrase in PHRASES if cuts(thai_words("".join(phrase))) - cuts(phrase)]
    assert len(cut) <= len(PHRASES) * 0.04, cut


def test_lines_may_break_nearly_wherever_a_reader_would() -> None:
    ours = [cuts(thai_words("".join(phrase))) & cuts(phrase) for phrase in PHRASES]
    assert sum(map(len, ours)) >= 0.78 * sum(len(cuts(phrase)) for phrase in PHRASES)


@pytest.mark.parametrize("phrase", PHRASES, ids="".join)
def test_together_the_pieces_are_the_text(phrase: tuple[str, ...]) -> None:
    text = "".join(phrase)
    assert "".join(thai_words(text)) == text
    for piece in thai_words(text):
        assert piece[0] not in "ะัาำิีึืุูๅ็่้๊๋์ํๆฯ"
        assert piece[-1] not in "เแโใไ"


def test_a_pdf_breaks_there_and_nowhere_else(tmp_path: Path) -> None:
    texts = ["".join(phrase) for phrase in PHRASES]
    narrow = tmp_path / "narrow.typ"
    narrow.write_text(
        f'#import "{typst_document.TEMPLATES / "common.typ"}": by-words\n'
        "#set page(width: 30mm, height: auto, margin: 0pt)\n"
        '#set text(font: "Sarabun", size: 9pt, lang: "th")\n'
        "#show: by-words\n" + "\n\n".join(texts),
        "utf-8",
    )
    made = typst.compile(
        narrow,
        root="/",
        font_paths=[font_files()[0].parent],
        ignore_system_fonts=True,
        sys_inputs={"words": typst_document.as_json(thai_runs(texts))},
    )
    lines = [text for text, where in pdf_texts(bytes(made)) if where.startswith("page")]
    assert "".join(lines) == "".join(texts)
    assert len(lines) > 1.2 * len(texts)
    ends = cuts(tuple(word for text in texts for word in thai_words(text)))
    assert cuts(tuple(lines)) <= ends


def test_a_name_too_long_for_a_card_breaks_between_its_words() -> None:
    lines = set_lines(("ศูนย์เรียนรู้เศรษฐกิจพอเพียงจังหวัด",), width=240, largest=48, weight=400)
    assert "".join(line for line, _ in lines) == "ศูนย์เรียนรู้เศรษฐกิจพอเพียงจังหวัด"
    ends = cuts(("ศูนย์", "เรียนรู้", "เศรษฐกิจ", "พอเพียง", "จังหวัด"))
    assert len(lines) > 1
    assert cuts(tuple(line for line, _ in lines)) <= ends
