"""A province's map to print, A4 to A2: tambons by name, every designated village, and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muban.web.maps.name_places import pin_box
from muban.web.maps.number_places import PlacedNumber, Spot, place_numbers
from muban.web.maps.picture_frame import PictureSize
from muban.web.maps.picture_places import label_name
from muban.web.maps.picture_province import ProvinceOptions, build_province_picture
from muban.web.maps.province_shapes import ProvinceShapes, province_shapes
from muban.web.maps.register_rows import counted_rows, register_rows, register_years
from muban.web.maps.unit_names import unit_wishes
from muban.web.pages.share import qr_svg
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.paper.numbers_svg import numbers_svg
from muban.web.paper.print_frame import MM_PER_PIXEL, PAPERS, Paper, graticule
from muban.web.paper.print_register import register_legend, register_table
from muban.web.paper.print_sheet import imprint_lines, paper_values, scale_values, source_line
from muban.web.wording.words import word

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from muban.layers.atlas import Atlas
    from muban.symbology.legend import Legend
    from muban.web.maps.picture import Picture
    from muban.web.paper.imprint import Imprint

__all__ = ["province_sheet"]

_AMPHOE, _TAMBON, _NUMBER = 0.95, 0.62, 0.68
"""Sizes of names and numbers, in em of a village's name on a tambon's map."""
_RINGS = 40
"""How far from its place a name or number may stand, in lines."""
_MARKER = 0.8
"""Size of a marker, in diameters of a landmark's symbol."""
_PADDING = (22.0, 22.0, 22.0, 22.0)
_AMPHOE_INK, _TAMBON_INK, _NUMBER_INK = "#37474f", "#5f6e75", "#1f2a30"
_DOT = 3.4
"""Radius of a designation's dot, in output pixels."""
_STAR, _DISC = 0.71, 0.5
"""Radius of a star and of a disc, in sizes of the marker."""


def province_sheet(
    atlas: Atlas,
    *,
    legend: Legend,
    imprint: Imprint,
    paper: str = "a4",
    shapes: ProvinceShapes | None = None,
) -> dict[str, Any]:
    """Everything on a province's map sheet and in its table, as values for ``province.typ``.

    Parameters
    ----------
    atlas
        The whole project.
    legend
        Lines and colours.
    imprint
        Who made it, when, where it is published.
    paper
        ``a4``, ``a3`` or ``a2``.
    shapes
        The atlas's :func:`~muban.web.maps.province_shapes.province_shapes`, where they are made
        already; None makes them.
    """
    sheet, whole = PAPERS[paper], shapes or province_shapes(atlas)
    options = _options(sheet, imprint)
    picture = build_province_picture(atlas, legend=legend, options=options, shapes=whole)
    rows = register_rows(atlas.designations, picture.grid, imprint.lang)
    listed = _listed(rows)
    numbers = {row["row"]: imprint.figures(str(n)) for n, row in enumerate(listed, 1)}
    over, unnumbered = _over(atlas, whole, picture, options, rows, numbers, imprint)
    lons, lats = graticule(picture, sheet)
    return {
        "lang": imprint.lang,
        "paper": paper_values(sheet),
        "title": _title(atlas, rows, imprint),
        "sample": imprint.word("print.sample") if atlas.sample else "",
        "map": picture.svg,
        "numbers": over,
        "close_ups": [],
        "lons": [{"mm": tick.mm, "text": imprint.figures(tick.text)} for tick in lons],
        "lats": [{"mm": tick.mm, "text": imprint.figures(tick.text)} for tick in lats],
        "scale": scale_values(picture, sheet, imprint),
        "north": imprint.word("print.north"),
        "legend": register_legend(atlas, rows, legend, imprint),
        "table": register_table(atlas, rows, listed, legend, imprint, numbers, unnumbered),
        "locator": {"svg": "", "title": ""},
        "sources": [source_line(note, imprint) for note in atlas.sources],
        "imprint": imprint_lines(atlas.fiscal_year_be, imprint),
        "qr": qr_svg(imprint.address).decode() if imprint.address else "",
        "words": {
            key: imprint.word(f"print.{key}")
            for key in ("legend", "sources", "datum", "scan", "disclaimer", "no_data")
        },
    }


