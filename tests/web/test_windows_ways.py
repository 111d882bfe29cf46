"""What Windows does otherwise: its console, its line ends, its lists, its hold on open files."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from muban.gis.errors import MubanError
from muban.web.publishing import write_exchange
from muban.web.publishing.publish_site import publish
from muban.web.settings.config import read_config
from tests.small_projects import DRAWN, TOML, gazetteer, survey_of, three_villages

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("command", ["check", "--help"])
def test_a_thai_console_of_windows_can_be_written_to(command: str, tmp_path: Path) -> None:
    """cp874 has no ✗ and no « »: what it cannot write is replaced, and nothing fails."""
    folder = three_villages(tmp_path / "งาน")
    (folder / "drawings" / "หมุด.csv").write_text("ชื่อ,lat,lon\nลุงดำ,18.105,103.115\n", "utf-8")
    words = [command, str(folder)] if command == "check" else [command]
    kept = {**os.environ, "PYTHONIOENCODING": "cp874:strict", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "muban", *words],
        env=kept,
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=200,
    )
    assert b"Traceback" not in done.stdout + done.stderr
    assert done.returncode in {0, 1}
    assert any("ก" <= letter <= "๛" for letter in done.stdout.decode("cp874"))


def test_settings_written_in_notepad_are_read(tmp_path: Path) -> None:
    text = TOML.replace("\n", "\r\n") + '[files."drawings\\\\ก.kml"]\r\nrole = "ignore"\r\n'
    (tmp_path / "muban.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    config = read_config(tmp_path)
    assert (config.tambon, list(config.files)) == ("431605", ["drawings/ก.kml"])


def test_a_list_that_excel_parted_with_semicolons_is_read(tmp_path: Path) -> None:
    listed = gazetteer(3).replace(b",", b";").replace(b"\n", b"\r\n")
    files = {"drawings/ก.kml": DRAWN, "reference/ทำเนียบ.csv": listed}
    atlas, problems = survey_of(tmp_path, files)
    assert problems == []
    assert {row.file: row.used for row in atlas.ledger}["reference/ทำเนียบ.csv"] == 3


def test_endings_in_capitals_are_those_of_windows(tmp_path: Path) -> None:
    atlas, _ = survey_of(tmp_path, {"drawings/MAP.KML": DRAWN, "reference/LIST.CSV": gazetteer(3)})
    assert [page.village_count for page in atlas.pages] == [3]


def site(page: bytes) -> dict[str, bytes]:
    """A site of one page with its manifest."""
    listed = {"index.html": {"bytes": len(page), "sha256": hashlib.sha256(page).hexdigest()}}
    manifest = {"generator": "muban 1", "internal": False, "files": listed}
    return {"index.html": page, "manifest.json": json.dumps(manifest).encode()}


def test_a_site_that_is_open_somewhere_stays_whole_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows renames no folder in which a file is open, and has no exchange of two."""
    out = tmp_path / "เว็บ"
    publish(site(b"1"), out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    real = Path.rename

    def held(path: Path, target: str | Path) -> Path:
        if path == out:
            raise PermissionError(13, "The process cannot access the file", str(path))
        return real(path, target)

    monkeypatch.setattr(write_exchange, "_call", lambda: None)
    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(MubanError) as told:
        publish(site(b"2"), out)
    assert "ปิดไฟล์หรือโฟลเดอร์ที่เปิดค้างอยู่" in told.value.th
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
