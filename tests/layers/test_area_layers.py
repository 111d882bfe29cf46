"""A layer of areas is judged as a whole: villages, outlines of units, or something else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from shapely import Point, box

from muban.gis.problems import Effect
from muban.layers.atlas import Atlas
from muban.layers.village.recognise import parts_by_role
from tests.frames import features
from tests.small_projects import DRAWN, TOML, survey_of

UNITS = [("431504", "วังหลวง"), ("431501", "เฝ้าไร่"), ("431505", "อุดมพร")]
Row = Mapping[str, object]


def layer(
    rows: Sequence[Row], *, size: float = 0.05, west: float = 103.3, south: float = 18.0
) -> bytes:
    """Squares side by side, of about 5 km a side unless told otherwise."""
    found = []
    for i, row in enumerate(rows):
        x0, y0 = west + size * i, south
        ring = [[x0, y0], [x0 + size, y0], [x0 + size, y0 + size], [x0, y0 + size], [x0, y0]]
        area = {"type": "Polygon", "coordinates": [ring]}
        found.append({"type": "Feature", "properties": dict(row), "geometry": area})
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


def outcome(
    folder: Path, file: str, rows: Sequence[Row], **shape: float
) -> tuple[Atlas, list[str]]:
    """The atlas of a project with one such file, and what was told of the file."""
    toml = 'title = "ทดสอบ"\n'
    atlas, problems = survey_of(folder, {file: layer(rows, **shape)}, toml=toml)
    return atlas, [one.code for one in problems if one.where.file == file]


TAMBONS: dict[str, list[Row]] = {
    "GISTDA": [{"TB_IDN": c, "TB_TN": n, "AP_TN": "เฝ้าไร่", "PV_TN": "หนองคาย"} for c, n in UNITS],
    "three parts of a code": [
        {"P_CODE": c[:2], "A_CODE": c[2:4], "T_CODE": c[4:], "T_NAME_T": n} for c, n in UNITS
    ],
    "COD-AB": [{"ADM3_PCODE": f"TH{c}", "ADM3_TH": n, "ADM2_TH": "เฝ้าไร่"} for c, n in UNITS],
    "names with a trailing T": [
        {"TAM_CODE": c, "TAM_NAMT": n, "AMPHOE_T": "เฝ้าไร่"} for c, n in UNITS
    ],
    "one number": [{"TAMBOL_IDN": int(c), "name": n} for c, n in UNITS],
    "code and name": [{"code": c, "name_th": n} for c, n in UNITS],
    "OSM": [
        {"admin_level": "8", "boundary": "administrative", "name": f"ตำบล{n}", "ref": c}
        for c, n in UNITS
    ],
}


@pytest.mark.parametrize("rows", TAMBONS.values(), ids=TAMBONS)
@pytest.mark.parametrize("folder", ["reference", "drawings"])
def test_the_countrys_usual_tambon_layers_are_tambons_and_no_villages(
    rows: list[Row], folder: str, tmp_path: Path
) -> None:
    [part] = parts_by_role(
        features([dict(row) for row in rows], [box(i, 18, i + 1, 19) for i in range(3)]),
        folder=folder,
    )
    assert part.role == "tambon"


def test_tambons_told_by_code_stand_in_the_overview(tmp_path: Path) -> None:
    atlas, told = outcome(tmp_path, "reference/t.geojson", TAMBONS["three parts of a code"])
    assert list(atlas.tambons["code"]) == ["431501", "431504", "431505"]
    assert list(atlas.tambons["name"]) == ["เฝ้าไร่", "วังหลวง", "อุดมพร"]
    assert atlas.village_areas is not None
    assert len(atlas.village_areas) == 0
    assert told == []


def test_adm3_names_without_a_code_are_tambons_of_which_nobody_knows_the_code(
    tmp_path: Path,
) -> None:
    rows: list[Row] = [{"Adm3Name": n, "Adm2Name": "เฝ้าไร่"} for _, n in UNITS]
    atlas, told = outcome(tmp_path, "reference/t.geojson", rows)
    assert told == ["project.outline_unknown"] * 3
    assert len(atlas.village_areas) == 0  # type: ignore[arg-type]


def test_amphoes_and_provinces_are_no_villages(tmp_path: Path) -> None:
    amphoes: list[Row] = [{"AP_IDN": c, "AP_TN": n} for c, n in [("4315", "เฝ้าไร่"), ("4316", "ก")]]
    atlas, told = outcome(tmp_path, "reference/a.geojson", amphoes)
    assert list(atlas.amphoes["code"]) == ["4315", "4316"]
    assert told == []
    provinces: list[Row] = [{"PROV_CODE": "43", "PROV_NAMT": "หนองคาย"}, {"PROV_CODE": "38"}]
    (tmp_path / "p").mkdir()
    atlas, told = outcome(tmp_path / "p", "reference/p.geojson", provinces)
    assert told == ["project.province_outline"]
    assert len(atlas.village_areas) == 0  # type: ignore[arg-type]


def test_islands_make_several_records_of_one_tambon(tmp_path: Path) -> None:
    rows = [*TAMBONS["GISTDA"], TAMBONS["GISTDA"][0]]
    atlas, told = outcome(tmp_path, "reference/t.geojson", rows)
    assert list(atlas.tambons["code"]) == ["431501", "431504", "431505"]
    assert told == []


def test_a_tambon_called_after_a_temple_is_no_temple(tmp_path: Path) -> None:
    rows: list[Row] = [{"TB_IDN": "431504", "TB_TN": "วัดธาตุ"}, {"TB_IDN": "431505", "TB_TN": "ก"}]
    atlas, told = outcome(tmp_path, "reference/t.geojson", rows)
    assert told == []
    assert len(atlas.landmarks) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("folder", ["drawings", "reference"])
def test_villages_of_one_tambon_are_villages_though_the_tambon_stands_beside(
    folder: str, tmp_path: Path
) -> None:
    rows: list[Row] = [{"ตำบล": "โพนแพง", "TB_IDN": "431605", "moo": i} for i in range(1, 4)]
    atlas, told = outcome(tmp_path, f"{folder}/v.geojson", rows)
    assert list(atlas.village_areas["village_code"]) == ["43160501", "43160502", "43160503"]  # type: ignore[index]
    assert "project.areas_unsaid" not in told


def test_a_single_village_that_states_its_tambon_is_not_the_tambon(tmp_path: Path) -> None:
    rows: list[Row] = [{"name": "หมากก่อง", "ตำบล": "โพนแพง"}]
    atlas, _ = outcome(tmp_path, "drawings/v.geojson", rows)
    assert list(atlas.village_areas["name"]) == ["บ้านหมากก่อง"]  # type: ignore[index]


OTHERS: dict[str, tuple[list[Row], str]] = {
    "parcels by their deed": (
        [{"เลขโฉนด": 100 + i, "เนื้อที่": 3} for i in range(8)],
        "project.areas_of_others",
    ),
    "land use": (
        [{"LU_CODE": "A101", "LU_DES_TH": "นาข้าว"} for _ in range(8)],
        "project.areas_of_others",
    ),
    "roads' areas": ([{"ชื่อถนน": f"ซอย {i}"} for i in range(3)], "project.areas_of_others"),
    "parcels with the moo they lie in": (
        [{"moo": 1 + i % 3, "ตำบล": "โพนแพง", "parcel": i} for i in range(24)],
        "project.areas_repeat_moo",
    ),
    "ponds with the village they lie in": (
        [{"หมู่บ้าน": "บ้านดอน" if i % 2 else "บ้านโนน"} for i in range(12)],
        "project.areas_repeat_moo",
    ),
}


@pytest.mark.parametrize(("rows", "code"), OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("folder", ["drawings", "reference"])
def test_what_is_something_else_is_asked_about_and_not_shown(
    rows: list[Row], code: str, folder: str, tmp_path: Path
) -> None:
    atlas, told = outcome(tmp_path, f"{folder}/x.geojson", rows)
    # A drawing that names a tambon of which the country has several is asked which it is.
    several = ["project.place_several"] if folder == "drawings" and "ตำบล" in rows[0] else []
    assert told == [code, *several]
    assert len(atlas.village_areas) == 0  # type: ignore[arg-type]
    [row] = atlas.ledger
    assert (row.read, row.set_aside) == (len(rows), len(rows))
    [asked] = [one for one in atlas.problems if one.code == code]
    assert asked.effect is Effect.SET_ASIDE
    assert f'[files."{folder}/x.geojson"]\nrole = "village_area"' in asked.fix("th")


def test_ponds_are_waters_in_a_drawing_and_asked_about_in_a_reference(tmp_path: Path) -> None:
    rows: list[Row] = [{"name": f"สระน้ำ {i}"} for i in range(8)]
    _, told = outcome(tmp_path, "reference/x.geojson", rows)
    assert told == ["project.areas_named_otherwise"]
    (tmp_path / "d").mkdir()
    files = {
        "drawings/ก.kml": DRAWN,
        "drawings/x.geojson": layer(rows, size=0.001, west=103.12, south=18.102),
    }
    atlas, told = survey_of(tmp_path / "d", files)
    assert [one.code for one in told if one.where.file == "drawings/x.geojson"] == []
    assert sorted(atlas.context["name"]) == [f"สระน้ำ {i}" for i in range(8)]  # type: ignore[index]


@pytest.mark.parametrize("called", ["แนวเขต", "หนองคาย", "คลองหลวง", "ป่าตอง"])
def test_outlines_of_tambons_are_no_background_whatever_their_file_is_called(
    called: str, tmp_path: Path
) -> None:
    """A province, an amphoe and a tambon are called after waters and forests."""
    rows: list[Row] = [{"TB_IDN": code, "TB_TN": name} for code, name in UNITS]
    atlas, told = outcome(tmp_path, f"reference/{called}.geojson", rows)
    assert told == []
    assert sorted(atlas.tambons["code"]) == sorted(code for code, _ in UNITS)


@pytest.mark.parametrize("folder", ["drawings", "reference"])
def test_lines_beside_areas_are_all_accounted_for(folder: str, tmp_path: Path) -> None:
    """A reference that holds lines and areas is no background, and its lines are asked about."""
    mixed = json.loads(layer([{"name": "สระน้ำ 1"}]))
    way = {"type": "LineString", "coordinates": [[103.12, 18.105], [103.13, 18.108]]}
    mixed["features"].append({"type": "Feature", "properties": {"name": "ห้วยลึก"}, "geometry": way})
    files = {"drawings/ก.kml": DRAWN, f"{folder}/x.geojson": json.dumps(mixed).encode()}
    atlas, _ = survey_of(tmp_path, files)
    [row] = [row for row in atlas.ledger if row.file == f"{folder}/x.geojson"]
    assert row.read == 2


def test_fields_and_houses_are_too_small_for_villages(tmp_path: Path) -> None:
    _, told = outcome(tmp_path, "drawings/x.geojson", [{"n": i} for i in range(8)], size=0.001)
    assert told == ["project.areas_small"]


def test_more_areas_than_an_amphoe_has_villages_are_of_something_else(tmp_path: Path) -> None:
    rows: list[Row] = [{"x": i} for i in range(301)]
    _, told = outcome(tmp_path, "drawings/x.geojson", rows, size=0.004, west=101.0)
    assert told == ["project.areas_many"]


def test_a_reference_must_say_that_it_is_villages_a_drawing_need_not(tmp_path: Path) -> None:
    _, told = outcome(tmp_path, "reference/x.geojson", [{"x": "ก"}, {"x": "ข"}])
    assert told == ["project.areas_unsaid"]
    (tmp_path / "d").mkdir()
    atlas, told = outcome(tmp_path / "d", "drawings/x.geojson", [{"x": i} for i in range(5)])
    assert len(atlas.village_areas) == 5  # type: ignore[arg-type]
    assert set(told) == {"village.layer_unsaid", "village.no_tambon", "project.columns_withheld"}


def test_a_role_that_is_stated_is_final(tmp_path: Path) -> None:
    toml = f'{TOML}[files."drawings/x.geojson"]\nrole = "village_area"\n'
    rows: list[Row] = [{"LU_CODE": "A1", "LU_DES": "ข้าว"} for _ in range(3)]
    atlas, _ = survey_of(tmp_path, {"drawings/x.geojson": layer(rows)}, toml=toml)
    assert len(atlas.village_areas) == 3  # type: ignore[arg-type]


def test_a_table_of_amphoes_with_coordinates_makes_no_pins(tmp_path: Path) -> None:
    table = "amphurTH,lat,long\nรัตนวาปี,18.2,103.2\nเฝ้าไร่,18.0,103.3\n".encode()
    files = {"drawings/ก.kml": DRAWN, "reference/อำเภอ.csv": table}
    atlas, problems = survey_of(tmp_path, files)
    assert [one.code for one in problems] == ["project.unit_points"]
    assert len(atlas.landmarks) == 0  # type: ignore[arg-type]
    [row] = [row for row in atlas.ledger if row.file == "reference/อำเภอ.csv"]
    assert (row.read, row.set_aside) == (2, 2)


def test_reference_points_with_names_of_their_own_stay_pins() -> None:
    rows: list[dict[str, object]] = [
        {"_name": "โรงพยาบาลพิสัยเวช", "tambon": "จุมพล", "amphoe": "โพนพิสัย"}
    ]
    [part] = parts_by_role(features(rows, [Point(103.1, 18.0)]), folder="reference")
    assert part.role == "landmark"


def test_amphoes_known_by_name_alone_are_set_aside_or_found_in_the_gazetteer(
    tmp_path: Path,
) -> None:
    rows: list[Row] = [{"Adm2Name": "รัตนวาปี"}, {"Adm2Name": "เฝ้าไร่"}]
    _, told = outcome(tmp_path, "reference/a.geojson", rows)
    assert told == ["project.outline_unknown"] * 2
    table = "รหัสอำเภอ,อำเภอ\n4316,รัตนวาปี\n4315,เฝ้าไร่\n".encode()
    files = {"reference/a.geojson": layer(rows), "reference/อ.csv": table}
    atlas, _ = survey_of(tmp_path, files, toml='title = "ทดสอบ"\n')
    assert list(atlas.amphoes["code"]) == ["4315", "4316"]


def test_of_two_files_of_one_tambon_the_first_counts_and_a_different_one_is_told(
    tmp_path: Path,
) -> None:
    """Joined, they would make an outline that nobody drew."""
    one: list[Row] = [{"TB_IDN": "431504", "TB_TN": "วังหลวง"}]
    files = {
        "reference/ก.geojson": layer(one),
        "reference/ข.geojson": layer(one, west=103.301),
        "reference/ค.geojson": layer(one, west=103.33),
    }
    atlas, problems = survey_of(tmp_path, files, toml='title = "ทดสอบ"\n')
    assert atlas.tambons.geometry.iloc[0].bounds == pytest.approx((103.3, 18.0, 103.35, 18.05))
    again = [one.where.file for one in problems if one.code == "project.outline_again"]
    assert again == ["reference/ค.geojson"]
    assert {row.file: row.set_aside for row in atlas.ledger} == {
        "reference/ก.geojson": 0,
        "reference/ข.geojson": 0,
        "reference/ค.geojson": 1,
    }
