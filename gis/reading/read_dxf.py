"""Outlines from a DXF drawing; a drawing states no coordinate system."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator

import shapely

from gis.problems import Problem, problem
from gis.reading.content import Content
from gis.reading.dxf_shapes import SHAPES, kind_of, tags_of, texts_of
from gis.reading.feature_frame import (
    Record,
    blank_layer,
    build_features,
    shape_flags,
    shape_problems,
)
from gis.reading.shape_building import ShapeBuilder
from gis.source import Read
from gis.text.encoding import decode_bytes

__all__ = ["read_dxf"]

# ezdxf logs what it recovers; a drawing that it cannot read becomes a problem instead.
logging.getLogger("ezdxf").addHandler(logging.NullHandler())


def read_dxf(content: Content) -> list[Read]:
    """Read the outlines, lines, points and texts of the model space, one layer per DXF layer.

    Parameters
    ----------
    content
        The drawing's bytes, ASCII or binary DXF.

    Returns
    -------
    list of Read
        ``crs`` is None. A closed outline is a Polygon; a text is a Point whose name is
        the text.
    """
    drawing = _open(content)
    if isinstance(drawing, Problem):
        return content.failed(drawing)
    groups: dict[str, list[object]] = {}
    for entity in _unpacked(drawing):
        content.budget.spend("max_features")
        groups.setdefault(_layer_of(entity), []).append(entity)
    if not groups:
        return content.failed(problem("read.empty", content.where))
    return [_layer(content, name, groups[name]) for name in sorted(groups)]


def _unpacked(
    entities: Iterable[object], layer: str = "", within: tuple[str, ...] = ()
) -> Iterator[object]:
    """The drawing's objects, with those of a map that was put into it as one block.

    A block is either a symbol, drawn around its own zero and put where it belongs, or a
    drawing that was bound in whole: that stands at zero, with its coordinates inside.
    """
    for entity in entities:
        name = str(entity.dxf.name) if _is_bound_drawing(entity) else ""  # type: ignore[attr-defined]
        if not name or name in within:
            if layer and _layer_of(entity) == "0":
                entity.dxf.layer = layer  # type: ignore[attr-defined]
            yield entity
            continue
        own = _layer_of(entity)
        inside = entity.virtual_entities()  # type: ignore[attr-defined]
        # What lies on layer 0 of a block is on the layer that the block was put on.
        yield from _unpacked(inside, layer if own == "0" and layer else own, (*within, name))


def _is_bound_drawing(entity: object) -> bool:
    try:
        if entity.dxftype() != "INSERT" or next(texts_of(entity), None):  # type: ignore[attr-defined]
            return False
        place = entity.dxf.insert  # type: ignore[attr-defined]
        return place.x == 0 and place.y == 0 and entity.block() is not None  # type: ignore[attr-defined]
    except Exception:
        return False


def _layer_of(entity: object) -> str:
    """The entity's layer; of a damaged one the layer that every drawing has."""
    try:
        return str(entity.dxf.get("layer", "0"))  # type: ignore[attr-defined]
    except Exception:
        return "0"


def _open(content: Content) -> Iterable[object] | Problem:
    from ezdxf import recover
    from ezdxf.filemanagement import read
    from ezdxf.lldxf.const import DXFError
    from ezdxf.lldxf.encoding import decode_dxf_unicode, has_dxf_unicode

    try:
        try:
            if content.data.startswith(b"AutoCAD Binary DXF"):
                document, _ = recover.read(io.BytesIO(content.data))
            else:
                text = decode_bytes(content.data, content.settings.encoding).text
                if has_dxf_unicode(text):
                    # Letters that the drawing's code page lacks: \U+0E01 for ก.
                    text = decode_dxf_unicode(text)
                document = read(io.StringIO(text.replace("\r\n", "\n")))
        except (DXFError, ValueError, KeyError, AttributeError, TypeError):
            document, _ = recover.read(io.BytesIO(content.data))
        return list(document.modelspace())
    except Exception as error:
        return problem("read.unreadable", content.where, kind="DXF", detail=str(error)[:200])


def _layer(content: Content, name: str, entities: list[object]) -> Read:
    layer = content.layer(name)
    empty = blank_layer(content.source, layer)
    records: list[Record] = []
    lost: list[int] = []
    found: list[Problem] = []
    for number, entity in enumerate(entities, start=1):
        kind = kind_of(entity)
        make = SHAPES.get(kind)
        if make is None:
            found.append(problem("read.drawing_part", empty.where(number), kind=kind))
            lost.append(number)
            continue
        builder = ShapeBuilder()
        try:
            shape, text = make(entity, builder)
            corners = 0 if shape is None else int(shapely.get_num_coordinates(shape))
        except Exception as error:
            found.append(problem("read.bad_feature", empty.where(number), detail=str(error)[:60]))
            lost.append(number)
            continue
        content.budget.spend("max_coordinates", corners)
        attributes = {"dxf_type": kind, **tags_of(entity)}
        record = Record(number, shape, attributes, name=text, flags=shape_flags(builder))
        records.append(record)
        found += shape_problems(empty, record, builder)
    return build_features(content.source, layer, records, crs=None, lost=lost, problems=found)
