"""A map's description as a page has it: every sentence in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from muban.web.wording.words import Lang, digits

__all__ = ["in_both"]


def in_both(
    describe: Callable[[Lang], Sequence[Sequence[str]]], *, thai_digits: bool = False
) -> list[tuple[str, str]]:
    """Paragraphs in Thai and in English.

    Parameters
    ----------
    describe
        Gives the paragraphs, each as its sentences, in a language.
    thai_digits
        Whether Thai text has Thai figures.

    Examples
    --------
    >>> in_both(lambda lang: [["1 ก", "2"]], thai_digits=True)
    [('๑ ก · ๒', '1 ก. 2.')]
    """
    thai = [digits(" · ".join(each), thai=thai_digits) for each in describe("th")]
    english = [" ".join(f"{sentence}." for sentence in each) for each in describe("en")]
    return list(zip(thai, english, strict=True))
