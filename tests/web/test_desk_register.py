"""What the desk makes of a register is what the command line makes of it; the guide comes along."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from muban.web.cli import main
from muban.web.told.data_guide import GUIDE
from tests.desks import RunningDesk, running_desk
from tests.web.test_register_commands import REGISTER, VILLAGES
from tools.data_guide import guide_page

CLEANED = "cleaned-register"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with running_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


def begun(desk: RunningDesk, files: dict[str, bytes]) -> tuple[str, Path]:
    name = desk.post("api/new", name="ทะเบียน", place="43")["id"]
    if files:
        desk.drop(name, files)
    return name, Path(desk.settled(name)["folder"])


def cells(content: bytes, sheet: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in openpyxl.load_workbook(io.BytesIO(content))[sheet].values]


def test_the_desk_gives_the_files_of_the_command_line(desk: RunningDesk, tmp_path: Path) -> None:
    name, folder = begun(
        desk, {"villages.csv": VILLAGES.encode(), "register/letter.txt": REGISTER.encode()}
    )
    made = set(desk.post(f"p/{name}/register"))
    assert made == {"register.xlsx", "register.csv", "to_confirm.csv", "eligible.xlsx"}
    assert set(desk.get(f"p/{name}/made")[CLEANED]) == made
    taken = {one: desk.ask("GET", f"p/{name}/made/{CLEANED}/{one}")[1] for one in made}
    assert main(["register", str(folder), "--out", str(tmp_path / "r")]) == 0
    for one in ("register.csv", "to_confirm.csv", "register.xlsx"):
        assert (tmp_path / "r" / one).read_bytes() == taken[one]
    for kind, level, sheet in (
        ("village", "amphoe", "หมู่บ้าน ระดับอำเภอ"),
        ("village", "province", "หมู่บ้าน ระดับจังหวัด"),
        ("tambon", "amphoe", "ตำบล ระดับอำเภอ"),
    ):
        out = tmp_path / f"{kind}-{level}.xlsx"
        listed = ["eligible", str(folder), "--kind", kind, "--level", level, "--all"]
        assert main([*listed, "--lang", "th", "--out", str(out)]) == 0
        assert cells(taken["eligible.xlsx"], sheet) == cells(out.read_bytes(), "ผลการตรวจ")


def test_questions_that_are_answered_are_gone_from_the_folder(desk: RunningDesk) -> None:
    name, folder = begun(
        desk, {"villages.csv": VILLAGES.encode(), "register/letter.txt": REGISTER.encode()}
    )
    desk.post(f"p/{name}/register")
    assert (folder / CLEANED / "to_confirm.csv").is_file()
    only = "\n".join(REGISTER.splitlines()[:3]) + "\n"
    desk.drop(name, {"register/letter.txt": only.encode()}, **{"register/letter.txt": "replace"})
    desk.settled(name)
    assert "to_confirm.csv" not in desk.post(f"p/{name}/register")
    assert not (folder / CLEANED / "to_confirm.csv").exists()


def test_without_a_register_and_villages_it_says_what_is_missing(desk: RunningDesk) -> None:
    name, folder = begun(desk, {})
    assert "ไม่พบทำเนียบหมู่บ้าน" in desk.post(f"p/{name}/register", 409)["th"]
    assert not (folder / CLEANED).exists()


def test_the_guide_is_the_text_of_the_docs_and_asks_nobody(
    desk: RunningDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert GUIDE.read_text("utf-8") == guide_page(), "run make docs"
    status, served = desk.ask("GET", "guide/data")
    assert (status, served) == (200, GUIDE.read_bytes())
    page = html.fromstring(served.decode())
    assert page.xpath("//h1/text()") == ["ข้อมูลตั้งต้นหาได้จากที่ใด"]
    assert page.xpath("//@src | //link | //script | //iframe") == []
    capsys.readouterr()
    assert main(["new", str(tmp_path / "งาน"), "--lang", "th"]) == 0
    assert capsys.readouterr().out.strip().endswith(str(GUIDE))
    (tmp_path / "งาน" / "drawings" / "ก.kml").write_bytes(
        b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><Polygon>'
        b"<outerBoundaryIs><LinearRing><coordinates>103.1,18.1 103.11,18.1 103.11,18.11 103.1,18.1"
        b"</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"
    )
    main(["check", str(tmp_path / "งาน"), "--lang", "th"])
    assert f"หาได้จากที่ใด (docs/data.md): {GUIDE}" in capsys.readouterr().out
