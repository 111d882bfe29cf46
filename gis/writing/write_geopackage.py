"""One GeoPackage that QGIS opens with its symbols, the same bytes every time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyogrio import get_gdal_config_option, set_gdal_config_options

__all__ = ["LayerStyle", "write_geopackage"]

FrameT = TypeVar("FrameT", bound=pd.DataFrame)

_DATE = "1980-01-01T00:00:00.000Z"
"""Stands for the time of writing, which would make every file another one."""

_STYLES_TABLE = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256),
    f_table_schema TEXT(256),
    f_table_name TEXT(256),
    f_geometry_column TEXT(256),
    styleName TEXT(30),
    styleQML TEXT,
    styleSLD TEXT,
    useAsDefault BOOLEAN,
    description TEXT,
    owner TEXT(30),
    ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""
_CONTENTS_ROW = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)
"""
_STYLE_ROW = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
    styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, ?, ?, ?, ?, ?, ?, '', NULL, ?)
"""
_TITLES_TABLE = """
CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    name TEXT,
    title TEXT,
    description TEXT,
    mime_type TEXT,
    constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name)
)
"""
"""Table 9 of OGC 12-128r18: what people call a column."""

_SCHEMA_ROW = """
INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope)
VALUES ('gpkg_data_columns', NULL, 'gpkg_schema',
    'http://www.geopackage.org/spec121/#extension_schema', 'read-write')
"""


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """How QGIS draws one layer of a GeoPackage.

    Parameters
    ----------
    table
        The layer it is for.
    name
        What QGIS lists it as.
    qml, sld
        The style in QGIS's own form and as an OGC Styled Layer Descriptor.
    description
        For people.
    shown
        Whether QGIS shows the layer so at once; of several styles of a layer one is.
    """

    table: str
    name: str
    qml: str
    sld: str
    description: str = ""
    shown: bool = True


def write_geopackage(
    path: Path,
    layers: Mapping[str, pd.DataFrame],
    *,
    styles: Sequence[LayerStyle] | None = None,
    titles: Mapping[str, str] | None = None,
) -> None:
    """Write layers, and how they are drawn, into one GeoPackage.

    Parameters
    ----------
    path
        A file that is there already is replaced.
    layers
        By name, in EPSG:4326. Areas and lines of a layer are written as multi-shapes where
        it has any; a missing shape stays missing. What has no shapes at all becomes a table.
    styles
        Each becomes the default style of its layer, in the table ``layer_styles`` where
        QGIS looks for it; one for a layer that is not there is left out.
    titles
        What people call a column, by its name: QGIS shows these at the head of its tables.

    Examples
    --------
    >>> import tempfile
    >>> temple = gpd.GeoDataFrame({"name": ["วัด"]}, geometry=[shapely.Point(102, 18)], crs=4326)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_geopackage(Path(folder, "ก.gpkg"), {"landmarks": temple})
    ...     gpd.read_file(Path(folder, "ก.gpkg"), layer="landmarks")["name"].tolist()
    ['วัด']
    """
    path.unlink(missing_ok=True)
    with _standing_clock():
        for name, frame in layers.items():
            _write_layer(path, name, frame)
    kept = [style for style in styles or () if style.table in layers]
    with closing(sqlite3.connect(path)) as database, database:
        if kept:
            _write_styles(database, kept)
        if titles:
            _write_titles(database, layers, titles)
        database.execute("UPDATE gpkg_contents SET last_change = ?", [_DATE])
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM")


def _write_layer(path: Path, name: str, frame: pd.DataFrame) -> None:
    common = {"layer": name, "driver": "GPKG", "append": path.exists()}
    if not isinstance(frame, gpd.GeoDataFrame):
        table = _plain_texts(frame)
        pyogrio.write_dataframe(table, path, layer_options={"IDENTIFIER": name}, **common)
        return
    shapes = _one_kind(frame)
    options = {"GEOMETRY_NAME": "geom", "IDENTIFIER": name}
    pyogrio.write_dataframe(
        shapes, path, geometry_type=_kind(shapes), layer_options=options, **common
    )


def _write_styles(database: sqlite3.Connection, styles: Sequence[LayerStyle]) -> None:
    database.execute(_STYLES_TABLE)
    database.execute(_CONTENTS_ROW, [_DATE])
    for style in styles:
        database.execute(
            _STYLE_ROW,
            [
                style.table,
                "geom",
                style.name,
                style.qml,
                style.sld,
                style.shown,
                style.description,
                _DATE,
            ],
        )


def _write_titles(
    database: sqlite3.Connection,
    layers: Mapping[str, pd.DataFrame],
    titles: Mapping[str, str],
) -> None:
    database.execute(
        "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
        "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, "
        "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"
    )
    database.execute(_TITLES_TABLE)
    database.execute(_SCHEMA_ROW)
    for name, frame in layers.items():
        for column in frame.columns:
            if column in titles:
                database.execute(
                    "INSERT INTO gpkg_data_columns (table_name, column_name, name, title) "
                    "VALUES (?, ?, ?, ?)",
                    [name, column, titles[column], titles[column]],
                )


@contextmanager
def _standing_clock() -> Iterator[None]:
    before = get_gdal_config_option("OGR_CURRENT_DATE")
    set_gdal_config_options({"OGR_CURRENT_DATE": _DATE})
    try:
        yield
    finally:
        set_gdal_config_options({"OGR_CURRENT_DATE": before})


_MULTI = {
    "Point": shapely.multipoints,
    "LineString": shapely.multilinestrings,
    "Polygon": shapely.multipolygons,
}


def _one_kind(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Singles beside multi-shapes become multi-shapes: a layer has one kind of shape."""
    kinds = set(frame.geometry.geom_type.dropna())
    for single, make in _MULTI.items():
        if kinds == {single, f"Multi{single}"}:
            shapes = [
                make([shape]) if shape is not None and shape.geom_type == single else shape
                for shape in frame.geometry
            ]
            frame = frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))
    return _plain_texts(frame)


def _plain_texts(frame: FrameT) -> FrameT:
    """The same with None where a text is missing."""
    own = frame.geometry.name if isinstance(frame, gpd.GeoDataFrame) else None
    plain = {
        column: frame[column].where(frame[column].notna(), None).astype(object)
        for column in frame.select_dtypes(include=["object", "string"]).columns
        if column != own
    }
    return frame.assign(**plain)


def _kind(frame: gpd.GeoDataFrame) -> str:
    kinds = sorted(set(frame.geometry.geom_type.dropna()))
    return kinds[0] if len(kinds) == 1 else "Unknown"
