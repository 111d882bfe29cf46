"""What is said of files that were there before muban wrote: what stayed, and where ours went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.problem_catalogue import Lang
from muban.web.publishing.read_site import read_our_site
from muban.web.told.terminal import say

if TYPE_CHECKING:
    from muban.web.publishing.publish_site import Published
    from muban.web.publishing.write_outputs import Written

__all__ = ["kept_lines", "say_kept", "say_published"]

_SHOWN = 12


def say_published(published: Published, lang: Lang) -> None:
    """Name what stands in a site's folder and is not muban's, and what had to go beside it."""
    if published.kept:
        kept = _listed(_tops(published), lang)
        say(
            f"เก็บไว้ตามเดิม (muban ไม่ได้สร้าง): {kept}"
            if lang == "th"
            else f"Kept as they were (muban did not make them): {kept}"
        )
    if published.beside:
        moved = _listed([str(path) for path in published.beside], lang)
        say(
            f"ไฟล์ที่มีผู้แก้ไขหรือชื่อซ้ำกับหน้าเว็บ ย้ายไปเก็บข้างโฟลเดอร์เว็บไซต์: {moved}"
            if lang == "th"
            else f"Changed by somebody, or named like a page; now beside the site: {moved}"
        )


def say_kept(written: Written, lang: Lang, *, stderr: bool = False) -> None:
    """Name files that were not written over, and those that were written beside them.

    Parameters
    ----------
    written
        What was written, and what was kept.
    lang
        Of the lines.
    stderr
        Where the standard output is a report for programs.

    Examples
    --------
    >>> from muban.web.publishing.write_outputs import Written
    >>> say_kept(Written((), {}), "th")  # nothing was kept: nothing is said
    """
    for line in kept_lines(written, lang):
        say(line, stderr=stderr)


def kept_lines(written: Written, lang: Lang) -> Iterator[str]:
    """One line for each file that was not written over.

    Parameters
    ----------
    written
        What was written, and what was kept.
    lang
        Their language.

    Yields
    ------
    str
        Both files are named.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.web.publishing.write_outputs import Written
    >>> [line] = kept_lines(Written((), {Path("ก.csv"): Path("ก (2).csv")}), "en")
    >>> "“ก.csv”" in line, line.endswith("“ก (2).csv”")
    (True, True)
    """
    for old, new in written.kept.items():
        yield (
            f"! «{old}» มีผู้แก้ไขแล้วหรือ muban ไม่ได้สร้าง จึงเก็บไว้ตามเดิม ฉบับใหม่อยู่ใน «{new}»"
            if lang == "th"
            else f"! “{old}” was changed by somebody, or is not muban's, and is kept; "
            f"the new one is “{new}”"
        )


def _tops(published: Published) -> list[str]:
    """The shortest names of what is kept: a folder wholly of others stands for all in it."""
    stands = read_our_site(published.folder)
    pages = [Path(name) for name in stands.files] if stands else []
    ours = {part for page in pages for part in (page, *page.parents)} | {Path()}
    tops: dict[str, None] = {}
    for name in published.kept:
        path = Path(name)
        above = [*reversed(path.parents), path]
        tops[next((part for part in above if part not in ours), path).as_posix()] = None
    return list(tops)


def _listed(names: Iterable[str], lang: Lang) -> str:
    found = list(names)
    more = len(found) - _SHOWN
    rest = (f" และอีก {more}" if lang == "th" else f" and {more} more") if more > 0 else ""
    return ", ".join(found[:_SHOWN]) + rest
