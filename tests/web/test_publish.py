"""A site is swapped in whole, and takes the place of nothing but a site of ours."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGTERM, Signals

import pytest

from muban.gis.errors import MubanError
from muban.web.publishing import write_carried, write_exchange
from muban.web.publishing.publish_site import publish, refuse_site
from tests.publishing_kills import (
    FOREIGN,
    check_site,
    end_at_every_step,
    end_at_random,
    put_foreign,
    site,
)

MEMORY = Path("/dev/shm")
unix = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows forks no processes")


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is such a disk: hundreds of sites are written there."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="muban-test-") as folder:
        yield Path(folder)


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_site_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(1), out)
    publish(site(2), out)
    assert (out / "index.html").read_text("utf-8") == "หน้าแรก 2"
    assert not (out / "tambon" / "2").exists()
    assert beside(tmp_path) == ["site"]


def test_what_is_not_mubans_stays_in_the_folder_and_is_named(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(1), out)
    put_foreign(out)
    for version in (2, 3):
        kept = publish(site(version), out).kept
        assert check_site(out, version) == version
        assert set(FOREIGN) <= set(kept)
    assert beside(tmp_path) == ["site"]


def test_a_page_changed_by_hand_is_kept_beside_the_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(1), out)
    (out / "index.html").write_text("แก้ด้วยมือ", "utf-8")
    (out / "tambon" / "2" / "index.html").write_text("แก้หน้าที่จะไม่มีแล้ว", "utf-8")
    moved = publish(site(2), out).beside
    assert (out / "index.html").read_text("utf-8") == "หน้าแรก 2"
    assert [path.relative_to(tmp_path).as_posix() for path in moved] == [
        "site-kept/index.html",
        "site-kept/tambon/2/index.html",
    ]
    assert moved[0].read_text("utf-8") == "แก้ด้วยมือ"
    (out / "index.html").write_text("แก้อีกครั้ง", "utf-8")
    [second] = publish(site(3), out).beside
    assert second.name == "index.2.html"
    assert moved[0].read_text("utf-8") == "แก้ด้วยมือ"


def test_a_file_that_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(1), out)
    before = {name: (out / name).stat() for name in ("legend.svg", "index.html")}
    publish(site(2), out)
    after = {name: (out / name).stat() for name in before}
    same = {name: os.path.samestat(before[name], after[name]) for name in before}
    assert same == {"legend.svg": True, "index.html": False}
    assert after["legend.svg"].st_mtime_ns == before["legend.svg"].st_mtime_ns
    assert after["legend.svg"].st_nlink == 1


def test_a_file_that_should_not_have_changed_is_written_anew_where_it_has(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(1), out)
    legend = out / "legend.svg"
    right = legend.read_bytes()
    for change in (lambda: legend.write_bytes(b"x" * len(right)), legend.unlink):
        change()
        publish(site(2), out)
        assert legend.read_bytes() == right
    # A link to a file that holds the same would show tomorrow what somebody puts there.
    (tmp_path / "ของเรา.svg").write_bytes(right)
    legend.unlink()
    legend.symlink_to(tmp_path / "ของเรา.svg")
    publish(site(3), out)
    assert legend.read_bytes() == right
    assert not legend.is_symlink()


def test_a_file_whose_name_a_page_needs_is_kept_beside_the_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(0), out)
    (out / "tambon" / "2").mkdir()
    (out / "tambon" / "2" / "index.html").write_text("ของสำนักงาน", "utf-8")
    [moved] = publish(site(1), out).beside
    assert moved.read_text("utf-8") == "ของสำนักงาน"
    assert (out / "tambon" / "2" / "index.html").read_text("utf-8") == "ตำบลสอง"


def test_line_ends_that_git_changed_are_no_change_by_hand(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(0), out)
    page = out / "data" / "villages.csv"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert publish(site(2), out).beside == ()
    assert page.read_bytes() == b"code\n2"


def test_what_changes_while_the_new_site_is_made_follows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    publish(site(0), out)
    put_foreign(out)
    real = write_exchange.exchange

    def busy(one: Path, other: Path) -> bool:
        # Git and editors write a new file and rename it over the old one.
        (out / "n").write_text("แผนที่ใหม่", "utf-8")
        (out / "n").replace(out / "CNAME")
        (out / ".git" / "index.new").write_text("เพิ่งมา", "utf-8")
        return real(one, other)

    monkeypatch.setattr("muban.web.publishing.write_workshop.exchange", busy)
    assert publish(site(2), out).beside == ()
    assert (out / "CNAME").read_text("utf-8") == "แผนที่ใหม่"
    assert (out / ".git" / "index.new").read_text("utf-8") == "เพิ่งมา"
    assert beside(tmp_path) == ["site"]


def test_where_a_disk_knows_no_links_what_is_not_mubans_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "as on a stick")

    out = tmp_path / "site"
    publish(site(0), out)
    put_foreign(out)
    monkeypatch.setattr(write_carried.os, "link", no_links)
    publish(site(2), out)
    assert check_site(out, 2) == 2
    assert beside(tmp_path) == ["site"]


def test_a_folder_of_someone_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ภาพถ่าย.jpg").write_bytes(b"x")
    with pytest.raises(MubanError):
        publish(site(0), tmp_path)
    assert beside(tmp_path) == ["ภาพถ่าย.jpg"]


@pytest.mark.parametrize(
    "manifest",
    [
        '{"internal": false}',
        '{"generator": "muban 1", "internal": false, "files": {}}',
        '{"generator": "other 1", "internal": false, "files": {"a.txt": {"sha256": "%s"}}}',
        '{"generator": "muban 1", "internal": 0, "files": {"a.txt": {"sha256": "%s"}}}',
        '{"generator": "muban 1", "internal": false, "files": {"../a.txt": {"sha256": "%s"}}}',
        '{"generator": "muban 1", "internal": false, "files": {"a.txt": {"sha256": "0"}}}',
        '{"generator": "muban 1", "internal": false, "files": ["a.txt"]}',
        "[" * 100_000,
    ],
)
def test_another_programs_manifest_makes_no_folder_ours(tmp_path: Path, manifest: str) -> None:
    out = tmp_path / "x"
    out.mkdir()
    (out / "a.txt").write_text("ของผู้อื่น", "utf-8")
    (out / "manifest.json").write_text(manifest.replace("%s", "0" * 64))
    with pytest.raises(MubanError):
        publish(site(0), out)
    assert beside(out) == ["a.txt", "manifest.json"]


def test_our_manifest_alone_makes_no_folder_ours(tmp_path: Path) -> None:
    out = tmp_path / "x"
    out.mkdir()
    (out / "manifest.json").write_bytes(site(0)["manifest.json"])
    (out / "index.html").write_text("หน้าของผู้อื่น", "utf-8")
    with pytest.raises(MubanError):
        publish(site(2), out)
    assert (out / "index.html").read_text("utf-8") == "หน้าของผู้อื่น"


def test_a_fresh_repository_may_become_a_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    (out / ".git").mkdir(parents=True)
    (out / ".git" / "HEAD").write_text("ref")
    (out / "CNAME").write_text("x.go.th")
    publish(site(0), out)
    assert (out / ".git" / "HEAD").read_text() == "ref"
    assert (out / "index.html").exists()


def test_an_internal_site_never_takes_the_place_of_a_public_one(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(1), out)
    with pytest.raises(MubanError):
        publish(site(2, internal=True), out)
    assert (out / "index.html").read_text("utf-8") == "หน้าแรก 1"


def test_a_folder_with_a_project_in_it_is_no_site(tmp_path: Path) -> None:
    out, project = tmp_path / "web", tmp_path / "web" / "งาน"
    publish(site(0), out)
    project.mkdir()
    (project / "muban.toml").write_text("title = 'x'")
    with pytest.raises(MubanError):
        publish(site(2), out, project=project)
    with pytest.raises(MubanError):  # nor for the build of another project
        publish(site(2), out)
    with pytest.raises(MubanError):
        publish(site(2), project, project=project)
    assert beside(project) == ["muban.toml"]


@pytest.mark.parametrize(
    "name", ["drawings", "Register", "indicators", "plan", "book", "reference", "symbols"]
)
def test_no_site_is_built_among_a_projects_originals(tmp_path: Path, name: str) -> None:
    (tmp_path / "muban.toml").write_text("title = 'x'")
    (tmp_path / name).mkdir()
    for out in (tmp_path / name, tmp_path / name / "site" / "a"):
        with pytest.raises(MubanError):
            publish(site(0), out)
    assert beside(tmp_path / name) == []


def test_no_site_is_built_where_a_link_of_the_project_leads(tmp_path: Path) -> None:
    project, maps = tmp_path / "งาน", tmp_path / "ภาพวาด"
    project.mkdir()
    maps.mkdir()
    (project / "drawings").symlink_to(maps)
    with pytest.raises(MubanError):
        publish(site(0), maps / "site", project=project)


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "ก").symlink_to(tmp_path / "ข")
    (tmp_path / "ข").symlink_to(tmp_path / "ก")
    for out in (tmp_path / "ก", tmp_path / "ก" / "site"):
        with pytest.raises(MubanError, match="leads back to itself"):
            refuse_site(out, internal=False)


@pytest.mark.parametrize("calls", [1, 3, 7])
def test_a_full_disk_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    out = tmp_path / "site"
    publish(site(1), out)
    put_foreign(out)
    real, left = os.fsync, [calls]

    def no_space(handle: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(MubanError, match="the disk is full"):
        publish(site(2), out)
    assert check_site(out, 1) == 1
    assert beside(tmp_path) == ["site"]


def test_builds_at_the_same_time_follow_one_another(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(site(0), out)
    put_foreign(out)
    builds = [
        threading.Thread(target=publish, args=(site(version), out)) for version in range(1, 9)
    ]
    for build in builds:
        build.start()
    while any(build.is_alive() for build in builds):
        assert (out / "index.html").read_text("utf-8").startswith("หน้าแรก")
    check_site(out, *range(1, 9))
    assert beside(tmp_path) == ["site"]


def test_what_a_death_left_under_our_own_process_number_is_not_mixed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container every build has the same number."""
    monkeypatch.setattr(os, "getpid", lambda: 7)
    out = tmp_path / "site"
    publish(site(0), out)
    for name in (".site.new-7", ".site.muban-7", f".site.muban-{7:016x}/new"):
        (tmp_path / name / "cards").mkdir(parents=True)
        (tmp_path / name / "cards" / "ใช้ภายใน.png").write_bytes(b"x")
    publish(site(2), out)
    assert not (out / "cards").exists()
    assert not (tmp_path / f".site.muban-{7:016x}").exists()


@unix
@pytest.mark.parametrize(
    ("sign", "exchanging"), [(SIGKILL, True), (SIGKILL, False), (SIGINT, True), (SIGTERM, False)]
)
def test_a_build_ended_before_any_of_its_steps_leaves_the_old_site_or_the_new(
    quick_folder: Path, sign: Signals, exchanging: bool
) -> None:
    if exchanging and not _exchanges(quick_folder):
        pytest.skip("this disk cannot exchange two folders")
    assert end_at_every_step(quick_folder, sign, exchanging=exchanging) > 100


@unix
@pytest.mark.parametrize("sign", [SIGKILL, SIGINT, SIGTERM], ids=lambda sign: sign.name)
def test_a_build_ended_at_any_moment_leaves_the_old_site_or_the_new(
    quick_folder: Path, sign: Signals
) -> None:
    stood = end_at_random(quick_folder, sign, 25, 0.03)
    assert sum(stood.values()) == 25


def _exchanges(folder: Path) -> bool:
    (folder / "ก").mkdir()
    (folder / "ข").mkdir()
    able = write_exchange.exchange(folder / "ก", folder / "ข")
    shutil.rmtree(folder / "ก")
    shutil.rmtree(folder / "ข")
    return able
