"""A site of several provinces: one after the other, then the page to choose one, the manifest last.

Each province's folder (``43/``) is a whole site of its own, as it would be alone; only its page
leads on to all provinces. A province is read when the one before is written and let go, so that
memory is bounded by the largest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muban.gis.errors import ConfigError
from muban.layers.personal.privacy import PrivacyRule
from muban.symbology.legend import read_legend
from muban.web.building.build import stream_site
from muban.web.building.chosen import chosen_tambons
from muban.web.cache.kept import each_kept
from muban.web.country.page_country import PROVINCE_MAPS, build_country_page
from muban.web.country.province_row import ProvinceRow, row_of
from muban.web.country.read_published import Standing, read_standing
from muban.web.gate.privacy_gate import check_site, refuse_found
from muban.web.pages.assets_index import read_assets
from muban.web.pages.for_hosts import build_robots, build_sitemap, build_sitemap_of_sitemaps
from muban.web.pages.page_missing import build_missing_page
from muban.web.pages.site import Site
from muban.web.project import read_project, survey
from muban.web.publishing.read_site import MANIFEST
from muban.web.settings.addresses import folder_address

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.web.building.build import BuildOptions
    from muban.web.project import Project
    from muban.web.settings.config import Config
    from muban.web.settings.province_folders import OneProvince

__all__ = ["Country", "Watch", "stream_country"]


@dataclass(frozen=True)
class Country:
    """A project of several provinces: its folder, its settings, and which they are."""

    folder: Path
    config: Config
    provinces: tuple[OneProvince, ...]


@dataclass(frozen=True)
class Watch:
    """Who is told how far the work is; what they raise ends it.

    ``began`` is called with a province before it is read, ``read`` with what was read of it
    before its first file is made, ``stays`` with the name of one that stays as it is published,
    and ``missing`` with one that will not be on the site.
    """

    began: Callable[[OneProvince], object]
    read: Callable[[OneProvince, Project, Atlas], object]
    stays: Callable[[OneProvince], object]
    missing: Callable[[OneProvince], object]


def stream_country(
    country: Country, out: Path, options: BuildOptions, watch: Watch
) -> Generator[tuple[str, bytes], None, None]:
    """Make a site of several provinces, one file after the other.

    Parameters
    ----------
    country
        The project.
    out
        The site's folder: with ``only``, the provinces that are not asked for stay as they
        are published there; those that are not there are not on the site.
    options
        What was asked for. ``only`` are codes of provinces, amphoes and tambons; of a province
        that one of them names, the site then has what was asked for alone.
    watch
        Who is told.

    Yields
    ------
    tuple
        As of :func:`muban.web.building.build.stream_site`.

    Raises
    ------
    ConfigError
        ``only`` names what the project has not.
    MubanError
        As of :func:`muban.web.building.build.stream_site`; or a province that shall stay as it
        is was made in another way, or has been changed.
    """
    asked = _asked(country, options.only)
    standing = read_standing(out) if options.only else Standing(out)
    files: dict[str, dict[str, int | str]] = {}
    rows: list[ProvinceRow] = []
    made = _made_as(options)
    for province in country.provinces:
        if province.code in asked:
            part = _province(country, province, options, watch, rows)
        elif province.code in standing.rows:
            _refuse_others(standing, made, province)
            watch.stays(province)
            rows.append(standing.rows[province.code])
            part = standing.of(province.code)
        else:
            watch.missing(province)
            continue
        for name, content in part:
            files[name] = _listed(content)
            yield name, content
    whole = _of_all(country, rows, options)
    listed = files | {name: _listed(content) for name, content in whole.items()}
    manifest = _manifest(country, rows, made, listed, internal=options.internal)
    if not options.internal:
        rule = PrivacyRule(allowed=frozenset(country.config.privacy.allowed))
        refuse_found([*check_site({**whole, MANIFEST: manifest}, rule=rule)])
    yield from whole.items()
    yield MANIFEST, manifest


def _asked(country: Country, only: Sequence[str]) -> set[str]:
    """The provinces to make."""
    codes = {province.code for province in country.provinces}
    unknown = sorted(code for code in only if code[:2] not in codes)
    if unknown:
        known = ", ".join(sorted(codes))
        raise ConfigError(
            f"--only {', '.join(unknown)}: ไม่มีจังหวัดนี้ในงาน รหัสจังหวัดที่มีคือ {known}",
            f"--only {', '.join(unknown)}: the project has no such province; it has {known}",
        )
    return {code[:2] for code in only} or codes


def _province(
    country: Country,
    province: OneProvince,
    options: BuildOptions,
    watch: Watch,
    rows: list[ProvinceRow],
) -> Iterator[tuple[str, bytes]]:
    """The site of one province, in its folder; its row is added to the others."""
    watch.began(province)
    project = read_project(country.folder, options.store, part=province)
    atlas = survey(project, each=each_kept(options.store, options.jobs, options.crew))
    watch.read(province, project, atlas)
    base = options.base_url
    own = replace(
        options,
        base_url=None if base is None else f"{folder_address(base)}{province.code}/",
        only=tuple(code for code in options.only if code[:2] == province.code),
        country=country.config.title,
    )
    shown = [page.tambon.key for page in chosen_tambons(atlas, own.only)]
    rows.append(row_of(atlas, province.code, shown))
    for name, content in stream_site(project, atlas, own):
        yield f"{province.code}/{name}", content


def _refuse_others(standing: Standing, made: Mapping[str, Any], province: OneProvince) -> None:
    """Stop where a province was published in another way than the rest will be."""
    if dict(standing.made) == dict(made):
        return
    raise ConfigError(
        f"เว็บไซต์ใน «{standing.folder}» สร้างด้วยรุ่นหรือตัวเลือกอื่น จังหวัด{province.name}จึงเก็บไว้ตามเดิมไม่ได้ "
        "— สร้างใหม่ทั้งหมดโดยไม่ใส่ --only",
        f"The site in “{standing.folder}” was made by another version or with other options, so "
        f"the province {province.code} cannot stay as it is: build all, without --only",
    )


def _made_as(options: BuildOptions) -> dict[str, Any]:
    """What of a build stands in every province's pages."""
    return {
        "version": metadata.version("muban"),
        "base_url": options.base_url,
        "single_file": options.single_file,
    }


