"""Whether digits are what they look like: check digits, and areas of telephones."""

from __future__ import annotations

import re

__all__ = ["is_landline", "is_national_id", "luhn"]


def is_national_id(digits: str) -> bool:
    """Whether 13 digits are a Thai identity number, by its check digit (modulo 11).

    The weights run from 13 down to 2; the check digit is (11 − sum mod 11) mod 10.

    Examples
    --------
    >>> is_national_id("1101700203451"), is_national_id("1101700203450")
    (False, True)
    >>> is_national_id("110170020345")
    False
    """
    if len(digits) != 13 or not digits.isdecimal():
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False)
    )
    return (11 - total % 11) % 10 == int(digits[-1])


def is_landline(number: str) -> bool:
    """Whether a telephone number is a fixed line's: an office may have it published.

    Examples
    --------
    >>> is_landline("042-411234"), is_landline("โทร. 411234"), is_landline("081-234-5678")
    (True, True, False)
    """
    digits = "".join(re.findall(r"\d+", number))
    if digits.startswith("66"):
        digits = "0" + digits[2:].removeprefix("0")
    return len(digits) in (6, 7) or (len(digits) == 9 and digits[1] in "23457")


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others, as on a card.

    Examples
    --------
    >>> luhn("4539578763621486"), luhn("4539578763621487")
    (True, False)
    """
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0
