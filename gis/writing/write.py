"""Clean data to disk, in the forms that offices open: GeoJSON, CSV and Excel.

Every writer gives the same bytes for the same input, replaces a file that is there, and
neutralises text that a spreadsheet would run. GeoPackages are in
:mod:`muban.gis.writing.write_geopackage`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from muban.gis.writing.safe_cells import plain_value, safe_cell
from muban.gis.writing.write_archive import zip_deterministic
from muban.gis.writing.write_geopackage import LayerStyle, write_geopackage

__all__ = [
    "LayerStyle",
    "csv_bytes",
    "csv_text",
    "geojson_text",
    "write_geopackage",
    "zip_deterministic",
]

_DECIMALS = 6
"""About 11 cm on the ground."""
_SHAPE = re.compile(r'\{("type":"[A-Za-z]+"),("coordinates":[\[\]0-9.,e+-]*)\}')
_LONG = re.compile(r"\.\d{7,}")
"""One number in a thousand GEOS writes with all its digits: 102.73000000000002 for 102.73."""


def geojson_text(frame: gpd.GeoDataFrame) -> str:
    """A layer as GeoJSON after RFC 7946.

    Parameters
    ----------
    frame
        In EPSG:4326. Columns become properties, in the order of their names; a missing
        value becomes null.

    Returns
    -------
    str
        Six decimals, outlines counter-clockwise, no ``crs`` member, one feature a line.

    Raises
    ------
    ValueError
        The frame is not in EPSG:4326: a bug of ours.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame({"name": ["วัด"]}, geometry=[shapely.Point(102, 18)], crs=4326)
    >>> print(geojson_text(frame))
    {"type":"FeatureCollection","features":[
    {"geometry":{"coordinates":[102.0,18.0],"type":"Point"},"properties":{"name":"วัด"},\
"type":"Feature"}
    ]}
    <BLANKLINE>
    """
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        raise ValueError(f"GeoJSON is written in EPSG:4326, got {frame.crs.to_string()}")
    table = frame.drop(columns=frame.geometry.name)
    table = table[sorted(table.columns)]
    features = [
        f'{{"geometry":{shape},"properties":{_properties(table.columns, row)},"type":"Feature"}}'
        for row, shape in zip(_rows(table), _rounded(frame.geometry.to_numpy()), strict=True)
    ]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as the bytes of a CSV file that Excel opens rightly; see :func:`csv_text`.

    Parameters
    ----------
    frame
        Cells as they are to be read.

    Returns
    -------
    bytes
        UTF-8 with the mark by which Excel knows it.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"หมู่": [4]})).decode("utf-8-sig").splitlines()
    ['หมู่', '4']
    """
    return csv_text(frame).encode("utf-8-sig")


def csv_text(frame: pd.DataFrame) -> str:
    """A table as CSV that Excel opens rightly (written with a byte order mark, CRLF).

    A geometry column is left out; text that would run as a formula gets an apostrophe.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"ชื่อ": ["=1+1"], "ค่า": [-2]})).splitlines()
    ['ชื่อ,ค่า', "'=1+1,-2"]
    """
    shapes = [name for name, kind in frame.dtypes.items() if str(kind) == "geometry"]
    table = frame.drop(columns=shapes)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe_cell(str(column)) for column in table.columns])
    for row in _rows(table):
        writer.writerow([safe_cell(plain_value(value)) for value in row])
    return text.getvalue()


def _rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    if table.shape[1] == 0:
        return iter([()] * len(table))
    return iter(table.itertuples(index=False, name=None))


def _rounded(shapes: npt.NDArray[np.object_]) -> list[str]:
    """Shapes as texts of GeoJSON, ``null`` where there is none."""
    turned = shapely.orient_polygons(shapely.force_2d(shapes))
    cut = shapely.transform(turned, lambda xy: np.round(xy, _DECIMALS))
    return ["null" if text is None else _ordered(text) for text in shapely.to_geojson(cut)]


def _ordered(text: str) -> str:
    """A shape with its members by name and its numbers short; its corners are not read for it."""
    told = _SHAPE.fullmatch(text)
    return (
        _json(json.loads(text)) if told is None else f"{{{_LONG.sub(_short, told[2])},{told[1]}}}"
    )


def _short(digits: re.Match[str]) -> str:
    figures = f"{float(digits[0]):.{_DECIMALS}f}"
    return figures[1:3] + figures[3:].rstrip("0")


def _properties(names: Iterable[str], row: tuple[Any, ...]) -> str:
    return _json(dict(zip(names, map(_json_value, row), strict=True)))


def _json_value(value: object) -> object:
    plain = plain_value(value)
    return plain if plain is None or isinstance(plain, bool | int | float | str) else str(plain)


def _json(value: object) -> str:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
