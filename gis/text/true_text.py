r"""Texts that programs have written for people to read, brought back, and names that are none.

A name may come as ``&#3610;``, ``\u0e1a``, ``%E0%B8%9A`` or between tags: that is still the
name, and is decoded. ``<Null>``, ``nan`` and ``[object Object]`` are words for nothing. In
``????`` and ``□□□`` the letters are gone for good: nobody can tell what the name was, and what
is left of it must not be shown as one.
"""

from __future__ import annotations

import html
import json
import re
from importlib import resources
from typing import Literal, NamedTuple
from urllib.parse import unquote

from muban.gis.text.place_words import split_moo
from muban.gis.text.plain_text import plain_text
from muban.gis.text.thai_normal import normalise

__all__ = [
    "TELLING",
    "TrueName",
    "decode_text",
    "is_cell_error",
    "is_formula",
    "is_no_value",
    "lost_letters",
    "true_name",
]

_WORDS: dict[str, str] = json.loads(
    resources.files("muban.gis.data").joinpath("no_names.json").read_text("utf-8")
)
_EXACT = frozenset(_WORDS["exact"])
_MACHINE = frozenset(_WORDS["machine"])
_PEOPLE = frozenset(_WORDS["people"])
_DRAWN = re.compile(_WORDS["drawn"], re.IGNORECASE)
_ERROR = re.compile(_WORDS["error"])
_FORMULA = re.compile(_WORDS["formula"])
_LOST_SIGN = re.compile(_WORDS["lost_sign"])
_LOST_RUN = re.compile(_WORDS["lost_run"])
_LONG_RUN = re.compile(_WORDS["long_run"])
_THAI = re.compile(_WORDS["thai"])
_ONLY_MARKS = re.compile(_WORDS["only_marks"])
_ENTITY = re.compile(_WORDS["entity"])
_ESCAPE = re.compile(_WORDS["escape"])
_PERCENT = re.compile(_WORDS["percent"])
_TAG = re.compile(_WORDS["tag"])
_QUOTED = re.compile("=(?=[0-9A-Fa-f]{2})")
_LONGEST = 20
_ROUNDS = 3


TELLING = re.compile("[&%\\\\=<\ufffd\ufffc□▯▢⎕\x80-\xff€-™]|\\?\\?|เธ|เน")
"""A text without any of these is as it was meant, which saves the closer look."""


class TrueName(NamedTuple):
    """A name as it may be shown, '' where it is none, and what it was before.

    ``nothing``: a word for nothing; ``lost``: its letters are gone; ``decoded``: it was
    written for programs.
    """

    name: str
    was: Literal["name", "decoded", "nothing", "lost"] = "name"


def decode_text(text: str) -> str:
    r"""A text in the letters that were meant; the very same where it is in them already.

    Examples
    --------
    >>> decode_text("&#3610;&#3657;&#3634;&#3609;"), decode_text(r"\u0e1a\u0e49\u0e32\u0e19")
    ('บ้าน', 'บ้าน')
    >>> decode_text("%E0%B8%9A%E0%B9%89%E0%B8%B2%E0%B8%99%20A"), decode_text("<b>วัด</b>ใต้")
    ('บ้าน A', 'วัดใต้')
    >>> decode_text("https://th.wikipedia.org/wiki/%E0%B8%9A"), decode_text("A & B; 5 < 7")
    ('https://th.wikipedia.org/wiki/%E0%B8%9A', 'A & B; 5 < 7')
    """
    if "://" in text:
        return text
    for _ in range(_ROUNDS):
        before = text
        if _ENTITY.search(text):
            text = html.unescape(text)
        text = _ESCAPE.sub(_letter, text)
        if _PERCENT.search(text):
            text = unquote(_QUOTED.sub("%", text) if "%" not in text else text)
        if text == before:
            break
    if _TAG.search(text) and not is_no_value(text):
        text = plain_text(text) or ""
    return text


def _letter(match: re.Match[str]) -> str:
    point = int(match[1], 16)
    return match[0] if 0xD800 <= point < 0xE000 or point < 0x20 else chr(point)


def is_no_value(text: str) -> bool:
    """Whether a text is a program's word for nothing.

    Examples
    --------
    >>> is_no_value("<Null>"), is_no_value("[object Object]"), is_no_value("nan")
    (True, True, True)
    >>> is_no_value("Nan"), is_no_value("NAN")  # a province
    (False, False)
    """
    if len(text) > _LONGEST:
        return False
    bare = text.strip()
    return bare in _EXACT or bare.casefold() in _MACHINE


def is_cell_error(text: str) -> bool:
    """Whether a cell shows an error of Excel or LibreOffice.

    Examples
    --------
    >>> is_cell_error("#N/A"), is_cell_error("#DIV/0!"), is_cell_error("#1 วัด")
    (True, True, False)
    """
    return _ERROR.search(text) is not None


def is_formula(text: str) -> bool:
    """Whether a cell shows a formula in place of its value.

    Examples
    --------
    >>> is_formula("=VLOOKUP(A2,B:C,2,0)"), is_formula("=== รวม ==="), is_formula("= ดี")
    (True, False, False)
    """
    return _FORMULA.search(text) is not None


def lost_letters(text: str) -> int:
    """How many letters of a text are gone for good; 0 where none is.

    Examples
    --------
    >>> lost_letters("บ้าน�นแพง"), lost_letters("????????"), lost_letters("Ban ???? 3")
    (1, 8, 4)
    >>> lost_letters("วัดใด??"), lost_letters("จริงหรือ???"), lost_letters("?")
    (0, 0, 0)
    """
    signs = len(_LOST_SIGN.findall(text))
    # Thai letters stay where only a part was typed on a machine without them: บ้าน????.
    run = _LONG_RUN if _THAI.search(text) else _LOST_RUN
    if _ONLY_MARKS.search(text) or run.search(text):
        signs += text.count("?")
    return signs


def true_name(text: str) -> TrueName:
    """What of a written name may be shown.

    Of a destroyed name the moo is kept, where it can still be read.

    Examples
    --------
    >>> true_name("&#3610;&#3657;&#3634;&#3609;"), true_name("<Null>")
    (TrueName(name='บ้าน', was='decoded'), TrueName(name='', was='nothing'))
    >>> true_name("บ้านโ�นแพง หมู่ 3"), true_name("????????")
    (TrueName(name='หมู่ที่ 3', was='lost'), TrueName(name='', was='lost'))
    >>> true_name("บ้านโพนแพง"), true_name("ไม่มีชื่อ"), true_name("-")
    (TrueName(name='บ้านโพนแพง', was='name'), TrueName(name='', was='nothing'), \
TrueName(name='', was='nothing'))
    """
    name = decode_text(text)
    if lost_letters(name):
        _, moo = split_moo(name)
        return TrueName("" if moo is None else f"หมู่ที่ {moo}", "lost")
    if _is_nothing(name):
        return TrueName("", "nothing")
    return TrueName(name, "name" if name == text else "decoded")


def _is_nothing(name: str) -> bool:
    if is_no_value(name) or is_cell_error(name) or is_formula(name):
        return True
    if not any(letter.isalnum() for letter in name):
        return True
    bare = normalise(name).casefold()
    return bare in _PEOPLE or _DRAWN.search(bare) is not None
