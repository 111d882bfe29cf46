"""The drawings say where a project is, not the references that lie beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from gis.problems import Problem
from layers.atlas import Atlas
from tests.small_projects import survey_of

BARE = 'title = "ทดสอบ"\n'
AREA = dict[str, object]


def square(west: float, south: float, size: float, **properties: object) -> AREA:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(areas: Sequence[AREA]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(areas)}).encode()


def tambons(province: str, count: int, west: float, south: float) -> list[AREA]:
    """A row of tambons of a province, each about ten kilometres wide."""
    return [
        square(
            west + 0.1 * (i % 20),
            south + 0.1 * (i // 20),
            0.1,
            ADM3_PCODE=f"TH{province}{1 + i // 50:02d}{1 + i % 50:02d}",
            ADM3_TH=f"ตำบล{province}ที่{i}",
        )
        for i in range(count)
    ]


# Nakhon Ratchasima has the most tambons of the country; the drawings are in Nakhon Sawan.
RATCHASIMA = tambons("30", 60, 101.0, 14.5)
SAWAN = tambons("60", 20, 99.5, 15.5)
LOPBURI = tambons("16", 20, 99.5, 15.4)
VILLAGES = [square(99.51 + 0.02 * i, 15.51, 0.02, moo=i + 1, name=f"บ้านที่{i}") for i in range(3)]


def survey(
    folder: Path, references: Sequence[AREA], *, toml: str = BARE
) -> tuple[Atlas, list[Problem]]:
    files = {
        "drawings/หมู่บ้าน.geojson": collection(VILLAGES),
        "reference/ตำบล.geojson": collection(references),
    }
    atlas, problems = survey_of(folder, files, toml=toml)
    return atlas, problems


@pytest.mark.parametrize("order", [1, -1], ids=["its province last", "its province first"])
def test_a_reference_of_three_provinces_gives_the_overview_of_the_one_that_is_drawn(
    order: int, tmp_path: Path
) -> None:
    atlas, problems = survey(tmp_path, [*RATCHASIMA, *LOPBURI, *SAWAN][::order])
    assert atlas.province.code == "60"
    assert set(atlas.tambons["code"].str[:2]) == {"60"}
    assert [page.tambon.code for page in atlas.pages] == ["600101"]
    codes = {one.code for one in problems}
    assert not {code for code in codes if code.startswith("crs.")}
    assert "project.other_province" not in codes


def test_a_stated_tambon_or_code_says_the_province_before_the_place_does(tmp_path: Path) -> None:
    atlas, _ = survey(tmp_path, [*RATCHASIMA, *SAWAN], toml=f'{BARE}tambon = "300101"\n')
    assert atlas.province.code == "30"
    coded = [square(99.51, 15.51, 0.02, village_code="30010101")]
    files = {
        "drawings/ก.geojson": collection(coded),
        "reference/ตำบล.geojson": collection([*RATCHASIMA, *SAWAN]),
    }
    (tmp_path / "b").mkdir()
    atlas, _ = survey_of(tmp_path / "b", files, toml=BARE)
    assert atlas.province.code == "30"


def test_results_say_the_province_where_nothing_is_drawn(tmp_path: Path) -> None:
    results = "รหัสหมู่บ้าน,ปี พ.ศ.,อาชีพ\n60010101,2562,40\n60010102,2562,80\n"
    files = {
        "indicators/cia.csv": results.encode(),
        "reference/ตำบล.geojson": collection([*RATCHASIMA, *SAWAN]),
    }
    atlas, _ = survey_of(tmp_path, files, toml=BARE)
    assert atlas.province.code == "60"


def test_references_of_several_provinces_alone_do_not_choose_one(tmp_path: Path) -> None:
    files = {"reference/ตำบล.geojson": collection([*RATCHASIMA[:20], *SAWAN, *LOPBURI])}
    atlas, _ = survey_of(tmp_path, files, toml=BARE)
    assert atlas.province.code == ""


def test_of_a_large_reference_only_the_province_and_what_is_beside_the_drawing_is_used(
    tmp_path: Path,
) -> None:
    country = [*tambons("30", 200, 101.0, 14.5), *LOPBURI, *SAWAN]
    atlas, problems = survey(tmp_path, country)
    [note] = [one for one in problems if one.code == "project.elsewhere"]
    [row] = [row for row in atlas.ledger if row.file == "reference/ตำบล.geojson"]
    # Of Lop Buri's row those within 20 km of the drawing (99.51 to 99.57) stay: 99.5 to 99.8.
    assert row.read == 240
    assert (row.used, row.set_aside) == (20 + 3, 200 + 17)
    assert (note.params["used"], note.params["count"]) == (23, 217)
    assert atlas.province.code == "60"
    assert len(atlas.tambons) == 20


def test_a_small_reference_is_used_whole(tmp_path: Path) -> None:
    atlas, problems = survey(tmp_path, [*RATCHASIMA, *SAWAN])
    assert "project.elsewhere" not in {one.code for one in problems}
    [row] = [row for row in atlas.ledger if row.file == "reference/ตำบล.geojson"]
    assert row.used == 80
