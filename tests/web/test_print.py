"""Printed maps and books: true to scale, searchable, the same each time, safe."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from PIL import Image
from pyproj import Geod

from muban.gis.errors import ConfigError, MubanError
from muban.layers.atlas import Atlas, Place
from muban.layers.indicator.priorities import PriorityRule
from muban.symbology.legend import read_legend
from muban.web.maps.locator import build_locator
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_book import cover_lines, tambon_book, village_book
from muban.web.paper.print_files import print_files
from muban.web.paper.print_frame import MM_PER_PIXEL, PAPERS, graticule, scale_bar
from muban.web.paper.print_map import map_picture, map_sheet
from muban.web.paper.print_parts import legend_rows
from muban.web.paper.print_ranking import ranking_table
from muban.web.paper.typst_document import compile_pdf
from muban.web.settings.config import parse_config
from tests.crowded_tambon import crowded_tambon
from tests.frames import units
from tests.sample_atlas import points_alone, sample_tambon, squares
from tests.seen import seen
from tools.sample.areas import draw_areas

LEGEND = read_legend()
ADDRESS = "https://example.go.th/nongkhai/tambon/431605/"
GEOD = Geod(ellps="WGS84")


def _tambons() -> gpd.GeoDataFrame:
    areas = draw_areas().tambons
    return units([(code, "", "", code[:4], area) for code, area in areas.items()])


IMPRINT = Imprint(
    office="สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี",
    date="10 มีนาคม 2563",
    address=ADDRESS,
    tambons=_tambons(),
)


def build_map(*args: Any, **options: Any) -> bytes:
    return compile_pdf("map.typ", map_sheet(*args, **options))


def build_tambon_book(*args: Any, **options: Any) -> bytes:
    return compile_pdf("book.typ", tambon_book(*args, **options))


def build_village_book(*args: Any, **options: Any) -> bytes:
    return compile_pdf("book.typ", village_book(*args, **options))


def _tool(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def _text(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "print.pdf"
    file.write_bytes(pdf)
    return _tool("pdftotext", "-layout", file, "-")


def _page(pdf: bytes, tmp_path: Path, *, dpi: int, number: int = 1) -> Image.Image:
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    at = str(number)
    _tool(
        "pdftoppm",
        "-r",
        str(dpi),
        "-f",
        at,
        "-l",
        at,
        "-png",
        "-singlefile",
        file,
        tmp_path / "page",
    )
    return Image.open(io.BytesIO((tmp_path / "page.png").read_bytes())).convert("RGB")


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return build_map(seen(sample_tambon()), imprint=IMPRINT)


@pytest.fixture(scope="module")
def book() -> bytes:
    return build_tambon_book(seen(sample_tambon()), imprint=IMPRINT)


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("atlas", [sample_tambon(), squares(1), squares(30)])
def test_the_scale_bar_is_true_to_the_ellipsoid(atlas, name: str) -> None:  # type: ignore[no-untyped-def]
    """Two places on the paper, measured with PROJ's geodesics, against the bar."""
    paper = PAPERS[name]
    picture = map_picture(seen(atlas), paper=paper, imprint=IMPRINT)
    bar = scale_bar(picture)
    middle = paper.map_height / MM_PER_PIXEL / 2
    left = paper.map_width / MM_PER_PIXEL / 2 - bar.mm / MM_PER_PIXEL / 2
    west = picture.lonlat_of(left, middle)
    east = picture.lonlat_of(left + bar.mm / MM_PER_PIXEL, middle)
    assert GEOD.line_length([west[0], east[0]], [west[1], east[1]]) == pytest.approx(
        bar.metres, rel=0.01
    )
    north, south = picture.lonlat_of(500, 10), picture.lonlat_of(500, 10 + bar.mm / MM_PER_PIXEL)
    assert GEOD.line_length([north[0], south[0]], [north[1], south[1]]) == pytest.approx(
        bar.metres, rel=0.012
    )
    assert bar.scale == pytest.approx(bar.metres * 1000 / bar.mm, rel=0.006)


