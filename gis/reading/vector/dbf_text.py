"""Texts of a DBF table, whose encoding is rarely stated and sometimes stated wrongly.

GDAL hands the bytes over as they are (each as one letter of ISO-8859-1); here the table
as a whole is asked what it is written in.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.source import Read
from muban.gis.text.encoding import CERTAIN, Guess, guess_encoding

__all__ = ["decode_columns", "stated_encoding"]

_SAMPLE_BYTES = 200_000


def stated_encoding(cpg: bytes | None) -> str | None:
    r"""The encoding that a ``.cpg`` names, as Python calls it; None when it names none.

    Examples
    --------
    >>> stated_encoding(b"UTF-8\r\n"), stated_encoding(b"874"), stated_encoding(b"ANSI 874")
    ('utf-8', 'cp874', 'cp874')
    >>> stated_encoding(None) is None
    True
    """
    if not cpg:
        return None
    name = cpg.decode("ascii", errors="ignore").strip().lower().removeprefix("ansi").strip()
    for spelling in (name, f"cp{name}", name.replace("windows-", "cp"), name.replace(" ", "-")):
        try:
            found = codecs.lookup(spelling).name
        except (LookupError, ValueError):
            continue
        return "cp874" if found in ("tis-620", "iso8859-11") else found
    return None


def decode_columns(
    columns: Mapping[str, list[object]],
    content: Content,
    read: Read,
    numbers: Sequence[int] | None = None,
) -> tuple[dict[str, list[object]], list[Problem]]:
    """Decode names and texts that are bytes shown as ISO-8859-1.

    Parameters
    ----------
    columns
        Name to values, both undecoded.
    content
        Its settings and its ``.cpg`` say what is stated.
    read
        The layer, for places.
    numbers
        The records' numbers; 1, 2, … without.
    """
    raw = _sample(columns)
    stated = content.settings.encoding or stated_encoding(content.parts.get("cpg"))
    guess, found = _choose(raw, stated, guess_encoding(raw), read, content)
    decoded: dict[str, list[object]] = {}
    for name, values in columns.items():
        key, whole = _decode(name, guess.encoding)
        if not whole:
            found.append(problem("encoding.cut", read.where(field=key), text=key))
        while key in decoded:
            key += "_"
        decoded[key], notes = _decode_values(values, key, guess.encoding, read, numbers)
        found += notes
    return decoded, found


def _decode_values(
    values: list[object], key: str, encoding: str, read: Read, numbers: Sequence[int] | None
) -> tuple[list[object], list[Problem]]:
    out: list[object] = []
    found: list[Problem] = []
    for index, value in enumerate(values):
        if not isinstance(value, str):
            out.append(value)
            continue
        text, whole = _decode(value, encoding)
        if not whole:
            number = numbers[index] if numbers is not None else index + 1
            found.append(problem("encoding.cut", read.where(number, field=key), text=text[:60]))
        out.append(text)
    return out, found


def _decode(text: str, encoding: str) -> tuple[str, bool]:
    """The text, and whether all of its bytes had a meaning.

    A name of 10 bytes or a value of 254 may end in the middle of a letter: what is left of
    that letter is dropped.
    """
    if text.isascii():
        return text, True
    data = text.encode("latin-1", errors="replace")
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    out = decoder.decode(data)
    rest, _ = decoder.getstate()
    return out, not rest and "\ufffd" not in out


def _sample(columns: Mapping[str, list[object]]) -> bytes:
    """Bytes that are not plain ASCII, from names and values, up to a size."""
    texts = [name for name in columns if not name.isascii()]
    size = 0
    for values in columns.values():
        for value in values:
            if isinstance(value, str) and not value.isascii():
                texts.append(value)
                size += len(value)
                if size > _SAMPLE_BYTES:
                    break
    # A value cut inside a letter must not spoil the whole: space ends each.
    return "\n".join(texts).encode("latin-1", errors="replace")


def _choose(
    raw: bytes, stated: str | None, guess: Guess, read: Read, content: Content
) -> tuple[Guess, list[Problem]]:
    if raw.isascii():
        return Guess("utf-8", 1.0), []
    lines = raw.split(b"\n")
    guess = _guess_lines(lines) or guess
    if content.settings.encoding is not None:
        return Guess(content.settings.encoding, 1.0), []
    if stated is None:
        if guess.confidence < CERTAIN:
            return guess, [problem("encoding.uncertain", read.where(), encoding=guess.encoding)]
        return guess, [problem("encoding.assumed", read.where(), encoding=guess.encoding)]
    same = codecs.lookup(stated).name == codecs.lookup(guess.encoding).name
    if same or _fits(lines, stated) or guess.confidence < CERTAIN:
        return Guess(stated, 1.0), []
    wrong = problem("encoding.stated_wrong", read.where(), stated=stated, encoding=guess.encoding)
    return guess, [wrong]


def _guess_lines(lines: list[bytes]) -> Guess | None:
    """UTF-8 when each value is, but for a letter cut at its end."""
    good = sum(_is_utf8(line) for line in lines)
    return Guess("utf-8", 0.99) if good >= 0.98 * len(lines) and _thai_lead(lines) else None


def _thai_lead(lines: list[bytes]) -> bool:
    return any(b"\xe0\xb8" in line or b"\xe0\xb9" in line for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError:
        return False
    return True


def _fits(lines: list[bytes], encoding: str) -> bool:
    """Whether the bytes can be in the encoding, and are not plainly in another.

    Any bytes can be read as Western or Thai single-byte letters; text that is UTF-8 all
    over was never meant as those.
    """
    name = codecs.lookup(encoding).name
    if name == "utf-8":
        return sum(map(_is_utf8, lines)) >= 0.9 * len(lines)
    if _guess_lines(lines) is not None:
        return False
    guess = guess_encoding(b"\n".join(lines))
    return not (guess.encoding == "cp874" and guess.confidence >= CERTAIN) or name == "cp874"
