"""Cards are drawn by Skia from outlines; resvg, which shapes texts by itself, is the witness."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
import resvg_py
from lxml import etree
from numpy.typing import NDArray
from PIL import Image

from muban.symbology.legend import read_legend
from muban.web.maps.picture import PictureOptions, PictureSize, build_picture
from muban.web.paper.card import SHAPES, card_svg
from muban.web.paper.card_words import card_words
from muban.web.paper.fonts import FONT_FAMILY, font_files, text_width
from muban.web.paper.outlines import outlined, shaped
from muban.web.paper.raster import png_of, svg_to_png
from tests.sample_atlas import sample_tambon
from tests.seen import seen

FLAT = 64
"""Of 255: more than this differs only what is drawn elsewhere, not an edge drawn softer."""


def witness(svg: str) -> NDArray[np.int16]:
    """The same SVG as resvg draws it, with our fonts and no others."""
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(file) for file in font_files()],
        font_family=FONT_FAMILY,
    )
    return np.asarray(Image.open(io.BytesIO(bytes(png))).convert("RGB")).astype(np.int16)


def drawn(svg: str, width: int, height: int) -> NDArray[np.int16]:
    png = svg_to_png(svg, width=width, height=height)
    return np.asarray(Image.open(io.BytesIO(png))).astype(np.int16)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)
def test_a_card_is_what_another_renderer_draws(shape) -> None:  # type: ignore[no-untyped-def]
    view = seen(sample_tambon())
    size = PictureSize(shape.width, shape.height, 29, 32, shape.padding)
    options = PictureOptions(size=size, fills=view.fills, fonts=FONT_FAMILY, line=1.3)
    picture = build_picture(view.ground, legend=view.legend, options=options).svg
    svg = card_svg(card_words(view.tambon), shape, picture, legend=read_legend(), key="ทับกัน")
    apart = np.abs(drawn(svg, shape.width, shape.height) - witness(svg)).max(axis=2)
    assert apart.mean() < 1
    assert (apart > FLAT).mean() < 0.0005


@pytest.mark.parametrize("text", ["น้ำใต้ ปู่ญี่ปุ่น", "หมู่ ๑๒ ฏุ ฐูป", "Ban Mi Chai 12", "กั้นที่ป่า"])
@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_a_text_stands_where_another_renderer_sets_it(text: str, anchor: str) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="120">'
        '<rect width="600" height="120" fill="#ffffff"/>'
        f'<g font-family="{FONT_FAMILY}" text-anchor="{anchor}" fill="#1f2a30" stroke="#c0d0e0" '
        'stroke-width="6" stroke-linejoin="round" paint-order="stroke">'
        f'<text x="300" y="80" font-size="40" font-weight="600">{text}</text></g></svg>'
    )
    apart = np.abs(drawn(svg, 600, 120) - witness(svg)).max(axis=2)
    assert (apart > FLAT).mean() < 0.001


def test_marks_have_no_width_and_a_line_is_never_wider_than_measured() -> None:
    glyphs, reach = shaped("ที่ดินป่าไม้")
    assert glyphs
    assert reach == shaped("ทดินปาไม")[1]
    assert reach <= text_width("ที่ดินป่าไม้", size=1000) + 1e-6


def test_what_is_said_without_fonts_keeps_order_and_leaves_out_nothing() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><symbol id="s" viewBox="-1 -1 26 26">'
        '<path d="M0 0h9" paint-order="stroke" stroke="#fff" fill="#000"/></symbol></defs>'
        '<text>ก</text><use href="#s" x="3" y="4" width="52" height="52"/><title>นอก</title></svg>'
    )
    *root, outlines = etree.fromstring(outlined(svg))
    assert [etree.QName(one).localname for one in root] == ["defs", "g", "use"]
    assert [one.get("d") for one in outlines] == [shaped("ก")[0][0].d]
    assert root[2].get("transform") == "translate(3.0 4.0) scale(2.0) translate(1.0 1.0)"
    [below, above] = root[0][0]
    assert (below.get("fill"), below.get("stroke")) == ("none", "#fff")
    assert (above.get("fill"), above.get("stroke")) == ("#000", "none")


def test_a_png_has_the_pixels_that_it_was_given() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3)).astype(np.uint8)
    png = png_of(pixels)
    image = Image.open(io.BytesIO(png))
    assert (image.mode, image.size) == ("RGB", (5, 7))
    assert (np.asarray(image) == pixels).all()
    assert zlib.crc32(png[12:29]).to_bytes(4, "big") == png[29:33]


def test_a_glyph_that_stands_often_is_said_once_and_drawn_each_time() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g stroke="#fff" stroke-width="2">'
        '<text y="20">กาก</text></g><text y="50" font-size="40">ก</text></svg>'
    )
    root = etree.fromstring(outlined(svg))
    outlines = {one.get("id"): one.get("d") for one in root[-1]}
    ko, aa, _ = (glyph.d for glyph in shaped("กาก")[0])
    link = "{http://www.w3.org/1999/xlink}href"
    used = [outlines[one.get(link)[1:]] for one in root.iter("{*}use")]
    assert used == [ko, aa, ko, ko, aa, ko, ko]  # below, above, and the other line
    assert list(outlines.values()) == [ko, aa]


def test_what_can_be_seen_through_keeps_its_colour() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg">'
        '<rect width="8" height="8" fill="#f00" opacity="0.5"/></svg>'
    )
    drawn = Image.open(io.BytesIO(svg_to_png(svg, width=8, height=8)))
    assert drawn.mode == "RGB"
    assert drawn.getpixel((4, 4)) == (255, 0, 0)
