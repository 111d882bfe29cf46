"""Names of persons without a title, in the short texts that name a thing on the map.

A list of given names knows the common ones only, and the rare ones are the most telling. So
a name is told by its shape (two words that are no place's), by what stands beside it (an
office, ลุง, ร้านค้า…) and by where it stands (in brackets after an office). What is sure is a
person's name; two words without any word of a place are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from muban.layers.personal.personal_names import is_given_name, is_titled_noun
from muban.layers.personal.place_words import PlaceWords, place_words

__all__ = ["BareName", "Named", "find_bare_names"]

Named = Literal["pin", "thing", "place", "nothing"]


class BareName(NamedTuple):
    """A name, and whether it is surely a person's."""

    text: str
    sure: bool


_LONGEST = 90
_THAI = "[\u0e01-\u0e4e]"
_WORD = re.compile(f"[ก-ฮเแโใไ]{_THAI}{{1,24}}")
_MARK = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_SEPARATORS = re.compile(
    rf"[_*|~=•+]+|(?<={_THAI})-(?={_THAI})|(?<={_THAI}{{4}})[./](?={_THAI}{{3}})"
)
_NUMBERING = re.compile(r"^\W{0,2}\d{1,3}\s?[.)]\s*|^[-•*#]+\s*")
_MOO = re.compile(r"(?:หมู่\s?(?:ที่)?|ม\s?\.)\s?\d{1,2}(?!\d)")
_UNIT = re.compile(rf"(?<!{_THAI})(?:ต\.|ตำบล|อ\.|อำเภอ|จ\.|จังหวัด)\s?{_THAI}*")
_PARTED = re.compile(r"[(){}\[\],:;/\"'«»“”?!]+")
_LATIN = re.compile(r"[A-Z][a-z]{2,}(?:[a-z]|-[a-z]+)\s[A-Z][a-z]{3,}|[A-Z]{4,}\s[A-Z]{4,}")
_SHORTEST = 7
_LATIN_SYLLABLES = 11
"""Letters of two words together below which they are rather a village's (Nong Bua)."""
_OF = "ของ"
_TRADED = ("ขาย", "ซื้อ", "สิ่ง", "ข้าว", "จ่าย", "เครื่อง", "รับ", "ส่ง", "แจก")
"""What makes ของ a thing: ขายของ, สิ่งของ."""
_UNSURE_HEADS = ("บ้าน", "นา")
"""What begins a village's name as well: บ้านนาขาม, but «บ้าน กัมปนาท ใจดี»."""


def find_bare_names(text: str, *, named: Named = "thing") -> Iterator[BareName]:
    """Names of persons in the name of a thing.

    Parameters
    ----------
    text
        In search form (:func:`muban.layers.personal.search_form.search_form`). A long text or one
        of several lines is no name, and nothing is found in it.
    named
        What the text names (:func:`muban.layers.personal.privacy.find_personal`).

    Examples
    --------
    >>> list(find_bare_names("กัมปนาท วงศ์คำ"))
    [BareName(text='กัมปนาท วงศ์คำ', sure=False)]
    >>> [found.text for found in find_bare_names("ประธานกองทุน (หนูจร พลหาญ)")]
    ['หนูจร พลหาญ']
    >>> [found.text for found in find_bare_names("ร้านค้าป้าหนูจร ผาสุก")]
    ['ป้าหนูจร ผาสุก']
    >>> list(find_bare_names("ตลาดสด เทศบาล")), list(find_bare_names("เจริญ การช่าง"))
    ([], [])
    """
    if named == "nothing" or len(text) > _LONGEST or "\n" in text:
        return
    words = place_words()
    plain = _NUMBERING.sub("", text).strip()
    if not plain.startswith("บ้าน"):
        # บ้านตาด่าง-โนนสูง are two villages.
        plain = _SEPARATORS.sub(" ", plain)
    if _UNIT.search(plain):
        named = "place"
    plain = _UNIT.sub("|", _MOO.sub("|", plain))
    office = words.offices.search(plain) is not None
    # สท.หนูแดง has a title, which is an office as well.
    titled = _of_kin(plain.partition("|")[0].split(), words, named) if office else None
    if titled is not None:
        yield titled
        return
    first = True
    for part in _parts(plain, words):
        tokens = part.split()
        name = _of_kin(tokens, words, named)
        name = name or _owner(part, words)
        if name is None and office:
            name = _beside_office(tokens, words)
        if name is None and first and named != "place":
            name = _two_words(part, tokens, words)
        if name is not None:
            yield name
        first = False


def _parts(plain: str, words: PlaceWords) -> list[str]:
    """What stands between brackets, commas and offices."""
    apart = _PARTED.sub("|", words.offices.sub("|", plain))
    return [part for piece in apart.split("|") if (part := piece.strip(" .-"))]


def _is_word(word: str, words: PlaceWords) -> bool:
    """Whether a word could be a part of a name: a Thai word that is none of a place's."""
    return (
        _WORD.fullmatch(word) is not None
        and word not in words.tails
        and word not in words.heads
        and not is_titled_noun(word)
        and not word.startswith(words.trade)
        and not any(inner in word for inner in words.inside)
    )


def _begins_place(word: str, words: PlaceWords) -> bool:
    """Whether a word begins with one that begins a place: กองทุน, but neither กองมี nor การุณ."""
    if not word.startswith(words.heads) or word.startswith(words.name_beginnings):
        return False
    # Before a vowel sign or a tone mark a syllable does not end.
    return any(word.startswith(head) and not _MARK.match(word, len(head)) for head in words.heads)


