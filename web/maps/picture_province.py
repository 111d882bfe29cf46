"""The static map of a province: tambons, amphoes, and every designation at its place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from muban.web.maps.base import COARSE, base_names, base_paths
from muban.web.maps.encode import path_d, paths_d, simplified
from muban.web.maps.ground_labels import GROUND_LABEL, TONES
from muban.web.maps.look import build_look
from muban.web.maps.picture import Picture, credit_of
from muban.web.maps.picture_frame import MapOptions, PictureSize
from muban.web.maps.picture_places import extent_box
from muban.web.maps.province_dots import province_dots
from muban.web.maps.province_markers import STAR_PATH, place_designations
from muban.web.maps.province_shapes import ProvinceShapes, own_villages, province_shapes
from muban.web.maps.register_rows import chosen_per_tambon, counted_rows, register_rows
from muban.web.maps.unit_names import unit_wishes, widest
from muban.web.wording.render import render
from muban.web.wording.words import Lang, word

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.symbology.legend import Legend
    from muban.web.maps.projection import Grid

__all__ = ["TINTS", "ProvinceOptions", "build_province_picture"]

TINTS = ("#ffffff", "#eef4ea", "#dcead6", "#c6ddbf", "#abcca6")
"""Ground of a tambon by how many of its villages were ever chosen: 0, 1, 2, 3, 4 or more."""

_DETAIL_PIXELS = 0.35
_SLIT_CELLS = 20.0
_FILLED = 0.95
"""Official lines of tambons and amphoes differ by less than this leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceOptions(MapOptions):
    """What a province's picture shows; ``size`` has the amphoes' names and the markers.

    Parameters
    ----------
    markers, villages
        Whether designations and drawn village areas are shown.
    detail
        Pixels of detail kept, at the picture's size; a page keeps more, to be zoomed into.
    """

    size: PictureSize = field(default_factory=lambda: PictureSize(label=14, symbol=13))
    markers: bool = True
    villages: bool = True
    detail: float = _DETAIL_PIXELS
    lang: Lang = "th"


def build_province_picture(
    atlas: Atlas,
    *,
    legend: Legend,
    options: ProvinceOptions | None = None,
    shapes: ProvinceShapes | None = None,
) -> Picture:
    """Draw a province.

    Parameters
    ----------
    atlas
        Shapes in EPSG:4326 and the register.
    legend
        Lines and colours.
    options
        What to show and how large.
    shapes
        The atlas's :func:`~muban.web.maps.province_shapes.province_shapes`, where they are made
        already; None makes them.

    Returns
    -------
    Picture
        ``svg`` carries ``data-tambon-code`` on tambons, ``data-village-code`` on village
        areas and ``data-designation-year`` on markers. Texts are escaped.
    """
    options = options or ProvinceOptions()
    whole = shapes or province_shapes(atlas)
    grid = whole.grid
    box = extent_box(whole.extent, grid)
    frame = options.frame(box, options.size)
    rows = register_rows(atlas.designations, grid)
    # Without a register the overview is of what was drawn.
    bare = not counted_rows(rows)
    tolerance = options.detail * frame.pixel
    tambons = simplified(whole.tambons, tolerance)
    amphoes = _amphoe_shapes(atlas, tambons, simplified(whole.amphoes, tolerance))
    wishes = unit_wishes(atlas.amphoes, amphoes, options.lang, frame.pixel)
    at = {wish.id: _label_place(wish.x, wish.y, wish.room) for wish in wishes}
    ground = _whole(_ground(amphoes, tambons, atlas)) or shapely.Polygon()
    shapely.prepare(ground)
    names = base_names(atlas.background, grid, frozenset(), options.lang)
    sets = [
        place_designations(
            name,
            size,
            options.frame(box, size),
            wishes if options.labels else (),
            rows if options.markers else (),
            legend,
            partial(shapely.contains_xy, ground),
            names=names if options.labels else (),
        )
        for name, size in options.sizes()
    ]
    svg = render(
        "province.svg.jinja",
        star=STAR_PATH,
        title=word("map.of", options.lang, name=_province_name(atlas, options.lang)),
        options=options,
        frame=frame,
        u=frame.pixel,
        line=frame.pixel * options.line,
        look=build_look(legend),
        outline=path_d(ground),
        tambons=_tambon_shapes(atlas, tambons, chosen_per_tambon(rows), options.lang, frame.pixel),
        amphoes=[
            {"code": code, "d": path_d(shape), "label": at.get(code, "")}
            for code, shape in zip(atlas.amphoes["code"], amphoes, strict=True)
        ],
        villages=_village_shapes(atlas, whole.villages, tolerance, grid)
        if options.villages or bare
        else [],
        bare=bare,
        dots=_dots(atlas, grid, options.lang) if bare else [],
        **_ground_parts(atlas, grid, legend, options),
        sets=sets,
    )
    return Picture(str(svg), grid, frame, kinds=(), unnamed=(), designations=sets[0])


