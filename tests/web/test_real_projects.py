"""Real files go in, a site comes out: the tambon of Khon Kaen and the province of Nong Khai."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from muban.layers.atlas import Atlas
from muban.web.building.build import BuildOptions, build_site
from muban.web.project import SAMPLE, Project, read_project, survey
from tests.real_projects import chiangmai_project, khonkaen_project, nongkhai_project
from tests.sample_site import sample_project, sample_site


def opened(folder: Path) -> tuple[Project, Atlas]:
    project = read_project(folder)
    return project, survey(project)


@pytest.fixture(scope="module")
def khonkaen(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Atlas]:
    return opened(khonkaen_project(shared_data, tmp_path_factory.mktemp("khonkaen")))


@pytest.fixture(scope="module")
def nongkhai(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Atlas]:
    return opened(nongkhai_project(shared_data, tmp_path_factory.mktemp("nongkhai")))


def manifest_of(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["manifest.json"])
    return found


def test_tambon_400106_has_17_villages_with_the_names_of_the_points(
    khonkaen: tuple[Project, Atlas], shared_data: Path
) -> None:
    _, atlas = khonkaen
    [page] = atlas.pages
    assert page.tambon.code == "400106"
    points = gpd.read_file(shared_data / "khonkaen_400106" / "village_point.geojson")
    names = dict(zip(points["VILL_IDN"], points["VILL_NM_T"], strict=True))
    published = dict(zip(page.villages["village_code"], page.villages["name"], strict=True))
    assert len(published) == 17
    assert published == {code: names[code] for code in published}


def test_polygons_and_points_may_lie_in_one_folder(shared_data: Path, tmp_path: Path) -> None:
    folder = khonkaen_project(shared_data, tmp_path)
    for path in sorted((folder / "reference").iterdir()):
        path.rename(folder / "drawings" / path.name)
    _, atlas = opened(folder)
    [page] = atlas.pages
    assert page.tambon.name == "เมืองเก่า"
    assert (page.villages["name"] != "").sum() == 17


def test_the_share_outside_the_official_tambon_is_measured_not_rejected(
    khonkaen: tuple[Project, Atlas],
) -> None:
    # ../shared/data/README.md states 8.1 of 46 km² for this tambon.
    _, atlas = khonkaen
    [page] = atlas.pages
    drawn = page.villages
    outside_km2 = (drawn["outside_share"] * drawn["area_m2"]).sum() / 1e6
    assert outside_km2 == pytest.approx(8.1, abs=0.1)
    assert any(found.code.startswith("containment.") for found in atlas.problems)


@pytest.mark.parametrize("name", ["moo_maehia_7.geojson", "moo_faham_2.geojson"])
def test_hand_drawn_tambons_publish_a_valid_coverage(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    _, atlas = opened(chiangmai_project(shared_data, tmp_path, name))
    [page] = atlas.pages
    assert shapely.coverage_is_valid(page.villages.geometry.to_numpy())
    assert any(found.code.startswith("coverage.") for found in atlas.problems)


def test_khonkaen_publishes_a_valid_coverage(khonkaen: tuple[Project, Atlas]) -> None:
    [page] = khonkaen[1].pages
    assert shapely.coverage_is_valid(page.villages.geometry.to_numpy())


def test_nong_khai_shows_62_tambons_9_amphoes_and_every_row_of_the_register(
    nongkhai: tuple[Project, Atlas],
) -> None:
    _, atlas = nongkhai
    assert (len(atlas.tambons), len(atlas.amphoes)) == (62, 9)
    rows = atlas.designations
    assert (rows["kind"] == "village").sum() == 73
    assert (rows["kind"] == "tambon").sum() == 2
    counted = rows[(rows["kind"] == "village") & (rows["status"] != "duplicate")]
    assert len(counted) == 64
    assert set(counted["year_be"]) == set(range(2555, 2563))
    assert set(rows["place"]) <= {"drawn", "point", "tambon", "none"}
    ledger = {row.file: row for row in atlas.ledger}
    assert ledger["register/letter.txt"].read == 75


def test_every_record_of_every_real_file_is_accounted_for(
    nongkhai: tuple[Project, Atlas], khonkaen: tuple[Project, Atlas]
) -> None:
    for _, atlas in (nongkhai, khonkaen):
        assert atlas.ledger
        for row in atlas.ledger:
            assert row.read == row.published + row.repaired + row.used + row.set_aside
    read = {row.file: row.read for row in nongkhai[1].ledger}
    # Counted by hand in the files themselves (README of the data).
    assert read["reference/tambon.geojson"] == 62
    assert read["reference/villages.csv"] == 722
    assert read["reference/village_points_2012.geojson"] == 566
    assert read["reference/health_points.geojson"] == 12
    assert read["reference/offices.csv"] == 37
    # What is there to be looked up is not said to be shown.
    used = {row.file: row.used for row in nongkhai[1].ledger}
    assert used["reference/tambon.geojson"] == 62
    assert used["reference/amphoe.geojson"] == 9
    assert used["reference/villages.csv"] == 722


def test_both_real_projects_build_the_same_bytes_twice(
    nongkhai: tuple[Project, Atlas], khonkaen: tuple[Project, Atlas]
) -> None:
    for project, atlas in (nongkhai, khonkaen):
        first = build_site(project, atlas, BuildOptions())
        again = build_site(project, survey(read_project(project.folder)), BuildOptions())
        assert [name for name in first if first[name] != again.get(name)] == []
        assert set(first) == set(again)


def test_the_sample_builds_the_same_bytes_twice_and_on_two_processors() -> None:
    first = sample_site()
    again = build_site(*opened(SAMPLE), BuildOptions(jobs=2))
    assert [name for name in first if first[name] != again.get(name)] == []
    assert set(first) == set(again)


def test_the_manifest_lists_pages_files_and_ledger() -> None:
    project, atlas = sample_project()
    files = build_site(project, atlas, BuildOptions(base_url="https://example.go.th/map"))
    manifest = manifest_of(files)
    province, tambon, *villages = manifest["pages"]
    assert (province["kind"], province["code"], province["path"]) == (
        "province",
        "43",
        "index.html",
    )
    assert (tambon["kind"], tambon["code"]) == ("tambon", "431605")
    assert tambon["path"] == "tambon/431605/index.html"
    assert [one["path"] for one in villages] == [
        f"tambon/431605/{moo}/index.html" for moo in range(1, 14)
    ]
    assert (tambon["villages"], tambon["landmarks"]) == (13, 46)
    for page in manifest["pages"]:
        assert page["path"] in files
        assert page["card"] in files
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    assert {"data/muban.gpkg", "data/villages.geojson", "data/register.csv"} <= set(files)
    for row in manifest["ledger"]:
        assert row["read"] == sum(
            row[what] for what in ("published", "repaired", "used", "set_aside")
        )


def test_only_one_tambon_can_be_asked_for_and_a_wrong_one_is_named() -> None:
    from muban.gis.errors import ConfigError

    project, atlas = sample_project()
    with pytest.raises(ConfigError, match="999999"):
        build_site(project, atlas, BuildOptions(only=("999999",)))
    files = build_site(project, atlas, BuildOptions(only=("431605",)))
    assert "tambon/431605/index.html" in files


def test_one_file_per_tambon_carries_its_script_and_style() -> None:
    project, atlas = sample_project()
    files = build_site(project, atlas, BuildOptions(single_file=True))
    page = files["tambon/431605/index.html"].decode()
    assert not [name for name in files if name.startswith("assets/")]
    assert "<script src=" not in page
    assert '<link rel="stylesheet"' not in page


def test_a_project_with_only_a_title_and_a_drawing_gets_a_page(tmp_path: Path) -> None:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "muban.toml").write_text('title = "บ้านเรา"', encoding="utf-8")
    square = shapely.box(103.2, 18.2, 103.21, 18.21)
    frame = gpd.GeoDataFrame({"name": ["บ้านเรา"]}, geometry=[square], crs="EPSG:4326")
    frame.to_file(tmp_path / "drawings" / "ก.geojson", driver="GeoJSON")
    project, atlas = opened(tmp_path)
    files = build_site(project, atlas, BuildOptions())
    assert "บ้านเรา" in files["tambon/000000/index.html"].decode()
    assert "village.no_tambon" in {found.code for found in atlas.problems}


def test_a_file_named_after_a_person_is_read_but_never_named_in_the_site(tmp_path: Path) -> None:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "muban.toml").write_text('title = "ตำบลโพนแพง"', encoding="utf-8")
    square = shapely.box(103.2, 18.2, 103.21, 18.21)
    frame = gpd.GeoDataFrame({"name": ["โพนแพง"]}, geometry=[square], crs="EPSG:4326")
    frame.to_file(tmp_path / "drawings" / "นายสมชาย ใจดี.geojson", driver="GeoJSON")
    project, atlas = opened(tmp_path)
    assert "privacy.person_name" in {found.code for found in atlas.problems}
    files = build_site(project, atlas, BuildOptions())
    assert [name for name, content in files.items() if "สมชาย".encode() in content] == []
    [row] = manifest_of(files)["ledger"]
    assert row["read"] == 1
