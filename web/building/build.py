"""A site from an atlas: one file after the other, each looked over, the manifest last.

Nothing here touches the disk, and nothing holds the whole site: who publishes it writes each
file as it comes. Tambons' files and data files are made on as many processors as are given
(:mod:`muban.web.in_turn`), and are the same on one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
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
from muban.web.building.tambon_files import Shared, make_tambon
from muban.web.building.whole_files import (
    DataWork,
    data_in_turn,
    files_at_last,
    files_of_the_whole,
    looked_over,
    village_pages,
)
from muban.web.cache.kept import in_turn_kept
from muban.web.cache.read_innocent import innocent_kept
from muban.web.cache.read_templates import KeptTemplates
from muban.web.gate.innocent import innocent_by
from muban.web.gate.privacy_gate import refuse_found
from muban.web.pages.assets_index import read_assets
from muban.web.pages.page_door import DOOR_PATH, OVERVIEW_PATH, one_tambon
from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.site import Basemap, Download, Site
from muban.web.pages.sizes import size_mark, with_sizes
from muban.web.publishing.read_site import MANIFEST
from muban.web.settings.addresses import folder_address
from muban.web.settings.indicator_settings import class_settings, priority_rule
from muban.web.wording.render import keep_templates

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.layers.personal.privacy import Finding
    from muban.web.cache.write_store import Store
    from muban.web.in_turn import Crew
    from muban.web.project import Project

__all__ = ["BuildOptions", "build_site", "site_of", "stream_site"]


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
    sizes: dict[str, int] = {}
    pages: list[PageEntry] = []
    found: list[Finding] = []
    tally = Tally()
    with (
        innocent_kept(options.store, rule, site.title),
        data_in_turn(DataWork(planned, rule), options.jobs) as data_made,
        in_turn_kept(
            make_tambon, tambons, shared, jobs=options.jobs, store=options.store, crew=options.crew
        ) as made,
    ):
        for part in chain(
            files_of_the_whole(atlas, shared, data_made),
            made,
            [drawing_pages(project, atlas, tambons, shared)],
            [looked_over(photo_files(atlas, tambons, single_file=site.single_file), rule)],
            files_at_last(shared, tambons, pages),
        ):
            pages += part.entries
            found += part.found
            if rule is not None:
                innocent_by(rule).learn(part.innocent)
            for name, made_content in part.files.items():
                content = made_content
                if name in planned:
                    sizes[name] = len(content)
                elif name.endswith(".html"):
                    content = with_sizes(content, sizes)
                tally.take(name, content)
                # What is personal is written nowhere, not even beside the site for a moment.
                if not found:
                    yield name, content
    built = {tambon_path(tambon.tambon.key): tambon for tambon in tambons}
    villages = village_pages(site, tambons)
    finished = check_finished(atlas, built, tally, site.overview, villages)
    manifest = manifest_json(atlas, pages, tally.files, finished, internal=options.internal)
    refuse_found([*found, *looked_over({MANIFEST: manifest}, rule).found])
    yield MANIFEST, manifest


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
