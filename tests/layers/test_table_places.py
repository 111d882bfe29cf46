"""Coordinates in a register, a gazetteer, CIA results: those of the village, never pins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pyproj import Transformer

from muban.gis.problems import Problem
from muban.layers.atlas import Atlas
from tests.drawings import kml, placemark
from tests.small_projects import DRAWN, TOML, survey_of

TO_UTM = Transformer.from_crs(4326, 32648, always_xy=True)
PLACES = {moo: (103.105 + 0.01 * moo, 18.105) for moo in (1, 2, 3)}
"""Inside the outline below, each in the village of its moo in ``DRAWN``."""

HEADINGS = {
    "thai": ("ละติจูด", "ลองจิจูด"),
    "english": ("Latitude", "Longitude"),
    "utm": ("พิกัด E", "พิกัด N", "โซน"),
    "one cell": ("พิกัด",),
}
TABLES: dict[str, tuple[str, tuple[str, ...], tuple[object, ...]]] = {
    "register": (
        "register/ทะเบียน.csv",
        ("ที่", "จังหวัด", "อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ.", "ระดับ"),
        ("{m}", "หนองคาย", "รัตนวาปี", "โพนแพง", "ทดสอบ{m}", "{m}", "256{m}", "อำเภอ"),
    ),
    "register in English": (
        "register/r.csv",
        ("no", "province", "amphoe", "tambon", "village", "moo", "year", "level"),
        ("{m}", "หนองคาย", "รัตนวาปี", "โพนแพง", "ทดสอบ{m}", "{m}", "256{m}", "amphoe"),
    ),
    "gazetteer": (
        "reference/ทำเนียบ.csv",
        ("รหัสตำบล", "ตำบล", "หมู่ที่", "ชื่อหมู่บ้าน"),
        ("431605", "โพนแพง", "{m}", "ทดสอบ{m}"),
    ),
    "gazetteer in English": (
        "reference/g2.csv",
        ("tambon_code", "tambon", "moo", "village"),
        ("431605", "โพนแพง", "{m}", "ทดสอบ{m}"),
    ),
    "wide CIA": (
        "indicators/cia ปี 2562.csv",
        ("ตำบล", "หมู่ที่", "หมู่บ้าน", "อาชีพ", "ทุนชุมชน"),
        ("โพนแพง", "{m}", "ทดสอบ{m}", "5{m}", "60"),
    ),
    "wide CIA in English": (
        "indicators/cia 2562.csv",
        ("village_code", "village", "occupation", "capital"),
        ("4316050{m}", "ทดสอบ{m}", "5{m}", "60"),
    ),
    "long CIA": (
        "indicators/ผล.csv",
        ("ตำบล", "หมู่ที่", "ปี พ.ศ.", "ด้าน", "คะแนน"),
        ("โพนแพง", "{m}", "2562", "อาชีพ", "5{m}"),
    ),
    "long CIA in English": (
        "indicators/results.csv",
        ("village_code", "year_be", "domain", "value"),
        ("4316050{m}", "2562", "อาชีพ", "5{m}"),
    ),
    "figures": (
        "reference/ประชากร.csv",
        ("รหัสหมู่บ้าน", "หมู่บ้าน", "ครัวเรือน", "ประชากร", "ปี พ.ศ."),
        ("4316050{m}", "ทดสอบ{m}", "100", "300", "2562"),
    ),
}
GAZETTEER = (
    "village_code,tambon_code,tambon,amphoe_code,amphoe,moo,village\n"
    + "".join(f"431605{m:02d},431605,โพนแพง,4316,รัตนวาปี,{m},ทดสอบ{m}\n" for m in (1, 2, 3))
    + "43160101,431601,รัตนวาปี,4316,รัตนวาปี,1,รัตนวาปี\n"
)
_BOX = "{w},18.0 {e},18.0 {e},18.2 {w},18.2 {w},18.0"
OUTLINES = kml(
    *(
        placemark(
            f"ตำบล{name}",
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
            + _BOX.format(w=west, e=east)
            + "</coordinates></LinearRing></outerBoundaryIs></Polygon>",
            f'<ExtendedData><Data name="รหัสตำบล"><value>{code}</value></Data></ExtendedData>',
        )
        for name, code, west, east in (
            ("โพนแพง", "431605", 103.1, 103.2),
            ("รัตนวาปี", "431601", 103.2, 103.3),
        )
    )
)


def cells(system: str, lon: float, lat: float) -> list[str]:
    if system == "utm":
        return [*(f"{number:.1f}" for number in TO_UTM.transform(lon, lat)), "48"]
    return [f'"{lat}, {lon}"'] if system == "one cell" else [str(lat), str(lon)]


def table(name: str, system: str, places: dict[int, tuple[float, float] | None]) -> bytes:
    """A table of villages, by moo, with an officer's coordinates behind its own columns."""
    _, headings, row = TABLES[name]
    lines = [",".join([*headings, *HEADINGS[system]])]
    for moo, place in places.items():
        own = [str(cell).replace("{m}", str(moo)) for cell in row]
        given = [""] * len(HEADINGS[system]) if place is None else cells(system, *place)
        lines.append(",".join([*own, *given]))
    return ("\n".join(lines) + "\n").encode()


