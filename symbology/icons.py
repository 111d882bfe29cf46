"""The drawings inside the symbols: path data in a box of 15 by 15.

Two free sets come from npm (maki and temaki, both CC0); the build of the front end writes
their paths into ``icon_bundle.json`` beside this file. What neither set has is drawn by us
in ``icons/*.svg``. An icon's id is ``set:name``, such as ``maki:school`` or ``own:flood``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from muban.gis.errors import MubanError
from muban.symbology.svg_path import Command, move_path, parse_path

__all__ = ["ICON_SIZE", "Icon", "IconError", "Icons", "parse_svg_icon", "read_icons"]

ICON_SIZE = 15.0
"""Width and height of every icon, in its own units."""

_SVG = "{http://www.w3.org/2000/svg}"
_WORDLESS = frozenset({"title", "desc", "metadata"})
_MOST_PATHS = 40
_MOST_CHARACTERS = 40_000


class IconError(ValueError):
    """An SVG file is not an icon as we can use it; the text says why, in English."""


@dataclass(frozen=True, slots=True)
class Icon:
    """One icon: its id and the outlines that are filled (nonzero rule)."""

    id: str
    paths: tuple[tuple[Command, ...], ...]


class Icons(Mapping[str, Icon]):
    """Icons by id, each parsed when it is first asked for (there are hundreds)."""

    def __init__(self, bundled: Mapping[str, Mapping[str, Any]], own: Mapping[str, str]) -> None:
        self._bundled = bundled
        self._own = own
        self._parsed: dict[str, Icon] = {}

    def __getitem__(self, icon_id: str) -> Icon:
        if icon_id not in self._parsed:
            self._parsed[icon_id] = self._parse(icon_id)
        return self._parsed[icon_id]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted([*self._bundled, *self._own]))

    def __len__(self) -> int:
        return len(self._bundled) + len(self._own)

    def _parse(self, icon_id: str) -> Icon:
        if icon_id in self._own:
            return parse_svg_icon(icon_id, self._own[icon_id])
        row = self._bundled[icon_id]
        return _icon(icon_id, row["paths"], float(row["size"]))


@cache
def read_icons() -> Icons:
    """Every icon that is there: maki, temaki and our own, by id.

    Raises
    ------
    MubanError
        The bundle was not built (a checkout without ``make``).

    Examples
    --------
    >>> icons = read_icons()
    >>> {"maki:school", "temaki:bulb", "own:flood"} <= set(icons)
    True
    """
    folder = resources.files(__package__)
    bundle = folder / "icon_bundle.json"
    if not bundle.is_file():
        raise MubanError(
            "ยังไม่ได้สร้างชุดไอคอน ให้รันคำสั่ง make build ในโฟลเดอร์ของโปรแกรม",
            "The icons have not been built; run `make build` in the program's folder",
        )
    own = {
        "own:" + file.name.removesuffix(".svg"): file.read_text("utf-8")
        for file in (folder / "icons").iterdir()
        if file.name.endswith(".svg")
    }
    return Icons(json.loads(bundle.read_text("utf-8")), own)


def parse_svg_icon(icon_id: str, text: str) -> Icon:
    """Take the outlines of an SVG file, and nothing else.

    Only ``viewBox`` and the ``d`` of ``path`` elements are read; the result is built from
    numbers, so that no script, style, link or text can come through.

    Parameters
    ----------
    icon_id
        The id that the icon gets.
    text
        The file. It must have a square ``viewBox`` and only ``path`` elements (groups are
        allowed) without ``transform``.

    Raises
    ------
    IconError
        It is not such a file.

    Examples
    --------
    >>> svg = '<svg viewBox="0 0 30 30"><path d="M0 0h30"/></svg>'
    >>> parse_svg_icon("own:line", svg).paths[0][1].numbers
    (15.0,)
    >>> parse_svg_icon("own:bad", "<svg><script/></svg>")
    Traceback (most recent call last):
    muban.symbology.icons.IconError: not an SVG with a square viewBox
    """
    if len(text) > _MOST_CHARACTERS:
        raise IconError(f"larger than {_MOST_CHARACTERS} characters")
    try:
        root = ElementTree.fromstring(text.encode(), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as failure:
        raise IconError("not well-formed XML, or with a document type") from failure
    size, left, top = _view_box(root.get("viewBox", ""))
    paths = []
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if name in ("svg", "g", *_WORDLESS) and not element.get("transform"):
            continue
        if name != "path":
            raise IconError(f"only path elements are read, not {name[:40]}")
        if element.get("transform"):
            raise IconError("a transform is not read; flatten it before saving")
        paths.append(element.get("d", ""))
    if not 1 <= len(paths) <= _MOST_PATHS:
        raise IconError(f"needs 1 to {_MOST_PATHS} paths")
    return _icon(icon_id, paths, size, left, top)


def _view_box(text: str) -> tuple[float, float, float]:
    try:
        left, top, width, height = (float(part) for part in text.replace(",", " ").split())
    except ValueError:
        raise IconError("not an SVG with a square viewBox") from None
    if width != height or not 1 <= width <= 4096:
        raise IconError("not an SVG with a square viewBox")
    return width, left, top


def _icon(icon_id: str, paths: list[str], size: float, left: float = 0.0, top: float = 0.0) -> Icon:
    scale = ICON_SIZE / size
    try:
        parsed = [parse_path(text) for text in paths]
    except ValueError as failure:
        raise IconError(str(failure)) from failure
    return Icon(
        icon_id,
        tuple(move_path(p, scale=scale, dx=-left * scale, dy=-top * scale) for p in parsed),
    )
