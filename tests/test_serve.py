"""The preview on this machine: what it shows, what it saves, and whom it refuses."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.drawing.save_drawing import BadDrawing, drawing_name, write_drawing
from web.drawing.serve import SAVE, Preview, make_server

DRAWING = json.dumps({"type": "FeatureCollection", "muban": {"format": "drawing"}, "features": []})
NAME = "400106-เมืองเก่า.geojson"


class Server:
    """A running preview of a small site."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "งาน"
        self.project.mkdir()
        site = folder / "site"
        (site / "ตำบล").mkdir(parents=True)
        (site / "index.html").write_text("<h1>หน้าแรก</h1>", "utf-8")
        (site / "ตำบล" / "index.html").write_text("<h1>ตำบล</h1>", "utf-8")
        (folder / "secret.txt").write_text("ลับ", "utf-8")
        (site / "out.txt").symlink_to(folder / "secret.txt")
        self.preview = Preview(self.project, site, {"400106.html": lambda: b"<p>draw</p>"})
        self.server = make_server(self.preview)
        self.port = int(self.server.server_address[1])
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def ask(
        self, method: str, path: str, body: str = "", **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        connection.request(method, path, body.encode(), sent)
        answer = connection.getresponse()
        found = answer.status, answer.read(), dict(answer.getheaders())
        connection.close()
        return found

    def save(self, body: str = DRAWING, /, **changes: str | None) -> int:
        headers: dict[str, str | None] = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "X_Muban_Token": self.preview.token,
            "X_Muban_Name": quote(NAME),
            **changes,
        }
        kept = {key: value for key, value in headers.items() if value is not None}
        return self.ask("POST", SAVE, body, **kept)[0]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    yield running
    running.close()


def test_the_built_site_is_shown(server: Server) -> None:
    status, page, headers = server.ask("GET", "/")
    assert (status, page.decode()) == (200, "<h1>หน้าแรก</h1>")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert server.ask("GET", quote("/ตำบล/"))[1].decode() == "<h1>ตำบล</h1>"


def test_the_page_for_drawing_is_shown(server: Server) -> None:
    assert server.ask("GET", "/_draw/400106.html")[1] == b"<p>draw</p>"
    assert server.ask("GET", "/_draw/999999.html")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/out.txt",
        "//etc/passwd",
        "/ตำบล",
    ],
)
def test_nothing_outside_the_site_is_shown(server: Server, path: str) -> None:
    assert server.ask("GET", quote(path, safe="/%."))[0] == 404


def test_a_drawing_is_saved_into_the_project(server: Server) -> None:
    assert server.save() == 200
    assert (server.project / "drawings" / NAME).read_text("utf-8") == DRAWING


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Origin": "https://example.com"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"X_Muban_Token": "guess"}, 403),
        ({"X_Muban_Token": None}, 403),
        ({"Host": "example.com"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"X_Muban_Name": quote("../muban.toml")}, 400),
        ({"X_Muban_Name": None}, 400),
    ],
)
def test_another_sites_request_saves_nothing(
    server: Server, changes: dict[str, str | None], status: int
) -> None:
    assert server.save(**changes) == status
    assert list(server.project.iterdir()) == []


def test_a_page_of_another_name_is_not_answered(server: Server) -> None:
    assert server.ask("GET", "/", Host="rebound.example")[0] == 421


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"muban": {"format": "drawing"}}', "[" * 100_000]
)
def test_what_is_no_drawing_is_not_saved(server: Server, body: str) -> None:
    assert server.save(body) == 400


def test_the_server_listens_on_loopback_alone(server: Server) -> None:
    assert server.server.server_address[0] == "127.0.0.1"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=5).close()


def test_an_earlier_drawing_is_kept_before_it_is_written_over(tmp_path: Path) -> None:
    texts = [DRAWING.replace("[]", f'[{{"id": {n}}}]').encode() for n in range(3)]
    for text in texts:
        write_drawing(tmp_path, NAME, text)
    assert (tmp_path / "drawings" / NAME).read_bytes() == texts[2]
    kept = sorted((tmp_path / "backup").iterdir())
    assert [file.read_bytes() for file in kept] == texts[:2]
    write_drawing(tmp_path, NAME, texts[2])
    assert len(list((tmp_path / "backup").iterdir())) == 2


@given(st.text(max_size=200))
def test_a_name_never_leaves_its_folder(name: str) -> None:
    try:
        plain = drawing_name(name)
    except BadDrawing:
        return
    assert Path("/a/drawings", plain).parent == Path("/a/drawings")
    assert Path(plain).name == plain
    assert not plain.startswith(".")
