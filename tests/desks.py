"""A desk that runs for a test, asked as its own page asks, or as nobody should."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from muban.web.desk.projects import Projects
from muban.web.desk.serve_desk import Desk, desk_app
from muban.web.loopback.server import LoopbackServer
from tests.browser import wait_until

__all__ = ["RunningDesk", "running_desk"]


class RunningDesk:
    """A desk, its address, and its own voice."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.list_file = folder / "state" / "desk.json"
        self.projects = Projects(self.list_file)
        self.desk = Desk(self.projects, self.home)
        self.server = LoopbackServer(desk_app(self.desk))
        self.desk.ends.append(self.server.ask_to_end)
        self.root = f"/{self.desk.token}/"
        self.address = f"http://127.0.0.1:{self.server.port}{self.root}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
        self.projects.close()

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Ask as the page does, but for what the headers say otherwise."""
        own = {"Origin": f"http://127.0.0.1:{self.server.port}", **(headers or {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        try:
            connection.request(
                method, path if path.startswith("/") else self.root + path, body, own
            )
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        status, content = self.ask("GET", path)
        assert status == 200, (status, content)
        return json.loads(content)

    def post(self, path: str, expected: int = 200, /, **asked: Any) -> Any:
        status, content = self.ask("POST", path, json.dumps(asked).encode())
        assert status == expected, (status, content)
        return json.loads(content) if content.startswith((b"{", b"[")) else None

    def send(self, name: str, inbox: str, path: str, content: bytes) -> int:
        return self.ask("PUT", f"p/{name}/drop/{inbox}?path={quote(path, safe='')}", content)[0]

    def drop(self, name: str, files: dict[str, bytes], **choices: str) -> dict[str, str]:
        """Drop files; what became of each, by where it stands now."""
        inbox = self.post(f"p/{name}/drop")["inbox"]
        for path, content in files.items():
            assert self.send(name, inbox, path, content) == 200
        taken = self.post(f"p/{name}/drop/{inbox}", choices=choices)
        return {one["name"]: one["became"] for one in taken}

    def settled(self, name: str) -> dict[str, Any]:
        """The project's state when all that has changed is read and made."""
        room = self.projects.room(name)

        def still() -> bool:
            return room.at_rest()

        wait_until(still, 90)
        view: dict[str, Any] = self.get(f"p/{name}/state")
        return view


@contextmanager
def running_desk(folder: Path) -> Iterator[RunningDesk]:
    """A desk with an empty home and no recent projects."""
    desk = RunningDesk(folder)
    try:
        yield desk
    finally:
        desk.close()
