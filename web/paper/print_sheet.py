"""What the sheets of a tambon and of a province have alike: paper, scale, sources, imprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muban.web.paper.print_frame import Paper, scale_bar
from muban.web.wording.paper_words import source_word

if TYPE_CHECKING:
    from muban.layers.atlas import SourceNote
    from muban.web.maps.picture import Picture
    from muban.web.paper.imprint import Imprint

__all__ = ["imprint_lines", "paper_values", "scale_values", "source_line"]


def paper_values(sheet: Paper) -> dict[str, Any]:
    """A sheet and the place of its map, as a template reads them."""
    return {
        "width": sheet.width,
        "height": sheet.height,
        "left": sheet.map_left,
        "top": sheet.map_top,
        "map_width": sheet.map_width,
        "map_height": sheet.map_height,
        "side": sheet.side_left,
        "side_width": sheet.side_width,
        "text": sheet.text,
    }


def scale_values(picture: Picture, sheet: Paper, imprint: Imprint) -> dict[str, Any]:
    """The scale bar and what stands at it.

    Parameters
    ----------
    picture
        The map as printed.
    sheet
        Its paper.
    imprint
        Language and digits.
    """
    bar = scale_bar(picture)
    unit = imprint.word("print.km" if bar.in_km else "print.m")
    factor = 1000 if bar.in_km else 1
    return {
        "mm": bar.mm,
        "half": imprint.figures(f"{bar.metres / 2 / factor:g}"),
        "full": imprint.figures(f"{bar.metres / factor:g}") + f" {unit}",
        "zero": imprint.figures("0"),
        "text": imprint.word("print.scale", n=f"{bar.scale:,}"),
        "note": imprint.word("print.scale_note", paper=sheet.name.upper()),
    }


def source_line(note: SourceNote, imprint: Imprint) -> str:
    """What was taken from which file, in one line."""
    year = f" ({imprint.figures(str(note.year_be))})" if note.year_be else ""
    detail = f" · {note.detail}" if note.detail else ""
    return f"{source_word(note.what, imprint.lang)}{year}: {note.file.rsplit('/', 1)[-1]}{detail}"


def imprint_lines(fiscal_year_be: int | None, imprint: Imprint) -> list[str]:
    """Who and when, one line each; a line that is not known is left out."""
    lines = []
    if fiscal_year_be:
        lines.append(imprint.word("print.fiscal", year=fiscal_year_be))
    if imprint.date:
        lines.append(imprint.word("print.date", date=imprint.date))
    if imprint.office:
        lines.append(imprint.word("print.made_by", office=imprint.office))
    return lines
