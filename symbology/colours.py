"""Colours as eyes see them: contrast, difference, and what colour-blind readers are left with.

Sources: sRGB, IEC 61966-2-1. Contrast, WCAG 2.1, «relative luminance». CIEDE2000, Sharma, Wu
and Dalal, Color Research and Application 30 (2005), 21-30. Colour blindness, Machado,
Oliveira and Fernandes, IEEE Transactions on Visualization and Computer Graphics 15 (2009),
1291-1298, severity 1.0, applied to linear RGB.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

__all__ = ["VISIONS", "Vision", "blend", "contrast", "difference", "seen_as"]

Vision = Literal["protanopia", "deuteranopia", "tritanopia", "grey"]
Triple = tuple[float, float, float]

VISIONS: tuple[Vision, ...] = ("protanopia", "deuteranopia", "tritanopia", "grey")
"""The three kinds of colour blindness, and a black-and-white copy."""

_LUMINANCE: Triple = (0.2126, 0.7152, 0.0722)
_SEEN: dict[Vision, tuple[Triple, Triple, Triple]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": (_LUMINANCE, _LUMINANCE, _LUMINANCE),
}
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Triple = (0.95047, 1.0, 1.08883)


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1).

    Parameters
    ----------
    a
        ``#rrggbb``.
    b
        Likewise.

    Returns
    -------
    float
        The ratio of the lighter one's luminance to the darker one's, a figure without unit.

    Examples
    --------
    >>> contrast("#ffffff", "#000000"), round(contrast("#777777", "#ffffff"), 2)
    (21.0, 4.48)
    """
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen_as(color: str, vision: Vision) -> str:
    """The colour as a reader with that vision sees it.

    Examples
    --------
    >>> seen_as("#ffffff", "deuteranopia"), seen_as("#808080", "grey")
    ('#ffffff', '#808080')
    """
    linear = _linear(color)
    return "#" + "".join(f"{_to_byte(_dot(row, linear)):02x}" for row in _SEEN[vision])


def difference(a: str, b: str) -> float:
    """CIEDE2000 difference of two sRGB colours; about 2 is just noticed, 10 is plain.

    Parameters
    ----------
    a
        ``#rrggbb``.
    b
        Likewise.

    Returns
    -------
    float
        In units of CIEDE2000, 0 for the same colour.

    Examples
    --------
    >>> difference("#123456", "#123456")
    0.0
    >>> round(difference("#ffffff", "#000000"))
    100
    """
    return _ciede2000(_lab(a), _lab(b))


def blend(colors: Sequence[str], share: float) -> str:
    """A colour on the way through others: 0 is the first, 1 the last.

    Parameters
    ----------
    colors
        ``#rrggbb`` each, two or more, evenly apart.
    share
        Of the way, 0 to 1.

    Returns
    -------
    str
        ``#rrggbb``.

    Examples
    --------
    >>> blend(["#000000", "#ffffff"], 0.5), blend(["#000000", "#102030", "#ffffff"], 0.5)
    ('#808080', '#102030')
    """
    way = min(max(share, 0.0), 1.0) * (len(colors) - 1)
    before = min(int(way), max(len(colors) - 2, 0))
    pair = (colors[before], colors[min(before + 1, len(colors) - 1)])
    one, two = ([int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in pair)
    mixed = (a + (b - a) * (way - before) for a, b in zip(one, two, strict=True))
    return "#" + "".join(f"{round(value):02x}" for value in mixed)


def _ciede2000(one: Triple, two: Triple) -> float:
    l1, a1, b1 = one
    l2, a2, b2 = two
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = _hue(a1, b1), _hue(a2, b2)
    turn = _turn(h1, h2) if c1 * c2 else 0.0
    d_l, d_c = l2 - l1, c2 - c1
    d_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * math.cos(math.radians(mean_h - 30))
        + 0.24 * math.cos(math.radians(2 * mean_h))
        + 0.32 * math.cos(math.radians(3 * mean_h + 6))
        - 0.20 * math.cos(math.radians(4 * mean_h - 63))
    )
    away = (mean_l - 50) ** 2
    s_l = 1 + 0.015 * away / math.sqrt(20 + away)
    s_c = 1 + 0.045 * mean_c
    s_h = 1 + 0.015 * mean_c * t
    theta = 30 * math.exp(-(((mean_h - 275) / 25) ** 2))
    r_t = -2 * math.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)) * math.sin(math.radians(2 * theta))
    x, y, z = d_l / s_l, d_c / s_c, d_h / s_h
    return math.sqrt(max(0.0, x * x + y * y + z * z + r_t * y * z))


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360 if a or b else 0.0


def _turn(h1: float, h2: float) -> float:
    """From one hue to the other by the shorter way, degrees."""
    turn = h2 - h1
    if turn > 180:
        return turn - 360
    return turn + 360 if turn < -180 else turn


def _linear(color: str) -> Triple:
    r, g, b = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _straight(r), _straight(g), _straight(b)


def _straight(v: float) -> float:
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def _to_byte(linear: float) -> int:
    v = min(1.0, max(0.0, linear))
    return round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))


def _dot(row: Triple, v: Triple) -> float:
    return row[0] * v[0] + row[1] * v[1] + row[2] * v[2]


def _luminance(color: str) -> float:
    return _dot(_LUMINANCE, _linear(color))


def _lab(color: str) -> Triple:
    linear = _linear(color)
    fx, fy, fz = (_f(_dot(row, linear) / w) for row, w in zip(_XYZ, _WHITE, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _f(t: float) -> float:
    return math.cbrt(t) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
