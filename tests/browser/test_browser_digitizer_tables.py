"""Tables and archives on the page for drawing: the same records at the same places as Python."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from shapely.geometry.base import BaseGeometry

from muban.gis.reading.read import read_file
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.shapes.records import features_frame
from muban.gis.source import Read
from tests.digitizer_pages import plain_tambon, write_page

pytestmark = pytest.mark.browser

Spots = list[tuple[float, float] | None]


def kml(*placemarks: str, folder: str = "หมู่บ้าน") -> str:
    inside = "".join(
        f"<Folder><name>{name}</name><Placemark><name>{name}</name>"
        f"<Point><coordinates>{at}</coordinates></Point></Placemark></Folder>"
        for name, at in (one.split("@") for one in placemarks)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><Folder><name>{folder}</name>{inside}</Folder></Document></kml>"
    )


def zipped(members: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text, method)
    return out.getvalue()


GPX = (
    '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="16.4" lon="102.8">'
    "<name>จุด</name></wpt></gpx>"
)

FILES: dict[str, tuple[str, bytes]] = {
    "Thai headings": (
        "ก.csv",
        "ชื่อสถานที่,ละติจูด,ลองจิจูด,หมายเหตุ\nวัดกลาง,16.4,102.8,เก่าแก่\nตลาด,16.41,102.81,\n".encode(
            "utf-8-sig"
        ),
    ),
    "Thai digits": ("ก.csv", "ชื่อ,ละติจูด,ลองจิจูด\nวัด,๑๖.๔๐๑,๑๐๒.๘๐๒\n".encode()),
    "semicolons, commas in the text": (
        "ก.csv",
        "ชื่อ;ละติจูด;ลองจิจูด\nวัด ก, ข;16.4;102.8\nวัด ค, ง, จ;16.41;102.81\n".encode(),
    ),
    "Excel names its separator": (
        "ก.csv",
        "sep=;\r\nชื่อ;lat;lon\r\nวัด;16.4;102.8\r\n".encode("utf-8-sig"),
    ),
    "written by Thai Windows": (
        "ก.csv",
        "ชื่อ,ละติจูด,ลองจิจูด\nวัดโพธิ์,16.4,102.8\nบ้านหนองแวง,16.42,102.82\n".encode("cp874"),
    ),
    "Excel's Unicode text": (
        "ก.csv",
        b"\xff\xfe" + "ชื่อ\tละติจูด\tลองจิจูด\nวัด\t16.4\t102.8\n".encode("utf-16-le"),
    ),
    "bars between": ("ก.csv", "ชื่อ|lat|lon\nวัด|16.4|102.8\n".encode()),
    "UTM columns with a zone each": (
        "ก.csv",
        "ชื่อ,พิกัด X,พิกัด Y,โซน\nวัด,260571.4,1978200,48\nศาลา,823000,1979000,47N\n".encode(),
    ),
    "UTM with the zone in the title": (
        "ก.csv",
        'รายการพิกัด UTM Zone 48N,,\nชื่อ,E,N\nวัด,"260,571.40","1,978,200"\n'.encode(),
    ),
    "titles above, headings again below": (
        "ก.csv",
        (
            "บัญชีสถานที่ ตำบลเมืองเก่า,,\nปี 2563,,\nชื่อ,ละติจูด,ลองจิจูด\n"
            "วัด,16.4,102.8\nชื่อ,ละติจูด,ลองจิจูด\nตลาด,16.41,102.81\n"
        ).encode(),
    ),
    "degrees, minutes and seconds": (
        "ก.csv",
        'ชื่อ,ละติจูด (N),ลองจิจูด (E)\nวัด,"16°24\'0""N","102°48\'36""E"\nศาลา,16 24 3,102 48\n'.encode(),
    ),
    "both in one cell": (
        "ก.csv",
        (
            'ชื่อ,พิกัด GPS\nวัด,"16.4, 102.8"\nตลาด,"16.41,102.81"\nศาลา,"(16.42, 102.82)"\n'
            "สระ,N16.43 E102.83\nฝาย,E102.84 N16.44\n"
        ).encode(),
    ),
    "UTM in one cell": (
        "ก.csv",
        "ชื่อ,พิกัด\nวัด,48Q 260571 1978200\nศาลา,47 823000 1979000\n".encode(),
    ),
    "letters know better than headings": (
        "ก.csv",
        "ชื่อ,lat,lon\nวัด,102.8E,16.4N\n".encode(),
    ),
    "rows without a place": (
        "ก.csv",
        "ชื่อ,lat,lon\nวัด,16.4,102.8\nตลาด,,\nศาลา,ไม่ทราบ,ไม่ทราบ\n".encode(),
    ),
    "a line break in a cell": (
        "ก.csv",
        'ชื่อ,lat,lon\n"วัด\nกลาง",16.4,102.8\n"""ตลาด""",16.41,102.81\n'.encode(),
    ),
    "old Macintosh line ends": ("ก.csv", "ชื่อ,lat,lon\rวัด,16.4,102.8\r".encode()),
    "folders in folders": (
        "ก.kmz",
        zipped({"doc.kml": kml("วัด@102.8,16.4", "ตลาด@102.81,16.41,0")}),
    ),
    "the document in a folder of its own": (
        "ก.kmz",
        zipped({"งาน/แผนที่.kml": kml("วัด@102.8,16.4"), "งาน/files/icon.png": b"\x89PNG"}),
    ),
    "a KMZ that is not compressed": (
        "ก.kmz",
        zipped({"doc.kml": kml("วัด@102.8,16.4")}, method=zipfile.ZIP_STORED),
    ),
    "two documents": (
        "ก.kmz",
        zipped({"b.kml": kml("ข@102.81,16.41"), "doc.kml": kml("ก@102.8,16.4", "ค@102.82,16.42")}),
    ),
    "an archive of several kinds": (
        "ก.zip",
        zipped(
            {
                "ก.kml": kml("วัด@102.8,16.4"),
                "ข.gpx": GPX,
                "ค.csv": "ชื่อ,lat,lon\nวัด,16.4,102.8\n".encode("cp874"),
                "Thumbs.db": b"\x00",
            }
        ),
    ),
}

OPEN = """async ([name, text]) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { features, trouble } = await window.muban.open(name, bytes);
    const spots = features.map(({ shapes }) => shapes[0]?.at ?? null);
    return [spots, features.map(({ name }) => name), trouble];
}"""


@pytest.fixture(scope="module")
def drawing_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path_factory.mktemp("page") / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()


def opened(page: Page, name: str, content: bytes) -> tuple[Spots, list[str], list[str]]:
    spots, names, trouble = page.evaluate(OPEN, [name, base64.b64encode(content).decode()])
    return [None if spot is None else (spot[0], spot[1]) for spot in spots], names, trouble


def places(read: Read) -> Spots:
    """Longitude and latitude of each record that came in."""
    layer = points_from_grid(read) if read.kind == "grid" else read
    if layer is None:
        return []
    shapes = features_frame(layer).geometry
    return [place(one) for one in (shapes if shapes.crs is None else shapes.to_crs(4326))]


def place(shape: BaseGeometry | None) -> tuple[float, float] | None:
    return None if shape is None else (shape.centroid.x, shape.centroid.y)


@pytest.mark.parametrize("says", FILES)
def test_the_page_puts_each_record_where_python_does(
    says: str, drawing_page: Page, tmp_path: Path
) -> None:
    name, content = FILES[says]
    (tmp_path / name).write_bytes(content)
    expected = [one for read in read_file(tmp_path / name, tmp_path) for one in places(read)]
    assert expected, "Python reads it"
    spots, names, trouble = opened(drawing_page, name, content)
    assert trouble == []
    assert len(spots) == len(expected)
    assert all(name for name in names)
    for spot, wanted in zip(spots, expected, strict=True):
        assert (spot is None) == (wanted is None)
        if spot and wanted:
            assert spot == pytest.approx(wanted, abs=1e-7)


SAID: dict[str, tuple[str, bytes, str, int]] = {
    "a workbook": ("ก.xlsx", zipped({"xl/workbook.xml": "<workbook/>"}), "Excel", 0),
    "an old workbook": ("ก.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Excel", 0),
    "a PDF": ("ก.pdf", b"%PDF-1.7\n%\xe2\xe3", "ไฟล์เสียหรือเป็นชนิดอื่น", 0),
    "a shapefile in an archive": (
        "ก.zip",
        zipped({"ก.shp": b"\x00\x00\x27\x0a", "ก.kml": kml("วัด@102.8,16.4")}),
        "ไฟล์ชนิดอื่นอยู่ข้างใน",
        1,
    ),
    "UTM without a zone": (
        "ก.csv",
        "ชื่อ,E,N\nวัด,260571,1978200\n".encode(),
        "ไม่บอกโซน",
        0,
    ),
    "latitude and longitude swapped": (
        "ก.csv",
        "ชื่อ,lat,lon\nวัด,102.8,16.4\n".encode(),
        "สลับละติจูดกับลองจิจูด",
        1,
    ),
    "no columns of coordinates": (
        "ก.csv",
        "หมู่ที่,จำนวน\n1,20\n".encode(),
        "ไม่มีคอลัมน์พิกัด",
        0,
    ),
    "half of a KML": (
        "ก.kml",
        kml("วัด@102.8,16.4", "ตลาด@102.81,16.41").encode()[:-90],
        "ขาดกลางคัน",
        1,
    ),
}


@pytest.mark.parametrize("says", SAID)
def test_what_the_page_cannot_read_it_says(says: str, browser: Browser, tmp_path: Path) -> None:
    name, content, words, pins = SAID[says]
    context = browser.new_context(locale="th-TH")
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    page.click('[data-tab="files"]')
    page.set_input_files(
        '[data-field="file"]', {"name": name, "mimeType": "application/x", "buffer": content}
    )
    expect(page.locator("#hint .hint")).to_contain_text(words)
    expect(page.locator("#hint .hint")).to_contain_text(name)
    assert page.evaluate("window.muban.session.drawing.pins.length") == pins
    context.close()


DROP = """([name, text]) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name));
    document.querySelector("#map").dispatchEvent(
        new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


def test_a_file_dropped_on_the_map_comes_in_and_can_be_undone(
    browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(locale="th-TH")
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    name, content = FILES["folders in folders"]
    page.evaluate(DROP, [name, base64.b64encode(content).decode()])
    expect(page.locator("#hint .hint")).to_contain_text("หมุด 2")
    pins = page.evaluate("window.muban.session.drawing.pins.map(({ name }) => name)")
    assert pins == ["วัด", "ตลาด"]
    page.click('[data-tool="undo"]')
    assert page.evaluate("window.muban.session.drawing.pins.length") == 0
    context.close()


def test_a_picture_that_the_browser_cannot_show_is_named(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(locale="th-TH")
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    page.click('[data-tab="files"]')
    page.set_input_files(
        '[data-field="file"]',
        {"name": "แผนที่.heic", "mimeType": "image/heic", "buffer": b"ftypheic"},
    )
    expect(page.locator("#hint .hint")).to_contain_text("แผนที่.heic")
    expect(page.locator(".paper-corner")).to_have_count(0)
    context.close()
