"""What the page for drawing shows of one tambon, as plain values for JSON."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from muban.gis.codes.code_moves import code_moves
from muban.gis.shapes.tolerance import TOLERANCE_M
from muban.layers.atlas import Place, TambonAtlas
from muban.layers.landmark.landmark_kind import KindPattern
from muban.symbology.legend import Legend
from muban.symbology.symbol import SymbolRow, legend_json
from muban.web.drawing.traced_ground import ground_rows
from muban.web.page_types.drawing import (
    DigitizerWork,
    PhoneAt,
    PinRow,
    SaveTo,
    SymbolLook,
    UnitRow,
)
from muban.web.page_types.shared import Lang
from muban.web.paper.card_foot import qr_path

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry import MultiPolygon, Polygon

    from muban.layers.atlas import Background
    from muban.layers.landmark.landmark_kind import KindPattern
    from muban.web.settings.tile_sources import TileSource

__all__ = ["Box", "DigitizerData", "PhonePage", "SaveTarget", "digitizer_data", "page_data"]

_DIGITS = 6
"""Decimals of a degree: the page draws on a grid of a millionth."""

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees (EPSG:4326)."""


@dataclass(frozen=True, slots=True)
class SaveTarget:
    """Where the page sends a drawing when a server of ours shows it.

    ``base`` is the version of the file that stood there when the page was made; "" without.
    """

    url: str
    token: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class PhonePage:
    """Where the page for drawing is published, for the phone that goes out with it.

    ``address`` is its full address; the phone opens it by the QR code that a desk shows.
    """

    address: str


@dataclass(frozen=True, eq=False)
class DigitizerData:
    """What an officer starts from.

    Parameters
    ----------
    tambon, amphoe, province
        Where the drawing is.
    outline
        The tambon's official outline in EPSG:4326; None without one.
    around
        West, south, east and north of where it is, for a start without an outline and without
        drawings; None where nothing of the project says it.
    villages
        Frame with the columns ``village_code``, ``moo``, ``name``, ``lon``, ``lat`` and
        ``geometry`` (:data:`muban.layers.frames.VILLAGE_COLUMNS`): what the gazetteer lists, with
        an area where one is drawn.
    landmarks
        Frame with ``landmark_kind``, ``name``, ``note`` and ``geometry``; None without any.
    project
        Which project folder it is (:func:`muban.web.drawing.digitizer_project.project_id`): what a
        browser keeps of it, and the files it saves, are told from another project's by this.
    replaces
        Marks of the records shown that lie in other files than the one that is saved
        (:mod:`muban.layers.replaced`).
    tiles
        Map servers that the officer may switch on.
    tolerance_m
        How far two lines may lie apart and still be meant as one (metres).
    phone
        The same page as it is published; None where it is not.
    worker
        The address of the published site's service worker, as seen from the page; "" where the
        page stands alone.
    ground
        Roads, waters and other lines and areas under the work
        (:func:`muban.web.drawing.traced_ground.ground_to_trace`); None without any.
    """

    tambon: Place
    amphoe: Place
    province: Place
    outline: Polygon | MultiPolygon | None
    villages: gpd.GeoDataFrame
    landmarks: gpd.GeoDataFrame | None = None
    save: SaveTarget | None = None
    project: str = ""
    replaces: tuple[str, ...] = ()
    tiles: tuple[TileSource, ...] = ()
    around: Box | None = None
    tolerance_m: float = TOLERANCE_M
    phone: PhonePage | None = None
    worker: str = ""
    ground: Background | None = None


def digitizer_data(
    page: TambonAtlas, *, save: SaveTarget | None = None, project: str = ""
) -> DigitizerData:
    """What the page for drawing shows of one tambon.

    Parameters
    ----------
    page
        The tambon; its shapes are in EPSG:4326.
    save
        Where a server of ours takes the drawing; None where none does.
    project
        What tells this project from another
        (:func:`muban.web.drawing.digitizer_project.project_id`).
    """
    return DigitizerData(
        project=project,
        tambon=page.tambon,
        amphoe=page.amphoe,
        province=page.province,
        outline=page.official,
        villages=page.villages,
        landmarks=page.landmarks,
        save=save,
    )


