"""Clips at the desk: by the program, by the browser where that has no encoder, else as WebP."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from muban.web.desk import serve_clips
from tests.browser import wait_until
from tests.desks import RunningDesk, running_desk

pytestmark = pytest.mark.browser

Running = tuple[RunningDesk, str]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_desk(tmp_path_factory.mktemp("computer")) as desk:
        name = desk.post("api/sample")["id"]
        desk.settled(name)
        yield desk, name


NAMES = {"square": "จัตุรัส 1:1", "tall": "แนวตั้ง 9:16", "wide": "แนวนอน 16:9"}
"""What the desk calls each shape, by what the clip's file is called."""


def make(browser: Browser, running: Running, shape: str, before: str = "") -> tuple[Page, Path]:
    """A village's clip, asked for with the mouse; the page, and the film as it was taken."""
    desk, name = running
    page = browser.new_page(locale="th-TH", viewport={"width": 390, "height": 844})
    if before:
        page.add_init_script(before)
    page.goto(f"{desk.address}#/p/{name}/publish")
    page.get_by_label("คลิปของ").select_option(label="หมู่ 8 บ้านเปงจาน", timeout=60_000)
    page.get_by_text(re.compile(NAMES[shape])).click()
    expect(page.get_by_role("radio", name=re.compile(NAMES[shape]))).to_be_checked()
    page.get_by_role("button", name="ทำคลิป").click()
    expect(page.get_by_role("progressbar", name="กำลังทำคลิป")).to_be_visible()
    expect(page.locator("form .notice")).to_be_visible(timeout=240_000)
    film = page.get_by_role("link", name=re.compile(rf"43160508-{shape}\.(mp4|webp)$"))
    with page.expect_download() as taken:
        film.click()
    return page, taken.value.path()


def told_of(film: Path) -> str:
    ffmpeg = pytest.importorskip("imageio_ffmpeg").get_ffmpeg_exe()
    args = [ffmpeg, "-hide_banner", "-i", str(film), "-f", "null", "-"]
    return subprocess.run(args, capture_output=True, text=True, check=True).stderr


PLAY = """async file => {
    const video = document.createElement("video");
    video.muted = true;
    video.src = URL.createObjectURL(file.files[0]);
    await video.play();
    while (video.currentTime < 0.3) await new Promise(requestAnimationFrame);
    return { at: video.currentTime, long: video.duration, wide: video.videoWidth };
}"""


def test_where_the_program_has_no_encoder_the_browser_makes_the_film(
    browser: Browser, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it makes is what phones play: H.264, yuv420p, its index first, small; it plays."""
    monkeypatch.setattr(serve_clips, "has_encoder", lambda: False)
    page, film = make(browser, running, "square")
    expect(page.locator("form .notice")).to_have_text(re.compile("เบราว์เซอร์นี้เข้ารหัส"))
    content, told = film.read_bytes(), told_of(film)
    long = re.search(r"Duration: 00:00:(\d\d\.\d\d)", told)
    assert long
    assert content.index(b"moov") < content.index(b"mdat")
    assert len(content) <= 3_000_000 * max(10.0, float(long[1])) / 10
    assert re.search(r"Video: h264 .*yuv420p\(tv, bt709.* 720x720", told)
    frames = re.findall(r"frame=\s*(\d+)", told)
    assert int(frames[-1]) == round(float(long[1]) * 20)
    folder = running[0].projects.room(running[1]).folder / "clips"
    assert {"village-43160508-square.vtt", "village-43160508-square.txt"} <= {
        path.name for path in folder.iterdir()
    }
    played = browser.new_page()
    played.set_content("<input type=file>")
    played.set_input_files("input", {"name": "a.mp4", "mimeType": "video/mp4", "buffer": content})
    seen = played.locator("input").evaluate(PLAY)
    assert seen["at"] >= 0.3
    assert seen["wide"] == 720
    assert seen["long"] == pytest.approx(float(long[1]), abs=0.06)
    played.close()
    page.close()


def test_the_program_makes_the_film_where_it_has_the_encoder(
    browser: Browser, running: Running
) -> None:
    pytest.importorskip("imageio_ffmpeg")
    page, film = make(browser, running, "tall")
    expect(page.locator("form .notice")).to_have_text("ทำคลิปเสร็จแล้ว")
    assert re.search(r"Video: h264 .*yuv420p\(tv, bt709.* 720x1280", told_of(film))
    page.close()


def test_where_neither_can_a_moving_picture_is_made_and_said_to_be_one(
    browser: Browser, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An encoder that promises and then gives nothing is no encoder: it is tried first."""
    monkeypatch.setattr(serve_clips, "has_encoder", lambda: False)
    broken = "VideoEncoder.prototype.encode = () => { throw new Error('no'); };"
    page, film = make(browser, running, "wide", broken)
    expect(page.locator("form .notice")).to_have_text(re.compile("WebP"))
    with Image.open(film) as image:
        assert image.size == (1280, 720)
        assert getattr(image, "n_frames", 1) > 4
    page.close()


def test_pictures_that_come_late_do_not_move_the_form_below_them(
    browser: Browser, running: Running
) -> None:
    """A press that begins on one thing and ends on another does nothing: the choice is lost."""
    desk, name = running
    page = browser.new_page(locale="th-TH", viewport={"width": 390, "height": 844})
    held: list[Route] = []
    free = threading.Event()

    def hand_over(route: Route) -> None:
        if free.is_set():
            route.continue_()
        else:
            held.append(route)

    page.route("**/site/cards/*", hand_over)
    page.goto(f"{desk.address}#/p/{name}/publish")
    form = page.get_by_label("คลิปของ")
    form.scroll_into_view_if_needed()
    pictures = page.locator(".cards img")
    top = "element => element.getBoundingClientRect().top + scrollY"
    before = form.evaluate(top)
    wait_until(lambda: page.evaluate("true") and held)  # told only while something is asked
    free.set()
    for one in held:
        one.continue_()
    pictures.last.evaluate("image => image.decode()")
    assert form.evaluate(top) == before
    page.close()
