"""What the page for drawing saves is shown once, whatever files it began with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import mapping

from muban.gis.problems import Effect, Severity
from muban.layers.atlas import Atlas
from muban.web.drawing.digitizer_project import project_drawing, saved_name
from muban.web.project import know_project, read_project, survey
from tests.drawings import kml, placemark
from tests.small_projects import DRAWN, TOML, gazetteer, pins, survey_of

FILES = {
    "drawings/แนวเขต.kml": DRAWN,
    "drawings/หมุด.kml": pins("วัดศรีชมภู", "ตลาดนัดคลองถม"),
    "drawings/เพิ่ม.csv": "name,lat,lon\nโรงเรียนบ้านทดสอบ,18.106,103.115\n".encode(),
    "reference/หมู่บ้าน.csv": (
        "village_code,amphoe,tambon,moo,village\n"
        + "".join(f"431605{moo:02d},รัตนวาปี,โพนแพง,{moo},ทดสอบ{moo}\n" for moo in (1, 2, 3))
    ).encode(),
}


def save_as_the_page_does(folder: Path, *, without: str = "", name: str = "") -> Path:
    """Write what the page for drawing shows, as its saving does."""
    opened = read_project(folder)
    data = project_drawing(opened, know_project(opened), survey(opened))
    villages = data.villages[data.villages.geometry.notna()]
    rows: list[tuple[dict[str, Any], Any]] = [
        (
            {"kind": "village", "name": row.name, "moo": row.moo, "village_code": row.village_code},
            row.geometry,
        )
        for row in villages.itertuples(index=False)
    ]
    assert data.landmarks is not None
    rows += [
        ({"kind": "landmark", "landmark_kind": row.landmark_kind, "name": row.name}, row.geometry)
        for row in data.landmarks.itertuples(index=False)
        if row.name != without
    ]
    document = {
        "type": "FeatureCollection",
        "muban": {"format": "drawing", "version": 1, "replaces": list(data.replaces)},
        "features": [
            {"type": "Feature", "properties": words, "geometry": mapping(shape)}
            for words, shape in rows
        ],
    }
    path = folder / "drawings" / (name or saved_name(data.tambon))
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def shown(atlas: Atlas) -> list[str]:
    [page] = atlas.pages
    drawn = page.villages[page.villages["place"] == "drawn"]
    return sorted([*page.landmarks["name"], *drawn["name"]])


ALL = sorted(["วัดศรีชมภู", "ตลาดนัดคลองถม", "โรงเรียนบ้านทดสอบ", "บ้านทดสอบ1", "บ้านทดสอบ2", "บ้านทดสอบ3"])


def again(folder: Path) -> tuple[Atlas, list[str]]:
    atlas = survey(read_project(folder))
    told = [found.code for found in atlas.problems if found.severity is not Severity.NOTE]
    return atlas, told


def test_what_was_saved_once_or_five_times_is_shown_once(tmp_path: Path) -> None:
    atlas, _ = survey_of(tmp_path, FILES)
    assert shown(atlas) == ALL
    for _ in range(5):
        saved = save_as_the_page_does(tmp_path)
        atlas, told = again(tmp_path)
        assert shown(atlas) == ALL
        assert told == []
        by_file = {row.file: (row.published + row.repaired, row.set_aside) for row in atlas.ledger}
        assert by_file[f"drawings/{saved.name}"] == (6, 0)
        assert by_file["drawings/แนวเขต.kml"] == (0, 3)
        assert by_file["drawings/หมุด.kml"] == (0, 2)
        assert by_file["drawings/เพิ่ม.csv"] == (0, 1)
    [one] = [found for found in atlas.problems if found.where.name == "วัดศรีชมภู"]
    assert (one.code, one.severity, one.effect) == (
        "project.replaced",
        Severity.NOTE,
        Effect.SET_ASIDE,
    )
    assert saved.name in one.message("th")


def test_a_pin_deleted_on_the_page_stays_deleted(tmp_path: Path) -> None:
    survey_of(tmp_path, FILES)
    save_as_the_page_does(tmp_path, without="วัดศรีชมภู")
    atlas, _ = again(tmp_path)
    assert shown(atlas) == [name for name in ALL if name != "วัดศรีชมภู"]
    save_as_the_page_does(tmp_path)  # nor does the next saving bring it back
    assert "วัดศรีชมภู" not in shown(again(tmp_path)[0])


def test_what_is_added_or_changed_in_a_file_afterwards_is_shown(tmp_path: Path) -> None:
    survey_of(tmp_path, FILES)
    save_as_the_page_does(tmp_path)
    file = tmp_path / "drawings" / "หมุด.kml"
    file.write_bytes(pins("วัดใหม่", "ตลาดนัดคลองถม"))
    atlas, _ = again(tmp_path)
    assert shown(atlas) == sorted([*ALL, "วัดใหม่"])
    file.rename(file.with_name("หมุดเดิม.kml"))
    assert shown(again(tmp_path)[0]) == sorted([*ALL, "วัดใหม่"])


def test_where_the_saved_drawing_goes_the_originals_are_shown_again(tmp_path: Path) -> None:
    survey_of(tmp_path, FILES)
    saved = save_as_the_page_does(tmp_path)
    whole = saved.read_text("utf-8")
    saved.unlink()
    assert shown(again(tmp_path)[0]) == ALL
    saved.write_text(whole[: len(whole) // 2], "utf-8")
    assert shown(again(tmp_path)[0]) == ALL
    saved.write_text(whole, "utf-8")
    toml = f'{TOML}[files."drawings/{saved.name}"]\nrole = "ignore"\n'
    (tmp_path / "muban.toml").write_text(toml, "utf-8")
    assert shown(again(tmp_path)[0]) == ALL


def test_two_drawings_that_stand_for_each_other_do_not_both_vanish(tmp_path: Path) -> None:
    survey_of(tmp_path, FILES)
    first = save_as_the_page_does(tmp_path)
    second = save_as_the_page_does(tmp_path, name="สำเนา.geojson")
    marks = json.loads(second.read_text("utf-8"))
    again_saved = json.loads(first.read_text("utf-8"))
    again_saved["muban"]["replaces"] = marks["muban"]["replaces"]
    first.write_text(json.dumps(again_saved, ensure_ascii=False), "utf-8")
    assert shown(again(tmp_path)[0]) == ALL


@pytest.mark.parametrize("apart_degrees", [0.0, 0.00005])
def test_the_same_place_in_two_files_is_told_once(tmp_path: Path, apart_degrees: float) -> None:
    lon = 103.111 + apart_degrees
    names = ("วัดศรีชมภู", "ตลาดนัดคลองถม")
    copy = kml(
        *(
            placemark(name, f"<Point><coordinates>{lon + i / 1000},18.105</coordinates></Point>")
            for i, name in enumerate(names)
        )
    )
    files = {"drawings/แนวเขต.kml": DRAWN, "drawings/หมุด.kml": pins(*names)}
    files["drawings/หมุดสำเนา.kml"] = copy
    files["reference/หมู่บ้าน.csv"] = gazetteer(3)
    atlas, [found] = survey_of(tmp_path, files)
    assert found.code == "landmark.in_two_files"
    assert (found.where.file, found.params["other"]) == (
        "drawings/หมุดสำเนา.kml",
        "drawings/หมุด.kml",
    )
    assert found.params["n"] == 2
    assert len(atlas.pages[0].landmarks) == 4


def test_places_of_one_name_apart_from_each_other_are_two_places(tmp_path: Path) -> None:
    far = kml(placemark("วัดศรีชมภู", "<Point><coordinates>103.1115,18.105</coordinates></Point>"))
    files = {"drawings/แนวเขต.kml": DRAWN, "drawings/หมุด.kml": pins("วัดศรีชมภู")}
    files |= {"drawings/อีกวัด.kml": far, "reference/หมู่บ้าน.csv": gazetteer(3)}
    _, problems = survey_of(tmp_path, files)
    assert problems == []
