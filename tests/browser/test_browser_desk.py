"""A first-time officer at the desk: real mouse and keys, no command line, no settings file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from muban.web.cli import main
from tests.desks import RunningDesk, running_desk
from tests.drawings import kml, placemark
from tests.national_files import cells, dopa_list, drawn_in, osm_boundaries, osm_lines

pytestmark = pytest.mark.browser

FEWEST = 12
"""Clicks from the desk's start to seeing one's map: never more."""


@dataclass
class Officer:
    """Hands on mouse and keys, and the count of clicks."""

    page: Page
    clicks: int = 0
    troubles: list[str] = field(default_factory=list)

    def press(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
        self.clicks += 1

    def choose(self, *files: Path) -> None:
        """Choose files in the system's window: one more click, on its «Open»."""
        with self.page.expect_file_chooser() as window:
            self.press("เลือกไฟล์")
        window.value.set_files([str(one) for one in files])
        self.clicks += 1

    def choose_place(self, typed: str, whole: str) -> None:
        self.page.get_by_role("combobox", name="ตำบล อำเภอ หรือจังหวัด").click()
        self.page.keyboard.type(typed)
        self.page.get_by_role("option", name=whole, exact=True).click()
        self.clicks += 2

    def site(self) -> FrameLocator:
        """Go to see the site, once it is made."""
        self.press("ดูเว็บไซต์", "link")
        expect(self.page.locator("iframe[data-built]")).to_be_visible(timeout=90_000)
        return self.page.frame_locator("iframe[data-built]")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RunningDesk]:
    with running_desk(tmp_path / "computer") as running:
        yield running


