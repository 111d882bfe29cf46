"""``muban diff``: two drawing files compared in words, for programs, and on a page with a map."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from muban.web.cli import main

CASES = {
    case["says"]: case
    for case in json.loads(
        (Path(__file__).parents[1] / "data" / "difference" / "cases.json").read_text("utf-8")
    )
}


def written(folder: Path, says: str) -> list[str]:
    paths = []
    for name in ("old", "new"):
        muban = {"format": "drawing", "version": 1, "drawn_by": f"ผู้วาด {name}"}
        text = json.dumps({"muban": muban, "features": CASES[says][name]})
        path = folder / f"{name}.geojson"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return paths


def out_of(capsys: pytest.CaptureFixture[str]) -> str:
    return re.sub(r"\s+", " ", capsys.readouterr().out)


def test_a_moved_border_is_told_in_metres_and_rai_and_for_whom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path, "a border between two moves for both")
    assert main(["diff", *files]) == 1
    told = out_of(capsys)
    assert "บ้านเหนือ หมู่ 1" in told
    assert "แนวเขตเลื่อน ไกลสุด 107 ม." in told
    # 118,200 m² are 73.9 rai.
    assert "ได้จากบ้านใต้ 73 ไร่" in told
    assert "เสียให้บ้านเหนือ 73 ไร่" in told
    assert "ผู้วาด new" in told
    assert main(["diff", *files, "--lang", "en"]) == 1
    assert "gained 73 rai" in out_of(capsys)


def test_the_same_line_drawn_again_moves_no_border_unless_the_tolerance_is_smaller(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path, "the same line drawn again within the tolerance is no moved border")
    main(["diff", *files])
    assert "แนวเขตเลื่อน 0 หมู่บ้าน" in out_of(capsys)
    main(["diff", *files, "--tolerance", "0.5"])
    assert "แนวเขตเลื่อน 2 หมู่บ้าน" in out_of(capsys)


def test_two_of_the_same_say_so_and_end_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *written(tmp_path, "the same twice")]) == 0
    assert "เหมือนกัน" in out_of(capsys)


def test_a_program_gets_numbers_and_a_person_a_page_with_a_map(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path, "a border between two moves for both")
    assert main(["diff", *files, "--format", "json"]) == 1
    told: Any = json.loads(capsys.readouterr().out)
    [gained] = told["villages"][0]["border"]["gained"]
    assert (gained["village"], round(gained["square_metres"] / 1600)) == ("บ้านใต้", 74)
    page = tmp_path / "diff.html"
    assert main(["diff", *files, "--format", "html", "--out", str(page)]) == 1
    text = page.read_text("utf-8")
    assert len(re.findall(r'<path class="(new|old)"', text)) == 4
    assert '<path class="changed"' in text
    assert "ได้จากบ้านใต้" in text
    assert "<script" not in text


def test_a_file_that_is_no_drawing_is_refused(tmp_path: Path, capfd: Any) -> None:
    other = tmp_path / "a.geojson"
    other.write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    assert main(["diff", str(other), str(other)]) == 2
    assert "ไม่ใช่ไฟล์งานของหน้าวาด" in capfd.readouterr().err


@pytest.mark.parametrize("says", CASES)
def test_every_kind_of_difference_has_words_in_both_languages(
    says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, files = CASES[says], written(tmp_path, says)
    there = bool(case["villages"] or case["pins"])
    for lang in ("th", "en"):
        page = tmp_path / f"{lang}.html"
        assert main(["diff", *files, "--lang", lang]) == int(there)
        told = out_of(capsys)
        assert main(
            ["diff", *files, "--lang", lang, "--format", "html", "--out", str(page)]
        ) == int(there)
        for named in (*case["villages"], *case["pins"]):
            assert named["name"] in told
            assert named["name"] in page.read_text("utf-8")
