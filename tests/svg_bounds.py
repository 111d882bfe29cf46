"""The box around what an SVG path names, to see where a drawing lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muban.symbology.svg_path import Command

__all__ = ["path_bounds"]


def path_bounds(commands: Sequence[Command]) -> tuple[float, float, float, float]:
    """The box around all points that the path names (control points too).

    Examples
    --------
    >>> from muban.symbology.svg_path import parse_path
    >>> path_bounds(parse_path("M1 1h4v2z"))
    (1.0, 1.0, 5.0, 3.0)
    """
    points = [(x, y) for x, y in _points(commands)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _points(commands: Sequence[Command]) -> Iterator[tuple[float, float]]:
    x = y = start_x = start_y = 0.0
    for command in commands:
        letter, n = command.letter, command.numbers
        ox, oy = (0.0, 0.0) if letter.isupper() else (x, y)
        match letter.upper():
            case "Z":
                x, y = start_x, start_y
            case "H":
                x = n[0] + ox
            case "V":
                y = n[0] + oy
            case "A":
                x, y = n[5] + ox, n[6] + oy
            case _:
                yield from ((n[i] + ox, n[i + 1] + oy) for i in range(0, len(n) - 2, 2))
                x, y = n[-2] + ox, n[-1] + oy
        if letter in "Mm":
            start_x, start_y = x, y
        yield x, y
