"""The pictures of ``docs/guide-th.md``, taken while the sample is played at the desk.

``make guide`` after a change of the desk. The desk runs on this machine, in a folder that is thrown
away; Chromium is played as an officer would: real mouse and keys. Nothing is drawn by hand.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from muban.web.desk.projects import Projects
from muban.web.desk.serve_desk import Desk, desk_app
from muban.web.loopback.server import LoopbackServer
from muban.web.project import SAMPLE

__all__ = ["PICTURES", "SCENES", "take_pictures"]

PICTURES = Path(__file__).parents[1] / "docs/images/guide"
_WIDE, _HIGH = 1080, 720
_COLOURS = 96
_PATIENCE_MS = 180_000
_ADDRESS = "https://ตัวอย่าง.github.io/map/"
_PLACE = "ตำบลโพนแพง อำเภอรัตนวาปี จังหวัดหนองคาย"


@dataclass
class Play:
    """What the hands have before them."""

    page: Page
    home: Path

    def press(self, name: str, role: str = "button") -> None:
        """Press what has a name."""
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]

    def step(self, name: str) -> None:
        """Go to a step of the work, by its name in the list."""
        self.page.locator(".steps").get_by_role("link", name=re.compile(name)).click()

    def choose(self, *files: Path) -> None:
        """Choose files in the system's window."""
        with self.page.expect_file_chooser() as window:
            self.press("เลือกไฟล์")
        window.value.set_files([str(one) for one in files])

    def built(self) -> None:
        """Wait until the site stands."""
        expect(self.page.locator(".stage.ready")).to_be_attached()

    def into_view(self, selector: str) -> None:
        """Have something stand at the top of the window."""
        self.page.locator(selector).first.evaluate("one => one.scrollIntoView({block: 'start'})")


def _start(play: Play) -> None:
    expect(play.page.get_by_role("combobox")).to_be_visible()


def _place(play: Play) -> None:
    play.page.get_by_role("combobox").click()
    play.page.keyboard.type("โพนแพง")
    expect(play.page.get_by_role("option", name=_PLACE, exact=True)).to_be_visible()


def _files(play: Play) -> None:
    play.page.get_by_role("option", name=_PLACE, exact=True).click()
    play.press("สร้างงาน")
    expect(play.page.get_by_role("heading", name="ไฟล์ของงาน")).to_be_visible()
    kinds = ("drawings", "register", "reference")
    files = [one for kind in kinds for one in sorted((SAMPLE / kind).iterdir())]
    play.choose(*files)
    expect(play.page.locator(".file")).to_have_count(len(files))
    play.built()
    play.into_view(".page h1")


def _check(play: Play) -> None:
    play.step("ตรวจ")
    expect(play.page.locator(".problem").first).to_be_visible()


def _answer(play: Play) -> None:
    play.into_view(".problem:has(.answer)")


def _draw(play: Play) -> None:
    play.step("วาด")
    frame = play.page.frame_locator("iframe")
    expect(frame.locator(".leaflet-container").first).to_be_visible()
    expect(frame.get_by_text(re.compile("เปงจาน")).first).to_be_attached()


def _see(play: Play) -> None:
    play.step("ดูเว็บไซต์")
    frame = play.page.frame_locator("iframe[data-built]")
    expect(frame.locator("h1").first).to_be_visible()
    expect(frame.locator(".leaflet-container path").first).to_be_attached()


def _print(play: Play) -> None:
    play.step("พิมพ์")
    expect(play.page.locator("main button.main").first).to_be_visible()


def _excel(play: Play) -> None:
    play.step("ตาราง Excel")
    play.press("ทำทะเบียนและรายชื่อ")
    expect(play.page.get_by_role("link", name="eligible.xlsx")).to_be_visible()
    play.into_view("section.card")


def _publish(play: Play) -> None:
    play.step("เผยแพร่")
    play.page.get_by_label("จะเผยแพร่ที่ที่อยู่ใด").fill(_ADDRESS)
    play.page.get_by_role("radio", name="GitHub หรือ git ที่อื่น").click()


def _sent(play: Play) -> None:
    far = play.home.parent / "แฟลชไดรฟ์"
    play.page.get_by_role("radio", name=re.compile("^โฟลเดอร์")).click()
    play.page.get_by_label("ที่อยู่ของโฟลเดอร์ปลายทาง").fill(str(far))
    play.press("ส่งขึ้นเว็บ")
    expect(play.page.get_by_role("link", name=_ADDRESS)).to_be_visible()
    play.into_view("form:has(#upload-address)")


def _post(play: Play) -> None:
    expect(play.page.locator(".post .qr").first).to_be_visible()
    play.into_view("section:has(.post)")


def _host(name: str) -> Callable[[Play], None]:
    def scene(play: Play) -> None:
        play.page.locator("summary", has_text=name).click()
        play.page.locator("summary", has_text=name).evaluate(
            "one => one.scrollIntoView({block: 'start'})"
        )

    return scene


SCENES: dict[str, Callable[[Play], None]] = {
    "01-start": _start,
    "02-place": _place,
    "03-files": _files,
    "04-check": _check,
    "05-answer": _answer,
    "06-draw": _draw,
    "07-see": _see,
    "08-print": _print,
    "09-excel": _excel,
    "10-publish": _publish,
    "11-sent": _sent,
    "12-post": _post,
    "13-github": _host("GitHub Pages"),
    "14-netlify": _host("Netlify"),
    "15-google": _host("Google Sites"),
    "16-office": _host("เว็บของสำนักงาน"),
}
"""What is played for each picture, in the guide's order; each goes on where the last one ended."""


def take_pictures(folder: Path) -> list[Path]:
    """Play every scene and write its picture.

    Parameters
    ----------
    folder
        Where pictures go; made where it is not there.

    Returns
    -------
    list of Path
        The pictures, in order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with _running() as (address, home), sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        expect.set_options(timeout=_PATIENCE_MS)
        size = {"width": _WIDE, "height": _HIGH}
        page = browser.new_page(viewport=size, locale="th-TH")  # type: ignore[arg-type]
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(address)
        for name, scene in SCENES.items():
            scene(Play(page, home))
            page.mouse.move(_WIDE - 1, _HIGH - 1)
            path = folder / f"{name}.png"
            path.write_bytes(_small(page.screenshot(animations="disabled")))
            made.append(path)
        browser.close()
    return made


def _small(png: bytes) -> bytes:
    """The same picture in few colours."""
    out = io.BytesIO()
    flat = Image.open(io.BytesIO(png)).convert("RGB")
    flat.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def _running() -> Iterator[tuple[str, Path]]:
    """A desk whose home is empty, with settings of its own: its address and its home."""
    held = Path(tempfile.gettempdir()) / "muban-guide"
    shutil.rmtree(held, ignore_errors=True)
    try:
        for kind in ("CONFIG", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = f"{held}/{kind.lower()}"
        home = held / "muban"
        projects = Projects(held / "desk.json")
        desk = Desk(projects, home)
        server = LoopbackServer(desk_app(desk))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.port}/{desk.token}/", home
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
            projects.close()
    finally:
        shutil.rmtree(held, ignore_errors=True)


if __name__ == "__main__":
    for picture in take_pictures(PICTURES):
        print(f"{picture.name} {picture.stat().st_size // 1000} KB")
