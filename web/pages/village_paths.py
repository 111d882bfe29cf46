"""Which villages have a page of their own, and where it stands in the site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas

__all__ = ["village_path", "village_paths"]


def village_path(village_code: str) -> str:
    """Where a village's page stands.

    Examples
    --------
    >>> village_path("43160508")
    'tambon/431605/8/index.html'
    """
    return f"tambon/{village_code[:6]}/{int(village_code[6:])}/index.html"


def village_paths(tambon: TambonAtlas) -> dict[str, str]:
    """The pages of a tambon's villages, by code, in the atlas's order.

    A village has one if its code is known, is of this tambon, and is no other village's too:
    an address that could mean two villages would be a guess.
    """
    codes = list(tambon.villages["village_code"])
    known = Counter(codes)
    return {
        code: village_path(code)
        for code in codes
        if code and known[code] == 1 and code[:6] == tambon.tambon.code
    }