def surveyed(
    folder: Path, files: dict[str, bytes], *, drawn: Sequence[str] = ()
) -> tuple[Atlas, list[Problem]]:
    """A project with outlines and a gazetteer of codes and names without places."""
    known = {"reference/ก.csv": GAZETTEER.encode(), "reference/แนวเขต.kml": OUTLINES}
    more = {"drawings/แนวเขต.kml": DRAWN} if drawn else {}
    return survey_of(folder, {**known, **more, **files}, toml=TOML)


@pytest.mark.parametrize("system", HEADINGS)
@pytest.mark.parametrize("name", TABLES)
def test_coordinates_in_a_table_of_villages_place_the_villages_and_make_no_pins(
    name: str, system: str, tmp_path: Path
) -> None:
    file = TABLES[name][0]
    pin = kml(placemark("วัดกลาง", "<Point><coordinates>103.15,18.15</coordinates></Point>"))
    atlas, problems = surveyed(
        tmp_path, {file: table(name, system, dict(PLACES)), "drawings/หมุด.kml": pin}
    )
    assert atlas.landmarks["name"].tolist() == ["วัดกลาง"]
    [page] = [page for page in atlas.pages if page.tambon.code == "431605"]
    found = page.villages.set_index("moo")[["place", "lon", "lat"]].T.to_dict("list")
    assert {moo: (place, lon, lat) for moo, (place, lon, lat) in found.items()} == {
        moo: ("point", pytest.approx(lon, abs=1e-5), pytest.approx(lat, abs=1e-5))
        for moo, (lon, lat) in PLACES.items()
    }
    told = {problem.code for problem in problems if problem.where.file == file}
    assert told <= {"join.village_without_results"}
    if "register" in name:
        assert atlas.designations["village_code"].tolist() == ["43160501", "43160502", "43160503"]
        assert set(atlas.designations["place"]) == {"point"}


def test_a_row_without_coordinates_is_read_all_the_same(tmp_path: Path) -> None:
    rows = {1: PLACES[1], 2: None, 3: PLACES[3]}
    file = TABLES["register"][0]
    atlas, problems = surveyed(tmp_path, {file: table("register", "thai", rows)})
    assert atlas.designations["place"].tolist() == ["point", "tambon", "point"]
    assert not [problem for problem in problems if problem.where.file == file]


def test_swapped_and_misplaced_coordinates_of_a_register_are_told(tmp_path: Path) -> None:
    """One row has latitude and longitude swapped, one lies in the next tambon."""
    rows = {1: PLACES[1][::-1], 2: (103.25, 18.1), 3: PLACES[3]}
    file = TABLES["register"][0]
    atlas, problems = surveyed(tmp_path, {file: table("register", "thai", rows)})
    told = {
        problem.where.number: problem.code for problem in problems if problem.where.file == file
    }
    assert told == {2: "crs.swapped_record", 3: "village.point_outside_tambon"}
    assert len(atlas.designations) == 3
    assert atlas.designations["place"].tolist()[1:] == ["tambon", "point"]


def test_metres_of_the_wrong_zone_in_a_register_are_told_and_the_register_stands(
    tmp_path: Path,
) -> None:
    file = TABLES["register"][0]
    data = table("register", "utm", dict(PLACES)).replace(b",48\n", b",47\n")
    atlas, problems = surveyed(tmp_path, {file: data})
    assert {p.code for p in problems if p.where.file == file} == {"crs.wrong_zone"}
    assert len(atlas.designations) == 3


def test_a_place_said_again_is_no_second_place_but_another_is(tmp_path: Path) -> None:
    """Long results repeat a village's coordinates in each row; the register's differ by 5 m."""
    _, headings, _ = TABLES["long CIA"]
    rows = [f"โพนแพง,1,2562,{domain},50,18.105,103.115" for domain in ("อาชีพ", "ทุนชุมชน")] + [
        "โพนแพง,2,2562,อาชีพ,50,18.105,103.125"
    ]
    results = "\n".join([",".join([*headings, *HEADINGS["thai"]]), *rows, ""]).encode()
    near, far = (103.11504, 18.105), (103.13, 18.105)
    file = TABLES["register"][0]
    _, problems = surveyed(
        tmp_path,
        {
            "indicators/ผล.csv": results,
            file: table("register", "thai", {1: near, 2: far}),
        },
    )
    [found] = [problem for problem in problems if problem.code == "village.point_twice"]
    assert (found.where.file, found.where.number) == (file, 3)


