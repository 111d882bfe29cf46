"""The browser's stores are deleted, emptied, shut or given back older while a job goes on.

An edit counts as kept once the page says so. Whatever happens to its databases then, alone or
beside a second tab, the next page opened has it, or lacks at most the edit under way; and what
happened is said. ``MUBAN_ROUNDS`` asks for more moments than the suite's few.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import wait_until
from tests.browser.test_browser_digitizer_kill import JOB, begin_job, expected_names
from tests.digitizer_pages import plain_tambon, write_page
from tests.hosts import host_of

pytestmark = pytest.mark.browser

ROUNDS = int(os.environ.get("MUBAN_ROUNDS", "10"))
# As there, until the page only looks on: then no edit is taken, and none is kept.
DRAWING_JOB = JOB.replace("n++) {", "n++) {\n        if (session.view.readOnly) return;")
MENDED = '[data-notice="mended"]'

# Both databases of the page: the usual one, and the one in a storage bucket.
STORES = """async () => {
    const bucket = await navigator.storageBuckets?.open("muban-mirror");
    return [indexedDB, ...(bucket ? [bucket.indexedDB] : [])];
}"""
OPEN = """(store) => new Promise((resolve, reject) => {
    const asked = store.open("muban-digitizer");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
})"""
DELETE = f"""async () => {{
    for (const store of await ({STORES})())
        await new Promise((done) => (store.deleteDatabase("muban-digitizer").onsuccess = done));
}}"""
READ = f"""async () => {{
    const found = [];
    for (const store of await ({STORES})()) {{
        const db = await ({OPEN})(store);
        const asked = db.transaction("entries").objectStore("entries").getAll();
        found.push(await new Promise((done) => (asked.onsuccess = () => done(asked.result))));
        db.close();
    }}
    window.before = found;
}}"""
# Gives back what was read before, or nothing; how many entries are gone by it.
GIVE_BACK = f"""async (empty) => {{
    for (const [i, store] of (await ({STORES})()).entries()) {{
        const db = await ({OPEN})(store);
        const writing = db.transaction("entries", "readwrite");
        const entries = writing.objectStore("entries");
        entries.clear();
        if (!empty) for (const entry of window.before[i]) entries.add(entry);
        await new Promise((done) => (writing.oncomplete = done));
        db.close();
    }}
}}"""
SHUT = """() => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = function () {
        throw new DOMException("the disk is gone", "UnknownError");
    };
    window.openAgain = () => { IDBObjectStore.prototype.add = add; };
}"""


class Desk:
    """A browser in which the job goes on, page after page."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context, self.url = context, url
        self.kept = 0
        self.losses: list[str] = []
        self.helper = self.open()
        self.helper.goto(url.replace("digitize", "empty"))

    def open(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._hear(message.text))
        page.goto(self.url)
        page.wait_for_selector("html[data-ready]")
        return page

    def _hear(self, text: str) -> None:
        if text.startswith("kept "):
            self.kept = max(self.kept, int(text.removeprefix("kept ")))

    def work(self, page: Page, seconds: float) -> None:
        """Let the job go on for a while, from where the drawing is."""
        begin_job(page, DRAWING_JOB, self.edits(page))
        page.wait_for_timeout(seconds * 1000)  # trouble comes at any moment: by lot

    def go_on(self, page: Page, edits: int) -> None:
        """Wait until so many edits are kept."""

        def heard() -> bool:
            page.wait_for_timeout(20)  # what a page says is heard while something is asked of it
            return self.kept >= edits

        wait_until(heard)

    def edits(self, page: Page) -> int:
        """How many edits are in the drawing; it must be a state that there was."""
        names = [
            str(n) for n in page.evaluate("window.muban.session.drawing.pins.map(p => p.name)")
        ]
        edits = max(map(int, names), default=0)
        assert names == expected_names(edits)
        return edits

    def look(self, page: Page, moment: str) -> None:
        page.wait_for_function("() => window.muban.kept.found")
        edits = self.edits(page)
        if edits < self.kept - 1:
            self.losses.append(f"{moment}: {self.kept - edits} edits of {self.kept}")
        self.kept = edits


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    write_page(plain_tambon(), tmp_path / "digitize.html")
    (tmp_path / "empty.html").write_text("<p>")
    context = browser.new_context()
    with host_of(tmp_path) as address:
        yield Desk(context, f"{address}digitize.html")
        context.close()


def delete(desk: Desk, page: Page) -> None:
    desk.helper.evaluate(DELETE)
    page.wait_for_selector(MENDED)


def clear_all(desk: Desk, page: Page) -> None:
    """As the browser's own «clear site data» does, lifeboat and all."""
    session = desk.context.new_cdp_session(desk.helper)
    origin = desk.url.rsplit("/", 1)[0]
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()
    page.wait_for_selector(MENDED)


def empty(desk: Desk, page: Page) -> None:
    desk.helper.evaluate(GIVE_BACK, True)
    page.wait_for_selector(MENDED)


def give_back_older(desk: Desk, page: Page) -> None:
    desk.helper.evaluate(READ)
    desk.go_on(page, desk.kept + 3)
    desk.helper.evaluate(GIVE_BACK, False)
    page.wait_for_selector(MENDED)


def shut(desk: Desk, page: Page) -> None:
    page.evaluate(SHUT)
    page.wait_for_selector('[data-notice="keeping"]')


TROUBLES: list[Callable[[Desk, Page], None]] = [delete, clear_all, empty, give_back_older, shut]


@pytest.mark.parametrize("second_tab", [False, True], ids=["alone", "beside a second tab"])
def test_whatever_becomes_of_the_stores_no_kept_edit_is_lost(desk: Desk, second_tab: bool) -> None:
    moments = random.Random(7)
    page = desk.open()
    for round_ in range(ROUNDS // 2):
        trouble = TROUBLES[round_ % len(TROUBLES)]
        other = desk.open() if second_tab else None
        desk.work(page, moments.uniform(0.05, 0.5))
        trouble(desk, page)
        page.wait_for_timeout(moments.uniform(0, 200))  # the page may be left at any moment
        if other:
            other.click('[data-do="take"]')
            other.wait_for_function("() => !window.muban.session.view.readOnly")
        page.close()
        if not other:
            other = desk.open()
        desk.look(other, f"{round_} {trouble.__name__}")
        page = other
        if trouble is clear_all:
            # Chromium's locks go with the site's data: pages of before and after know of no turn
            # of each other. Each page of a round is to be one of the same time.
            page.reload()
            page.wait_for_selector("html[data-ready]")
    assert desk.losses == []
    assert desk.kept >= ROUNDS // 2, "the job hardly ran"


@pytest.mark.parametrize("what", ["emptied", "older"])
def test_stores_changed_while_no_page_was_open_are_mended_from_the_last_copy(
    desk: Desk, what: str
) -> None:
    page = desk.open()
    desk.helper.evaluate(READ)
    desk.work(page, 0.5)
    desk.go_on(page, 4)
    page.close()
    desk.helper.evaluate(GIVE_BACK, what == "emptied")
    page = desk.open()
    desk.look(page, what)
    assert desk.losses == []
    assert desk.kept > 3