def _dots(atlas: Atlas, grid: Grid, lang: Lang) -> list[dict[str, Any]]:
    return [
        {"at": grid.point(dot.lon, dot.lat), "title": dot.title, "kind": dot.kind}
        for dot in province_dots(atlas, lang)
    ]


def _ground_parts(
    atlas: Atlas, grid: Grid, legend: Legend, options: ProvinceOptions
) -> dict[str, Any]:
    """What the template draws of the background."""
    return {
        "base": base_paths(atlas.background, grid, legend),
        "coarse": COARSE,
        "credit": credit_of(atlas.background) if options.standalone else "",
        "tones": TONES,
        "ground_label": GROUND_LABEL,
    }


def _province_name(atlas: Atlas, lang: Lang) -> str:
    place = atlas.province
    return word("province.name", lang, name=(place.name_en if lang == "en" else "") or place.name)


def _amphoe_shapes(
    atlas: Atlas, tambons: NDArray[np.object_], amphoes: NDArray[np.object_]
) -> NDArray[np.object_]:
    """Amphoes from their tambons where these fill them, so that both share their lines."""
    own = amphoes.copy()
    parents = atlas.tambons["amphoe_code"].to_numpy()
    for i, code in enumerate(atlas.amphoes["code"]):
        parts = [s for s, parent in zip(tambons, parents, strict=True) if parent == code and s]
        if parts and own[i] is not None:
            joined = _whole(np.array(parts, dtype=object))
            own[i] = joined if joined.area > _FILLED * own[i].area else own[i]
    return own


def _ground(
    amphoes: NDArray[np.object_], tambons: NDArray[np.object_], atlas: Atlas
) -> NDArray[np.object_]:
    """What the outer line lies around: amphoes, and tambons whose amphoe has no outline."""
    outlined = {c for c, s in zip(atlas.amphoes["code"], amphoes, strict=True) if s is not None}
    alone = ~atlas.tambons["amphoe_code"].isin(outlined).to_numpy(dtype=bool)
    return np.concatenate([amphoes, tambons[alone]])


def _whole(shapes: NDArray[np.object_]) -> Any:
    there = [shape for shape in shapes if shape is not None]
    if not there:
        return None
    whole = shapely.union_all(shapely.make_valid(np.array(there, dtype=object)))
    # Slits between neighbours that do not quite meet are no edge of anything.
    rings = [
        shapely.Polygon(part.exterior, [r for r in part.interiors if _wide(r)])
        for part in shapely.get_parts(whole)
        if part.geom_type == "Polygon"
    ]
    return shapely.MultiPolygon(rings)


def _wide(ring: Any) -> bool:
    return bool(shapely.Polygon(ring).area > _SLIT_CELLS * ring.length)


def _tambon_shapes(
    atlas: Atlas,
    shapes: NDArray[np.object_],
    chosen: Mapping[str, int],
    lang: Lang,
    tolerance: float,
) -> list[dict[str, Any]]:
    rows = atlas.tambons.drop(columns="geometry").to_dict("records")
    return [
        {
            "code": row["code"],
            "title": word(
                "tambon.name", lang, name=(row["name_en"] if lang == "en" else "") or row["name"]
            ),
            "fill": TINTS[min(chosen.get(row["code"], 0), len(TINTS) - 1)],
            "label": _label_place(*widest(shape, tolerance)),
            "d": d,
        }
        for row, shape, d in zip(rows, shapes, paths_d(shapes), strict=True)
        if d
    ]


def _coarse(shapes: NDArray[np.object_], cells: float) -> NDArray[np.object_]:
    """Corners on a grid as wide as the detail that is kept: neighbours' alike.

    A page of drawn villages has a fifth fewer bytes so, when it is packed.
    """
    step = max(math.floor(cells), 1)
    found: NDArray[np.object_] = shapely.transform(shapes, lambda at: np.round(at / step) * step)
    return found


def _village_shapes(
    atlas: Atlas, shapes: NDArray[np.object_], tolerance: float, grid: Grid
) -> list[dict[str, str]]:
    own = own_villages(atlas)
    if own is None:
        return []
    columns = ("village_code", "label_lon", "label_lat", "label_radius_m")
    paths = paths_d(_coarse(simplified(shapes, tolerance), tolerance))
    rows = zip(*(own[column] for column in columns), paths, strict=True)
    found = []
    for code, lon, lat, radius, d in rows:
        if d:
            known = math.isfinite(lon)
            room = radius / grid.ground_metres(lat) if known else 0.0
            label = _label_place(*grid.point(lon, lat), room) if known else ""
            found.append({"code": code or "", "d": d, "label": label})
    return found


def _label_place(x: float, y: float, room: float) -> str:
    """Where a name stands and its room, for the script: whole cells."""
    return f"{x:.0f} {y:.0f} {room:.0f}"