def test_a_drawn_village_is_asked_about_where_the_register_puts_it_elsewhere(
    tmp_path: Path,
) -> None:
    file = TABLES["register"][0]
    data = table("register", "thai", {1: PLACES[2], 2: PLACES[2]})
    atlas, problems = surveyed(tmp_path, {file: data}, drawn=["all"])
    assert "containment.point_elsewhere" in {problem.code for problem in problems}
    assert set(atlas.designations["place"]) == {"drawn"}


def test_coordinates_of_model_tambons_are_not_used_and_told(tmp_path: Path) -> None:
    rows = (
        "ที่,จังหวัด,อำเภอ,ตำบล,ปี พ.ศ.,ระดับ,ละติจูด,ลองจิจูด\n1,หนองคาย,รัตนวาปี,โพนแพง,2561,,18.1,103.15\n"
    )
    atlas, problems = surveyed(tmp_path, {"register/ตำบลต้นแบบ.csv": rows.encode()})
    [found] = [p for p in problems if p.where.file == "register/ตำบลต้นแบบ.csv"]
    assert (found.code, found.severity.value) == ("project.coordinates_unused", "note")
    assert atlas.designations["tambon_code"].tolist() == ["431605"]
    assert len(atlas.landmarks) == 0


def test_a_tambon_s_middle_in_a_gazetteer_is_not_the_village_of_the_same_name(
    tmp_path: Path,
) -> None:
    """The usual list of all tambons has ids, names, LAT and LONG: no village lies there."""
    headings = "ID,TAMBON_CODE,TAMBON,AMPHOE_CODE,AMPHOE,LAT,LONG"
    rows = f"{headings}\n1,431605,โพนแพง,4316,รัตนวาปี,18.1,103.15\n"
    atlas, problems = surveyed(tmp_path, {"reference/ตำบล.csv": rows.encode()})
    [found] = [p for p in problems if p.where.file == "reference/ตำบล.csv"]
    assert found.code == "project.coordinates_unused"
    assert len(atlas.landmarks) == 0
    assert not [page for page in atlas.pages if "point" in set(page.villages["place"])]


@pytest.mark.parametrize(
    "headings",
    [
        "ชื่อสถานที่,หมู่ที่,ตำบล,อำเภอ,ปี พ.ศ.",
        "ชื่อ,หมู่บ้าน,ตำบล,อำเภอ,ปี พ.ศ.",
        "name,village_code,tambon,type,year",
    ],
)
@pytest.mark.parametrize("folder", ["drawings", "register", "reference"])
def test_a_list_of_places_with_their_villages_and_years_is_pins(
    headings: str, folder: str, tmp_path: Path
) -> None:
    cell = {
        "ชื่อสถานที่": "วัดกลาง",
        "ชื่อ": "วัดกลาง",
        "name": "วัดกลาง",
        "หมู่ที่": "1",
        "หมู่บ้าน": "ทดสอบ1",
        "village_code": "43160501",
        "ตำบล": "โพนแพง",
        "tambon": "โพนแพง",
        "อำเภอ": "รัตนวาปี",
        "type": "วัด",
        "ปี พ.ศ.": "2562",
        "year": "2562",
    }
    row = ",".join(cell[heading] for heading in headings.split(","))
    rows = f"{headings},ละติจูด,ลองจิจูด\n{row},18.105,103.115\n"
    atlas, _ = surveyed(tmp_path, {f"{folder}/สถานที่.csv": rows.encode()}, drawn=["all"])
    assert atlas.landmarks["name"].tolist() == ["วัดกลาง"]
    assert len(atlas.designations) == 0


def test_a_household_s_place_is_not_its_village_s(tmp_path: Path) -> None:
    rows = (
        "รหัสหมู่บ้าน,บ้านเลขที่,ปี พ.ศ.,ด้าน,คะแนน,ละติจูด,ลองจิจูด\n"
        "43160501,12/3,2562,อาชีพ,50,18.105,103.115\n"
    )
    atlas, problems = surveyed(tmp_path, {"indicators/ครัวเรือน.csv": rows.encode()})
    assert "privacy.household_pin" in {problem.code for problem in problems}
    assert not [page for page in atlas.pages if "point" in set(page.villages["place"])]


@pytest.mark.parametrize(("role", "pins"), [("landmark", 3), ("village_point", 0)])
def test_what_muban_toml_says_of_a_table_is_final(role: str, pins: int, tmp_path: Path) -> None:
    file = TABLES["register"][0]
    toml = f'{TOML}[files."{file}"]\nrole = "{role}"\n'
    files = {
        "reference/ก.csv": GAZETTEER.encode(),
        "drawings/แนวเขต.kml": DRAWN,
        file: table("register", "thai", dict(PLACES)),
    }
    atlas, _ = survey_of(tmp_path, files, toml=toml)
    assert (len(atlas.designations), len(atlas.landmarks)) == (0, pins)
