"""No pattern of personal data finds anything where none of the words stands that it needs."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from muban.gis.problems import Where
from muban.layers import personal
from muban.layers.personal.privacy import find_personal
from muban.layers.personal.sought import Sought

ANYTHING = "\0"
"""Stands for letters that are not known from the pattern; no word holds it."""


def all_sought() -> Iterator[tuple[str, Sought]]:
    for module in pkgutil.iter_modules(personal.__path__, f"{personal.__name__}."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, Sought):
                yield f"{module.name.rpartition('.')[2]}.{name}", value


class Ways:
    """Every way in which a pattern can match, by the letters that are known of it.

    A way that holds one of the words holds it whatever follows, and is not followed further.
    """

    def __init__(self, sought: Sought) -> None:
        self.needs, self.folded = sought.needs, sought.folded
        self.keep = max(map(len, sought.needs))
        self.ignoring = bool(sought.pattern.flags & re.IGNORECASE)

    def without(self, parsed: Any, before: set[str]) -> set[str]:
        """The ways, after those before, in which none of the words stands."""
        for kind, value in parsed:
            if not before:
                break
            before = self._after(kind, value, before)
        return before

    def _after(self, kind: Any, value: Any, before: set[str]) -> set[str]:
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            return before
        if kind is op.SUBPATTERN:
            outside, self.ignoring = self.ignoring, bool(self.ignoring or value[1] & re.IGNORECASE)
            left = self.without(value[-1], before)
            self.ignoring = outside
            return left
        if kind is op.BRANCH:
            return set().union(*(self.without(branch, before) for branch in value[1]))
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            least, most, inner = value
            for _ in range(min(least, self.keep)):
                before = self.without(inner, before)
            longer = self._add(before, [ANYTHING]) if most > least else set()
            once = self.without(inner, before) if (least, most) == (0, 1) else longer
            return before | once
        return self._add(before, self._letters(kind, value))

    def _letters(self, kind: Any, value: Any) -> list[str]:
        members = value if kind is op.IN else [(kind, value)]
        if any(member is not op.LITERAL for member, _ in members):
            return [ANYTHING]
        letters = [chr(code) for _, code in members]
        if self.ignoring:
            assert self.folded
            # İ and ı are an i to a pattern that ignores capitals, and none without them.
            letters = [ANYTHING if letter in "iI" else letter for letter in letters]
        return [letter.casefold() for letter in letters] if self.folded else letters

    def _add(self, before: set[str], letters: list[str]) -> set[str]:
        made = {way + letter for way in before for letter in letters}
        return {way[-self.keep :] for way in made if not any(need in way for need in self.needs)}


@pytest.mark.parametrize(("name", "sought"), [*all_sought()])
def test_each_way_in_which_a_pattern_matches_holds_a_word_it_needs(
    name: str, sought: Sought
) -> None:
    parsed = _parser.parse(sought.pattern.pattern, sought.pattern.flags)
    assert Ways(sought).without(parsed, {""}) == set(), name


def test_a_word_that_a_pattern_does_not_need_is_seen() -> None:
    pattern = r"(?:โทร|เบอร์)\s?\d"
    parsed = _parser.parse(pattern)
    for needs, left in ((("โทร", "เบอร์"), False), (("โทร",), True), (("โทรเบอร์",), True)):
        sought = Sought(re.compile(pattern), needs)
        assert bool(Ways(sought).without(parsed, {""})) is left


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("line_id", "ไอดี LINE: somchai"),
        ("social_account", "เทเลแกรม สมชาย ใจดี"),
        ("social_account", "wechat @somchai1"),
        ("email", "somchai at outlook dot com"),
        ("birth_date", "D.o.B. 3/1/2520"),
        ("birth_date", "BIRTHDAY 3 มกราคม 2520"),
        ("person_name", "PROF. Somchai"),
        ("house_number", "หลังที่ 12/3"),
        ("house_number", "12 หมู่ 3 ตำบลโพนแพง"),
        ("house_number", "4316-012345-1"),
        ("phone", "T. 042411"),
        ("passport", "PAſſPORT AA1234567"),
    ],
)
def test_what_a_word_leads_to_is_found_in_any_writing(kind: str, text: str) -> None:
    assert kind in [found.kind for found in find_personal(text, where=Where("ก.kml"))]
