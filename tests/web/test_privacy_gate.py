"""The last wall finds personal data in every format that a site may hold."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import time
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

from muban.gis.errors import MubanError, RefusedError
from muban.layers.personal.photo_metadata import find_metadata, is_photo, strip
from muban.layers.personal.privacy import PrivacyRule
from muban.web.building.build import BuildOptions, build_site
from muban.web.gate.privacy_gate import check_site, refuse_personal
from muban.web.project import read_project
from tests.layers.test_privacy_planted import planted
from tests.small_projects import DRAWN, pins, survey_of

Maker = Callable[[str], bytes]


def page(text: str) -> bytes:
    return f"<!doctype html><html><body><p>ก่อน</p><p>{escape(text)}</p></body></html>".encode()


def page_in_pieces(text: str) -> bytes:
    """Bold letters inside a name must not hide it."""
    first, rest = text[: len(text) // 2], text[len(text) // 2 :]
    return f"<p><b>{escape(first)}</b>{escape(rest)}</p>".encode()


def page_attribute(text: str) -> bytes:
    return f'<img alt="{escape(text)}" src="a.png">'.encode()


def page_json(text: str) -> bytes:
    data = json.dumps({"villages": [{"name": text}]}).replace("<", "\\u003c")
    return f'<script type="application/json">{data}</script><p>x</p>'.encode()


def page_comment(text: str) -> bytes:
    return f"<p>x</p><!-- {text.replace('--', '- -')} -->".encode()


def geojson(text: str) -> bytes:
    point = {"type": "Point", "coordinates": [102.7363744, 17.8813603]}
    feature = {"type": "Feature", "geometry": point, "properties": {"name": text}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def table(text: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["village_code", "note"], ["43160501", text]])
    return ("\ufeff" + out.getvalue()).encode()


def workbook(text: str) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["รหัส", "หมายเหตุ"])
    sheet.append(["43160501", None])
    sheet["B2"] = text
    sheet["B2"].data_type = "s"
    return saved(book)


def workbook_comment(text: str) -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "x"
    book.worksheets[0]["A1"].comment = Comment(text, "ก")
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def geopackage(text: str) -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE landmarks (fid INTEGER, name TEXT)")
    database.execute("INSERT INTO landmarks VALUES (1, ?)", (text,))
    database.commit()
    return database.serialize()


def kml(text: str) -> bytes:
    return (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><ExtendedData><Data name="x">'
        f"<value>{escape(text)}</value></Data></ExtendedData>"
        "<Point><coordinates>102.7363744,17.8813603,0</coordinates></Point></Placemark></kml>"
    ).encode()


def kmz(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("doc.kml", kml(text))
    return out.getvalue()


def drawing(text: str) -> bytes:
    half = len(text) // 2
    spans = f"<tspan>{escape(text[:half])}</tspan><tspan>{escape(text[half:])}</tspan>"
    path = '<path d="M0 8123 4567 812 345 6789z"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg">{path}<text>{spans}</text></svg>'.encode()


def script(text: str) -> bytes:
    return f"const words={json.dumps({'a': text}, ensure_ascii=True)};".encode()


def plain(text: str) -> bytes:
    return text.encode()


FORMATS: dict[str, Maker] = {
    "a.html": page,
    "b.html": page_in_pieces,
    "c.html": page_attribute,
    "d.html": page_json,
    "e.html": page_comment,
    "f.geojson": geojson,
    "g.csv": table,
    "h.xlsx": workbook,
    "i.xlsx": workbook_comment,
    "j.gpkg": geopackage,
    "k.kml": kml,
    "l.kmz": kmz,
    "m.svg": drawing,
    "n.txt": plain,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_planted_secret_is_found_in_every_format(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    # Workbooks are slow to make; a third of the secrets says as much of their format.
    secrets = planted()[:: 3 if name.endswith("xlsx") else 1]
    missed = [
        text
        for kind, text in secrets
        if kind not in {found.kind for found in check_site({name: FORMATS[name](text)})}
    ]
    with capsys.disabled():
        print(f"\n{name} ({FORMATS[name].__name__}): {len(secrets)} planted, {len(missed)} missed")
    assert missed == []


def test_words_in_a_script_are_searched() -> None:
    [found] = check_site({"assets/a.js": script("นายสมชาย ใจดี")})
    assert found.kind == "person_name"


def test_file_names_are_searched() -> None:
    kinds = {found.kind for found in check_site({"data/นายสมชาย_ใจดี.csv": b"a\n"})}
    assert kinds == {"person_name"}


def test_a_find_names_file_row_and_column_and_does_not_tell_the_secret() -> None:
    [found] = check_site({"data/landmarks.csv": table("โทร 081-234-5678")})
    assert (found.where.file, found.where.layer, found.where.field) == (
        "data/landmarks.csv",
        "row 2",
        "note",
    )
    with pytest.raises(MubanError) as refused:
        refuse_personal({"data/landmarks.csv": table("โทร 081-234-5678")})
    for told in (refused.value.th, refused.value.en):
        assert "data/landmarks.csv › row 2 › note" in told
        assert "5678" not in told


def test_a_person_may_allow_a_text_that_only_looks_personal() -> None:
    site = {"a.html": page("ร้านนายสมชาย ใจดี")}
    assert check_site(site)
    assert check_site(site, rule=PrivacyRule(allowed=frozenset({"นายสมชาย ใจดี"}))) == []
    refuse_personal(site, allowed=["ร้านนายสมชาย ใจดี"])


def test_numbers_of_shapes_and_codes_raise_no_alarm_and_are_read_fast() -> None:
    points = [[102 + i * 0.0000013, 17 + i * 0.0000007] for i in range(60_000)]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": points},
            "properties": {"village_code": "43160501", "area_m2": 812345678, "name": "บ้านนายูง"},
        }
    ]
    content = json.dumps({"features": features}).encode()
    path = " ".join(f"l{i % 9}.{i % 7}-{i % 5}" for i in range(100_000))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0{path}"/></svg>'.encode()
    hashes = {f"f{i}": f"{i * 7919:064x}" for i in range(2000)}
    site = {"a.geojson": content, "b.svg": svg, "manifest.json": json.dumps(hashes).encode()}
    begun = time.process_time()
    assert check_site(site) == []
    assert time.process_time() - begun < 5 * (sum(map(len, site.values())) / 1e6)


def test_real_files_raise_no_alarm(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = ("nongkhai", "khonkaen_400106", "chiangmai")
    site = {
        f"data/{path.name}": path.read_bytes()
        for folder in folders
        for path in sorted((shared_data / folder).iterdir())
        if path.suffix in (".geojson", ".csv")
    }
    begun = time.perf_counter()
    found = check_site(site)
    size = sum(map(len, site.values())) / 1e6
    with capsys.disabled():
        print(
            f"\nreal files: {len(site)} files, {size:.1f} MB, {len(found)} alarms, "
            f"{time.perf_counter() - begun:.1f} s"
        )
    assert found == []


def photo(kind: str = "JPEG") -> bytes:
    image = Image.new("RGB", (40, 20), "white")
    image.paste((200, 0, 0), (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif[0x013B] = "สมชาย"
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (17.0, 52.0, 53.0), 3: "E", 4: (102.0, 44.0, 11.0)})
    out = io.BytesIO()
    if kind == "JPEG":
        image.save(
            out, "JPEG", exif=exif, comment=b"0812345678", xmp=b"<x:xmpmeta>somchai</x:xmpmeta>"
        )
    else:
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "Somchai")
        texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>")
        image.save(out, "PNG", exif=exif, pnginfo=texts)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_loses_position_author_and_notes_and_keeps_its_picture(kind: str) -> None:
    taken = photo(kind)
    assert {"GPS", "EXIF", "XMP"} <= set(find_metadata(taken))
    clean = strip(taken)
    assert find_metadata(clean) == []
    for secret in (b"Phone", b"0812345678", b"omchai", b"GPS", b"Exif", "สมชาย".encode()):
        assert secret not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert image.format == kind
        # Orientation 6 is a quarter turn: the picture stands upright, its red half on top.
        assert image.size == (20, 40)
        red = image.convert("RGB").getpixel((10, 5))
        assert isinstance(red, tuple)
        assert red[0] > 150 > red[1]


def test_stripping_is_the_same_every_time_and_changes_nothing_twice() -> None:
    once = strip(photo("PNG"))
    assert once == strip(photo("PNG"))
    assert strip(once) == once


def test_a_photo_with_hidden_data_stops_the_build() -> None:
    [found] = check_site({"photos/วัด.jpg": photo()})
    assert found.kind == "photo_metadata"
    assert "GPS" in found.excerpt
    assert check_site({"photos/วัด.jpg": strip(photo())}) == []


def test_what_is_no_picture_is_refused() -> None:
    assert is_photo("a.JPG")
    for content in (b"", b"not a picture", photo()[:200]):
        with pytest.raises(RefusedError):
            strip(content)


MARKUP_ALONE = ["<!--<script>", "]]>", "<!---->", "<?x?>", " \n", "&nbsp;&#0;", "<!x>", "</p>", "<"]


@pytest.mark.parametrize("text", MARKUP_ALONE)
@pytest.mark.parametrize("name", ["a.html", "a.kml", "a.svg", "a.json", "a.csv", "a.txt"])
def test_markup_without_content_is_looked_over_like_any_text(name: str, text: str) -> None:
    assert check_site({name: text.encode()}) == []


@pytest.mark.parametrize("frame", ["<!-- {} -->", "<!-- {}", "<?x {}?>", "<![CDATA[{}]]>", "<!{}>"])
def test_a_person_inside_markup_without_content_is_found(frame: str) -> None:
    assert check_site({"a.html": frame.format("นายสมชาย ใจดี").encode()})


def test_a_person_in_a_comment_beside_the_page_is_found() -> None:
    page_and_comment = "<!doctype html><html><p>x</p></html>\n<!-- นายสมชาย ใจดี -->"
    assert check_site({"index.html": page_and_comment.encode()})


def test_pins_named_with_markup_alone_do_not_end_the_build(tmp_path: Path) -> None:
    names = [
        "&lt;!--&lt;script&gt;",
        "]]&gt;x",
        "&lt;!----&gt;",
        "&lt;?x?&gt;",
        "&amp;nbsp;",
        "วัดหนึ่ง",
    ]
    drawings = {"drawings/v.kml": DRAWN, "drawings/p.kml": pins(*names)}
    atlas, _ = survey_of(tmp_path, drawings)
    files = build_site(read_project(tmp_path), atlas, BuildOptions())
    assert json.loads(files["manifest.json"])["pages"][1]["landmarks"] == len(names)
