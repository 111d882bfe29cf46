"""Hostile files dropped on the page for drawing, a good one beside each: seconds, and stillness.

``python -m benchmarks.hostile_page`` drops the heavy ones, ``… all`` the quick ones too (they are
in the tests as well), and with names of files those alone. Chromium is needed.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import CHROMIUM_ARGS
from tests.digitizer_pages import plain_tambon, write_page
from tests.hostile import HEAVY, QUICK
from tests.stillness import WATCH, good_pin

__all__ = ["main"]

_PATIENCE_MS = 120_000


def main() -> None:
    """Print a line for each file; each meets a page of its own."""
    named = sys.argv[1:]
    every = QUICK | HEAVY
    wanted = every if named == ["all"] else [name for name in every if name in named] or HEAVY
    print(f"{'file':32} {'clock s':>8} {'still ms':>9}  named  pin  said")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        program = shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=program, args=CHROMIUM_ARGS)
        address = write_page(plain_tambon(), Path(folder) / "digitize.html")
        for name in wanted:
            page = browser.new_page(locale="th-TH")
            page.goto(address)
            page.wait_for_selector("html[data-ready]")
            page.click('[data-tab="files"]')
            print(_line(page, Path(folder), name), flush=True)
            page.close()


def _line(page: Page, folder: Path, name: str) -> str:
    made = (QUICK | HEAVY)[name]()
    hostile, good = folder / name, folder / "ดี.geojson"
    hostile.write_bytes(made[hostile.suffix[1:]] if isinstance(made, Mapping) else made)
    good.write_text(good_pin("ดี"), "utf-8")
    page.evaluate(WATCH)
    began = time.monotonic()
    page.set_input_files('[data-field="file"]', [hostile, good])
    hint = page.locator(".hint")
    # Brought in, or, behind as many pins as may be, refused.
    done = re.compile(rf"นำเข้า {good.name}:|{good.name} ทำให้มีเกิน")
    expect(hint).to_contain_text(done, timeout=_PATIENCE_MS)
    took = time.monotonic() - began
    said = hint.inner_text()
    pins = page.evaluate("window.muban.session.drawing.pins.map((pin) => pin.name)")
    still = page.evaluate("window.still")
    known = "yes" if name in said else "NO"
    kept = "yes" if "ดี" in pins else f"of {len(pins)}"
    return f"{name:32} {took:8.1f} {still:9.0f}  {known:5}  {kept:3}  {said[:90]}"


if __name__ == "__main__":
    main()
