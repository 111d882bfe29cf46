"""The pins of a whole project: read, screened, each with its page, and what is doubtful of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.problems import Effect
from muban.gis.shapes.containment import check_pins
from muban.layers.landmark.landmarks import build_landmarks
from muban.layers.landmark.pins import Pins, place_pins
from muban.layers.landmark.pins_twice import check_pins_twice
from muban.layers.landmark.place_names import PlaceNames
from muban.layers.landmark.remarks import without_remarks
from muban.layers.landmark.surroundings import Places
from muban.layers.personal.screening import screen_records

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.layers.known import Known
    from muban.layers.sorting.shapes import Shapes
    from muban.layers.village.village_points import VillagePoints

__all__ = ["pins_of_project"]


def pins_of_project(
    known: Known, drawn: Shapes, villages: gpd.GeoDataFrame, points: VillagePoints
) -> Pins:
    """Pins of all folders, what is personal taken out, each with its tambon.

    Parameters
    ----------
    known
        Outlines, gazetteer and settings.
    drawn
        What the drawings hold.
    villages
        The drawn areas (:data:`muban.layers.frames.VILLAGE_COLUMNS`, EPSG:4326).
    points
        Village points: an officer's make pages, on which pins may stand.
    """
    settings = known.settings
    reads, remarks = without_remarks([*known.official.of("landmark"), *drawn.of("landmark")])
    frame, problems = build_landmarks(
        reads,
        patterns=settings.kinds.patterns,
        villages=villages,
        labels=settings.kinds.labels,
        internal=settings.kinds.internal,
        files=settings.files,
        rule=settings.privacy,
        places=Places(known.gazetteer, known.tambons, known.province, known.default_tambon),
    )
    screened = screen_records(
        frame,
        group="_layer",
        pins=True,
        named="pin",
        rule=settings.privacy,
        is_place=PlaceNames(known.gazetteer, settings.kinds.patterns),
    )
    # What else is doubtful of a pin kept off the map would repeat the name that kept it off.
    refused = {found.where.ref for found in screened.problems if found.effect is Effect.SET_ASIDE}
    problems = [found for found in problems if found.where.ref not in refused]
    pages = {*villages["tambon_code"], *(point.tambon_code for point in points.drawn())}
    own_files = {part.read.source.name for part in drawn.parts}
    placed = place_pins(
        screened.frame,
        tambons=known.tambons,
        pages=pages or {known.default_tambon} - {""},
        areas=villages,
        own_files=own_files,
    )
    # A pin of the office's own files is told where it lies outside; a hospital of a
    # province-wide list need not lie in a drawn village.
    own = placed[placed["_file"].isin(own_files)]
    doubts = (*check_pins(own, villages), *check_pins_twice(placed))
    return Pins(placed, (*remarks, *problems, *screened.problems, *doubts))
