"""What makes the legend whole, and readable for everyone.

Limits: WCAG 2.1 asks 4.5:1 of text (1.4.3) and 3:1 of graphics (1.4.11); a CIEDE2000
difference under about 10 is lost at a glance. Groups whose colours come closer than that to
someone's eyes must differ by shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from muban.gis.problems import Problem, Where, problem
from muban.symbology.colours import VISIONS, contrast, difference, seen_as
from muban.symbology.legend import Legend, Symbol

__all__ = [
    "LEAST_DIFFERENCE",
    "LEAST_GLYPH_CONTRAST",
    "LEAST_GROUND_CONTRAST",
    "check_legend",
]

LEAST_GLYPH_CONTRAST = 4.5
LEAST_GROUND_CONTRAST = 3.0
LEAST_DIFFERENCE = 10.0

_VISION_WORDS = {
    "all": "ทุกคน (everyone)",
    "protanopia": "ตาบอดสีแดง (protanopia)",
    "deuteranopia": "ตาบอดสีเขียว (deuteranopia)",
    "tritanopia": "ตาบอดสีน้ำเงิน (tritanopia)",
    "grey": "ฉบับถ่ายเอกสารขาวดำ (copies)",
}
_LEGEND_FILE = "muban.toml"


def check_legend(legend: Legend) -> list[Problem]:
    """Contrast of every symbol, and difference between groups to every eye.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> check_legend(read_legend())
    []
    """
    problems: list[Problem] = []
    for symbol in legend.symbols:
        problems += _contrast_problems(symbol, legend.grounds)
    for style in legend.context:
        problems += _faint_on(style.id, style.label_th, style.color, legend.grounds)
    problems += _same_drawings(legend.symbols)
    problems += _look_alikes(legend.symbols)
    return problems


def _contrast_problems(symbol: Symbol, grounds: Iterable[str]) -> list[Problem]:
    glyph = (symbol.color,)
    found = _faint_on(
        symbol.id, symbol.label_th, symbol.glyph_color, glyph, least=LEAST_GLYPH_CONTRAST
    )
    return [*found, *_faint_on(symbol.id, symbol.label_th, symbol.color, grounds)]


def _faint_on(
    kind: str,
    label: str,
    color: str,
    grounds: Iterable[str],
    *,
    least: float = LEAST_GROUND_CONTRAST,
) -> list[Problem]:
    return [
        problem(
            "symbol.low_contrast",
            Where(_LEGEND_FILE, field=f"symbols.{kind}.color"),
            kind=label,
            color=color,
            ground=ground,
            ratio=round(ratio, 1),
            least=least,
        )
        for ground in grounds
        if (ratio := contrast(color, ground)) < least
    ]


def _same_drawings(symbols: Iterable[Symbol]) -> list[Problem]:
    """Symbols that are one and the same drawing."""
    drawn: dict[tuple[str, str, str], Symbol] = {}
    pairs = []
    for symbol in symbols:
        first = drawn.setdefault((symbol.shape, symbol.color, symbol.icon), symbol)
        if first is not symbol:
            pairs.append((first, symbol))
    return [_alike(one, two, "all", 0.0) for one, two in pairs]


def _alike(one: Symbol, two: Symbol, vision: str, delta: float) -> Problem:
    return problem(
        "symbol.look_alike",
        Where(_LEGEND_FILE, field=f"symbols.{two.id}"),
        kind=one.label_th,
        other=two.label_th,
        vision=_VISION_WORDS[vision],
        delta=round(delta, 1),
    )


def _look_alikes(symbols: Iterable[Symbol]) -> list[Problem]:
    """Looks (colour and shape) of different groups that someone cannot tell apart."""
    looks: dict[tuple[str, str, str], Symbol] = {}
    for symbol in symbols:
        looks.setdefault((symbol.group, symbol.shape, symbol.color), symbol)
    problems = []
    for one, two in combinations(looks.values(), 2):
        if one.group == two.group or one.shape != two.shape:
            continue
        vision, delta = _least_difference(one.color, two.color)
        if delta < LEAST_DIFFERENCE:
            problems.append(_alike(one, two, vision, delta))
    return problems


def _least_difference(a: str, b: str) -> tuple[str, float]:
    found: dict[str, float] = {"all": difference(a, b)}
    found |= {v: difference(seen_as(a, v), seen_as(b, v)) for v in VISIONS}
    return min(found.items(), key=lambda item: item[1])
