"""What muban sets under a heading by itself, from the data: values for ``whole-book.typ``."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from muban.layers.indicator.result_rows import result_rows, unverified_of
from muban.layers.indicator.results import change_text, changed_domains, results_by_village
from muban.symbology.symbol import symbol_svg_document
from muban.web.book.headings import book_word
from muban.web.maps.choropleth import fills_of, newest_views
from muban.web.maps.picture import PictureOptions, PictureSize, build_picture
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.paper.print_parts import colour_rows

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.layers.indicator.result_rows import ResultRow
    from muban.symbology.legend import Legend
    from muban.web.maps.tambon_view import TambonView
    from muban.web.paper.imprint import Imprint

__all__ = ["change_table", "domain_maps", "item_table", "pins_of", "with_results_only"]

_MAP = PictureSize(width=640, height=430, label=13, symbol=16, padding=(14, 14, 14, 14))


def pins_of(
    tambon: TambonAtlas, kinds: Sequence[str], legend: Legend, imprint: Imprint
) -> list[dict[str, Any]]:
    """The pins of some kinds: symbol, label and the places; kinds without a pin are left out.

    Parameters
    ----------
    tambon
        Whose pins.
    kinds
        Ids of the legend.
    legend
        Says how a kind looks and is called.
    imprint
        What stands on everything that is printed of it.
    """
    coded = tambon.villages[tambon.villages["village_code"].notna()]
    moos = dict(zip(coded["village_code"], coded["moo"], strict=True))
    found = []
    for kind in (kind for kind in kinds if kind in legend):
        rows = tambon.landmarks[tambon.landmarks["landmark_kind"] == kind].to_dict("records")
        if rows:
            symbol = legend[kind]
            found.append(
                {
                    "svg": symbol_svg_document(symbol, 24, legend),
                    "label": imprint.label(symbol.label_th, symbol.label_en),
                    "places": [
                        _place(str(row["name"]), moos.get(row["village_code"]), imprint)
                        for row in rows
                    ],
                }
            )
    return found


def _place(name: str, moo: int | None, imprint: Imprint) -> str:
    where = f" ({imprint.word('print.place_moo', moo=moo)})" if moo else ""
    return f"{name or imprint.word('print.unknown')}{where}"


def domain_maps(view: TambonView, imprint: Imprint) -> list[dict[str, Any]]:
    """A map for every domain that has a value, of its newest year, with its colours."""
    shown = [
        one
        for one in newest_views(view.views.every)
        if any(v is not None for v in one.values.values())
    ]
    return [
        {
            "title": imprint.figures(
                book_word("domain_map", domain=one.domain.label_th, year=one.year_be)
            ),
            "svg": build_picture(
                view.ground,
                legend=view.legend,
                options=PictureOptions(
                    size=_MAP,
                    fills=fills_of(view.tambon, one),
                    symbols=False,
                    official=False,
                    shadow=False,
                    line=0.8,
                    fonts=FONT_FAMILY,
                    thai_digits=imprint.thai_digits,
                ),
            ).svg,
            "colours": colour_rows(one, view.tambon, imprint),
        }
        for one in shown
    ]


def with_results_only(radars: dict[str, Any] | None) -> tuple[dict[str, Any] | None, str]:
    """The radars of villages that have results, and one line that names the others.

    Parameters
    ----------
    radars
        The radars of all villages, or None.

    Returns
    -------
    tuple
        The radars, None where no village has one; the line, "" where every village has.

    Examples
    --------
    >>> radars = {"villages": [
    ...     {"title": "บ้านเหนือ", "values": [2.5, None]},
    ...     {"title": "บ้านใต้", "values": [None, None]}]}
    >>> shown, line = with_results_only(radars)
    >>> [one["title"] for one in shown["villages"]], line
    (['บ้านเหนือ'], 'หมู่บ้านที่ยังไม่มีผลวิเคราะห์: บ้านใต้')
    """
    if radars is None:
        return None, ""
    full = [one for one in radars["villages"] if any(v is not None for v in one["values"])]
    empty = [one["title"] for one in radars["villages"] if one not in full]
    line = book_word("no_results", names=", ".join(empty)) if empty else ""
    return ({**radars, "villages": full} if full else None), line


def item_table(tambon: TambonAtlas, code: str, imprint: Imprint) -> dict[str, Any] | None:
    """All results of the newest year that they have, an item a row, a village a column.

    Parameters
    ----------
    tambon
        With its results.
    code
        The tambon, or the one village (eight digits) that is told of.
    imprint
        Language and digits.
    """
    items = result_rows(tambon)
    if not items:
        return None
    villages = [row for row in _villages(tambon, code) if row["village_code"]]
    years = sorted({row.year_be for row in items if row.year_be})
    return {
        "title": imprint.figures(book_word("items", year=", ".join(map(str, years)))),
        "head": [
            book_word("item"),
            *(imprint.word("print.place_moo", moo=row["moo"]) for row in villages),
        ],
        "rows": [
            {
                "main": not item.domain.parent,
                "cells": [
                    _item_label(item, years, imprint),
                    *(
                        imprint.figures(item.shown.get(str(row["village_code"]), ""))
                        or ("–" if item.year_be else "")
                        for row in villages
                    ),
                ],
            }
            for item in items
        ],
        "notes": [
            *(book_word("unverified", status=status) for status in unverified_of(items)),
            *(
                [book_word("bmn_year")]
                if any(row.domain.id.startswith("bmn") for row in items)
                else []
            ),
        ],
    }


def _is_bmn(item: ResultRow) -> bool:
    return item.domain.id.startswith("bmn")


def _item_label(item: ResultRow, years: Sequence[int], imprint: Imprint) -> str:
    """What an item is called; its year too, where the table holds several."""
    label = imprint.label(item.domain.label_th, item.domain.label_en or item.domain.label_th)
    return (
        f"{label} ({imprint.figures(str(item.year_be))})"
        if item.year_be and len(years) > 1
        else label
    )


def _villages(tambon: TambonAtlas, code: str) -> list[dict[Hashable, Any]]:
    """The villages of a tambon; the one alone whose code it is."""
    rows = tambon.villages.to_dict("records")
    return [row for row in rows if len(code) != 8 or row["village_code"] == code]


def change_table(tambon: TambonAtlas, code: str, imprint: Imprint) -> dict[str, Any] | None:
    """How each domain moved between its two newest years, a village a row; None without two.

    Parameters
    ----------
    tambon
        With its results.
    code
        The tambon, or the one village (eight digits) that is told of.
    imprint
        Language and digits.
    """
    results = results_by_village(tambon)
    moved = changed_domains(results)
    if not moved:
        return None
    rows = []
    for village in _villages(tambon, code):
        own = results.get(str(village["village_code"]), ())
        name = imprint.label(str(village["name"]), str(village["name_en"]))
        cells = (change_text(own, one.domain.id) for one in moved)
        rows.append([name, *(imprint.figures(cell) for cell in cells)])
    head = [f"{one.domain.label_th} {one.change_from}→{one.year_be}" for one in moved]
    return {
        "title": book_word("changes"),
        "head": [imprint.word("print.village"), *map(imprint.figures, head)],
        "rows": rows,
    }
