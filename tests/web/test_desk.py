"""The desk without a browser: what is dropped, where it goes, and whom it refuses."""

from __future__ import annotations

import io
import json
import shutil
import socket
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from muban.web.desk.names_of_files import BadPath, safe_path
from muban.web.desk.places import find_places, place_settings
from muban.web.loopback import bodies
from muban.web.pack.pack_file import Pack, pack_bytes
from muban.web.settings.config import read_config
from tests.desks import RunningDesk, running_desk
from tests.small_projects import DRAWN, gazetteer, pins


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with running_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


def begun(desk: RunningDesk, name: str, place: str = "") -> tuple[str, Path]:
    """A new project, and its folder."""
    made = desk.post("api/new", name=name, place=place)["id"]
    return made, Path(desk.get(f"p/{made}/state")["folder"])


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("โพนแพง รัตนวาปี", "ตำบลโพนแพง อำเภอรัตนวาปี จังหวัดหนองคาย"),
        ("ต.ในเวียง น่าน", "ตำบลในเวียง อำเภอเมืองน่าน จังหวัดน่าน"),
        ("ยะลา", "จังหวัดยะลา"),
        ("จ.น่าน", "จังหวัดน่าน"),
        ("yala", "จังหวัดยะลา"),
    ],
)
def test_a_place_is_found_by_the_letters_that_people_type(typed: str, expected: str) -> None:
    assert find_places(typed)[0]["th"] == expected


def test_a_place_stands_in_the_settings_by_its_names() -> None:
    assert place_settings("950101") == {
        ("place", "tambon"): "สะเตง",
        ("place", "amphoe"): "เมืองยะลา",
        ("place", "province"): "ยะลา",
    }
    assert place_settings("55")["place", "tambon"] is None


def test_a_new_project_has_the_name_and_the_place_that_were_typed(desk: RunningDesk) -> None:
    _, folder = begun(desk, "แผนที่ของเรา", "431605")
    assert folder == desk.home / "แผนที่ของเรา"
    config = read_config(folder)
    assert (config.title, config.tambon) == ("แผนที่ของเรา", "431605")
    _, again = begun(desk, "แผนที่ของเรา", "431605")
    assert again.name == "แผนที่ของเรา (2)"
    for bad in ("", "  ", "..", "CON", "ก" * 100):
        desk.post("api/new", 409, name=bad)
    desk.post("api/new", 409, name="ก", folder="สัมพัทธ์")
    assert {one["title"] for one in desk.get("api/start")["projects"]} >= {"แผนที่ของเรา"}


def test_each_file_goes_where_it_belongs_and_is_unchanged(desk: RunningDesk) -> None:
    name, folder = begun(desk, "ครบ", "431605")
    sample = Path("web/sample")
    register = (sample / "register" / "ทะเบียน 2555-2562.txt").read_bytes()
    results = (sample / "indicators" / "ผล CIA ปี 2562.xlsx").read_bytes()
    outline = (sample / "reference" / "tambon.geojson").read_bytes()
    dropped = {
        "แผนที่.kml": DRAWN,
        "หมุด/วัด.kml": pins("วัดกลาง"),
        "ทะเบียน.txt": register,
        "ผล.xlsx": results,
        "tambon.geojson": outline,
        "หมู่บ้าน.csv": gazetteer(3),
        "ภาพ.jpg": b"\xff\xd8\xff picture",
        "งานเก่า/reference/รายชื่อ.csv": gazetteer(2),
    }
    expected = {
        "drawings/แผนที่.kml": "แผนที่.kml",
        "drawings/หมุด/วัด.kml": "หมุด/วัด.kml",
        "register/ทะเบียน.txt": "ทะเบียน.txt",
        "indicators/ผล.xlsx": "ผล.xlsx",
        "reference/tambon.geojson": "tambon.geojson",
        "reference/หมู่บ้าน.csv": "หมู่บ้าน.csv",
        "book/ภาพ.jpg": "ภาพ.jpg",
        "reference/รายชื่อ.csv": "งานเก่า/reference/รายชื่อ.csv",
    }
    assert desk.drop(name, dropped) == dict.fromkeys(expected, "new")
    for place, path in expected.items():
        assert (folder / place).read_bytes() == dropped[path]
    view = desk.settled(name)
    roles = {one["name"]: {role["role"] for role in one["roles"]} for one in view["files"]}
    assert roles["drawings/แผนที่.kml"] == {"village_area"}
    assert roles["drawings/หมุด/วัด.kml"] == {"landmark"}
    assert roles["register/ทะเบียน.txt"] == {"register"}
    assert roles["indicators/ผล.xlsx"] == {"indicators"}
    assert roles["reference/tambon.geojson"] == {"tambon"}
    assert roles["reference/หมู่บ้าน.csv"] == {"gazetteer"}
    assert view["stage"] == "ready"
    assert (folder / "site" / "index.html").is_file()
    assert not list((folder / ".muban-inbox").glob("*"))


