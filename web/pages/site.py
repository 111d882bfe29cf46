"""What all pages of a site share: settings, assets, downloads, and how links are written."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muban.gis.frozen import frozen
from muban.layers.indicator.priority_rule import PriorityRule
from muban.web.wording.words import Lang

if TYPE_CHECKING:
    from muban.symbology.legend import Legend

__all__ = ["Asset", "Basemap", "Card", "Download", "Site"]


@dataclass(frozen=True, slots=True)
class Asset:
    """A script or a style: where it stands in the site, and what is in it."""

    path: str
    content: bytes
    csp_hash: str
    """``sha256-…`` as a Content-Security-Policy names it."""


@dataclass(frozen=True, slots=True)
class Basemap:
    """Tiles under the map, off unless the project asks for them.

    ``url`` is a template with ``{z} {x} {y}``; the attribution is compulsory.
    """

    url: str
    attribution: str
    max_zoom: int = 19


@dataclass(frozen=True, slots=True)
class Card:
    """A picture that a shared link shows: its path in the site and its size in pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers: its path in the site, what it is, and its size in words."""

    path: str
    label_th: str
    label_en: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A site's settings.

    Parameters
    ----------
    title
        The project's name.
    legend
        Symbols and colours of every page.
    assets
        By name as built: ``tambon.js``, ``tambon.css`` … (:mod:`muban.web.pages.assets_index`).
    base_url
        Where it will be published, ending in ``/``; None where that is not known.
    single_file
        Scripts and styles stand in the page itself.
    internal
        For the office only: every page says so.
    lang, thai_digits
        The first language, and whether figures are in Thai digits.
    office
        Who made it, for cards.
    priorities
        What counts as a problem.
    cards, captions, downloads
        By page path: the card's picture, a text to post, and files to offer.
    tambon_pages
        Codes of tambons that have a page of their own.
    overview
        The path of the province's page.
    opens_on
        The page that ``index.html`` leads to, where it is not the province's itself.
    above
        The title of the page of all provinces, which stands in the folder above; None where
        the site is of one.
    photos
        Of pins, by name: the path in the site, or the picture itself as a ``data:`` address.
    """

    title: str
    legend: Legend
    assets: Mapping[str, Asset]
    base_url: str | None = None
    single_file: bool = False
    internal: bool = False
    lang: Lang = "th"
    thai_digits: bool = False
    basemap: Basemap | None = None
    office: str = ""
    priorities: PriorityRule = field(default_factory=PriorityRule)
    cards: Mapping[str, Card] = field(default_factory=lambda: frozen({}))
    captions: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=lambda: frozen({}))
    tambon_pages: tuple[str, ...] = ()
    overview: str = "index.html"
    opens_on: str | None = None
    above: str | None = None
    photos: Mapping[str, str] = field(default_factory=lambda: frozen({}))

    def href(self, page: str, target: str) -> str:
        """A link from one page to a file of the site, relative so that any host takes it.

        Examples
        --------
        >>> Site("", None, {}).href("tambon/430101/index.html", "assets/a.css")
        '../../assets/a.css'
        """
        return posixpath.relpath(target, posixpath.dirname(page) or ".")

    def photo(self, page: str, name: str) -> str:
        """Where a page finds a pin's photo; '' for none.

        Examples
        --------
        >>> site = Site("", None, {}, photos={"a.jpg": "photos/a.jpg"})
        >>> site.photo("tambon/1/index.html", "a.jpg")
        '../../photos/a.jpg'
        """
        place = self.photos.get(name, "")
        return place if not place or place.startswith("data:") else self.href(page, place)

    def script(self, bundle: str) -> str:
        """The built script of a page: the one with tiles only where there are some.

        Examples
        --------
        >>> Site("", None, {}).script("tambon")
        'tambon.js'
        """
        return f"{bundle}.js" if self.basemap is None else f"{bundle}_tiles.js"

    def address(self, path: str) -> str | None:
        """The full address of a page or file; None where the site's address is not known.

        Examples
        --------
        >>> Site("", None, {}, base_url="https://x.go.th/m/").address("tambon/1/index.html")
        'https://x.go.th/m/tambon/1/'
        """
        if self.base_url is None:
            return None
        return self.base_url + path.removesuffix("index.html")
