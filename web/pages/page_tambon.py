"""A tambon's page: the map, what it means, and everything on it as text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muban.gis.table_rows import rows_of
from muban.layers.indicator.indicator_tables import standard_domains
from muban.layers.indicator.priorities import rank
from muban.layers.indicator.result_rows import result_rows, unverified_of
from muban.layers.indicator.results import change_text, changed_domains, results_by_village
from muban.layers.plan import budgets, shown_columns
from muban.web.maps.choropleth import View
from muban.web.maps.context import context_rows, context_styles
from muban.web.maps.disputed import disputed_rows
from muban.web.maps.look import build_look
from muban.web.maps.picture import PictureOptions, PictureSize, build_picture, credit_of
from muban.web.maps.picture_places import has_places
from muban.web.maps.radar import build_axes, radar_svg
from muban.web.maps.tints import TINTS
from muban.web.pages.described import in_both
from muban.web.pages.page import Head, render_page
from muban.web.pages.page_data import landmark_rows, shown_groups, tambon_data, village_rows
from muban.web.pages.village_facts import village_facts
from muban.web.pages.village_paths import village_paths
from muban.web.stories.described_tambon import describe_tambon
from muban.web.wording.render import json_text
from muban.web.wording.words import integer, tambon_name, word

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.web.maps.tambon_view import TambonView
    from muban.web.page_types.tambon import VillageRow
    from muban.web.pages.site import Site

__all__ = ["TAMBON_PAGE", "build_tambon_page", "tambon_head", "tambon_path"]

TAMBON_PAGE = re.compile(r"tambon/\d{6}/index\.html")
"""What :func:`tambon_path` makes."""

_DESK = PictureSize(width=970, height=620, label=14, symbol=26, padding=(12, 12, 12, 12), room=30)
_PHONE = PictureSize(width=370, height=440, label=12.5, symbol=26, padding=(8, 8, 8, 8), room=44)
_SQUARE_METRES_PER_RAI = 1600


def tambon_path(code: str) -> str:
    """Where a tambon's page stands in the site.

    Examples
    --------
    >>> tambon_path("431605")
    'tambon/431605/index.html'
    """
    return f"tambon/{code}/index.html"


def build_tambon_page(view: TambonView, site: Site) -> Mapping[str, bytes]:
    """Make a tambon's page.

    Parameters
    ----------
    view
        The tambon: everything the page says, and what its map shows.
    site
        Settings, legend and assets of the site.

    Returns
    -------
    Mapping
        The page's path in the site and its bytes; every text of the data is escaped.
    """
    tambon = view.tambon
    path = tambon_path(tambon.tambon.key)
    picture = build_picture(
        view.ground,
        legend=site.legend,
        options=PictureOptions(
            size=_DESK,
            phone=_PHONE,
            fills=view.fills,
            thai_digits=site.thai_digits,
            standalone=False,
        ),
    )
    villages = _with_pages(village_rows(tambon, picture.grid), tambon, site, path)
    landmarks = [
        row | {"photo": site.photo(path, row["photo"])}
        for row in landmark_rows(tambon, picture.grid)
    ]
    data = tambon_data(
        tambon,
        site,
        grid=picture.grid,
        views=view.views,
        villages=villages,
        landmarks=landmarks,
        tints=view.ground.tints,
    )
    page = render_page(
        "tambon.html.jinja",
        site,
        tambon_head(tambon, site, path),
        tambon=tambon,
        picture=picture,
        mapped=has_places(tambon),
        tints=TINTS,
        data=json_text(data),
        villages=villages,
        kinds=[site.legend[kind] for kind in picture.kinds],
        groups=site.legend,
        landmark_groups=shown_groups(site.legend, landmarks),
        context=list(context_rows(tambon.context, site.legend)),
        context_styles=context_styles(
            (
                *(one.kind for one in view.ground.context),
                *(one.style.id for one in view.ground.base),
            ),
            site.legend,
        ),
        base=view.ground.base,
        credit=credit_of(tambon.background),
        look=build_look(site.legend),
        disputed=disputed_rows(tambon),
        described=in_both(lambda lang: describe_tambon(view, lang), thai_digits=site.thai_digits),
        hatched=site.legend.disputed,
        view=view.views.shown,
        **_figures(tambon, view.views.every, villages, site),
        **_named(villages, landmarks),
    )
    return {path: page}


def _named(
    villages: Sequence[Mapping[str, Any]], landmarks: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Villages by code, and each landmark with the one that it lies in."""
    names = {village["code"]: village for village in villages if village["code"]}
    return {
        "named": names,
        "landmarks": [{**row, "in": names.get(row["village"])} for row in landmarks],
    }


