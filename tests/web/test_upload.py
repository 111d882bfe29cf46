"""A site uploaded to real servers on loopback: whole, broken off and on again, refused, full."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import paramiko
import pytest

from muban.gis.errors import ConfigError, MubanError
from muban.web.cli import main
from muban.web.publishing.publish_site import publish
from muban.web.upload.host_keys import HostKeyChanged, HostKeys
from muban.web.upload.plan import files_of_manifest, plan_upload
from muban.web.upload.remote import BrokenOff, FullDisk, Occupied, Untrusted, WrongPassword
from muban.web.upload.target import Target, parse_target
from muban.web.upload.upload_site import Uploaded, read_site_files, upload_to
from muban.web.upload.write_journal import Journal
from tests.upload_servers import USER, WORD, Trouble, ftp_server, make_certificate, ssh_server

KEY = paramiko.ECDSAKey.generate()


def site(folder: Path, **more: bytes) -> Path:
    """A built site: a script, two pages, a file with a Thai name."""
    files = {
        "assets/a.0123456789ab.js": b"x" * 70_000,
        "cards/b.png": b"png",
        "data/หมู่บ้าน.csv": "บ้าน".encode(),
        "index.html": b"<h1>1</h1>",
        "tambon/550108/index.html": b"<h1>2</h1>",
    }
    files |= {name.replace("__", "/").replace("_", "."): held for name, held in more.items()}
    listed = {
        name: {"bytes": len(held), "sha256": hashlib.sha256(held).hexdigest()}
        for name, held in sorted(files.items())
    }
    manifest = {"generator": "muban 0.1.0", "internal": False, "files": listed}
    publish({**files, "manifest.json": json.dumps(manifest).encode()}, folder)
    return folder


class Far:
    """The far end, of one kind: what is there, and an upload to it."""

    def __init__(self, kind: str, folder: Path, home: Path, stack: ExitStack) -> None:
        self.kind, self.folder, self.home = kind, folder, home
        self.trouble = Trouble()
        self.web = folder / "เว็บ" / "map"
        folder.mkdir(exist_ok=True)
        if kind == "folder":
            self.address = str(self.web)
        else:
            server = (
                ftp_server(folder, self.trouble)
                if kind == "ftp"
                else ssh_server(folder, self.trouble, KEY)
            )
            port = stack.enter_context(server)
            self.address = f"{kind}://{USER}@127.0.0.1:{port}/เว็บ/map"

    def upload(self, site: Path, password: str = WORD, *, replace: bool = False) -> Uploaded:
        target = parse_target(self.address)
        return upload_to(
            target,
            read_site_files(site),
            password=password,
            keys=HostKeys(self.home / "keys.json"),
            journal=Journal(self.home, target.label),
            replace=replace,
        )

    def there(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.web).as_posix(): path.read_bytes()
            for path in self.web.rglob("*")
            if path.is_file()
        }


@pytest.fixture(params=["folder", "ftp", "sftp"])
def far(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Far]:
    with ExitStack() as stack:
        yield Far(request.param, tmp_path / "ปลายทาง", tmp_path / "เครื่องนี้", stack)


@pytest.fixture(params=["ftp", "sftp"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Far]:
    with ExitStack() as stack:
        yield Far(request.param, tmp_path / "ปลายทาง", tmp_path / "เครื่องนี้", stack)


def test_a_whole_site_arrives_and_then_only_what_changed(far: Far, tmp_path: Path) -> None:
    first = site(tmp_path / "site", old_css=b"old")
    (tmp_path / "site" / "บันทึก.txt").write_text("ไม่ใช่ของเว็บไซต์")
    assert far.upload(first) == Uploaded(sent=7, removed=0, same=0)
    assert far.there() == read_site_files(first)
    assert far.upload(first) == Uploaded(sent=0, removed=0, same=6)
    (far.web / "CNAME").write_text("map.go.th")
    second = site(tmp_path / "site", index_html=b"<h1>3</h1>")
    assert far.upload(second) == Uploaded(sent=2, removed=1, same=4)
    assert far.there() == {**read_site_files(second), "CNAME": b"map.go.th"}


def test_what_broke_off_goes_on_and_the_pages_come_last(server: Far, tmp_path: Path) -> None:
    first = site(tmp_path / "site")
    server.trouble.away_after = 3
    with pytest.raises(BrokenOff) as broken:
        server.upload(first)
    assert "จะทำต่อ" in broken.value.th
    # Three files arrived, none of them a page: whoever looks meets nothing half.
    assert not [name for name in server.there() if name.endswith(".html")]
    server.trouble.away_after = None
    before = len(server.trouble.arrived)
    assert server.upload(first).sent == 3
    assert len(server.trouble.arrived) == before + 3
    assert server.there() == read_site_files(first)


def test_what_somebody_took_away_meanwhile_is_sent_again(server: Far, tmp_path: Path) -> None:
    first = site(tmp_path / "site")
    server.trouble.away_after = 3
    with pytest.raises(BrokenOff):
        server.upload(first)
    server.trouble.away_after = None
    (server.web / "cards" / "b.png").unlink()
    server.upload(first)
    assert server.there() == read_site_files(first)


def test_a_server_that_renames_over_nothing_gets_what_changed(server: Far, tmp_path: Path) -> None:
    server.trouble.never_over = True
    server.upload(site(tmp_path / "site"))
    changed = site(tmp_path / "site", index_html=b"<h1>3</h1>")
    assert server.upload(changed).sent == 2
    assert server.there() == read_site_files(changed)


def test_a_full_disk_is_told_and_what_is_published_stays(server: Far, tmp_path: Path) -> None:
    first = site(tmp_path / "site")
    server.upload(first)
    kept = server.there()
    server.trouble.full_after = len(server.trouble.arrived)
    changed = site(tmp_path / "site", assets__b_js=b"new", index_html=b"<h1>9</h1>")
    with pytest.raises(FullDisk):
        server.upload(changed)
    assert {name: held for name, held in server.there().items() if name in kept} == kept
    server.trouble.full_after = None
    server.upload(changed)
    assert {n: h for n, h in server.there().items() if ".muban-part" not in n} == read_site_files(
        changed
    )


def test_a_wrong_password_is_told_and_nothing_is_written(server: Far, tmp_path: Path) -> None:
    with pytest.raises(WrongPassword):
        server.upload(site(tmp_path / "site"), "ผิด")
    assert not server.web.exists()


def over_tls(port: int, built: Path, home: Path) -> Uploaded:
    target = parse_target(f"ftps://{USER}@127.0.0.1:{port}/w")
    return upload_to(
        target,
        read_site_files(built),
        password=WORD,
        keys=HostKeys(home / "keys.json"),
        journal=Journal(home / "j", target.label),
    )


def test_a_site_goes_over_tls_where_the_certificate_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))  # as the system's store would have it
    built = site(tmp_path / "site")
    (tmp_path / "far").mkdir()
    with ftp_server(tmp_path / "far", Trouble(), certificate) as port:
        assert over_tls(port, built, tmp_path).sent == 6
        assert over_tls(port, built, tmp_path).sent == 0
    assert (tmp_path / "far" / "w" / "index.html").read_bytes() == b"<h1>1</h1>"


@pytest.mark.parametrize(
    ("believed", "host", "days", "reason"),
    [
        (False, "127.0.0.1", 30, "self-signed"),
        (True, "127.0.0.2", 30, "mismatch"),
        (True, "127.0.0.1", -1, "expired"),
    ],
)
def test_a_certificate_that_does_not_hold_is_told_before_any_name_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    believed: bool,
    host: str,
    days: int,
    reason: str,
) -> None:
    certificate = make_certificate(tmp_path, host, days)
    if believed:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    built, trouble = site(tmp_path / "site"), Trouble()
    (tmp_path / "far").mkdir()
    with (
        ftp_server(tmp_path / "far", trouble, certificate) as port,
        pytest.raises(Untrusted, match=reason) as told,
    ):
        over_tls(port, built, tmp_path)
    assert "จึงยังไม่ส่งรหัสผ่าน" in told.value.th
    assert (trouble.asked, list((tmp_path / "far").iterdir())) == ([], [])


def test_another_site_is_not_written_over_unless_that_is_wanted(far: Far, tmp_path: Path) -> None:
    far.web.mkdir(parents=True)
    (far.web / "index.html").write_text("เว็บของสำนักงาน")
    built = site(tmp_path / "site")
    with pytest.raises(Occupied):
        far.upload(built)
    assert far.there() == {"index.html": "เว็บของสำนักงาน".encode()}
    assert far.upload(built, replace=True).sent == 6
    assert far.there() == read_site_files(built)


def test_a_server_with_another_key_gets_no_password(tmp_path: Path) -> None:
    keys = HostKeys(tmp_path / "keys.json")
    with ssh_server(tmp_path, Trouble(), KEY) as port:
        far = parse_target(f"sftp://{USER}@127.0.0.1:{port}/w")
        files = read_site_files(site(tmp_path / "site"))
        journal = Journal(tmp_path / "j", "x")
        upload_to(far, files, password=WORD, keys=keys, journal=journal)
        assert list(keys.told) == [f"127.0.0.1:{port}"]
        saved = (tmp_path / "keys.json").read_text()
        assert KEY.fingerprint in saved  # as paramiko itself writes it
        (tmp_path / "keys.json").write_text(saved.replace("SHA256:", "SHA256:x"))
        with pytest.raises(HostKeyChanged):
            upload_to(far, files, password=WORD, keys=keys, journal=journal)


def test_nobody_at_the_other_end_is_told(tmp_path: Path) -> None:
    files = read_site_files(site(tmp_path / "site"))
    for address in ("ftp://a@127.0.0.1:9/x", "sftp://a@127.0.0.1:9/x"):
        with pytest.raises(BrokenOff):
            upload_to(
                parse_target(address),
                files,
                password="",
                keys=HostKeys(tmp_path / "k"),
                journal=Journal(tmp_path / "j", address),
            )


def git(*words: str, at: Path) -> str:
    done = subprocess.run(["git", *words], cwd=at, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    folder = tmp_path / "ปลายทาง.git"
    folder.mkdir()
    git("init", "-q", "--bare", "-b", "main", at=folder)
    return folder


def push(bare: Path, built: Path, tmp_path: Path) -> Uploaded:
    return upload_to(
        Target("git", str(bare)),
        read_site_files(built),
        password="",
        keys=HostKeys(tmp_path / "k"),
        journal=Journal(tmp_path / "j", "git"),
        branch="gh-pages",
    )


def test_a_git_remote_gets_one_commit_and_keeps_what_others_have_there(
    bare: Path, tmp_path: Path
) -> None:
    other = tmp_path / "อื่น"
    git("clone", "-q", str(bare), str(other), at=tmp_path)
    (other / "CNAME").write_text("map.go.th")
    git("add", "CNAME", at=other)
    who = ("-c", "user.name=x", "-c", "user.email=x@x")
    git(*who, "commit", "-qm", "x", at=other)
    git("push", "-q", "origin", "HEAD:gh-pages", at=other)
    assert push(bare, site(tmp_path / "site", old_css=b"old"), tmp_path).sent == 7
    done = push(bare, site(tmp_path / "site", index_html=b"<h1>3</h1>"), tmp_path)
    assert (done.sent, done.removed) == (2, 1)
    assert push(bare, tmp_path / "site", tmp_path).sent == 0
    assert git("rev-list", "--count", "gh-pages", at=bare) == "3"
    names = git("-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "gh-pages", at=bare)
    assert set(names.splitlines()) == {*read_site_files(tmp_path / "site"), "CNAME"}
    assert git("show", "gh-pages:index.html", at=bare) == "<h1>3</h1>"


def test_a_git_remote_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MubanError):
        push(tmp_path / "ไม่มี.git", site(tmp_path / "site"), tmp_path)


def test_a_site_that_was_changed_or_is_for_the_office_is_not_sent(tmp_path: Path) -> None:
    built = site(tmp_path / "site")
    (built / "index.html").write_text("แก้")
    with pytest.raises(MubanError, match="changed"):
        read_site_files(built)
    with pytest.raises(MubanError, match="muban built"):
        read_site_files(tmp_path)
    manifest = json.loads((built / "manifest.json").read_text())
    (built / "manifest.json").write_text(json.dumps(manifest | {"internal": True}))
    with pytest.raises(MubanError, match="office"):
        read_site_files(built)


def test_what_the_far_end_lists_leads_nowhere_else() -> None:
    hostile = b'{"files": {"../../etc/x": {"sha256": "1"}, "/a": {"sha256": "1"}, "a/./b": 3}}'
    assert files_of_manifest(hostile) == {}
    entry = {"sha256": "2"}
    odd = {"files": {"../x": entry, "..a/b": entry, "c\\d": entry, "e/": entry}}
    good = json.dumps(odd).encode()
    assert files_of_manifest(good) == {"..a/b": "2"}


def test_pages_follow_what_they_speak_of_and_the_first_page_is_the_last() -> None:
    local = dict.fromkeys(("index.html", "a.html", "sw.js", "z/x.css", "data/b.csv"), "1")
    send = plan_upload(local, {}, {}).send
    assert send == ("data/b.csv", "z/x.css", "sw.js", "a.html", "index.html", "manifest.json")


@pytest.mark.parametrize(
    "address",
    ["sftp://a:secret@x.go.th/w", "http://x.go.th/w", "ftp:///nobody", "ftp://a@x.go.th:99999/w"],
)
def test_an_address_that_cannot_be_is_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        parse_target(address)


def test_the_command_uploads_to_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    built = site(tmp_path / "site")
    assert main(["upload", str(built), str(tmp_path / "web")]) == 0
    assert "ส่งแล้ว 6 ไฟล์" in capsys.readouterr().out
    assert main(["upload", str(tmp_path), str(tmp_path / "web")]) == 2
