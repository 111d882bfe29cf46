"""One tambon's part of everything: what its page is made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

import pandas as pd

from muban.gis.codes.admin_codes import PROVINCES
from muban.layers.atlas import DisputedGround, Place, SourceNote, TambonAtlas
from muban.layers.frame_check import in_order
from muban.layers.indicator.indicator_recognise import recognised
from muban.layers.known import Known
from muban.layers.rows_by import RowsBy
from muban.layers.village.undrawn import add_undrawn

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.source import Read
    from muban.layers.context.project_context import ProjectContext
    from muban.layers.sorting.shapes import Shapes
    from muban.layers.tables import Tables
    from muban.layers.village.village_points import VillagePoints

__all__ = [
    "build_pages",
    "drawn_tambons",
    "place_of",
    "source_notes",
    "with_undrawn",
]

_DRAWN = ("village_area", "landmark", "context")
"""Roles of files that a map is drawn from; the others say what is so of the whole."""
_UNPLACED_TH, _UNPLACED_EN = "สถานที่ที่ยังไม่ทราบตำบล", "Places of unknown tambon"


def drawn_tambons(
    villages: gpd.GeoDataFrame, points: VillagePoints, landmarks: gpd.GeoDataFrame, drawn: Shapes
) -> set[str | None]:
    """Tambons in which an officer has drawn, set or pinned something; None for an unknown one.

    Points of the reference folder make no page: they are there to be looked up.

    Parameters
    ----------
    villages
        The drawn areas (:data:`muban.layers.frames.VILLAGE_COLUMNS`).
    points
        Village points.
    landmarks
        Pins (:data:`muban.layers.frames.LANDMARK_COLUMNS`).
    drawn
        What the drawings hold.

    Returns
    -------
    set of str
        Six digits each.
    """
    files = {part.read.source.name for part in drawn.parts}
    own = landmarks[landmarks["_file"].isin(files)]
    set_points = {point.tambon_code for point in points.drawn()}
    return {*villages["tambon_code"], *set_points, *own["tambon_code"]}


def with_undrawn(
    villages: gpd.GeoDataFrame, tambons: Collection[str | None], known: Known, points: VillagePoints
) -> gpd.GeoDataFrame:
    """The drawn villages of the pages' tambons, and the gazetteer's that nobody drew.

    Parameters
    ----------
    villages
        The drawn areas (:data:`muban.layers.frames.VILLAGE_COLUMNS`, EPSG:4326).
    tambons
        Codes of the pages.
    known
        Its gazetteer lists the villages.
    points
        Where villages without an area are.

    Returns
    -------
    GeoDataFrame
        The same columns, EPSG:4326; a village nobody drew has no shape.
    """
    drawn = RowsBy(villages, "tambon_code")
    parts = [
        add_undrawn(
            drawn(code),
            tambon_code=code,
            gazetteer=known.gazetteer,
            points=points,
        )
        for code in in_order(tambons)
    ]
    return pd.concat(parts, ignore_index=True) if parts else villages


def build_pages(
    tambons: Collection[str | None],
    known: Known,
    tables: Tables,
    landmarks: gpd.GeoDataFrame,
    context: ProjectContext,
    designations: pd.DataFrame,
    sources: tuple[SourceNote, ...],
    disputed: tuple[DisputedGround, ...],
    public_names: Mapping[str, str],
) -> Iterator[TambonAtlas]:
    """One atlas per tambon, ordered by code.

    ``public_names`` has the names that stand in ``sources`` for files whose own may not.

    Parameters
    ----------
    tambons
        Codes of the pages.
    known
        Outlines, gazetteer and settings.
    tables
        Villages with their figures, and results.
    landmarks
        Pins (:data:`muban.layers.frames.LANDMARK_COLUMNS`, EPSG:4326).
    context
        Lines and other areas, and the background, of each page.
    designations
        The register (:data:`muban.layers.frames.DESIGNATION_COLUMNS`).
    sources
        Which files the map is made from.
    disputed
        Ground that several villages claim.
    public_names
        The name to show of a file whose own name tells of a person.
    """
    outlines = dict(zip(known.tambons["code"], known.tambons.geometry, strict=True))
    villages_of = RowsBy(tables.villages, "tambon_code")
    pins_of = RowsBy(landmarks, "tambon_code")
    results_of = RowsBy(tables.indicators, "village_code")
    registered_in = RowsBy(designations, "tambon_code")
    for code in in_order(tambons):
        villages, pinned = villages_of(code), pins_of(code)
        ground = context.of(code)
        own = set(zip(villages["_file"], villages["_layer"], villages["_number"], strict=True))
        yield TambonAtlas(
            tambon=page_place(code, tambons, known),
            amphoe=place_of(code and code[:4], "amphoe", known),
            province=place_of(code and code[:2], "province", known),
            fiscal_year_be=known.settings.fiscal_year_be,
            villages=villages.reset_index(drop=True),
            landmarks=pinned.reset_index(drop=True),
            indicators=results_of(*villages["village_code"].dropna()).reset_index(drop=True),
            domains=tables.domains,
            # A row of a register of which nobody knows the tambon is on no page.
            designations=registered_in(*filter(None, [code])).reset_index(drop=True),
            official=outlines.get(code),
            context=ground,
            background=context.backgrounds.get(code),
            disputed=tuple(ground for ground in disputed if own.intersection(ground.claimants)),
            sample=known.settings.sample,
            sources=tuple(_sources_of(sources, _files_of(villages, pinned, ground), public_names)),
        )


def _files_of(
    villages: gpd.GeoDataFrame, pinned: gpd.GeoDataFrame, ground: gpd.GeoDataFrame
) -> set[str]:
    """The files that something on one tambon's map is from, further pieces too."""
    pieces = (piece[0] for pieces in villages["_also"].dropna() for piece in pieces)
    return {*villages["_file"], *pinned["_file"], *ground["_file"], *pieces}


