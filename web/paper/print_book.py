"""The GIS part of the lesson book (ถอดบทเรียน), with the covers that the letter asks for.

The letter (นค ๐๐๑๙.๔/๑๕๑/๒๐, 10 March 2563) sets out both books: for a village in its first
guideline, sections 5 and «ปกหน้า», «ปกหลัง»; for a tambon in the second. Part 2.2 (village)
or 2.3 (tambon) is the work that this program does; it is set here as one PDF to bind in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from muban.web.maps.choropleth import View, Views
from muban.web.maps.ground import build_ground
from muban.web.maps.picture import PictureOptions, PictureSize, build_picture
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_map import map_sheet
from muban.web.paper.print_parts import radar_rows, village_table
from muban.web.paper.print_ranking import ranking_table
from muban.web.paper.print_sheet import imprint_lines

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.layers.indicator.priorities import PriorityRule
    from muban.web.maps.tambon_view import TambonView

__all__ = ["cover_lines", "of_village", "tambon_book", "village_book"]

_WORDS = (
    "legend_details", "boundaries", "villages", "landmarks", "no_landmarks", "radars",
    "evidence", "no_result", "scan", "ranking", "rank", "rank_short", "village",
    "problem_count", "no_data_short",
)  # fmt: skip


def tambon_book(
    view: TambonView, *, imprint: Imprint, rule: PriorityRule | None = None
) -> dict[str, Any]:
    """The book of a model-information tambon (A4), as values for ``book.typ``.

    Cover, map, symbols with their details, villages, landmarks, radars, problems ranked by
    ``rule``, evidence, back cover.

    Parameters
    ----------
    view
        The tambon.
    imprint
        Who made it, when, where it is published.
    rule
        What counts as a problem; None for the usual one.
    """
    book = _book(view, view, imprint=imprint, rule=rule)
    return {**book, "covers": cover_lines(view.tambon, None, imprint)}


def village_book(view: TambonView, village_code: str, *, imprint: Imprint) -> dict[str, Any]:
    """The book of an outstanding information village (A4), as values for ``book.typ``.

    Parameters
    ----------
    view
        The tambon that the village lies in: its mean stays in the radar.
    village_code
        Eight digits, of a village of the tambon.
    imprint
        Who made it, when, where it is published.

    Raises
    ------
    KeyError
        The tambon has no such village.
    """
    tambon = of_village(view.tambon, village_code)
    # One village has no classes of its own to be coloured by.
    ground = build_ground(tambon, legend=view.legend, lang=view.lang)
    own = replace(view, tambon=tambon, ground=ground, views=Views())
    book = _book(own, view, imprint=imprint)
    book["map"]["title"] = _village_title(tambon, imprint)
    return {**book, "covers": cover_lines(tambon, village_code, imprint)}


def of_village(tambon: TambonAtlas, village_code: str) -> TambonAtlas:
    """A tambon cut down to one of its villages, its landmarks and designations.

    Indicators go: one village has no classes of its own to be coloured by.
    """
    villages = tambon.villages[tambon.villages["village_code"] == village_code]
    if villages.empty:
        raise KeyError(village_code)
    refs = set(zip(villages["_file"], villages["_layer"], villages["_number"], strict=True))
    landmarks = tambon.landmarks
    designations = tambon.designations
    return replace(
        tambon,
        villages=villages.reset_index(drop=True),
        landmarks=landmarks[landmarks["village_code"] == village_code].reset_index(drop=True),
        designations=designations[designations["village_code"] == village_code],
        indicators=tambon.indicators.iloc[:0],
        official=None,
        disputed=tuple(one for one in tambon.disputed if refs.intersection(one.claimants)),
    )


def _book(
    own: TambonView,
    whole: TambonView,
    *,
    imprint: Imprint,
    rule: PriorityRule | None = None,
) -> dict[str, Any]:
    shown, tambon, views = own.tambon, whole.tambon, whole.views.every
    sheet = map_sheet(own, imprint=imprint, paper="a4")
    return {
        "lang": imprint.lang,
        "cover_map": _cover_map(own, imprint=imprint),
        "map": sheet,
        "table": village_table(shown, views, imprint),
        "landmarks": sheet["landmarks"],
        "radars": _radars(shown, tambon, views, imprint),
        "ranking": ranking_table(tambon, imprint, rule=rule) if own is whole else None,
        "evidence": _evidence(shown, tambon, imprint),
        "compact": len(shown.villages) == 1,
        "words": {key: imprint.word(f"print.{key}") for key in _WORDS},
    }


def _radars(
    shown: TambonAtlas, tambon: TambonAtlas, views: Sequence[View], imprint: Imprint
) -> dict[str, Any] | None:
    """Radars of the villages shown, against the mean of the whole tambon."""
    return radar_rows(replace(tambon, villages=shown.villages), views, imprint)


def _cover_map(view: TambonView, *, imprint: Imprint) -> str:
    """The picture on the cover: the map without its symbols, which are too small there."""
    options = PictureOptions(
        size=PictureSize(width=620, height=470, label=14, symbol=18, padding=(16, 16, 16, 16)),
        symbols=False,
        official=False,
        line=0.9,
        fonts=FONT_FAMILY,
        thai_digits=imprint.thai_digits,
    )
    return build_picture(view.ground, legend=view.legend, options=options).svg


def cover_lines(
    tambon: TambonAtlas, village_code: str | None, imprint: Imprint
) -> dict[str, list[str]]:
    """The words of both covers, line by line as the letter sets them.

    Parameters
    ----------
    tambon
        Whose book.
    village_code
        Eight digits of the village whose book it is; None for the tambon's.
    imprint
        Who made it, when, where it is published.

    Returns
    -------
    dict
        ``title``, ``front`` (the fields filled in), ``back``.
    """
    amphoe, province = tambon.amphoe, tambon.province
    in_province = imprint.word("book.province", name=imprint.label(province.name, province.name_en))
    office = imprint.word("book.office", name=imprint.label(amphoe.name, amphoe.name_en))
    names = {
        "tambon": imprint.label(tambon.tambon.name, tambon.tambon.name_en),
        "amphoe": imprint.label(amphoe.name, amphoe.name_en),
        "province": imprint.label(province.name, province.name_en),
        "year": tambon.fiscal_year_be or "................",
    }
    if village_code is None:
        kind = "tambon"
        back = [office, in_province]
    else:
        kind = "village"
        row = tambon.villages.iloc[0]
        village = imprint.label(str(row["name"]), str(row["name_en"])).removeprefix("บ้าน")
        names |= {"village": village, "moo": row["moo"] or "........"}
        back = [f"{office} {in_province}"]
    return {
        "title": imprint.word(f"book.{kind}").split("\n"),
        "front": imprint.word(f"book.{kind}.fields", **names).split("\n"),
        "back": [*back, imprint.word("book.department")],
        "part": [imprint.word("book.lessons"), imprint.word(f"book.{kind}.part")],
        "sample": [imprint.word("print.sample")] if tambon.sample else [],
    }


def _village_title(own: TambonAtlas, imprint: Imprint) -> dict[str, str]:
    row, place = own.villages.iloc[0], own.tambon
    moo = imprint.word("print.moo_n", moo=row["moo"]) if row["moo"] else ""
    names = {
        "tambon": imprint.label(place.name, place.name_en),
        "amphoe": imprint.label(own.amphoe.name, own.amphoe.name_en),
        "province": imprint.label(own.province.name, own.province.name_en),
    }
    return {
        "what": imprint.word("print.map_of_village"),
        "where": f"{imprint.label(str(row['name']), str(row['name_en']))} {moo}".strip(),
        "wider": imprint.word("book.wider", **names),
    }


def _evidence(shown: TambonAtlas, tambon: TambonAtlas, imprint: Imprint) -> dict[str, Any]:
    """The sheet that shows that it was published; what a person must fill in stays a line."""
    results = tambon.indicators
    known = set(results[results["status"] == "ok"]["village_code"])
    with_results = len(known & set(shown.villages["village_code"]))
    what = imprint.word(
        "print.evidence_what",
        villages=len(shown.villages),
        landmarks=len(shown.landmarks),
        results=with_results,
    )
    address = imprint.address or imprint.word("print.evidence_none")
    dated = imprint_lines(shown.fiscal_year_be, replace(imprint, office=""))
    rows = [
        ("evidence_url", address),
        ("evidence_counts", what),
        (
            "evidence_date",
            " · ".join(dated),
        ),
        ("evidence_office", imprint.office),
        ("evidence_posted", ""),
        ("evidence_link", ""),
    ]
    return {"rows": [[imprint.word(f"print.{key}"), value] for key, value in rows]}
