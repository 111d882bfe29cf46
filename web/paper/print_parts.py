"""The parts that a printed map and the lesson book share, as plain values for typst."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from muban.symbology.symbol import badge_svg, symbol_svg_document
from muban.web.maps.base import seen_colours
from muban.web.maps.choropleth import View, newest_views
from muban.web.maps.radar import build_axes
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_lines import line_rows
from muban.web.wording.words import integer

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend

__all__ = [
    "colour_rows",
    "legend_rows",
    "radar_rows",
    "village_table",
]

CERTAIN = ("exact", "corrected")
SQUARE_METRES_PER_RAI = 1600


def legend_rows(tambon: TambonAtlas, legend: Legend, imprint: Imprint) -> dict[str, Any]:
    """Every symbol, line and badge that the map uses, and no other.

    Parameters
    ----------
    tambon
        What the map shows.
    legend
        Says how each looks.
    imprint
        What stands on everything that is printed of it.

    Returns
    -------
    dict
        ``groups``: label and ``symbols`` (svg, label, details, count); ``badges``; ``lines``
        (label, details, colour, width in pt, dash in pt; or a drawing ``svg`` in their place).
    """
    used = tambon.landmarks["landmark_kind"].value_counts()
    groups = []
    for group in legend.groups:
        symbols = [s for s in legend if s.group == group.id and s.id in used.index]
        if symbols:
            groups.append(
                {
                    "label": imprint.label(group.label_th, group.label_en),
                    "symbols": [
                        {
                            "svg": symbol_svg_document(symbol, 24, legend),
                            "label": imprint.label(symbol.label_th, symbol.label_en),
                            "details": imprint.label(symbol.details_th, symbol.details_en),
                            "count": imprint.figures(str(int(used[symbol.id]))),
                        }
                        for symbol in symbols
                    ],
                }
            )
    badges, lines = _badges(tambon, legend, imprint), line_rows(tambon, legend, imprint)
    return {"groups": groups, "badges": badges, "lines": lines}


def _badges(tambon: TambonAtlas, legend: Legend, imprint: Imprint) -> list[dict[str, str]]:
    rows = tambon.designations
    certain = rows[(rows["kind"] == "village") & rows["status"].isin(CERTAIN)]
    levels = set(certain["level"])
    return [
        {
            "svg": '<svg xmlns="http://www.w3.org/2000/svg" width="26" height="26" '
            f'viewBox="-1 -1 26 26">{badge_svg(style, 24)}</svg>',
            "label": imprint.label(style.label_th, style.label_en),
            "details": imprint.label(style.details_th, style.details_en),
            "count": imprint.figures(str(int((certain["level"] == style.id).sum()))),
        }
        for style in legend.designations
        if style.id in levels
    ]


def colour_rows(view: View | None, tambon: TambonAtlas, imprint: Imprint) -> dict[str, Any] | None:
    """What the ground's colours mean; None for a plain map.

    Parameters
    ----------
    view
        What the map is coloured by; None for none.
    tambon
        What the map shows.
    imprint
        What stands on everything that is printed of it.
    """
    if view is None:
        return None
    domain = view.domain
    codes = tambon.villages["village_code"]
    title = imprint.word(
        "print.colours",
        domain=imprint.label(domain.label_th, domain.label_en),
        year=view.year_be,
    )
    colours = seen_colours(view.classes.colours, tambon.background)
    steps = zip(colours, view.classes.labels, strict=True)
    return {
        "title": title,
        "note": "" if domain.higher_is_better else imprint.word("print.low_is_good"),
        "steps": [{"color": color, "label": imprint.figures(label)} for color, label in steps],
        "gaps": any(view.values.get(code) is None for code in codes),
        "unit": domain.unit,
    }


def village_table(tambon: TambonAtlas, views: Sequence[View], imprint: Imprint) -> dict[str, Any]:
    """The villages as a table: texts of ``head``, ``rows`` and, for several, ``sums``.

    Parameters
    ----------
    tambon
        Whose villages.
    views
        Its results.
    imprint
        What stands on everything that is printed of it.
    """
    newest = newest_views(views)
    head = ["print.moo", "print.village", "print.rai", "print.population", "print.households"]
    chosen = _chosen(tambon, imprint)
    rows = [
        [
            integer(row["moo"]) if row["moo"] else imprint.word("print.unknown"),
            imprint.label(row["name"], row["name_en"]),
            _rai(row["area_m2"]),
            integer(row["population"]),
            integer(row["households"]),
            *(view.shown.get(row["village_code"], "") for view in newest),
            chosen.get(row["village_code"], ""),
        ]
        for row in tambon.villages.to_dict("records")
    ]
    sums = [
        "",
        imprint.word("print.total"),
        _rai(_sum(tambon, "area_m2")),
        integer(_sum(tambon, "population")),
        integer(_sum(tambon, "households")),
        *("" for _ in newest),
        "",
    ]
    labels = [imprint.label(view.domain.label_th, view.domain.label_en) for view in newest]
    return {
        "head": [*map(imprint.word, head), *labels, imprint.word("print.designated")],
        "rows": [[imprint.figures(cell) for cell in row] for row in rows],
        "note": _scale_note(newest, imprint),
        "sums": [imprint.figures(cell) for cell in sums] if len(rows) > 1 else [],
    }


def _scale_note(newest: Sequence[View], imprint: Imprint) -> str:
    """Year and scale of the CIA columns; "" without results."""
    if not newest:
        return ""
    years = sorted({view.year_be for view in newest})
    ends = sorted({(v.domain.scale_min, v.domain.scale_max) for v in newest}, key=str)
    year = imprint.word("print.cia_year", year=", ".join(map(str, years)))
    if len(ends) != 1 or None in ends[0]:
        return year
    low, high = ends[0]
    return f"{year} {imprint.word('print.cia_scale', min=f'{low:g}', max=f'{high:g}')}"


def _chosen(tambon: TambonAtlas, imprint: Imprint) -> dict[str, str]:
    rows = tambon.designations
    certain = rows[(rows["kind"] == "village") & rows["status"].isin(CERTAIN)]
    found: dict[str, list[str]] = {}
    for row in certain.sort_values(["year_be", "row"]).to_dict("records"):
        level = imprint.word(f"print.level.{row['level']}")
        found.setdefault(row["village_code"], []).append(f"{row['year_be']} ({level})")
    return {code: ", ".join(texts) for code, texts in found.items()}


def _rai(area_m2: float) -> str:
    return integer(area_m2 / SQUARE_METRES_PER_RAI)


def _sum(tambon: TambonAtlas, column: str) -> float:
    return float(tambon.villages[column].sum(min_count=1))


def radar_rows(
    tambon: TambonAtlas, views: Sequence[View], imprint: Imprint
) -> dict[str, Any] | None:
    """A radar for every village from the newest year; None without results.

    Parameters
    ----------
    tambon
        Whose villages.
    views
        Its results.
    imprint
        What stands on everything that is printed of it.

    Returns
    -------
    dict or None
        ``about``, ``axes`` (labels), ``mean`` (shares) and ``villages`` (title, ``values``
        as shares from 0 to 1 or None, ``shown`` texts).
    """
    domains = [view for view in views if not view.domain.parent]
    known = [v.year_be for v in domains if any(x is not None for x in v.values.values())]
    if not known:
        return None
    year = max(known)
    villages = []
    axes = build_axes(views, "", year)
    for row in tambon.villages.to_dict("records"):
        own = build_axes(views, row["village_code"], year)
        moo = imprint.word("print.place_moo", moo=row["moo"]) if row["moo"] else ""
        villages.append(
            {
                "title": f"{imprint.label(row['name'], row['name_en'])} {moo}".strip(),
                "values": [axis.share(axis.value) for axis in own],
                "shown": [imprint.figures(axis.shown) or "–" for axis in own],
            }
        )
    ends = {(axis.low, axis.high) for axis in axes}
    about = [imprint.word("print.radars_about", year=year)]
    if len(ends) == 1:
        low, high = ends.pop()
        about.append(imprint.word("print.radar_scale", min=f"{low:g}", max=f"{high:g}"))
    return {
        "about": " · ".join(about),
        "axes": [imprint.label(axis.label_th, axis.label_en) for axis in axes],
        "mean": [axis.share(axis.mean) for axis in axes],
        "villages": villages,
    }
