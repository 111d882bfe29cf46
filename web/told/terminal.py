"""What the command line says: language, problems, progress.

Problems are grouped by file, the place comes first, the fix is something to do.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muban.gis.errors import ConfigError
from muban.gis.problem_catalogue import CATALOGUE, Lang
from muban.gis.problems import Problem, Severity, unique
from muban.web.language import choose_lang

if TYPE_CHECKING:
    from rich.console import Console

    from muban.gis.ledger import LedgerRow

__all__ = ["as_typed", "choose_lang", "fail", "progress", "say", "show_ledger", "show_problems"]

_SIGNS = {
    Severity.ERROR: ("✗", "red"),
    Severity.WARNING: ("!", "yellow"),
    Severity.NOTE: ("·", "cyan"),
}
_SEVERITY_WORDS = {
    "th": {Severity.ERROR: "ผิด", Severity.WARNING: "ควรตรวจ", Severity.NOTE: "แจ้งให้ทราบ"},
    "en": {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"},
}


def lang_of(option: str | None) -> Lang:
    """The language of an option that may be absent.

    Parameters
    ----------
    option
        What stands behind ``--lang``.

    Returns
    -------
    str
        ``th`` or ``en``.

    Raises
    ------
    ConfigError
        The option names another language than the two that are spoken.

    Examples
    --------
    >>> lang_of("en")
    'en'
    """
    if option not in (None, "th", "en"):
        raise ConfigError(
            f"--lang {option} ใช้ไม่ได้ ภาษาที่มีคือ th (ไทย) และ en (อังกฤษ)",
            f"--lang {option} cannot be; the languages are th (Thai) and en (English)",
        )
    return choose_lang(["--lang", option] if option else [])


def console(*, stderr: bool = False) -> Console:
    """A console that survives a Windows code page: what it cannot write is replaced."""
    stream = sys.stderr if stderr else sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return _plain_console()(file=stream, highlight=False, soft_wrap=True, markup=False)


_NOT_FOR_TERMINALS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys and does not show: files may be named so."""


def shown_plainly(text: str) -> str:
    r"""A text with all that a terminal would obey written out.

    Examples
    --------
    >>> shown_plainly("\x1b[2Jหมุด")
    '\\x1b[2Jหมุด'
    """
    return _NOT_FOR_TERMINALS.sub(lambda found: ascii(found[0])[1:-1], text)


@cache
def _plain_console() -> type[Console]:
    from rich.console import Console

    class PlainConsole(Console):
        def render_str(self, text: str, **options: Any) -> Any:
            return super().render_str(shown_plainly(text), **options)

    return PlainConsole


def say(text: str, *, stderr: bool = False) -> None:
    """One line to the user; beside a report on the standard output it goes to the other.

    Parameters
    ----------
    text
        In the language of who reads it.
    stderr
        Where the standard output is a report for programs.

    Examples
    --------
    >>> say("เสร็จแล้ว 18 หมู่บ้าน")
    เสร็จแล้ว 18 หมู่บ้าน
    """
    console(stderr=stderr).print(text)


def fail(text: str) -> int:
    """One line about why work cannot go on, and the exit code for it (2).

    Parameters
    ----------
    text
        What was found and what to do.

    Returns
    -------
    int
        2.

    Examples
    --------
    >>> fail("ไม่พบโฟลเดอร์งาน")  # the line goes to the standard error
    2
    """
    console(stderr=True).print(f"muban: {text}", style="red")
    return 2


_SHOWN_PER_KIND = 5
_HERE = Path()
_MORE = {
    "th": "    … และ «{title}» อีก {n} รายการ",
    "en": "    … and {n} more of “{title}”",
}
_ALL = {
    "th": "\nดูทุกรายการพร้อมแผนที่: muban check {folder} --format html --out report.html",
    "en": "\nAll of them, with a map: muban check {folder} --format html --out report.html",
}


def show_problems(problems: Iterable[Problem], lang: Lang, *, project: Path = _HERE) -> None:
    """List problems by file: place, what, what to do; of many alike the first few.

    ``project`` is the folder that the report of all of them is made from.

    Parameters
    ----------
    problems
        In any order of their files.
    lang
        Their language.
    project
        The folder that the report of all of them is made from.
    """
    out, cut = console(), False
    for file, group in groupby(unique(problems), key=lambda found: found.where.file):
        out.print(f"\n{file}", style="bold")
        alike = Counter[str]()
        for found in group:
            alike[found.code] += 1
            if alike[found.code] <= _SHOWN_PER_KIND or found.severity is Severity.ERROR:
                _show_problem(out, found, lang)
        for code, count in alike.items():
            if count > _SHOWN_PER_KIND and CATALOGUE[code].severity != "error":
                title, cut = CATALOGUE[code].title[lang], True
                out.print(_MORE[lang].format(n=count - _SHOWN_PER_KIND, title=title), style="dim")
    if cut:
        out.print(_ALL[lang].format(folder=as_typed(project)), style="dim")


def as_typed(path: Path) -> str:
    """A path as it can be typed behind a command.

    Examples
    --------
    >>> as_typed(Path("งาน ของฉัน")), as_typed(Path("งาน"))
    ('"งาน ของฉัน"', 'งาน')
    """
    text = str(path)
    return f'"{text}"' if " " in text else text


def _show_problem(out: Console, found: Problem, lang: Lang) -> None:
    sign, colour = _SIGNS[found.severity]
    # A sentence that names the record itself need not be led by its name once more.
    message, where = found.message(lang), found.where
    place = (where.layer, *(_unsaid(part, message) for part in (where.feature, where.field)))
    head = " › ".join(part for part in place if part)
    out.print(f"  {sign} {head}{': ' if head else ''}{message}", style=colour)
    if found.severity is not Severity.NOTE:
        # Lines for muban.toml stay under their sentence; blanks before them do no harm there.
        out.print("    → " + found.fix(lang).replace("\n", "\n      "), style="dim")


def _unsaid(part: str | None, message: str) -> str | None:
    return None if part and part in message else part


def show_ledger(rows: Sequence[LedgerRow], problems: Sequence[Problem], lang: Lang) -> None:
    """The account of every record, and how many problems of each kind there are.

    Parameters
    ----------
    rows
        The account.
    problems
        What is counted by severity.
    lang
        Of the heads.
    """
    from rich.table import Table

    heads = {
        "th": ("ไฟล์", "ชั้นข้อมูล", "อ่าน", "แสดง", "ซ่อมแล้วแสดง", "อ้างอิง", "กันไว้"),
        "en": ("file", "layer", "read", "published", "repaired", "reference", "set aside"),
    }[lang]
    table = Table(box=None, pad_edge=False)
    for index, head in enumerate(heads):
        table.add_column(head, justify="left" if index < 2 else "right")
    for row in rows:
        counts = (row.read, row.published, row.repaired, row.used, row.set_aside)
        table.add_row(row.file, row.layer, *map(str, counts))
    out = console()
    out.print()
    out.print(table)
    words = _SEVERITY_WORDS[lang]
    counted = {kind: sum(p.severity is kind for p in unique(problems)) for kind in Severity}
    out.print("\n" + " · ".join(f"{words[kind]} {counted[kind]}" for kind in Severity))


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A progress bar on the terminal's error stream; nothing where there is no terminal."""
    from rich.progress import Progress

    with Progress(console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda step=1: bar.advance(task, step)
