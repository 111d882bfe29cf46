"""The published layers as clean files: GeoPackage for QGIS, GeoJSON, KMZ, CSV, Excel.

What the layers hold is decided in :mod:`muban.web.building.public_layers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from muban.gis.apart.scratch import Scratch
from muban.gis.writing.write import csv_bytes, geojson_text, write_geopackage
from muban.gis.writing.write_workbook import workbook_bytes
from muban.layers.indicator.result_rows import item_frame
from muban.layers.indicator.results import domains_of, results_by_village
from muban.web.building.added_files import added_files, added_label
from muban.web.building.data_words import (
    balloon_of,
    column_titles,
    columns_told,
    in_thai,
    sheet_title,
)
from muban.web.building.public_layers import public_context, published_layers
from muban.web.building.result_styles import styles_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from muban.gis.writing.write_geopackage import LayerStyle
    from muban.layers.atlas import Atlas
    from muban.symbology.legend import Legend
    from muban.web.maps.choropleth import ClassSettings

__all__ = ["LABELS", "label_of", "planned_files"]

Make = Callable[[], bytes]
"""Makes one file."""

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
    "context_lines.geojson": (
        "ถนน ลำน้ำ และแนวอื่นที่วาด (GeoJSON)",
        "Roads, waters and other drawn lines (GeoJSON)",
    ),
    "context_areas.geojson": (
        "แหล่งน้ำ ป่า และพื้นที่อื่นที่วาด (GeoJSON)",
        "Waters, forests and other drawn areas (GeoJSON)",
    ),
    "tambons.geojson": ("แนวเขตตำบล (GeoJSON)", "Tambon outlines (GeoJSON)"),
    "amphoes.geojson": ("แนวเขตอำเภอ (GeoJSON)", "Amphoe outlines (GeoJSON)"),
    "muban.xlsx": (
        "ทุกตาราง หัวคอลัมน์ภาษาไทย พร้อมคำอธิบาย (Excel)",
        "All tables with Thai headings, explained (Excel)",
    ),
    "villages_th.csv": (
        "ตารางหมู่บ้าน หัวคอลัมน์ภาษาไทย (CSV เปิดด้วย Excel)",
        "Table of villages, Thai headings (CSV)",
    ),
    "villages.csv": ("ตารางหมู่บ้าน หัวคอลัมน์ภาษาอังกฤษ (CSV)", "Table of villages (CSV)"),
    "landmarks_th.csv": (
        "ตารางสถานที่สำคัญ หัวคอลัมน์ภาษาไทย (CSV เปิดด้วย Excel)",
        "Table of landmarks, Thai headings (CSV)",
    ),
    "landmarks.csv": ("ตารางสถานที่สำคัญ หัวคอลัมน์ภาษาอังกฤษ (CSV)", "Table of landmarks (CSV)"),
    "indicators_th.csv": (
        "ผลรายตัวชี้วัด หัวคอลัมน์ภาษาไทย (CSV เปิดด้วย Excel)",
        "Results by indicator, Thai headings (CSV)",
    ),
    "indicators.csv": ("ผลรายตัวชี้วัด หัวคอลัมน์ภาษาอังกฤษ (CSV)", "Results by indicator (CSV)"),
    "plan_th.csv": (
        "แผนงานและโครงการ หัวคอลัมน์ภาษาไทย (CSV เปิดด้วย Excel)",
        "The plan and its projects, Thai headings (CSV)",
    ),
    "plan.csv": (
        "แผนงานและโครงการ หัวคอลัมน์ภาษาอังกฤษ (CSV)",
        "The plan and its projects (CSV)",
    ),
    "register.csv": ("ทะเบียนที่ตรวจแล้ว (CSV)", "The register, checked (CSV)"),
    "register.xlsx": ("ทะเบียนที่ตรวจแล้ว พร้อมเหตุผล (Excel)", "The register, with reasons (Excel)"),
}
"""What each file that muban makes itself is, in Thai and in English."""

_TABLES = ("villages", "landmarks", "indicators", "plan")
"""Layers that are offered as tables with Thai headings, beside those for programs."""
_ON_MAPS = {"villages", "village_points", "landmarks", "context_lines", "context_areas"}
"""Layers that are worth a file for Google Earth."""
_VILLAGE_BALLOON = (
    "village_code", "moo", "tambon", "amphoe", "population", "households", "figures_year_be",
    "area_rai",
)  # fmt: skip
_LANDMARK_BALLOON = ("landmark_kind", "kind", "village", "note")


@dataclass(frozen=True, eq=False)
class _Tables:
    """All layers with the names of their columns."""

    layers: Mapping[str, pd.DataFrame]
    titles: Mapping[str, str]
    english: Mapping[str, str]


def planned_files(
    atlas: Atlas, legend: Legend, classes: ClassSettings | None = None
) -> dict[str, Make]:
    """Which files ``data/`` will have, before they are made: path → what makes its bytes.

    Pages offer these files by name, so that they can be made while the files are.

    Parameters
    ----------
    atlas, legend, classes
        As of :func:`data_files`.
    """
    layers = published_layers(atlas, legend)
    domains = domains_of(atlas.pages)
    tables = _Tables(layers, column_titles(domains), column_titles(domains, "en"))
    # A table of villages that nobody has drawn yet is a table, and no file for a map.
    shapes = {
        name: frame
        for name, frame in layers.items()
        if "geometry" in frame and frame.geometry.notna().any()
    }
    files = _map_files(shapes) | _table_files(atlas, tables)
    if shapes:
        styles = partial(styles_of, legend, shapes, domains, classes)
        plan = {name: layers[name] for name in ("plan",) if name in layers}
        files["data/muban.gpkg"] = partial(_geopackage, {**shapes, **plan}, styles, tables.titles)
    files |= _register_book(atlas, layers)
    if _ON_MAPS & set(shapes):
        files["data/muban.kmz"] = partial(_kmz, atlas, legend, layers, tables.titles)
    added = added_files(layers, taken=LABELS)
    return files | {f"data/{name}": partial(bytes, content) for name, content in added.items()}


def _map_files(shapes: Mapping[str, gpd.GeoDataFrame]) -> dict[str, Make]:
    return {f"data/{name}.geojson": partial(_geojson, frame) for name, frame in shapes.items()}


def _geojson(frame: gpd.GeoDataFrame) -> bytes:
    return geojson_text(frame[frame.geometry.notna()]).encode()


def _geopackage(
    layers: Mapping[str, pd.DataFrame],
    styles: Callable[[], Sequence[LayerStyle]],
    titles: Mapping[str, str],
) -> bytes:
    with Scratch() as folder:
        path = folder / "muban.gpkg"
        write_geopackage(path, layers, styles=styles(), titles=titles)
        return path.read_bytes()


def _table_files(atlas: Atlas, tables: _Tables) -> dict[str, Make]:
    """The tables for programs, and the same with Thai headings, single and as one workbook."""
    from muban.layers.register.designations import register_frame

    files: dict[str, Make] = {}
    sheets: dict[str, pd.DataFrame] = {}
    for name, frame in tables.layers.items():
        if f"{name}.csv" in LABELS:
            table = register_frame(atlas.designations) if name == "register" else frame
            files[f"data/{name}.csv"] = partial(
                csv_bytes, table.drop(columns="geometry", errors="ignore")
            )
        if name in _TABLES:
            sheets[name] = in_thai(frame, tables.titles)
            files[f"data/{name}_th.csv"] = partial(csv_bytes, sheets[name])
    if sheets:
        files["data/muban.xlsx"] = partial(_book, atlas, sheets, tables)
    return files


def _book(atlas: Atlas, sheets: Mapping[str, pd.DataFrame], tables: _Tables) -> bytes:
    told = {name: tables.layers[name] for name in sheets}
    glossary = columns_told(told, tables.titles, tables.english)
    book = {sheet_title(name): sheet for name, sheet in sheets.items()}
    items = item_frame(atlas.pages)
    if len(items):
        book[sheet_title("items")] = items.rename(columns=dict(tables.titles))
    return workbook_bytes(book | {sheet_title("columns"): glossary})


def _register_book(atlas: Atlas, layers: Mapping[str, pd.DataFrame]) -> dict[str, Make]:
    if "register" not in layers:
        return {}
    return {"data/register.xlsx": partial(_register, atlas)}


def _register(atlas: Atlas) -> bytes:
    from muban.layers.register.register_outputs import register_sheets

    amphoes = dict(zip(atlas.amphoes["code"], atlas.amphoes["name"], strict=True))
    return workbook_bytes(register_sheets(atlas.designations, amphoes))


def _kmz(
    atlas: Atlas,
    legend: Legend,
    layers: Mapping[str, Any],
    titles: Mapping[str, str],
) -> bytes:
    from muban.symbology.export_kml import kmz_bytes

    results = {
        code: told for page in atlas.pages for code, told in results_by_village(page).items()
    }

    def told(layer: str, columns: tuple[str, ...]) -> gpd.GeoDataFrame | None:
        frame = layers.get(layer)
        if frame is None:
            return None
        rows = frame.drop(columns="geometry").to_dict("records")
        lines = [
            balloon_of(
                {str(key): value for key, value in row.items()},
                columns,
                titles,
                results.get(str(row["village_code"]), ()) if columns is _VILLAGE_BALLOON else (),
            )
            for row in rows
        ]
        return frame.assign(balloon=lines)

    return kmz_bytes(
        told("villages", _VILLAGE_BALLOON),
        told("landmarks", _LANDMARK_BALLOON),
        legend,
        points=told("village_points", _VILLAGE_BALLOON),
        disputed=layers.get("disputed"),
        context=public_context(atlas),
        title=atlas.title,
    )


def label_of(name: str) -> tuple[str, str]:
    """What a file of ``data/`` is, in Thai and in English.

    Examples
    --------
    >>> label_of("indicators.csv")
    ('ผลรายตัวชี้วัด หัวคอลัมน์ภาษาอังกฤษ (CSV)', 'Results by indicator (CSV)')
    """
    return LABELS[name] if name in LABELS else added_label(name)
