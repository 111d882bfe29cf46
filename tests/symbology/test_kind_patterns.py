"""A name is asked only the patterns whose letters stand in it, and loses none by that."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muban.layers.landmark.kind_patterns import KindPattern, KindPatterns, sure_letters
from muban.symbology.legend import read_standard_legend

PATTERNS = read_standard_legend().kinds.patterns
NAMED = [one for one in PATTERNS if one.of == "name"]
WORDS = sorted({word for one in NAMED for word in re.findall(r"[ก-๙a-z0-9]+", one.regex)})


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(" .ๆ123ก-")), max_size=8).map(
        "".join
    )
)
def test_the_patterns_found_in_a_name_are_those_that_each_alone_finds(plain: str) -> None:
    found = [one for _, one in PATTERNS.within(plain)]
    assert found == [one for one in NAMED if re.search(one.regex, plain)]


@pytest.mark.parametrize(
    ("regex", "text"),
    [
        (r"ab?c", "ac"),
        (r"ab*", "a"),
        (r"abc{0,2}d", "abd"),
        (r"x\u0e01", "xก"),
        (r"\x61b", "ab"),
        (r"[]a]b", "]b"),
        (r"[^]a]b", "cb"),
        (r"\(a\)", "(a)"),
        (r"(a(b|\))c)?d", "d"),
        (r"(?i)AB", "ab"),
        (r"(?i:AB)c", "abc"),
        (r"a|(b)", "b"),
        (r"a+?b", "aab"),
        (r"\d\d", "12"),
        (r"", "x"),
    ],
)
def test_what_an_expression_finds_has_one_of_its_sure_letters(regex: str, text: str) -> None:
    assert re.search(regex, text)
    assert any(letters in text for letters in sure_letters(regex))


def test_most_patterns_of_the_legend_are_asked_only_where_their_letters_stand() -> None:
    anywhere = [one for one in NAMED if "" in sure_letters(one.regex)]
    assert len(anywhere) < len(NAMED) / 20


def test_patterns_that_are_ready_stay_as_they_are() -> None:
    assert KindPatterns.of(PATTERNS) is PATTERNS
    assert KindPatterns.of([KindPattern("school", "โรงเรียน")]).within("วัด") == ()
