"""The preview on this machine: what it shows, what it saves, and whom it refuses."""

from __future__ import annotations

import errno
import hashlib
import http.client
import itertools
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from signal import SIGKILL
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muban.gis.errors import ConfigError
from muban.web.drawing import one_at_a_time
from muban.web.drawing.one_at_a_time import OneAtATime
from muban.web.drawing.save_drawing import BadDrawing, drawing_name, save_drawing, version_of
from muban.web.drawing.serve import SAVE, Preview, make_server
from tests.browser import wait_until
from tests.publishing_kills import at_step, in_child

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
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        connection.request(method, path, body.encode(), sent)
        answer = connection.getresponse()
        found = (
            answer.status,
            answer.read(),
            {name.title(): value for name, value in answer.getheaders()},
        )
        connection.close()
        return found

    def save(self, body: str = DRAWING, /, **changes: str | None) -> int:
        return self.post(body, **changes)[0]

    def post(self, body: str = DRAWING, /, **changes: str | None) -> tuple[int, dict[str, str]]:
        """Save, and hear the answer."""
        headers: dict[str, str | None] = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "X_Muban_Token": self.preview.token,
            "X_Muban_Name": quote(NAME),
            **changes,
        }
        kept = {key: value for key, value in headers.items() if value is not None}
        status, answer, _ = self.ask("POST", SAVE, body, **kept)
        return status, json.loads(answer) if answer.startswith(b"{") else {}


@contextmanager
def running(preview: Preview) -> Iterator[int]:
    """A running preview; its port."""
    server = make_server(preview)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def fetch(port: int, path: str, site: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Sec-Fetch-Site": site} if site else {})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


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


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 200),
        ({"X_Muban_Token": "guess"}, 403),
        ({"X_Muban_Token": ""}, 403),
        ({"Host": "example.com"}, 421),
        ({"X_Muban_Name": quote("../muban.toml")}, 404),
        ({"X_Muban_Name": quote("อื่น.geojson")}, 404),
        ({"X_Muban_Name": ""}, 404),
    ],
)
def test_the_saved_drawing_is_given_to_the_page_with_the_secret_alone(
    server: Server, changes: dict[str, str], status: int
) -> None:
    assert server.save() == 200
    asked = {"X_Muban_Token": server.preview.token, "X_Muban_Name": quote(NAME)} | changes
    found, content, headers = server.ask("GET", SAVE, **asked)
    assert found == status
    assert (content.decode() == DRAWING) == (status == 200)
    if status == 200:
        assert headers["Etag"] == f'"{hashlib.sha256(DRAWING.encode()).hexdigest()}"'


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


def test_a_server_that_is_ended_before_it_began_does_not_begin(tmp_path: Path) -> None:
    """Its thread may come to run late, when the socket is closed."""
    server = make_server(Preview(tmp_path, None, {}))
    server.shutdown()
    server.server_close()
    server.serve_forever()


def test_every_version_of_a_drawing_is_kept(tmp_path: Path) -> None:
    texts = [DRAWING.replace("[]", f'[{{"id": {n}}}]').encode() for n in range(3)]
    for text in texts:
        save_drawing(tmp_path, NAME, text, base=version_of(tmp_path, NAME))
    assert (tmp_path / "drawings" / NAME).read_bytes() == texts[2]
    kept = sorted((tmp_path / "backup").iterdir())
    assert [file.read_bytes() for file in kept] == texts
    save_drawing(tmp_path, NAME, texts[2], base="")
    assert len(list((tmp_path / "backup").iterdir())) == 3


