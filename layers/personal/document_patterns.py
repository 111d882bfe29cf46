"""Passports, licence plates and birth dates: figures that are personal by the words beside them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from muban.layers.personal.number_chains import NumberFind
from muban.layers.personal.sought import Sought

__all__ = ["find_documents"]

_PASSPORT = Sought(
    re.compile(
        r"(?:พาส\s?ปอร์ต|พาสพอร์ต|หนังสือเดินทาง|passport)[^\n\d]{0,14}?(?<![a-z])"
        r"(?P<found>[a-z]{1,2}\s?-?\d{6,8})(?!\d)",
        re.IGNORECASE,
    ),
    ("พาส", "เดินทาง", "passport"),
    folded=True,
)
_MONTH = (
    r"(?:ม\.?ค\.?|ก\.?พ\.?|มี\.?ค\.?|เม\.?ย\.?|พ\.?ค\.?"
    r"|มิ\.?ย\.?|ก\.?ค\.?|ส\.?ค\.?|ก\.?ย\.?|ต\.?ค\.?|พ\.?ย\.?|ธ\.?ค\.?"
    r"|[ก-์]{2,8}(?:คม|ยน|พันธ์)|[A-Za-z]{3,9}\.?)"
)
_DATE = (
    rf"\d{{1,2}}\s?(?:[-/.\s]\s?\d{{1,2}}\s?[-/.\s]|{_MONTH})\s?"
    r"(?:พ\.?ศ\.?|ค\.?ศ\.?|ปี)?\s?\d{2,4}(?!\d)"
)
_BIRTH = Sought(
    re.compile(
        r"(?:วัน\s?เดือน\s?ปี\s?เกิด|วัน(?:คล้ายวัน)?เกิด|ชาตะ|ถือกำเนิด|(?<!เหตุ)เกิด(?:เมื่อ)?(?:วันที่)?|ว\W?ด\W?ป\W{0,2}เกิด|"
        r"(?<![a-z])(?:d\.?o\.?b\.?|birth\s?(?:day|date)|date\s+of\s+birth|born))"
        rf"[^\n\d]{{0,8}}(?P<found>{_DATE})",
        re.IGNORECASE,
    ),
    ("เกิด", "ชาตะ", "กำเนิด", "dob", "d.o", "do.b", "rth", "born"),
    folded=True,
)
_PAIR = r"(?P<series>[ก-ฮ]{1,3})[\s-]?(?P<number>\d{1,4})(?![\d./])"
_PLATE_NAMED = re.compile(rf"(?:ทะเบียน(?:รถ)?|ป้าย|รถ)\s?:?\s?(?P<found>\d?{_PAIR})")
_PLATE_PLACED = re.compile(
    rf"(?<![\u0e01-\u0e4e\d.])(?P<found>\d?{_PAIR}\s(?P<place>[ก-์]{{3,16}}))"
)
_ABBREVIATIONS = frozenset(
    [
        "กม",
        "ซม",
        "มม",
        "ตร",
        "ชม",
        "กก",
        "มล",
        "พศ",
        "คศ",
        "นส",
        "รร",
        "รพ",
        "สต",
        "อส",
        "อบต",
        "วว",
        "บท",
        "ม",
        "ต",
        "อ",
        "จ",
        "มค",
        "กพ",
        "มีค",
        "เมย",
        "พค",
        "มิย",
        "กค",
        "สค",
        "กย",
        "ตค",
        "พย",
        "ธค",
    ]
)
"""Units, months and offices that look like the letters of a plate."""


@cache
def _provinces() -> frozenset[str]:
    table = resources.files("muban.gis.data").joinpath("provinces.csv").read_text("utf-8")
    return frozenset(cell for row in csv.reader(table.splitlines()) for cell in row)


def find_documents(text: str) -> Iterator[NumberFind]:
    """Passports, plates and birth dates in a text in search form.

    Examples
    --------
    >>> [found.kind for found in find_documents("พาสปอร์ต AA1234567 เกิด 3 ม.ค. 2520")]
    ['passport', 'birth_date']
    >>> [found.text for found in find_documents("ทะเบียนรถ กข 1234 และ 2ขง 99 อุดรธานี")]
    ['กข 1234', '2ขง 99 อุดรธานี']
    >>> list(find_documents("เหตุเกิดวันที่ 3 ม.ค. 2560 ที่ นค 0019 กม 12 หนองคาย"))
    []
    """
    for kind, sought in (("passport", _PASSPORT), ("birth_date", _BIRTH)):
        for found in sought.finditer(text):
            yield NumberFind(kind, found["found"], *found.span("found"))
    for pattern in (_PLATE_NAMED, _PLATE_PLACED):
        for found in pattern.finditer(text):
            place = found.groupdict().get("place")
            stated = "ทะเบียน" in found.group()
            if found["series"] in _ABBREVIATIONS and not stated:
                continue
            if place and place not in _provinces():
                continue
            if pattern is _PLATE_NAMED and len(found["series"]) == 1:
                continue
            yield NumberFind("licence_plate", found["found"], *found.span("found"))
