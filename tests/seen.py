"""A tambon as everything shows it, for tests of the pictures and pages made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.symbology.legend import read_legend
from muban.web.maps.choropleth import ClassSettings
from muban.web.maps.tambon_view import TambonView, view_tambon

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend
    from muban.web.wording.words import Lang

__all__ = ["seen"]


def seen(
    tambon: TambonAtlas,
    *,
    legend: Legend | None = None,
    classes: ClassSettings | None = None,
    lang: Lang = "th",
) -> TambonView:
    """The tambon with the standard legend, and five classes by natural breaks."""
    return view_tambon(
        tambon, legend=legend or read_legend(), classes=classes or ClassSettings(), lang=lang
    )