def test_of_what_a_page_saved_by_itself_the_last_and_one_in_ten_minutes_are_kept(
    tmp_path: Path,
) -> None:
    texts = [DRAWING.replace("[]", f'[{{"id": {n}}}]').encode() for n in range(9)]
    backup = tmp_path / "backup"

    def save(n: int, *, by_itself: bool = True) -> None:
        base = version_of(tmp_path, NAME)
        save_drawing(tmp_path, NAME, texts[n], base=base, by_itself=by_itself)

    def kept() -> dict[str, bytes]:
        marks = {path.name.split(".")[1]: path.read_bytes() for path in backup.iterdir()}
        return dict(sorted(marks.items()))

    save(0, by_itself=False)
    for n in (1, 2, 3):
        save(n)
    assert kept() == {"001": texts[0], "last": texts[3]}
    # Ten minutes on, what stands gets a number before it is written over.
    [numbered] = backup.glob("*.001.*")
    os.utime(numbered, (0, 0))
    save(4)
    save(5)
    assert kept() == {"001": texts[0], "002": texts[3], "last": texts[5]}
    # What another program wrote is nobody's passing state, and what it replaced neither.
    (tmp_path / "drawings" / NAME).write_bytes(texts[6])
    save(7)
    assert kept() == {
        "001": texts[0],
        "002": texts[3],
        "003": texts[6],
        "004": texts[5],
        "last": texts[7],
    }
    save(8, by_itself=False)
    assert texts[7] in kept().values()
    assert texts[8] in kept().values()


@given(st.text(max_size=200))
def test_a_name_never_leaves_its_folder(name: str) -> None:
    try:
        plain = drawing_name(name)
    except BadDrawing:
        return
    assert Path("/a/drawings", plain).parent == Path("/a/drawings")
    assert Path(plain).name == plain
    assert not plain.startswith(".")


def drawing(mark: int | str, **muban: str) -> str:
    """A drawing that is told from others by its mark."""
    document = json.loads(DRAWING)
    document["features"] = [{"id": mark}]
    document["muban"].update(muban)
    return json.dumps(document)


def versions_in(project: Path) -> set[str]:
    """Every version that stands in the file or in the backup."""
    places = [*(project / "drawings").glob("*.geojson"), *(project / "backup").glob("*.geojson")]
    return {path.read_text("utf-8") for path in places}


def test_a_page_that_began_with_an_older_version_is_asked_and_writes_nothing(
    server: Server,
) -> None:
    status, first = server.post(drawing(1))
    assert status == 200
    assert server.post(drawing(2), X_Muban_Base=first["version"])[0] == 200
    for stale in ("", first["version"]):
        status, answer = server.post(drawing(3), X_Muban_Base=stale)
        assert (status, answer["current"]) == (409, drawing(2))
        assert "ฉบับ" in answer["th"]
    assert drawing(3) not in versions_in(server.project)
    assert server.post(drawing(3), X_Muban_Base=answer["version"])[0] == 200
    assert versions_in(server.project) == {drawing(1), drawing(2), drawing(3)}


def test_a_file_taken_away_meanwhile_is_told_too(server: Server) -> None:
    _, first = server.post(drawing(1))
    (server.project / "drawings" / NAME).unlink()
    status, answer = server.post(drawing(2), X_Muban_Base=first["version"])
    assert (status, answer["current"], answer["version"]) == (409, None, "")


def test_a_drawing_of_another_project_is_not_taken(tmp_path: Path) -> None:
    own, other = drawing(1, project="a" * 16), drawing(1, project="b" * 16)
    save_drawing(tmp_path, NAME, own.encode(), base="", project_id="a" * 16)
    with pytest.raises(BadDrawing):
        save_drawing(tmp_path, NAME, other.encode(), base="", project_id="a" * 16)


def test_a_name_of_a_hundred_thai_letters_is_saved_under_a_shorter_one(server: Server) -> None:
    status, answer = server.post(X_Muban_Name=quote(f"400106-{'ห' * 100}.geojson"))
    assert status == 200
    [saved] = (server.project / "drawings").iterdir()
    assert answer["saved"] == f"drawings/{saved.name}"
    assert saved.name.startswith("400106-หหห")


