"""Which letters the bytes of a text stand for.

Thai files come in UTF-8 (with and without a mark), UTF-16 (Excel's «Unicode text») and
TIS-620, which Windows calls code page 874; a shapefile or CSV rarely says which. The
bytes themselves tell: UTF-8 has a strict form, and Thai has an orthography (a tone mark
stands on a consonant, เ stands before one) that text read in a wrong code page breaks.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from muban.gis.problems import Problem, Where, problem
from muban.gis.text.broken_utf8 import BrokenUtf8, read_broken_utf8
from muban.gis.text.mojibake import undo_mojibake
from muban.gis.text.number_ranges import ranges_text
from muban.gis.text.thai_orthography import count_thai, thai_plausibility

__all__ = ["Decoded", "Guess", "decode_bytes", "guess_encoding", "undo_mojibake"]

CERTAIN = 0.8
"""Confidence below which a person is asked instead of trusting the guess."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# TIS-620 assigns A1-DA and DF-FB; Windows adds the no-break space, the euro, an ellipsis
# and quotation marks.
_CP874_BYTES = frozenset([*range(0x80), 0x80, 0x85, *range(0x91, 0x98), 0xA0]) | frozenset(
    [*range(0xA1, 0xDB), *range(0xDF, 0xFC)]
)
_FOREIGN = re.compile("[^\x00-\x7fก-๛\\s–—‘’“”…•€°²³×]")


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding and how sure it is, from 0 to 1."""

    encoding: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what there is to say about it."""

    text: str
    encoding: str
    confidence: float
    problems: tuple[Problem, ...] = field(default=())


def guess_encoding(data: bytes) -> Guess:
    """Tell the encoding from the bytes.

    Parameters
    ----------
    data
        Bytes of the text, or of many texts joined by line ends. May be cut at the end.

    Examples
    --------
    >>> guess_encoding("บ้านหนองแวง".encode("cp874")).encoding
    'cp874'
    >>> guess_encoding("บ้านหนองแวง".encode()).encoding
    'utf-8'
    >>> guess_encoding(b"")
    Guess(encoding='utf-8', confidence=1.0)
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Guess(encoding, 1.0)
    wide = _guess_utf16(data)
    if wide is not None:
        return wide
    if data.isascii():
        return Guess("utf-8", 1.0)
    utf8 = _decode_start(data, "utf-8")
    if utf8 is not None and len(_FOREIGN.findall(utf8)) <= len(utf8) / 5:
        return Guess("utf-8", 0.99)
    thai = _guess_cp874(data)
    if utf8 is not None:
        return max(Guess("utf-8", 0.85), thai, key=lambda guess: guess.confidence)
    return thai if read_broken_utf8(data) is None else Guess("utf-8", 0.9)


def decode_bytes(data: bytes, stated: str | None = None, *, where: Where | None = None) -> Decoded:
    """Turn bytes into text.

    Parameters
    ----------
    data
        A whole file or a whole value.
    stated
        The encoding that the file or the user states. It is honoured unless the bytes
        cannot be in it.
    where
        Place for the problems; without one there are none.

    Examples
    --------
    >>> decode_bytes("วัด".encode("utf-16")).text
    'วัด'
    >>> decode_bytes(b"", "cp874").text
    ''
    >>> decode_bytes("บ้านหนองแวง".encode("cp874"), "utf-8").encoding
    'cp874'
    """
    if stated is not None and _known(stated):
        # Windows writes TIS-620 with the additions of its code page 874.
        name = "cp874" if codecs.lookup(stated).name == "tis-620" else stated
        text = _decode_whole(data, name)
        if text is not None:
            return Decoded(text.removeprefix("\ufeff"), name, 1.0)
    guess = guess_encoding(data)
    broken = read_broken_utf8(data) if guess.encoding == "utf-8" else None
    if broken is not None and (broken.broken or broken.other):
        text = broken.text.removeprefix("\ufeff")
        return Decoded(text, "utf-8", guess.confidence, _say_broken(broken, where))
    text = data.decode(guess.encoding, errors="replace").removeprefix("\ufeff")
    return Decoded(text, guess.encoding, guess.confidence, _say(guess, data, stated, where))


def _say(guess: Guess, data: bytes, stated: str | None, where: Where | None) -> tuple[Problem, ...]:
    if where is None:
        return ()
    if guess.confidence < CERTAIN:
        return (problem("encoding.uncertain", where, encoding=guess.encoding),)
    if stated is not None:
        return (problem("encoding.stated_wrong", where, stated=stated, encoding=guess.encoding),)
    if guess.encoding == "cp874":
        return (problem("encoding.assumed", where, encoding=guess.encoding),)
    return ()


def _say_broken(broken: BrokenUtf8, where: Where | None) -> tuple[Problem, ...]:
    if where is None:
        return ()
    named = (("encoding.broken", broken.broken), ("encoding.mixed", broken.other))
    return tuple(
        problem(code, where, lines=ranges_text(lines), count=len(lines))
        for code, lines in named
        if lines
    )


def _guess_utf16(data: bytes) -> Guess | None:
    head = data[:4000]
    if len(head) < 4 or (b"\x00" not in head and len(head) % 2):
        return None
    even, odd = head[::2], head[1::2]
    # Latin letters, digits and line ends have a zero byte, Thai letters the byte 0E.
    for encoding, high in (("utf-16-le", odd), ("utf-16-be", even)):
        if high and b"\x00" in head:
            share = (high.count(0) + high.count(0x0E)) / len(high)
            if share > 0.9:
                return Guess(encoding, 0.95)
    return None


def _guess_cp874(data: bytes) -> Guess:
    text = data.decode("cp874", errors="replace")
    if not _CP874_BYTES.issuperset(data):
        strange = sum(byte not in _CP874_BYTES for byte in data)
        if strange > sum(byte >= 0x80 for byte in data) / 50:
            return Guess("cp1252", 0.3)
    letters = count_thai(text)
    sure = thai_plausibility(text)
    if sure < 0.75:
        return Guess("cp1252", 0.3)
    # Three letters may be chance; a dozen well-formed ones are not.
    return Guess("cp874", sure * min(1.0, 0.6 + letters / 20))


def _decode_start(data: bytes, encoding: str) -> str | None:
    """The text, allowing for a last character that was cut; None when it is not in it."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None


def _decode_whole(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _known(encoding: str) -> bool:
    try:
        return bool(codecs.lookup(encoding)._is_text_encoding)
    except (LookupError, ValueError):
        return False
