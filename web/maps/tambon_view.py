"""One tambon as everybody sees it: what is shown, in which classes and colours, on what ground.

Decided and drawn once; page, cards, map sheet and book are made from it, so that none of
them can show another domain, another year or other limits than the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from muban.web.maps.choropleth import Views, decide_views, fills_of
from muban.web.maps.ground import Ground, build_ground
from muban.web.maps.picture_places import has_places

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend
    from muban.web.maps.choropleth import ClassSettings
    from muban.web.wording.words import Lang

__all__ = ["TambonView", "view_tambon"]


@dataclass(frozen=True, eq=False)
class TambonView:
    """A tambon, what it is coloured by, and its shapes as pictures draw them."""

    tambon: TambonAtlas
    legend: Legend
    lang: Lang
    views: Views
    ground: Ground

    @property
    def fills(self) -> dict[str, str] | None:
        """Every village's colour or hatch, by code; None for the plain map."""
        return fills_of(self.tambon, self.views.shown)

    @cached_property
    def mapped(self) -> bool:
        """Whether there is anything to draw on a map."""
        return has_places(self.tambon)


def view_tambon(
    tambon: TambonAtlas, *, legend: Legend, classes: ClassSettings, lang: Lang = "th"
) -> TambonView:
    """Decide what a tambon shows, and set it on its grid.

    Parameters
    ----------
    tambon
        Everything that is known of it.
    legend
        Symbols and colours.
    classes
        How the project wants values cut into classes.
    lang
        Of names and titles.
    """
    return TambonView(
        tambon=tambon,
        legend=legend,
        lang=lang,
        views=decide_views(tambon, classes),
        ground=build_ground(tambon, legend=legend, lang=lang),
    )
