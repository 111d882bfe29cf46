"""Outlines from a DXF drawing; a drawing states no coordinate system."""

from __future__ import annotations

import io
import logging
from dataclasses import replace

import shapely
from shapely import LineString

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.dxf.dxf_blocks import layer_of, unpacked
from muban.gis.reading.dxf.dxf_broken import Broken, without_broken
from muban.gis.reading.dxf.dxf_lines import join_lines
from muban.gis.reading.dxf.dxf_shapes import SHAPES, kind_of, tags_of
from muban.gis.reading.records.feature_frame import (
    Record,
    blank_layer,
    build_features,
    shape_flags,
    shape_problems,
)
from muban.gis.reading.records.shape_building import ShapeBuilder
from muban.gis.source import Read
from muban.gis.text.encoding import decode_bytes

__all__ = ["read_dxf"]

# ezdxf logs what it recovers; a drawing that it cannot read becomes a problem instead.
logging.getLogger("ezdxf").addHandler(logging.NullHandler())


def read_dxf(content: Content) -> list[Read]:
    r"""Read the outlines, lines, points and texts of the model space, one layer per DXF layer.

    Parameters
    ----------
    content
        The drawing's bytes, ASCII or binary DXF.

    Returns
    -------
    list of Read
        ``crs`` is None. A closed outline is a Polygon; a text is a Point whose name is
        the text.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.source import FileSettings, Source
    >>> words = "0 SECTION 2 ENTITIES 0 POINT 8 วัด 10 264000 20 1978000 0 ENDSEC 0 EOF"
    >>> data = "\n".join(words.split()).encode()
    >>> source = Source(Path("ก.dxf"), "ก.dxf", "")
    >>> [layer] = read_dxf(Content(source, data, FileSettings(), Budget(Limits())))
    >>> layer.layer, layer.frame.geometry[0].wkt, layer.frame.crs
    ('วัด', 'POINT (264000 1978000)', None)
    """
    drawing = _open(content)
    if isinstance(drawing, Problem):
        return content.failed(drawing)
    entities, broken = drawing
    groups: dict[str, list[object]] = {}
    for entity in (*unpacked(entities, content.budget), *broken):
        layer = entity.layer if isinstance(entity, Broken) else layer_of(entity)
        groups.setdefault(layer, []).append(entity)
    content.budget.check("max_layers", len(groups))
    if not groups:
        return content.failed(problem("read.empty", content.where))
    return [_layer(content, name, groups[name]) for name in sorted(groups)]


def _open(content: Content) -> tuple[list[object], list[Broken]] | Problem:
    binary = content.data.startswith(b"AutoCAD Binary DXF")
    text = "" if binary else _text(content)
    try:
        return _entities(content.data, text), []
    except Exception as error:
        detail = str(error)[:200]
    if text:
        whole, broken = without_broken(text, content.budget)
        if broken:
            try:
                return _entities(whole.encode(), whole), broken
            except Exception as error:
                detail = str(error)[:200]
    return problem("read.unreadable", content.where, kind="DXF", detail=detail)


def _text(content: Content) -> str:
    from ezdxf.lldxf.encoding import decode_dxf_unicode, has_dxf_unicode

    text = decode_bytes(content.data, content.settings.encoding).text
    if has_dxf_unicode(text):
        # Letters that the drawing's code page lacks: \U+0E01 for ก.
        text = decode_dxf_unicode(text)
    return text.replace("\r\n", "\n")


def _entities(data: bytes, text: str) -> list[object]:
    """Objects of the model space; a drawing that is not quite right is mended on the way."""
    from ezdxf import recover
    from ezdxf.filemanagement import read
    from ezdxf.lldxf.const import DXFError

    if text:
        try:
            return list(read(io.StringIO(text)).modelspace())
        except (DXFError, ValueError, KeyError, AttributeError, TypeError):
            pass
    document, _ = recover.read(io.BytesIO(data))
    return list(document.modelspace())


def _layer(content: Content, name: str, entities: list[object]) -> Read:
    layer = content.layer(name)
    empty = blank_layer(content.source, layer)
    records: list[Record] = []
    lost: list[int] = []
    found: list[Problem] = []
    for number, entity in enumerate(entities, start=1):
        made = _record(content, empty, number, entity)
        if isinstance(made, Problem):
            found.append(made)
            lost.append(number)
        else:
            records.append(made[0])
            found += made[1]
    records, joined = _joined(empty, records)
    found += joined
    return build_features(content.source, layer, records, crs=None, lost=lost, problems=found)


def _record(
    content: Content, empty: Read, number: int, entity: object
) -> tuple[Record, list[Problem]] | Problem:
    """An object as a record, with what is to be said of its shape; or why it is none."""
    place = empty.where(number)
    if isinstance(entity, Broken):
        return problem("read.bad_feature", place, detail=entity.kind)
    kind = kind_of(entity)
    make = SHAPES.get(kind)
    if make is None:
        return problem("read.drawing_part", place, kind=kind)
    builder = ShapeBuilder()
    try:
        shape, text = make(entity, builder)
        corners = 0 if shape is None else int(shapely.get_num_coordinates(shape))
        attributes = {"dxf_type": kind, **tags_of(entity)}
    except Exception as error:
        return problem("read.bad_feature", place, detail=str(error)[:60])
    content.budget.spend("max_coordinates", corners)
    record = Record(number, shape, attributes, name=text, flags=shape_flags(builder))
    return record, shape_problems(empty, record, builder)


def _joined(empty: Read, records: list[Record]) -> tuple[list[Record], list[Problem]]:
    """Lines that meet end to end as one record each; the number is that of the first."""
    lines = [
        (position, record.geometry)
        for position, record in enumerate(records)
        if isinstance(record.geometry, LineString) and not record.geometry.is_closed
    ]
    joined = join_lines([line for _, line in lines])
    found: list[Problem] = []
    gone: set[int] = set()
    out = list(records)
    for which, ring in joined.rings.items():
        first, *others = sorted(lines[one][0] for one in which)
        out[first] = replace(records[first], geometry=ring)
        gone.update(others)
        place = empty.where(records[first].number)
        found.append(problem("read.lines_joined", place, count=len(which)))
    if joined.tangled:
        found.append(problem("read.lines_tangled", empty.where(), count=joined.tangled))
    return [record for position, record in enumerate(out) if position not in gone], found
