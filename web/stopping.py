"""What is raised when somebody asks the program to end; loads in no time."""

from __future__ import annotations

__all__ = ["Stopped"]


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
