"""An SVG of ours with its texts as outlines, in the small part of SVG that Skia draws.

What draws a card knows no fonts, no ``<symbol>`` and no ``paint-order``. Texts are shaped here
(HarfBuzz, as browsers do) and each glyph's outline is read from the font once; the rest is
said in other words. The picture is the same: ``tests/test_outlines.py`` holds it against resvg.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from muban.web.paper.fonts import WEIGHTS, font_files

__all__ = ["Glyph", "outlined", "shaped"]

_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_DECLARED = '<svg xmlns:xlink="http://www.w3.org/1999/xlink" '
_SPACE = re.compile(r"[ \t\r\n]+")
_BOLD_FROM = 600
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Glyph(NamedTuple):
    """An outline and where it stands, in units of the font: 1,000 to the size, y upwards."""

    d: str
    x: float
    y: float


def outlined(svg: str) -> bytes:
    """Say an SVG without fonts, symbols and paint order.

    Parameters
    ----------
    svg
        What a template of ours made: presentation attributes, no style sheet.

    Returns
    -------
    bytes
        SVG of ``svg g defs pattern path rect circle use``, and no text.

    Examples
    --------
    >>> out = outlined('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">ก</text></svg>')
    >>> b"<text" in out, out.count(b"<path")
    (False, 1)
    """
    root = etree.fromstring(svg.replace("<svg ", _DECLARED, 1).encode())
    for title in list(root.iter(f"{_SVG}title")):
        _take_out(title)
    _without_symbols(root)
    for path in list(root.iter(f"{_SVG}path")):
        if path.get("paint-order") == "stroke":
            _stroke_first(path)
    names: dict[str, str] = {}
    for text in list(root.iter(f"{_SVG}text")):
        _put(text, _as_outlines(text, names))
    if names:
        defs = etree.SubElement(root, f"{_SVG}defs")
        for d, name in names.items():
            etree.SubElement(defs, f"{_SVG}path", id=name, d=d)
    return bytes(etree.tostring(root))


def shaped(text: str, weight: int = 400) -> tuple[list[Glyph], float]:
    """A line's glyphs at their places, and how far it reaches, in units of the font.

    Parameters
    ----------
    text
        One line.
    weight
        From 600 the bold face stands for it.

    Examples
    --------
    >>> glyphs, reach = shaped("กั้น")
    >>> len(glyphs), reach == shaped("กน")[1]  # marks are of one outline with their letter
    (2, True)
    >>> shaped("")
    ([], 0.0)
    """
    import uharfbuzz as hb

    if not text:
        return [], 0.0

    font = _font(max(WEIGHTS) if weight >= _BOLD_FROM else min(WEIGHTS))
    line = hb.Buffer()
    line.add_str(text)
    line.guess_segment_properties()
    hb.shape(font, line)
    glyphs, pen = [], 0.0
    for info, at in zip(line.glyph_infos, line.glyph_positions, strict=True):
        if d := _outline(font, info.codepoint):
            glyphs.append(Glyph(d, pen + at.x_offset, at.y_offset))
        pen += at.x_advance
    return glyphs, pen


def _put(element: Any, other: Any) -> None:
    element.getparent().replace(element, other)


def _take_out(element: Any) -> None:
    element.getparent().remove(element)


def _without_symbols(root: Any) -> None:
    """Every symbol as a group, and its uses moved and scaled as its ``viewBox`` says."""
    boxes: dict[str, tuple[float, float, float]] = {}
    for symbol in list(root.iter(f"{_SVG}symbol")):
        left, top, side, _ = map(float, symbol.attrib.pop("viewBox").split())
        boxes[f"#{symbol.get('id')}"] = left, top, side
        symbol.tag = f"{_SVG}g"
    for use in root.iter(f"{_SVG}use"):
        target = use.attrib.pop("href")
        use.set(_LINK, target)
        if target in boxes:
            left, top, side = boxes[target]
            scale = float(use.attrib.pop("width")) / side
            del use.attrib["height"]
            x, y = (float(use.attrib.pop(side)) for side in ("x", "y"))
            use.set("transform", f"translate({x} {y}) scale({scale}) translate({-left} {-top})")


def _stroke_first(path: Any) -> None:
    del path.attrib["paint-order"]
    below = deepcopy(path)
    below.set("fill", "none")
    path.set("stroke", "none")
    path.addprevious(below)


_EM = 1000


def _as_outlines(text: Any, names: dict[str, str]) -> Any:
    """A text as a group: what is stroked lies under what is filled, for the whole line.

    An outline is said once, under a name, however often its glyph stands in the picture.
    """
    glyphs, reach = shaped(
        _SPACE.sub(" ", text.text or "").strip(), int(_of(text, "font-weight", "400"))
    )
    scale = float(_of(text, "font-size", "16")) / _EM
    left = float(text.get("x", 0)) - reach * scale * _ANCHORS[_of(text, "text-anchor", "start")]
    group = etree.Element(
        f"{_SVG}g", transform=f"translate({left} {text.get('y', 0)}) scale({scale} {-scale})"
    )
    if fill := text.get("fill"):
        group.set("fill", fill)
    if _of(text, "stroke", "none") != "none":
        width = float(_of(text, "stroke-width", "1")) / scale
        _add(
            etree.SubElement(group, f"{_SVG}g", {"fill": "none", "stroke-width": f"{width}"}),
            glyphs,
            names,
        )
    _add(etree.SubElement(group, f"{_SVG}g", stroke="none"), glyphs, names)
    return group


def _add(group: Any, glyphs: list[Glyph], names: dict[str, str]) -> None:
    for glyph in glyphs:
        name = names.setdefault(glyph.d, f"glyph-{len(names)}")
        at = f"translate({glyph.x} {glyph.y})"
        etree.SubElement(group, f"{_SVG}use", {_LINK: f"#{name}", "transform": at})


def _of(element: Any, name: str, default: str) -> str:
    """An attribute as it is inherited."""
    found = (one.get(name) for one in (element, *element.iterancestors()))
    return next((value for value in found if value is not None), default)


@functools.cache
def _font(weight: int) -> Any:
    import uharfbuzz as hb

    files: Mapping[int, Any] = dict(zip(WEIGHTS, font_files(), strict=True))
    face = hb.Face(hb.Blob.from_file_path(str(files[weight])))
    font = hb.Font(face)
    font.scale = (_EM, _EM)
    return font


@functools.cache
def _outline(font: Any, glyph: int) -> str:
    pen = _Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return "".join(pen.said)


class _Pen:
    """Writes an outline as path text."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def moveTo(self, at: tuple[float, float]) -> None:  # noqa: N802 - the library calls it so
        self._say("M", at)

    def lineTo(self, at: tuple[float, float]) -> None:  # noqa: N802
        self._say("L", at)

    def qCurveTo(self, *places: tuple[float, float]) -> None:  # noqa: N802
        self._say("Q", *places)

    def curveTo(self, *places: tuple[float, float]) -> None:  # noqa: N802
        self._say("C", *places)

    def closePath(self) -> None:  # noqa: N802
        self.said.append("Z")

    def _say(self, command: str, *places: tuple[float, float]) -> None:
        self.said.append(command + " ".join(_numbers(places)))


def _numbers(places: tuple[tuple[float, float], ...]) -> Iterator[str]:
    return (f"{value:g}" for place in places for value in place)
