"""The path language of SVG, read strictly: move a drawing, or refuse it.

An icon is nothing but path data. Reading it into commands and writing it again is what
makes an icon from a stranger safe to embed: whatever is not a path cannot come through.
Grammar: SVG 1.1, section 8.3.9 (also for arcs whose two flags are written without spaces).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Command", "move_path", "parse_path", "write_path"]

_SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_NUMBER = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_LETTER = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")


@dataclass(frozen=True, slots=True)
class Command:
    """One letter of path data and its numbers (as many as that letter takes)."""

    letter: str
    numbers: tuple[float, ...]


def parse_path(text: str) -> tuple[Command, ...]:
    """Read path data.

    Raises
    ------
    ValueError
        It is not path data, or has none.

    Examples
    --------
    >>> parse_path("M1 2h3z")
    (Command(letter='M', numbers=(1.0, 2.0)), Command(letter='h', numbers=(3.0,)), \
Command(letter='z', numbers=()))
    >>> parse_path("")
    Traceback (most recent call last):
    ValueError: path data must start with M
    """
    commands = tuple(_read(text))
    if not commands or commands[0].letter not in "Mm":
        raise ValueError("path data must start with M")
    return commands


def _read(text: str) -> Iterator[Command]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _LETTER.match(text, at)
        if not found:
            raise ValueError(f"not path data at character {at + 1}")
        letter, at = found.group(1), found.end()
        if letter in "Zz":
            yield Command(letter, ())
            continue
        while True:
            numbers, at = _read_numbers(text, at, letter.upper())
            yield Command(letter, numbers)
            # further pairs after a move are lines
            letter = {"M": "L", "m": "l"}.get(letter, letter)
            if at >= end or not _NUMBER.match(text, at):
                break


def _read_numbers(text: str, at: int, letter: str) -> tuple[tuple[float, ...], int]:
    numbers = []
    for place in range(_SIZES[letter]):
        pattern = _FLAG if letter == "A" and place in (3, 4) else _NUMBER
        found = pattern.match(text, at)
        if not found:
            raise ValueError(f"{letter} needs {_SIZES[letter]} numbers, character {at + 1}")
        numbers.append(float(found.group(1)))
        at = found.end()
    return tuple(numbers), at


def move_path(
    commands: Sequence[Command], *, scale: float, dx: float, dy: float
) -> tuple[Command, ...]:
    """Scale about the origin, then shift.

    Parameters
    ----------
    commands
        A path.
    scale
        By so much it grows, a figure without unit.
    dx
        Then eastward, in the path's units.
    dy
        And downward.

    Examples
    --------
    >>> write_path(move_path(parse_path("M1 1h2"), scale=2, dx=10, dy=0))
    'M12 2h4'
    """
    return tuple(
        Command(c.letter, _moved(c, scale, dx, dy, first=i == 0)) for i, c in enumerate(commands)
    )


def _moved(
    command: Command, scale: float, dx: float, dy: float, *, first: bool
) -> tuple[float, ...]:
    letter, n = command.letter, command.numbers
    # A path's first "m" is absolute whatever its case.
    absolute = letter.isupper() or first
    ox, oy = (dx, dy) if absolute else (0.0, 0.0)
    match letter.upper():
        case "A":
            return (n[0] * scale, n[1] * scale, *n[2:5], n[5] * scale + ox, n[6] * scale + oy)
        case "H":
            return (n[0] * scale + ox,)
        case "V":
            return (n[0] * scale + oy,)
    return tuple(v * scale + (oy if i % 2 else ox) for i, v in enumerate(n))


def write_path(commands: Sequence[Command], *, digits: int = 2) -> str:
    """Path data in its short form, rounded to ``digits`` decimals.

    Examples
    --------
    >>> write_path(parse_path("M 1.0,2.000 L 3.14159 -4"))
    'M1 2L3.14-4'
    """
    parts = []
    for command in commands:
        words = [_short(number, digits) for number in command.numbers]
        joined = "".join(
            word if i == 0 or word.startswith("-") else f" {word}" for i, word in enumerate(words)
        )
        parts.append(command.letter + joined)
    return "".join(parts)


def _short(number: float, digits: int) -> str:
    text = f"{number:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
