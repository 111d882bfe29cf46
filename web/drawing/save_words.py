"""What a page is told when a drawing could not be saved, in Thai and in English."""

from __future__ import annotations

from typing import Literal

from muban.gis.errors import disk_reason

__all__ = ["Words", "disk_words", "words_of"]

Words = tuple[str, str]
"""The same in Thai and in English."""

_WORDS: dict[str, Words] = {
    "bad": (
        "ไม่ได้บันทึก: สิ่งที่ส่งมาไม่ใช่ภาพวาดของงานนี้ หรือชื่อไฟล์ใช้ไม่ได้ — "
        "เปิดหน้าวาดใหม่จาก muban serve แล้วบันทึกอีกครั้ง",
        "Not saved: what came is no drawing of this project, or has no name that a file may have. "
        "Open the page anew from muban serve and save again",
    ),
    "outdated": (
        "ยังไม่ได้บันทึก: ไฟล์ในงานถูกแก้ไขหลังจากที่หน้านี้เปิดหรือบันทึกครั้งสุดท้าย — เลือกว่าจะใช้ฉบับใด",
        "Not saved yet: the file was changed after this page was opened or saved last. "
        "Choose which version to go on with",
    ),
}


def words_of(trouble: Literal["bad", "outdated"]) -> Words:
    """What is said of a trouble.

    Parameters
    ----------
    trouble
        ``bad`` where it is no drawing, ``outdated`` where another was saved meanwhile.

    Returns
    -------
    Words
        In Thai and in English.

    Examples
    --------
    >>> words_of("bad") == words_of("outdated")
    False
    """
    return _WORDS[trouble]


def disk_words(error: OSError) -> Words:
    """What is said where the disk refuses.

    Examples
    --------
    >>> import errno
    >>> disk_words(OSError(errno.ENOSPC, "no space"))[1]
    'Not done: the disk is full. Mend that and try again; what was there is whole'
    """
    th, en = disk_reason(error)
    return (
        f"ทำไม่ได้: {th} — แก้แล้วลองใหม่ ของเดิมยังอยู่ครบ",
        f"Not done: {en}. Mend that and try again; what was there is whole",
    )
