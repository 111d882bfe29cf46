"""Pipes, sockets, hidden files and notes among the drawings are told and never waited for."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from muban.gis.reading.read import read_folder
from muban.web.project import read_project
from tests.drawings import codes, kml, placemark

WAT = kml(placemark("วัด"))


def _read(folder: Path) -> dict[str, list[str]]:
    return {read.source.name: codes([read]) for read in read_folder(folder, folder)}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (".a.kml", "project.hidden_file"),
        ("~$a.kml", "project.hidden_file"),
        (".old/a.kml", "project.hidden_file"),
        ("a.md", "read.not_read"),
        ("a.toml", "read.not_read"),
    ],
)
def test_a_file_that_is_not_read_is_told(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(WAT if name.endswith("kml") else b"text")
    (tmp_path / "good.kml").write_bytes(WAT)
    assert _read(tmp_path) == {name: [code], "good.kml": []}


@pytest.mark.parametrize("name", ["._a.kml", ".DS_Store", "Thumbs.db", "~$a.xlsx", ".~lock.a.ods#"])
def test_what_systems_leave_behind_is_nobody_s_data(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert _read(tmp_path) == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.timeout(60)
def test_a_pipe_and_a_socket_are_told_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings, symbols = tmp_path / "drawings", tmp_path / "symbols"
    for folder in (drawings, symbols):
        folder.mkdir()
    (tmp_path / "muban.toml").write_text('title = "ก"', "utf-8")
    os.mkfifo(drawings / "a.kml")
    os.mkfifo(drawings / "a.shp")
    os.mkfifo(symbols / "a.svg")
    monkeypatch.chdir(drawings)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind("b.kml")
        project = read_project(tmp_path)
    told = [(read.source.name, *codes([read])) for read in project.reads["drawings"]]
    pipe = "project.no_plain_file"
    assert told == [(f"drawings/{name}", pipe) for name in ("a.kml", "a.shp", "b.kml")]
    assert [(one.code, one.where.file) for one in project.problems] == [(pipe, "symbols/a.svg")]
