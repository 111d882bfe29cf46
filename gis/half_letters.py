"""Halves of letters: a text that no file can hold.

JSON, DXF and JavaScript write some letters in two halves (surrogates). Where a file has one
half alone, the text cannot be written as UTF-8 again, neither to a page nor to a terminal.
"""

from __future__ import annotations

__all__ = ["whole_text", "whole_value"]


def whole_text(text: str) -> str:
    r"""The text with halves put together, and a half that is alone as ``U+FFFD``.

    Examples
    --------
    >>> whole_text("บ้าน\ud800"), whole_text("\ud83c\udfe0"), whole_text("วัด")
    ('บ้าน\ufffd', '🏠', 'วัด')
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def whole_value(value: object) -> object:
    r"""The same for the texts inside a value of JSON.

    Examples
    --------
    >>> whole_value({"ชื่อ": ["\udc00", 1]})
    {'ชื่อ': ['\ufffd', 1]}
    """
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, list):
        return [whole_value(one) for one in value]
    if isinstance(value, dict):
        return {whole_text(str(key)): whole_value(one) for key, one in value.items()}
    return value
