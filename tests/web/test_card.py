"""The picture that a shared link shows: right size, nothing cut, nothing too small."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import replace
from itertools import pairwise

import geopandas as gpd
import pandas as pd
import pytest
from PIL import Image

from muban.layers.atlas import Atlas, Place
from muban.layers.frame_check import typed
from muban.layers.frames import DESIGNATION_COLUMNS
from muban.symbology.legend import read_legend
from muban.web.paper.card import SHAPES, build_cards, card_svg, lines_of
from muban.web.paper.card_foot import CardFoot, qr_path
from muban.web.paper.card_layout import SMALLEST, CardWords, set_lines, syllable_starts
from muban.web.paper.card_province import build_province_cards, province_words
from muban.web.paper.card_words import card_words
from muban.web.paper.raster import svg_to_png
from tests.built_pages import designation_row
from tests.frames import units
from tests.sample_atlas import sample_tambon, squares
from tests.seen import seen

LEGEND = read_legend()
ATLASES = {
    "sample": sample_tambon(),
    "one village, long names, no landmarks": squares(1),
    "thirty villages": squares(30),
    "no villages": squares(0),
}
LONGEST = CardWords(
    kicker="แผนที่หมู่บ้าน · ตัวอย่าง",
    title=("ตำบล", "พระบาทนาสิงห์หนองบัวเงินพัฒนาเหนือใหม่ใต้กลางทุ่ง"),
    place=("อำเภอเฉลิมพระเกียรติเมืองหนองบัวเงินพัฒนา", "จังหวัดพระนครศรีอยุธยา"),
    figures=(("1,234", "หมู่บ้าน"), ("12,345", "สถานที่"), ("๒๕๖๓", "ปี พ.ศ.")),
)


@pytest.fixture(scope="module")
def cards() -> dict[str, dict[str, bytes]]:
    return {name: build_cards(seen(atlas)) for name, atlas in ATLASES.items()}


@pytest.mark.parametrize("name", ATLASES)
def test_a_card_is_what_facebook_takes(cards: dict[str, dict[str, bytes]], name: str) -> None:
    made = list(cards[name].items())
    for (file, png), shape in zip(made, SHAPES, strict=True):
        assert re.fullmatch(rf"{shape.id}-[0-9a-f]{{12}}\.png", file)
        assert hashlib.sha256(png).hexdigest().startswith(file[-16:-4])
        image = Image.open(io.BytesIO(png))
        assert image.format == "PNG"
        assert image.size == (shape.width, shape.height)
        assert len(png) < 600_000, "Facebook takes 8 MB; a phone should not have to"


def test_the_same_tambon_gives_the_same_cards(cards: dict[str, dict[str, bytes]]) -> None:
    assert build_cards(seen(ATLASES["sample"])) == cards["sample"]


def test_a_card_changes_its_name_with_its_content(cards: dict[str, dict[str, bytes]]) -> None:
    later = replace(ATLASES["sample"], fiscal_year_be=2564)
    assert not set(build_cards(seen(later))) & set(cards["sample"])


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)
@pytest.mark.parametrize("words", [*(card_words(a) for a in ATLASES.values()), LONGEST])
def test_no_line_of_text_is_cut_or_too_small(words: CardWords, shape) -> None:  # type: ignore[no-untyped-def]
    left, top, width, bottom = shape.column
    lines = lines_of(words, shape)
    assert (
        "".join(line.text for line in lines)
        .replace(" ", "")
        .startswith((words.kicker + "".join(words.title)).replace(" ", ""))
    )
    for line in lines:
        assert line.size >= SMALLEST
        assert line.x >= left
        assert line.x + line.width <= left + width + 0.5, line.text
        assert top <= line.y - 0.6 * line.size
        assert line.y + 0.2 * line.size <= bottom + 1
    below = [line for line in lines if line.y > bottom - 20]
    for one, following in pairwise(sorted(below, key=lambda line: line.x)):
        assert following.x - (one.x + one.width) >= 16, "two words of figures run together"
    # Where ink is drawn, found independently of the measuring: nothing right of the column.
    plain = card_svg(
        words, replace(shape, panel=(0, 0, shape.width, shape.height)), "", legend=LEGEND
    )
    png = svg_to_png(plain, width=shape.width, height=shape.height)
    image = Image.open(io.BytesIO(png)).convert("L").point(lambda v: 255 * (v < 200))
    box = image.getbbox()
    assert box is not None
    assert box[0] >= left - 4
    assert box[2] <= left + width + 2
    assert box[3] <= bottom + 12


def test_figures_too_long_for_a_card_are_still_of_a_size_that_can_be_read() -> None:
    """24 px of a card are 12 on a phone that shows it at half its width."""
    long = replace(LONGEST, figures=(("1,234,567", "หมู่บ้านที่ผ่านการประเมินระดับจังหวัด"),) * 3)
    for shape in SHAPES:
        below = [line for line in lines_of(long, shape) if line.text in {*long.figures[0]}]
        assert len(below) == 6
        assert min(line.size for line in below) == 24


@pytest.mark.parametrize("words", [card_words(a) for a in ATLASES.values()])
def test_what_and_where_stay_clear_of_the_figures(words: CardWords) -> None:
    for shape in SHAPES:
        lines = lines_of(words, shape)
        words_end = max(line.y for line in lines[: -2 * len(words.figures)])
        figures_start = min(line.y - line.size for line in lines[-2 * len(words.figures) :])
        assert words_end < figures_start
        if shape.id == "square":
            assert words_end + 10 < shape.panel[3]


def test_nothing_on_the_map_is_smaller_than_24_px() -> None:
    from muban.web.maps.picture import PictureOptions, PictureSize, build_picture

    size = PictureSize(width=1200, height=630, label=29, symbol=32, padding=(30, 30, 30, 470))
    svg = build_picture(
        seen(sample_tambon()).ground, legend=LEGEND, options=PictureOptions(size=size)
    ).svg
    view = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+)', svg)
    assert view is not None
    scale = 1200 / float(view[1])
    sizes = [float(found) * scale for found in re.findall(r'font-size="([\d.]+)"', svg)]
    assert sizes
    assert min(sizes) >= SMALLEST - 0.1


def test_a_sample_says_so_and_a_survey_does_not() -> None:
    assert "ตัวอย่าง" in card_words(ATLASES["sample"]).kicker
    assert "ตัวอย่าง" not in card_words(ATLASES["thirty villages"]).kicker


def test_figures_count_what_is_there() -> None:
    assert card_words(ATLASES["sample"]).figures == (
        ("13", "หมู่บ้าน"),
        ("46", "สถานที่"),
        ("2563", "ปี พ.ศ."),
    )
    assert card_words(ATLASES["sample"], thai_digits=True).figures[0] == ("๑๓", "หมู่บ้าน")


def test_thai_breaks_before_a_syllable_and_never_inside_a_cluster() -> None:
    lines = [line for line, _ in set_lines(LONGEST.title, width=374, largest=84, weight=700)]
    assert "".join(lines) == "".join(LONGEST.title)
    for line in lines[1:]:
        assert line[0] not in "ะาำัิีึืุู็่้๊๋์"
    assert syllable_starts("เมืองเก่า") == [5]


def test_text_of_a_file_is_text_on_a_card() -> None:
    evil = replace(sample_tambon(), tambon=replace(sample_tambon().tambon, name="<script>&\"'"))
    svg = card_svg(card_words(evil), SHAPES[0], "", legend=LEGEND)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert build_cards(seen(evil))


def test_a_province_counts_villages_once_and_unknown_ones_by_their_row() -> None:
    said = [
        (1, 2555, "province", "exact", "บ้านเปงจาน", 8),
        (2, 2560, "amphoe", "exact", "บ้านเปงจาน", 8),
        (3, 2560, "amphoe", "duplicate", "บ้านโพนสว่าง", 9),
        (4, 2561, "amphoe", "needs_person", "บ้านกลาง", None),
        (5, 2562, "amphoe", "needs_person", "บ้านขาม", None),
    ]
    made = [designation_row(*row, "431605", None, None, "none") for row in said]
    rows = typed(pd.DataFrame(made, columns=list(DESIGNATION_COLUMNS)), DESIGNATION_COLUMNS)
    whole = sample_tambon()
    tambons = gpd.GeoDataFrame(
        {"code": ["431605"], "name": ["โพนแพง"], "name_en": [""], "amphoe_code": ["4316"]},
        geometry=[whole.official],
        crs=4326,
    )
    atlas = Atlas(
        title="จังหวัดหนองคาย",
        province=Place("43", "หนองคาย"),
        fiscal_year_be=2563,
        amphoes=tambons.assign(code="4316", name="รัตนวาปี"),
        tambons=tambons,
        designations=rows,
        pages=(),
    )
    words = province_words(atlas)
    assert words.figures == (("3", "หมู่บ้าน"), ("4", "ปี"), ("1", "อำเภอ"))
    assert words.place == ("ปี 2555–2562", "ล่าสุด 2562: ขาม"), "the newest year, by name"
    assert words.title == ("จังหวัด", "หนองคาย")
    empty = province_words(replace(atlas, designations=rows.iloc[:0]))
    assert empty.place == ()
    cards = build_province_cards(replace(atlas, designations=whole.designations), legend=LEGEND)
    assert [name.split("-")[0] for name in cards] == ["card", "square"]


def test_pins_that_no_tambon_has_are_counted_as_places_and_not_as_a_tambon() -> None:
    whole = sample_tambon()
    page = replace(whole, tambon=Place(None, "หมุดของเรา"), villages=whole.villages.iloc[:0])
    atlas = Atlas(
        title="หมุดของเรา",
        province=Place("", ""),
        fiscal_year_be=0,
        amphoes=units(),
        tambons=units(),
        designations=whole.designations.iloc[:0],
        pages=(page,),
    )
    assert province_words(atlas).figures == (("46", "สถานที่"),)
    with_villages = replace(atlas, pages=(page, whole))
    assert province_words(with_villages).figures == (
        ("13", "หมู่บ้าน"),
        ("92", "สถานที่"),
        ("1", "ตำบล"),
    )


def test_a_tambons_card_names_its_starred_village_and_says_what_its_colours_mean() -> None:
    """A star beside «หมู่ 8», and a colour without a key, tell nobody anything."""
    view = seen(sample_tambon())
    assert "ดีเด่น: เปงจาน 2555" in card_words(sample_tambon()).place
    shown = view.views.shown
    assert shown is not None
    foot = CardFoot(shown, "สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี", "https://example.go.th/m/", "th")
    svg = foot.svg(470, 450, 1170)
    said = re.findall(r">([^<>]*[^<>\s][^<>]*)</text>", svg)
    assert said == [
        "CIA อาชีพ ปี 2562 · ค่ามากดีกว่า",
        shown.classes.labels[0],
        shown.classes.labels[-1],
        "จัดทำโดย สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี",
    ]
    assert re.findall(r'fill="(#\w+)" stroke', svg) == list(shown.classes.colours)
    assert CardFoot().svg(0, 0, 100) == ""


def test_the_code_on_a_card_is_of_its_page_and_has_room_around_it() -> None:
    """Drawn large, the card's own code is read back by comparing it with the standard's."""
    import segno

    made = qr_path("https://example.go.th/m/tambon/431605/")
    modules = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1", made["d"])}
    code = segno.make("https://example.go.th/m/tambon/431605/", error="m", micro=False)
    dark = {(x + 4, y + 4) for y, row in enumerate(code.matrix) for x, v in enumerate(row) if v}
    assert modules == dark
    assert made["size"] == code.symbol_size(border=4)[0]
