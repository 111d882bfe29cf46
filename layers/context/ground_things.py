"""All that files of backgrounds hold, each thing with its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

from muban.gis.coordinates.crs import to_lonlat
from muban.gis.problems import FeatureRef, Problem, problem
from muban.gis.source import FileSettings, Read
from muban.gis.table_rows import rows_of
from muban.gis.text.thai_normal import normalise
from muban.layers.context.context_kinds import ShapeType
from muban.layers.context.context_layer import shape_type
from muban.layers.context.context_parts import context_of_record
from muban.layers.context.stated_ground import ask_kind, with_stated_kind
from muban.layers.stated_columns import with_stated_columns

if TYPE_CHECKING:
    from muban.layers.assembly_settings import AssemblySettings

__all__ = ["Ground", "read_ground"]

_PLACES = frozenset({"city", "town", "village", "hamlet"})
_NO_SETTINGS = FileSettings()


@dataclass(frozen=True, eq=False)
class Ground:
    """All that the backgrounds hold: ``kind``, ``name``, ``credit`` and shape (EPSG:4326).

    ``kind`` is one of the lines and areas, or ``place`` for a town or village (a point).
    """

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...] = ()
    refs: tuple[FeatureRef, ...] = ()
    """Every record that could be placed, whether or not it is of a kind that is drawn."""


def read_ground(
    reads: Sequence[Read], settings: AssemblySettings, *, near: shapely.Geometry | None = None
) -> Ground:
    """What backgrounds hold, each thing with its kind.

    Parameters
    ----------
    reads
        Layers in any system (:func:`muban.layers.context.ground_reads.part_ground`).
    settings
        What ``muban.toml`` says of single files and of the datum.
    near
        Only what meets it (EPSG:4326); None for everything.
    """
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    refs: list[FeatureRef] = []
    for read in reads:
        stated = settings.files.get(read.source.name, _NO_SETTINGS)
        named = with_stated_kind(with_stated_columns(read, stated), stated)
        placed = to_lonlat(named, settings=stated, operation=settings.operation)
        problems += [*placed.problems, *_not_own(read, stated)]
        numbers = placed.frame["_number"]
        refs += [FeatureRef(read.source.name, read.layer, int(number)) for number in numbers]
        unknown: Counter[str] = Counter()
        frame = (
            placed.frame if near is None else placed.frame[placed.frame.geometry.intersects(near)]
        )
        for record in rows_of(frame):
            row = _row(placed, record)
            if row is None:
                unknown[shape_type(record["geometry"])] += 1
            elif row["kind"] not in settings.hidden_ground:
                rows.append(row)
        problems += _told_unknown(read, unknown)
    columns = ["kind", "name", "credit", "geometry"]
    frame = pd.DataFrame(rows, columns=columns)
    return Ground(
        gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326"), tuple(problems), tuple(refs)
    )


def _not_own(read: Read, stated: FileSettings) -> list[Problem]:
    """Others' data are no villages or pins of the office, whatever is said of their file."""
    if stated.role in (None, "ground"):
        return []
    return [problem("ground.not_own", read.where(), role=stated.role, credit=read.credit or "–")]


def _told_unknown(read: Read, unknown: Counter[str]) -> Iterator[Problem]:
    """An office is asked what its lines and areas are; of others' data the number is told."""
    asked: tuple[ShapeType, ...] = () if read.credit else ("line", "area")
    for shape in asked:
        if count := unknown.pop(shape, 0):
            yield ask_kind(read, shape, count, use="ground")
    if rest := unknown.total():
        yield problem("ground.unknown", read.where(), count=rest)


def _row(read: Read, record: dict[Any, Any]) -> dict[str, Any] | None:
    shape = record["geometry"]
    if shape is None or shape.is_empty:
        return None
    name = normalise(str(record.get("_name") or ""))
    if drawn := shape_type(shape):
        found = context_of_record(read, record, drawn)  # type: ignore[arg-type]
        if found is None or not found.kind.public:
            return None
        ref = normalise(str(record.get("ref") or ""))
        kind, name = found.kind.id, name or (ref if found.kind.id == "highway" else "")
    else:
        values = {str(record.get(column) or "") for column in ("place", "fclass", "kind", "class")}
        if not name or not values & _PLACES:
            return None
        kind = "place"
    return {"kind": kind, "name": name, "credit": read.credit or "", "geometry": shape}
