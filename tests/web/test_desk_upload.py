"""The desk sends its site to real servers: whole, refused, broken off; secrets stay out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import paramiko
import pytest

from muban.gis.errors import ConfigError
from muban.web.desk.serve_upload import target_asked
from tests.browser import wait_until
from tests.desks import RunningDesk, running_desk
from tests.secret_store import MemoryStore, secret_store
from tests.small_projects import DRAWN, gazetteer
from tests.upload_servers import USER, WORD, Trouble, ftp_server, make_certificate, ssh_server

ADDRESS = "https://map.example.go.th/โพนแพง/"


class Sender:
    """A project whose site is made, and its upload."""

    def __init__(self, desk: RunningDesk, store: MemoryStore, home: Path) -> None:
        self.desk, self.store, self.home = desk, store, home
        self.name = desk.post("api/new", name="ส่งเว็บ", place="431605")["id"]
        self.folder = Path(desk.get(f"p/{self.name}/state")["folder"])
        desk.drop(self.name, {"villages.kml": DRAWN, "gazetteer.csv": gazetteer(3)})
        assert desk.settled(self.name)["stage"] == "ready"

    def begin(self, **asked: Any) -> None:
        self.desk.post(f"p/{self.name}/upload", **asked)

    def ended(self) -> dict[str, Any]:
        def over() -> bool:
            return self.state()["stage"] in ("done", "failed")

        wait_until(over, 90)
        return self.state()

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.desk.get(f"p/{self.name}/upload/state")
        return found

    def send(self, **asked: Any) -> dict[str, Any]:
        self.begin(**asked)
        return self.ended()

    def site(self) -> dict[str, bytes]:
        return below(self.folder / "site")


def below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def sender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sender]:
    for place in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{place}_HOME", str(tmp_path / place.lower()))
    with running_desk(tmp_path / "computer") as desk, secret_store() as store:
        yield Sender(desk, store, tmp_path)


def test_the_site_goes_out_with_its_address_built_in_once(sender: Sender) -> None:
    far = sender.home / "แฟลชไดรฟ์" / "แผนที่"
    done = sender.send(kind="folder", address=str(far), base_url=ADDRESS)
    assert (done["stage"], done["removed"], done["same"]) == ("done", 0, 0)
    assert done["address"].startswith("https://map.example.go.th/")
    assert below(far) == sender.site()
    assert f'base_url = "{ADDRESS}"' in (sender.folder / "muban.toml").read_text("utf-8")
    assert b'property="og:url" content="https://map.example.go.th/' in below(far)["index.html"]
    post = sender.desk.get(f"p/{sender.name}/share")["pages"][0]
    assert post["qr"]
    assert "https://map.example.go.th/" in post["caption"]
    again = sender.send(kind="folder", address=str(far), base_url=ADDRESS)
    assert (again["sent"], again["same"]) == (0, len(sender.site()) - 1)


def test_over_tls_a_wrong_password_a_break_a_full_disk_and_then_all(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(sender.home)
    far, trouble = sender.home / "far", Trouble()
    far.mkdir()
    with ftp_server(far, trouble, certificate) as port:
        to = {"kind": "ftps", "host": "127.0.0.1", "port": port, "user": USER, "path": "/map"}
        unknown = sender.send(**to, password=WORD)
        assert (unknown["stage"], unknown["reason"], trouble.asked) == ("failed", "untrusted", [])
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        wrong = sender.send(**to, password="ผิด", remember=True)
        assert (wrong["reason"], sender.store.held, below(far)) == ("password", {}, {})
        trouble.away_after = 5
        broken = sender.send(**to, password=WORD)
        assert (broken["reason"], broken["done"]) == ("other", 5)
        assert "ส่งอีกครั้ง จะทำต่อ" in broken["trouble"]["th"]
        trouble.away_after, trouble.full_after = None, 8
        full = sender.send(**to, password=WORD)
        assert (full["reason"], len(trouble.arrived)) == ("full", 8)
        trouble.full_after = None
        done = sender.send(**to, password=WORD)
        assert (done["stage"], done["sent"]) == ("done", len(sender.site()) - 8)
    assert below(far / "map") == sender.site()


def test_a_kept_password_is_in_the_store_alone_and_is_used_again(sender: Sender) -> None:
    far = sender.home / "far"
    far.mkdir()
    key = paramiko.ECDSAKey.generate()
    with ssh_server(far, Trouble(), key) as port:
        to = {"kind": "sftp", "host": "127.0.0.1", "port": str(port), "user": USER, "path": "map"}
        first = sender.send(**to, password=WORD, remember=True)
        assert (first["stage"], first["kept"]) == ("done", True)
        assert first["met"] == {f"127.0.0.1:{port}": f"SHA256:{key.fingerprint.split(':', 1)[1]}"}
        assert list(sender.store.held.values()) == [WORD]
        assert sender.send(**to)["stage"] == "done"
        form = sender.desk.get(f"p/{sender.name}/upload")
    assert form["kept"]
    assert (form["last"]["host"], form["last"]["path"]) == ("127.0.0.1", "/map")
    told = json.dumps([first, form, sender.desk.get(f"p/{sender.name}/state")], ensure_ascii=False)
    assert WORD not in told
    files = [path for path in sender.home.rglob("*") if path.is_file()]
    assert not [path for path in files if WORD.encode() in path.read_bytes()]


def test_a_computer_without_a_store_says_that_it_kept_nothing(sender: Sender) -> None:
    (sender.home / "far").mkdir()
    with secret_store(there=False), ftp_server(sender.home / "far", Trouble()) as port:
        to = {"kind": "ftp", "host": f"ftp://127.0.0.1:{port}/w", "user": USER}
        done = sender.send(**to, password=WORD, remember=True)
        assert (done["stage"], done["kept"]) == ("done", False)
        assert sender.send(**to)["reason"] == "password"


def test_a_git_remote_gets_the_site(sender: Sender) -> None:
    bare = sender.home / "แผนที่.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True)
    done = sender.send(kind="git", address=str(bare), branch="gh-pages", base_url=ADDRESS)
    assert done["stage"] == "done", done
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "gh-pages"],
        cwd=bare,
        check=True,
        capture_output=True,
    )
    assert set(listed.stdout.decode().splitlines()) == set(sender.site())


def test_what_was_changed_by_hand_is_made_anew_before_it_is_sent(sender: Sender) -> None:
    index = sender.folder / "site" / "index.html"
    made = index.read_bytes()
    index.write_bytes(b"<p>other</p>")
    far = sender.home / "far"
    assert sender.send(kind="folder", address=str(far))["stage"] == "done"
    assert (far / "index.html").read_bytes() == made


def test_somebody_stops_it_and_it_goes_on_from_there(sender: Sender) -> None:
    (sender.home / "far").mkdir()
    with ftp_server(sender.home / "far", trouble := Trouble()) as port:
        to = {"kind": "ftp", "host": "127.0.0.1", "port": port, "user": USER, "path": "w"}
        trouble.at_each = lambda: sender.desk.post(f"p/{sender.name}/upload/stop")
        stopped = sender.send(**to, password=WORD)
        assert (stopped["reason"], stopped["trouble"]) == ("stopped", None)
        arrived = len(trouble.arrived)
        assert 0 < arrived < len(sender.site())
        trouble.at_each = None
        assert sender.send(**to, password=WORD)["sent"] == len(sender.site()) - arrived
    assert below(sender.home / "far" / "w") == sender.site()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "folder", "address": "เว็บ"}, "whole path"),
        ({"kind": "folder", "address": "/w/project/drawings"}, "project"),
        ({"kind": "folder", "address": "/w"}, "project"),
        ({"kind": "folder", "address": "/w/x/../project"}, "project"),
        ({"kind": "git", "address": ""}, "remote"),
        ({"kind": "git", "address": "https://a:b@github.com/a/b.git"}, "password"),
        ({"kind": "sftp", "host": " ", "user": "a"}, "host"),
        ({"kind": "sftp", "host": "x.go.th", "user": ""}, "name"),
        ({"kind": "ftps", "host": "x.go.th", "user": "a", "port": "21a"}, "port"),
        ({"kind": "ftps", "host": "x.go.th:1", "user": "a", "port": "99999"}, "port"),
        ({"kind": "ftp", "host": "a:b@x.go.th"}, "password"),
    ],
)
def test_what_cannot_be_sent_to_is_told(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        target_asked(asked, Path("/w/project"))


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        (
            {"kind": "ftps", "host": " ftp.x.go.th ", "user": "ก", "path": "www/แผนที่/"},
            "ftps://ก@ftp.x.go.th:21/www/แผนที่",
        ),
        (
            {"kind": "sftp", "host": "sftp://a@x.go.th:2222/w", "user": ""},
            "sftp://a@x.go.th:2222/w",
        ),
        ({"kind": "git", "address": "github.com/a/map"}, "https://github.com/a/map.git"),
        ({"kind": "git", "address": "git@github.com:a/map.git"}, "git@github.com:a/map.git"),
    ],
)
def test_what_is_typed_is_taken_as_it_is_meant(asked: dict[str, Any], label: str) -> None:
    assert target_asked(asked, Path("/w/project")).label == label
