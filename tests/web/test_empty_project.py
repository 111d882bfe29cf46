"""A project that holds nothing yet: each command says what to do next, and exits with 1."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from threading import Thread

import pytest

from muban.web.cli import main
from muban.web.drawing.serve import Preview, make_server
from muban.web.pack.install_pack import install_pack
from muban.web.pack.pack_file import Pack, pack_bytes
from muban.web.project import SAMPLE


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["new", str(tmp_path / "งาน")]) == 0
    capsys.readouterr()
    return tmp_path / "งาน"


@pytest.fixture
def with_pack(empty: Path) -> Path:
    """A project that holds the outline of a tambon by a pack, and nothing else."""
    outline = (SAMPLE / "reference" / "tambon.geojson").read_bytes()
    install_pack(empty, pack_bytes(Pack("43", {"reference/tambon.geojson": outline})))
    return empty


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


@pytest.mark.parametrize("command", ["check", "build", "posts"])
def test_a_pack_alone_is_nothing_to_publish(
    command: str, with_pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = with_pack.parent / "ผล"
    more = [] if command == "check" else ["--out", str(out)]
    assert main([command, str(with_pack), *more]) == 1
    said = capsys.readouterr().out
    assert "มีแต่ชุดข้อมูลจังหวัด" in said
    assert "muban digitize" in said
    assert not out.exists()


def test_a_program_hears_of_a_pack_alone_by_the_exit(with_pack: Path) -> None:
    assert main(["check", str(with_pack), "--format", "json"]) == 1


def test_on_a_pack_alone_all_can_be_drawn(with_pack: Path) -> None:
    out = with_pack.parent / "วาด.html"
    assert main(["digitize", str(with_pack), "--tambon", "โพนแพง", "--out", str(out)]) == 0
    assert out.exists()


def test_an_outline_of_the_offices_own_is_something(with_pack: Path) -> None:
    outline = (SAMPLE / "reference" / "tambon.geojson").read_bytes()
    (with_pack / "reference" / "เอง.geojson").write_bytes(outline)
    assert main(["check", str(with_pack)]) == 0


def test_the_preview_without_a_site_opens_on_its_first_page(empty: Path) -> None:
    pages = {"": "<h1>ต่อไป</h1>".encode}
    with make_server(Preview(empty, None, pages)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
            assert "ต่อไป" in answer.read().decode()
        server.shutdown()