def _figures(
    tambon: TambonAtlas,
    views: Sequence[View],
    villages: Sequence[Mapping[str, Any]],
    site: Site,
) -> dict[str, Any]:
    """What the page says in numbers: results, their order, areas and designations."""
    seen = {view.domain.parent or view.domain.id for view in views}
    return {
        "views": views,
        "years": sorted({view.year_be for view in views}, reverse=True),
        "domains": [d for d in tambon.domains if not d.parent and d.id in seen],
        **_tables(tambon),
        "radars": _radars(views, villages, site),
        "rai": _whole_area(tambon),
        "levels": [d for d in site.legend.designations if d.id in _levels(villages)],
        "certain": _designations(tambon),
        "ranking": rank(
            tambon.indicators,
            tambon.domains,
            [code for code in tambon.villages["village_code"] if code],
            rule=site.priorities,
        ),
    }


def _tables(tambon: TambonAtlas) -> dict[str, Any]:
    """Every item by village, how the domains moved, and the plan with what it costs."""
    items = result_rows(tambon)
    results = results_by_village(tambon)
    moved = changed_domains(results)
    plan = tambon.plan
    return {
        "items": items,
        "remarks": unverified_of(items),
        "moved": moved,
        "changes": {
            str(code): [change_text(results.get(str(code), ()), m.domain.id) for m in moved]
            for code in tambon.villages["village_code"]
        },
        "plan": {
            "projects": plan,
            "shown": shown_columns(plan),
            "by_village": budgets(plan, "village_code"),
            "by_domain": budgets(plan, "domain"),
        },
        "plan_domains": {d.id: d for d in (*standard_domains(), *tambon.domains)},
    }


def _with_pages(
    villages: Sequence[VillageRow], tambon: TambonAtlas, site: Site, path: str
) -> list[VillageRow]:
    """The villages, each with the way to its own page; "" where it has none."""
    own = {} if site.single_file else village_paths(tambon)
    ways = {code: site.href(path, page) for code, page in own.items()}
    return [{**village, "page": ways.get(village["code"], "")} for village in villages]


def tambon_head(tambon: TambonAtlas, site: Site, path: str) -> Head:
    """What stands in the head of a tambon's page, and of the door that leads to it.

    Parameters
    ----------
    tambon
        Whose page.
    site
        How it is written, and where it will stand.
    path
        The page's, inside the site.
    """
    lang = site.lang
    english = lang == "en"

    def name(kind: str, place: Any) -> str:
        return word(kind, lang, name=(place.name_en if english else "") or place.name)

    wider = (("amphoe.name", tambon.amphoe), ("province.name", tambon.province))
    where = [
        tambon_name(tambon.tambon, lang),
        *(name(kind, place) for kind, place in wider if place.name),
    ]
    villages = "map.of_villages" if len(tambon.villages) else "map.of"
    what = villages if has_places(tambon) else "villages.of"
    title = word(what, lang, name=" ".join(where))
    facts = village_facts(tambon, lang)
    if len(tambon.landmarks):
        facts.append(word("count.landmarks", lang, n=len(tambon.landmarks)))
    if tambon.fiscal_year_be:
        facts.append(word("year.fiscal", lang, year=tambon.fiscal_year_be))
    if tambon.sample:
        title = f"{word('sample.short', lang)} · {title}"
    description = f"{title} · {' · '.join(facts)}"
    dataset = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "inLanguage": ["th", "en"],
        "spatialCoverage": {"@type": "Place", "name": ", ".join(where)},
    }
    if tambon.tambon.is_unit:
        dataset["identifier"] = tambon.tambon.key
    address = site.address(path)
    if address:
        dataset["url"] = address
    return Head(path=path, title=title, description=description, bundle="tambon", dataset=dataset)


def _radars(
    views: Sequence[View], villages: Sequence[Mapping[str, Any]], site: Site
) -> list[dict[str, Any]]:
    """Every village's radar for every year, the newest year first."""
    years = sorted({view.year_be for view in views if not view.domain.parent}, reverse=True)
    found = []
    for village in villages:
        for year in years:
            axes = build_axes(views, village["code"], year)
            title = word("radar.of", site.lang, name=f"{village['name']} {village['moo'] or ''}")
            svg = radar_svg(axes, title=f"{title.strip()} {year}")
            if svg:
                found.append(
                    {
                        "village": village,
                        "year": year,
                        "first": year == years[0],
                        "svg": svg,
                        "axes": axes,
                    }
                )
    return found


def _whole_area(tambon: TambonAtlas) -> str:
    total = float(tambon.villages["area_m2"].sum())
    return integer(total / _SQUARE_METRES_PER_RAI) if total > 0 else ""


def _levels(villages: Sequence[Mapping[str, Any]]) -> set[str]:
    return {chosen["level"] for village in villages for chosen in village["chosen"]}


def _designations(tambon: TambonAtlas) -> list[dict[Any, Any]]:
    """Rows of the register that speak of this tambon, newest first, each once."""
    rows = tambon.designations
    shown = rows[rows["status"] != "duplicate"]
    return rows_of(shown.sort_values(["year_be", "row"], ascending=[False, True]))
