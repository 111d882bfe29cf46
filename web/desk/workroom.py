"""One project at the desk: read anew and its site made anew whenever something changed.

All heavy work of the program is done one after the other, in a thread of its own, so that
pages are answered meanwhile. A change that comes while a site is made ends that making: what
stands in the folder is always a whole site.
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from muban.gis.errors import MubanError
from muban.web.desk.read_work import Work, marks_of, read_work
from muban.web.drawing.save_words import Words, disk_words

if TYPE_CHECKING:
    from muban.web.cache.write_store import Store

__all__ = ["SITE", "TURN", "Stage", "Workroom"]

SITE = "site"
"""The site's folder inside the project."""
TURN = threading.Lock()
"""Held by who reads a project or makes something of it."""
_SETTLE_S = 0.25
"""A folder that is copied into goes on changing: it is waited for as long as it does."""
_LONGEST_SETTLE_S = 5.0
_WORTH_A_PROCESS = 4
"""Tambons to make for each process."""

Stage = Literal["reading", "building", "ready", "empty", "trouble"]


class _ChangedError(Exception):
    """What a site is made from has changed."""


class Workroom:
    """A project's state, and the thread that keeps it true.

    Parameters
    ----------
    folder
        The project folder.
    store
        What was made before and can be taken again.
    site
        Where the site is written; None for the folder of that name in the project.
    """

    def __init__(self, folder: Path, store: Store | None = None, site: Path | None = None) -> None:
        self.folder = folder
        self.site = folder / SITE if site is None else site
        self._store = store
        self._wake = threading.Event()
        self._stop = False
        self._resting = False
        self._news = threading.Lock()
        self._version = 0
        self._built = 0
        self._stage: Stage = "reading"
        self._trouble: Words | None = None
        self._work: Work | None = None
        self._marks: object = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._wake.set()
        self._thread.start()

    def stop(self) -> None:
        """Have the thread end, at the next place where everything is whole."""
        self._stop = True
        self._wake.set()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the thread's end."""
        self._thread.join(timeout)

    def changed(self) -> None:
        """Say that something may have changed."""
        self._wake.set()

    def again(self) -> None:
        """Have all read and made anew, whatever has changed."""
        self._marks = None
        self._wake.set()

    @property
    def work(self) -> Work | None:
        """The project as it was read last; None before that."""
        return self._work

    def view(self) -> dict[str, Any]:
        """What the page shows now."""
        with self._news:
            shown = dict(self._work.view) if self._work else {}
            trouble = self._trouble and {"th": self._trouble[0], "en": self._trouble[1]}
            return {
                **shown,
                "version": self._version,
                "stage": self._stage,
                "trouble": trouble,
                "built": self._built,
                "site": (self.site / "index.html").is_file(),
                "folder": str(self.folder),
                "known": self._work is not None,
            }

    @property
    def version(self) -> int:
        """Rises with everything new that there is to show."""
        return self._version

    def at_rest(self) -> bool:
        """Whether everything that has changed by now is read and made."""
        if self._wake.is_set() or self._stage in {"reading", "building"} or not self._resting:
            return False
        return marks_of(self.folder) == self._marks

    def _run(self) -> None:
        while not self._stop:  # settling takes the call to stop for a change
            self._resting = not self._wake.is_set()
            self._wake.wait()
            self._resting = False
            if self._stop:
                return
            self._settle()
            with TURN:
                self._once()

    def _settle(self) -> None:
        until = time.monotonic() + _LONGEST_SETTLE_S
        while self._wake.is_set() and time.monotonic() < until and not self._stop:
            self._wake.clear()
            time.sleep(_SETTLE_S)
        self._wake.clear()

    def _once(self) -> None:
        try:
            marks = marks_of(self.folder)
            if marks == self._marks:
                return
            self._marks = marks
            self._say("reading")
            work = read_work(self.folder, self._store)
            self._say("empty" if work.empty else "building", work=work)
            if not work.empty:
                self._build(work)
                self._say("ready", built=True)
        except _ChangedError:
            self._wake.set()
        except MubanError as error:
            self._say("trouble", (error.th, error.en))
        except OSError as error:
            self._marks = None
            self._say("trouble", disk_words(error))
        except Exception as error:  # a defect of ours: it is told, and the next change tried
            traceback.print_exc()
            self._say(
                "trouble",
                (
                    f"โปรแกรมทำงานผิดพลาด ({error!r}) ไฟล์ของท่านอยู่ครบ "
                    "— ลองใหม่ ถ้ายังเป็น แจ้งผู้ดูแลโปรแกรม",
                    f"muban made a mistake ({error!r}); your files are whole. Try again, and where "
                    "it stays, tell who keeps the program",
                ),
            )

    def _build(self, work: Work) -> None:
        from muban.web.building.build import BuildOptions, stream_site
        from muban.web.in_turn import cores_at_hand
        from muban.web.publishing.publish_site import publish_stream
        from muban.web.settings.config_checks import published_address

        address = published_address(None, work.project.config)
        # A process takes longer to begin than a few tambons to be made.
        jobs = min(cores_at_hand(), len(work.atlas.pages) // _WORTH_A_PROCESS) or 1
        options = BuildOptions(base_url=address, jobs=jobs, store=self._store)
        files = stream_site(work.project, work.atlas, options)
        publish_stream(self._unless_changed(files), self.site, internal=False, project=self.folder)
        if self._store is not None:
            self._store.trim()

    def _unless_changed(self, files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        for file in files:
            if self._stop or (self._wake.is_set() and marks_of(self.folder) != self._marks):
                self._marks = None
                raise _ChangedError
            yield file

    def _say(
        self,
        stage: Stage,
        trouble: Words | None = None,
        *,
        work: Work | None = None,
        built: bool = False,
    ) -> None:
        with self._news:
            self._stage, self._trouble = stage, trouble
            if work is not None:
                self._work = work
            self._built += built
            self._version += 1
