"""The command ``muban``: one file per command under ``web/commands``.

Help must start fast on an old laptop: a command's module imports only what its options
need, and everything heavy inside its function.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile

import typer

from muban.gis.errors import MubanError, disk_reason
from muban.gis.problem_catalogue import Lang
from muban.web.commands.refusals import Refusal, refused
from muban.web.language import choose_lang
from muban.web.stopping import Stopped, last_word
from muban.web.told.terminal import fail

__all__ = ["app", "main"]

app = typer.Typer(
    name="muban",
    help="แผนที่หมู่บ้านจากไฟล์ของเจ้าหน้าที่พัฒนาชุมชน — village maps from officers' files",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    "desk",
    "new",
    "check",
    "build",
    "serve",
    "posts",
    "clip",
    "demo",
    "digitize",
    "print",
    "register",
    "forms",
    "book",
    "notebook",
    "upload",
    "diff",
)
"""Each is a function of its own name in a module of that name."""
GROUPS = ("eligible", "legend", "pack")
"""Each is a module with an ``app`` of several commands."""

for name in COMMANDS:
    app.command(name)(getattr(import_module(f"muban.web.commands.{name}"), name))
for name in GROUPS:
    app.add_typer(import_module(f"muban.web.commands.{name}").app, name=name)


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code says how it went.

    Parameters
    ----------
    args
        The words after ``muban``; None takes them from the system.

    Returns
    -------
    int
        0 fine; 1 the data has errors; 2 the command or the configuration is wrong; 130 and
        143 stopped by Ctrl-C or by the system. A traceback is a bug of ours.
    """
    words = list(sys.argv[1:] if args is None else args)
    lang = choose_lang(words)
    try:
        code = app(args=words, prog_name="muban", standalone_mode=False)
    except MubanError as error:
        return fail(error.text(lang))
    except Refusal as refusal:
        return _refuse(refusal, words, lang)
    except (typer.Abort, Stopped) as stop:
        return last_word(stop)
    except OSError as error:
        return fail(_disk_sentence(error, lang))
    except SystemExit as leaving:  # the reader of a pipe went away
        return leaving.code if isinstance(leaving.code, int) else 0
    return code if isinstance(code, int) else 0


def _refuse(refusal: Exception, words: Sequence[str], lang: Lang) -> int:
    """Say why the words of a command line cannot be; a group alone shows what it has."""
    context = getattr(refusal, "ctx", None)
    if type(refusal).__name__ == "NoArgsIsHelpError" and context is not None:
        context.command.get_help(context)  # it prints as it makes the text
        return 2
    named = " ".join(["muban", *takewhile(lambda word: not word.startswith("-"), words)])
    path = named if context is None else context.command_path
    return fail(refused(refusal.format_message(), path).text(lang))  # type: ignore[attr-defined]


def _disk_sentence(error: OSError, lang: str) -> str:
    """One line about a file that the disk refuses, and what to do."""
    name, (th, en) = error.filename or "-", disk_reason(error)
    return (
        f"อ่านหรือเขียน «{name}» ไม่ได้ ({th}) — ตรวจว่ามีโฟลเดอร์นั้น และปิดไฟล์ที่เปิดค้างอยู่แล้วสั่งใหม่"
        if lang == "th"
        else f"“{name}” cannot be read or written ({en}): see that the folder is there, close "
        "the file where it is open, and try again"
    )
