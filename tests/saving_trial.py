"""Hundreds of savings from ten pages at once, beside everything that can go wrong.

The server is killed at random moments and begun anew; each tenth thing it wants on the disk
finds that full; a person edits the file by hand; sites are built beside it. Whatever was
acknowledged must stand in the file or in ``backup/`` at the end. Run as a module::

    python -m tests.saving_trial --saves 500
"""

from __future__ import annotations

import argparse
import errno
import http.client
import json
import os
import random
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from signal import SIGKILL
from urllib.parse import quote

from muban.web.drawing.serve import SAVE, Preview, make_server
from muban.web.publishing.publish_site import publish
from tests.publishing_kills import site

NAME = "400106-เมืองเก่า.geojson"
PAGES = 10


class Restarted:
    """A server that is killed and begun anew, on one port."""

    def __init__(self, project: Path, chance: random.Random) -> None:
        self.preview = Preview(project, None, {}, "a secret of this trial")
        self.chance = chance
        self.over = threading.Event()
        self.kills = 0
        self.port = self._free_port()

    def _free_port(self) -> int:
        with make_server(self.preview) as server:
            return int(server.server_address[1])

    def run(self) -> None:
        """Kill and begin anew until it is over."""
        while not self.over.is_set():
            child = os.fork()
            if child == 0:
                self._serve()
            self.over.wait(self.chance.uniform(0.2, 1.0))
            os.kill(child, SIGKILL)
            os.waitpid(child, 0)
            self.kills += 1

    def _serve(self) -> None:
        real, chance = os.fsync, random.Random(os.getpid())

        def often_full(fd: int) -> None:
            if chance.random() < 0.1:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(fd)

        os.fsync = often_full  # type: ignore[assignment]
        while True:
            try:
                make_server(self.preview, port=self.port).serve_forever()
            except OSError:  # the one before is on its way out
                time.sleep(0.01)


class Trial:
    """The pages, and what became of their savings."""

    def __init__(self, server: Restarted, saves: int) -> None:
        self.server = server
        self.each = saves // PAGES
        self.acknowledged: set[str] = set()
        self.answers: Counter[str] = Counter()

    def page(self, number: int) -> None:
        """One page: it saves until each of its versions was acknowledged."""
        base = ""
        for turn in range(self.each):
            mine = json.dumps(
                {"muban": {"format": "drawing"}, "features": [{"id": f"{number}.{turn}"}]}
            )
            while True:
                status, answer = self._save(mine, base)
                self.answers[str(status)] += 1
                base = answer.get("version", base)
                if status == 200:
                    self.acknowledged.add(mine)
                    break

    def _save(self, text: str, base: str) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        headers = {
            "Origin": f"http://127.0.0.1:{self.server.port}",
            "X-Muban-Token": self.server.preview.token,
            "X-Muban-Name": quote(NAME),
            "X-Muban-Base": base,
        }
        try:
            connection.request("POST", SAVE, text.encode(), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}
        finally:
            connection.close()


def main() -> None:
    """Print what became of the savings; fail where an acknowledged version is nowhere."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--saves", type=int, default=500)
    saves = asked.parse_args().saves
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "งาน")
        project.mkdir()
        server = Restarted(project, random.Random(43))
        trial = Trial(server, saves)
        pages = [threading.Thread(target=trial.page, args=(number,)) for number in range(PAGES)]
        restarts = threading.Thread(target=server.run)
        for one in (restarts, *pages):
            one.start()
        by_hand, builds = _meanwhile(pages, project, Path(folder, "site"))
        server.over.set()
        restarts.join()
        kept = {path.read_text("utf-8") for path in project.rglob("*.geojson")}
    lost = trial.acknowledged - kept
    told = f"{dict(trial.answers)}, {server.kills} kills, {by_hand} edits by hand, {builds} builds"
    print(f"{len(trial.acknowledged)} acknowledged, {len(lost)} lost; answers {told}")
    if lost:
        raise SystemExit(1)


def _meanwhile(pages: list[threading.Thread], project: Path, out: Path) -> tuple[int, int]:
    """Edit the file by hand, as editors do, and build beside it."""
    file, edits, builds = project / "drawings" / NAME, 0, 0
    while any(page.is_alive() for page in pages):
        builds += 1
        publish(site(builds), out)
        if file.exists():
            edits += 1
            text = {"muban": {"format": "drawing"}, "features": [{"id": f"hand {edits}"}]}
            (project / "n").write_text(json.dumps(text), "utf-8")
            (project / "n").replace(file)
        time.sleep(0.2)
    return edits, builds


if __name__ == "__main__":
    main()
