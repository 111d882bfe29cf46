"""Answers given at the desk: they stand where a person would have written them, and stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from muban.layers.village.recognise import FeatureRole
from muban.web.cli import main
from muban.web.settings.config import Role, read_config
from muban.web.wording.words import words
from tests.desks import RunningDesk, running_desk
from tests.drawings import kml, placemark
from tests.small_projects import DRAWN, gazetteer, pins


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with running_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


def begun(desk: RunningDesk, name: str, files: dict[str, bytes], place: str = "431605") -> str:
    made: str = desk.post("api/new", name=name, place=place)["id"]
    desk.drop(made, files)
    desk.settled(made)
    return made


def folder_of(desk: RunningDesk, name: str) -> Path:
    return Path(desk.get(f"p/{name}/state")["folder"])


def asked(desk: RunningDesk, name: str, code: str) -> list[dict[str, Any]]:
    """The problems of one code that can be answered."""
    problems = desk.settled(name)["problems"]
    return [one for one in problems if one["code"] == code and one["question"]]


def answer(desk: RunningDesk, name: str, problem: dict[str, Any], value: str) -> None:
    desk.post(f"p/{name}/answer", id=problem["id"], value=value)


def site_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def stands(desk: RunningDesk, name: str, tmp_path: Path) -> dict[str, bytes]:
    """The site, which a desk begun anew and the command line make alike."""
    folder = folder_of(desk, name)
    desk.settled(name)
    here = site_of(folder / "site")
    main(["build", str(folder), "--out", str(tmp_path / "line"), "--no-cache"])
    assert site_of(tmp_path / "line") == here
    with running_desk(tmp_path / "other") as other:
        again = other.post("api/open", folder=str(folder))["id"]
        other.settled(again)
        assert site_of(folder / "site") == here
    return here


def test_the_kind_of_a_pin(desk: RunningDesk, tmp_path: Path) -> None:
    name = begun(desk, "หมุด", {"ก.kml": DRAWN, "ข.kml": pins("ซุ้มประตูโค้ง", "วัดกลาง")})
    [problem] = asked(desk, name, "landmark.kind_unsaid")
    desk.post(f"p/{name}/answer", 400, id=problem["id"], value="castle")
    desk.post(f"p/{name}/answer", 404, id="0" * 12, value="temple")
    answer(desk, name, problem, "temple")
    assert asked(desk, name, "landmark.kind_unsaid") == []
    assert read_config(folder_of(desk, name)).symbols["names"] == {"ซุ้มประตูโค้ง": "temple"}
    stands(desk, name, tmp_path)


def test_the_reading_of_coordinates_and_the_role_of_a_file(
    desk: RunningDesk, tmp_path: Path
) -> None:
    west, south = 284_000, 2_002_000  # of UTM 48N, near ตำบลโพนแพง
    rows = [f"{n},บ้านจุด{n},{west + 500 * n},{south}" for n in (1, 2)]
    table = "\n".join(["หมู่ที่,ชื่อ,E,N", *rows, ""]).encode()
    name = begun(desk, "พิกัด", {"ก.kml": DRAWN, "จุด.csv": table})
    doubts = [
        one
        for one in desk.settled(name)["problems"]
        if one["code"].startswith("crs.") and one["question"]
    ]
    for problem in doubts[:1]:
        choices = problem["question"]["choices"]
        answer(desk, name, problem, choices[0]["value"])
        assert read_config(folder_of(desk, name)).files[problem["file"]].crs is not None
        codes = {(one["code"], one["file"]) for one in desk.settled(name)["problems"]}
        assert (problem["code"], problem["file"]) not in codes
    assert doubts
    stands(desk, name, tmp_path)


def test_the_encoding_of_a_file(desk: RunningDesk, tmp_path: Path) -> None:
    table = gazetteer(3).decode().encode("cp874")
    name = begun(desk, "รหัสอักษร", {"ก.kml": DRAWN, "ทำเนียบ.csv": table})
    [problem] = asked(desk, name, "encoding.assumed")
    assert [one["value"] for one in problem["question"]["choices"]] == ["cp874", "utf-8"]
    desk.post(f"p/{name}/answer", 400, id=problem["id"], value="latin-1")
    answer(desk, name, problem, "cp874")
    assert asked(desk, name, "encoding.assumed") == []
    assert read_config(folder_of(desk, name)).files[problem["file"]].encoding == "cp874"
    site = stands(desk, name, tmp_path)
    assert "ทดสอบ2".encode() in site["tambon/431605/index.html"]


def areas(**columns: list[object]) -> bytes:
    """Three areas side by side near ตำบลโพนแพง, with columns alone to tell them apart."""
    features = []
    for number in range(3):
        west = 103.10 + 0.01 * number
        ring = [(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0)]
        corners = [[round(west + x, 6), round(18.1 + y, 6)] for x, y in ring]
        features.append(
            {
                "type": "Feature",
                "properties": {column: cells[number] for column, cells in columns.items()},
                "geometry": {"type": "Polygon", "coordinates": [corners]},
            }
        )
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_what_a_column_means(desk: RunningDesk, tmp_path: Path) -> None:
    name = begun(desk, "คอลัมน์", {"drawings/พื้นที่.geojson": areas(no=[3, 1, 2])})
    [problem] = asked(desk, name, "village.number_not_moo")
    values = [one["value"] for one in problem["question"]["choices"]]
    assert [one["label"]["th"] for one in problem["question"]["choices"]] == ["คอลัมน์ «no» คือหมู่ที่"]
    answer(desk, name, problem, values[0])
    assert asked(desk, name, "village.number_not_moo") == []
    columns = read_config(folder_of(desk, name)).files[problem["file"]].columns
    assert columns is not None
    assert columns.moo == "no"
    site = stands(desk, name, tmp_path)
    page = site["tambon/431605/index.html"].decode()
    assert set(re.findall(r"431605\d\d", page)) == {"43160501", "43160502", "43160503"}


def test_where_a_project_is(desk: RunningDesk, tmp_path: Path) -> None:
    ring = "102.78,17.87 102.79,17.87 102.79,17.88 102.78,17.87"
    shell = f"<LinearRing><coordinates>{ring}</coordinates></LinearRing>"
    area = f"<Polygon><outerBoundaryIs>{shell}</outerBoundaryIs></Polygon>"
    name = begun(desk, "ที่ใด", {"ก.kml": kml(placemark("บ้านหนึ่ง หมู่ที่ 1", area))}, place="")
    problem = next(
        one
        for one in desk.settled(name)["problems"]
        if one["question"] and one["question"]["kind"] == "place"
    )
    answer(desk, name, problem, "431605")
    view = desk.settled(name)
    assert view["place"]["code"] == "431605"
    assert read_config(folder_of(desk, name)).place.tambon == "โพนแพง"
    assert not [one for one in view["problems"] if one["id"] == problem["id"]]
    stands(desk, name, tmp_path)


def test_which_village_a_row_of_the_register_is(desk: RunningDesk, tmp_path: Path) -> None:
    rows = "ลำดับ,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี พ.ศ.,ระดับ\n1,รัตนวาปี,โพนแพง,ทดสอบ2,3,2560,อำเภอ\n"
    files = {"ก.kml": DRAWN, "รายชื่อ.csv": gazetteer(3), "ทะเบียน.csv": rows.encode()}
    name = begun(desk, "ทะเบียน", files)
    [problem] = asked(desk, name, "register.needs_person")
    values = [one["value"] for one in problem["question"]["choices"]]
    assert "43160502" in values
    desk.post(f"p/{name}/answer", 400, id=problem["id"], value="99999999")
    answer(desk, name, problem, "43160502")
    assert asked(desk, name, "register.needs_person") == []
    confirmed = folder_of(desk, name) / "register" / "confirmed.csv"
    assert "ทดสอบ2,3,2560,43160502" in confirmed.read_text("utf-8-sig")
    stands(desk, name, tmp_path)


def test_the_address_makes_cards_and_links_right(desk: RunningDesk, tmp_path: Path) -> None:
    name = begun(desk, "ที่อยู่", {"ก.kml": DRAWN})
    [problem] = asked(desk, name, "share.no_base_url")
    desk.post(f"p/{name}/answer", 409, id=problem["id"], value="ftp://x")
    answer(desk, name, problem, "https://example.go.th/map/")
    assert asked(desk, name, "share.no_base_url") == []
    site = stands(desk, name, tmp_path)
    assert b"https://example.go.th/map/" in site["sitemap.xml"]


@pytest.mark.parametrize("role", [*get_args(FeatureRole), "ground"])
def test_whatever_a_file_was_taken_for_has_a_word(role: str) -> None:
    assert set(words()[f"desk.role.{role}"]) == {"th", "en"}


def test_the_desk_offers_every_role_that_the_settings_know() -> None:
    script = Path(__file__).parents[2] / "web/frontend/src/desk/roles.ts"
    assert tuple(re.findall(r'"(\w+)",', script.read_text("utf-8"))) == get_args(Role)