def _is_pair(first: str, second: str, words: PlaceWords) -> bool:
    """Whether two words may be a given name and a surname, by their shape."""
    if second.startswith("แซ่"):
        return _is_word(first, words)
    if not (_is_word(first, words) and _is_word(second, words)):
        return False
    if first in words.goods:
        return False
    return is_given_name(first) or not _begins_place(first, words)


def _two_words(part: str, tokens: list[str], words: PlaceWords) -> BareName | None:
    if _LATIN.fullmatch(part):
        return _latin(part, words)
    if len(tokens) == 4 and tokens[1] == "ณ":
        return BareName(part, sure=True)
    if len(tokens) != 2 or len(part) < _SHORTEST or not _is_pair(tokens[0], tokens[1], words):
        return None
    known = is_given_name(tokens[0])
    if not known and not _is_surname(tokens[1], words):
        return None
    return BareName(part, sure=known)


def _latin(part: str, words: PlaceWords) -> BareName | None:
    tokens = part.casefold().replace("-", "").split()
    if set(tokens) & words.latin or sum(map(len, tokens)) < _LATIN_SYLLABLES:
        return None
    return BareName(part, sure=False)


def _beside_office(tokens: list[str], words: PlaceWords) -> BareName | None:
    """Two words of a name, wherever they stand beside an office: ส.อบต.โนนสวรรค์ หนูจร พลหาญ."""
    for first, second in reversed(list(pairwise(tokens))):
        if _is_pair(first, second, words):
            return BareName(f"{first} {second}", sure=True)
    return None


def _owner(part: str, words: PlaceWords) -> BareName | None:
    """The person whose shop, house or field it is: «ร้านค้า หนูจร พลหาญ»."""
    found = words.private_heads.match(part)
    head = found.group() if found else ""
    whose = part[len(head) :]
    rest = whose.removeprefix(_OF)
    if not head:
        # What is owned may be anything: บ่อดินของ, รถไถของ; but things for sale are nobody's.
        thing, owned, rest = part.partition(f"{_OF} ")
        if not owned or thing.endswith(_TRADED):
            return None
    tokens = rest.split()
    if len(tokens) < 2:
        return None
    first, second = tokens[:2]
    if not _is_pair(first, second, words) or not _is_surname(second, words):
        return None
    known = is_given_name(first)
    glued = rest == whose and not rest.startswith(" ")
    if not known and glued and head in _UNSURE_HEADS:
        return None
    return BareName(f"{first} {second}", sure=known)


def _of_kin(tokens: list[str], words: PlaceWords, named: Named) -> BareName | None:
    """A name after ลุง, ป้า, ช่าง…, at the beginning or behind a shop, a house or a field."""
    if not tokens:
        return None
    head, behind = _parted_head(tokens, words)
    for strong, kins in ((True, words.strong_kin), (False, words.weak_kin)):
        found = kins.match(behind[0]) if behind else None
        if found is None:
            continue
        kin = found.group()
        glued = behind[0][len(kin) :]
        after = [glued, *behind[1:]] if glued else behind[1:]
        if not after or not _is_called(after, kin, words):
            return None
        if len(after) > 1 and _is_surname(after[1], words):
            return BareName(f"{kin}{after[0]} {after[1]}", sure=True)
        return _single(kin, after, head, strong=strong, named=named)
    return None


def _single(
    kin: str, after: list[str], head: str, *, strong: bool, named: Named
) -> BareName | None:
    """One word after kin: บ้านยายคำ and แม่ปาง are villages as often as persons."""
    known, called = is_given_name(after[0]), kin + after[0]
    shop = head not in ("", *_UNSURE_HEADS)
    if named == "place" or (len(after) > 1 and not strong):
        return None
    if strong and (shop or (known and head != "บ้าน")):
        return BareName(called, sure=True)
    asked = named == "pin" or (strong and head != "บ้าน")
    return BareName(called, sure=False) if asked else None


def _parted_head(tokens: list[str], words: PlaceWords) -> tuple[str, list[str]]:
    """The shop, house or field that stands first ('' for none), and the words behind it."""
    found = words.private_heads.match(tokens[0])
    head = found.group() if found else ""
    glued = tokens[0][len(head) :].removeprefix(_OF) if head else tokens[0]
    if not head or (glued and head == "นา"):
        return "", tokens
    return head, [glued, *tokens[1:]] if glued else tokens[1:]


def _is_surname(word: str, words: PlaceWords) -> bool:
    return _is_word(word, words) and not word.startswith(words.second_heads)


def _is_called(after: list[str], kin: str, words: PlaceWords) -> bool:
    """Whether what follows ลุง, ช่าง … is a name and no other word (ช่างไม้, แม่น้ำ).

    A word of the table that ends in ``$`` is meant whole: หลวงพ่อทอง is a statue of Buddha.
    """
    name, others = after[0], words.not_kin.get(kin, ())
    if len(after) > 1 and after[1].startswith(words.trade):
        return False
    if not _is_word(name, words) or (_begins_place(name, words) and not is_given_name(name)):
        return False
    if is_given_name(name):
        return name not in others
    least = 3 if len(after) > 1 else 1
    return not any(
        name == other.removesuffix("$")
        or (name.startswith(other) and (len(other) >= least or name[len(other) :] in others))
        for other in others
    )
