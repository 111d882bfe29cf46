"""What the page for drawing takes from a project: also of tambons where nothing is drawn."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import shapely
from shapely.geometry import Point

from muban.gis.problems import FeatureRef
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.shapes.tolerance import TOLERANCE_M
from muban.layers.pages import place_of
from muban.layers.replaced import marks_of
from muban.layers.village.undrawn import undrawn_villages
from muban.web.drawing.digitizer_data import (
    DigitizerData,
    PhonePage,
    SaveTarget,
    digitizer_data,
)
from muban.web.drawing.save_drawing import drawing_name
from muban.web.drawing.tambon_choice import choose_tambon
from muban.web.drawing.traced_ground import ground_to_trace
from muban.web.settings.addresses import folder_address

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.layers.atlas import Atlas, Place, TambonAtlas
    from muban.layers.known import Known
    from muban.web.project import Project
    from muban.web.settings.tile_sources import TileSource

__all__ = ["draw_path", "project_drawing", "project_id", "published_drawing", "saved_name"]


def project_drawing(
    project: Project,
    known: Known,
    atlas: Atlas,
    *,
    tambon: str | None = None,
    save: SaveTarget | None = None,
) -> DigitizerData:
    """What an officer starts from when drawing a tambon of a project.

    Parameters
    ----------
    project, known, atlas
        As read, as known, and as joined.
    tambon
        Six digits or names; None where the project has one drawn tambon, one outline, or says
        which in ``muban.toml``. Any tambon of the country can be named.
    save
        Where a server of ours takes the drawing.

    Raises
    ------
    ConfigError
        There is no such tambon, or the project has several and none was named.
    """
    code = choose_tambon(atlas, tambon, project.config.tambon)
    identity = project_id(project.folder)
    for page in atlas.pages:
        if page.tambon.key == code:
            data = digitizer_data(page, save=save, project=identity)
            data = replace(data, around=_around(code, known), **_stated(project, atlas, page))
            return _with_ground(data, known, atlas)
    outlines = dict(zip(known.tambons["code"], known.tambons.geometry, strict=True))
    data = DigitizerData(
        tambon=place_of(code, "tambon", known),
        amphoe=place_of(code[:4], "amphoe", known),
        province=place_of(code[:2], "province", known),
        outline=outlines.get(code),
        around=_around(code, known),
        villages=undrawn_villages(code, known.gazetteer, known.points),
        save=save,
        project=identity,
        tiles=project.config.tiles,
        tolerance_m=_tolerance(project),
        phone=_phone(project, code),
    )
    return _with_ground(data, known, atlas)


def _with_ground(data: DigitizerData, known: Known, atlas: Atlas) -> DigitizerData:
    """The same with what lies under the work: around the outline and what is drawn."""
    drawn = [shape for shape in data.villages.geometry if shape is not None]
    shapes = [*drawn, *([] if data.outline is None else [data.outline])]
    if not shapes:
        return replace(data, ground=ground_to_trace(known, atlas.context, data.around))
    west, south, east, north = map(float, shapely.total_bounds(shapes))
    box = (west, south, east, north)
    return replace(data, ground=ground_to_trace(known, atlas.context, box))


class _Stated(TypedDict):
    replaces: tuple[str, ...]
    tiles: tuple[TileSource, ...]
    tolerance_m: float
    phone: PhonePage | None


def _stated(project: Project, atlas: Atlas, page: TambonAtlas) -> _Stated:
    """What the project's settings and other files say of a page."""
    return {
        "replaces": _replaces(project, atlas, page),
        "tiles": project.config.tiles,
        "tolerance_m": _tolerance(project),
        "phone": _phone(project, page.tambon.key),
    }


