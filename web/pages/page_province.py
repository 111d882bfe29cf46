"""The province's page: every designated village by year, on the map and in a table."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from muban.web.maps.context import context_styles
from muban.web.maps.look import build_look
from muban.web.maps.picture import PictureSize, credit_of
from muban.web.maps.picture_province import TINTS, ProvinceOptions, build_province_picture
from muban.web.maps.projection import Grid
from muban.web.maps.province_dots import province_dots
from muban.web.maps.province_shapes import ProvinceShapes, province_has_places
from muban.web.maps.register_rows import (
    amphoe_year_matrix,
    chosen_per_tambon,
    counted_rows,
    register_rows,
    register_years,
)
from muban.web.page_types.province import DesignationRow
from muban.web.pages.described import in_both
from muban.web.pages.page import Head, render_page
from muban.web.pages.page_data import basemap_data
from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.search_index import index_asset, search_index
from muban.web.pages.village_paths import village_paths
from muban.web.stories.described_province import count_designated, describe_province
from muban.web.wording.render import json_text
from muban.web.wording.words import word

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.web.page_types.province import ProvincePage
    from muban.web.pages.site import Site

__all__ = ["build_province_page"]

_DESK = PictureSize(width=970, height=620, label=14, symbol=15, padding=(12, 12, 12, 12), room=26)
_PHONE = PictureSize(width=370, height=440, label=12, symbol=15, padding=(8, 8, 8, 8), room=44)
_DETAIL = 0.3


def build_province_page(
    atlas: Atlas, site: Site, *, shapes: ProvinceShapes | None = None
) -> Mapping[str, bytes]:
    """Make the province's page.

    Parameters
    ----------
    atlas
        The whole project.
    site
        Settings, legend and assets of the site.
    shapes
        The atlas's :func:`~muban.web.maps.province_shapes.province_shapes`, where they are made
        already; None makes them.

    Returns
    -------
    Mapping
        The page (:attr:`~muban.web.pages.site.Site.overview`) and what its search loads, as
        path → bytes; every text is escaped.
    """
    picture = build_province_picture(
        atlas,
        legend=site.legend,
        options=ProvinceOptions(
            size=_DESK, phone=_PHONE, detail=_DETAIL, lang=site.lang, standalone=False
        ),
        shapes=shapes,
    )
    rows = register_rows(atlas.designations, picture.grid, site.lang)
    years = register_years(rows)
    counted = counted_rows(rows)
    chosen = chosen_per_tambon(rows)
    tambons = atlas.tambons.drop(columns="geometry").to_dict("records")
    own = {} if site.single_file else _village_pages(atlas, site)
    index = search_index(atlas, picture.grid)
    places = index_asset(index)
    page = render_page(
        "province.html.jinja",
        site,
        _head(atlas, site, years, len(counted)),
        atlas=atlas,
        picture=picture,
        mapped=province_has_places(atlas),
        dots=province_dots(atlas),
        look=build_look(site.legend),
        tints=TINTS,
        ground=context_styles(_drawn_kinds(atlas), site.legend),
        credit=credit_of(atlas.background),
        rows=rows,
        village_pages=own,
        counted=counted,
        years=[_year(year, counted, site, years) for year in years],
        matrix=amphoe_year_matrix(atlas, rows),
        models=[row for row in rows if row["kind"] == "tambon" and row["counts"]],
        amphoes=atlas.amphoes.drop(columns="geometry").to_dict("records"),
        amphoe_lines=bool(atlas.amphoes.geometry.notna().any()),
        never=[tambon for tambon in tambons if not chosen.get(tambon["code"])],
        designated=count_designated(rows),
        described=in_both(
            lambda lang: describe_province(atlas, rows, lang), thai_digits=site.thai_digits
        ),
        pages=_pages(atlas, site),
        places=places if index else None,
        places_data=json_text(index),
        data=json_text(_data(atlas, site, picture.grid, rows, years, tambons, own)),
    )
    carried = {} if site.single_file or not index else {places.path: places.content}
    return {site.overview: page, **carried}


def _drawn_kinds(atlas: Atlas) -> list[str]:
    return [] if atlas.background is None else list(atlas.background.frame["kind"])


def _head(atlas: Atlas, site: Site, years: Sequence[int], count: int) -> Head:
    lang = site.lang
    place = atlas.province
    name = word("province.name", lang, name=(place.name_en if lang == "en" else "") or place.name)
    title = f"{word('province.title', lang)} {name}" if years else site.title or name
    if years:
        span = {"from": years[0], "to": years[-1]}
        title = f"{title} {word('province.years', lang, **span)}"
    if atlas.sample:
        title = f"{word('sample.short', lang)} · {title}"
    description = f"{title} · {word('count.villages', lang, n=count)}" if count else title
    dataset: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "inLanguage": ["th", "en"],
        "spatialCoverage": {"@type": "Place", "name": name},
        "identifier": place.code or "",
    }
    address = site.address(site.overview)
    if address:
        dataset["url"] = address
    return Head(site.overview, title, description, "province", dataset)


def _year(
    year: int, counted: Sequence[Mapping[str, Any]], site: Site, years: Sequence[int]
) -> dict[str, Any]:
    counts = [sum(1 for row in counted if row["year"] == y) for y in {r["year"] for r in counted}]
    count = sum(1 for row in counted if row["year"] == year)
    return {
        "year": year,
        "count": count,
        "height": round(56 * count / max(counts, default=1)),
        "color": site.legend.colors_of_years(years)[year],
    }


def _pages(atlas: Atlas, site: Site) -> list[dict[str, Any]]:
    """Tambons with a page of their own."""
    return [
        {
            "tambon": page.tambon,
            "amphoe": page.amphoe,
            "path": tambon_path(page.tambon.key),
            "villages": page.village_count,
            "unnamed": page.unnamed_areas,
            "outlined": page.outlined_count,
            "landmarks": len(page.landmarks),
        }
        for page in atlas.pages
        if page.tambon.key in site.tambon_pages
    ]


def _data(
    atlas: Atlas,
    site: Site,
    grid: Grid,
    rows: Sequence[Mapping[str, Any]],
    years: Sequence[int],
    tambons: Sequence[Mapping[Hashable, Any]],
    own: Mapping[str, str],
) -> ProvincePage:
    pages = set(site.tambon_pages)
    colors = site.legend.colors_of_years(years)
    return {
        "kind": "province",
        "lang": site.lang,
        "thaiDigits": site.thai_digits,
        "grid": grid.to_dict(),
        "years": [{"year": year, "color": colors[year]} for year in years],
        "otherYear": site.legend.other_year_color,
        "tints": list(TINTS),
        "rows": [_designation(row) for row in rows],
        "tambons": [
            {
                "code": t["code"],
                "th": t["name"],
                "en": t["name_en"],
                "amphoe": t["amphoe_code"],
                "page": site.href(site.overview, tambon_path(t["code"]))
                if t["code"] in pages
                else "",
            }
            for t in tambons
        ],
        "amphoes": [
            {"code": a["code"], "th": a["name"], "en": a["name_en"]}
            for a in atlas.amphoes.drop(columns="geometry").to_dict("records")
        ],
        "villages": _village_names(atlas),
        "villagePages": sorted(own),
        "basemap": basemap_data(site),
        "offline": not site.single_file,
    }


def _designation(row: Mapping[str, Any]) -> DesignationRow:
    """What of a row of the register the script needs; the rest stands in the page."""
    return cast("DesignationRow", {key: row[key] for key in DesignationRow.__annotations__})


def _village_pages(atlas: Atlas, site: Site) -> dict[str, str]:
    """Codes of villages with a page of their own, and where it stands."""
    built = [page for page in atlas.pages if page.tambon.key in site.tambon_pages]
    return {code: path for page in built for code, path in village_paths(page).items()}


def _village_names(atlas: Atlas) -> dict[str, tuple[str, str, int]]:
    """Drawn villages by code: name in Thai and English, and moo."""
    if atlas.village_areas is None:
        return {}
    table = atlas.village_areas
    return {
        code: (name, english, moo or 0)
        for code, name, english, moo in zip(
            table["village_code"], table["name"], table["name_en"], table["moo"], strict=True
        )
        if code
    }