def _of_all(
    country: Country, rows: Sequence[ProvinceRow], options: BuildOptions
) -> dict[str, bytes]:
    """The page to choose a province, what it needs, and what hosts ask for."""
    config = country.config
    base = None if options.base_url is None else folder_address(options.base_url)
    site = Site(
        title=config.title,
        legend=read_legend(),
        assets=read_assets(),
        base_url=base,
        single_file=options.single_file,
        internal=options.internal,
        lang=config.lang,
        thai_digits=config.thai_digits,
        office=config.office,
    )
    files = {**build_country_page(rows, site, sample=config.sample), **build_missing_page(site)}
    if not options.single_file:
        needed = (site.script("country"), "country.css", "sw.js")
        files |= {site.assets[name].path: site.assets[name].content for name in needed}
    files["robots.txt"] = build_robots(base, internal=options.internal)
    if base is not None and not options.internal:
        files["sitemap.xml"] = build_sitemap_of_sitemaps(
            base, [PROVINCE_MAPS, *(f"{row.code}/sitemap.xml" for row in rows)]
        )
        files[PROVINCE_MAPS] = build_sitemap(base, ["index.html"])
    return files


def _listed(content: bytes) -> dict[str, int | str]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _manifest(
    country: Country,
    rows: Sequence[ProvinceRow],
    made: Mapping[str, Any],
    files: Mapping[str, Mapping[str, int | str]],
    *,
    internal: bool,
) -> bytes:
    manifest = {
        "generator": f"muban {metadata.version('muban')}",
        "title": country.config.title,
        "sample": country.config.sample,
        "internal": internal,
        "made": made,
        "pages": [{"kind": "country", "code": "", "path": "index.html", "card": None}],
        "provinces": [row.to_dict() for row in rows],
        "counts": {
            "provinces": len(rows),
            "tambons": sum(row.tambons for row in rows),
            "villages": sum(row.villages for row in rows),
        },
        "files": dict(sorted(files.items())),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode()
