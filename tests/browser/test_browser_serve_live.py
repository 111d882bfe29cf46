"""An open page of `muban serve` follows the work on the project, and says what is wrong."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.test_build_parallel import TOML, drawing

pytestmark = pytest.mark.browser

WAIT_MS = 120_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "งาน"
    (folder / "drawings").mkdir(parents=True)
    (folder / "muban.toml").write_text(TOML, "utf-8")
    (folder / "drawings" / "1.kml").write_bytes(drawing(1))
    # A site that was published: nobody touches it.
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("published", "utf-8")
    return folder


@pytest.fixture
def address(project: Path, tmp_path: Path) -> Iterator[str]:
    """Where `muban serve` says that it is to be opened."""
    env = {**os.environ, "MUBAN_CACHE": str(tmp_path / "kept"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "muban", "serve", str(project), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=env, cwd=tmp_path
    ) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, said
        yield found.group()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=300) == 0


def rewrite(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def test_the_open_page_follows_the_files_and_tells_what_is_wrong(
    browser: Browser, address: str, project: Path
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    loud: list[str] = []
    page.on("console", lambda said: loud.append(said.text) if said.type == "error" else None)
    page.goto(address)
    site = page.get_by_role("link", name="เปิดเว็บไซต์")
    expect(site).to_be_visible(timeout=WAIT_MS)  # it comes by itself once the site is made
    site.click()
    expect(page.get_by_text("บ้านตัวอย่าง1").first).to_be_attached(timeout=WAIT_MS)

    rewrite(project / "drawings" / "1.kml", "บ้านตัวอย่าง1", "บ้านโนนใหม่")
    expect(page.get_by_text("บ้านโนนใหม่").first).to_be_attached(timeout=WAIT_MS)
    expect(page.get_by_text("บ้านตัวอย่าง1")).to_have_count(0)

    # Settings that cannot be read: said in the page, which stays the one before.
    rewrite(project / "muban.toml", 'province = "43"', 'province = "43')
    wrong = page.locator('.muban-live[data-tone="wrong"]')
    expect(wrong).to_contain_text("สร้างเว็บไซต์ใหม่ไม่ได้", timeout=WAIT_MS)
    wrong.locator("summary").click()
    expect(wrong.locator("p")).to_contain_text("muban.toml")
    expect(page.get_by_text("บ้านโนนใหม่").first).to_be_attached()
    box = wrong.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390

    # Set right again, but with a file that cannot be read: the site is made, the error told.
    (project / "drawings" / "เสีย.kml").write_text("<kml><Document>", "utf-8")
    rewrite(project / "muban.toml", 'province = "43', 'province = "43"')
    expect(wrong).to_contain_text("ข้อผิดพลาด 1 รายการ", timeout=WAIT_MS)
    expect(wrong).to_contain_text("เสีย.kml")

    (project / "drawings" / "เสีย.kml").unlink()
    expect(page.locator(".muban-live:visible")).to_have_count(0, timeout=WAIT_MS)
    assert loud == []
    page.close()
    assert (project / "site" / "index.html").read_text("utf-8") == "published"


def test_a_page_of_a_server_that_has_ended_says_so(
    browser: Browser, project: Path, tmp_path: Path
) -> None:
    env = {**os.environ, "MUBAN_CACHE": str(tmp_path / "kept"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "muban", "serve", str(project), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=env) as running:
        assert running.stdout is not None
        found = re.search(r"http://\S+", running.stdout.readline())
        assert found
        try:
            page = browser.new_page()
            page.goto(found.group())
            expect(page.get_by_role("link", name="เปิดเว็บไซต์")).to_be_visible(timeout=WAIT_MS)
            # The page has asked once: its script is there, and knows what to say.
            page.wait_for_event(
                "response", lambda said: said.url.endswith("/_live"), timeout=WAIT_MS
            )
            running.send_signal(signal.SIGINT)
            running.wait(timeout=300)
            expect(page.locator('.muban-live[data-tone="wrong"]')).to_contain_text(
                "muban serve ปิดไปแล้ว", timeout=WAIT_MS
            )
            page.close()
        finally:
            running.kill()  # else a failure would wait for it for ever
