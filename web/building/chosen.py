"""Which tambons of an atlas get a page: those of the units that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas

__all__ = ["chosen_tambons"]


def chosen_tambons(atlas: Atlas, only: Sequence[str]) -> list[TambonAtlas]:
    """The tambons that get a page.

    Parameters
    ----------
    atlas
        Everything.
    only
        Codes of tambons, amphoes and provinces; none means all.

    Raises
    ------
    ConfigError
        One of them is of nothing that has a page.
    """
    codes = [page.tambon.key for page in atlas.pages]
    unknown = sorted(code for code in set(only) if not any(_is_in(key, code) for key in codes))
    if unknown:
        known = ", ".join(codes) or "–"
        raise ConfigError(
            f"--only {', '.join(unknown)}: ไม่มีตำบล อำเภอ หรือจังหวัดรหัสนี้ในงาน ตำบลที่มีคือ {known}",
            f"--only {', '.join(unknown)}: the project has no such tambon, amphoe or province; "
            f"its tambons are {known}",
        )
    pages = atlas.pages
    return [page for page in pages if not only or any(_is_in(page.tambon.key, c) for c in only)]


def _is_in(tambon: str, code: str) -> bool:
    return len(code) in (2, 4, 6) and tambon.startswith(code)
