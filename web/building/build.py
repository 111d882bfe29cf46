"""A site from an atlas: one file after the other, each looked over, the manifest last.

Nothing here touches the disk, and nothing holds the whole site: who publishes it writes each
file as it comes. A tambon's files are made on as many processors as are given
(:mod:`muban.web.in_turn`), and are the same on one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from muban.layers.personal.privacy import PrivacyRule
from muban.web.building.chosen import chosen_tambons
from muban.web.building.data_files import label_of, planned_files
from muban.web.building.drawing_pages import drawing_pages
from muban.web.building.finished import Tally, check_finished
from muban.web.building.manifest import PageEntry, manifest_json
from muban.web.building.pin_photos import photo_files, photo_places
from muban.web.building.tambon_files import PageFiles, Shared, make_tambon, with_sharing
from muban.web.cache.kept import in_turn_kept
from muban.web.cache.read_innocent import innocent_kept
from muban.web.cache.read_templates import KeptTemplates
from muban.web.gate.privacy_gate import check_site, refuse_found
from muban.web.maps.province_shapes import province_shapes
from muban.web.pages.assets_index import read_assets
from muban.web.pages.for_hosts import build_robots, build_sitemap
from muban.web.pages.page_door import DOOR_PATH, OVERVIEW_PATH, build_door_page, one_tambon
from muban.web.pages.page_missing import build_missing_page
from muban.web.pages.page_province import build_province_page
from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.share import build_province_caption
from muban.web.pages.site import Basemap, Card, Download, Site
from muban.web.pages.sizes import size_mark, with_sizes
from muban.web.pages.village_paths import village_paths
from muban.web.paper.card import SHAPES
from muban.web.paper.card_province import build_province_cards
from muban.web.publishing.read_site import MANIFEST
from muban.web.settings.addresses import folder_address
from muban.web.settings.indicator_settings import class_settings, priority_rule
from muban.web.wording.render import keep_templates

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.layers.personal.privacy import Finding
    from muban.web.building.data_files import Make
    from muban.web.cache.write_store import Store
    from muban.web.in_turn import Crew
    from muban.web.project import Project

__all__ = ["BuildOptions", "build_site", "site_of", "stream_site"]

_ASSETS = ("tambon.css", "province.css", "village.css", "sw.js")
_BUNDLES = ("tambon", "province", "village")


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What ``muban build`` was asked for.

    ``only`` are codes of what to make pages of: tambons, amphoes, provinces; none means all.
    ``store`` keeps what was made before; with None all is made anew. ``crew`` makes tambons
    elsewhere, instead of ``jobs`` processes. ``country`` is the title of
    the page of all provinces, which stands above the site; None where there is none.
    """

    base_url: str | None = None
    only: tuple[str, ...] = ()
    single_file: bool = False
    jobs: int = 1
    internal: bool = False
    store: Store | None = None
    crew: Crew | None = None
    country: str | None = None


def build_site(project: Project, atlas: Atlas, options: BuildOptions) -> dict[str, bytes]:
    """Make a site and hold it: path → bytes, ordered by path.

    Parameters, and what it raises, as of :func:`stream_site`.
    """
    return dict(sorted(stream_site(project, atlas, options)))


def stream_site(
    project: Project, atlas: Atlas, options: BuildOptions
) -> Generator[tuple[str, bytes], None, None]:
    """Make a site, one file after the other.

    Parameters
    ----------
    project
        Its settings and legend.
    atlas
        What the pages say.
    options
        What was asked for.

    Yields
    ------
    tuple
        Site-relative path and bytes, each path once, and ``manifest.json`` last: it comes
        when all the rest is made, counted and looked over. The same bytes for the same input.

    Raises
    ------
    ConfigError
        ``only`` names a tambon that has no page.
    MubanError
        The privacy gate found something personal; every find is named.
    SiteImbalance
        The finished site does not hold what the ledger says: a bug of ours.
    """
    tambons = chosen_tambons(atlas, options.only)
    allowed = frozenset(project.config.privacy.allowed)
    rule = None if options.internal else PrivacyRule(allowed=allowed)
    classes = class_settings(project.config)
    planned = planned_files(atlas, project.legend, classes)
    site = _site(project, atlas, options, tambons, planned)
    shared = Shared(site, classes, rule)
    if options.store is not None:
        keep_templates(KeptTemplates(options.store))
    data: dict[str, bytes] = {}
    pages: list[PageEntry] = []
    found: list[Finding] = []
    tally = Tally()
    with (
        innocent_kept(options.store, rule, site.title),
        in_turn_kept(
            make_tambon, tambons, shared, jobs=options.jobs, store=options.store, crew=options.crew
        ) as made,
    ):
        for part in chain(
            _of_the_whole(atlas, shared, planned, data),
            made,
            [drawing_pages(project, atlas, tambons, shared)],
            [_looked_over(photo_files(atlas, tambons, single_file=site.single_file), rule)],
            _at_last(shared, tambons, pages),
        ):
            pages += part.entries
            found += part.found
            for name, made_content in part.files.items():
                content = with_sizes(made_content, data) if name.endswith(".html") else made_content
                tally.take(name, content)
                # What is personal is written nowhere, not even beside the site for a moment.
                if not found:
                    yield name, content
    built = {tambon_path(tambon.tambon.key): tambon for tambon in tambons}
    villages = _village_pages(site, tambons)
    finished = check_finished(atlas, built, tally, site.overview, villages)
    manifest = manifest_json(atlas, pages, tally.files, finished, internal=options.internal)
    refuse_found([*found, *_looked_over({MANIFEST: manifest}, rule).found])
    yield MANIFEST, manifest


