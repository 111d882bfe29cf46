"""What no single tambon's is: data, scripts, the province's page, and what hosts ask for.

Data files are made each for itself, where a process begins as a copy of this one on as many
processors as are given: nothing has to be told to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muban.web.building.manifest import PageEntry
from muban.web.building.tambon_files import PageFiles, Shared, with_sharing
from muban.web.gate.innocent import innocent_by
from muban.web.gate.privacy_gate import check_site
from muban.web.in_turn import begins_as_copy, in_turn
from muban.web.maps.province_shapes import province_shapes
from muban.web.pages.for_hosts import build_robots, build_sitemap
from muban.web.pages.page_door import build_door_page
from muban.web.pages.page_missing import build_missing_page
from muban.web.pages.page_province import build_province_page
from muban.web.pages.share import build_province_caption
from muban.web.pages.site import Card, Site
from muban.web.pages.village_paths import village_paths
from muban.web.paper.card import SHAPES
from muban.web.paper.card_province import build_province_cards

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.layers.personal.privacy import PrivacyRule
    from muban.web.building.data_files import Make

__all__ = [
    "DataWork",
    "data_in_turn",
    "files_at_last",
    "files_of_the_whole",
    "looked_over",
    "village_pages",
]

_ASSETS = ("tambon.css", "province.css", "village.css", "sw.js")
_BUNDLES = ("tambon", "province", "village")


def looked_over(
    files: Mapping[str, bytes], rule: PrivacyRule | None, entry: PageEntry | None = None
) -> PageFiles:
    """Files with what the privacy gate found in them.

    Parameters
    ----------
    files
        By path.
    rule
        None leaves the gate open.
    entry
        The page among them, where there is one.
    """
    found = () if rule is None else tuple(check_site(files, rule=rule))
    return PageFiles(() if entry is None else (entry,), files, found)


def _assets(site: Site) -> dict[str, bytes]:
    """Scripts and styles as files; a page that is one file carries its own."""
    if site.single_file:
        return {}
    names = (*map(site.script, _BUNDLES), *_ASSETS)
    return {site.assets[name].path: site.assets[name].content for name in names}


@dataclass(frozen=True, eq=False)
class DataWork:
    """What makes each data file, by its path, and the rule of the gate (None leaves it open)."""

    planned: Mapping[str, Make]
    rule: PrivacyRule | None


def _make_data(path: str, work: DataWork) -> PageFiles:
    """Make one data file and look it over.

    Parameters
    ----------
    path
        Of ``work.planned``.
    work
        What all of them are made with.
    """
    known = frozenset() if work.rule is None else innocent_by(work.rule).met
    made = looked_over({path: work.planned[path]()}, work.rule)
    met = frozenset() if work.rule is None else innocent_by(work.rule).met - known
    return replace(made, innocent=met)


@contextmanager
def data_in_turn(work: DataWork, jobs: int) -> Iterator[Iterator[PageFiles]]:
    """The data files, in their order: begun at once, or made when they are asked for.

    Parameters
    ----------
    work
        Which files, and how they are looked over.
    jobs
        Processes, at most; none but this where one would have to be told all that it needs.
    """
    with in_turn(
        _make_data, list(work.planned), work, jobs=jobs if begins_as_copy() else 1
    ) as made:
        yield made


def files_of_the_whole(
    atlas: Atlas, shared: Shared, made: Iterable[PageFiles]
) -> Iterator[PageFiles]:
    """Data, scripts and the province's page: what no single tambon's is.

    Parameters
    ----------
    atlas
        The whole project.
    shared
        What all pages are made with.
    made
        The data files, as they come.
    """
    # First, while others make the data.
    entry, files = _province(atlas, shared.site)
    province = looked_over(files, shared.rule, entry)
    yield from made
    yield looked_over(_assets(shared.site), shared.rule)
    yield province


def files_at_last(
    shared: Shared, tambons: Sequence[TambonAtlas], pages: Sequence[PageEntry]
) -> Iterator[PageFiles]:
    """What hosts ask for, and the door of a site of one tambon, whose card is made by then.

    Parameters
    ----------
    shared
        What all pages are made with.
    tambons
        Those that have a page.
    pages
        The pages that were made so far.
    """
    yield _for_hosts(shared, tambons)
    if shared.site.opens_on is not None:
        cards = [page.card for page in pages if page.path == shared.site.opens_on]
        card = Card(str(cards[0]), SHAPES[0].width, SHAPES[0].height)
        yield looked_over(build_door_page(tambons[0], shared.site, card), shared.rule)


def _for_hosts(shared: Shared, tambons: Sequence[TambonAtlas]) -> PageFiles:
    """What hosts and search engines ask for; every page of the site offers the data."""
    site = shared.site
    files = dict(build_missing_page(site))
    files["robots.txt"] = build_robots(site.base_url, internal=site.internal)
    if site.base_url is not None and not site.internal:
        files["sitemap.xml"] = build_sitemap(
            site.base_url, [*site.downloads, *village_pages(site, tambons)]
        )
    return looked_over(files, shared.rule)


def village_pages(site: Site, tambons: Sequence[TambonAtlas]) -> dict[str, TambonAtlas]:
    """The villages' own pages, by path, with what they are part of."""
    return (
        {}
        if site.single_file
        else {path: tambon for tambon in tambons for path in village_paths(tambon).values()}
    )


def _province(atlas: Atlas, site: Site) -> tuple[PageEntry, dict[str, bytes]]:
    shapes = province_shapes(atlas)
    cards = build_province_cards(
        atlas,
        legend=site.legend,
        lang=site.lang,
        thai_digits=site.thai_digits,
        shapes=shapes,
        office=site.office,
        address=site.address(site.overview),
    )
    caption = build_province_caption(
        atlas,
        address=site.address(site.overview),
        lang=site.lang,
        thai_digits=site.thai_digits,
    )
    site, card, files = with_sharing(site, site.overview, cards, caption)
    entry = PageEntry(
        kind="province",
        code=atlas.province.code or "",
        path=site.overview,
        card=card,
    )
    return entry, {**files, **build_province_page(atlas, site, shapes=shapes)}
