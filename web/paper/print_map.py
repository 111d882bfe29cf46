"""A map to print: A4 or A3, with everything a wall map needs, as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muban.web.maps.locator import build_locator
from muban.web.maps.picture import Picture, PictureOptions, PictureSize, build_picture
from muban.web.pages.share import qr_svg
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_frame import (
    MM_PER_PIXEL,
    PAPERS,
    Paper,
    enlarged_paper,
    graticule,
)
from muban.web.paper.print_landmarks import landmark_groups
from muban.web.paper.print_numbers import CloseUp, NumberedMap, landmark_numbers, numbered_map
from muban.web.paper.print_parts import colour_rows, legend_rows
from muban.web.paper.print_sheet import imprint_lines, paper_values, scale_values, source_line
from muban.web.wording.words import word

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.web.maps.tambon_view import TambonView

__all__ = ["map_picture", "map_sheet"]

_PADDING = (26.0, 26.0, 26.0, 26.0)


def map_picture(view: TambonView, *, paper: Paper, imprint: Imprint) -> Picture:
    """The map as it stands in the frame of a sheet, one CSS pixel to 1/96 inch.

    Parameters
    ----------
    view
        The tambon.
    paper
        Its size in millimetres.
    imprint
        What stands on everything that is printed of it.
    """
    options = _options(view, paper, imprint)
    return build_picture(view.ground, legend=view.legend, options=options)


def _options(view: TambonView, paper: Paper, imprint: Imprint) -> PictureOptions:
    """How the map is drawn in the frame of a sheet."""
    size = PictureSize(
        width=paper.map_width / MM_PER_PIXEL,
        height=paper.map_height / MM_PER_PIXEL,
        label=paper.label,
        symbol=paper.symbol,
        padding=_PADDING,
    )
    return PictureOptions(
        size=size,
        fills=view.fills,
        shadow=False,
        line=0.8,
        fonts=FONT_FAMILY,
        thai_digits=imprint.thai_digits,
    )


def map_sheet(view: TambonView, *, imprint: Imprint, paper: str = "a4") -> dict[str, Any]:
    """Everything on a tambon's map sheet, as values for ``map.typ``.

    Parameters
    ----------
    view
        What to print, as the tambon's page shows it.
    imprint
        Who made it, when, where it is published.
    paper
        ``a4`` or ``a3``.
    """
    sheet, tambon = PAPERS[paper], view.tambon
    picture = map_picture(view, paper=sheet, imprint=imprint)
    lons, lats = graticule(picture, sheet)
    counted = landmark_numbers(tambon, view.legend)
    numbers = {landmark: imprint.figures(str(n)) for landmark, n in counted.items()}
    numbered = numbered_map(view, picture, _options(view, sheet, imprint), numbers, sheet)
    return {
        "lang": imprint.lang,
        "paper": paper_values(sheet),
        "title": _title(tambon, imprint),
        "sample": imprint.word("print.sample") if tambon.sample else "",
        "map": picture.svg,
        "numbers": numbered.numbers,
        "close_ups": [_close_up(one, sheet, tambon, imprint) for one in numbered.close_ups],
        "lons": [{"mm": tick.mm, "text": imprint.figures(tick.text)} for tick in lons],
        "lats": [{"mm": tick.mm, "text": imprint.figures(tick.text)} for tick in lats],
        "scale": scale_values(picture, sheet, imprint),
        "north": imprint.word("print.north"),
        "legend": legend_rows(tambon, view.legend, imprint),
        "colours": colour_rows(view.views.shown, tambon, imprint),
        "locator": _locator(tambon, imprint),
        "sources": [source_line(note, imprint) for note in tambon.sources],
        "landmarks": landmark_groups(tambon, view.legend, imprint, numbers, numbered),
        "imprint": [
            *imprint_lines(tambon.fiscal_year_be, imprint),
            *_index_note(tambon, numbered, imprint),
        ],
        "qr": qr_svg(imprint.address).decode() if imprint.address else "",
        "address": imprint.address or "",
        "words": {
            key: imprint.word(f"print.{key}")
            for key in (
                "legend", "legend_details", "boundaries", "landmarks", "sources",
                "datum", "scan", "no_data", "disclaimer",
            )
        },
    }  # fmt: skip


def _index_note(tambon: TambonAtlas, numbered: NumberedMap, imprint: Imprint) -> list[str]:
    """That the numbers are those of the list, and which parts are enlarged."""
    count = len(tambon.landmarks)
    if not count:
        return []
    letters = ", ".join(one.letter for one in numbered.close_ups)
    key = "print.index_enlarged" if letters else "print.index_note"
    return [imprint.word(key, n=count, letters=letters)]


def _close_up(one: CloseUp, sheet: Paper, tambon: TambonAtlas, imprint: Imprint) -> dict[str, Any]:
    """An enlarged part of the map, on a sheet of its own."""
    paper = enlarged_paper(sheet)
    return {
        "paper": paper_values(paper),
        "title": imprint.word("print.enlarged", letter=one.letter),
        "where": _title(tambon, imprint)["where"],
        "map": one.picture.svg,
        "numbers": one.numbers,
        "scale": scale_values(one.picture, paper, imprint),
        "note": imprint.word("print.enlarged_note", n=len(one.shown)),
    }


def _title(tambon: TambonAtlas, imprint: Imprint) -> dict[str, str]:
    def name(unit: str, th: str, en: str) -> str:
        return word(f"{unit}.name", imprint.lang, name=imprint.label(th, en)) if th else ""

    place, amphoe, province = tambon.tambon, tambon.amphoe, tambon.province
    wider = (
        name("amphoe", amphoe.name, amphoe.name_en),
        name("province", province.name, province.name_en),
    )
    return {
        "what": imprint.word("print.map"),
        "where": name("tambon", place.name, place.name_en)
        if place.is_unit
        else imprint.label(place.name, place.name_en),
        "wider": "  ".join(part for part in wider if part),
    }


def _locator(tambon: TambonAtlas, imprint: Imprint) -> dict[str, str]:
    svg = "" if imprint.tambons is None else build_locator(imprint.tambons, tambon.tambon.key)
    name = imprint.label(tambon.province.name, tambon.province.name_en)
    return {"svg": svg, "title": imprint.word("print.locator", name=name)}
