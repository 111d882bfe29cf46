"""The type that cards and print use: whole, right for Thai, the same each time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import resvg_py
import typst
from fontTools.ttLib import TTFont

from muban.web.paper.font_clusters import clusters
from muban.web.paper.fonts import FONT_FAMILY, PACKAGE, WEIGHTS, font_files, text_width, write_fonts

DIFFICULT = (
    "ที่ปั๊มน้ำมัน ญี่ปุ่น ฐานะ กตัญญู เก้าอี้ ปู่ ฝั่ง ผู้ใหญ่ กำนัน ที่ตั้ง ผึ้ง ปิ่น ซื้อ ฟื้นฟู ปั้น ฏู ฎุ ฐุ "
    "ก๊วยเตี๋ยว เปี๊ยก กู้ ค่ำ ซ้ำ พันธุ์ สิทธิ์ เฝ้าไร่ ๑๒๓ 123"
)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_font_has_both_scripts_and_its_true_weight(weight: int) -> None:
    font = TTFont(dict(zip(WEIGHTS, font_files(), strict=True))[weight])
    letters = font.getBestCmap()
    assert {ord(c) for c in "กฮ๐๙ะ์ำเแโใไAz09–“”·×"} <= set(letters)
    assert font["OS/2"].usWeightClass == weight
    assert str(font["name"].getDebugName(1)) == FONT_FAMILY


@pytest.mark.slow  # cuts the fonts twice
def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [p.read_bytes() for p in write_fonts(out=tmp_path / "a")[:2]]
    second = [p.read_bytes() for p in write_fonts(out=tmp_path / "b")[:2]]
    assert first == second
    assert [p.name for p in sorted((tmp_path / "a").iterdir())] == [
        "OFL.txt",
        "Sarabun-400.ttf",
        "Sarabun-700.ttf",
    ]


def test_a_cluster_looks_as_the_published_font_sets_it(tmp_path: Path) -> None:
    """Joining a cluster's glyphs must not move a mark: both fonts give the same picture."""
    plain = TTFont(PACKAGE / "files" / "sarabun-thai-400-normal.woff2")
    plain.flavor = None
    plain.save(tmp_path / "plain.ttf")
    words = [word for word in DIFFICULT.split() if not word.isascii()]
    lines = "".join(f'<text x="9" y="{40 + 40 * i}">{word}</text>' for i, word in enumerate(words))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="{60 + 40 * len(words)}" '
        f'font-family="{FONT_FAMILY}" font-size="30">{lines}</svg>'
    )
    ours, published = (
        resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(file)])
        for file in (font_files()[0], tmp_path / "plain.ttf")
    )
    assert ours == published


def test_thai_in_a_pdf_is_found_as_it_was_written(tmp_path: Path) -> None:
    sample = "".join(cluster + "น " for cluster in list(clusters())[::7])
    (tmp_path / "t.typ").write_text(
        "#set page(width: 80cm)\n"
        f'#set text(font: "{FONT_FAMILY}", size: 9pt, lang: "th")\n{DIFFICULT}\n\n'
        f"*{DIFFICULT}*\n\n{sample}\n",
        encoding="utf-8",
    )
    typst.compile(
        tmp_path / "t.typ",
        output=tmp_path / "t.pdf",
        font_paths=[font_files()[0].parent],
        ignore_system_fonts=True,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "t.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    found = text.split()
    for word in DIFFICULT.split():
        assert found.count(word) >= 2, word
    assert [w for w in sample.split() if w not in found] == []


def test_a_line_is_never_wider_than_it_was_measured() -> None:
    """The measure against what resvg draws: the last inked column."""
    import io

    from PIL import Image

    for weight in WEIGHTS:
        for line in ("ตำบลเมืองเก่า", "อำเภอรัตนวาปี จังหวัดหนองคาย", "ญี่ปุ่น กตัญญู 2563"):
            svg = (
                '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="120">'
                f'<text x="0" y="70" font-size="50" font-weight="{weight}">{line}</text></svg>'
            )
            png = resvg_py.svg_to_bytes(
                svg_string=svg,
                skip_system_fonts=True,
                font_files=[str(f) for f in font_files()],
                font_family=FONT_FAMILY,
            )
            box = Image.open(io.BytesIO(bytes(png))).getbbox()
            assert box is not None
            measured = text_width(line, size=50, weight=weight)
            assert measured - 12 < box[2] <= measured + 1
