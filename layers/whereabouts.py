"""Where a project is: its drawings say it, not the references that lie beside them.

A reference may be of the whole country. The province follows from what the project states,
then from the codes that drawings state, then from the names in them, then from where these
lie, then from the codes of its tables, then from the province that its registers name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from muban.gis.codes.admin_codes import PROVINCES, parse_code
from muban.gis.coordinates.crs_doubts import convert
from muban.gis.coordinates.extent import THAILAND
from muban.gis.headings.fields import find_fields, stated_codes
from muban.gis.headings.provinces import provinces_of
from muban.gis.shapes.records import box_middles, present
from muban.gis.source import FileSettings
from muban.gis.text.place_words import strip_unit_prefix
from muban.layers.named_place import NamedPlace, find_named_place
from muban.layers.register.register_reading import read_register

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.source import Read
    from muban.layers.assembly_settings import AssemblySettings

__all__ = ["Whereabouts", "find_whereabouts"]

_NO_SETTINGS = FileSettings()
_MOST_POINTS = 2000
_MOST_ROWS = 500
_LEVELS = ("tambon", "amphoe", "province")
_AREAS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``province``: two digits, '' where nothing tells it.

    ``points`` are the middles of what is drawn, longitude and latitude (EPSG:4326); ``stated``
    is the province that the project or the codes of its drawings state. ``named`` is the place
    that the names in its drawings tell.
    """

    province: str = ""
    points: tuple[tuple[float, float], ...] = ()
    stated: str = ""
    named: NamedPlace = field(default_factory=NamedPlace)


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
    named = find_named_place(drawings, within=settings.amphoe or settings.province or "")
    tables = (*reads.get("indicators", ()), *reads.get("register", ()))
    stated = (
        settings.province
        or (settings.tambon or settings.amphoe or "")[:2]
        or _most(code for read in drawings for code in _stated(read.frame))
    )
    province = (
        stated
        or named.province
        or _most(_provinces_at(points, references))
        or _most(code for read in tables for code in _codes_of_cells(read))
        or _most(code for read in registers for code in _named_in(read))
    )
    middles = tuple((point.x, point.y) for point in points)
    return Whereabouts(province, middles, stated, named)


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
        held = frame.iloc[rows]
        codes = [code for code in provinces_of(held, find_fields(held)) if code]
        if codes:
            yield from codes
            return


def _is_areas(read: Read) -> bool:
    return read.kind == "features" and bool(read.frame.geometry.geom_type.isin(_AREAS).any())


def _codes_of_cells(read: Read) -> Iterator[str]:
    cells = read.frame.head(_MOST_ROWS).to_numpy(dtype=object).ravel()
    yield from (code for cell in cells if (code := parse_code(cell, 8)))


def _named_in(register: Read) -> Iterator[str]:
    """The provinces that a register's rows name."""
    codes = {name: code for code, name in PROVINCES.items()}
    names = (row.province for table in read_register(register) for row in table.rows)
    yield from (codes.get(strip_unit_prefix(name, "province"), "") for name in names)
