"""The published layers as clean files: GeoPackage for QGIS, GeoJSON, CSV for Excel.

Made from the same reduced frames as the pages; the columns that say which file a record
is from stay behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from muban.gis.apart.scratch import Scratch
from muban.gis.writing.write import csv_bytes, geojson_text, write_geopackage
from muban.gis.writing.write_workbook import workbook_bytes
from muban.layers.atlas import (
    DESIGNATION_COLUMNS,
    INDICATOR_COLUMNS,
    LANDMARK_COLUMNS,
    OWN_PAGE,
    VILLAGE_COLUMNS,
)
from muban.layers.personal.screening import reduce_public
from muban.layers.register.speech import spoken_register
from muban.web.building.added_files import added_files, added_label
from muban.web.maps.disputed import disputed_frame

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from muban.gis.writing.write import LayerStyle
    from muban.layers.atlas import Atlas
    from muban.symbology.legend import Legend

__all__ = ["LABELS", "data_files", "label_of", "published_layers", "village_points"]

LABELS = {
    "muban.gpkg": ("ทุกชั้นข้อมูลพร้อมสัญลักษณ์ สำหรับ QGIS", "All layers with symbols, for QGIS"),
    "muban.kmz": ("แนวเขตและหมุด สำหรับ Google Earth", "Areas and pins, for Google Earth"),
    "villages.geojson": ("แนวเขตหมู่บ้าน (GeoJSON)", "Village areas (GeoJSON)"),
    "village_points.geojson": (
        "จุดที่ตั้งหมู่บ้านที่ยังไม่มีแนวเขต (GeoJSON)",
        "Points of villages without an outline (GeoJSON)",
    ),
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
"""What each file that muban makes itself is, in Thai and in English."""

_PRIVATE_PREFIX = "_"
_DECIMALS = {"lon": 6, "lat": 6, "area_m2": 1}
"""More than a tenth of a metre nobody has measured; a long tail of figures says otherwise."""
_PLACING = ("label_lon", "label_lat", "label_radius_m")


def published_layers(atlas: Atlas) -> dict[str, pd.DataFrame]:
    """The layers that leave the house, by name, with public columns alone.

    Returns
    -------
    dict
        ``villages``, ``village_points`` (of those without an area), ``disputed``,
        ``landmarks``, ``tambons``, ``amphoes`` (GeoDataFrames, EPSG:4326), ``register`` and
        ``indicators`` (tables); those that are empty are left out.
    """
    import pandas as pd

    villages = _public(_villages(atlas), VILLAGE_COLUMNS)
    layers: dict[str, pd.DataFrame] = {
        "villages": villages,
        "village_points": village_points(villages),
        "disputed": disputed_frame(atlas),
        "landmarks": _public(_landmarks(atlas), LANDMARK_COLUMNS),
        "tambons": atlas.tambons,
        "amphoes": atlas.amphoes,
        "register": _public(spoken_register(atlas.designations), DESIGNATION_COLUMNS),
        "indicators": _public(
            pd.concat([page.indicators for page in atlas.pages], ignore_index=True)
            if atlas.pages
            else pd.DataFrame(),
            INDICATOR_COLUMNS,
        ),
    }
    return {name: frame for name, frame in layers.items() if len(frame)}


def village_points(villages: pd.DataFrame) -> gpd.GeoDataFrame:
    """The villages that have a point and no area, as points (EPSG:4326)."""
    import geopandas as gpd

    found = villages[villages["place"] == "point"].drop(columns="geometry")
    shapes = gpd.points_from_xy(found["lon"], found["lat"], crs="EPSG:4326")
    return gpd.GeoDataFrame(found, geometry=shapes)


def _villages(atlas: Atlas) -> gpd.GeoDataFrame:
    return _joined([page.villages for page in atlas.pages], VILLAGE_COLUMNS)


def _landmarks(atlas: Atlas) -> gpd.GeoDataFrame:
    return _joined([page.landmarks for page in atlas.pages], LANDMARK_COLUMNS)


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
    reduced = reduce_public(frame, public).round(
        {name: digits for name, digits in _DECIMALS.items() if name in public}
    )
    if "tambon_code" not in reduced:
        return reduced
    # What stands for an unknown tambon inside the house is no code of one.
    return reduced.assign(tambon_code=reduced["tambon_code"].replace(OWN_PAGE, ""))


def data_files(atlas: Atlas, legend: Legend) -> dict[str, bytes]:
    """The files of ``data/``: site-relative path → bytes, the same bytes for the same atlas."""
    from muban.layers.register.designations import register_frame
    from muban.layers.register.register_outputs import register_sheets
    from muban.symbology.export_kml import kmz_bytes

    layers = published_layers(atlas)
    # A table of villages that nobody has drawn yet is a table, and no file for a map.
    shapes = {
        name: frame
        for name, frame in layers.items()
        if "geometry" in frame and frame.geometry.notna().any()
    }
    files: dict[str, bytes] = {}
    for name, frame in shapes.items():
        files[f"data/{name}.geojson"] = geojson_text(frame[frame.geometry.notna()]).encode()
    for name, frame in layers.items():
        if f"{name}.csv" not in LABELS:
            continue
        table = register_frame(atlas.designations) if name == "register" else frame
        files[f"data/{name}.csv"] = csv_bytes(table.drop(columns="geometry", errors="ignore"))
    if shapes:
        with Scratch() as folder:
            path = folder / "muban.gpkg"
            write_geopackage(path, shapes, styles=_styles(legend, shapes))
            files[f"data/{path.name}"] = path.read_bytes()
    if "register" in layers:
        amphoes = dict(zip(atlas.amphoes["code"], atlas.amphoes["name"], strict=True))
        files["data/register.xlsx"] = workbook_bytes(register_sheets(atlas.designations, amphoes))
    if {"villages", "village_points", "landmarks"} & set(shapes):
        pair = (
            _public(_villages(atlas), VILLAGE_COLUMNS),
            _public(_landmarks(atlas), LANDMARK_COLUMNS),
        )
        files["data/muban.kmz"] = kmz_bytes(
            *pair,
            legend,
            points=shapes.get("village_points"),
            disputed=shapes.get("disputed"),
            title=atlas.title,
        )
    added = added_files(layers, taken=LABELS)
    return files | {f"data/{name}": content for name, content in added.items()}


def label_of(name: str) -> tuple[str, str]:
    """What a file of ``data/`` is, in Thai and in English.

    Examples
    --------
    >>> label_of("indicators.csv")
    ('ผล CIA (CSV)', 'CIA results (CSV)')
    """
    return LABELS[name] if name in LABELS else added_label(name)


def _styles(legend: Legend, shapes: Mapping[str, pd.DataFrame]) -> list[LayerStyle]:
    """QGIS styles of the layers that are there, with the symbols that occur in them."""
    from muban.symbology.export_qgis import layer_styles

    landmarks = shapes.get("landmarks")
    kinds = None if landmarks is None else sorted(set(landmarks["landmark_kind"]))
    return [style for style in layer_styles(legend, kinds=kinds) if style.table in shapes]