def test_the_bar_on_paper_is_as_long_as_it_says(sheet: bytes, tmp_path: Path) -> None:
    """Measured on the printed page: the black half, and the frame beside it."""
    paper = PAPERS["a4"]
    picture = map_picture(seen(sample_tambon()), paper=paper, imprint=IMPRINT)
    dpi = 300
    image = _page(sheet, tmp_path, dpi=dpi).convert("L")
    pixels = dpi / 25.4
    left, top = paper.map_left * pixels, (paper.map_top + paper.map_height + 4) * pixels
    strip = image.crop((int(left) - 3, int(top), int(left + 60 * pixels), image.height))
    dark = strip.point(lambda value: 255 * (value < 80))
    runs = [
        run
        for y in range(dark.height)
        for run in re.findall(rb"\xff+", dark.crop((0, y, dark.width, y + 1)).tobytes())
    ]
    longest = max(map(len, runs))  # the outline of the whole bar
    assert longest / pixels == pytest.approx(scale_bar(picture).mm, rel=0.01)


def test_coordinates_at_the_edge_stand_where_the_place_is() -> None:
    paper = PAPERS["a4"]
    picture = map_picture(seen(sample_tambon()), paper=paper, imprint=IMPRINT)
    lons, lats = graticule(picture, paper)
    assert len(lons) >= 2
    assert len(lats) >= 2
    for tick in lons:
        degrees, minutes = re.fullmatch(r"(\d+)°([\d.]+)′", tick.text).groups()  # type: ignore[union-attr]
        lon, _ = picture.lonlat_of(tick.mm / MM_PER_PIXEL, 100)
        assert lon == pytest.approx(int(degrees) + float(minutes) / 60, abs=2e-5)
    for tick in lats:
        degrees, minutes = re.fullmatch(r"(\d+)°([\d.]+)′", tick.text).groups()  # type: ignore[union-attr]
        _, lat = picture.lonlat_of(100, tick.mm / MM_PER_PIXEL)
        assert lat == pytest.approx(int(degrees) + float(minutes) / 60, abs=2e-5)


def test_all_thai_on_a_map_can_be_searched(sheet: bytes, tmp_path: Path) -> None:
    text = _text(sheet, tmp_path)
    for words in (
        "ตำบลโพนแพง",
        "อำเภอรัตนวาปี",
        "จังหวัดหนองคาย",
        "ตัวอย่าง",
        "ปีงบประมาณ พ.ศ. 2563",
        "ข้อมูล ณ 10 มีนาคม 2563",
        "สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี",
        "มาตราส่วนประมาณ 1 :",
        "แหล่งข้อมูล",
        "103°12′",
        "สีพื้น: CIA ด้านอาชีพ ปี 2562",
        "ไม่มีข้อมูล",
    ):
        assert words in text, words
    for name in sample_tambon().villages["name"]:
        assert name.removeprefix("บ้าน") in text, name


def test_every_symbol_used_is_explained_and_no_other(sheet: bytes, tmp_path: Path) -> None:
    text = re.sub(r"\s+", "", _text(sheet, tmp_path))
    used = set(sample_tambon().landmarks["landmark_kind"])
    for symbol in LEGEND:
        details = re.sub(r"\s+", "", symbol.details_th)
        assert (details[:14] in text) == (symbol.id in used), symbol.id
    rows = legend_rows(sample_tambon(), LEGEND, IMPRINT)
    assert sum(int(s["count"]) for g in rows["groups"] for s in g["symbols"]) == 46


def test_villages_that_are_points_are_named_and_explained_in_print(tmp_path: Path) -> None:
    tambon = points_alone()
    text = _text(build_map(seen(tambon), imprint=IMPRINT), tmp_path)
    for name in tambon.villages["name"]:
        assert name.removeprefix("บ้าน") in text, name
    assert "หมู่บ้านที่ยังไม่มีแนวเขต" in text
    assert len(legend_rows(tambon, LEGEND, IMPRINT)["lines"]) == 1, "there is no line to explain"