@pytest.fixture
def officer(browser: Browser, desk: RunningDesk) -> Iterator[Officer]:
    context = browser.new_context(locale="th-TH", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    found = Officer(page)
    page.on("pageerror", lambda error: found.troubles.append(str(error)))
    page.goto(desk.address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield found
    context.close()
    assert found.troubles == []


def my_map(title: str, lon: float, lat: float, *names: str) -> bytes:
    """A map as Google My Maps gives it: one layer, areas by their names alone."""
    areas = []
    for number, name in enumerate(names):
        west = lon + 0.01 * number
        corners = [(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0)]
        path = " ".join(f"{west + x:.5f},{lat + y:.5f}" for x, y in corners)
        shell = f"<LinearRing><coordinates>{path}</coordinates></LinearRing>"
        areas.append(
            placemark(name, f"<Polygon><outerBoundaryIs>{shell}</outerBoundaryIs></Polygon>")
        )
    return kml(f"<name>{title}</name>", *areas)


@pytest.mark.parametrize(
    ("title", "lon", "lat"),
    [
        ("แผนที่หมู่บ้าน ต.โพนแพง อ.รัตนวาปี จ.หนองคาย", 103.10, 18.10),
        ("แผนที่หมู่บ้าน ต.ในเวียง อ.เมืองน่าน จ.น่าน", 100.77, 18.78),
        ("แผนที่หมู่บ้าน ต.สะเตง อ.เมืองยะลา จ.ยะลา", 101.28, 6.54),
    ],
    ids=["43", "55", "95"],
)
def test_one_file_of_my_maps_becomes_a_named_map(
    desk: RunningDesk, officer: Officer, tmp_path: Path, title: str, lon: float, lat: float
) -> None:
    file = tmp_path / "แผนที่ไม่มีชื่อ.kml"
    file.write_bytes(my_map(title, lon, lat, "บ้านเหนือ หมู่ที่ 1", "บ้านกลาง หมู่ที่ 2"))
    officer.choose(file)
    expect(officer.page.locator(".taken-for")).to_have_text("เข้าใจว่าเป็น: แนวเขตหมู่บ้าน 2")
    site = officer.site()
    tambon = re.search(r"ต\.(\S+)", title)
    assert tambon
    expect(site.get_by_text(f"ตำบล{tambon[1]}").first).to_be_visible()
    expect(site.get_by_text(re.compile("เหนือ")).first).to_be_visible()
    assert officer.clicks <= FEWEST
    assert officer.clicks == 3
    [project] = desk.home.iterdir()
    assert (project / "site" / "index.html").is_file()
    assert (project / "drawings" / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("typed", "whole", "lon", "lat"),
    [
        ("โพนแพง หนองคาย", "ตำบลโพนแพง อำเภอรัตนวาปี จังหวัดหนองคาย", 103.10, 18.10),
        ("ในเวียง น่าน", "ตำบลในเวียง อำเภอเมืองน่าน จังหวัดน่าน", 100.77, 18.78),
        ("สะเตง ยะลา", "ตำบลสะเตง อำเภอเมืองยะลา จังหวัดยะลา", 101.28, 6.54),
    ],
    ids=["43", "55", "95"],
)
def test_points_of_villages_alone_become_a_map_of_points(
    officer: Officer, tmp_path: Path, typed: str, whole: str, lon: float, lat: float
) -> None:
    rows = [f"{n},บ้านจุด{name},{lat + 0.01 * n},{lon}" for n, name in ((1, "เหนือ"), (2, "ใต้"))]
    file = tmp_path / "จุดที่ตั้งหมู่บ้าน.csv"
    file.write_text("\n".join(["หมู่ที่,ชื่อหมู่บ้าน,lat,lon", *rows, ""]), "utf-8-sig")
    officer.choose_place(typed, whole)
    officer.press("สร้างงาน")
    officer.choose(file)
    expect(officer.page.locator(".taken-for")).to_contain_text("2")
    site = officer.site()
    expect(site.get_by_text(whole.split(maxsplit=1)[0]).first).to_be_visible()
    assert officer.clicks <= FEWEST
    assert officer.clicks == 6


@pytest.mark.parametrize(
    ("amphoe", "tambon"),
    [("รัตนวาปี", "โพนแพง"), ("เมืองน่าน", "ในเวียง"), ("เมืองยะลา", "สะเตง")],
    ids=["43", "55", "95"],
)
def test_a_register_alone_becomes_an_overview_by_names(
    officer: Officer, tmp_path: Path, amphoe: str, tambon: str
) -> None:
    file = tmp_path / "ทะเบียน.csv"
    file.write_text(
        "ลำดับ,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี พ.ศ.,ระดับ\n"
        f"1,{amphoe},{tambon},บ้านเหนือ,1,2560,อำเภอ\n2,{amphoe},{tambon},บ้านใต้,2,2561,จังหวัด\n",
        "utf-8-sig",
    )
    provinces = {"รัตนวาปี": "หนองคาย", "เมืองน่าน": "น่าน", "เมืองยะลา": "ยะลา"}
    province = provinces[amphoe]
    officer.choose_place(province, f"จังหวัด{province}")
    officer.press("สร้างงาน")
    officer.choose(file)
    expect(officer.page.locator(".taken-for")).to_have_text("เข้าใจว่าเป็น: ทะเบียนการประกาศ")
    site = officer.site()
    expect(site.get_by_text("บ้านเหนือ").first).to_be_visible()
    assert officer.clicks <= FEWEST


@pytest.mark.parametrize("code", ["431605", "550101", "950101"], ids=["43", "55", "95"])
def test_with_a_pack_a_drawing_has_its_tambon_and_the_ground_under_it(
    officer: Officer, tmp_path: Path, code: str
) -> None:
    province = code[:2]
    osm_boundaries(tmp_path / "แนวเขต.geojson", provinces=(province,))
    osm_lines(tmp_path / "ถนนและน้ำ.geojson", provinces=(province,))
    dopa_list(tmp_path / "หมู่บ้าน.csv", province=province)
    pack = tmp_path / f"{province}.muban.zip"
    names = ("แนวเขต.geojson", "ถนนและน้ำ.geojson", "หมู่บ้าน.csv")
    files = [str(tmp_path / name) for name in names]
    assert main(["pack", "make", *files, "--province", province, "--out", str(pack)]) == 0
    cell = next(one for one in cells() if one.code == code)
    drawing = tmp_path / "วาดไว้.kml"
    drawing.write_bytes(drawn_in(cell))
    officer.choose(pack)
    expect(officer.page.get_by_text(pack.name).first).to_be_visible()
    officer.choose(drawing)
    expect(officer.page.locator(".file", has_text=drawing.name).locator(".taken-for")).to_have_text(
        "เข้าใจว่าเป็น: แนวเขตหมู่บ้าน 2"
    )
    site = officer.site()
    expect(site.get_by_text(f"ตำบล{cell.th}").first).to_be_visible()
    expect(site.get_by_text(re.compile("OpenStreetMap contributors")).first).to_be_visible()
    assert officer.clicks <= FEWEST
    assert officer.clicks == 5
    officer.press("วาด", "link")
    frame = officer.page.frame_locator("iframe")
    expect(frame.get_by_text(re.compile(f"{cell.th}3")).first).to_be_attached()


def test_the_whole_work_with_keys_alone(
    desk: RunningDesk, officer: Officer, tmp_path: Path
) -> None:
    """Begin, answer a question, see it gone; the address stands in the settings."""
    page = officer.page
    field_ = page.get_by_role("combobox")
    field_.focus()
    page.keyboard.type("โพนแพง รัตน")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("งานด้วยแป้นพิมพ์")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ไฟล์ของงาน")).to_be_focused()
    [project] = desk.home.iterdir()
    (project / "drawings" / "ก.kml").write_bytes(
        my_map("x", 103.1, 18.1, "บ้านเหนือ หมู่ที่ 1", "บ้านกลาง หมู่ที่ 2")
    )
    expect(page.locator(".file strong")).to_have_text("ก.kml")
    page.get_by_role("link", name="ตรวจ").focus()
    page.keyboard.press("Enter")
    answer = page.get_by_label("จะเผยแพร่ที่ที่อยู่ใด")
    answer.focus()
    page.keyboard.type("https://example.go.th/map/")
    page.keyboard.press("Enter")
    expect(answer).to_have_count(0)
    assert 'base_url = "https://example.go.th/map/"' in (project / "muban.toml").read_text("utf-8")


def test_two_tabs_of_one_project_show_the_same(
    desk: RunningDesk, officer: Officer, browser: Browser, tmp_path: Path
) -> None:
    officer.choose_place("โพนแพง รัตน", "ตำบลโพนแพง อำเภอรัตนวาปี จังหวัดหนองคาย")
    officer.press("สร้างงาน")
    expect(officer.page.get_by_role("heading", name="ไฟล์ของงาน")).to_be_visible()
    other = officer.page.context.new_page()
    other.goto(officer.page.url)
    file = tmp_path / "ก.kml"
    file.write_bytes(my_map("x", 103.1, 18.1, "บ้านเหนือ หมู่ที่ 1"))
    officer.choose(file)
    for page in (officer.page, other):
        page.bring_to_front()
        expect(page.locator(".file strong")).to_have_text("ก.kml")
    with other.expect_file_chooser() as window:
        other.get_by_role("button", name="เลือกไฟล์").click()
    file.write_bytes(my_map("x", 103.1, 18.1, "บ้านใต้ หมู่ที่ 1"))
    window.value.set_files(str(file))
    other.get_by_role("button", name="เก็บทั้งสองไฟล์").click()
    for page in (officer.page, other):
        page.bring_to_front()
        expect(page.locator(".file")).to_have_count(2)
