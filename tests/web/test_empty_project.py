"""A project that holds nothing yet: each command says what to do next, and exits with 1."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from threading import Thread

import pytest

from muban.web.cli import main
from muban.web.drawing.serve import Preview, make_server


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["new", str(tmp_path / "งาน")]) == 0
    capsys.readouterr()
    return tmp_path / "งาน"


@pytest.mark.parametrize("command", ["check", "build", "digitize"])
def test_a_command_says_what_to_do_next_and_makes_nothing(
    command: str, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = empty.parent / "ผล"
    more = [] if command == "check" else ["--out", str(out)]
    assert main([command, str(empty), *more]) == 1
    said = capsys.readouterr().out
    assert "drawings" in said
    assert "muban demo" in said
    assert not out.exists()


def test_a_report_for_programs_stands_alone(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(empty), "--format", "json"]) == 1
    assert "muban demo" not in capsys.readouterr().out


def test_the_preview_without_a_site_opens_on_its_first_page(empty: Path) -> None:
    pages = {"": "<h1>ต่อไป</h1>".encode}
    with make_server(Preview(empty, None, pages)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
            assert "ต่อไป" in answer.read().decode()
        server.shutdown()
