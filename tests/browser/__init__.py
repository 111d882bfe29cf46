"""Debian's Chromium for tests that look at a page as a person does."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

CHROMIUM_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE_MS = 90_000
"""So long a fact of a page is waited for: a busy machine makes a site and shows it late, and a
test that passes takes no longer for it."""


def wait_until(fact: Callable[[], object], seconds: float = PATIENCE_MS / 1000) -> None:
    """Ask again and again until something is so.

    Playwright's ``wait_for_function`` takes the promise of an async function for true: what a page
    can only say later is to be asked with ``evaluate`` and waited for here.
    """
    until = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)


def drawn_anew(page: Page) -> None:
    """Wait until the page has drawn what it knows by now, and what it put off to its next frame."""
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """One Playwright per test process."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """One Chromium per test process; each test makes its own context."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing; `make test` installs it (apt package chromium)")
    running = playwright_driver.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
    yield running
    running.close()
