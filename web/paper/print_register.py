"""The register on a province's printed map: what its marks and colours mean, and its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muban.web.maps.look import build_look
from muban.web.maps.picture_province import TINTS
from muban.web.maps.province_markers import STAR_PATH
from muban.web.maps.register_rows import (
    amphoe_year_matrix,
    chosen_per_tambon,
    counted_rows,
    register_years,
)
from muban.web.wording.words import word

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.symbology.legend import Legend
    from muban.web.paper.imprint import Imprint

__all__ = ["register_legend", "register_table"]


def register_legend(
    atlas: Atlas, rows: Sequence[Mapping[str, Any]], legend: Legend, imprint: Imprint
) -> dict[str, Any]:
    """What the marks, lines and colours of the map mean.

    Parameters
    ----------
    atlas
        What the map shows.
    rows
        Of the register (:func:`~muban.web.maps.register_rows.register_rows`).
    legend
        Lines and colours.
    imprint
        Language and digits.

    Returns
    -------
    dict
        ``lines``, ``badges`` (svg, label, count), ``years`` (colour, label), ``tints`` (colour,
        label) and the headings of the last two.
    """
    counted = counted_rows(rows)
    per_year = Counter(row["year"] for row in counted)
    colours = legend.colors_of_years(register_years(rows))
    most = max(chosen_per_tambon(rows).values(), default=0)
    last = len(TINTS) - 1
    return {
        "lines": _lines(atlas, legend, imprint),
        "badges": _badges(counted, imprint),
        "rough": imprint.word("print.rough")
        if any(row["place"] == "tambon" for row in counted)
        else "",
        "years_title": imprint.word("print.by_year"),
        "years": [
            {
                "color": colour,
                "label": imprint.figures(str(year)),
                "count": imprint.word("print.villages_n", n=per_year[year]),
            }
            for year, colour in sorted(colours.items(), reverse=True)
        ],
        "tints_title": word("legend.tint", imprint.lang),
        "tints": [
            {"color": tint, "label": imprint.figures(f"{n}+" if n == last else str(n))}
            for n, tint in enumerate(TINTS)
            if n <= most
        ]
        if counted
        else [],
    }


def _lines(atlas: Atlas, legend: Legend, imprint: Imprint) -> list[dict[str, Any]]:
    look = build_look(legend)
    amphoes = bool(atlas.amphoes.geometry.notna().any())
    tambons = bool(atlas.tambons.geometry.notna().any())
    drawn = [
        ("print.line.province", look.outline_color, 1.6, amphoes or tambons),
        ("print.line.amphoe", "#71828a", 1.1, amphoes),
        ("print.line.tambon", "#cdd8d4", 0.8, tambons),
    ]
    return [
        {"label": imprint.word(key), "color": color, "width": width, "dash": []}
        for key, color, width, there in drawn
        if there
    ]


def _badges(counted: Sequence[Mapping[str, Any]], imprint: Imprint) -> list[dict[str, str]]:
    levels = Counter(row["level"] for row in counted)
    return [
        {
            "svg": _MARKS[level],
            "label": imprint.word(f"print.chosen.{level}"),
            "count": imprint.figures(str(levels[level])),
        }
        for level in ("province", "amphoe")
        if levels[level]
    ]


_SHAPES = {"province": f'<path d="{STAR_PATH}"/>', "amphoe": '<circle r="9"/>'}
_FILLS = {"": "#1f2a30", "rough": "none"}
_MARKS = {
    level + rough: '<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28" '
    f'viewBox="-14 -14 28 28"><g fill="{fill}" stroke="#1f2a30" stroke-width="2">{shape}</g></svg>'
    for level, shape in _SHAPES.items()
    for rough, fill in _FILLS.items()
}
"""Star and disc as on the map, full and hollow; their colour there is the year's."""


def register_table(
    atlas: Atlas,
    rows: Sequence[Mapping[str, Any]],
    listed: Sequence[Mapping[str, Any]],
    legend: Legend,
    imprint: Imprint,
    numbers: Mapping[int, str],
    unnumbered: Collection[int],
) -> dict[str, Any] | None:
    """The designated villages by year, and how many each amphoe had; None without any.

    Parameters
    ----------
    atlas
        Whose amphoes.
    rows
        Of the register.
    listed
        Those of them that the table has, in its order.
    legend
        Colours of years.
    imprint
        Language and digits.
    numbers
        Each row's number on the map.
    unnumbered
        Rows that are on the map without their number.
    """
    if not listed:
        return None
    colours = legend.colors_of_years(register_years(rows))
    years = [
        {
            "label": imprint.word("print.year", year=year),
            "color": colours[year],
            "count": imprint.word("print.villages_n", n=len(own)),
            "rows": [_row(row, imprint, numbers[row["row"]], unnumbered) for row in own],
        }
        for year in sorted(colours, reverse=True)
        if (own := [row for row in listed if row["year"] == year])
    ]
    models = [row for row in rows if row["kind"] == "tambon" and row["counts"]]
    return {
        "title": imprint.word("print.register"),
        "about": imprint.word("print.register_about"),
        "marks": _MARKS,
        "years": years,
        "models_title": word("designation.tambon", imprint.lang),
        "models": [imprint.figures(f"{row['year']} {row['name']}") for row in models],
        "matrix_title": word("matrix", imprint.lang),
        "matrix": _matrix(atlas, rows, imprint),
    }


def _row(
    row: Mapping[str, Any], imprint: Imprint, number: str, unnumbered: Collection[int]
) -> dict[str, Any]:
    moo = imprint.word("print.place_moo", moo=row["moo"]) if row["moo"] else ""
    where = [
        imprint.word(f"print.short.{unit}", name=row[unit])
        for unit in ("tambon", "amphoe")
        if row[unit]
    ]
    note = ""
    if row["at"] is None:
        note = imprint.word("print.no_place")
    elif row["row"] in unnumbered:
        note = imprint.word("print.no_number")
    return {
        "number": number,
        "mark": row["level"] + ("rough" if row["place"] == "tambon" else ""),
        "name": f"{row['name']} {moo}".strip(),
        "where": " ".join(where),
        "note": note,
    }


def _matrix(
    atlas: Atlas, rows: Sequence[Mapping[str, Any]], imprint: Imprint
) -> dict[str, Any] | None:
    years = register_years(rows)
    counts = amphoe_year_matrix(atlas, rows)
    if not counts:
        return None
    sums = [sum(of_year) for of_year in zip(*(own for _, own in counts), strict=True)]

    def line(name: str, own: Sequence[int]) -> list[str]:
        cells = [imprint.figures(str(n)) if n else "–" for n in own]
        return [name, *cells, imprint.figures(str(sum(own)))]

    return {
        "head": [
            imprint.word("print.amphoe"),
            *(imprint.figures(str(year)) for year in years),
            imprint.word("print.total"),
        ],
        "rows": [line(imprint.label(one["name"], one["name_en"]), own) for one, own in counts],
        "sums": line(imprint.word("print.total"), sums),
    }
