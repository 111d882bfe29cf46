"""Personal numbers and addresses in a text: cards, telephones, houses, papers, accounts.

Every pattern is told from the figures that a village map is full of: codes of 2 to 8
digits, coordinates, areas, populations, years and numbers of government letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from muban.layers.personal.contact_patterns import find_contacts
from muban.layers.personal.document_patterns import find_documents
from muban.layers.personal.number_chains import NumberFind, find_chains
from muban.layers.personal.number_checks import is_landline
from muban.layers.personal.sought import Sought

__all__ = ["find_numbers"]

_ID_NAMED = Sought(
    re.compile(
        r"(?:ประชาชน|ปชช\.?|เลขบัตร|[Ii][Dd]\s?[Cc]ard|[Cc]itizen\s?[Ii][Dd]|\bID)[^\d\n]{0,20}"
        r"(?P<found>\d(?:[-. ]{0,3}\d){12})(?!\d)"
    ),
    ("ประชาชน", "ปชช", "เลขบัตร", "ard", "ARD", "itizen", "ID"),
)
_PHONE_NAMED = Sought(
    re.compile(
        r"(?:โทร(?:ศัพท์|สาร)?|เบอร์|มือถือ|แฟกซ์|ติดต่อ|(?<![A-Za-z])(?:[Tt]el|TEL|[Pp]hone|[Mm]obile|[Ff]ax|T\.(?=\s?0)))"
        r"[^\d\n]{0,12}(?P<found>\d(?:[-. ]{0,2}\d){5,9})(?!\d)"
    ),
    ("โทร", "เบอร์", "มือถือ", "แฟกซ์", "ติดต่อ", "el", "TEL", "hone", "obile", "ax", "T."),
)
_NOT_A_YEAR = r"(?!\s?/\s?(?:2[4-6]\d\d|19\d\d|20\d\d))"
_HOUSE = Sought(
    re.compile(
        r"(?:บ้าน\s?เลข\s?ที่|เลข\s?ที่\s?บ้าน|บ\.\s?เลข\s?ที่|(?<![\u0e01-\u0e4e])บลท\.?|[Hh]ouse\s+[Nn]o\.?|[Hh]ouse\s+[Nn]umber)\s*:?\s*\d{1,5}(?:\s?/\s?\d{1,4})?"
        rf"|(?:(?<![\u0e01-\u0e4e])บ้าน|หลัง\s?ที่)\s?:?\s?\d{{1,4}}{_NOT_A_YEAR}\s?/\s?\d{{1,4}}(?!\d)"
        r"|บ้าน\s?หลัง\s?ที่\s?\d{1,4}"
    ),
    ("เลข", "บลท", "ouse", "หลัง", "/"),
)
_HOUSE_NUMBER = Sought(
    re.compile(
        r"(?P<before>[\u0e01-\u0e4e]{0,24})เลขที่\s*:?\s*(?P<number>\d{1,4}(?:\s?/\s?\d{1,3})?)(?!\d)"
    ),
    ("เลขที่",),
)
_NOT_A_HOUSE = re.compile(
    r"(?:หนังสือ|คำสั่ง|ประกาศ|เอกสาร|สัญญา|ทะเบียน|ใบอนุญาต|ใบเสร็จ|ระเบียบ|รับ|ส่ง|บัญชี|ครุภัณฑ์|ระวาง|สาย|ทางหลวง|ลำดับ|โครงการ)$"
)
_ADDRESS = Sought(
    re.compile(
        r"(?<![\d.,/])\d{1,4}\s?/\s?\d{1,4}\s*,?\s*(?:หมู่\s?ที่|หมู่|ม\s?\.|[Mm]oo|[Mm]\.|ถนน|ถ\.|ซอย|ซ\.)\s*[\d\u0e01-\u0e4eA-Z]"
    ),
    ("/",),
)
_ADDRESS_PLAIN = Sought(
    re.compile(
        r"(?:ที่อยู่|อยู่ที่|อยู่|[Aa]ddress)\s*:?\s*\d{1,4}\s*(?:หมู่\s?ที่|หมู่|ม\s?\.|[Mm]oo|[Mm]\.)\s*\d"
        r"|^\d{1,4}\s+(?:หมู่\s?ที่|หมู่|ม\s?\.)\s*\d{1,2}\s+(?:ต\.|ตำบล)"
    ),
    ("อยู่", "ddress", "ต.", "ตำบล"),
)
_HOUSE_CODE = Sought(
    re.compile(
        r"รหัส(?:ประจำ)?บ้าน[^\d\n]{0,12}\d(?:[- ]?\d){10}(?!\d)"
        r"|(?<![\d.-])[1-9]\d{3}-\d{6}-\d(?![\d-])"
    ),
    ("รหัส", "-"),
)
_YEAR_AFTER_SLASH = re.compile(r"/\s?(?:2[4-6]\d\d|\d{3,})$")
_DIGIT = re.compile(r"\d")
_SIX_DIGITS = re.compile(r"\d(?:[^\d\n]{0,3}\d){5}")
_OFFICE = re.compile(
    r"อ\.?\s?บ\.?\s?ต(?![ก-๙])|อบต|อบจ|เทศบาล|องค์การบริหาร|ร\.?พ\.?\s?ส\.?\s?ต|^ร\.?พ\.|โรงพยาบาล|อนามัย|สาธารณสุข"
    r"|โรงเรียน|^ร\.?ร\.|วิทยาลัย|กศน|สกร|ศูนย์พัฒนาเด็ก|ศพด|สถานีตำรวจ|ส\.?ภ\.|ตำรวจภูธร|ดับเพลิง|กู้ชีพ|กู้ภัย"
    r"|ที่ว่าการ|ศาลากลาง|สำนักงาน|สนง\.|ที่ทำการไปรษณีย์|ไปรษณีย์|ศูนย์ราชการ|ธนาคาร|การไฟฟ้า|การประปา|ปศุสัตว์อำเภอ"
)
"""Whose fixed line may be published: that of an office, a school or a health centre."""


def find_numbers(text: str) -> Iterator[NumberFind]:
    """Personal numbers and addresses in a text in search form.

    The fixed line of an office that the text names is no person's.

    Examples
    --------
    >>> [(f.kind, f.text) for f in find_numbers("โทร 081-234-5678 บ้านเลขที่ 12/3")]
    [('phone', '081-234-5678'), ('house_number', 'บ้านเลขที่ 12/3')]
    >>> list(find_numbers("อบต.โพนแพง โทร 042-411234"))
    []
    >>> list(find_numbers("รหัส 43160501 ประชากร 1,234 คน พิกัด 102.7363744, 17.8813603"))
    []
    >>> list(find_numbers("ที่ นค 0019.4/1520 ลงวันที่ 10 มีนาคม 2563"))
    []
    """
    yield from find_contacts(text)
    if not _DIGIT.search(text):
        return
    taken: list[tuple[int, int]] = []
    if _SIX_DIGITS.search(text):
        for found in _long_numbers(text):
            if any(start < found.end and found.start < end for start, end in taken):
                continue
            taken.append((found.start, found.end))
            if not (found.kind == "phone" and is_landline(found.text) and _OFFICE.search(text)):
                yield found
        for code in _HOUSE_CODE.finditer(text):
            yield NumberFind("house_number", code.group(), *code.span())
    yield from find_documents(text)
    yield from _find_houses(text)


def _long_numbers(text: str) -> Iterator[NumberFind]:
    yield from find_chains(text)
    for kind, pattern in (("national_id", _ID_NAMED), ("phone", _PHONE_NAMED)):
        for found in pattern.finditer(text):
            yield NumberFind(kind, found["found"], *found.span("found"))


def _find_houses(text: str) -> Iterator[NumberFind]:
    taken: list[tuple[int, int]] = []
    for pattern in (_HOUSE, _ADDRESS, _ADDRESS_PLAIN):
        for found in pattern.finditer(text):
            taken.append(found.span())
            yield NumberFind("house_number", found.group(), *found.span())
    for found in _HOUSE_NUMBER.finditer(text):
        start, end = found.start("number"), found.end("number")
        if any(a < end and start < b for a, b in taken):
            continue
        if _NOT_A_HOUSE.search(found["before"]) or _YEAR_AFTER_SLASH.search(found["number"]):
            continue
        yield NumberFind("house_number", f"เลขที่ {found['number']}", start, end)