def test_a_name_that_is_there_is_asked_about_and_nothing_is_lost(desk: RunningDesk) -> None:
    name, folder = begun(desk, "ซ้ำ", "431605")
    kml = "drawings/ก.kml"
    desk.drop(name, {"ก.kml": DRAWN})
    assert desk.drop(name, {"ก.kml": DRAWN}) == {kml: "same"}
    other = DRAWN.replace("ทดสอบ1".encode(), "ทดสอบ9".encode())
    assert desk.drop(name, {"ก.kml": other}) == {kml: "asked"}
    assert (folder / kml).read_bytes() == DRAWN
    assert desk.drop(name, {"ก.kml": other}, **{"ก.kml": "skip"}) == {kml: "skipped"}
    both = desk.drop(name, {"ก.kml": other}, **{"ก.kml": "both"})
    assert both == {"drawings/ก (2).kml": "beside"}
    assert desk.drop(name, {"ก.kml": other}, **{"ก.kml": "replace"}) == {kml: "replaced"}
    assert (folder / kml).read_bytes() == other
    assert (folder / "backup" / "drawings" / "ก.001.kml").read_bytes() == DRAWN


def test_the_parts_of_a_shapefile_stay_together(desk: RunningDesk) -> None:
    name, folder = begun(desk, "ส่วน", "431605")
    parts = {f"เขต.{ending}": ending.encode() for ending in ("shp", "dbf", "shx", "prj")}
    desk.drop(name, parts)
    other = {**parts, "เขต.dbf": b"other"}
    taken = desk.drop(name, other, **{"เขต.shp": "both"})
    assert taken == {f"drawings/เขต (2).{one}": "beside" for one in ("shp", "dbf", "shx", "prj")}
    assert [row["name"] for row in desk.settled(name)["files"]] == [
        "drawings/เขต (2).shp",
        "drawings/เขต.shp",
    ]
    desk.post(f"p/{name}/remove", file="drawings/เขต.shp")
    assert sorted(path.name for path in (folder / "drawings").iterdir()) == sorted(
        f"เขต (2).{one}" for one in ("shp", "dbf", "shx", "prj")
    )
    assert len(list((folder / "backup" / "drawings").iterdir())) == 4


def test_what_a_person_says_of_a_file_stands_in_the_settings_and_goes_with_it(
    desk: RunningDesk,
) -> None:
    name, folder = begun(desk, "บอก", "431605")
    desk.drop(name, {"ก.kml": DRAWN, "ข.kml": DRAWN.replace(b"103.", b"102.")})
    desk.post(f"p/{name}/role", file="drawings/ก.kml", role="landmark")
    assert read_config(folder).files["drawings/ก.kml"].role == "landmark"
    [row] = [one for one in desk.settled(name)["files"] if one["name"] == "drawings/ก.kml"]
    assert (row["stated"], {one["role"] for one in row["roles"]}) == ("landmark", {"landmark"})
    desk.post(f"p/{name}/role", file="drawings/ข.kml", role="ignore")
    desk.post(f"p/{name}/role", file="drawings/ก.kml", role=None)
    assert read_config(folder).files["drawings/ก.kml"].role is None
    desk.post(f"p/{name}/remove", file="drawings/ข.kml")
    assert "drawings/ข.kml" not in read_config(folder).files
    desk.post(f"p/{name}/role", 404, file="drawings/ค.kml", role="landmark")
    desk.post(f"p/{name}/role", 400, file="drawings/ก.kml", role="villain")
    assert desk.settled(name)["stage"] == "ready"


