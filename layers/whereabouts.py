"""Where a project is: its drawings say it, not the references that lie beside them.

A reference may be of the whole country. Province and neighbourhood follow from what the
project states, then from the codes that drawings state, then from where these lie, then from
the codes of its tables, then from the province that its registers name. Of a large reference
only what is of that province, or beside what was drawn, is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from muban.gis.codes.admin_codes import PROVINCES, parse_code
from muban.gis.coordinates.crs_doubts import convert
from muban.gis.coordinates.extent import THAILAND, Extent
from muban.gis.headings.fields import find_fields, stated_codes
from muban.gis.problems import problem
from muban.gis.shapes.records import box_middles, present
from muban.gis.source import FileSettings
from muban.gis.text.place_words import strip_unit_prefix
from muban.layers.register.register_reading import read_register

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.source import Read
    from muban.layers.known import AssemblySettings

__all__ = ["Whereabouts", "find_whereabouts", "near_only", "provinces_beside"]

_NO_SETTINGS = FileSettings()
_MOST_POINTS = 2000
_MOST_ROWS = 500
_LARGE = 200
"""A reference of fewer records is looked at whole."""
_BESIDE_DEG = 0.2
"""So far around what was drawn, about 20 km, neighbours are kept, whatever their province."""
_LEVELS = ("tambon", "amphoe", "province")
_AREAS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``province``: two digits, '' where nothing tells it; ``extent``: of what is drawn."""

    province: str = ""
    extent: Extent | None = None


def find_whereabouts(
    reads: Mapping[str, Sequence[Read]],
    settings: AssemblySettings,
    *,
    registers: Iterable[Read] = (),
) -> Whereabouts:
    """Tell where a project is before its references are looked at.

    Parameters
    ----------
    reads
        Layers by project folder, as they were read: in any coordinate system.
    settings
        What ``muban.toml`` says; a province or tambon stated there is final.
    registers
        The tables that are registers: a column of theirs may name the province.
    """
    drawings = [read for read in reads.get("drawings", ()) if read.kind == "features"]
    points = _drawn_points(drawings, settings)
    references = reads.get("reference", ())
    tables = (*reads.get("indicators", ()), *reads.get("register", ()))
    province = (
        settings.province
        or (settings.tambon or "")[:2]
        or _most(code for read in drawings for code in _stated(read.frame))
        or _most(_provinces_at(points, references))
        or _most(code for read in tables for code in _codes_of_cells(read))
        or _most(code for read in registers for code in _named_in(read))
    )
    return Whereabouts(province, Extent.of(points) if len(points) else None)


def _most(codes: Iterable[str]) -> str:
    """The province that most codes are of."""
    counted = Counter(code[:2] for code in codes if code[:2] in PROVINCES)
    return counted.most_common(1)[0][0] if counted else ""


def _stated(frame: pd.DataFrame) -> Iterator[str]:
    """The codes, whole or in part, that records state."""
    fields = find_fields(frame)
    for level in ("village", *_LEVELS):
        codes = [code for code in stated_codes(frame, fields, level) if code]
        if codes:
            yield from codes
            return


def _drawn_points(reads: Iterable[Read], settings: AssemblySettings) -> gpd.GeoSeries:
    """The middles of what is drawn that lie in Thailand as the file states it; EPSG:4326."""
    found: list[shapely.Point] = []
    for read in reads:
        shapes = read.frame.geometry.to_numpy()
        shapes = shapes[present(shapes)][:_MOST_POINTS]
        stated = settings.files.get(read.source.name, _NO_SETTINGS)
        crs = _crs(stated.crs or read.frame.crs)
        if crs is None or not len(shapes):
            continue
        middles = shapely.points(box_middles(shapes))
        placed = convert(middles, crs, stated.axes or "lonlat", operation=settings.operation)
        found += [point for point in placed if THAILAND.holds(point.x, point.y)]
    return gpd.GeoSeries(found, crs="EPSG:4326")


