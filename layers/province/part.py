"""Of layers of a whole country, the records that lie in one province.

A file that writes codes or provinces is gone by those; one that writes only names, as extracts
of OpenStreetMap do, by where its shapes lie. What a tambon's name leaves open is settled by the
amphoe that it lies in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.coordinates.crs import to_lonlat
from muban.gis.headings.fields import find_fields
from muban.gis.headings.provinces import provinces_of
from muban.gis.text.place_words import strip_unit_prefix
from muban.gis.text.thai_normal import compare_key
from muban.layers.village.area_layer import AreaLayer, stated_levels

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["of_province"]

_AREAS = ("Polygon", "MultiPolygon")


def of_province(reads: Iterable[Read], province: str) -> tuple[Read, ...]:
    """What of each layer is of a province.

    Parameters
    ----------
    reads
        Layers as they were read; tables are given back as they are.
    province
        Two digits.

    Returns
    -------
    tuple of Read
        Shapes in EPSG:4326, each layer of one level alone; outlines of tambons know the amphoe
        and province that they lie in.
    """
    whole = [part for read in reads for part in _levels(read)]
    outline = _outline(whole, province)
    cut = [_inside(read, province, outline) for read in whole]
    amphoes = [area for read in cut if _level(read) == "amphoe" for area in _named(read, "amphoe")]
    return tuple(
        _in_amphoes(read, amphoes, province) if _level(read) == "tambon" else read
        for read in cut
        if len(read.frame)
    )


def _levels(read: Read) -> Iterator[Read]:
    """A layer of shapes in degrees, parted by the level that its records state."""
    if read.kind != "features" or not len(read.frame):
        yield read
        return
    placed = to_lonlat(read)
    levels = np.array(stated_levels(placed.frame) or [""] * len(placed.frame), dtype=str)
    for level in sorted(set(levels.tolist())):
        yield placed.with_frame(placed.frame[levels == level])


def _level(read: Read) -> str | None:
    if read.kind != "features" or not _is_areas(read):
        return None
    layer = AreaLayer(read, read.frame).sample
    return layer.stated_level() or (None if layer.says_villages() else layer.level())


def _is_areas(read: Read) -> bool:
    kinds = read.frame.geometry.geom_type if len(read.frame) else ()
    return any(kind in _AREAS for kind in set(kinds))


def _outline(reads: Sequence[Read], province: str) -> shapely.Geometry | None:
    """The province's ground: its own outline, else all its amphoes' or tambons' together."""
    for level in ("province", "amphoe", "tambon"):
        shapes = [
            shape
            for read in reads
            if _level(read) == level
            for shape, code in zip(read.frame.geometry, _provinces(read, level), strict=True)
            if code == province and shape is not None
        ]
        if shapes:
            return shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object)))
    return None


def _provinces(read: Read, level: str) -> list[str]:
    codes = provinces_of(read.frame, find_fields(read.frame))
    if level != "province" or any(codes):
        return codes
    known = {compare_key(name): code for code, name in PROVINCES.items()}
    return [known.get(compare_key(name), "") for name in _names(read, "province")]


def _names(read: Read, level: str) -> list[str]:
    fields = find_fields(read.frame)
    column = fields.get(level, "_name")
    cells = [str(cell or "") for cell in read.frame[column]]
    return [strip_unit_prefix(cell, level) for cell in cells]  # type: ignore[arg-type]


def _inside(read: Read, province: str, outline: shapely.Geometry | None) -> Read:
    if read.kind != "features" or not len(read.frame):
        return read
    level = _level(read) or ""
    codes = np.array(_provinces(read, level), dtype=str)
    if outline is None:
        kept = np.isin(codes, ["", province])
    else:
        shapely.prepare(outline)
        shapes = read.frame.geometry.to_numpy()
        lines = shapely.get_dimensions(shapes) == 1
        lies = np.where(
            lines,
            shapely.intersects(outline, shapes),
            shapely.intersects(outline, shapely.point_on_surface(shapes)),
        )
        kept = (codes == province) | ((codes == "") & lies)
    return read.with_frame(read.frame[kept])


def _named(read: Read, level: str) -> list[tuple[str, Any]]:
    return list(zip(_names(read, level), read.frame.geometry, strict=True))


def _in_amphoes(read: Read, amphoes: Sequence[tuple[str, Any]], province: str) -> Read:
    """Outlines of tambons with the name of the amphoe around each, where no column says it."""
    fields = find_fields(read.frame)
    if "tambon_code" in fields:
        return read
    more: Mapping[str, list[str]] = {"จังหวัด": [PROVINCES.get(province, "")] * len(read.frame)}
    if "amphoe" not in fields and amphoes:
        tree = shapely.STRtree([shape for _, shape in amphoes])
        points = shapely.point_on_surface(read.frame.geometry.to_numpy())
        own, around = tree.query(points, predicate="within")
        found = dict(zip(own.tolist(), around.tolist(), strict=True))
        names = [amphoes[found[at]][0] if at in found else "" for at in range(len(points))]
        more = {**more, "อำเภอ": names}
    return read.with_frame(read.frame.assign(**more))
