"""Every command that writes, at the places where it must not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muban.web.cli import main
from tests.small_projects import three_villages


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return three_villages(tmp_path / "งาน")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--format", "html", "--out"],
        ["check", "--format", "json", "--out"],
        ["check", "--out"],
        ["digitize", "--out"],
    ],
    ids=" ".join,
)
def test_no_command_writes_over_a_drawing_or_the_settings(
    project: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(project)
    command, *options = words
    for target in (project / "drawings" / "แนวเขต.kml", project / "muban.toml"):
        assert main([command, str(project), *options, str(target)]) == 2
        assert "--out" in capsys.readouterr().err
    assert contents(project) == before


def test_no_command_writes_its_folder_among_originals(project: Path) -> None:
    before = contents(project)
    for command in ("build", "print"):
        assert main([command, str(project), "--out", str(project / "drawings")]) == 2
    assert main(["build", str(project), "--out", str(project)]) == 2
    assert main(["build", str(project), "--out", str(project.parent)]) == 2
    assert main(["demo", "--out", str(project / "reference" / "x")]) == 2
    assert main(["legend", "sheet", "--out", str(project / "symbols")]) == 2
    assert main(["eligible", "duties", "--out", str(project / "register" / "a.csv")]) == 2
    assert contents(project) == before


def test_a_repaired_copy_that_an_officer_corrected_stays(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = project / "repaired" / "drawings" / "แนวเขต.geojson"
    assert main(["check", str(project), "--fix"]) == 0
    corrected = copy.read_text("utf-8").replace("ทดสอบ1", "แก้ด้วยมือ")
    copy.write_text(corrected, "utf-8")
    capsys.readouterr()
    assert main(["check", str(project), "--fix"]) == 0
    assert copy.read_text("utf-8") == corrected
    beside = copy.with_name("แนวเขต.2.geojson")
    assert len(json.loads(beside.read_text("utf-8"))["features"]) == 3
    assert str(beside) in capsys.readouterr().out


def test_a_new_project_leaves_templates_of_others_alone(tmp_path: Path) -> None:
    own = tmp_path / "งาน" / "templates" / "cia.xlsx"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"filled in")
    assert main(["new", str(tmp_path / "งาน")]) == 0
    assert own.read_bytes() == b"filled in"
    assert (tmp_path / "งาน" / "muban.toml").exists()


def test_what_a_files_name_tells_a_terminal_to_do_is_shown_and_not_done(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The name would set the window's title and clear the screen; turned words hide an ending."""
    name = "\x1b]0;ยึดแล้ว\x07\x1b[2J\x9b2J\u202elmk.kml"
    (project / "drawings" / name).write_bytes(b"<kml")
    main(["check", str(project)])
    main(["check", str(project / name)])
    main([name])
    out, err = capsys.readouterr()
    for sign in "\x1b\x07\x9b\u202e":
        assert sign not in out + err
    assert "\\x1b]0;ยึดแล้ว" in out
    assert "\\x1b]0;ยึดแล้ว" in err


def test_a_link_in_a_circle_is_told_by_every_command(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    circle = tmp_path / "วน"
    circle.symlink_to(circle)
    inside = str(circle / "a.xlsx")
    for words in (
        ["build", str(project), "--out", str(circle)],
        ["demo", "--out", str(circle)],
        ["print", str(project), "--out", str(circle)],
        ["register", str(project), "--out", str(circle)],
        ["legend", "sheet", "--out", str(circle)],
        ["check", str(project), "--out", inside],
        ["digitize", str(project), "--out", inside],
        ["eligible", "duties", "--out", inside],
        ["new", str(circle)],
    ):
        assert main(words) == 2
        assert "วนกลับมาหาตัวเอง" in capsys.readouterr().err
