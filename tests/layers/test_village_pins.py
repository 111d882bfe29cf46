"""A pin called after a village is the village's point; a house, a shop and a temple are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from muban.layers.atlas import Atlas
from tests.drawings import kml, placemark
from tests.small_projects import TOML, pins, survey_of, village

TITLE = 'title = "ทดสอบ"\n'


def of(folder: Path, *names: str, toml: str = TOML, layer: str = "จุด") -> tuple[Atlas, list[str]]:
    """The atlas of one layer of pins, and the codes of what was found."""
    folder.mkdir(exist_ok=True)
    drawn = pins(*names).replace("หมุด".encode(), layer.encode())
    atlas, problems = survey_of(folder, {"drawings/ก.kml": drawn}, toml=toml)
    return atlas, [found.code for found in problems]


def shown(atlas: Atlas) -> tuple[list[str], list[str]]:
    """Names of the villages and of the landmarks on all pages."""
    villages = [name for page in atlas.pages for name in page.villages["name"]]
    return villages, [name for page in atlas.pages for name in page.landmarks["name"]]


def test_a_pin_named_with_its_moo_is_a_village_and_the_temple_beside_it_a_landmark(
    tmp_path: Path,
) -> None:
    atlas, _ = of(tmp_path, "บ้านดอน หมู่ที่ 1", "วัดโพนสิม", "หมู่ 2 บ้านนา")
    assert shown(atlas) == (["บ้านดอน", "บ้านนา"], ["วัดโพนสิม"])
    [page] = atlas.pages
    assert page.villages["village_code"].tolist() == ["43160501", "43160502"]
    assert page.villages["place"].tolist() == ["point", "point"]


@pytest.mark.parametrize(
    "name",
    [
        "บ้านผู้ใหญ่บ้าน หมู่ 3",
        "บ้านพักครู หมู่ 3",
        "บ้านเลขที่ 12 หมู่ 3",
        "บ้าน 12/4 หมู่ 3",
        "ศาลากลางบ้านดอน หมู่ 3",
        "ร้านค้าบ้านดอน หมู่ 3",
    ],
)
def test_a_house_or_a_place_in_a_village_is_no_village(tmp_path: Path, name: str) -> None:
    atlas, _ = of(tmp_path, "บ้านดอน หมู่ที่ 1", "วัดกลาง", name)
    assert shown(atlas)[0] == ["บ้านดอน"]


def test_without_a_moo_the_layer_as_a_whole_decides(tmp_path: Path) -> None:
    three = ("บ้านดอน", "บ้านนา", "วัดกลาง")
    assert shown(of(tmp_path / "a", *three)[0])[0] == []
    assert sorted(shown(of(tmp_path / "b", *three, layer="หมู่บ้าน")[0])[0]) == ["บ้านดอน", "บ้านนา"]
    few = ("บ้านดอน", "วัดกลาง", "โรงเรียนดอน", "ตลาดสด")
    assert shown(of(tmp_path / "c", *few, layer="หมู่บ้าน")[0])[0] == []


def test_a_stated_role_is_final(tmp_path: Path) -> None:
    toml = TOML + '[files."drawings/ก.kml"]\nrole = "landmark"\n'
    assert shown(of(tmp_path, "บ้านดอน หมู่ที่ 1", toml=toml)[0]) == ([], ["บ้านดอน หมู่ที่ 1"])


@pytest.mark.parametrize("toml", [TOML, TITLE])
def test_an_area_and_its_pin_are_one_village(tmp_path: Path, toml: str) -> None:
    area = village(1).split("<ExtendedData>")[0].replace("บ้านทดสอบ1", "บ้านดอน หมู่ 1")
    point = "<Point><coordinates>103.115,18.105</coordinates></Point>"
    drawn = kml(area + "</Placemark>", placemark("บ้านดอน ม.1", point))
    atlas, _ = survey_of(tmp_path, {"drawings/ก.kml": drawn}, toml=toml)
    assert shown(atlas) == (["บ้านดอน"], [])
    assert sum(row.read for row in atlas.ledger) == 2


def test_where_no_kind_is_near_none_is_suggested(tmp_path: Path) -> None:
    _, codes = of(tmp_path / "a", "xyz")
    assert "landmark.kind_unsaid" in codes
    assert "landmark.unknown_kind" not in codes
    _, codes = of(tmp_path / "b", "โรงเรยนดอน")
    assert "landmark.unknown_kind" in codes