HOSTILE = (
    "../muban.toml",
    "/etc/passwd",
    "a/../../b.kml",
    "..\\b.kml",
    "muban.toml",
    ".git/config",
    "~$ก.xlsx",
    "con.kml",
    "ก" * 300,
    "a/" * 40 + "b",
    "",
    ".",
    "ก. ",
)


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_name_is_no_file_of_a_project(path: str) -> None:
    with pytest.raises(BadPath):
        safe_path(path)


def test_nothing_is_written_outside_the_project(desk: RunningDesk) -> None:
    name, folder = begun(desk, "แน่น", "431605")
    desk.drop(name, {"ก.kml": DRAWN})
    desk.settled(name)
    before = files_below(desk.home.parent)
    inbox = desk.post(f"p/{name}/drop")["inbox"]
    for path in HOSTILE:
        assert desk.send(name, inbox, path, b"x") == 400
    for file in ("../muban.toml", "muban.toml", "/etc/passwd", "drawings/../muban.toml"):
        desk.post(f"p/{name}/remove", 404, file=file)
    for other in ("..", "%2e%2e", "a" * 40, "%2fetc"):
        assert desk.ask("PUT", f"p/{name}/drop/{other}?path=x.kml", b"x")[0] == 404
    for path in ("site/..%2fmuban.toml", "site/%2e%2e/muban.toml", "site//etc/passwd"):
        assert desk.ask("GET", f"p/{name}/{path}")[0] == 404
    assert desk.ask("GET", f"p/{'0' * 16}/state")[0] == 404
    shutil.rmtree(folder / ".muban-inbox")
    assert files_below(desk.home.parent) == before


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "", {"Host": "rebound.example"}, 421),
        ("GET", "api/start", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("GET", "api/start", {"Sec-Fetch-Site": "same-site"}, 403),
        ("POST", "api/new", {"Origin": "https://example.com"}, 403),
        ("POST", "api/new", {"Origin": "null"}, 403),
        ("POST", "api/sample", {"Host": "127.0.0.1"}, 421),
        ("POST", "api/end", {"Origin": "http://127.0.0.1:1"}, 403),
        ("GET", "/", {}, 404),
        ("GET", "/api/start", {}, 404),
        ("GET", "/guess/api/start", {}, 404),
        ("POST", "/guess/api/new", {}, 404),
        ("PUT", "api/new", {}, 405),
        ("GET", "asset/tambon.js", {}, 404),
    ],
)
def test_other_pages_neither_read_nor_write(
    desk: RunningDesk, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    before = files_below(desk.home.parent)
    assert desk.ask(method, path, b'{"name": "\xe0\xb8\x81"}', headers)[0] == status
    assert files_below(desk.home.parent) == before


def test_what_is_no_question_of_ours_is_answered_without_a_trace(desk: RunningDesk) -> None:
    for body in (b"", b"[]", b"{", b"[" * 100_000, b'{"folder": 7}', b"\xff"):
        assert desk.ask("POST", "api/open", body)[0] in {400, 409}
    assert desk.ask("POST", "api/open", b"x" * 2_000_000)[0] == 413


def test_a_body_that_stops_is_not_waited_for_and_half_a_file_is_none(
    desk: RunningDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, folder = begun(desk, "ช้า", "431605")
    inbox = desk.post(f"p/{name}/drop")["inbox"]
    monkeypatch.setattr(bodies, "PATIENCE_S", 0.3)
    with socket.create_connection(("127.0.0.1", desk.server.port), timeout=60) as slow:
        slow.sendall(
            f"PUT {desk.root}p/{name}/drop/{inbox}?path={quote('ก.kml')} HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{desk.server.port}\r\nOrigin: http://127.0.0.1:{desk.server.port}\r\n"
            "Content-Length: 1000\r\n\r\nhalf".encode()
        )
        begin = time.monotonic()
        assert b" 408 " in slow.recv(100)
        assert time.monotonic() - begin < 20  # it would be thirty seconds
    assert list((folder / ".muban-inbox" / inbox).iterdir()) == []
    assert desk.ask("PUT", f"p/{name}/drop/{inbox}?path=a", b"", {"Content-Length": "9" * 30})[
        0
    ] in {400, 413}


def test_a_project_taken_away_underneath_is_told_and_comes_back(desk: RunningDesk) -> None:
    name, folder = begun(desk, "หาย", "431605")
    desk.drop(name, {"ก.kml": DRAWN})
    desk.settled(name)
    away = folder.with_name("ที่อื่น")
    folder.rename(away)
    room = desk.projects.room(name)
    room.changed()
    view = desk.settled(name)
    assert view["stage"] == "trouble"
    assert "ไม่พบโฟลเดอร์" in view["trouble"]["th"]
    assert desk.post(f"p/{name}/drop", 409)["th"].startswith("ไม่พบโฟลเดอร์งาน")
    for question in ("settings", "role", "remove"):
        status, _ = desk.ask("POST", f"p/{name}/{question}", b'{"title": "x", "file": "x"}')
        assert status >= 400
    assert not folder.exists()
    away.rename(folder)
    room.changed()
    assert desk.settled(name)["stage"] == "ready"


def test_a_file_changed_in_another_program_is_read_anew(desk: RunningDesk) -> None:
    name, folder = begun(desk, "แก้", "431605")
    desk.drop(name, {"ก.kml": DRAWN})
    before = desk.settled(name)
    assert before["counts"]["villages"] == 3
    (folder / "drawings" / "หมุด.kml").write_bytes(pins("วัดกลาง", "ตลาดสด"))
    (folder / "drawings" / "~$ทะเบียน.xlsx").write_bytes(b"")
    desk.projects.room(name).changed()
    after = desk.settled(name)
    assert after["counts"]["landmarks"] == 2
    assert after["built"] > before["built"]


def test_a_mistake_in_the_settings_is_told_and_what_was_made_stays(desk: RunningDesk) -> None:
    name, folder = begun(desk, "ผิด", "431605")
    desk.drop(name, {"ก.kml": DRAWN})
    desk.settled(name)
    page = (folder / "site" / "index.html").read_bytes()
    (folder / "muban.toml").write_text("titel = 'x'\n", "utf-8")
    desk.projects.room(name).changed()
    view = desk.settled(name)
    assert (view["stage"], view["site"]) == ("trouble", True)
    assert "titel" in view["trouble"]["en"]
    assert (folder / "site" / "index.html").read_bytes() == page
    desk.post(f"p/{name}/settings", 409, title="ใหม่")
    (folder / "muban.toml").write_text('tambon = "431605"\n', "utf-8")
    desk.post(f"p/{name}/settings", title="ใหม่", base_url="https://example.go.th/map/")
    assert desk.settled(name)["title"] == "ใหม่"
    assert b"https://example.go.th/map/" in (folder / "site" / "robots.txt").read_bytes()


def test_the_site_is_that_of_the_command_line(desk: RunningDesk, tmp_path: Path) -> None:
    from muban.web.cli import main

    name, folder = begun(desk, "เดียวกัน", "431605")
    desk.drop(name, {"ก.kml": DRAWN, "ข.kml": pins("วัดกลาง")})
    desk.settled(name)
    assert main(["build", str(folder), "--out", str(tmp_path / "site")]) == 0
    assert files_below(folder / "site") == files_below(tmp_path / "site")


def test_drawing_saves_into_the_project_and_only_with_the_secret(desk: RunningDesk) -> None:
    name, folder = begun(desk, "วาด", "431605")
    desk.drop(name, {"ก.kml": DRAWN})
    view = desk.settled(name)
    assert [one["code"] for one in view["tambons"]] == ["431605"]
    status, page = desk.ask("GET", f"p/{name}/draw/431605.html")
    assert status == 200
    assert desk.desk.token.encode() in page
    assert desk.ask("GET", f"p/{name}/draw/999999.html")[0] == 404
    drawing = json.dumps(
        {"type": "FeatureCollection", "muban": {"format": "drawing"}, "features": []}
    )
    file = quote("431605-โพนแพง.geojson")
    secret = {"X-Muban-Token": desk.desk.token, "X-Muban-Name": file}
    save = f"p/{name}/draw/save"
    assert desk.ask("POST", save, drawing.encode(), {**secret, "X-Muban-Token": "guess"})[0] == 403
    assert desk.ask("POST", save, drawing.encode(), secret)[0] == 200
    assert (folder / "drawings" / "431605-โพนแพง.geojson").read_text("utf-8") == drawing


def test_the_sample_is_taken_once_and_the_program_ends_when_it_is_told(tmp_path: Path) -> None:
    with running_desk(tmp_path) as desk:
        first = desk.post("api/sample")["id"]
        assert desk.post("api/sample")["id"] == first
        assert desk.settled(first)["stage"] == "ready"
        desk.post("api/end")
        desk.thread.join(60)
        assert not desk.thread.is_alive()
    with running_desk(tmp_path) as again:
        [recent] = again.get("api/start")["projects"]
        assert recent["id"] == first
        assert again.settled(first)["counts"]["villages"] > 3


def test_paper_forms_and_the_site_as_one_file_are_made_of_the_project(
    desk: RunningDesk, tmp_path: Path
) -> None:
    name, folder = begun(desk, "ทำ", "431605")
    files = {"ก.kml": DRAWN, "รายชื่อ.csv": gazetteer(3)}
    desk.drop(name, files)
    desk.settled(name)
    assert desk.post(f"p/{name}/print", paper="a3") == ["map-431605-a3.pdf"]
    pdf = (folder / "print" / "map-431605-a3.pdf").read_bytes()
    assert desk.ask("GET", f"p/{name}/made/print/map-431605-a3.pdf") == (200, pdf)
    made = desk.get(f"p/{name}/made")
    assert made["print"] == ["map-431605-a3.pdf"]
    assert "nominations.xlsx" in made["templates"]
    template = desk.ask("GET", f"p/{name}/made/templates/nominations.xlsx")
    assert template == (200, (folder / "templates" / "nominations.xlsx").read_bytes())
    assert desk.settled(name)["province"] is True
    whole = desk.post(f"p/{name}/print", paper="a2", province=True, colour="none")
    assert whole == ["map-province-43-a2.pdf"]
    desk.post(f"p/{name}/print", 400, paper="a0")
    desk.post(f"p/{name}/print", 409, colour="nonsense")
    desk.post(f"p/{name}/print", 409, only=["999999"])
    for path in ("made/print/..%2fmuban.toml", "made/drawings/ก.kml", "made/print/x"):
        assert desk.ask("GET", f"p/{name}/{quote(path, safe='/%')}")[0] == 404
    assert any(one.endswith(".xlsx") for one in desk.post(f"p/{name}/forms"))
    status, packed = desk.ask("GET", f"p/{name}/site.zip")
    assert status == 200
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        inside = {one: archive.read(one) for one in archive.namelist()}
    assert inside == files_below(folder / "site")
    plain = desk.get(f"p/{name}/share")
    assert "ตำบลโพนแพง" in plain["pages"][0]["caption"]
    assert plain["pages"][0]["qr"] is None
    assert len(plain["cards"]) >= 2
    desk.post(f"p/{name}/settings", base_url="https://example.go.th/map/")
    desk.settled(name)
    shared = desk.get(f"p/{name}/share")["pages"][0]
    assert shared["address"].startswith("https://example.go.th/map/")
    assert shared["address"] in shared["caption"]
    assert shared["qr"].startswith("data:image/svg+xml,")


def test_templates_are_listed_before_any_is_made(
    desk: RunningDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list stands at once: making all of them takes seconds."""

    def made(self: object, target: object) -> None:
        raise AssertionError("a workbook was made")

    name, folder = begun(desk, "แม่แบบ")
    monkeypatch.setattr("openpyxl.Workbook.save", made)
    listed = desk.get(f"p/{name}/made")["templates"]
    assert listed == sorted(path.name for path in (folder / "templates").iterdir())


def test_a_list_of_nominations_is_no_register(desk: RunningDesk) -> None:
    name, folder = begun(desk, "เสนอ", "431605")
    rows = "อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่\nรัตนวาปี,โพนแพง,ทดสอบ1,1\n".encode()
    assert desk.drop(name, {"nominations/เสนอ.csv": rows}) == {"nominations/เสนอ.csv": "new"}
    assert (folder / "nominations" / "เสนอ.csv").read_bytes() == rows


def test_a_plan_is_known_by_its_headings_and_stands_on_the_page(desk: RunningDesk) -> None:
    name, folder = begun(desk, "แผน", "431605")
    desk.drop(name, {"แนวเขต.kml": DRAWN})
    desk.settled(name)
    rows = "โครงการ,งบประมาณ,หมู่ที่\nขุดลอกลำห้วย,50000,1\n".encode()
    assert desk.drop(name, {"ปี 2569.csv": rows}) == {"plan/ปี 2569.csv": "new"}
    duties = "ประเภท,ระดับ,เรื่อง\nหมู่บ้าน,อำเภอ,ส่งทะเบียนรายชื่อ\n".encode()
    assert desk.drop(name, {"หน้าที่.csv": duties}) == {"rules/หน้าที่.csv": "new"}
    assert "plan/ปี 2569.csv" in {one["name"] for one in desk.settled(name)["files"]}
    page = folder / "site" / "tambon" / "431605" / "index.html"
    assert "ขุดลอกลำห้วย" in page.read_text("utf-8")


def test_a_provinces_pack_that_is_dropped_lets_its_tambons_be_drawn(desk: RunningDesk) -> None:
    name, folder = begun(desk, "ชุดข้อมูล", "")
    outline = Path("web/sample/reference/tambon.geojson").read_bytes()
    pack = pack_bytes(Pack("43", {"reference/tambon.geojson": outline}))
    assert desk.drop(name, {"หนองคาย.muban.zip": pack}) == {"reference/หนองคาย.muban.zip": "pack"}
    assert outline in files_below(folder / "reference").values()
    assert "431605" in {one["code"] for one in desk.settled(name)["tambons"]}
    before = files_below(folder)
    inbox = desk.post(f"p/{name}/drop")["inbox"]
    assert desk.send(name, inbox, "x.muban.zip", pack[:-30]) == 200
    assert desk.ask("POST", f"p/{name}/drop/{inbox}", b"{}")[0] == 409
    shutil.rmtree(folder / ".muban-inbox")
    assert files_below(folder) == before


def test_a_drawing_beside_the_settings_is_listed_and_followed(desk: RunningDesk) -> None:
    name, folder = begun(desk, "ข้าง ๆ", "431605")
    (folder / "ก.kml").write_bytes(DRAWN)
    desk.projects.room(name).changed()
    [row] = desk.settled(name)["files"]
    assert (row["name"], row["roles"][0]["role"]) == ("ก.kml", "village_area")
    desk.post(f"p/{name}/remove", file="ก.kml")
    assert not (folder / "ก.kml").exists()
