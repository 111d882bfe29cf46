"""Names of areas that have none of their own: their layer's, or the text drawn inside.

Drawing programs keep no name on an outline. There the layer is called after the village
(หมู่ 1 บ้านโพนแพง), or a text stands in the middle of the area.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

import numpy as np
import shapely

from muban.gis.headings.fields import find_fields
from muban.gis.problems import Problem, problem
from muban.gis.source import Read
from muban.gis.table_rows import rows_of
from muban.gis.text.place_words import is_called_village, parse_moo, split_moo
from muban.gis.text.thai_normal import normalise
from muban.layers.landmark.kind_patterns import KindPattern
from muban.layers.landmark.landmark_kind import OTHER, find_kind
from muban.layers.sorting.shapes import Shapes
from muban.layers.village.recognise import Part
from muban.layers.village.village_identity import Record

__all__ = ["name_areas"]

_POINTS = ("landmark", "village_point")
"""Roles of texts: one that is called after a village is taken for the village's point."""


def name_areas(shapes: Shapes, *, patterns: Sequence[KindPattern] = ()) -> Shapes:
    """Name the areas that say nothing of themselves, where one reading alone is possible.

    Parameters
    ----------
    shapes
        Sorted shapes, EPSG:4326.
    patterns
        Names of kinds: a text that names a kind of place names no village.

    Returns
    -------
    Shapes
        An area that is alone in a layer called after a village has the layer's name; one
        that holds a single text naming a village has the text's, and the text is no pin
        any more. Each is told.
    """
    problems: list[Problem] = []
    named = [_by_layer(part, problems) for part in shapes.parts]
    parts = [_by_text(part, named, patterns, problems) for part in named]
    used = {found.where.ref for found in problems if found.code == "village.name_from_text"}
    kept = [rest for part in parts if (rest := _without(part, used)) is not None]
    return replace(shapes, parts=tuple(kept), problems=(*shapes.problems, *problems))


def _nameless(part: Part) -> list[int]:
    """Positions of the village areas that state neither code, moo nor name."""
    if part.role != "village_area":
        return []
    fields = find_fields(part.read.frame)
    records = [Record(values, fields, part.read.where()) for values in rows_of(part.read.frame)]
    stated = ("village_code", "moo", "village")
    return [
        position
        for position, record in enumerate(records)
        if not record.values.get("_name")
        and all(record.value(meaning) is None for meaning in stated)
    ]


def _by_layer(part: Part, problems: list[Problem]) -> Part:
    layer = normalise(part.read.layer.rsplit("/", 1)[-1])
    alone = len(part.read.frame) == 1 and bool(_nameless(part))
    if not alone or not _names_village(layer, ()):
        return part
    where = part.read.where(int(part.read.frame["_number"].iloc[0]))
    problems.append(problem("village.name_from_layer", where, name=layer))
    return _renamed(part, {0: layer})


def _by_text(
    part: Part, parts: Sequence[Part], patterns: Sequence[KindPattern], problems: list[Problem]
) -> Part:
    nameless = _nameless(part)
    texts = list(_texts(part.read, parts, patterns)) if nameless else []
    if not texts:
        return part
    points = np.array([point for _, _, _, point in texts], dtype=object)
    areas = part.read.frame.geometry.to_numpy()
    held, holder = shapely.STRtree(points).query(areas, predicate="intersects")
    names: dict[int, str] = {}
    for position in nameless:
        inside = holder[held == position]
        if len(inside) != 1 or (holder == inside[0]).sum() != 1:
            continue
        read, number, text, point = texts[int(inside[0])]
        names[position] = text
        area = part.read.where(int(part.read.frame["_number"].iloc[position])).feature or ""
        where = read.where(number, name=text)
        place = (float(point.x), float(point.y))
        problems.append(problem("village.name_from_text", where, lonlat=place, area=area))
    return _renamed(part, names)


def _texts(
    areas: Read, parts: Sequence[Part], patterns: Sequence[KindPattern]
) -> Iterator[tuple[Read, int, str, shapely.Point]]:
    """The points of the areas' file that are called like a village."""
    for part in parts:
        if part.role not in _POINTS or part.read.source.name != areas.source.name:
            continue
        frame = part.read.frame
        for number, name, shape in zip(
            frame["_number"], frame["_name"], frame.geometry, strict=True
        ):
            text = normalise(str(name or ""))
            if shape.geom_type == "Point" and _names_village(text, patterns):
                yield part.read, int(number), text, shape


def _names_village(text: str, patterns: Sequence[KindPattern]) -> bool:
    kind = find_kind(text, patterns)
    if kind is not None and kind.kind != OTHER:
        return False
    name, moo = split_moo(text)
    return parse_moo(text) is not None or moo is not None or is_called_village(name)


def _renamed(part: Part, names: dict[int, str]) -> Part:
    if not names:
        return part
    frame = part.read.frame.copy()
    column = frame["_name"].tolist()
    for position, name in names.items():
        column[position] = name
    frame["_name"] = column
    return Part(part.role, part.read.with_frame(frame))


def _without(part: Part, used: Container[object]) -> Part | None:
    read = part.read
    if part.role not in _POINTS or not used:
        return part
    numbers = read.frame["_number"].tolist()
    stays = [read.where(int(number)).ref not in used for number in numbers]
    if all(stays):
        return part
    return Part(part.role, read.with_frame(read.frame[stays])) if any(stays) else None
