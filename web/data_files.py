"""The published layers as clean files: GeoPackage for QGIS, GeoJSON, CSV for Excel.

Made from the same reduced frames as the pages; the columns that say which file a record
is from stay behind.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gis.writing.write import write_csv, write_geojson, write_geopackage
from gis.writing.write_workbook import workbook_bytes
from layers.atlas import DESIGNATION_COLUMNS, INDICATOR_COLUMNS, LANDMARK_COLUMNS, VILLAGE_COLUMNS
from layers.personal.screening import reduce_public
from web.maps.disputed import disputed_frame

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from gis.writing.write import LayerStyle
    from layers.atlas import Atlas
    from symbology.legend import Legend

__all__ = ["LABELS", "data_files", "published_layers"]

LABELS = {
    "muban.gpkg": ("ทุกชั้นข้อมูลพร้อมสัญลักษณ์ สำหรับ QGIS", "All layers with symbols, for QGIS"),
    "muban.kmz": ("แนวเขตและหมุด สำหรับ Google Earth", "Areas and pins, for Google Earth"),
    "villages.geojson": ("แนวเขตหมู่บ้าน (GeoJSON)", "Village areas (GeoJSON)"),
    "landmarks.geojson": ("สถานที่สำคัญ (GeoJSON)", "Landmarks (GeoJSON)"),
    "disputed.geojson": (
        "พื้นที่ที่หลายหมู่บ้านวาดทับกัน รอตกลงกัน (GeoJSON)",
        "Ground claimed by several villages (GeoJSON)",
    ),
    "tambons.geojson": ("แนวเขตตำบล (GeoJSON)", "Tambon outlines (GeoJSON)"),
    "amphoes.geojson": ("แนวเขตอำเภอ (GeoJSON)", "Amphoe outlines (GeoJSON)"),
    "villages.csv": ("ตารางหมู่บ้าน (CSV เปิดด้วย Excel)", "Table of villages (CSV for Excel)"),
    "landmarks.csv": ("ตารางสถานที่สำคัญ (CSV)", "Table of landmarks (CSV)"),
    "indicators.csv": ("ผล CIA (CSV)", "CIA results (CSV)"),
    "register.csv": ("ทะเบียนที่ตรวจแล้ว (CSV)", "The register, checked (CSV)"),
    "register.xlsx": ("ทะเบียนที่ตรวจแล้ว พร้อมเหตุผล (Excel)", "The register, with reasons (Excel)"),
}
"""What each file is, in Thai and in English."""

_PRIVATE_PREFIX = "_"
_PLACING = ("label_lon", "label_lat", "label_radius_m")


def published_layers(atlas: Atlas) -> dict[str, pd.DataFrame]:
    """The layers that leave the house, by name, with public columns alone.

    Returns
    -------
    dict
        ``villages``, ``disputed``, ``landmarks``, ``tambons``, ``amphoes`` (GeoDataFrames,
        EPSG:4326), ``register`` and ``indicators`` (tables); those that are empty are left out.
    """
    import pandas as pd

    layers: dict[str, pd.DataFrame] = {
        "villages": _public(_villages(atlas), VILLAGE_COLUMNS),
        "disputed": disputed_frame(atlas),
        "landmarks": _public(_landmarks(atlas), LANDMARK_COLUMNS),
        "tambons": atlas.tambons,
        "amphoes": atlas.amphoes,
        "register": _public(atlas.designations, DESIGNATION_COLUMNS),
        "indicators": _public(
            pd.concat([page.indicators for page in atlas.pages], ignore_index=True)
            if atlas.pages
            else pd.DataFrame(),
            INDICATOR_COLUMNS,
        ),
    }
    return {name: frame for name, frame in layers.items() if len(frame)}


def _villages(atlas: Atlas) -> gpd.GeoDataFrame:
    return _joined([page.villages for page in atlas.pages], VILLAGE_COLUMNS)


def _landmarks(atlas: Atlas) -> gpd.GeoDataFrame:
    """All of them, also those of tambons without a page."""
    return _joined([] if atlas.landmarks is None else [atlas.landmarks], LANDMARK_COLUMNS)


def _joined(frames: list[gpd.GeoDataFrame], columns: Mapping[str, str]) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return gpd.GeoDataFrame({name: [] for name in columns}, crs="EPSG:4326")
    return gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), crs="EPSG:4326")


def _public(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    public = [
        name for name in columns if not name.startswith(_PRIVATE_PREFIX) and name not in _PLACING
    ]
    return reduce_public(frame, public)


def data_files(atlas: Atlas, legend: Legend) -> dict[str, bytes]:
    """The files of ``data/``: site-relative path → bytes, the same bytes for the same atlas."""
    from layers.register.designations import register_frame
    from layers.register.register_outputs import register_sheets
    from symbology.export_kml import kmz_bytes

    layers = published_layers(atlas)
    # A table of villages that nobody has drawn yet is a table, and no file for a map.
    shapes = {
        name: frame
        for name, frame in layers.items()
        if "geometry" in frame and frame.geometry.notna().any()
    }
    files: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="muban-") as folder:
        for name, frame in shapes.items():
            path = Path(folder) / f"{name}.geojson"
            write_geojson(path, frame[frame.geometry.notna()])
            files[f"data/{path.name}"] = path.read_bytes()
        for name, frame in layers.items():
            if f"{name}.csv" not in LABELS:
                continue
            path = Path(folder) / f"{name}.csv"
            table = register_frame(atlas.designations) if name == "register" else frame
            write_csv(path, table.drop(columns="geometry", errors="ignore"))
            files[f"data/{path.name}"] = path.read_bytes()
        if shapes:
            path = Path(folder) / "muban.gpkg"
            write_geopackage(path, shapes, styles=_styles(legend, shapes))
            files[f"data/{path.name}"] = path.read_bytes()
    if "register" in layers:
        amphoes = dict(zip(atlas.amphoes["code"], atlas.amphoes["name"], strict=True))
        files["data/register.xlsx"] = workbook_bytes(register_sheets(atlas.designations, amphoes))
    if {"villages", "landmarks"} & set(shapes):
        pair = (
            _public(_villages(atlas), VILLAGE_COLUMNS),
            _public(_landmarks(atlas), LANDMARK_COLUMNS),
        )
        files["data/muban.kmz"] = kmz_bytes(
            *pair, legend, disputed=shapes.get("disputed"), title=atlas.title
        )
    return files


def _styles(legend: Legend, shapes: Mapping[str, pd.DataFrame]) -> list[LayerStyle]:
    """QGIS styles of the layers that are there, with the symbols that occur in them."""
    from symbology.export_qgis import layer_styles

    landmarks = shapes.get("landmarks")
    kinds = None if landmarks is None else sorted(set(landmarks["landmark_kind"]))
    return [style for style in layer_styles(legend, kinds=kinds) if style.table in shapes]
