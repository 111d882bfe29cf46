"""Debian's Chromium for tests that look at a page as a person does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

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


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """One Playwright per test process."""
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