def test_a_full_disk_is_told_in_words_and_leaves_what_was_there(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, first = server.post(drawing(1))

    def no_space(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    status, answer = server.post(drawing(2), X_Muban_Base=first["version"])
    assert status == 507
    assert "ที่เก็บข้อมูลเต็ม" in answer["th"]
    assert "the disk is full" in answer["en"]
    assert versions_in(server.project) == {drawing(1)}
    assert [path.name for path in (server.project / "drawings").iterdir()] == [NAME]


def test_a_page_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    def broken() -> bytes:
        raise ConfigError("muban.toml อ่านไม่ได้ บรรทัด 3", "muban.toml cannot be read, line 3")

    with running(Preview(tmp_path, None, {"x.html": broken})) as port:
        status, page = fetch(port, "/_draw/x.html")
    assert status == 500
    assert "บรรทัด 3" in page
    assert "line 3" in page


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_sites_page_cannot_have_the_project_read(tmp_path: Path, site: str) -> None:
    asked: list[int] = []

    def page() -> bytes:
        asked.append(1)
        return b"<p>draw</p>"

    with running(Preview(tmp_path, None, {"x.html": page})) as port:
        assert fetch(port, "/_draw/x.html", site)[0] == 403
        assert fetch(port, "/_draw/x.html", "none")[0] == 200
        assert fetch(port, "/_draw/x.html", "same-origin")[0] == 200
    assert len(asked) == 2


class Asked:
    """A clock that counts how often it is looked at."""

    def __init__(self) -> None:
        self.times = itertools.count(1)
        self.last = 0

    def monotonic(self) -> float:
        self.last = next(self.times)
        return float(self.last)


def test_many_who_ask_at_once_have_the_project_read_twice_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Asked()
    monkeypatch.setattr(one_at_a_time, "time", clock)
    made: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def make() -> bytes:
        made.append(1)
        begun.set()
        go_on.wait(60)
        return str(len(made)).encode()

    page = OneAtATime(make)
    answers: list[bytes] = []
    crowd = [threading.Thread(target=lambda: answers.append(page())) for _ in range(20)]
    crowd[0].start()
    begun.wait(60)
    for one in crowd[1:]:
        one.start()
    # Each looks at the clock when it asks, the first once more when it begins.
    wait_until(lambda: clock.last == len(crowd) + 1)
    assert len(made) == 1
    go_on.set()
    for one in crowd:
        one.join(60)
    assert sorted(answers) == [b"1"] + [b"2"] * 19


def test_of_ten_pages_that_save_at_once_every_acknowledged_version_exists(server: Server) -> None:
    """Beside them a person edits the file by hand."""
    acknowledged: set[str] = set()

    def page(number: int) -> None:
        base = ""
        for turn in range(6):
            mine = drawing(f"{number}.{turn}")
            while True:
                status, answer = server.post(mine, X_Muban_Base=base)
                base = answer["version"]
                if status == 200:
                    acknowledged.add(mine)
                    break
                assert status == 409

    pages = [threading.Thread(target=page, args=(number,)) for number in range(10)]
    for one in pages:
        one.start()
    file, by_hand = server.project / "drawings" / NAME, []
    while any(one.is_alive() for one in pages):
        if file.exists() and len(by_hand) < 20:
            by_hand.append(drawing(f"hand {len(by_hand)}"))
            (server.project / "n").write_text(by_hand[-1], "utf-8")
            (server.project / "n").replace(file)
    assert len(acknowledged) == 60
    assert acknowledged <= versions_in(server.project)
    assert [path.name for path in (server.project / "drawings").iterdir()] == [NAME]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows forks no processes")
def test_a_saving_that_is_killed_at_any_step_loses_no_acknowledged_version(
    tmp_path: Path,
) -> None:
    acknowledged: list[str] = []
    steps = 0
    while True:
        steps += 1
        mine, base = drawing(steps), version_of(tmp_path, NAME)
        save = partial(save_drawing, tmp_path, NAME, mine.encode(), base=base)
        ended = in_child(save, at_step(steps, SIGKILL))
        if ended == 0:
            acknowledged.append(mine)
        assert set(acknowledged) <= versions_in(tmp_path)
        kept = drawing(f"whole {steps}")
        save_drawing(tmp_path, NAME, kept.encode(), base=version_of(tmp_path, NAME))
        acknowledged.append(kept)
        assert set(acknowledged) <= versions_in(tmp_path)
        assert [path.name for path in (tmp_path / "drawings").iterdir()] == [NAME]
        if ended == 0:
            break
        assert not list((tmp_path / "backup").glob(".*"))
    assert steps > 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows forks no processes")
def test_nothing_acknowledged_is_lost_beside_kills_a_full_disk_and_edits_by_hand() -> None:
    trial = subprocess.run(
        [sys.executable, "-m", "tests.saving_trial", "--saves", "40"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert (trial.returncode, trial.stdout[:29]) == (0, "40 acknowledged, 0 lost; answ"), trial
