"""Where Thai may break: it has no spaces between words, and a word cut in two is hard to read."""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["thai_words"]


def thai_words(text: str) -> tuple[str, ...]:
    """A text in pieces that may stand on lines of their own; together they are the text.

    Examples
    --------
    >>> "".join(thai_words("การจัดการความเสี่ยงของชุมชน"))
    'การจัดการความเสี่ยงของชุมชน'
    """
    return tuple(_parser().parse(text))


@cache
def _parser() -> Any:
    import budoux

    return budoux.load_default_thai_parser()
