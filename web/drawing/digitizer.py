"""The page for drawing: one file that opens from disk, with all it needs inside.

Scripts and styles stand in the file and are named by their hashes in its
Content-Security-Policy; nothing is fetched from anywhere. Parts of the program that few sittings
need stand in it as texts that run when they are asked for; where a server of ours shows the page
they lie beside it, so that what an officer loads first stays small. The text of one of them
becomes the worker that reads files, which alone is why the policy allows workers of ``blob:``.
Maps to draw over come from a server only where the officer switched that server on.
Served by ``muban serve`` the page may also save, to the address that served it and no other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from markupsafe import Markup

from muban.gis.codes.code_moves import code_moves
from muban.layers.atlas import Place
from muban.layers.landmark.landmark_kind import KindPattern
from muban.symbology.legend import Legend, read_legend
from muban.symbology.symbol import SymbolRow, legend_json
from muban.web.page_types.drawing import (
    DigitizerPage,
    DigitizerWork,
    PinRow,
    SaveTo,
    SymbolLook,
    UnitRow,
)
from muban.web.page_types.shared import Lang
from muban.web.pages.site import Asset
from muban.web.wording.render import render

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry import MultiPolygon, Polygon

    from muban.layers.landmark.landmark_kind import KindPattern
    from muban.web.settings.tile_sources import TileSource
from muban.layers.atlas import TambonAtlas

__all__ = ["DigitizerData", "SaveTarget", "build_digitizer", "digitizer_data", "drawing_parts"]

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
        ``geometry`` (:data:`muban.layers.atlas.VILLAGE_COLUMNS`): what the gazetteer lists, with an
        area where one is drawn.
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


def digitizer_data(
    page: TambonAtlas, *, save: SaveTarget | None = None, project: str = ""
) -> DigitizerData:
    """What the page for drawing shows of one tambon."""
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


def build_digitizer(
    data: DigitizerData,
    assets: Mapping[str, Asset],
    *,
    legend: Legend | None = None,
    lang: Literal["th", "en"] = "th",
    parts_at: str | None = None,
) -> bytes:
    """The page as one HTML file.

    Parameters
    ----------
    data
        What the officer starts from.
    assets
        The built scripts and styles (:func:`muban.web.pages.assets_index.read_assets`).
    legend
        None for the standard legend. Kinds that must never be published are left out.
    lang
        The language the page opens in.
    parts_at
        The address, ending in ``/``, under which a server gives :func:`drawing_parts`; None puts
        them into the file.

    Returns
    -------
    bytes
        UTF-8 HTML; the same bytes for the same data.
    """
    script, style = assets["digitizer.js"], assets["digitizer.css"]
    parts = drawing_parts(assets)
    hashes = " ".join(f"'{one.csp_hash}'" for one in (script, *parts.values()))
    fetched = "'self'" if data.save or parts_at else "'none'"
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {hashes}",
            "worker-src blob:",
            f"style-src '{style.csp_hash}'",
            # The page's own script narrows this to the one host that the officer switched on,
            # before anything is shown (digitizer/ground/policy.ts); without one, to none.
            "img-src data: blob: https: http://localhost:* http://127.0.0.1:*",
            f"connect-src {fetched}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    shown: DigitizerPage = {
        **_page_data(data, legend or read_legend(), lang),
        "parts": {name: f"{parts_at}{name}.js" if parts_at else "" for name in parts},
    }
    page = render(
        "digitizer.html.jinja",
        lang=lang,
        title=f"วาดแนวเขต ตำบล{data.tambon.name}",
        policy=policy,
        style=_inside(style, "style"),
        script=_inside(script, "script"),
        parts=[] if parts_at else [(name, _inside(part, "script")) for name, part in parts.items()],
        data=shown,
    )
    return f"{page}\n".encode()


def drawing_parts(assets: Mapping[str, Asset]) -> dict[str, Asset]:
    """The parts of the page's program that it takes up only when asked for, by name."""
    begin = "digitizer_"
    return {
        name.removeprefix(begin).removesuffix(".js"): asset
        for name, asset in sorted(assets.items())
        if name.startswith(begin) and name.endswith(".js")
    }


def _inside(asset: Asset, element: str) -> Markup:
    """A built asset as it may stand inside its element, byte for byte as its hash says."""
    text = asset.content.decode()
    small = text.lower()
    # Behind "<!--" a browser reads "<script" as one more element, whose end is not ours.
    if f"</{element}" in small or ("<!--" in small and f"<{element}" in small):
        raise ValueError(f"{asset.path} would end its <{element}>")
    return Markup(text)  # noqa: S704 - built from our own sources, and checked above


def _page_data(data: DigitizerData, legend: Legend, lang: Lang) -> DigitizerWork:
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
                "code": row.village_code,
                "moo": int(row.moo),
                "name": row.name,
                "lon": _degrees(row.lon),
                "lat": _degrees(row.lat),
            }
            for row in data.villages.drop(columns="geometry").itertuples(index=False)
            if row.village_code
        ],
        "drawn": [
            {
                "code": row.village_code,
                "moo": int(row.moo),
                "name": row.name,
                "polygons": _polygons(row.geometry),
            }
            for row in drawn.itertuples(index=False)
        ],
        "moves": [
            (move.old, move.new, move.name, move.valid_from_be)
            for move in code_moves().values()
            if data.tambon.code[:2] in (move.old[:2], move.new[:2])
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
        "save": _save_to(data.save) if data.save else None,
    }


def _around(box: Box | None) -> Box | None:
    """Where the tambon is about, rounded to the page's grid."""
    if box is None:
        return None
    west, south, east, north = (round(one, _DIGITS) for one in box)
    return west, south, east, north


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
    return {"code": place.code, "name": place.name, "name_en": place.name_en or place.name}


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
    return [
        {
            "kind": row.landmark_kind,
            "name": row.name,
            "note": row.note,
            "lon": round(row.geometry.x, _DIGITS),
            "lat": round(row.geometry.y, _DIGITS),
        }
        for row in frame.itertuples(index=False)
        if row.geometry is not None
    ]
