"""``muban print`` on the sample, as a user types it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from muban.gis.errors import MubanError
from muban.web.commands.print import print as print_command
from muban.web.project import SAMPLE

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(print_command)


def _run(*words: str | Path) -> object:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def test_the_samples_map_and_books_are_written_beside_each_other(tmp_path: Path) -> None:
    out = tmp_path / "พิมพ์"
    _run(SAMPLE, "--out", out)
    _run(SAMPLE, "--out", out, "--size", "a3", "--only", "431605")
    _run(SAMPLE, "--out", out, "--book", "--base-url", "https://example.go.th/แผนที่/")
    _run(SAMPLE, "--out", out, "--only", "43160508")
    _run(SAMPLE, "--out", out, "--province", "--size", "a2")
    assert sorted(path.name for path in out.glob("*.pdf")) == [
        "book-431605.pdf",
        "book-43160508.pdf",
        "map-431605-a3.pdf",
        "map-431605-a4.pdf",
        "map-province-43-a2.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF") for path in out.glob("*.pdf"))


def test_a_code_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MubanError, match="999999"):
        _run(SAMPLE, "--out", tmp_path, "--only", "999999")


def test_a_project_without_drawings_says_what_lacks(tmp_path: Path) -> None:
    project = tmp_path / "งาน"
    shutil.copytree(SAMPLE, project)
    shutil.rmtree(project / "drawings")
    with pytest.raises(MubanError, match="drawings"):
        _run(project, "--out", tmp_path / "out")
