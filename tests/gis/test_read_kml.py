"""KML as Google My Maps, Google Earth, QGIS and hands write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from muban.gis.source import Read
from tests.drawings import (
    AREA,
    KML,
    POINT,
    RING,
    accounted,
    codes,
    kml,
    placemark,
    read_bytes,
    zipped,
)


def _one(folder: Path, *inside: str, head: str = "") -> Read:
    [read] = read_bytes(folder, "a.kml", kml(*inside, head=head))
    return read


def test_each_folder_that_holds_placemarks_is_a_layer(tmp_path: Path) -> None:
    reads = read_bytes(tmp_path, "a.kml", KML)
    assert [(read.layer, read.frame["_name"].tolist()) for read in reads] == [
        ("หมู่บ้าน", ["บ้านโพนแพง"]),
        ("หมู่บ้าน/สถานที่", ["วัดศรีชมภู", "รวม"]),
        ("ตำบล", ["ทาง"]),
    ]
    assert [read.numbers for read in reads] == [(1,), (1, 2), (1,)]
    assert reads[1].frame["_folder"].tolist() == ["หมู่บ้าน/สถานที่"] * 2
    assert all(read.frame.crs.to_epsg() == 4326 for read in reads)
    assert codes(reads) == []


def test_a_folder_named_after_its_placemarks_still_names_the_layer(tmp_path: Path) -> None:
    read = _one(tmp_path, f"<Folder>{placemark('วัด')}<name>สถานที่</name></Folder>")
    assert read.layer == "สถานที่"


def test_folders_of_one_name_share_a_layer_and_count_on(tmp_path: Path) -> None:
    folder = f"<Folder><name>ก</name>{placemark('วัด')}</Folder>"
    read = _one(tmp_path, folder, folder)
    assert read.numbers == (1, 2)


def test_thai_keys_of_extended_data_stay_as_they_are(tmp_path: Path) -> None:
    more = (
        '<ExtendedData><Data name="หมู่ที่"><value>3</value></Data>'
        '<SchemaData schemaUrl="#s"><SimpleData name="ผู้ใหญ่บ้าน">x</SimpleData></SchemaData>'
        "</ExtendedData>"
    )
    read = _one(tmp_path, placemark("วัด", POINT, more))
    assert read.frame.iloc[0][["หมู่ที่", "ผู้ใหญ่บ้าน"]].tolist() == ["3", "x"]


def test_two_values_under_one_key_are_both_kept(tmp_path: Path) -> None:
    data = "".join(f'<Data name="a"><value>{value}</value></Data>' for value in "12")
    read = _one(tmp_path, placemark("วัด", POINT, f"<ExtendedData>{data}</ExtendedData>"))
    assert read.frame.iloc[0][["a", "a (2)"]].tolist() == ["1", "2"]


def test_a_description_is_reduced_to_what_a_person_sees(tmp_path: Path) -> None:
    html = "<p>วัด<b>ป่า</b></p><script>alert(1)</script><style>p{}</style><img src=x onerror=y>ม.3"
    more = f"<description><![CDATA[{html}]]></description>"
    assert _one(tmp_path, placemark("วัด", POINT, more)).frame["_description"].tolist() == [
        "วัดป่า\nม.3"
    ]


STYLES = (
    '<Style id="n"><IconStyle><color>ff0000ff</color><Icon><href>pin.png</href></Icon></IconStyle>'
    "<LineStyle><color>ff00ff00</color></LineStyle>"
    "<PolyStyle><color>ffff0000</color></PolyStyle></Style>"
    '<Style id="h"><PolyStyle><color>ffffffff</color></PolyStyle></Style>'
    '<StyleMap id="m"><Pair><key>highlight</key><styleUrl>#h</styleUrl></Pair>'
    "<Pair><key>normal</key><styleUrl>#n</styleUrl></Pair></StyleMap>"
)
LINE = f"<LineString><coordinates>{RING}</coordinates></LineString>"


@pytest.mark.parametrize(
    ("shape", "color"), [(POINT, "#ff0000"), (LINE, "#00ff00"), (AREA, "#0000ff")]
)
def test_a_style_map_gives_the_normal_colour_of_the_shape(
    shape: str, color: str, tmp_path: Path
) -> None:
    read = _one(tmp_path, placemark("ก", shape, "<styleUrl>#m</styleUrl>"), head=STYLES)
    assert read.frame["_color"].tolist() == [color]
    assert read.frame["_icon"].tolist() == ["pin.png"]


def test_a_style_may_stand_after_its_placemark_and_inside_it(tmp_path: Path) -> None:
    inline = "<Style><PolyStyle><color>ff112233</color></PolyStyle></Style>"
    read = _one(
        tmp_path,
        placemark("ก", AREA, "<styleUrl>#m</styleUrl>"),
        placemark("ข", AREA, inline),
        STYLES,
    )
    assert read.frame["_color"].tolist() == ["#0000ff", "#332211"]


def test_style_maps_that_point_at_each_other_end(tmp_path: Path) -> None:
    maps = "".join(
        f'<StyleMap id="{a}"><Pair><key>normal</key><styleUrl>#{b}</styleUrl></Pair></StyleMap>'
        for a, b in ("xy", "yx")
    )
    read = _one(tmp_path, placemark("ก", AREA, "<styleUrl>#x</styleUrl>"), head=maps)
    assert read.frame["_color"].tolist() == [None]


def many(*shapes: str) -> str:
    return f"<MultiGeometry>{''.join(shapes)}</MultiGeometry>"


def test_nested_multi_geometry_and_tracks(tmp_path: Path) -> None:
    track = (
        "<gx:Track>"
        + "".join(f"<gx:coord>102.{x} 17.9 0</gx:coord>" for x in (1, 2, 3))
        + "</gx:Track>"
    )
    read = _one(
        tmp_path,
        placemark("ก", many(many(AREA, AREA))),
        placemark("ข", many(AREA, POINT)),
        placemark("ค", track),
        placemark("ง", f"<gx:MultiTrack>{track}{track}</gx:MultiTrack>"),
    )
    assert read.frame.geom_type.tolist() == [
        "MultiPolygon",
        "GeometryCollection",
        "LineString",
        "MultiLineString",
    ]


def test_a_hole_stays_a_hole(tmp_path: Path) -> None:
    hole = (
        "<innerBoundaryIs><LinearRing><coordinates>102.702,17.902 102.704,17.902 "
        "102.704,17.904 102.702,17.902</coordinates></LinearRing></innerBoundaryIs>"
    )
    read = _one(tmp_path, placemark("ก", AREA.replace("</Polygon>", hole + "</Polygon>")))
    [shape] = read.frame.geometry
    assert len(shape.interiors) == 1


def test_an_open_ring_is_closed_and_marked_and_the_rest_is_read(tmp_path: Path) -> None:
    opened = AREA.replace(RING, RING.rpartition(" ")[0])
    read = _one(tmp_path, placemark("ก", opened), placemark("ข", AREA))
    assert read.frame["_open_ring"].tolist() == [True, False]
    assert read.frame.geometry.is_valid.all()
    assert codes([read]) == []


def test_corners_that_are_no_numbers_are_counted(tmp_path: Path) -> None:
    line = "<LineString><coordinates>102.1,17 no,no 102.2,NaN 102.3,17</coordinates></LineString>"
    read = _one(tmp_path, placemark("ทาง", line))
    assert read.frame["_bad_coords"].tolist() == [2]
    assert [len(shape.coords) for shape in read.frame.geometry] == [2]


@pytest.mark.parametrize("text", ["102.7, 17.9, 0", "102.7 ,17.9", "\n102.7,17.9,\n", "๑๐๒.๗,๑๗.๙"])
def test_a_hand_written_coordinate_is_understood(text: str, tmp_path: Path) -> None:
    read = _one(tmp_path, placemark("ก", f"<Point><coordinates>{text}</coordinates></Point>"))
    [shape] = read.frame.geometry
    assert (shape.x, shape.y) == (102.7, 17.9)


@pytest.mark.parametrize(
    "data",
    [
        KML.replace(b' xmlns="http://www.opengis.net/kml/2.2"', b""),
        KML.replace(b"http://www.opengis.net/kml/2.2", b"http://earth.google.com/kml/2.0"),
        KML.replace(b' xmlns:gx="http://www.google.com/kml/ext/2.2"', b""),
        KML.decode().encode("utf-16").replace(b"U\0T\0F\0-\0008\0", b"U\0T\0F\0-\0001\0006\0"),
        b"\xef\xbb\xbf" + KML,
        KML.decode().replace("UTF-8", "TIS-620").encode("cp874"),
        KML.decode().encode("cp874"),
    ],
    ids=["no namespace", "old", "gx undeclared", "UTF-16", "BOM", "TIS-620", "wrongly stated"],
)
def test_namespace_and_encoding_do_not_change_what_is_read(data: bytes, tmp_path: Path) -> None:
    reads = read_bytes(tmp_path, "a.kml", data)
    assert [read.frame["_name"].tolist() for read in reads] == [
        ["บ้านโพนแพง"],
        ["วัดศรีชมภู", "รวม"],
        ["ทาง"],
    ]
    assert reads[1].frame["หมู่ที่"].tolist()[0] == "3"
    assert all(read.frame.geometry.notna().all() for read in reads)


def test_a_kmz_reads_like_its_document_and_ignores_pictures(tmp_path: Path) -> None:
    reads = read_bytes(tmp_path, "a.kmz", zipped({"files/a.png": b"x", "doc.kml": KML}))
    assert [read.layer for read in reads] == ["หมู่บ้าน", "หมู่บ้าน/สถานที่", "ตำบล"]
    assert codes(reads) == []


def test_each_document_of_a_kmz_is_read(tmp_path: Path) -> None:
    one = kml(placemark("ก"), head="<name>ก</name>")
    two = kml(placemark("ข"), head="<name>ข</name>")
    reads = read_bytes(tmp_path, "a.kmz", zipped({"sub/b.kml": two, "doc.kml": one}))
    assert [read.layer for read in reads] == ["doc.kml/ก", "sub/b.kml/ข"]


@pytest.mark.parametrize("name", ["map.kml", "map.zip", "map.txt"])
def test_content_decides_what_a_file_is(name: str, tmp_path: Path) -> None:
    reads = read_bytes(tmp_path, name, zipped({"doc.kml": KML}))
    assert sum(len(read.numbers) for read in reads) == 4


def test_a_placemark_without_shape_stays_for_the_next_room(tmp_path: Path) -> None:
    read = _one(tmp_path, placemark("ไม่มีพิกัด", ""))
    assert read.numbers == (1,)
    assert read.frame.geometry.isna().tolist() == [True]
    assert accounted(read)


def test_gibberish_in_names_and_keys_is_turned_back(tmp_path: Path) -> None:
    broken = "หมู่บ้าน".encode("cp874").decode("cp1252")
    more = f'<ExtendedData><Data name="{broken}"><value>{broken}</value></Data></ExtendedData>'
    read = _one(tmp_path, placemark(broken, POINT, more))
    assert read.frame["_name"].tolist() == ["หมู่บ้าน"]
    assert read.frame["หมู่บ้าน"].tolist() == ["หมู่บ้าน"]
    assert codes([read]) == ["encoding.recovered"]
    assert read.problems[0].effect == "repaired"


def test_a_description_of_elements_reads_like_one_of_html(tmp_path: Path) -> None:
    read = _one(tmp_path, placemark("วัด", POINT, "<description>ม.3<br/>ริม<b>ห้วย</b></description>"))
    assert read.frame["_description"].tolist() == ["ม.3\nริมห้วย"]


def test_a_second_description_is_kept_beside_the_first(tmp_path: Path) -> None:
    more = "<description>ก</description><description>ข</description>"
    assert _one(tmp_path, placemark("วัด", POINT, more)).frame["_description"].tolist() == ["ก\nข"]


def test_a_folder_for_each_of_thousands_of_pins_makes_no_layer_of_each(tmp_path: Path) -> None:
    inside = "".join(
        f"<Folder><name>ชุด{i % 3}</name>"
        f"<Folder><name>{i}</name>{placemark(f'วัด{i}')}</Folder></Folder>"
        for i in range(300)
    )
    reads = read_bytes(tmp_path, "a.kml", kml(inside))
    assert [read.layer for read in reads] == ["ชุด0", "ชุด1", "ชุด2"]
    assert [len(read.numbers) for read in reads] == [100] * 3
    assert reads[0].frame["_folder"].tolist()[1] == "ชุด0/3"


def test_records_in_a_folder_that_is_switched_off_are_named_and_read(tmp_path: Path) -> None:
    off = "<visibility>0</visibility>"
    inner = f"<Folder><name>ใน</name>{placemark('วัดเก่า')}</Folder>"
    old = f"<Folder><name>เก่า</name>{off}{inner}</Folder>"
    new = f"<Folder><name>ใหม่</name>{placemark('วัด')}{placemark('รร.', POINT, off)}</Folder>"
    old_read, new_read = read_bytes(tmp_path, "a.kml", kml(old, new))
    for read, names, told in (
        (old_read, ["วัดเก่า"], "#1 วัดเก่า"),
        (new_read, ["วัด", "รร."], "#2 รร."),
    ):
        assert read.frame["_name"].tolist() == names
        [problem] = read.problems
        assert (problem.code, problem.params["records"]) == ("read.hidden_records", told)
        assert problem.params["count"] == 1


def test_of_many_hidden_records_the_first_are_named(tmp_path: Path) -> None:
    off = "<visibility>0</visibility>"
    read = _one(tmp_path, *(placemark(f"ว{i}", POINT, off) for i in range(30)))
    [problem] = read.problems
    assert problem.params["count"] == 30
    assert str(problem.params["records"]).count("#") == 20
