"""What the command-line library refuses by itself, told as everything else is told.

It speaks English alone. Its sentences are few, and stand beside the Thai ones in
``refusals.json``; one that a later version words otherwise is quoted in a Thai sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import typer

from muban.gis.errors import ConfigError

__all__ = ["Refusal", "refused"]

Refusal: type[Exception] = typer.BadParameter.__mro__[1]
"""Any word of a command line that cannot be: the library names its base nowhere public."""


def refused(sentence: str, command: str) -> ConfigError:
    """A refusal in both languages, with where to look.

    Parameters
    ----------
    sentence
        As the library says it.
    command
        The words that lead to the command, such as ``muban check``.

    Examples
    --------
    >>> print(refused("No such option: --frmat (Possible options: --format)", "muban check"))
    No such option: --frmat (Possible options: --format) — see muban check --help
    >>> refused("Missing argument 'folder'.", "muban new").text("th")
    'ขาด «folder» ต้องใส่ต่อท้ายคำสั่ง — ดูวิธีใช้: muban new --help'
    """
    table = _table()
    words = " ".join(sentence.split())
    thai = _thai(words, table["sentences"]) or table["unknown"]["th"].format(words=words)
    hints = {lang: said.format(command=command) for lang, said in table["help"].items()}
    return ConfigError(f"{thai} — {hints['th']}", f"{words} — {hints['en']}")


def _thai(words: str, rows: Sequence[Mapping[str, str]]) -> str:
    """The Thai of the first sentence that matches; "" where none does."""
    for row in rows:
        found = re.fullmatch(row["en"], words)
        if found:
            facts = found.groupdict()
            if "why" in facts:
                facts["why"] = _thai(facts["why"], _table()["reasons"]) or facts["why"]
            return row["th"].format(**{key: _bare(value) for key, value in facts.items()})
    return ""


def _bare(text: str) -> str:
    """Without the quotes that English sets around each word."""
    return text.replace("'", "").replace(" or ", ", ")


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (resources.files(__package__) / "refusals.json").read_text("utf-8")
    )
    return found