def _sources_of(
    sources: tuple[SourceNote, ...], files: set[str], public_names: Mapping[str, str]
) -> Iterator[SourceNote]:
    """What one tambon's map is made from: not the drawings of the others."""
    shown = {public_names.get(file, file) for file in files}
    return (note for note in sources if note.what not in _DRAWN or note.file in shown)


def page_place(code: str | None, pages: Collection[str | None], known: Known) -> Place:
    """What a page is of: its tambon; what no tambon is known of has a page without one.

    Parameters
    ----------
    code
        Six digits; None of the page of records whose tambon nobody can tell.
    pages
        Codes of all pages.
    known
        Says the names.
    """
    if code is not None:
        return place_of(code, "tambon", known)
    if len(pages) == 1:
        return Place(code, known.settings.title)
    return Place(code, _UNPLACED_TH, _UNPLACED_EN)


def place_of(
    code: str | None, level: Literal["tambon", "amphoe", "province"], known: Known
) -> Place:
    """A unit's code and names; where no file names it, a tambon's code stands for its name.

    Parameters
    ----------
    code
        Two, four or six digits; None where nobody knows the unit.
    level
        Which unit it is of.
    known
        Says the names.
    """
    if not code:
        return Place(None, "")
    if level == "tambon":
        unit = known.gazetteer.tambon(code)
    elif level == "amphoe":
        unit = known.gazetteer.amphoe(code)
    else:
        unit = known.gazetteer.province(code)
    if unit is not None:
        return Place(code, unit.name, unit.name_en)
    if level == "tambon":
        return Place(code, f"ที่ไม่ทราบชื่อ ({code})", f"of unknown name ({code})")
    return Place(code, PROVINCES.get(code, ""))


def source_notes(
    known: Known, drawn: Shapes, public_names: Mapping[str, str]
) -> tuple[SourceNote, ...]:
    """Which files the map is made from, for the pages' foot, ordered by file.

    ``public_names`` has the name to show of a file whose own name tells of a person.

    Parameters
    ----------
    known
        What the files are.
    drawn
        What the drawings hold: layers in EPSG:4326.
    public_names
        The name to show of a file whose own name tells of a person.
    """
    what: dict[str, str] = {}
    for part in (*known.official.parts, *drawn.parts):
        what.setdefault(part.read.source.name, part.role)
    credited = {read.source.name: read.credit or "" for read in known.ground}
    what |= dict.fromkeys(credited, "ground")
    for role, reads in known.sheets.by_role.items():
        for read in reads:
            what.setdefault(read.source.name, _survey(read, known) or role)
    return tuple(
        SourceNote(what=role, file=public_names.get(file, file), detail=credited.get(file, ""))
        for file, role in sorted(what.items())
    )


def _survey(read: Read, known: Known) -> str | None:
    """Which survey a table of results is of; None for the CIA program, and all other tables."""
    if known.sheets.role(read) != "indicators":
        return None
    headed = recognised(read, known.settings.indicator_mapping())
    return None if headed is None else headed.headings.family
