"""A site from an atlas: every file's path and bytes, before anything touches the disk.

A tambon's files are a pure function of its own part of the atlas and the site's settings,
so they are made in parallel where there are several processors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import active_children
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.web.addresses import folder_address
from muban.web.data_files import data_files, label_of
from muban.web.finished import check_finished
from muban.web.indicator_settings import class_settings, priority_rule
from muban.web.manifest import PageEntry, manifest_json
from muban.web.maps.province_shapes import province_shapes
from muban.web.maps.tambon_view import view_tambon
from muban.web.pages.assets_index import read_assets
from muban.web.pages.page_missing import build_missing_page
from muban.web.pages.page_province import build_province_page
from muban.web.pages.page_tambon import build_tambon_page, tambon_path
from muban.web.pages.share import build_caption, build_province_caption, build_robots, build_sitemap
from muban.web.pages.site import Basemap, Card, Download, Site
from muban.web.paper.card import SHAPES, build_cards
from muban.web.paper.card_province import build_province_cards
from muban.web.privacy_gate import refuse_personal
from muban.web.publishing.stops import follow_parent

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.web.maps.choropleth import ClassSettings
    from muban.web.project import Project

__all__ = ["BuildOptions", "build_site"]

_PROVINCE_PAGE = "index.html"
_ASSETS = ("tambon.js", "tambon.css", "province.js", "province.css", "sw.js")


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What ``muban build`` was asked for.

    ``only`` names the tambons to make pages of; none means all.
    """

    base_url: str | None = None
    only: tuple[str, ...] = ()
    single_file: bool = False
    jobs: int = 1
    internal: bool = False


def build_site(project: Project, atlas: Atlas, options: BuildOptions) -> dict[str, bytes]:
    """Make a site.

    Parameters
    ----------
    project
        Its settings and legend.
    atlas
        What the pages say.
    options
        What was asked for.

    Returns
    -------
    dict
        Site-relative path → bytes, ordered by path; the same bytes for the same input.

    Raises
    ------
    ConfigError
        ``only`` names a tambon that has no page.
    MubanError
        The privacy gate found something personal; every find is named.
    SiteImbalance
        The finished site does not hold what the ledger says: a bug of ours.
    """
    tambons = _chosen(atlas, options.only)
    data = data_files(atlas, project.legend)
    site = _site(project, options, tambons, data)
    classes = class_settings(project.config)
    files = {**data, **_assets(site)}
    pages: list[PageEntry] = []
    for entry, made in [
        _province(atlas, site),
        *_each_tambon(tambons, site, classes, options.jobs),
    ]:
        pages.append(entry)
        files |= made
    files |= build_missing_page(site)
    files["robots.txt"] = build_robots(site.base_url, internal=options.internal)
    if site.base_url is not None and not options.internal:
        files["sitemap.xml"] = build_sitemap(site.base_url, [page.path for page in pages])
    built = {tambon_path(tambon.tambon.code): tambon for tambon in tambons}
    finished = check_finished(atlas, built, files, _PROVINCE_PAGE)
    files["manifest.json"] = manifest_json(atlas, pages, files, finished, internal=options.internal)
    if not options.internal:
        refuse_personal(files, allowed=project.config.privacy.allowed)
    return dict(sorted(files.items()))


def _chosen(atlas: Atlas, only: tuple[str, ...]) -> list[TambonAtlas]:
    codes = [page.tambon.code for page in atlas.pages]
    unknown = sorted(set(only) - set(codes))
    if unknown:
        known = ", ".join(codes) or "–"
        raise ConfigError(
            f"--only {', '.join(unknown)}: ไม่มีตำบลรหัสนี้ในงาน รหัสที่มีคือ {known}",
            f"--only {', '.join(unknown)}: the project has no such tambon; it has {known}",
        )
    return [page for page in atlas.pages if not only or page.tambon.code in only]


def _site(
    project: Project, options: BuildOptions, tambons: list[TambonAtlas], data: Mapping[str, bytes]
) -> Site:
    config = project.config
    downloads = tuple(_download(path, content) for path, content in data.items())
    pages = [_PROVINCE_PAGE, *(tambon_path(page.tambon.code) for page in tambons)]
    base_url = options.base_url
    return Site(
        title=config.title,
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
        priorities=priority_rule(config),
        downloads=dict.fromkeys(pages, downloads),
        tambon_pages=tuple(page.tambon.code for page in tambons),
    )


def _download(path: str, content: bytes) -> Download:
    label_th, label_en = label_of(path.removeprefix("data/"))
    return Download(path, label_th, label_en, len(content))


def _assets(site: Site) -> dict[str, bytes]:
    """Scripts and styles as files; a page that is one file carries its own."""
    if site.single_file:
        return {}
    return {site.assets[name].path: site.assets[name].content for name in _ASSETS}


def _province(atlas: Atlas, site: Site) -> tuple[PageEntry, dict[str, bytes]]:
    shapes = province_shapes(atlas)
    cards = build_province_cards(
        atlas,
        legend=site.legend,
        lang=site.lang,
        thai_digits=site.thai_digits,
        shapes=shapes,
    )
    caption = build_province_caption(
        atlas,
        address=site.address(_PROVINCE_PAGE),
        lang=site.lang,
        thai_digits=site.thai_digits,
    )
    site, card, files = _with_sharing(site, _PROVINCE_PAGE, cards, caption)
    entry = PageEntry(
        kind="province",
        code=atlas.province.code,
        path=_PROVINCE_PAGE,
        card=card,
    )
    return entry, {**files, **build_province_page(atlas, site, shapes=shapes)}


def _each_tambon(
    tambons: list[TambonAtlas], site: Site, classes: ClassSettings, jobs: int
) -> Iterator[tuple[PageEntry, dict[str, bytes]]]:
    work = partial(_tambon, site=site, classes=classes)
    if jobs == 1 or len(tambons) < 2:
        yield from map(work, tambons)
        return
    pool = ProcessPoolExecutor(max_workers=jobs, initializer=follow_parent)
    try:
        yield from pool.map(work, tambons)
    except BaseException:
        for child in active_children():
            child.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _tambon(
    tambon: TambonAtlas, *, site: Site, classes: ClassSettings
) -> tuple[PageEntry, dict[str, bytes]]:
    path = tambon_path(tambon.tambon.code)
    view = view_tambon(tambon, legend=site.legend, classes=classes, lang=site.lang)
    cards = build_cards(view, thai_digits=site.thai_digits)
    caption = build_caption(
        tambon, address=site.address(path), lang=site.lang, thai_digits=site.thai_digits
    )
    site, card, files = _with_sharing(site, path, cards, caption)
    entry = PageEntry(
        kind="tambon",
        code=tambon.tambon.code,
        path=path,
        card=card,
    )
    return entry, {**files, **build_tambon_page(view, site)}


def _with_sharing(
    site: Site, page: str, cards: Mapping[str, bytes], caption: str
) -> tuple[Site, str, dict[str, bytes]]:
    """The site with a page's card and caption, the wide card's path, and the files."""
    files = {f"cards/{name}": content for name, content in cards.items()}
    first, shape = next(iter(files)), SHAPES[0]
    sharing = replace(
        site,
        cards={**site.cards, page: Card(first, shape.width, shape.height)},
        captions={**site.captions, page: caption},
    )
    return sharing, first, files
