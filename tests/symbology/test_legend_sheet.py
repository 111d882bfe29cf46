"""The legend on paper and as a page: every symbol, every word, the same dots."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageStat

from muban.symbology.colours import seen_as
from muban.symbology.legend import parse_overrides, read_legend
from muban.symbology.sheet import render_sheet, sheet_data, sheet_files, sheet_html
from muban.web.paper.fonts import font_files

LEGEND = read_legend()


@pytest.fixture(scope="module")
def fonts() -> tuple[Path, ...]:
    return font_files()


@pytest.fixture(scope="module")
def files(fonts) -> dict[str, bytes]:
    return sheet_files(LEGEND, fonts=fonts)


def as_picture(pdf: bytes, folder: Path, page: int) -> Image.Image:
    if shutil.which("pdftoppm") is None:
        pytest.skip("poppler-utils is not on this machine")
    path = folder / "a.pdf"
    path.write_bytes(pdf)
    order = ["pdftoppm", "-r", "150", "-f", str(page), "-l", str(page), "-png", str(path)]
    done = subprocess.run(order, check=True, capture_output=True)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def test_every_sheet_comes_in_every_form(files):
    assert {name.rpartition(".")[2] for name in files} == {"html", "pdf", "svg", "png"}
    assert {"legend_sheet.html", "legend_sheet.pdf", "icon_sheet.pdf", "icon_sheet.png"} <= set(
        files
    )


def test_paper_is_a4(files, tmp_path):
    png = Image.open(io.BytesIO(files["icon_sheet.png"]))
    assert png.size == (1240, 1754)  # 210 by 297 mm at 150 dpi
    assert 'viewBox="0 0 595.2' in files["icon_sheet.svg"].decode()[:400]


def test_pdf_has_every_label_and_its_details_as_text(files, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not on this machine")
    path = tmp_path / "a.pdf"
    path.write_bytes(files["legend_sheet.pdf"])
    text = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    flat = re.sub(r"\s+", "", text)
    for symbol in LEGEND:
        for words in (symbol.label_th, symbol.details_th, symbol.details_en):
            assert re.sub(r"\s+", "", words) in flat, words


def test_pdf_png_and_svg_show_the_same_dots(files, fonts, tmp_path):
    import resvg_py

    png = Image.open(io.BytesIO(files["icon_sheet.png"])).convert("RGB")
    text = files["icon_sheet.svg"].decode()
    svg = resvg_py.svg_to_bytes(svg_string=text, dpi=75, skip_system_fonts=True)
    vector = Image.open(io.BytesIO(bytes(svg))).convert("RGB")
    paper = as_picture(files["icon_sheet.pdf"], tmp_path, 1)
    # Each program rounds edges its own way: compare at a third of the size. (At 150 dpi the
    # vectors take four times as long, and look the same there.)
    small = (png.width // 3, png.height // 3)
    for other in (vector, paper):
        away = ImageChops.difference(png.resize(small), other.resize(small))
        assert max(ImageStat.Stat(away).mean) < 2.5


def test_the_icon_sheet_shows_every_colour_and_its_grey(files, tmp_path):
    picture = as_picture(files["icon_sheet.pdf"], tmp_path, 1)
    dots = Counter(map(tuple, np.asarray(picture).reshape(-1, 3).tolist()))
    for symbol in LEGEND:
        for color in (symbol.color, seen_as(symbol.color, "grey")):
            wanted = tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))
            assert dots[wanted] > 100, (symbol.id, color)


def test_no_thai_mark_is_cut_or_replaced_by_a_box(files):
    """Typst marks a letter it cannot draw as .notdef; the font has every letter we use."""
    from fontTools.ttLib import TTFont

    used = set(str(sheet_data(LEGEND)))
    for file in font_files():
        with TTFont(file, lazy=True) as font:
            letters = set(font.getBestCmap())
        missing = {letter for letter in used if ord(letter) > 0x20 and ord(letter) not in letters}
        assert missing == set()


def test_the_page_needs_nothing_from_elsewhere_and_hides_no_script():
    page = sheet_html(LEGEND)
    assert not re.search(r"<script|https?://(?!www\.w3\.org)|src=|@import|url\(", page)
    assert page.count("<li>") == 40 + 5 + 2 + 3 + 11
    assert '<html lang="th">' in page


def test_a_projects_words_stay_text_on_page_and_paper(fonts):
    nasty = '<img src=x onerror=alert(1)> #eval("1") $x$ *b*'
    overrides, problems = parse_overrides({"school": {"label_th": nasty}}, {})
    assert problems == []
    legend = read_legend(overrides)
    assert "<img" not in sheet_html(legend)
    assert "&lt;img src=x" in sheet_html(legend)
    assert render_sheet(legend, "pdf", fonts=fonts)


def test_the_same_legend_is_the_same_bytes(files, fonts):
    assert sheet_files(read_legend(), fonts=fonts) == files
