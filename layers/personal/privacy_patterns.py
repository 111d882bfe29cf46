"""Personal numbers and addresses in a text: identity cards, telephones, houses, e-mail, LINE.

Every pattern is told from the figures that a village map is full of: codes of 2 to 8
digits, coordinates, areas, populations, years and numbers of government letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["PatternFind", "find_numbers", "is_national_id"]


class PatternFind(NamedTuple):
    """What was found, of which kind, and where in the text that was searched."""

    kind: str
    text: str
    start: int
    end: int


# Letters beside digits make an id of something else: «p0965312345», a hash.
# A full stop or dash before digits makes them the end of a number (0.0812345678), but not
# behind a Thai letter: «ผญบ.0812345678».
_BEHIND_WORD = r"(?<=[\u0e01-\u0e4e][.,-])"
_ALONE = rf"(?:(?<![\dA-Za-z.])|{_BEHIND_WORD})"
_NO_MORE = r"(?![\dA-Za-z])(?!\.\d*[1-9])"
_ID_PLAIN = re.compile(rf"{_ALONE}[1-8]\d{{12}}{_NO_MORE}")
_PART = r"\s?[-./_ ]\s?"
_ID_GROUPED = re.compile(
    rf"{_ALONE}[1-8]{_PART}\d{{4}}{_PART}\d{{5}}{_PART}\d{{2}}{_PART}\d{_NO_MORE}"
)
_ID_SPREAD = re.compile(
    rf"(?<![\dA-Za-z.,])(?<!\d )(?<!\d-)[1-8](?:[ -]{{0,2}}\d){{12}}{_NO_MORE}(?! ?-?\d)"
)
_ID_NAMED = re.compile(
    r"(?:ประชาชน|ปชช\.?|เลขบัตร|[Ii][Dd]\s?[Cc]ard|[Cc]itizen\s?[Ii][Dd]|\bID)[^\d\n]{0,20}"
    r"(?P<id>\d(?:[-. ]{0,3}\d){12})(?!\d)"
)
_COUNTRY = r"\(?(?:\+|00)66\)?[- .]?\(?0?\)?[- .]?"
_PHONE = re.compile(
    rf"(?:(?<![\dA-Za-z.,-])(?<!\d )|{_BEHIND_WORD})(?:"
    rf"(?:{_COUNTRY}[689]\d?|\(?0[- ]?[689]\d?\)?)(?:[- ]{{0,3}}\d){{7,8}}"
    rf"|(?:{_COUNTRY}[2-57]|\(?0[- ]?[2-57])(?:[- )]{{0,3}}\d){{7}}"
    r"|0[2-9]\d?\.\d{3,4}\.\d{3,4}"
    r"|0[689]\d/\d{3}-?\d{4}|66[689]\d{8}"
    # «042-411234-5» is two lines of one office.
    r")(?![\dA-Za-z])(?!\.\d)(?!-\d\d)"
)
# «ม.3 081-234-5678»: behind a short number only what is grouped as a telephone number is.
_PHONE_BEHIND_NUMBER = re.compile(
    r"(?<![\dA-Za-z])(?<!\d[.,])\d{1,2} {1,2}"
    r"(?P<phone>0[689]\d[- ]?\d{3}[- ]?\d{4}|0[2-57]\d-\d{3}[- ]?\d{3})(?![\dA-Za-z])(?!\.\d)"
)
_PHONE_NAMED = re.compile(
    r"(?:โทร(?:ศัพท์|สาร)?|เบอร์|มือถือ|แฟกซ์|ติดต่อ|(?<![A-Za-z])(?:[Tt]el|TEL|[Pp]hone|[Mm]obile|[Ff]ax|T\.(?=\s?0)))"
    r"[^\d\n]{0,12}(?P<phone>\d(?:[-. ]{0,2}\d){5,9})(?!\d)"
)
_HOUSE = re.compile(
    r"(?:บ้าน\s?เลข\s?ที่|เลข\s?ที่\s?บ้าน|บ\.\s?เลข\s?ที่|[Hh]ouse\s+[Nn]o\.?|[Hh]ouse\s+[Nn]umber)\s*:?\s*\d{1,5}(?:\s?/\s?\d{1,4})?"
)
_HOUSE_NUMBER = re.compile(
    r"(?P<before>[\u0e01-\u0e4e]*)เลขที่\s*:?\s*(?P<number>\d{1,4}(?:\s?/\s?\d{1,3})?)(?!\d)"
)
_NOT_A_HOUSE = re.compile(
    r"(?:หนังสือ|คำสั่ง|ประกาศ|เอกสาร|สัญญา|ทะเบียน|ใบอนุญาต|ใบเสร็จ|ระเบียบ|รับ|ส่ง|บัญชี|ครุภัณฑ์|ระวาง|สาย|ทางหลวง|ลำดับ|โครงการ)$"
)
_ADDRESS = re.compile(
    r"(?<![\d.,/])\d{1,4}\s?/\s?\d{1,4}\s*,?\s*(?:หมู่\s?ที่|หมู่|ม\s?\.|[Mm]oo|[Mm]\.|ถนน|ถ\.|ซอย|ซ\.)\s*[\d\u0e01-\u0e4eA-Z]"
)
_ADDRESS_PLAIN = re.compile(
    r"(?:ที่อยู่|อยู่ที่|อยู่|[Aa]ddress)\s*:?\s*\d{1,4}\s*(?:หมู่\s?ที่|หมู่|ม\s?\.|[Mm]oo)\s*\d"
    r"|^\d{1,4}\s+(?:หมู่\s?ที่|หมู่|ม\s?\.)\s*\d{1,2}\s+(?:ต\.|ตำบล)"
)
_HOUSE_CODE = re.compile(
    r"รหัส(?:ประจำ)?บ้าน[^\d\n]{0,12}\d(?:[- ]?\d){10}(?!\d)|(?<![\d.-])[1-9]\d{3}-\d{6}-\d(?![\d-])"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}\b"
)
_HANDLE = r"[A-Za-z0-9][A-Za-z0-9._-]{2,}"
_SURE_HANDLE = r"(?=[A-Za-z._-]*[\d._][A-Za-z0-9._-]*)" + _HANDLE
_LINE = re.compile(
    r"(?:\b[Ll](?:INE|ine)\s?[-_]?\s?(?:ID|Id|id|ไอดี)|(?:ไอดี\s?)?ไลน์(?:\s?ไอดี)?)"
    rf"\s?(?:[:=@]\s?@?{_HANDLE}|{_SURE_HANDLE})"
    rf"|\bLINE\s?:\s?@?{_HANDLE}|\b[Ll](?:INE|ine)\s?:?\s?@{_HANDLE}"
)
_YEAR_AFTER_SLASH = re.compile(r"/\s?(?:2[4-6]\d\d|\d{3,})$")
_DIGITS = re.compile(r"\d")
_SIX_DIGITS = re.compile(r"\d(?:[-./_ ()]{0,3}\d){5}")


def is_national_id(digits: str) -> bool:
    """Whether 13 digits are a Thai identity number, by its check digit (modulo 11).

    The weights run from 13 down to 2; the check digit is (11 − sum mod 11) mod 10.

    Examples
    --------
    >>> is_national_id("1101700203451"), is_national_id("1101700203450")
    (False, True)
    >>> is_national_id("110170020345")
    False
    """
    if len(digits) != 13 or not digits.isdecimal():
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False)
    )
    return (11 - total % 11) % 10 == int(digits[-1])


def find_numbers(text: str) -> Iterator[PatternFind]:
    """Personal numbers and addresses in a text with Arabic digits.

    Examples
    --------
    >>> [(f.kind, f.text) for f in find_numbers("โทร 081-234-5678 บ้านเลขที่ 12/3")]
    [('phone', '081-234-5678'), ('house_number', 'บ้านเลขที่ 12/3')]
    >>> list(find_numbers("รหัส 43160501 ประชากร 1,234 คน พิกัด 102.7363744, 17.8813603"))
    []
    >>> list(find_numbers("ที่ นค 0019.4/1520 ลงวันที่ 10 มีนาคม 2563"))
    []
    """
    if "@" in text:
        yield from _each("email", _EMAIL, text)
    if "ine" in text or "INE" in text or "ไลน์" in text:
        yield from _each("line_id", _LINE, text)
    if not _DIGITS.search(text):
        return
    taken: list[tuple[int, int]] = []
    if _SIX_DIGITS.search(text):
        for found in _find_ids(text):
            taken.append((found.start, found.end))
            yield found
        for found in _find_phones(text):
            if not any(start < found.end and found.start < end for start, end in taken):
                taken.append((found.start, found.end))
                yield found
        yield from _each("house_number", _HOUSE_CODE, text)
    yield from _find_houses(text)


def _each(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[PatternFind]:
    for found in pattern.finditer(text):
        yield PatternFind(kind, found.group().strip(), found.start(), found.end())


def _find_ids(text: str) -> Iterator[PatternFind]:
    seen: set[int] = set()
    for pattern, checked in ((_ID_PLAIN, True), (_ID_GROUPED, False), (_ID_SPREAD, True)):
        for found in pattern.finditer(text):
            digits = "".join(_DIGITS.findall(found.group()))
            if found.start() in seen or (checked and not is_national_id(digits)):
                continue
            if set("./_") & set(found.group()) and not is_national_id(digits):
                continue
            seen.add(found.start())
            yield PatternFind("national_id", found.group(), found.start(), found.end())
    for found in _ID_NAMED.finditer(text):
        if found.start("id") not in seen:
            yield PatternFind("national_id", found["id"], found.start("id"), found.end("id"))


def _find_phones(text: str) -> Iterator[PatternFind]:
    seen: list[tuple[int, int]] = []
    for found in _PHONE.finditer(text):
        seen.append((found.start(), found.end()))
        yield PatternFind("phone", found.group(), found.start(), found.end())
    for pattern in (_PHONE_BEHIND_NUMBER, _PHONE_NAMED):
        for found in pattern.finditer(text):
            start, end = found.span("phone")
            if not any(a < end and start < b for a, b in seen):
                seen.append((start, end))
                yield PatternFind("phone", found["phone"], start, end)


def _find_houses(text: str) -> Iterator[PatternFind]:
    taken: list[tuple[int, int]] = []
    for pattern in (_HOUSE, _ADDRESS, _ADDRESS_PLAIN):
        for found in pattern.finditer(text):
            taken.append(found.span())
            yield PatternFind("house_number", found.group(), *found.span())
    for found in _HOUSE_NUMBER.finditer(text):
        start, end = found.start("number"), found.end("number")
        if any(a < end and start < b for a, b in taken):
            continue
        if _NOT_A_HOUSE.search(found["before"]) or _YEAR_AFTER_SLASH.search(found["number"]):
            continue
        yield PatternFind("house_number", f"เลขที่ {found['number']}", start, end)
