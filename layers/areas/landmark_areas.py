"""Important places that were drawn as areas among the villages: a reservoir, a park.

A village's area says so by a code, a moo, or a name that begins with บ้าน. An area that
says none of these, in a drawing whose villages do, and is named like a kind of the legend,
is that place. The same name alone proves nothing (there is a village called หนองคอน): what
villages are named after too counts only where the area lies inside another village's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from muban.gis.headings.fields import find_fields
from muban.gis.problems import Problem, problem
from muban.gis.source import FileSettings, Read
from muban.gis.table_rows import rows_of
from muban.gis.text.place_words import (
    is_called_village,
    split_moo,
    strip_boundary_words,
)
from muban.gis.text.thai_normal import normalise
from muban.layers.landmark.kind_patterns import KindPattern
from muban.layers.landmark.landmark_kind import OTHER, KindMatch, find_kind, plain_name
from muban.layers.sorting.shapes import Shapes
from muban.layers.village.recognise import Part
from muban.layers.village.village_identity import Record

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["part_landmark_areas"]

_INSIDE_SHARE = 0.95
"""An area with this much of its ground in other villages lies inside them."""


@dataclass(frozen=True, eq=False)
class _Area:
    """An area of a layer of villages: whether it calls itself one, and what its name tells."""

    record: Record
    village: bool
    named: KindMatch | None

    @property
    def surely_named(self) -> bool:
        """Whether the name begins with words that no village is named after."""
        if self.named is None or self.named.weak:
            return False
        return plain_name(_name(self.record)).startswith(self.named.words)


def part_landmark_areas(
    shapes: Shapes,
    *,
    patterns: Sequence[KindPattern],
    gazetteer: Gazetteer,
    settings: Mapping[str, FileSettings],
    internal: Collection[str] = (),
    beside: Sequence[Read] = (),
) -> Shapes:
    """Give areas that are important places the role of landmarks.

    Parameters
    ----------
    shapes
        Sorted shapes, EPSG:4326.
    patterns
        Names of kinds (:meth:`muban.symbology.legend.Legend.kind_patterns`).
    gazetteer
        A village of that name speaks against a landmark.
    settings
        What ``muban.toml`` says of single files: a stated role stands.
    internal
        Kinds that are never published: they change their role too, so that they are set
        aside with the pins of their kind, which tells neither name nor place.
    beside
        Further layers of village areas, such as the reference's.

    Returns
    -------
    Shapes
        The same records, and a problem for each that changed its role.
    """
    open_parts = [
        part
        for part in shapes.parts
        if part.role == "village_area" and not _stated(part.read, settings)
    ]
    areas = [list(_areas(part.read, patterns)) for part in open_parts]
    every = [area for layer in areas for area in layer]
    others = [area for read in beside for area in _areas(read, patterns)]
    villages = [area for area in (*every, *others) if area.village]
    unsaid = sum(not area.village and area.named is None for area in every)
    habit = unsaid <= len(villages)  # villages here say that they are villages
    ground = np.array([area.record.values["geometry"] for area in villages], dtype=object)
    tree = shapely.STRtree(ground)
    moved: dict[int, list[_Area]] = {}
    for part, layer in zip(open_parts, areas, strict=True):
        moved[id(part)] = [
            area
            for area in layer
            if area.named is not None
            and not area.village
            and (
                (habit and area.surely_named and not gazetteer.by_name(_name(area.record)))
                or _inside(area.record.values["geometry"], ground, tree)
            )
        ]
    parts = [piece for part in shapes.parts for piece in _split(part, moved.get(id(part), []))]
    told = [
        _problem(area)
        for found in moved.values()
        for area in found
        if area.named is not None and area.named.kind not in internal
    ]
    return replace(shapes, parts=tuple(parts), problems=(*shapes.problems, *told))


def _stated(read: Read, settings: Mapping[str, FileSettings]) -> bool:
    stated = settings.get(read.source.name)
    return stated is not None and stated.role is not None


def _areas(read: Read, patterns: Sequence[KindPattern]) -> Iterator[_Area]:
    fields = find_fields(read.frame)
    for values in rows_of(read.frame):
        name = str(values.get("_name") or "") or None
        record = Record(values, fields, read.where(int(values["_number"]), name=name))
        yield _Area(record, _says_village(record), _kind(record, patterns))


def _says_village(record: Record) -> bool:
    if record.value("village_code") is not None or record.value("moo") is not None:
        return True
    name, moo = split_moo(_name(record))
    return moo is not None or is_called_village(name)


def _kind(record: Record, patterns: Sequence[KindPattern]) -> KindMatch | None:
    found = find_kind(_name(record), patterns)
    return None if found is None or found.kind == OTHER else found


def _name(record: Record) -> str:
    written = record.text("village") or normalise(str(record.values.get("_name") or ""))
    return strip_boundary_words(written)


def _inside(area: Any, villages: np.ndarray[Any, Any], tree: shapely.STRtree) -> bool:
    near = villages[tree.query(area, predicate="intersects")]
    within = shapely.area(shapely.intersection(near, area)).sum()
    return bool(within >= _INSIDE_SHARE * shapely.area(area))


def _split(part: Part, moved: Sequence[_Area]) -> Iterator[Part]:
    if not moved:
        yield part
        return
    frame = part.read.frame
    chosen = frame["_number"].isin([area.record.where.number for area in moved])
    if not chosen.all():
        yield Part(part.role, part.read.with_frame(frame[~chosen]))
    yield Part("landmark", part.read.with_frame(frame[chosen]))


def _problem(area: _Area) -> Problem:
    inside = area.record.values["geometry"].representative_point()
    words = area.named.words if area.named else ""
    return problem(
        "landmark.area_no_village", area.record.where, lonlat=(inside.x, inside.y), words=words
    )
