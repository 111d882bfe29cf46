"""The door of a site that is of one tambon: its address opens on the tambon's own page.

The province's overview then stands beside it, and is a tap away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from muban.web.pages.page import Speech
from muban.web.pages.page_tambon import tambon_head, tambon_path
from muban.web.wording.render import render

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.web.pages.site import Card, Site

__all__ = ["DOOR_PATH", "OVERVIEW_PATH", "build_door_page", "one_tambon"]

DOOR_PATH = "index.html"
OVERVIEW_PATH = "overview.html"
"""Where the province's page stands when the site opens on a tambon."""


def one_tambon(atlas: Atlas, tambons: Sequence[TambonAtlas]) -> TambonAtlas | None:
    """The tambon that a whole site is of; None where it is of more than that.

    Nobody need know which tambon it is: the overview of a lone drawing has no more to say.

    Parameters
    ----------
    atlas
        The whole project: a register that names other tambons makes it a province's.
    tambons
        Those that get a page.
    """
    if len(atlas.pages) != 1 or len(tambons) != 1:
        return None
    of_register = {str(code) for code in atlas.designations["tambon_code"] if code}
    rows = len(atlas.designations)
    only = of_register == {tambons[0].tambon.key}
    return tambons[0] if not rows or only else None


def build_door_page(tambon: TambonAtlas, site: Site, card: Card) -> Mapping[str, bytes]:
    """Make ``index.html``, which leads on by itself and shares as the tambon's page does.

    Parameters
    ----------
    tambon
        Where it leads.
    site
        With :attr:`~muban.web.pages.site.Site.opens_on`.
    card
        The picture of the tambon's page.
    """
    path = tambon_path(tambon.tambon.key)
    text = render(
        "door.html.jinja",
        site=site,
        head=tambon_head(tambon, site, path),
        w=Speech(site.lang, site.thai_digits),
        href=lambda target: site.href(DOOR_PATH, target),
        address=site.address(path),
        card=card,
        card_address=site.address(card.path),
    )
    return {DOOR_PATH: (text.strip() + "\n").encode()}
