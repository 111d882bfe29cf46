"""One reading of a project: every command knows the same villages, province and names."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from muban.gis.errors import MubanError
from muban.web.drawing.drawing_page import drawing_page
from muban.web.project import know_project, read_project, survey
from muban.web.project_register import read_project_register
from tests.small_projects import DRAWN, gazetteer

ROOT = Path(__file__).resolve().parents[2]
MAKERS = {"build_gazetteer", "screen_gazetteer", "find_whereabouts", "sort_sheets"}
"""Who says which villages there are, by which names, in which province, and what each table is."""
REGISTER = (
    "ที่,จังหวัด,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี พ.ศ.\n"
    "1,หนองคาย,รัตนวาปี,โพนแพง,ทดสอบ2,2,2560\n"
    "2,หนองคาย,รัตนวาปี,โพนแพง,ทดสอบ3,3,2561\n"
)
OUTLINE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"tambon_code": "431605", "tambon": "โพนแพง", "amphoe": "รัตนวาปี"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[103, 18], [103.2, 18], [103.2, 18.2], [103, 18.2], [103, 18]]],
            },
        }
    ],
}


def project(folder: Path, files: dict[str, bytes], toml: str = 'title = "ก"\n') -> Path:
    for name, content in {**files, "muban.toml": toml.encode()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def outline(**said: str) -> bytes:
    shape = json.loads(json.dumps(OUTLINE))
    shape["features"][0]["properties"] |= said
    return json.dumps(shape, ensure_ascii=False).encode()


def test_one_room_alone_makes_a_gazetteer_and_decides_the_province() -> None:
    callers = {
        (path.relative_to(ROOT).as_posix(), name)
        for floor in ("layers", "symbology", "web")
        for path in (ROOT / floor).rglob("*.py")
        if "node_modules" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in MAKERS
    }
    # The desk sorts a file before it has a folder: it asks the same room, of that file alone.
    dropped = {("web/desk/sorted_in.py", "sort_sheets")}
    assert callers - dropped == {("layers/known.py", name) for name in MAKERS}


def test_a_gazetteer_beside_the_register_serves_the_register_too(tmp_path: Path) -> None:
    files = {"register/villages.csv": gazetteer(3), "register/list.csv": REGISTER.encode()}
    opened = read_project(project(tmp_path, files))
    found = read_project_register(opened)
    assert [*found.gazetteer.villages] == ["43160501", "43160502", "43160503"]
    assert [*found.registers.frame["village_code"]] == ["43160502", "43160503"]
    shown = survey(opened).designations
    assert [*shown["village_code"]] == ["43160502", "43160503"]


def test_the_register_names_the_province_for_the_map_too(tmp_path: Path) -> None:
    """Half of the gazetteer is another province's: only the register tells which is meant."""
    both = gazetteer(2) + "38010101,380101,ก,1,ข\n38010102,380101,ก,2,ค\n".encode()
    files = {"reference/villages.csv": both, "register/list.csv": REGISTER.encode()}
    opened = read_project(project(tmp_path, files))
    assert read_project_register(opened).province_code == "43"
    assert survey(opened).province.code == "43"


def test_a_headman_under_the_villages_name_is_not_on_the_page_for_drawing(tmp_path: Path) -> None:
    listed = gazetteer(3).decode().replace("ทดสอบ2", "นายสมชาย ใจดี")
    files = {"reference/villages.csv": listed.encode(), "reference/tambon.geojson": outline()}
    opened = read_project(project(tmp_path, files))
    page = drawing_page(opened, tambon="431605").decode()
    [data] = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    villages = json.loads(data)["villages"]
    assert [(one["code"], one["name"]) for one in villages] == [
        ("43160501", "บ้านทดสอบ1"),
        ("43160502", ""),
        ("43160503", "บ้านทดสอบ3"),
    ]
    assert "สมชาย" not in page


def test_the_page_for_drawing_goes_through_the_privacy_gate(tmp_path: Path) -> None:
    """A person's name that no table of villages holds stops the page as it stops a site."""
    files = {"reference/villages.csv": gazetteer(3), "reference/tambon.geojson": outline()}
    tiles = """[[tiles]]
    name = "ภาพถ่าย"
    url = "https://a.go.th/{z}/{x}/{y}.png"
    attribution = "© นายสมชาย ใจดี"
    """
    opened = read_project(project(tmp_path, files, 'title = "ก"\n' + tiles))
    with pytest.raises(MubanError, match=r"digitize\.html"):
        drawing_page(opened, tambon="431605")


def test_a_drawn_tambon_and_the_register_have_one_gazetteer(tmp_path: Path) -> None:
    files = {"drawings/villages.kml": DRAWN, "drawings/list.csv": gazetteer(3)}
    known = know_project(read_project(project(tmp_path, files)))
    assert [*known.gazetteer.villages] == ["43160501", "43160502", "43160503"]
    assert known.province == "43"


RESULTS = "หมู่ที่,ปี,อาชีพ,ทุนชุมชน\n1,2562,3,4\n2,2562,4,5\n"
COUNTS = "รหัสหมู่บ้าน,ประชากร,ครัวเรือน,ปี\n43160501,100,30,2562\n43160502,200,60,2562\n"


def test_a_build_parses_each_table_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognised and parsed are one act: what a table was known by is what is read of it."""
    from muban.gis.gazetteer import gazetteer_rows
    from muban.layers.indicator import indicator_recognise, population
    from muban.layers.register import register_reading

    parsed: Counter[tuple[str, str]] = Counter()

    def count(module: ModuleType, name: str, file_of: Callable[..., str]) -> None:
        real = getattr(module, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            parsed[name, file_of(*args)] += 1
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, counted)

    count(gazetteer_rows, "_from_grid", lambda read: read.source.name)
    count(gazetteer_rows, "_clean", lambda table: "")
    count(register_reading, "_lines", lambda grid: f"{len(grid)}")
    count(indicator_recognise, "find_headings", lambda read, *_: read.source.name)
    count(population, "_row", lambda line, *_: f"{line.number}")
    files = {
        "reference/villages.csv": gazetteer(3),
        "reference/people.csv": COUNTS.encode(),
        "register/list.csv": REGISTER.encode(),
        "indicators/cia.csv": RESULTS.encode(),
        "drawings/v.kml": DRAWN,
    }
    atlas = survey(read_project(project(tmp_path, files, 'title = "ก"\ntambon = "431605"\n')))
    assert len(atlas.designations) == 2
    assert set(atlas.pages[0].villages["population"].dropna()) == {100, 200}
    assert len(atlas.pages[0].indicators) > 0
    assert {name for name, _ in parsed} == {
        "_from_grid",
        "_clean",
        "_lines",
        "find_headings",
        "_row",
    }
    assert set(parsed.values()) == {1}
