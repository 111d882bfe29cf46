"""What is raised, and said, when somebody asks the program to end; loads in no time."""

from __future__ import annotations

import sys

__all__ = ["Stopped", "last_word"]


class Stopped(BaseException):
    """A stop, with what stands after it.

    It is no ``KeyboardInterrupt``: the command-line library would take that for its own, and
    end without a word.

    Parameters
    ----------
    th, en
        One sentence in Thai and in English.
    number
        The signal's; 0 where it is not known.
    """

    def __init__(
        self,
        th: str = "หยุดแล้ว ไม่มีไฟล์ใดเขียนค้างครึ่ง ๆ กลาง ๆ ไฟล์และเว็บไซต์เดิมอยู่ครบ",
        en: str = "stopped; no file is half written, files and site are whole",
        number: int = 0,
    ) -> None:
        super().__init__(en)
        self.th = th
        self.en = en
        self.number = number


def last_word(stop: BaseException) -> int:
    """Say that the work was stopped and what stands; the exit code for it."""
    import contextlib
    import signal

    from muban.web.language import choose_lang

    told = stop if isinstance(stop, Stopped) else Stopped()
    text = told.en if choose_lang(sys.argv[1:]) == "en" else told.th
    with contextlib.suppress(OSError, ValueError):
        reconfigure = getattr(sys.stderr, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
        sys.stderr.write(f"muban: {text}\n")
        sys.stderr.flush()
    return 128 + (told.number or signal.SIGINT)
