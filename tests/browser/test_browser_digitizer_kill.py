"""The browser dies at fifty random moments of a job; at most the edit under way is lost.

An edit counts as kept once the page says that its journal has it. What a dead browser leaves
behind may keep the store shut for a while (see ``test_browser_digitizer_kept``), so a new start
is looked at when it has read the journal.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.browser import CHROMIUM_ARGS, wait_until
from tests.digitizer_pages import listed_tambon, write_page

pytestmark = pytest.mark.browser

BROWSER_DEATHS = 50
PAGE_DEATHS = 10

# Edits 1, 3, 5 … put a pin named by the edit's number; 2, 4, 6 … name the last pin anew.
JOB = """async (start) => {
    const { session, kept } = window.muban;
    for (let n = start + 1; ; n++) {
        if (n % 2) window.muban.addPin([102800000 + n, 16400000], String(n));
        else window.muban.namePin(`p${session.drawing.next - 1}`, String(n));
        if (await kept.settled()) console.log(`kept ${n}`);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    }
}"""


def expected_names(edits: int) -> list[str]:
    """The pins' names after so many edits."""
    names = [str(n + 1) for n in range(1, edits, 2)]
    return [*names, str(edits)] if edits % 2 else names


class Job:
    """A browser with a profile on disk, in which the job goes on until it is killed."""

    def __init__(self, driver: Playwright, profile: Path, url: str) -> None:
        self.driver, self.profile, self.url = driver, profile, url
        self.kept = 0
        self.restored = 0
        self.context = self._launch()

    def _launch(self) -> BrowserContext:
        return self.driver.chromium.launch_persistent_context(
            str(self.profile), executable_path=shutil.which("chromium"), args=CHROMIUM_ARGS
        )

    def open(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._hear(message.text))
        page.goto(self.url)
        page.wait_for_selector("html[data-ready]")
        return page

    def _hear(self, text: str) -> None:
        if text.startswith("kept "):
            self.kept = max(self.kept, int(text.removeprefix("kept ")))

    def run_until_killed(self, page: Page, moment_s: float) -> None:
        """Let the job run for a moment, kill the browser, and start it again."""
        begin_job(page, JOB, self.restored)
        page.wait_for_timeout(moment_s * 1000)  # death comes at any moment: by lot
        browser = browser_of(self.profile)
        os.kill(browser, signal.SIGKILL)
        wait_until_gone(browser)
        self.context = self._launch()

    def run_until_crash(self, page: Page, moment_s: float) -> None:
        """Let the job run for a moment, then let the page's own process die."""
        begin_job(page, JOB, self.restored)
        page.wait_for_timeout(moment_s * 1000)  # by lot
        # What the page said before it died is heard before its death is.
        with page.expect_event("crash"), suppress(Error):
            page.goto("chrome://crash", timeout=5000)
        page.close()


def begin_job(page: Page, job: str, start: int) -> None:
    """Let a job go on from so many edits; when its next edit is kept, however busy the machine."""
    with page.expect_console_message(lambda told: told.text.startswith("kept ")):
        page.evaluate(f"start => {{ void ({job})(start); }}", start)


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def browser_of(profile: Path) -> int:
    """The process of the browser that uses a profile, not one that it started."""
    mark = f"--user-data-dir={profile} "
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    commands = {pid: command_of(pid) for pid in pids}
    [browser] = [pid for pid, said in commands.items() if mark in said and "--type=" not in said]
    return browser


def wait_until_gone(pid: int) -> None:
    wait_until(lambda: not command_of(pid))


@pytest.fixture
def job(playwright_driver: Playwright, shared_data: Path, tmp_path: Path) -> Iterator[Job]:
    url = write_page(listed_tambon(shared_data), tmp_path / "digitize.html")
    one = Job(playwright_driver, tmp_path / "profile", url)
    yield one
    one.context.close()


def test_a_killed_browser_loses_at_most_the_edit_under_way(job: Job) -> None:
    assert losses(job, BROWSER_DEATHS, job.run_until_killed) == []
    assert job.kept >= BROWSER_DEATHS, "the job hardly ran"


def test_a_crashed_page_loses_at_most_the_edit_under_way(job: Job) -> None:
    assert losses(job, PAGE_DEATHS, job.run_until_crash) == []
    assert job.kept >= PAGE_DEATHS, "the job hardly ran"


def losses(job: Job, deaths: int, die: Callable[[Page, float], None]) -> list[str]:
    """What was lost in so many deaths, each at a random moment of the job."""
    moments = random.Random(deaths)
    lost: list[str] = []
    for death in range(deaths):
        page = job.open()
        lost += missing_after(page, job, death)
        die(page, moments.uniform(0.02, 0.4))
    return lost + missing_after(job.open(), job, deaths)


def missing_after(page: Page, job: Job, death: int) -> list[str]:
    """Edits that were said to be kept and are gone; what is there must be a true state."""
    page.wait_for_function("() => window.muban.kept.found")
    found: dict[str, Any] = page.evaluate(
        """async () => {
            const { kept, session } = window.muban;
            return { number: kept.number, waiting: kept.waiting, pins: session.drawing.pins };
        }"""
    )
    restored = int(found["number"])
    assert [pin["name"] for pin in found["pins"]] == expected_names(restored)
    missing = job.kept - restored
    job.kept = max(job.kept, restored)
    job.restored = restored
    if missing <= 0:
        return []
    return [f"death {death}: {missing} of {job.kept} gone, {found['waiting']} from the lifeboat"]
