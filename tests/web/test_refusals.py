"""What the command-line library refuses by itself is told in the reader's language too."""

from __future__ import annotations

import re

import pytest

from muban.web.cli import main

REFUSED = [
    (["frob"], "«frob»"),
    (["legend", "shee"], "sheet"),
    (["check", "--frmat", "json"], "--format"),
    (["check", "--format", "pdf"], "text, json, html"),
    (["build", "--jobs", "0"], "ตั้งแต่ 1 ขึ้นไป"),
    (["build", "--jobs", "มาก"], "จำนวนเต็ม"),
    (["serve", "--port", "70000"], "ไม่เกิน 65535"),
    (["check", "บ้านใหม่", "หมู่ 4"], "เครื่องหมายคำพูด"),
    (["print", "--size"], "--size"),
    (["check", "--fix=1"], "--fix"),
    (["new"], "folder"),
    (["print", "--size", "a5"], "a4, a3"),
]


@pytest.mark.parametrize(("words", "named"), REFUSED)
def test_a_refusal_is_one_thai_line_that_names_the_word_and_where_to_look(
    words: list[str],
    named: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "th_TH.UTF-8")
    assert main(words) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("muban: ")
    assert "\n" not in said
    assert named in said
    reason, _, hint = said.removeprefix("muban: ").partition(" — ")
    assert re.fullmatch(r"ดูวิธีใช้: muban[^(]* --help", hint)
    # Only what was typed or can be typed is in Latin letters, never a word of the library.
    latin = set(re.findall(r"[A-Za-z]{3,}", reason))
    typed = {"frob", "shee", "sheet", "frmat", "format", "pdf", "text", "json", "html", "jobs"}
    assert latin <= typed | {"port", "size", "fix", "folder"}


@pytest.mark.parametrize("words", [words for words, _ in REFUSED])
def test_it_is_english_where_that_is_asked_for(
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(words) == 2
    said = capsys.readouterr().err.strip()
    assert set(re.findall("[ก-๙]", said)) <= set("".join(words))
    assert "--help" in said


def test_a_group_alone_shows_what_it_has_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["legend"]) == 2
    assert "classify" in capsys.readouterr().out
