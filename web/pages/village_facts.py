"""How many villages a page has, and how many areas of which nobody can tell what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.web.wording.words import Lang, word

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas

__all__ = ["village_facts"]


def village_facts(tambon: TambonAtlas, lang: Lang) -> list[str]:
    """The counts in words; a count of none is left out.

    Parameters
    ----------
    tambon
        What is counted.
    lang
        ``th`` or ``en``.

    Returns
    -------
    list of str
        One for each count.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> tambon = SimpleNamespace(village_count=18, unnamed_areas=0, outlined_count=4)
    >>> village_facts(tambon, "th")
    ['18 หมู่บ้าน (มีแนวเขต 4)']
    """
    counts = {"count.villages": tambon.village_count, "count.unnamed": tambon.unnamed_areas}
    said = {key: word(key, lang, n=count) for key, count in counts.items() if count}
    if 0 < tambon.outlined_count < tambon.village_count:
        said["count.villages"] += f" {word('count.outlined', lang, n=tambon.outlined_count)}"
    return list(said.values())