def _options(sheet: Paper, imprint: Imprint) -> ProvinceOptions:
    size = PictureSize(
        width=sheet.map_width / MM_PER_PIXEL,
        height=sheet.map_height / MM_PER_PIXEL,
        label=sheet.label,
        symbol=sheet.symbol * _MARKER,
        padding=_PADDING,
    )
    # Names are laid over the map, where all of them and the numbers keep out of each other's way.
    return ProvinceOptions(size=size, labels=False, line=0.8, fonts=FONT_FAMILY, lang=imprint.lang)


def _listed(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Designated villages as the table has them: newest year first, the province's first of all."""
    return sorted(
        counted_rows(rows), key=lambda row: (-row["year"], row["level"] != "province", row["row"])
    )


def _title(atlas: Atlas, rows: Sequence[Mapping[str, Any]], imprint: Imprint) -> dict[str, str]:
    place, years = atlas.province, register_years(rows)
    name = imprint.label(place.name, place.name_en)
    what = "print.map_of_designated" if years else "print.map"
    return {
        "what": imprint.word(what),
        "where": word("province.name", imprint.lang, name=name) if name else atlas.title,
        "wider": imprint.word("print.years", first=years[0], last=years[-1]) if years else "",
    }


def _over(
    atlas: Atlas,
    shapes: ProvinceShapes,
    picture: Picture,
    options: ProvinceOptions,
    rows: Sequence[Mapping[str, Any]],
    numbers: Mapping[int, str],
    imprint: Imprint,
) -> tuple[str, set[int]]:
    """Names and numbers over the map, and the rows on the map that have no number there."""
    frame, pixel = picture.frame.box, picture.frame.pixel
    label = options.size.label * pixel
    marks = picture.designations
    assert marks is not None, "a province's picture says where its designations stand"
    taken = [pin_box(x, y, 2 * radius) for (x, y), radius in _radii(marks).items()]
    designated = _designated(marks, rows, numbers, named=options.size.label > PAPERS["a4"].label)

    def placed(spots: Sequence[Spot], em: float) -> list[PlacedNumber]:
        found, _ = place_numbers(spots, taken, size=label * em, frame=frame, rings=_RINGS)
        taken.extend(one.box for one in found)
        return found

    amphoes = placed(_names(atlas.amphoes, shapes.amphoes, _AMPHOE_INK, pixel, imprint), _AMPHOE)
    numbered = placed(designated, _NUMBER)
    tambons = _names(atlas.tambons, shapes.tambons, _TAMBON_INK, pixel, imprint)
    svg = numbers_svg(
        picture,
        numbered,
        options,
        size=options.size.label * _NUMBER,
        names=[
            (placed(tambons, _TAMBON), options.size.label * _TAMBON, 400),
            (amphoes, options.size.label * _AMPHOE, 700),
        ],
    )
    there = {one.of.id for one in numbered}
    return svg, {int(spot.id) for spot in designated if spot.id not in there}


def _radii(marks: Mapping[str, Any]) -> dict[tuple[float, float], float]:
    """How far each marker reaches from its place; a dot where there is no marker."""
    dots = {(foot["x"], foot["y"]): _DOT * marks["pixel"] for foot in marks["feet"]}
    return dots | {
        (mark["x"], mark["y"]): marks["symbol"] * (_STAR if mark["level"] == "province" else _DISC)
        for mark in marks["markers"]
    }


def _designated(
    marks: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    numbers: Mapping[int, str],
    *,
    named: bool,
) -> list[Spot]:
    """The designations on the map; with their villages' names where the paper has room."""
    radii, names = _radii(marks), {row["row"]: label_name(row["name"]) for row in rows}
    return [
        Spot(
            id=str(foot["row"]),
            x=foot["x"],
            y=foot["y"],
            color=_NUMBER_INK,
            radius=radii[foot["x"], foot["y"]],
            texts=(*((f"{number} {names[foot['row']]}",) if named else ()), number),
        )
        for foot in marks["feet"]
        for number in (numbers[foot["row"]],)
    ]


def _names(
    units: gpd.GeoDataFrame,
    shapes: NDArray[np.object_],
    ink: str,
    pixel: float,
    imprint: Imprint,
) -> list[Spot]:
    """Units by name, the roomiest first."""
    wishes = unit_wishes(units, shapes, imprint.lang, pixel)
    return [
        Spot(id=wish.id, x=wish.x, y=wish.y, color=ink, radius=0, texts=(wish.name,))
        for wish in sorted(wishes, key=lambda wish: (-wish.room, wish.id))
    ]
