"""UTF-8 in which a few bytes are broken.

A letter was cut in half, a sign was pasted from Word (0x85), or another program appended a line
in its own encoding.
One such byte makes a strict reader refuse the file, and reading it in another encoding makes
gibberish of every name. Here the letters stay as they are, a broken byte becomes U+FFFD, the
sign of a lost letter, and a line that is surely TIS-620 is read as that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from muban.gis.text.thai_orthography import count_thai, thai_plausibility

__all__ = ["BrokenUtf8", "read_broken_utf8"]

_THAI = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LINE = re.compile(rb"(?<=\n)")
_MIN_THAI = 3
_SHARE = 0.8
_HALF = 0.5
_SURE = 0.95
_MIN_OTHER = 6


@dataclass(frozen=True, slots=True)
class BrokenUtf8:
    """A text, and its lines (from 1) with lost letters and in another encoding."""

    text: str
    broken: tuple[int, ...]
    other: tuple[int, ...]


def read_broken_utf8(data: bytes) -> BrokenUtf8 | None:
    r"""Read bytes that are UTF-8 but for a few; None where nothing says that they are.

    Parameters
    ----------
    data
        The whole text. Thai letters in UTF-8's own form speak for it: three of them, and
        most of what is not ASCII in their line.

    Examples
    --------
    >>> found = read_broken_utf8("บ้านโพ".encode() + b"\xe0\xb9" + "นแพง".encode())
    >>> found.text, found.broken, found.other
    ('บ้านโพ�นแพง', (1,), ())
    >>> found = read_broken_utf8("วัดเหนือ\n".encode() + "โรงเรียน".encode("cp874"))
    >>> found.text, found.broken, found.other
    ('วัดเหนือ\nโรงเรียน', (), (2,))
    >>> read_broken_utf8("บ้านหนองแวง".encode("cp874")) is None
    True
    """
    lines = _LINE.split(data)
    if not any(map(_is_like_utf8, lines)):
        return None
    pieces: list[str] = []
    broken: list[int] = []
    other: list[int] = []
    for number, line in enumerate(lines, start=1):
        try:
            pieces.append(line.decode())
            continue
        except UnicodeDecodeError:
            thai = None if _share_of_utf8(line) > _HALF else _thai_line(line)
        (broken if thai is None else other).append(number)
        pieces.append(line.decode(errors="replace") if thai is None else thai)
    return BrokenUtf8("".join(pieces), tuple(broken), tuple(other))


def _is_like_utf8(line: bytes) -> bool:
    return len(_THAI.findall(line)) >= _MIN_THAI and _share_of_utf8(line) >= _SHARE


def _share_of_utf8(line: bytes) -> float:
    """How much of what is not ASCII is Thai letters of UTF-8."""
    return 3 * len(_THAI.findall(line)) / max(1, len(_HIGH.findall(line)))


def _thai_line(line: bytes) -> str | None:
    """A line that is Thai in TIS-620, from its first letter to its last; None if not surely."""
    try:
        text = line.decode("cp874")
    except UnicodeDecodeError:
        return None
    sure = count_thai(text) >= _MIN_OTHER and thai_plausibility(text) >= _SURE
    return text if sure and count_thai(text) == len(_HIGH.findall(line)) else None
