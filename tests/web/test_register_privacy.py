"""A person's name in a register is told with the file, the row and the column it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from muban.web.cli import main
from tests.web.test_register_commands import REGISTER, VILLAGES


def test_the_row_of_the_register_is_named_before_the_gate_refuses_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("reference", "register"):
        (tmp_path / folder).mkdir()
    (tmp_path / "muban.toml").write_text('title = "ทดสอบ"\nprovince = "43"\n', "utf-8")
    (tmp_path / "reference" / "villages.csv").write_text(VILLAGES, "utf-8")
    planted = REGISTER.replace("เปงจาน", "เปงจาน นายสมชาย ใจดี")
    (tmp_path / "register" / "letter.txt").write_text(planted, "utf-8")
    assert main(["check", str(tmp_path), "--lang", "th"]) == 1
    said = capsys.readouterr().out
    assert "✗ #3 › หมู่บ้าน: พบชื่อบุคคล" in said
