"""A project whose officers drew roads, waters and a reservoir in KML, SHP and GPX."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
from shapely import LineString

from tests.drawings import kml, placemark, shapefile
from tests.small_projects import DRAWN, TOML, pins

__all__ = ["SHOWN", "area", "drawn_ground", "line"]

SHOWN = {
    "ทางหลวง 212": "highway",
    "ถนนสายบ้านทดสอบ": "road",
    "ซอยวัดกลาง": "lane",
    "ห้วยทราย": "stream",
    "คลองส่งน้ำสายใหญ่": "canal",
    "ทางรถไฟสายอีสาน": "rail",
    "แนวเขตเทศบาล": "boundary",
    "แนวท่อประปา": "works",
    "แม่น้ำทดสอบ": "river",
    "ถนนที่เดินเก็บ": "road",
    "อ่างเก็บน้ำห้วยทราย": "water",
    "ป่าชุมชนทดสอบ": "forest",
}
"""What is on the map, by name, with the kind that a person would say."""


def line(name: str, *corners: tuple[float, float]) -> str:
    """A placemark of a line."""
    path = " ".join(f"{x},{y}" for x, y in corners)
    return placemark(name, f"<LineString><coordinates>{path}</coordinates></LineString>")


def area(name: str, *corners: tuple[float, float]) -> str:
    """A placemark of an area."""
    path = " ".join(f"{x},{y}" for x, y in (*corners, corners[0]))
    ring = f"<LinearRing><coordinates>{path}</coordinates></LinearRing>"
    return placemark(name, f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>")


def _track(name: str, *corners: tuple[float, float]) -> str:
    points = "".join(f'<trkpt lat="{y}" lon="{x}"/>' for x, y in corners)
    return f"<trk><name>{name}</name><trkseg>{points}</trkseg></trk>"


def drawn_ground(folder: Path) -> Path:
    """Write the project; the folder that holds it."""
    drawings = folder / "drawings"
    drawings.mkdir(parents=True)
    (folder / "muban.toml").write_text(TOML, "utf-8")
    (drawings / "แนวเขต.kml").write_bytes(DRAWN)
    (drawings / "หมุด.kml").write_bytes(pins("วัดกลาง"))
    (drawings / "ทาง.kml").write_bytes(
        kml(
            line("ทางหลวง 212", (103.095, 18.1025), (103.12, 18.104), (103.145, 18.1015)),
            line("ซอยวัดกลาง", (103.121, 18.104), (103.122, 18.109)),
            line("ห้วยทราย", (103.105, 18.1085), (103.118, 18.107), (103.142, 18.107)),
            line("คลองส่งน้ำสายใหญ่", (103.131, 18.1), (103.133, 18.106), (103.132, 18.112)),
            line("ทางรถไฟสายอีสาน", (103.1, 18.1005), (103.145, 18.1055)),
            line("แนวเขตเทศบาล", (103.1305, 18.1012), (103.1365, 18.1015), (103.137, 18.1045)),
            line("แนวท่อประปา", (103.112, 18.1015), (103.118, 18.1012)),
            line("เดินเล่น", (103.112, 18.1015), (103.118, 18.1012)),
            line("ถนนนายสมชาย ใจดี", (103.112, 18.1015), (103.118, 18.1012)),
            line("ถนนไกล", (104.112, 18.1015), (104.118, 18.1012)),
            line("เส้นทางเยี่ยมผู้ป่วย", (103.112, 18.1015), (103.118, 18.1012)),
            area("อ่างเก็บน้ำห้วยทราย", (103.1225, 18.1055), (103.1265, 18.106), (103.126, 18.1035)),
            area("ป่าชุมชนทดสอบ", (103.1335, 18.107), (103.139, 18.1075), (103.138, 18.1095)),
        )
    )
    gpx = (
        '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
        + _track("ถนนที่เดินเก็บ", (103.113, 18.103), (103.116, 18.104), (103.119, 18.1035))
        + _track("ห้วยที่เดินเล่น", (103.113, 18.102), (103.116, 18.103), (103.119, 18.1025))
        + _track("2563-01-01", (103.113, 18.101), (103.116, 18.102), (103.119, 18.1015))
        + "</gpx>"
    )
    (drawings / "เดิน.gpx").write_text(gpx, "utf-8")
    roads = gpd.GeoDataFrame(
        {"NAME": ["ถนนสายบ้านทดสอบ", "แม่น้ำทดสอบ"]},
        geometry=[
            LineString([(103.112, 18.098), (103.115, 18.105), (103.114, 18.113)]),
            LineString([(103.1, 18.1118), (103.145, 18.1122)]),
        ],
        crs="EPSG:4326",
    )
    for suffix, content in shapefile(roads, cpg="UTF-8").items():
        (drawings / f"ของเทศบาล.{suffix}").write_bytes(content)
    return folder
