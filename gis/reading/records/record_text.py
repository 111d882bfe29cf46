"""The texts of records made true: garbled ones brought back, names that are none taken away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from muban.gis.half_letters import whole_text, whole_value
from muban.gis.problems import Problem, problem
from muban.gis.reading.records.record import Record, clean_name
from muban.gis.source import Read
from muban.gis.text.mojibake import undo_mojibake
from muban.gis.text.number_ranges import ranges_text
from muban.gis.text.true_text import TELLING, decode_text, is_no_value, lost_letters, true_name

__all__ = ["TextMender", "mend_records", "tell_decoded", "tell_lost"]

_LETTER = re.compile(r"[^\W\d_]")
_SHOWN = 60


def mend_records(
    read: Read, records: Iterable[Record], *, told: bool = False
) -> tuple[list[Record], list[Problem]]:
    """Records with texts as they were meant, and what was changed or cannot be brought back.

    Parameters
    ----------
    read
        The layer, for places.
    records
        As the file has them.
    told
        Lost letters were told before, of the table's cells.

    Returns
    -------
    list of Record
        ``name`` None where it was a word for nothing or its letters are lost; of a destroyed
        name the moo stays. Attributes None where they hold a program's word for nothing, or
        no letter is left.
    list of Problem
        Per record ``encoding.recovered``, ``text.no_name`` and ``text.lost_letters``; per
        column what its attributes have lost; ``text.decoded`` and ``text.no_value`` once.
    """
    decoded: dict[int | None, list[tuple[str, str]]] = {}
    mended: list[Record] = []
    found: list[Problem] = []
    lost: dict[str, dict[int, str]] = {}
    nothing: dict[str, int] = {}
    for record in records:
        mender = TextMender()
        name, said = _name(read, record, mender)
        texts = {mender.mend(key): value for key, value in record.attributes.items()}
        better = replace(
            record,
            name=name,
            description=_maybe(mender, record.description),
            folder=_maybe(mender, record.folder),
            attributes={
                key: _attribute(mender, key, value, record, lost, nothing)
                for key, value in texts.items()
            },
        )
        mended.append(better)
        found += mender.problems(read, record.number, name)
        found += [one for one in said if one.code != "text.lost_letters" or not told]
        if mender.decoded:
            decoded[record.number] = mender.decoded
    found += [] if told else tell_lost(lost, read)
    found += tell_decoded(decoded, read)
    if nothing:
        columns = ", ".join(nothing)
        where = read.where()
        found.append(problem("text.no_value", where, columns=columns, count=sum(nothing.values())))
    return mended, found


@dataclass(slots=True)
class TextMender:
    """Brings texts back, and remembers which."""

    recovered: list[tuple[str, str]] = field(default_factory=list)
    decoded: list[tuple[str, str]] = field(default_factory=list)

    def mend(self, text: str) -> str:
        """The text as it was meant, NFC."""
        text = whole_text(text)
        if not TELLING.search(text):
            return unicodedata.normalize("NFC", text)
        back = undo_mojibake(text)
        if back is not None:
            self.recovered.append((text, back))
            text = back
        meant = decode_text(text)
        if meant != text:
            self.decoded.append((text, meant))
        return unicodedata.normalize("NFC", meant)

    def problems(self, read: Read, number: int | None, name: str | None) -> list[Problem]:
        """What was read in a wrong encoding in a record, or in the whole layer."""
        if not self.recovered:
            return []
        old, new = self.recovered[0]
        return [
            problem(
                "encoding.recovered",
                read.where(number, name=name),
                count=len(self.recovered),
                before=old[:_SHOWN],
                after=new[:_SHOWN],
            )
        ]


def tell_decoded(decoded: Mapping[int | None, list[tuple[str, str]]], read: Read) -> list[Problem]:
    """That texts were decoded: at the record where it is one, else once for the layer.

    Parameters
    ----------
    decoded
        Texts before and after, by the record's number.
    read
        The layer.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import blank_layer
    >>> from muban.gis.source import Source
    >>> layer = blank_layer(Source(Path("ก.kml"), "ก.kml", ""), "")
    >>> [found] = tell_decoded({4: [("ºéÒ¹Ë¹Í§", "บ้านหนอง")]}, layer)
    >>> found.where.number, found.params["after"]
    (4, 'บ้านหนอง')
    """
    texts = [pair for pairs in decoded.values() for pair in pairs]
    if not texts:
        return []
    only = next(iter(decoded)) if len(decoded) == 1 else None
    before, after = texts[0][0][:_SHOWN], texts[0][1][:_SHOWN]
    where = read.where(only)
    return [problem("text.decoded", where, count=len(texts), before=before, after=after)]


def tell_lost(lost: Mapping[str, Mapping[int, str]], read: Read) -> list[Problem]:
    """The texts with lost letters, by column: the record where it is one, else how many.

    Parameters
    ----------
    lost
        Column → number of the record → text.
    read
        The layer.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import blank_layer
    >>> from muban.gis.source import Source
    >>> layer = blank_layer(Source(Path("ก.kml"), "ก.kml", ""), "")
    >>> [one] = tell_lost({"ชื่อ": {3: "????"}}, layer)
    >>> [several] = tell_lost({"ชื่อ": {3: "????", 4: "??", 5: "???"}}, layer)
    >>> one.where.number, several.where.number, several.params["records"]
    (3, None, '3–5')
    """
    found = []
    for column, texts in lost.items():
        (number, text), *more = texts.items()
        if not more:
            place = read.where(number, field=column)
            count = lost_letters(text)
            found.append(problem("text.lost_letters", place, text=text[:_SHOWN], count=count))
            continue
        found.append(
            problem(
                "text.lost_cells",
                read.where(field=column),
                column=column,
                text=text[:_SHOWN],
                count=len(texts),
                records=ranges_text(texts),
            )
        )
    return found


def _name(read: Read, record: Record, mender: TextMender) -> tuple[str | None, list[Problem]]:
    if record.name is None:
        return None, []
    written = record.name if is_no_value(record.name) else mender.mend(record.name)
    known = true_name(written)
    name = clean_name(known.name)
    place = read.where(record.number, name=name)
    if known.was == "lost":
        text, count = written[:_SHOWN], lost_letters(written)
        return name, [problem("text.lost_letters", place, text=text, count=count)]
    if known.was == "nothing" and record.name.strip():
        shown = clean_name(record.name) or ""
        return name, [problem("text.no_name", place, text=shown[:_SHOWN])]
    return name, []


def _attribute(
    mender: TextMender,
    column: str,
    value: object,
    record: Record,
    lost: dict[str, dict[int, str]],
    nothing: dict[str, int],
) -> object:
    if not isinstance(value, str):
        return whole_value(value)
    if is_no_value(value):
        nothing[column] = nothing.get(column, 0) + (value != record.name)
        if not nothing[column]:
            del nothing[column]
        return None
    text = mender.mend(value)
    if not lost_letters(text):
        return text
    if value != record.name:
        lost.setdefault(column, {})[record.number] = text
    # What is left of a destroyed text is no name, and still worth reading.
    return text if _LETTER.search(text) else None


def _maybe(mender: TextMender, text: str | None) -> str | None:
    return None if text is None else mender.mend(text)