def test_fonts_are_embedded_and_the_map_is_vector(book: bytes, tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(book)
    fonts = _tool("pdffonts", file).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert "Sarabun" in font
        assert font.split()[-5:-2] == ["yes", "yes", "yes"], "embedded, subset, with its text"
    assert len(_tool("pdfimages", "-list", file).splitlines()) == 2, "no pixel pictures"


def test_the_same_data_gives_the_same_pdf_without_a_clock(sheet: bytes, tmp_path: Path) -> None:
    assert build_map(seen(sample_tambon()), imprint=IMPRINT) == sheet
    (tmp_path / "m.pdf").write_bytes(sheet)
    assert not re.search(r"Date:.*(202[4-9]|20[3-9]\d)", _tool("pdfinfo", tmp_path / "m.pdf"))


@pytest.mark.parametrize("name", PAPERS)
def test_paper_sizes_are_true(name: str, tmp_path: Path) -> None:
    (tmp_path / "m.pdf").write_bytes(build_map(seen(squares(2)), imprint=Imprint(), paper=name))
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", _tool("pdfinfo", tmp_path / "m.pdf"))
    assert size is not None
    paper = PAPERS[name]
    assert float(size[1]) / 72 * 25.4 == pytest.approx(paper.width, abs=0.1)
    assert float(size[2]) / 72 * 25.4 == pytest.approx(paper.height, abs=0.1)


def test_classes_stay_apart_on_a_black_and_white_copy() -> None:
    """Grey levels of the ramp differ by far more than a copier blurs."""
    greys = [
        sum(w * int(color[i : i + 2], 16) for w, i in ((0.299, 1), (0.587, 3), (0.114, 5)))
        for color in LEGEND.classes.ramp
    ]
    assert greys == sorted(greys, reverse=True)
    assert min(a - b for a, b in pairwise(greys)) > 20
    shapes = {symbol.shape for symbol in LEGEND}
    assert len(shapes) == len(LEGEND.groups), "every group has a shape of its own"


def test_the_locator_marks_one_tambon_and_is_left_out_where_there_is_no_map() -> None:
    svg = build_locator(_tambons(), "431605")
    assert svg.count("<path") == 62
    assert build_locator(_tambons(), "999999") == ""
    assert build_locator(_tambons().iloc[:1], "430101") == ""
    data = map_sheet(seen(sample_tambon()), imprint=Imprint())
    assert data["locator"]["svg"] == ""
    assert data["qr"] == ""


def test_covers_say_what_the_letter_asks_for() -> None:
    lines = cover_lines(sample_tambon(), None, IMPRINT)
    assert lines["title"] == ["สารสนเทศตำบลต้นแบบเพื่อการพัฒนาคุณภาพชีวิต"]
    assert lines["front"] == ["ตำบลโพนแพง อำเภอรัตนวาปี", "จังหวัดหนองคาย ปีงบประมาณ 2563"]
    assert lines["back"] == [
        "สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี",
        "จังหวัดหนองคาย",
        "กรมการพัฒนาชุมชน กระทรวงมหาดไทย",
    ]


def test_the_words_of_the_covers_are_the_letters(shared: Path) -> None:
    letter = (shared / "data/letter/letter.txt").read_text(encoding="utf-8").splitlines()
    own = sample_tambon()
    for code in (None, "43160508"):
        lines = cover_lines(own, code, IMPRINT)
        assert set(lines["title"]) <= set(letter)
        assert lines["back"][-1] in letter


def test_a_book_holds_its_parts_in_order(book: bytes, tmp_path: Path) -> None:
    text = _text(book, tmp_path)
    parts = [
        "ส่วนที่ 2.3",
        "คำอธิบายสัญลักษณ์",
        "รายละเอียดของสัญลักษณ์",
        "ข้อมูลรายหมู่บ้าน",
        "สถานที่สำคัญตามกลุ่ม",
        "ผลการวิเคราะห์ข้อมูลชุมชนด้วยโปรแกรม CIA",
        "แผนภาพจัดลำดับความสำคัญของปัญหา",
        "หลักฐานการเผยแพร่",
        "กรมการพัฒนาชุมชน กระทรวงมหาดไทย",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert ADDRESS in text
    assert "ไม่มีผลวิเคราะห์" in text, "หมู่ 12 has no result, and the book says so"
    for name in sample_tambon().landmarks["name"]:
        assert name in text, name
    assert "5,814" in text, "people of all villages"


def test_a_crowded_sheet_marks_every_landmark_in_its_place_and_names_them_all(
    tmp_path: Path,
) -> None:
    crowded = seen(crowded_tambon())
    names = list(crowded.tambon.landmarks["name"])
    assert len(names) == len(set(names)) == 200
    sheet = map_sheet(crowded, imprint=IMPRINT)
    assert sheet["map"].count("<circle data-landmark-kind=") == 200
    text = " ".join(_text(build_map(crowded, imprint=IMPRINT), tmp_path).split())
    assert "สถานที่ 200 แห่ง" in text
    index = text.rpartition("สถานที่สำคัญตามกลุ่ม")[2]
    assert sorted(re.findall(r"สถานที่ \d+", index)) == sorted(names)
    listed = {
        place["text"]: place
        for group in sheet["landmarks"]
        for kind in group["kinds"]
        for place in kind["places"]
    }
    assert sorted(int(place["number"]) for place in listed.values()) == list(range(1, 201))
    on_sheets = {"": sheet["numbers"]} | {
        part["title"].split()[-1]: part["numbers"] for part in sheet["close_ups"]
    }
    found = {letter: _numbers_on(svg) for letter, svg in on_sheets.items()}
    for name, key in zip(names, crowded.tambon.landmarks["landmark_id"], strict=True):
        place = listed[name]
        assert found[place["sheet"]][key][0] == place["number"], name


def _numbers_on(svg: str) -> dict[str, tuple[str, float, float, float]]:
    """Numbers drawn over a map, by landmark: text, place, and size, in cells."""
    size = float(re.search(r'font-size="([\d.]+)"[^>]*text-anchor="middle" stroke', svg)[1])  # type: ignore[index]
    texts = re.findall(r'<text data-number-of="(\w+)" x="([-\d.]+)" y="([-\d.]+)"[^>]*>(\d+)<', svg)
    return {key: (text, float(x), float(y), size) for key, x, y, text in texts}


@pytest.mark.parametrize("pins", [200, 40])
def test_numbers_on_a_sheet_lie_on_nothing_and_near_their_place(pins: int) -> None:
    """Told from what is drawn: the digits' ink against each other and against every dot."""
    crowded = seen(crowded_tambon(pins=pins))
    sheet = map_sheet(crowded, imprint=IMPRINT)
    for part in (sheet, *sheet["close_ups"]):
        numbers = _numbers_on(part["numbers"])
        boxes = [
            (x - 0.28 * size * len(text), y - 0.7 * size, x + 0.28 * size * len(text), y)
            for text, x, y, size in numbers.values()
        ]
        dots = re.findall(
            r'<circle data-landmark-kind="\w+" cx="([\d.-]+)" cy="([\d.-]+)"', part["map"]
        )
        for i, (left, top, right, bottom) in enumerate(boxes):
            for a, b, c, d in boxes[:i]:
                assert not (left < c and a < right and top < d and b < bottom)
            for x, y in dots:
                assert not (left < float(x) < right and top < float(y) < bottom)
    places = {at.id: (at.x, at.y) for at in crowded.ground.landmarks}
    for key, (_, x, y, size) in _numbers_on(sheet["numbers"]).items():
        assert abs(x - places[key][0]) < 7 * size, "a few lines away at the most"
        assert abs(y - places[key][1]) < 7 * size


def test_a_villages_book_is_about_that_village(tmp_path: Path) -> None:
    pdf = build_village_book(seen(sample_tambon()), "43160508", imprint=IMPRINT)
    text = _text(pdf, tmp_path)
    assert "บ้านเปงจาน หมู่ที่ 8 ตำบลโพนแพง" in text
    assert "ส่วนที่ 2.2" in text
    assert "วัดศรีเปงจาน" in text
    assert "วัดศรีโพนแพง" not in text
    assert "ผล CIA 1 หมู่บ้าน" in text
    with pytest.raises(KeyError):
        build_village_book(seen(sample_tambon()), "43160599", imprint=IMPRINT)


@pytest.mark.parametrize("atlas", [squares(1), squares(30), squares(0)])
def test_a_book_without_landmarks_results_and_address_is_whole(atlas, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = _text(build_tambon_book(seen(atlas), imprint=Imprint()), tmp_path)
    assert "ไม่มีสถานที่สำคัญในข้อมูล" in text
    assert "ยังไม่ได้ระบุที่อยู่เว็บไซต์" in text


def test_text_of_a_file_is_never_markup(tmp_path: Path) -> None:
    evil = '#read("/etc/hostname") $x$ *ก* <a> @b \\ "'
    atlas = sample_tambon()
    names = atlas.landmarks.assign(name=evil)
    hostile = replace(atlas, tambon=Place("431605", evil, ""), landmarks=names, sources=())
    imprint = replace(IMPRINT, office=evil, date=evil, lang="th")
    text = _text(build_tambon_book(seen(hostile), imprint=imprint), tmp_path)
    assert '#read("/etc/hostname")' in text
    assert "*ก*" in text


def test_figures_are_thai_where_the_project_asks(tmp_path: Path) -> None:
    text = _text(
        build_map(seen(sample_tambon()), imprint=replace(IMPRINT, thai_digits=True)),
        tmp_path,
    )
    assert "ปีงบประมาณ พ.ศ. ๒๕๖๓" in text
    assert "๑๐๓°๑๒′" in text


def test_the_decision_diagram_ranks_by_the_rule_it_states(tmp_path: Path) -> None:
    """Against the tambon's mean the sample's occupation is a problem of these, by hand."""
    values = {1: 74, 2: 66, 3: 71, 4: 58, 5: 49, 6: 63, 7: 55, 8: 82, 9: 69, 10: 44, 11: 52, 13: 60}
    mean = sum(values.values()) / len(values)
    rule = PriorityRule(below="tambon_mean")
    table = ranking_table(sample_tambon(), IMPRINT, rule=rule)
    assert table is not None
    column = table["domains"].index("อาชีพ")
    marked = {
        v["name"].rsplit(" ", 1)[1] for v in table["villages"] if v["cells"][column]["is_problem"]
    }
    assert marked == {str(moo) for moo, value in values.items() if value < mean}
    assert table["villages"][-1]["rank"] == "–", "the village without results has no rank"
    pdf = build_tambon_book(seen(sample_tambon()), imprint=IMPRINT, rule=rule)
    text = re.sub(r"\s+", "", _text(pdf, tmp_path))
    assert re.sub(r"\s+", "", rule.sentences()[0]) in text
    assert ranking_table(squares(3), IMPRINT) is None


def test_files_are_named_by_code_and_unknown_codes_are_refused(tmp_path: Path) -> None:
    config = parse_config('title = "ทดสอบ"')
    place = Place("43", "หนองคาย")
    own = sample_tambon()
    atlas = Atlas(
        title="ทดสอบ",
        province=place,
        fiscal_year_be=2563,
        amphoes=_tambons().iloc[:0],
        tambons=_tambons(),
        designations=own.designations,
        pages=(own,),
    )
    made = print_files(atlas, config, legend=LEGEND, base_url="https://x.go.th/m")
    assert list(made) == ["map-431605-a4.pdf"]
    assert list(print_files(atlas, config, legend=LEGEND, only=("43160508",))) == [
        "book-43160508.pdf"
    ]
    for code in ("430101", "43160577", "x"):
        with pytest.raises(ConfigError, match=code):
            print_files(atlas, config, legend=LEGEND, only=(code,))


def test_nothing_personal_goes_to_print(tmp_path: Path) -> None:
    own = sample_tambon()
    planted = own.landmarks.assign(name="บ้านนายสมชาย ใจดี โทร 081-234-5678")
    atlas = Atlas(
        title="ทดสอบ",
        province=Place("43", "หนองคาย"),
        fiscal_year_be=2563,
        amphoes=_tambons().iloc[:0],
        tambons=_tambons(),
        designations=own.designations,
        pages=(replace(own, landmarks=planted),),
    )
    config = parse_config('title = "ทดสอบ"')
    for book in (True, False):
        with pytest.raises(MubanError, match="personal items"):
            print_files(atlas, config, legend=LEGEND, book=book)


def test_a_template_that_fails_is_a_bug_of_ours_and_says_so() -> None:
    with pytest.raises(RuntimeError):
        compile_pdf("map.typ", {})
