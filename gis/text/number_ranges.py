"""Many row or line numbers in few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["ranges_text"]

_SHOWN_RANGES = 12


def ranges_text(numbers: Iterable[int], name: Callable[[int], str] = str) -> str:
    """Numbers in one short text, neighbours as a range.

    Examples
    --------
    >>> ranges_text([5, 7, 8, 9, 12])
    '5, 7–9, 12'
    >>> ranges_text([])
    ''
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    pieces = [
        name(first) if first == last else f"{name(first)}–{name(last)}"
        for first, last in runs[:_SHOWN_RANGES]
    ]
    return ", ".join(pieces) + (" …" if len(runs) > _SHOWN_RANGES else "")
