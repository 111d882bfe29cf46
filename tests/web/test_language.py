"""The command line speaks as it is asked to, else as the machine does, else Thai."""

from __future__ import annotations

import os

import pytest

from muban.web.language import choose_lang

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def nothing_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.skipif(os.name == "nt", reason="Windows always states a language")
def test_a_machine_that_states_no_language_is_spoken_to_in_thai() -> None:
    assert choose_lang() == "th"


@pytest.mark.parametrize(
    ("stated", "spoken"),
    [
        ("en_GB.UTF-8", "en"), ("th_TH.UTF-8", "th"), ("C.UTF-8", "th"), ("de_DE.UTF-8", "th"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("variable", VARIABLES)
def test_the_machines_language_is_spoken_unless_another_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, variable: str, stated: str, spoken: str
) -> None:
    monkeypatch.setenv(variable, stated)
    assert choose_lang(["check"]) == spoken
    for asked in ("th", "en"):
        assert choose_lang(["check", "--lang", asked]) == asked