def published_drawing(
    project: Project, known: Known, atlas: Atlas, page: TambonAtlas, *, worker: str
) -> DigitizerData:
    """What the published page of a tambon starts from, on a phone in the field.

    Parameters
    ----------
    project, known, atlas, page
        As read, as known, as joined, and the tambon in it.
    worker
        The address of the site's service worker, as seen from the page.

    Returns
    -------
    DigitizerData
        As on the officer's own machine, the roads and waters to trace too, with nowhere to save
        but the phone. Map servers are left out: their keys are the office's.
    """
    # Where the office keeps its folder is nobody's business: the page is of no project by name.
    data = digitizer_data(page)
    stated = _stated(project, atlas, page)
    data = replace(data, **(stated | {"tiles": (), "phone": None}), worker=worker)
    return _with_ground(data, known, atlas)


def draw_path(code: str) -> str:
    """Where the page for drawing a tambon stands in a site.

    Examples
    --------
    >>> draw_path("430101")
    'draw/430101.html'
    """
    return f"draw/{code}.html"


def _tolerance(project: Project) -> float:
    stated = project.config.tolerance_m
    return TOLERANCE_M if stated is None else stated


def _phone(project: Project, code: str) -> PhonePage | None:
    """The published page, where the settings say that there is one and where the site is."""
    config = project.config
    if not config.draw.publish or config.base_url is None:
        return None
    return PhonePage(folder_address(config.base_url) + draw_path(code))


def _around(code: str, known: Known) -> tuple[float, float, float, float] | None:
    """Where a tambon is about, by what is nearest to it in the list of codes; EPSG:4326.

    Its outline, its villages' points, then those of its amphoe and of its province.
    """
    for within in (code, code[:4], code[:2]):
        shapes = [
            *known.tambons.geometry[known.tambons["code"].str.startswith(within)],
            *(
                Point(point.lon, point.lat)
                for village, point in known.points.by_code.items()
                if village.startswith(within)
            ),
        ]
        if shapes:
            west, south, east, north = shapely.total_bounds(shapes)
            return float(west), float(south), float(east), float(north)
    return None


def project_id(folder: Path) -> str:
    """Sixteen hex digits that tell a project folder from another on the same machine.

    They follow from where the folder lies: a copy made for the next year is another
    project, and two projects that draw the same tambon are two works.

    Parameters
    ----------
    folder
        The project folder.

    Examples
    --------
    >>> len(project_id(Path("/งาน/430101"))), project_id(Path("/a")) == project_id(Path("/b"))
    (16, False)
    """
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def saved_name(place: Place) -> str:
    """The name of the file that the page of a tambon saves; the page makes the same.

    Parameters
    ----------
    place
        The tambon.

    Returns
    -------
    str
        Without a folder.

    Examples
    --------
    >>> from muban.layers.atlas import Place
    >>> saved_name(Place("430101", "ในเมือง"))
    '430101-ในเมือง.geojson'
    """
    return f"{place.code}-{place.name}.geojson"


def _replaces(project: Project, atlas: Atlas, page: TambonAtlas) -> tuple[str, ...]:
    """Marks of what the page shows from other drawings, and of what its own stands for already."""
    own = f"drawings/{drawing_name(saved_name(page.tambon))}"
    shown = _refs(page.landmarks)
    if atlas.village_areas is not None:
        areas = atlas.village_areas
        areas = areas[areas["village_code"].isin(page.villages["village_code"])]
        shown |= _refs(areas) | {FeatureRef(*piece) for also in areas["_also"] for piece in also}
    marks = {mark for mark, by in project.replaced.items() if own in by}
    for read in project.reads.get("drawings", ()):
        shaped = read if read.kind == "features" else points_from_grid(read)
        if shaped is None or read.source.name == own:
            continue
        for number, mark in marks_of(shaped).items():
            if FeatureRef(read.source.name, read.layer, number) in shown:
                marks.add(mark)
    return tuple(sorted(marks))


def _refs(frame: gpd.GeoDataFrame) -> set[FeatureRef]:
    columns = (frame["_file"], frame["_layer"], frame["_number"])
    return {
        FeatureRef(str(file), str(layer), int(number))
        for file, layer, number in zip(*columns, strict=True)
        if file
    }
