"""Give every Thai consonant with its marks a glyph of its own.

A PDF writer sets ตั้ as three glyphs and has to say what text they stand for; where a
mark sits a little higher, the writer starts a new run and says the text twice, so that a
reader who searches for ตั้ง finds ตั้ตั้ง. With one glyph per cluster there is nothing to
explain: one glyph, one text. The shapes and places are those that the font's own rules
give (HarfBuzz, the engine of browsers and Word, is asked), so that nothing looks different.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

__all__ = ["add_clusters", "clusters"]

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
ABOVE = "ัิีึื็ํ"
BELOW = "ฺุู"
TONES = "่้๊๋"
SILENT = "์"


def clusters() -> Iterator[str]:
    """Every consonant with every set of marks that Thai writes over and under it.

    Examples
    --------
    >>> found = set(clusters())
    >>> {"ตั้", "ปู่", "ฐู", "ธิ์", "ก๊"} <= found, "ก" in found
    (True, False)
    """
    marks = [
        *[above + tone for above in ABOVE for tone in ("", *TONES)],
        *[below + top for below in BELOW for top in ("", *TONES, SILENT)],
        *TONES,
        SILENT,
        "ิ" + SILENT,
    ]
    for consonant in CONSONANTS:
        for mark in marks:
            yield consonant + mark


def add_clusters(font: Any) -> None:
    """Add the glyphs and the rule that chooses them to a font of fontTools, in place.

    Parameters
    ----------
    font
        A ``TTFont`` with TrueType outlines that has the Thai letters.
    """
    order = font.getGlyphOrder()
    ligatures: dict[tuple[str, ...], str] = {}
    for cluster, (parts, advance) in _shaped(font).items():
        glyphs = tuple(name for name, _, _ in parts)
        if len(glyphs) == 1 or glyphs in ligatures:
            continue
        name = "thai." + "".join(f"{ord(letter) - 0x0E00:02X}" for letter in cluster)
        font["glyf"][name] = _composite(parts)
        font["hmtx"][name] = (advance, 0)
        ligatures[glyphs] = name
    font.setGlyphOrder([*order, *ligatures.values()])
    for name in ligatures.values():
        glyph = font["glyf"][name]
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)
    _add_rule(font, ligatures)


Part = tuple[str, int, int]


def _shaped(font: Any) -> dict[str, tuple[list[Part], int]]:
    """Each cluster as the font itself sets it: glyphs with their places, and the advance."""
    import uharfbuzz

    raw = io.BytesIO()
    font.save(raw)
    engine = uharfbuzz.Font(uharfbuzz.Face(raw.getvalue()))
    names = font.getGlyphOrder()
    out = {}
    for cluster in clusters():
        buffer = uharfbuzz.Buffer()
        buffer.add_str(cluster)
        buffer.guess_segment_properties()
        uharfbuzz.shape(engine, buffer)
        parts: list[Part] = []
        pen = 0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            parts.append((names[info.codepoint], pen + place.x_offset, place.y_offset))
            pen += place.x_advance
        out[cluster] = (parts, pen)
    return out


def _composite(parts: list[Part]) -> Any:
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for name, x, y in parts:
        component = GlyphComponent()
        component.glyphName, component.x, component.y = name, x, y
        component.flags = 0x0006  # offsets are in units, rounded to the grid
        glyph.components.append(component)
    return glyph


def _add_rule(font: Any, ligatures: dict[tuple[str, ...], str]) -> None:
    """Put the rule last of all: it joins what the font's own rules have chosen."""
    from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildLookup

    table = font["GSUB"].table
    table.LookupList.Lookup.append(buildLookup([buildLigatureSubstSubtable(ligatures)]))
    last = len(table.LookupList.Lookup) - 1
    table.LookupList.LookupCount = last + 1
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex.append(last)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)
