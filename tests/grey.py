"""How light a colour is: what a photocopy keeps of it."""

from __future__ import annotations

__all__ = ["lightness"]


def lightness(color: str) -> float:
    """CIE L* of an sRGB colour (IEC 61966-2-1), 0 (black) to 100 (white).

    Examples
    --------
    >>> round(lightness("#ffffff")), round(lightness("#777777")), round(lightness("#000000"))
    (100, 50, 0)
    """
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    light = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * light ** (1 / 3) - 16 if light > (6 / 29) ** 3 else light * (29 / 3) ** 3
