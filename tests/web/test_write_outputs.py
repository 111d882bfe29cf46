"""Files that commands write where they are told to: never over what muban did not make."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from muban.gis.errors import MubanError
from muban.web.publishing.write_outputs import LIST, refuse_output, write_output, write_outputs
from muban.web.publishing.write_whole import PART


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != LIST)


def test_a_report_is_written_over_the_last_one(tmp_path: Path) -> None:
    out = tmp_path / "รายงาน.html"
    for text in (b"1", b"2", b"2", b"3"):
        assert write_output(out, text) == out
        assert out.read_bytes() == text
    assert names(tmp_path) == ["รายงาน.html"]


def test_a_file_that_muban_did_not_make_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "บันทึก.html"
    out.write_text("ของเจ้าหน้าที่", "utf-8")
    for refuse in (lambda: refuse_output(out), lambda: write_output(out, b"x")):
        with pytest.raises(MubanError):
            refuse()
    assert out.read_text("utf-8") == "ของเจ้าหน้าที่"


def test_a_file_of_mubans_that_somebody_changed_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "ผล.xlsx"
    write_output(out, b"1")
    out.write_bytes(b"1 and notes")
    with pytest.raises(MubanError):
        write_output(out, b"2")
    assert out.read_bytes() == b"1 and notes"


@pytest.mark.parametrize(
    "name",
    [
        "drawings/a.kml",
        "drawings/ใหม่.kml",
        "Reference/a.geojson",
        "register/to_confirm.csv",
        "indicators/x/y.csv",
        "symbols/a.svg",
        "backup/a.geojson",
        "muban.toml",
        "MUBAN.TOML",
    ],
)
def test_nothing_is_written_among_a_projects_originals(tmp_path: Path, name: str) -> None:
    (tmp_path / "muban.toml").write_text("title = 'x'")
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "a.kml").write_text("<kml/>")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(MubanError):
        write_output(tmp_path / name, b"x")
    with pytest.raises(MubanError):
        write_outputs({Path(name).name: b"x"}, (tmp_path / name).parent)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "drawings" / "a.kml").read_text() == "<kml/>"


def test_a_link_to_an_original_is_no_way_to_it(tmp_path: Path) -> None:
    (tmp_path / "muban.toml").write_text("title = 'x'")
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "a.kml").write_text("<kml/>")
    (tmp_path / "out.html").symlink_to(tmp_path / "drawings" / "a.kml")
    (tmp_path / "ผล").symlink_to(tmp_path / "drawings")
    with pytest.raises(MubanError):
        write_output(tmp_path / "out.html", b"x")
    with pytest.raises(MubanError):
        write_output(tmp_path / "ผล" / "a.kml", b"x")
    assert (tmp_path / "drawings" / "a.kml").read_text() == "<kml/>"


def test_answers_that_were_filled_in_stay_and_the_new_questions_go_beside(tmp_path: Path) -> None:
    write_outputs({"to_confirm.csv": b"ask", "register.csv": b"1"}, tmp_path)
    (tmp_path / "to_confirm.csv").write_bytes(b"ask,43160501")
    for text in (b"ask 2", b"ask 3"):
        written = write_outputs({"to_confirm.csv": text, "register.csv": b"2"}, tmp_path)
        assert written.kept == {tmp_path / "to_confirm.csv": tmp_path / "to_confirm.2.csv"}
        assert (tmp_path / "to_confirm.csv").read_bytes() == b"ask,43160501"
        assert (tmp_path / "to_confirm.2.csv").read_bytes() == text
    assert names(tmp_path) == ["register.csv", "to_confirm.2.csv", "to_confirm.csv"]


def test_what_is_asked_no_more_is_taken_away_unless_it_was_filled_in(tmp_path: Path) -> None:
    write_outputs({"a.csv": b"1", "b.csv": b"1"}, tmp_path)
    (tmp_path / "b.csv").write_bytes(b"1, filled in")
    (tmp_path / "c.csv").write_bytes(b"of others")
    write_outputs({}, tmp_path, gone=("a.csv", "b.csv", "c.csv"))
    assert names(tmp_path) == ["b.csv", "c.csv"]


def test_a_death_between_writing_and_listing_leaves_a_file_that_is_known_as_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs({"a.csv": b"1"}, tmp_path)
    real = os.replace

    class Death(BaseException):
        pass

    def die_after(source: Path, target: Path) -> None:
        real(source, target)
        if target.name == "a.csv":
            raise Death

    monkeypatch.setattr(Path, "replace", die_after)
    with pytest.raises(Death):
        write_outputs({"a.csv": b"2"}, tmp_path)
    monkeypatch.undo()
    (tmp_path / f".0123456789ab{PART}").write_bytes(b"half")
    assert write_outputs({"a.csv": b"3"}, tmp_path).kept == {}
    assert sorted(path.name for path in tmp_path.iterdir()) == [LIST, "a.csv"]


def test_a_full_disk_leaves_the_old_file_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.html"
    write_output(out, b"old")

    def no_space(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(MubanError, match="the disk is full"):
        write_output(out, b"new")
    assert out.read_bytes() == b"old"
    assert names(tmp_path) == ["a.html"]


def test_a_folder_is_no_place_for_a_report(tmp_path: Path) -> None:
    with pytest.raises(MubanError, match="is a folder"):
        refuse_output(tmp_path)


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows has no such pipes")
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    listener = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    listener.start()
    write_output(pipe, b"report")
    listener.join(120)
    assert heard == [b"report"]
    assert pipe.is_fifo()
