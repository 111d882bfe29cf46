"""Identity cards, telephones and accounts, told from a chain of digit groups as a whole.

People part a number with whatever is at hand: ``081_234_5678``, ``1|4301|00123|45|0``. So the
separators are taken off first, and what is left is judged by its digits and by the lengths
of its groups; coordinates, years, areas and lists of figures have other lengths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from muban.layers.personal.number_checks import is_national_id, luhn

__all__ = [
    "NumberFind",
    "find_chains",
]


class NumberFind(NamedTuple):
    """What was found, of which kind, and where in the text that was searched."""

    kind: str
    text: str
    start: int
    end: int


_CHAIN = re.compile(r"\d+(?:[ \t\-./_,*|~=:+•·()\\;#]{1,3}\d+)*")
_GROUP = re.compile(r"\d+")
_LATIN_BEFORE = re.compile(r"[A-Za-z]+\Z")
_LATIN_AFTER = re.compile(r"[A-Za-z]+")
_PLAIN = frozenset({"", " ", "  ", "-", " - ", "- ", " -", "(", ")", ") ", " (", ")-", "-("})
_MOST_DIGITS = 16

_MOBILE = "06", "08", "09"
_MOBILE_SIZES = frozenset(
    {
        (10,), (3, 7), (3, 3, 4), (2, 4, 4), (2, 8), (3, 4, 3), (6, 4), (4, 6), (4, 3, 3), (5, 5),
        (1, 9), (1, 2, 3, 4), (1, 1, 4, 4), (1, 1, 8), (1, 2, 7), (3, 5, 2), (2, 3, 5),
        (2, 4, 2, 2), (3, 3, 2, 2), (2, 2, 2, 2, 2), (3, 2, 2, 3), (2, 2, 3, 3), (4, 2, 2, 2),
        (4, 2, 4), (1,) * 10,
    }
)  # fmt: skip
_LANDLINE_SIZES = frozenset(
    {
        (9,),
        (3, 6),
        (3, 3, 3),
        (2, 7),
        (2, 3, 4),
        (1, 4, 4),
        (1, 1, 3, 4),
        (1, 8),
        (1, 2, 6),
        (1,) * 9,
    }
)
_ABROAD_SIZES = frozenset({(2, 2, 3, 4), (2, 9), (2, 1, 4, 4), (2, 2, 7), (2, 3, 3, 3)})
_ID_SIZES = (1, 4, 5, 2, 1)
_ACCOUNT_SIZES = (3, 1, 5, 1)
_CARD_SIZES = (4, 4, 4, 4)
_BANK = re.compile(
    r"(?:บัญชี|บ/ช|ธ\.?\s?ก\.?\s?ส\.?|กรุงไทย|ออมสิน|กสิกร\w*|ไทยพาณิชย์|ธนาคาร|[Pp]rompt\s?[Pp]ay|"
    r"\b[Aa]ccount\b|\b[Aa]/?[Cc]\b)[^\d\n]{0,20}\Z"
)
_OF_IDS = frozenset("abcdefp")
"""Letters of hashes, and the one our own ids of pins begin with."""
_YEARS = re.compile(r"(?:2[45]|19|20)\d\d")


class _Window(NamedTuple):
    """Some groups of a chain that stand side by side."""

    sizes: tuple[int, ...]
    digits: str
    separators: tuple[str, ...]
    before: str
    after: str

    @property
    def uniform(self) -> bool:
        """Whether one separator stands between all groups."""
        return len({separator.strip() or " " for separator in self.separators}) <= 1

    @property
    def plain(self) -> bool:
        """Whether the groups are parted as numbers usually are: spaces, dashes, brackets."""
        return all(separator in _PLAIN for separator in self.separators)

    @property
    def whole(self) -> bool:
        """Whether no other group stands beside it."""
        return not self.before and not self.after


def find_chains(text: str) -> Iterator[NumberFind]:
    """Personal numbers in a text in search form.

    Examples
    --------
    >>> [(f.kind, f.text) for f in find_chains("ม.3 081_234_5678 บช. 123-4-56789-0")]
    [('phone', '081_234_5678'), ('bank_account', '123-4-56789-0')]
    >>> list(find_chains("102.7363744, 17.8813603 · 2554 18559 9250 · 0.0812345678"))
    []
    """
    for chain in _CHAIN.finditer(text):
        # A number of less than nine digits is none of these.
        if len(chain.group()) >= 9:
            yield from _in_chain(text, chain)


def _in_chain(text: str, chain: re.Match[str]) -> Iterator[NumberFind]:
    groups = [
        (found.start() + chain.start(), found.end() + chain.start(), found.group())
        for found in _GROUP.finditer(chain.group())
    ]
    account = _named_account(text, chain, groups)
    if account is not None:
        yield account
        return
    first = 0
    while first < len(groups):
        found = _at(text, groups, first)
        if found is None:
            first += 1
            continue
        number, last = found
        yield number
        first = last + 1


def _at(text: str, groups: list[tuple[int, int, str]], first: int) -> tuple[NumberFind, int] | None:
    """The longest number that begins with a group, and its last group."""
    total, last, best = 0, first, None
    while last < len(groups):
        total += len(groups[last][2])
        if total > _MOST_DIGITS:
            break
        if _may_be(groups[first][2], total):
            start, end = groups[first][0], groups[last][1]
            window = _window(text, groups, first, last)
            kind = _kind(window, text[:start])
            if kind and _stands_alone(text, start, end, window):
                best = NumberFind(kind, text[start:end], start, end), last
        last += 1
    return best


def _may_be(first: str, total: int) -> bool:
    """Whether a number of so many digits can begin so: most windows end here."""
    if first[0] == "0":
        return total in (9, 10, 13, 14)
    if first.startswith("66") or (first == "6" and total < 13):
        return total in (10, 11, 12, 13)
    return total == 13 or (total, len(first)) in ((10, 3), (16, 4), (16, 16))


def _window(text: str, groups: list[tuple[int, int, str]], first: int, last: int) -> _Window:
    def between(one: int) -> str:
        return text[groups[one][1] : groups[one + 1][0]]

    return _Window(
        tuple(len(digits) for _, _, digits in groups[first : last + 1]),
        "".join(digits for _, _, digits in groups[first : last + 1]),
        tuple(between(i) for i in range(first, last)),
        between(first - 1) if first else "",
        between(last) if last + 1 < len(groups) else "",
    )


def _stands_alone(text: str, start: int, end: int, window: _Window) -> bool:
    """Whether nothing beside the number makes it a part of something else."""
    if window.before == "." or (window.before in (",", "-") and window.plain):
        return False
    if window.after == "." and set(_GROUP.match(text, end + 1).group()) != {"0"}:  # type: ignore[union-attr]
        return False
    near = text[max(0, start - 24) : start]
    if not window.before and near.endswith((".", "-", ",")) and not _ends_in_word(near[:-1]):
        return False
    before, after = _LATIN_BEFORE.search(near), _LATIN_AFTER.match(text, end)
    return not any(run and _is_hash(run.group()) for run in (before, after))


def _ends_in_word(near: str) -> bool:
    """Whether a word stands before a full stop or dash: โทร.081…, Tel.081…, T.081…."""
    if near[-1:] >= "\u0e01" or near[-1:].isspace() or near in ("T", "t"):
        return True
    run = _LATIN_BEFORE.search(near)
    return (run is not None and not _is_hash(run.group())) or near.endswith((" T", " t"))


def _is_hash(run: str) -> bool:
    """Latin letters that make the digits beside them an id of something else: a1430…f."""
    return len(run) == 1 or not set(run.casefold()) - _OF_IDS


def _kind(window: _Window, before: str) -> str | None:
    digits = window.digits
    if len(digits) == 13 and digits[0] in "12345678" and _is_id(window):
        return "national_id"
    if _is_phone(window) or _is_phone_abroad(window, before):
        return "phone"
    if window.sizes == _ACCOUNT_SIZES and window.uniform and window.whole:
        return None if before.rstrip(" :").casefold().endswith("isbn") else "bank_account"
    if window.sizes == _CARD_SIZES and window.uniform and window.whole:
        return "bank_account" if luhn(digits) else None
    return None


def _is_id(window: _Window) -> bool:
    checked = is_national_id(window.digits)
    if window.sizes == _ID_SIZES:
        return checked or not set("./_") & set("".join(window.separators))
    if not checked:
        return False
    if len(window.sizes) == 1:
        return True
    if len(window.sizes) == 2:
        # 103.2345678901 is a longitude.
        return window.whole and window.plain
    return window.whole and window.sizes[0] == 1 and (window.uniform or window.plain)


def _is_phone(window: _Window) -> bool:
    digits, sizes = window.digits, window.sizes
    if len(digits) == 10 and digits.startswith(_MOBILE):
        fits = sizes in _MOBILE_SIZES
    elif len(digits) == 9 and digits[0] == "0" and digits[1] in "23457":
        fits = sizes in _LANDLINE_SIZES
    else:
        return False
    if len(sizes) == 1:
        return True
    if not fits or not (window.uniform or window.plain):
        return False
    if max(sizes) <= 2:
        # Pairs and single digits are a number only where no other figure stands beside them.
        return window.plain and window.whole
    if window.separators[0] in (".", ",") and sizes[0] == 1:
        return False
    return "/" not in window.separators[-1] or not _YEARS.fullmatch(digits[-sizes[-1] :])


def _is_phone_abroad(window: _Window, before: str) -> bool:
    digits = window.digits
    if not digits.startswith(("66", "0066")):
        return False
    prefixed = before.rstrip("( ").endswith("+") or digits.startswith("0066")
    national = "0" + digits.removeprefix("00")[2:].removeprefix("0")
    mobile = len(national) == 10 and national.startswith(_MOBILE)
    landline = len(national) == 9 and national[1] in "23457"
    if prefixed:
        return mobile or landline
    return mobile and window.plain and (len(window.sizes) == 1 or window.sizes in _ABROAD_SIZES)


def _named_account(
    text: str, chain: re.Match[str], groups: list[tuple[int, int, str]]
) -> NumberFind | None:
    """Ten to fifteen digits after the name of a bank or the word for an account."""
    digits = sum(len(group) for _, _, group in groups)
    if not 10 <= digits <= 15 or "." in chain.group() or "," in chain.group():
        return None
    if not _BANK.search(text[max(0, chain.start() - 40) : chain.start()]):
        return None
    return NumberFind("bank_account", chain.group(), chain.start(), chain.end())
