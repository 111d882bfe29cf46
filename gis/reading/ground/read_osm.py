"""An extract of OpenStreetMap (``.osm.pbf``): roads, rails, waters, forests and places.

Objects are chosen by their tags before anything is made of them; of these, those near the
project are kept. The parser is osmium's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import osmium
import shapely

from muban.gis.problems import problem
from muban.gis.reading.content import Content
from muban.gis.reading.ground.window import window_of
from muban.gis.reading.records.feature_frame import build_features
from muban.gis.reading.records.record import Record, clean_name
from muban.gis.source import Read

__all__ = ["LINE_KEYS", "read_osm"]

LINE_KEYS = ("highway", "railway", "waterway")
_AREA_KEYS = ("natural", "landuse", "water", "waterway", "leisure", "boundary")
_KEPT = frozenset((*LINE_KEYS, *_AREA_KEYS, "place", "ref"))
_PLACES = frozenset({"city", "town", "village", "hamlet"})
_ODBL = "© OpenStreetMap contributors, ODbL"


def read_osm(content: Content) -> list[Read]:
    """Read an extract: one layer, with the tags as columns, in EPSG:4326.

    Parameters
    ----------
    content
        The file's bytes, and where the project is.
    """
    window = window_of(content.near)
    records: list[Record] = []
    elsewhere = 0
    try:
        for shape, tags in _objects(content.data):
            if window is not None and not shapely.intersects(shape, window):
                elsewhere += 1
                continue
            content.budget.spend("max_features")
            content.budget.spend("max_coordinates", int(shapely.get_num_coordinates(shape)))
            kept = {key: value for key, value in tags.items() if key in _KEPT}
            content.budget.check_record(kept)
            name = clean_name(tags.get("name:th") or tags.get("name"))
            records.append(Record(len(records) + 1, shape, kept, name=name))
    except RuntimeError as error:
        # What osmium raises of a file that is cut short or damaged.
        detail = str(error)[:80]
        return content.failed(problem("read.unreadable", content.where, kind="OSM", detail=detail))
    told = [problem("ground.elsewhere", content.where, count=elsewhere)] if elsewhere else []
    read = build_features(content.source, content.layer(), records, problems=told)
    return [read.as_ground(_ODBL)]


def _objects(data: bytes) -> Iterator[tuple[shapely.Geometry, dict[str, str]]]:
    """Shape and tags of every road, water, forest and place."""
    keys = osmium.filter.KeyFilter(*sorted({*LINE_KEYS, *_AREA_KEYS, "place"}))
    buffer = osmium.io.FileBuffer(data, "pbf")
    factory = osmium.geom.WKBFactory()
    for one in osmium.FileProcessor(buffer).with_areas().with_filter(keys):
        tags = {tag.k: tag.v for tag in one.tags}
        shape = _shape(one, tags, factory)
        if shape is not None:
            yield shape, tags


def _shape(one: Any, tags: dict[str, str], factory: Any) -> shapely.Geometry | None:
    try:
        if one.is_node():
            here = tags.get("place") in _PLACES and tags.get("name")
            return shapely.Point(one.location.lon, one.location.lat) if here else None
        if one.is_area():
            return shapely.from_wkb(factory.create_multipolygon(one)) if _is_area(tags) else None
        if one.is_way() and any(key in tags for key in LINE_KEYS):
            return shapely.from_wkb(factory.create_linestring(one))
    except (RuntimeError, osmium.InvalidLocationError):
        # A way at the extract's edge has corners that the extract does not hold.
        return None
    return None


def _is_area(tags: dict[str, str]) -> bool:
    """A round road is no area, whatever closes it."""
    return any(key in tags for key in _AREA_KEYS) and "highway" not in tags
