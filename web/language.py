"""Which language the command line speaks; loads in no time, since it is asked first."""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence
from typing import Literal

__all__ = ["choose_lang"]


def choose_lang(words: Sequence[str] = ()) -> Literal["th", "en"]:
    """The language to speak: ``--lang`` if given, else the machine's, else Thai.

    Examples
    --------
    >>> choose_lang(["check", "--lang", "en"]), choose_lang(["check", "--lang=th"])
    ('en', 'th')
    """
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == "--lang" and following in ("th", "en"):
            return "en" if following == "en" else "th"
        if word in ("--lang=th", "--lang=en"):
            return "en" if word.endswith("en") else "th"
    stated = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    # Only Windows states it elsewhere. What Python makes of no statement at all is English.
    name = stated or (locale.getlocale()[0] if os.name == "nt" else None) or ""
    return "en" if name.lower().startswith("en") else "th"