def page_data(data: DigitizerData, legend: Legend, lang: Lang) -> DigitizerWork:
    """The tambon as the page's script receives it, with the legend's words.

    Parameters
    ----------
    data
        The tambon; outlines and points in EPSG:4326.
    legend
        What pins are recognised by and look like.
    lang
        The language that the page begins with.
    """
    drawn = data.villages[data.villages.geometry.notna()]
    kinds = [s.id for s in legend if s.public]
    return {
        "project": data.project,
        "lang": lang,
        "title": data.tambon.name,
        "tambon": _unit(data.tambon),
        "amphoe": _unit(data.amphoe),
        "province": _unit(data.province),
        "outline": _polygons(data.outline),
        "around": _around(data.around),
        "villages": [
            {
                "code": row.village_code or "",
                "moo": row.moo or 0,
                "name": row.name,
                "lon": _degrees(row.lon),
                "lat": _degrees(row.lat),
            }
            for row in data.villages.drop(columns="geometry").itertuples(index=False)
            if row.village_code
        ],
        "drawn": [
            {
                "code": row.village_code or "",
                "moo": row.moo or 0,
                "name": row.name,
                "polygons": _polygons(row.geometry),
            }
            for row in drawn.itertuples(index=False)
        ],
        "moves": [
            (move.old, move.new, move.name, move.valid_from_be)
            for move in code_moves().values()
            if data.tambon.key[:2] in (move.old[:2], move.new[:2])
        ],
        "landmarks": _landmarks(data.landmarks),
        "kinds": [_kind_row(pattern) for pattern in legend.kinds.patterns if pattern.of == "name"],
        "groups": [
            {"id": group.id, "label_th": group.label_th, "label_en": group.label_en}
            for group in legend.groups
        ],
        "symbols": {kind: _seen(row) for kind, row in legend_json(kinds, legend).items()},
        "replaces": list(data.replaces),
        "tiles": [source.shown() for source in data.tiles],
        "tolerance_m": data.tolerance_m,
        "phone": _phone_at(data.phone.address) if data.phone else None,
        "worker": data.worker,
        "ground": ground_rows(data.ground, legend),
        "credit": " · ".join(data.ground.credit) if data.ground else "",
        "save": _save_to(data.save) if data.save else None,
    }


def _around(box: Box | None) -> Box | None:
    """Where the tambon is about, rounded to the page's grid."""
    if box is None:
        return None
    west, south, east, north = (round(one, _DIGITS) for one in box)
    return west, south, east, north


def _phone_at(address: str) -> PhoneAt:
    code = qr_path(address)
    return {"address": address, "size": code["size"], "d": code["d"]}


def _save_to(target: SaveTarget) -> SaveTo:
    return {"url": target.url, "token": target.token, "base": target.base}


def _seen(row: SymbolRow) -> SymbolLook:
    """What of a symbol the page shows: it has all of them, at every zoom, in the legend's order."""
    seen = {key: value for key, value in row.items() if key in SymbolLook.__annotations__}
    return cast("SymbolLook", seen)


def _kind_row(pattern: KindPattern) -> list[str | int]:
    """Kind and regex, and what else tells patterns apart as far as it is not 0."""
    more = [pattern.priority, int(pattern.weak), int(pattern.chosen)]
    while more and not more[-1]:
        more.pop()
    return [pattern.kind, pattern.regex, *more]


def _unit(place: Place) -> UnitRow:
    return {"code": place.code or "", "name": place.name, "name_en": place.name_en or place.name}


def _degrees(value: float) -> float | None:
    number = float(value)
    return None if math.isnan(number) else round(number, _DIGITS)


def _polygons(shape: Polygon | MultiPolygon | None) -> list[list[list[tuple[float, float]]]]:
    """Rings of each part as longitude and latitude, closed, rounded to the page's grid."""
    if shape is None:
        return []
    parts = shape.geoms if shape.geom_type == "MultiPolygon" else [shape]
    return [
        [
            [(round(x, _DIGITS), round(y, _DIGITS)) for x, y, *_ in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in parts
    ]


def _landmarks(frame: gpd.GeoDataFrame | None) -> list[PinRow]:
    if frame is None:
        return []
    found: list[PinRow] = []
    for row in frame.to_dict("records"):
        if row["geometry"] is None:
            continue
        pin: PinRow = {
            "kind": row["landmark_kind"],
            "name": row["name"],
            "note": row["note"],
            "lon": round(row["geometry"].x, _DIGITS),
            "lat": round(row["geometry"].y, _DIGITS),
        }
        photo = row.get("_photo")
        found.append({**pin, "photo": photo} if isinstance(photo, str) else pin)
    return found
