"""Objects of a DXF drawing that stand inside blocks, taken out to where they are seen.

A block is drawn once and put into the drawing by an INSERT, moved, turned, scaled or
mirrored, also inside another block. Some are maps or single outlines; others are symbols,
such as a tree, which are no map data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from muban.gis.reading.dxf.dxf_shapes import SHAPES, kind_of, texts_of
from muban.gis.reading.limits import Budget
from muban.gis.reading.records.shape_building import ShapeBuilder

__all__ = ["layer_of", "unpacked"]

_SYMBOL_SHARE = 0.01
"""A block without a text that is smaller than this share of the drawing is a symbol."""


@dataclass(frozen=True, slots=True)
class _Part:
    """An object of the drawing, and what is inside it if it is a block."""

    entity: object
    inside: tuple[object, ...]


def unpacked(entities: Iterable[object], budget: Budget) -> list[object]:
    """The drawing's objects, with those of its blocks in the place of what is no symbol.

    Parameters
    ----------
    entities
        Objects of the model space.
    budget
        Each object counts as a record, those inside blocks too.

    Returns
    -------
    list
        Objects that are read: what is in a block, or the symbol that stands for it.

    Examples
    --------
    >>> import ezdxf
    >>> from muban.gis.reading.limits import Limits
    >>> drawing = ezdxf.new()
    >>> village = drawing.blocks.new("หมู่บ้าน")
    >>> outline = village.add_lwpolyline([(0, 0), (900, 0), (900, 900)], close=True)
    >>> placed = drawing.modelspace().add_blockref("หมู่บ้าน", (264_000, 1_978_000))
    >>> [one.dxftype() for one in unpacked(drawing.modelspace(), Budget(Limits()))]
    ['LWPOLYLINE']
    """
    parts = [_Part(entity, tuple(_inside(entity, budget))) for entity in entities]
    budget.spend("max_features", len(parts))
    if not any(part.inside for part in parts):
        # How large each object is matters only beside a block; most drawings have none.
        return [part.entity for part in parts]
    shapes = [_shapes(part.inside or (part.entity,)) for part in parts]
    whole = _size([shape for several in shapes for shape in several])
    out: list[object] = []
    for part, own in zip(parts, shapes, strict=True):
        if not part.inside:
            out.append(part.entity)
            continue
        small = not own or _size(own) < whole * _SYMBOL_SHARE
        symbol = small and not any(_is_text(one) for one in part.inside)
        if symbol or next(texts_of(part.entity), None):
            out.append(part.entity)
        if not symbol:
            out += part.inside
    return out


def layer_of(entity: object) -> str:
    """The entity's layer; of a damaged one the layer that every drawing has.

    Parameters
    ----------
    entity
        An object of a drawing.

    Returns
    -------
    str
        Its name; ``0`` where it names none.

    Examples
    --------
    >>> import ezdxf
    >>> space = ezdxf.new().modelspace()
    >>> layer_of(space.add_point((0, 0), dxfattribs={"layer": "แนวเขต"})), layer_of("no object")
    ('แนวเขต', '0')
    """
    try:
        return str(entity.dxf.get("layer", "0"))  # type: ignore[attr-defined]
    except Exception:
        return "0"


def _inside(
    entity: object, budget: Budget, layer: str = "", within: tuple[str, ...] = ()
) -> Iterator[object]:
    """What an INSERT puts into the drawing, blocks inside blocks unpacked."""
    for insert, name in _inserts(entity):
        budget.spend("max_features")
        if name in within:
            continue
        own = layer_of(insert)
        # What lies on layer 0 of a block is on the layer that the block was put on.
        here = layer if own == "0" and layer else own
        for one in _copies(insert):
            deeper = list(_inside(one, budget, here, (*within, name)))
            if not deeper:
                budget.spend("max_features")
                if layer_of(one) == "0":
                    one.dxf.layer = here  # type: ignore[attr-defined]
                deeper = [one]
            yield from deeper


def _inserts(entity: object) -> Iterator[tuple[object, str]]:
    """The INSERT itself, once for each row and column that it repeats; nothing of others."""
    try:
        if entity.dxftype() != "INSERT" or entity.block() is None:  # type: ignore[attr-defined]
            return
        name = str(entity.dxf.name)  # type: ignore[attr-defined]
        several = entity.mcount > 1  # type: ignore[attr-defined]
    except Exception:
        return
    for insert in entity.multi_insert() if several else (entity,):  # type: ignore[attr-defined]
        yield insert, name


def _copies(insert: object) -> Iterator[object]:
    """Objects of a block as its INSERT places them; what cannot be placed is left out."""
    try:
        yield from insert.virtual_entities()  # type: ignore[attr-defined]
    except Exception:
        return


def _shapes(entities: Iterable[object]) -> list[BaseGeometry]:
    return [shape for entity in entities if (shape := _shape(entity)) is not None]


def _shape(entity: object) -> BaseGeometry | None:
    try:
        make = SHAPES.get(kind_of(entity))
        return None if make is None else make(entity, ShapeBuilder())[0]
    except Exception:
        return None


def _size(shapes: Sequence[BaseGeometry]) -> float:
    """The longer side of the box around them all."""
    if not shapes:
        return 0.0
    left, bottom, right, top = shapely.total_bounds(shapes)
    return float(max(right - left, top - bottom))


def _is_text(entity: object) -> bool:
    return entity.dxftype() in ("TEXT", "MTEXT")  # type: ignore[attr-defined]