def _crs(stated: object) -> CRS | None:
    try:
        crs = CRS.from_user_input(stated if stated is not None else 4326)
    except CRSError:
        return None
    return crs if crs.is_geographic or crs.is_projected else None


def _provinces_at(points: gpd.GeoSeries, references: Iterable[Read]) -> Iterator[str]:
    """Codes of the reference areas that hold the points, of the first layer that has any."""
    for read in references:
        if not len(points) or not _is_areas(read):
            continue
        frame = read.frame
        placed = points.to_crs(frame.crs) if frame.crs is not None else points
        _, rows = frame.sindex.query(placed.to_numpy(), predicate="within")
        codes = [code for code in _provinces_of(frame.iloc[rows]) if code]
        if codes:
            yield from codes
            return


def _is_areas(read: Read) -> bool:
    return read.kind == "features" and bool(read.frame.geometry.geom_type.isin(_AREAS).any())


def _provinces_of(frame: pd.DataFrame) -> list[str]:
    """The province of each record of a reference, by its codes or its province's name."""
    fields = find_fields(frame)
    best = [""] * len(frame)
    for level in _LEVELS:
        codes = stated_codes(frame, fields, level)
        best = [one or code[:2] for one, code in zip(best, codes, strict=True)]
    if "province" not in fields or all(best):
        return best
    names = {name: code for code, name in PROVINCES.items()}
    written = [strip_unit_prefix(str(name or ""), "province") for name in frame[fields["province"]]]
    return [one or names.get(name, "") for one, name in zip(best, written, strict=True)]


def _codes_of_cells(read: Read) -> Iterator[str]:
    cells = read.frame.head(_MOST_ROWS).to_numpy(dtype=object).ravel()
    yield from (code for cell in cells if (code := parse_code(cell, 8)))


def _named_in(register: Read) -> Iterator[str]:
    """The provinces that a register's rows name."""
    codes = {name: code for code, name in PROVINCES.items()}
    names = (row.province for table in read_register(register) for row in table.rows)
    yield from (codes.get(strip_unit_prefix(name, "province"), "") for name in names)


def near_only(read: Read, where: Whereabouts) -> Read:
    """A large reference of areas without what is far from the project.

    Parameters
    ----------
    read
        A layer of the reference, as it was read.
    where
        Where the project is; without a province nothing is left out.

    Returns
    -------
    Read
        With one note that counts what was left out.
    """
    if not where.province or not _is_areas(read) or len(read.frame) <= _LARGE:
        return read
    frame = read.frame
    codes = np.array(_provinces_of(frame))
    if not (codes != "").any():
        return read
    near = (codes == where.province) | (codes == "")
    if where.extent is not None:
        near |= _beside(frame, where.extent)
    if near.all():
        return read
    note = problem(
        "project.elsewhere",
        read.where(),
        count=int((~near).sum()),
        used=int(near.sum()),
        province=PROVINCES.get(where.province, where.province),
    )
    return read.with_frame(frame[near], [note])


def provinces_beside(references: Iterable[Read], where: Whereabouts) -> set[str]:
    """The provinces of the reference areas that lie beside what was drawn."""
    if where.extent is None:
        return set()
    near = (read.frame[_beside(read.frame, where.extent)] for read in references if _is_areas(read))
    return {code for frame in near for code in _provinces_of(frame) if code}


def _beside(frame: gpd.GeoDataFrame, extent: Extent) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    wide = extent.grown(_BESIDE_DEG)
    window = gpd.GeoSeries(
        [shapely.box(wide.west, wide.south, wide.east, wide.north)], crs="EPSG:4326"
    )
    if frame.crs is not None:
        window = window.to_crs(frame.crs)
    beside = np.zeros(len(frame), dtype=np.bool_)
    beside[frame.sindex.query(window.iloc[0], predicate="intersects")] = True
    return beside
