"""A model of what happens to a register between the paper and the file.

Written on its own, not from the resolver's table: some confusions the resolver knows, some it
does not (``น/ห``, ``ง/ว``, a consonant lost anywhere), and it must leave those to a person or
decide them by other evidence.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

CONFUSED = {
    "ผ": "ฝพ",
    "ฝ": "ผฟ",
    "ด": "ตค",
    "ต": "ดค",
    "ค": "ดต",
    "ง": "สว",
    "ส": "งล",
    "ช": "ขซ",
    "ข": "ช",
    "ซ": "ช",
    "ใ": "ไโ",
    "ไ": "ใโ",
    "พ": "ผฟ",
    "บ": "ปน",
    "ป": "บษ",
    "น": "มห",
    "ม": "นฆ",
    "ท": "หพ",
    "ก": "ถภ",
    "ถ": "กฤ",
    "ล": "สอ",
    "อ": "ฮจ",
    "ย": "ฮบ",
    "ว": "งร",
    "ร": "ธว",
    "า": "ว",
}
TONES = "่้๊๋"
MARKS = TONES + "ัิีึืุู็์"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Line:
    """One row of a register, and the village that it truly is of."""

    amphoe: str
    tambon: str
    village: str
    moo: int
    year_be: int
    level: str
    true_code: str

    def cells(self, number: int) -> list[object]:
        moo, year = str(self.moo).translate(THAI), str(self.year_be).translate(THAI)
        return [number, "", self.amphoe, self.tambon, self.village, moo, year, self.level]


def misread(name: str, luck: random.Random, edits: int) -> str:
    """A name with so many letters misread, lost or doubled."""
    letters = list(name)
    for _ in range(edits):
        i = luck.randrange(len(letters))
        chance = luck.random()
        marks = [k for k, letter in enumerate(letters) if letter in MARKS]
        known = [k for k, letter in enumerate(letters) if letter in CONFUSED]
        if chance < 0.30 and marks:
            del letters[luck.choice(marks)]
        elif chance < 0.45 and marks:
            letters[luck.choice(marks)] = luck.choice(TONES)
        elif chance < 0.88 and known:
            k = luck.choice(known)
            letters[k] = luck.choice(CONFUSED[letters[k]])
        elif chance < 0.94:
            letters.insert(i, letters[i])
        elif len(letters) > 3:
            del letters[i]
    return "".join(letters)


def damage(
    line: Line, luck: random.Random, other_amphoes: Sequence[str], names: Mapping[str, str]
) -> Line:
    """A line as it came out of the reading: about half of them with something wrong."""
    chance = luck.random()
    if chance < 0.50:
        return line
    if chance < 0.68:
        return replace(line, village=misread(line.village, luck, 1))
    if chance < 0.74:
        return replace(line, village=misread(line.village, luck, 2))
    if chance < 0.82:
        return replace(line, tambon=misread(line.tambon, luck, luck.choice((1, 1, 2))))
    if chance < 0.87:
        return replace(line, amphoe=misread(line.amphoe, luck, luck.choice((1, 2))))
    if chance < 0.91:
        return replace(line, amphoe=luck.choice(other_amphoes))
    if chance < 0.93:
        tambon = line.tambon.removeprefix("บ้าน") or line.tambon
        return replace(line, tambon=tambon, village="บ้าน" + line.village)
    if chance < 0.96:
        both = misread(line.village, luck, 1)
        return replace(line, tambon=misread(line.tambon, luck, 1), village=both)
    if chance < 0.98:
        return _with_other_moo(line, luck, names)
    return replace(
        line, amphoe=misread(line.amphoe, luck, 1), village=misread(line.village, luck, 1)
    )


def _with_other_moo(line: Line, luck: random.Random, names: Mapping[str, str]) -> Line:
    """The moo misread; not where the row then reads, letter by letter, as another village's.

    ``บ้านหมากก่อง หมู่ที่ 2`` for ``หมู่ที่ 1`` is a true row of another village of that name:
    nobody could tell, so it says nothing about a resolver.
    """
    moo = luck.choice([m for m in range(1, 20) if m != line.moo])
    bare = line.village.removeprefix("บ้าน")
    if names.get(f"{line.true_code[:6]}{moo:02d}", "").removeprefix("บ้าน") == bare:
        return line
    return replace(line, moo=moo)
