"""What the page for drawing takes from a project: also of tambons where nothing is drawn."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.gis.problems import FeatureRef
from muban.gis.reading.tables.table_points import points_from_grid
from muban.layers.atlas import Place
from muban.layers.pages import place_of
from muban.layers.replaced import marks_of
from muban.layers.village.undrawn import undrawn_villages
from muban.web.drawing.digitizer import DigitizerData, SaveTarget, digitizer_data
from muban.web.drawing.save_drawing import drawing_name

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.layers.known import Known
    from muban.web.project import Project

__all__ = ["drawable_tambons", "project_drawing", "project_id", "saved_name"]

_NAMED = 8
"""How many codes a message lists before it says that there are more."""


def drawable_tambons(atlas: Atlas) -> list[Place]:
    """Tambons that have villages or an official outline, ordered by code.

    The page of records whose tambon nobody can tell is not among them.
    """
    places = {page.tambon.code: page.tambon for page in atlas.pages if page.amphoe.name}
    for row in atlas.tambons.itertuples(index=False):
        places.setdefault(str(row.code), Place(str(row.code), str(row.name), str(row.name_en)))
    return [places[code] for code in sorted(places)]


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
        Six digits; None where the project has one drawn tambon, one outline, or says which
        in ``muban.toml``.
    save
        Where a server of ours takes the drawing.

    Raises
    ------
    ConfigError
        The project does not have that tambon, or has several and none was named.
    """
    code = _choose(project, atlas, tambon)
    identity = project_id(project.folder)
    for page in atlas.pages:
        if page.tambon.code == code:
            data = digitizer_data(page, save=save, project=identity)
            replaces = _replaces(project, atlas, page)
            return replace(data, replaces=replaces, tiles=project.config.tiles)
    [unit] = [row for row in atlas.tambons.itertuples(index=False) if row.code == code]
    return DigitizerData(
        tambon=Place(code, str(unit.name), str(unit.name_en)),
        amphoe=place_of(code[:4], "amphoe", known),
        province=atlas.province,
        outline=unit.geometry,
        villages=undrawn_villages(code, known.gazetteer, known.points),
        save=save,
        project=identity,
        tiles=project.config.tiles,
    )


def project_id(folder: Path) -> str:
    """Sixteen hex digits that tell a project folder from another on the same machine.

    They follow from where the folder lies: a copy made for the next year is another
    project, and two projects that draw the same tambon are two works.
    """
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def saved_name(place: Place) -> str:
    """The name of the file that the page of a tambon saves; the page makes the same."""
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


def _choose(project: Project, atlas: Atlas, tambon: str | None) -> str:
    places = drawable_tambons(atlas)
    codes = [place.code for place in places]
    wanted = tambon or project.config.tambon
    if wanted in codes:
        return str(wanted)
    drawn = [page.tambon.code for page in atlas.pages if page.tambon.code in codes]
    if wanted is None and len(drawn) == 1:
        return drawn[0]
    if wanted is None and len(codes) == 1:
        return codes[0]
    listed = ", ".join(f"{place.code} {place.name}" for place in places[:_NAMED])
    more = " …" if len(places) > _NAMED else ""
    if not places:
        raise ConfigError(
            "ไม่มีตำบลให้วาด: วางขอบเขตตำบลไว้ในโฟลเดอร์ reference ก่อน",
            "There is no tambon to draw: put the tambon's outline into the folder reference",
        )
    raise ConfigError(
        f"ระบุตำบลด้วย --tambon รหัส 6 หลัก ที่มีคือ {listed}{more}",
        f"Say which tambon with --tambon and its six digits; there are {listed}{more}",
    )
