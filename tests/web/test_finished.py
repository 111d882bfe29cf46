"""No site is published that holds less, or more, than its ledger says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from muban.layers.atlas import Atlas
from muban.web.building.build import BuildOptions, build_site
from muban.web.building.finished import SiteImbalance, Tally, check_finished, count_data, count_page
from muban.web.pages.village_paths import village_paths
from muban.web.project import read_project
from tests.small_projects import DRAWN, pins, survey_of

PAGE = "tambon/431605/index.html"
OWN = "tambon/431605/1/index.html"
SMALL = {"drawings/ก.kml": DRAWN, "drawings/หมุด.kml": pins("วัดศรีชมภู", "โรงเรียนบ้านดอน")}


@pytest.fixture
def site(tmp_path: Path) -> tuple[Atlas, dict[str, bytes]]:
    atlas, _ = survey_of(tmp_path, SMALL)
    return atlas, build_site(read_project(tmp_path), atlas, BuildOptions())


def check(atlas: Atlas, files: dict[str, bytes]) -> None:
    tally = Tally()
    for name, content in files.items():
        tally.take(name, content)
    [tambon] = atlas.pages
    own = dict.fromkeys(village_paths(tambon).values(), tambon)
    check_finished(atlas, {PAGE: tambon}, tally, "index.html", own)


def without(text: bytes) -> Callable[[bytes], bytes]:
    def cut(content: bytes) -> bytes:
        assert text in content
        return content.replace(text, b"", 1)

    return cut


@pytest.mark.parametrize(
    ("file", "broken", "told"),
    [
        (PAGE, without(b'<tr id="row-43160502"><td>'), f"{PAGE} › villages: 2 ≠ 3"),
        (PAGE, without(b'<path data-village-code="43160501" data-index="'), "placed: 2 ≠ 3"),
        (PAGE, without(b'<tr id="landmark-'), f"{PAGE} › landmarks: 1 ≠ 2"),
        (PAGE, without(b'data-landmark-kind="temple"'), "landmarks_placed: 1 ≠ 2"),
        (OWN, without(b' data-village="43160501"'), f"{OWN} › own_village: 0 ≠ 1"),
        (OWN, without(b'<li data-place="'), f"{OWN} › own_landmarks: 1 ≠ 2"),
        ("data/villages.csv", lambda old: old.rsplit(b"\r\n", 2)[0] + b"\r\n", ".csv: 2 ≠ 3"),
        ("data/landmarks.geojson", lambda _: b'{"features": []}', "landmarks.geojson: 0 ≠ 2"),
    ],
)  # fmt: skip
def test_a_record_that_a_page_or_a_file_lost_stops_the_build_and_is_named(
    file: str,
    broken: Callable[[bytes], bytes],
    told: str,
    site: tuple[Atlas, dict[str, bytes]],
) -> None:
    atlas, files = site
    check(atlas, files)
    with pytest.raises(SiteImbalance, match="ไม่ใช่ของไฟล์ท่าน") as stopped:
        check(atlas, {**files, file: broken(files[file])})
    assert told in str(stopped.value)


def test_a_file_that_is_not_there_holds_nothing(site: tuple[Atlas, dict[str, bytes]]) -> None:
    atlas, files = site
    fewer = {name: content for name, content in files.items() if name != "data/muban.gpkg"}
    with pytest.raises(SiteImbalance, match=r"muban\.gpkg#landmarks: 0 ≠ 2"):
        check(atlas, fewer)


def test_a_sites_bytes_are_counted_as_a_stranger_counts_them(
    site: tuple[Atlas, dict[str, bytes]],
) -> None:
    _, files = site
    page = count_page(files[PAGE])
    assert (page.villages, page.villages_placed, page.landmarks, page.landmarks_placed) == (
        3, 3, 2, 2,
    )  # fmt: skip
    assert count_data(files) == {
        "data/landmarks.csv": 2,
        "data/landmarks.geojson": 2,
        "data/landmarks_th.csv": 2,
        "data/muban.gpkg#landmarks": 2,
        "data/muban.gpkg#layer_styles": 2,
        "data/muban.gpkg#villages": 3,
        "data/muban.kmz": 5,
        "data/villages.csv": 3,
        "data/villages.geojson": 3,
        "data/villages_th.csv": 3,
    }


def test_a_name_that_reads_like_a_feature_is_none() -> None:
    name = '"type":"Feature", "type": "Feature"'
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": None}] * 2
    told = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    assert count_data({"data/v.geojson": told}) == {"data/v.geojson": 2}


def test_nothing_is_written_where_the_site_is_not_what_the_ledger_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that forgets its pins: the fault is ours, and the site that stands keeps standing."""
    from muban.web.cli import main

    survey_of(tmp_path, SMALL)
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "site")]) == 0
    before = (tmp_path / "site" / "manifest.json").read_bytes()
    monkeypatch.setattr("muban.web.pages.page_tambon.landmark_rows", lambda *_: [])
    with pytest.raises(SiteImbalance):
        main(["build", str(tmp_path), "--no-cache", "--out", str(tmp_path / "site")])
    assert (tmp_path / "site" / "manifest.json").read_bytes() == before