def _looked_over(
    files: Mapping[str, bytes], rule: PrivacyRule | None, entry: PageEntry | None = None
) -> PageFiles:
    found = () if rule is None else tuple(check_site(files, rule=rule))
    return PageFiles(() if entry is None else (entry,), files, found)


def site_of(project: Project, atlas: Atlas, *, base_url: str | None) -> Site:
    """The settings of a project's site, for what is made beside it and leads there.

    Parameters
    ----------
    project
        Its settings and legend.
    atlas
        What the pages say.
    base_url
        Where the site is published; None where that is not known.
    """
    return _site(project, atlas, BuildOptions(base_url=base_url), list(atlas.pages), ())


def _site(
    project: Project,
    atlas: Atlas,
    options: BuildOptions,
    tambons: list[TambonAtlas],
    data: Iterable[str],
) -> Site:
    config = project.config
    downloads = tuple(map(_download, data))
    one = one_tambon(atlas, tambons)
    overview = DOOR_PATH if one is None else OVERVIEW_PATH
    pages = [overview, *(tambon_path(page.tambon.key) for page in tambons)]
    base_url = options.base_url
    return Site(
        title=atlas.title,
        legend=project.legend,
        assets=read_assets(),
        base_url=None if base_url is None else folder_address(base_url),
        single_file=options.single_file,
        internal=options.internal,
        lang=config.lang,
        thai_digits=config.thai_digits,
        basemap=None
        if config.basemap is None
        else Basemap(config.basemap.url, config.basemap.attribution, config.basemap.max_zoom),
        office=config.office,
        priorities=priority_rule(config),
        downloads=dict.fromkeys(pages, downloads),
        tambon_pages=tuple(page.tambon.key for page in tambons),
        overview=overview,
        opens_on=None if one is None else tambon_path(one.tambon.key),
        above=options.country,
        photos=photo_places(atlas, single_file=options.single_file),
    )


def _download(path: str) -> Download:
    label_th, label_en = label_of(path.removeprefix("data/"))
    return Download(path, label_th, label_en, size_mark(path))


def _assets(site: Site) -> dict[str, bytes]:
    """Scripts and styles as files; a page that is one file carries its own."""
    if site.single_file:
        return {}
    names = (*map(site.script, _BUNDLES), *_ASSETS)
    return {site.assets[name].path: site.assets[name].content for name in names}


def _of_the_whole(
    atlas: Atlas, shared: Shared, planned: Mapping[str, Make], data: dict[str, bytes]
) -> Iterator[PageFiles]:
    """Data, scripts and the province's page: what no single tambon's is.

    The data are made here, while others make the tambons, and put into ``data``.
    """
    data |= {path: make() for path, make in planned.items()}
    yield _looked_over(data, shared.rule)
    yield _looked_over(_assets(shared.site), shared.rule)
    entry, files = _province(atlas, shared.site)
    yield _looked_over(files, shared.rule, entry)


def _at_last(
    shared: Shared, tambons: Sequence[TambonAtlas], pages: Sequence[PageEntry]
) -> Iterator[PageFiles]:
    """What hosts ask for, and the door of a site of one tambon, whose card is made by then."""
    yield _for_hosts(shared, tambons)
    if shared.site.opens_on is not None:
        cards = [page.card for page in pages if page.path == shared.site.opens_on]
        card = Card(str(cards[0]), SHAPES[0].width, SHAPES[0].height)
        yield _looked_over(build_door_page(tambons[0], shared.site, card), shared.rule)


def _for_hosts(shared: Shared, tambons: Sequence[TambonAtlas]) -> PageFiles:
    """What hosts and search engines ask for; every page of the site offers the data."""
    site = shared.site
    files = dict(build_missing_page(site))
    files["robots.txt"] = build_robots(site.base_url, internal=site.internal)
    if site.base_url is not None and not site.internal:
        files["sitemap.xml"] = build_sitemap(
            site.base_url, [*site.downloads, *_village_pages(site, tambons)]
        )
    return _looked_over(files, shared.rule)


def _village_pages(site: Site, tambons: Sequence[TambonAtlas]) -> dict[str, TambonAtlas]:
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
