"""Words of pages are kept when they were said once; what is like them is still told apart."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from muban.web.pages.page import Speech

SPEECH = Speech("th", thai_digits=True)


@pytest.mark.parametrize("markup_first", [True, False])
def test_a_text_is_escaped_whatever_markup_was_said_before(markup_first: bool) -> None:
    name = f"<b>{markup_first}</b>"
    said = [Markup(name), name] if markup_first else [name, Markup(name)]
    pages = {type(one): SPEECH.name(one, "Ban") for one in said}
    assert name in pages[Markup]
    assert name not in pages[str]
    facts = {type(one): SPEECH("moo.n", n=one) for one in said}
    assert all("<b>" not in fact for fact in facts.values())


def test_one_is_not_told_as_one_point_nought() -> None:
    assert [SPEECH.text("moo.n", n=n) for n in (1, 1.0)] == ["หมู่ที่ ๑", "หมู่ที่ ๑.๐"]
    told = [str(SPEECH("moo.n", n=n)) for n in (1, 1.0)]
    assert told[0] != told[1]


def test_each_speech_says_in_its_own_language_and_digits() -> None:
    said = [Speech(lang, digits)("moo.n", n=4) for lang in ("th", "en") for digits in (True, False)]
    assert [one.striptags() for one in said] == ["หมู่ที่ ๔", "หมู่ที่ 4", "Moo 4", "Moo 4"]
