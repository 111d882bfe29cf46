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
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.browser import CHROMIUM_ARGS
from tests.digitizer_pages import real_tambon, write_page

pytestmark = [pytest.mark.browser, pytest.mark.shared]

RENDERER_DEATHS = 45
BROWSER_DEATHS = 5

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


class TargetCrashed(Exception):
    """The page that was opened was dead already."""


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
        """A new page; the browser may first take a renderer that has just been killed too."""
        for _ in range(5):
            with suppress(TargetCrashed):
                return self._open()
        raise AssertionError("the browser has no renderer that lives")

    def _open(self) -> Page:
        try:
            page = self.context.new_page()
            page.on("console", lambda message: self._hear(message.text))
            page.goto(self.url)
            page.wait_for_selector("html[data-ready]")
        except Error as error:
            if "crashed" in str(error):
                raise TargetCrashed from error
            raise
        return page

    def _hear(self, text: str) -> None:
        if text.startswith("kept "):
            self.kept = max(self.kept, int(text.removeprefix("kept ")))

    def run_until_killed(self, page: Page, moment_s: float, *, whole: bool) -> None:
        """Let the job run for a moment, then kill the renderers, or the whole browser."""
        page.evaluate(f"start => {{ void ({JOB})(start); }}", self.restored)
        page.wait_for_timeout(moment_s * 1000)
        if whole:
            browser = processes_of(self.profile)[0]
            os.kill(browser, signal.SIGKILL)
            wait_until_gone(browser)
            self.context = self._launch()
        else:
            # What the page said before it died is heard before its death is.
            with page.expect_event("crash"):
                for renderer in filter(is_renderer, processes_of(self.profile)):
                    with suppress(ProcessLookupError):
                        os.kill(renderer, signal.SIGKILL)
            page.close()


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def is_renderer(pid: int) -> bool:
    return "--type=renderer" in command_of(pid)


def processes_of(profile: Path) -> list[int]:
    """The browser that uses a profile, and all that it started."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int(
                    (entry / "stat").read_text().rpartition(")")[2].split()[1]
                )
            except OSError:
                continue
    [browser] = [
        pid
        for pid in parents
        if f"--user-data-dir={profile}" in command_of(pid) and "--type=" not in command_of(pid)
    ]
    found = [browser]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def wait_until_gone(pid: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and command_of(pid):
        time.sleep(0.02)


@contextmanager
def running(job: Job) -> Iterator[Job]:
    yield job
    job.context.close()


@pytest.mark.xdist_group("digitizer-kill")
def test_a_killed_browser_loses_at_most_the_edit_under_way(
    playwright_driver: Playwright, shared_data: Path, tmp_path: Path
) -> None:
    url = write_page(real_tambon(shared_data), tmp_path / "digitize.html")
    moments = random.Random(8)
    deaths = [False] * RENDERER_DEATHS + [True] * BROWSER_DEATHS
    moments.shuffle(deaths)
    lost: list[str] = []
    with running(Job(playwright_driver, tmp_path / "profile", url)) as job:
        for number, whole in enumerate(deaths, 1):
            page = job.open()
            lost += missing_after(page, job, number - 1)
            job.run_until_killed(page, moments.uniform(0.02, 0.4), whole=whole)
        lost += missing_after(job.open(), job, len(deaths))
    assert len(deaths) == 50
    assert job.kept > 200, "the job hardly ran"
    assert lost == []


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
