"""What a preview tells its open pages of the work on the site, in few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from muban.gis.problems import Problem, Severity
from muban.web.wording.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from muban.web.desk.workroom import Workroom
    from muban.web.wording.words import Lang

__all__ = ["live_news"]

_SHOWN = 8
"""So many problems are told in the page; ``muban check`` tells all."""
_LANGS: tuple[Lang, ...] = ("th", "en")
Tone = Literal["busy", "wrong", "fine"]


def live_news(room: Workroom) -> Mapping[str, object]:
    """How many sites were made, how far the next is, and which errors the project has.

    Parameters
    ----------
    room
        Where the site is made.

    Returns
    -------
    dict
        As ``web/frontend/src/live/main.ts`` takes it.
    """
    shown = room.view()
    said: dict[str, list[str]] = {lang: [] for lang in _LANGS}
    tone: Tone = "fine"
    errors = [one for one in room.work.shown if _is_error(one)] if room.work else []
    if trouble := shown["trouble"]:
        tone = "wrong"
        said = {lang: [word("live.trouble", lang), trouble[lang]] for lang in _LANGS}
    elif shown["stage"] in {"reading", "building"}:
        tone = "busy"
        said = {lang: [word(f"live.{shown['stage']}", lang)] for lang in _LANGS}
    elif shown["stage"] == "empty":
        tone = "wrong"
        said = {lang: [word("live.empty", lang)] for lang in _LANGS}
    elif errors:
        tone = "wrong"
        said = {lang: _told(errors, lang) for lang in _LANGS}
    gone = {lang: [word("live.gone", lang)] for lang in _LANGS}
    return {"built": shown["built"], "tone": tone, "said": said, "gone": gone}


def _is_error(found: Problem) -> bool:
    return found.severity is Severity.ERROR


def _told(errors: list[Problem], lang: Lang) -> list[str]:
    lines = [word("live.errors", lang, n=len(errors))]
    for one in errors[:_SHOWN]:
        where = " › ".join(part for part in (one.where.file, one.where.layer) if part)
        lines.append(f"{where}: {one.message(lang)} — {one.fix(lang)}")
    if len(errors) > _SHOWN:
        lines.append(word("live.more", lang, n=len(errors) - _SHOWN))
    return lines
