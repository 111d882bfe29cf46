"""Areas that hold other villages are of a level above: a tambon drawn over its villages.

In one folder an amphoe, its tambons and their villages lie on top of each other. They are no
rivals for the ground. An area that calls itself a village stays one, whatever lies in it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from muban.gis.headings.fields import find_fields
from muban.gis.problems import Problem, problem
from muban.gis.shapes.coverage_check import called
from muban.gis.table_rows import rows_of
from muban.gis.text.place_in_name import split_place
from muban.gis.text.place_words import is_called_village
from muban.layers.village.village_identity import Record

if TYPE_CHECKING:
    from muban.gis.problems import FeatureRef
    from muban.layers.sorting.shapes import Shapes
    from muban.layers.village.recognise import Part

__all__ = ["part_levels"]

_INSIDE = 0.9
"""An area with this share of its ground in a larger one lies in it."""
_LARGER = 1.25
"""So many times as large is more than another drawing of the same ground."""
_COVERED = 0.25
"""Areas that do not say they are villages prove a level above where they cover this share."""
_NAMED = 3


@dataclass(frozen=True, eq=False)
class _Area:
    """An area of a layer taken for villages."""

    record: Record
    village: bool

    @property
    def shape(self) -> Any:
        """Its shape, EPSG:4326."""
        return self.record.values["geometry"]


def part_levels(shapes: Shapes, stated: Container[str]) -> Shapes:
    """Set aside areas that are a level above the villages drawn with them.

    Parameters
    ----------
    shapes
        Sorted shapes, EPSG:4326.
    stated
        Files whose role ``muban.toml`` states: nothing is parted there.

    Returns
    -------
    Shapes
        Without the areas that hold two others or more and do not say that they are villages;
        each is told, and asked about.
    """
    areas = [
        area
        for part in shapes.parts
        if part.role == "village_area" and part.read.source.name not in stated
        for area in _areas(part)
    ]
    problems = list(_levels(areas)) if len(areas) > 2 else []
    above = {one.where.ref for one in problems}
    parts = [left for part in shapes.parts if (left := _without(part, above)) is not None]
    return replace(shapes, parts=tuple(parts), problems=(*shapes.problems, *problems))


def _areas(part: Part) -> list[_Area]:
    fields = find_fields(part.read.frame)
    found = []
    for values in rows_of(part.read.frame):
        name = str(values.get("_name") or "") or None
        record = Record(values, fields, part.read.where(int(values["_number"]), name=name))
        found.append(_Area(record, _says_village(record)))
    return found


def _says_village(record: Record) -> bool:
    if record.value("village_code") is not None or record.value("moo") is not None:
        return True
    name = record.text("village") or str(record.values.get("_name") or "")
    return is_called_village(name) or split_place(name).moo is not None


def _levels(areas: list[_Area]) -> list[Problem]:
    ground = np.array([area.shape for area in areas], dtype=object)
    size = shapely.area(ground)
    tree = shapely.STRtree(ground)
    problems = []
    for position, area in enumerate(areas):
        if area.village:
            continue
        near = tree.query(area.shape, predicate="intersects")
        near = near[(near != position) & (size[near] * _LARGER <= size[position])]
        shared = shapely.area(shapely.intersection(ground[near], area.shape))
        inside = [int(one) for one in near[shared >= _INSIDE * size[near]]]
        villages = sum(areas[one].village for one in inside)
        covered = shapely.area(shapely.union_all(ground[inside])) / size[position]
        if villages > 1 or (len(inside) > 1 and covered >= _COVERED):
            problems.append(_above(area, [areas[one] for one in sorted(inside)]))
    return problems


def _above(area: _Area, inside: list[_Area]) -> Problem:
    point = area.shape.representative_point()
    names = [called(one.record.where, area.record.where) for one in inside[:_NAMED]]
    more = ", …" if len(inside) > _NAMED else ""
    return problem(
        "village.level_above",
        area.record.where,
        lonlat=(point.x, point.y),
        count=len(inside),
        inside=", ".join(names) + more,
    )


def _without(part: Part, above: Container[FeatureRef | None]) -> Part | None:
    if part.role != "village_area":
        return part
    frame = part.read.frame
    stays = [part.read.where(int(one)).ref not in above for one in frame["_number"]]
    if all(stays):
        return part
    return replace(part, read=part.read.with_frame(frame[stays])) if any(stays) else None
