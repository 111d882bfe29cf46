"""One tambon's files: its pages and their cards, looked over by the privacy gate.

They are a pure function of the tambon's own part of the atlas and of what the site's pages
share, so that they can be made anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muban.web.building.manifest import PageEntry
from muban.web.gate.privacy_gate import check_site
from muban.web.maps.tambon_view import view_tambon
from muban.web.pages.page_tambon import build_tambon_page, tambon_path
from muban.web.pages.page_village import VillagePages
from muban.web.pages.share import build_caption
from muban.web.pages.site import Card
from muban.web.pages.village_caption import build_village_caption
from muban.web.paper.card import SHAPES, build_cards
from muban.web.paper.card_village import VillageCards

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.layers.personal.privacy import Finding, PrivacyRule
    from muban.web.gate.innocent import Said
    from muban.web.maps.choropleth import ClassSettings
    from muban.web.maps.tambon_view import TambonView
    from muban.web.pages.site import Site

__all__ = ["PageFiles", "Shared", "make_tambon", "with_sharing"]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the files of all tambons are made with; ``rule`` None leaves the gate open."""

    site: Site
    classes: ClassSettings
    rule: PrivacyRule | None


@dataclass(frozen=True, slots=True)
class PageFiles:
    """Pages of the manifest, if there are any; files by path; what the privacy gate found there.

    ``innocent`` is what it found nothing in, where that is told to the process that gathers.
    """

    entries: tuple[PageEntry, ...]
    files: Mapping[str, bytes]
    found: tuple[Finding, ...] = ()
    innocent: frozenset[Said] = frozenset()


def make_tambon(tambon: TambonAtlas, shared: Shared) -> PageFiles:
    """Make the pages of a tambon and its villages, with their cards, and look them over.

    Parameters
    ----------
    tambon
        Everything that its page says.
    shared
        What all pages are made with.
    """
    site, path = shared.site, tambon_path(tambon.tambon.key)
    view = view_tambon(tambon, legend=site.legend, classes=shared.classes, lang=site.lang)
    cards = build_cards(
        view, thai_digits=site.thai_digits, office=site.office, address=site.address(path)
    )
    caption = build_caption(
        tambon, address=site.address(path), lang=site.lang, thai_digits=site.thai_digits
    )
    site, card, files = with_sharing(site, path, cards, caption)
    entries = [PageEntry("tambon", tambon.tambon.key, path, card)]
    for entry, made in _villages(view, shared.site):
        entries.append(entry)
        files |= made
    # Last: who counts the files of a build hears that the tambon is done.
    files |= build_tambon_page(view, site)
    found = () if shared.rule is None else tuple(check_site(files, rule=shared.rule))
    return PageFiles(tuple(entries), files, found)


def _villages(view: TambonView, site: Site) -> Iterator[tuple[PageEntry, dict[str, bytes]]]:
    """A page and a card for each village, but where one tambon shall be one file."""
    if site.single_file:
        return
    pages = VillagePages(view, tambon_path(view.tambon.tambon.key))
    cards = VillageCards(view, thai_digits=site.thai_digits)
    for index, village in enumerate(pages.villages):
        path = pages.paths.get(village["code"])
        if path is None:
            continue
        landmarks = len(pages.landmarks_of(village["code"]))
        caption = build_village_caption(
            view,
            village,
            landmarks,
            address=site.address(path),
            lang=site.lang,
            thai_digits=site.thai_digits,
        )
        card = cards.draw(index, village, landmarks)
        own, first, files = with_sharing(site, path, card, caption)
        files[path] = pages.write(index, own)
        yield PageEntry("village", village["code"], path, first), files


def with_sharing(
    site: Site, page: str, cards: Mapping[str, bytes], caption: str
) -> tuple[Site, str, dict[str, bytes]]:
    """The site with a page's card and caption, the wide card's path, and the files.

    Parameters
    ----------
    site
        As it is written.
    page
        The page's path inside the site.
    cards
        Its cards by file name.
    caption
        The text to post beside it.
    """
    files = {f"cards/{name}": content for name, content in cards.items()}
    first, shape = next(iter(files)), SHAPES[0]
    sharing = replace(
        site,
        cards={**site.cards, page: Card(first, shape.width, shape.height)},
        captions={**site.captions, page: caption},
    )
    return sharing, first, files
