"""The legend on paper: every symbol with its name and what it stands for.

One set of words and drawings feeds the web page (Jinja2) and the paper (Typst, which sets
Thai and breaks its lines). Typst writes the same page as PDF, SVG and PNG.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from muban.symbology.colours import seen_as
from muban.symbology.context_style import ContextStyle
from muban.symbology.hatch import hatch_paths
from muban.symbology.legend import BoundaryStyle, DesignationStyle, Group, Legend, Symbol
from muban.symbology.legend_data import DisputedStyle
from muban.symbology.shapes import BOX, SHAPES
from muban.symbology.symbol import badge_svg, symbol_svg

__all__ = ["SHEETS", "context_sample", "render_sheet", "sheet_data", "sheet_files", "sheet_html"]

SheetName = Literal["legend_sheet", "icon_sheet"]
SHEETS: tuple[SheetName, ...] = ("legend_sheet", "icon_sheet")

_TITLE = "คำอธิบายสัญลักษณ์แผนที่หมู่บ้าน"
_SUBTITLE = "สัญลักษณ์มาตรฐานสำหรับแผนที่สารสนเทศชุมชน · Standard legend for village maps"
_FOOTER = "รูปทรงต่างกันตามกลุ่ม จึงอ่านได้แม้ถ่ายเอกสารขาวดำ · ไอคอน Maki และ Temaki (CC0) และของโครงการ"
_INTERNAL = "ใช้ภายในเท่านั้น ไม่เผยแพร่ · internal only"
_DPI = 150
_WIDE = 56.0
_SAMPLE = (0.0, 4.0, _WIDE, _WIDE / 2 - 4)


def sheet_data(legend: Legend) -> dict[str, Any]:
    """Words and drawings of the sheet: groups of items, each with an SVG.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> [len(group["items"]) for group in sheet_data(read_legend())["groups"]][:3]
    [5, 4, 3]
    """
    groups = [_symbol_group(legend, group) for group in legend.groups]
    badges = [_item(style, badge_svg(style, BOX, x=1, y=1)) for style in legend.designations]
    return {
        "title": _TITLE,
        "subtitle": _SUBTITLE,
        "footer": _FOOTER,
        "groups": [
            *(group for group in groups if group["items"]),
            _line_group(legend, badges),
            _context_group(legend),
        ],
        "items": [item for group in groups for item in group["items"]] + badges,
    }


def sheet_html(legend: Legend) -> str:
    """The legend sheet as one web page that needs no other file.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> sheet_html(read_legend())[:15]
    '<!doctype html>'
    """
    environment = Environment(
        loader=PackageLoader("muban.symbology", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("legend_sheet.html.j2")
    return template.render(data=sheet_data(legend), drawing=_markup)


def render_sheet(
    legend: Legend,
    form: Literal["pdf", "svg", "png"],
    *,
    fonts: Sequence[Path],
    font: str = "Sarabun",
    sheet: SheetName = "legend_sheet",
) -> list[bytes]:
    """A sheet on A4 pages.

    Parameters
    ----------
    legend
        What it shows.
    form
        ``pdf`` gives one file; ``svg`` and ``png`` (150 dpi) one per page.
    fonts
        TrueType files to set it in; the machine's own fonts are not used, so that the same
        legend gives the same bytes everywhere.
    font
        The family in these files.
    sheet
        ``legend_sheet`` with details, or ``icon_sheet`` with large symbols.
    """
    import typst

    # As text in JSON the drawings and words cannot become Typst code.
    data = json.dumps({**sheet_data(legend), "font": font}, ensure_ascii=False)
    source = (resources.files(__package__) / "templates" / f"{sheet}.typ").read_bytes()
    # The stubs of typst allow one type for source and folders; in truth they may differ.
    compile_typst: Any = typst.compile
    made = compile_typst(
        source,
        format=form,
        ppi=float(_DPI),
        font_paths=sorted({str(path.parent) for path in fonts}),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def sheet_files(legend: Legend, *, fonts: Sequence[Path]) -> dict[str, bytes]:
    """Every sheet in every form, by file name.

    Pages of SVG and PNG are numbered from 1 where there are several.
    """
    files = {"legend_sheet.html": sheet_html(legend).encode()}
    for sheet in SHEETS:
        for form in ("pdf", "svg", "png"):
            pages = render_sheet(legend, form, fonts=fonts, sheet=sheet)
            for number, page in enumerate(pages, 1):
                mark = f"-{number}" if len(pages) > 1 else ""
                files[f"{sheet}{mark}.{form}"] = page
    return files


def _symbol_group(legend: Legend, group: Group) -> dict[str, Any]:
    symbols = [symbol for symbol in legend.symbols if symbol.group == group.id]
    return {
        "label_th": group.label_th,
        "label_en": group.label_en,
        "color": group.color,
        "svg": _document(f'<path d="{SHAPES[group.shape].path}" fill="{group.color}"/>', BOX, BOX),
        "items": [_symbol_item(symbol, legend) for symbol in symbols],
    }


def _symbol_item(symbol: Symbol, legend: Legend) -> dict[str, str]:
    drawing = symbol_svg(symbol, BOX, x=1, y=1, legend=legend)
    grey = drawing.replace(f'"{symbol.color}"', f'"{seen_as(symbol.color, "grey")}"')
    return {
        "id": symbol.id,
        **_words(symbol),
        "note": "" if symbol.public else _INTERNAL,
        "svg": _document(drawing, BOX + 2, BOX + 2),
        "grey_svg": _document(grey, BOX + 2, BOX + 2),
    }


def _line_group(legend: Legend, badges: Sequence[dict[str, str]]) -> dict[str, Any]:
    classes, disputed = legend.classes, legend.disputed
    lines = [
        _wide(style.id, _words(style), _line_drawing(style, classes.ramp[1]))
        for style in legend.boundaries
    ]
    ramp_words = {
        "label_th": "ระดับของตัวชี้วัด",
        "label_en": "Indicator classes",
        "details_th": "สีเข้มคือดี สีอ่อนคือควรปรับปรุง",
        "details_en": "Dark is good, pale needs work",
    }
    none_words = {
        "label_th": classes.no_data_label_th,
        "label_en": classes.no_data_label_en,
        "details_th": "ลายเส้นเฉียง ไม่ใช่ค่าศูนย์",
        "details_en": "Hatched; it does not mean zero",
    }
    outline = legend.boundary("tambon_boundary")
    return {
        "label_th": "แนวเขต การประกาศ และระดับ",
        "label_en": "Boundaries, designations, classes",
        "color": outline.color,
        "svg": _document(_line_drawing(outline, "#ffffff"), _WIDE, _WIDE / 2),
        "items": [
            *lines,
            *badges,
            _wide("ramp", ramp_words, _ramp_drawing(classes.ramp)),
            _wide(
                "no_data",
                none_words,
                hatch_paths(classes.no_data_ground, classes.no_data_line, box=_SAMPLE),
            ),
            _wide(
                "disputed",
                _words(disputed),
                hatch_paths(disputed.ground, disputed.line, box=_SAMPLE, crossed=True, width=1.2),
            ),
        ],
    }


def _context_group(legend: Legend) -> dict[str, Any]:
    """Roads, waters and other ground, each as it is drawn."""
    items = [
        _wide(style.id, _words(style), context_sample(style), "" if style.public else _INTERNAL)
        for style in legend.context
    ]
    road = legend.ground("road")
    return {
        "label_th": "ถนน ลำน้ำ และพื้นที่อื่น",
        "label_en": "Roads, waters and other ground",
        "color": road.color,
        "svg": _document(context_sample(road), _WIDE, _WIDE / 2),
        "items": items,
    }


def context_sample(style: ContextStyle, width: float = _WIDE, height: float = _WIDE / 2) -> str:
    """A kind of line or area as it is drawn, to stand in a legend; lengths in px.

    Parameters
    ----------
    style
        The kind's look.
    width
        In pixels.
    height
        In pixels.
    """
    dash = " ".join(f"{part:g}" for part in style.dash)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    edge = f'stroke="{style.color}" stroke-width="{style.width:g}"{dashes}'
    if style.fill is not None:
        across, down = width - 2, height - 8
        return f'<path d="M1 4h{across:g}v{down:g}h-{across:g}z" fill="{style.fill}" {edge}/>'
    return f'<path d="M0 {height / 2:g}h{width:g}" fill="none" {edge}/>'


def _words(
    thing: Symbol | BoundaryStyle | DesignationStyle | DisputedStyle | ContextStyle,
) -> dict[str, str]:
    return {
        "label_th": thing.label_th,
        "label_en": thing.label_en,
        "details_th": thing.details_th,
        "details_en": thing.details_en,
    }


def _item(style: DesignationStyle, drawing: str) -> dict[str, str]:
    grey = drawing
    for color in (style.color, style.edge_color):
        grey = grey.replace(f'"{color}"', f'"{seen_as(color, "grey")}"')
    size = BOX + 2
    svgs = {"svg": _document(drawing, size, size), "grey_svg": _document(grey, size, size)}
    return {"id": style.id, **_words(style), "note": "", **svgs}


def _wide(item_id: str, words: Mapping[str, str], drawing: str, note: str = "") -> dict[str, str]:
    """A sample of a line or of colours: wider than high, so that dashes repeat."""
    return {"id": item_id, **words, "note": note, "svg": _document(drawing, _WIDE, _WIDE / 2)}


def _line_drawing(style: BoundaryStyle, ground: str) -> str:
    dash = " ".join(f"{part:g}" for part in style.dash)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    frame, path = "", f"M0 {_WIDE / 4:g}H{_WIDE:g}"
    if style.geometry == "area":
        frame = f'<path d="M0 0H{_WIDE:g}V{_WIDE / 2:g}H0Z" fill="{ground}"/>'
        path = f"M{_WIDE / 2:g} 0V{_WIDE / 2:g}"
    return (
        f'{frame}<path d="{path}" fill="none" stroke="{style.color}" '
        f'stroke-width="{style.width:g}"{dashes}/>'
    )


def _ramp_drawing(ramp: Sequence[str]) -> str:
    width = _WIDE / len(ramp)
    return "".join(
        f'<path d="M{i * width:g} 4h{width:g}v{_WIDE / 2 - 8:g}h-{width:g}Z" fill="{color}"/>'
        for i, color in enumerate(ramp)
    )


def _document(drawing: str, width: float, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{drawing}</svg>'
    )


def _markup(svg: str, size: int) -> Markup:
    # The drawing is made of the legend's checked numbers and colours; no file's text is in it.
    head, rest = svg.split(">", 1)
    box = head[head.index("viewBox") :]
    start = f'<svg width="{size}" height="{size}" {box} aria-hidden="true">'
    return Markup(start + rest)  # noqa: S704
