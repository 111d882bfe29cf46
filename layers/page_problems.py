"""What pages lack as a whole: areas that nobody drew, names that no file says, other provinces."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.problems import Problem, Where, problem
from muban.layers.known import Known
from muban.layers.pages import place_of

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["nothing_drawn", "other_provinces", "undrawn_notes", "unnamed_tambons"]


def undrawn_notes(villages: gpd.GeoDataFrame, known: Known) -> Iterator[Problem]:
    """For each tambon with some villages drawn: which are still to draw.

    Parameters
    ----------
    villages
        All villages of the pages (:data:`muban.layers.frames.VILLAGE_COLUMNS`).
    known
        Says the tambons' names.
    """
    told = villages[["tambon_code", "place", "_file", "name", "moo"]]  # without shapes it is quick
    for code, rows in told.groupby("tambon_code", sort=True):
        drawn = rows[rows["place"] == "drawn"]
        missing = rows[rows["place"] != "drawn"]
        if not len(drawn) or not len(missing):
            continue
        named = [
            f"{name} หมู่ {moo}" if moo else str(name)
            for name, moo in zip(missing["name"], missing["moo"], strict=True)
        ]
        yield problem(
            "village.undrawn",
            Where(str(drawn["_file"].iloc[0])),
            tambon=place_of(str(code), "tambon", known).name,
            drawn=len(drawn),
            total=len(rows),
            missing=", ".join(named),
        )


def nothing_drawn(
    tambons: Collection[str | None], villages: gpd.GeoDataFrame, landmarks: gpd.GeoDataFrame
) -> list[Problem]:
    """What a project's maps lack as a whole, said once: everything, or the villages' areas.

    Parameters
    ----------
    tambons
        Those in which something was drawn.
    villages, landmarks
        What the pages show of these (:data:`muban.layers.frames.VILLAGE_COLUMNS` and
        :data:`muban.layers.frames.LANDMARK_COLUMNS`).

    Returns
    -------
    list of Problem
        One, or none where an area of a village is there.

    Examples
    --------
    >>> import pandas as pd
    >>> nobody = pd.DataFrame({"tambon_code": [], "place": []})
    >>> [found.code for found in nothing_drawn([], nobody, nobody)]
    ['project.nothing_drawn']
    >>> points = pd.DataFrame({"tambon_code": ["430101"], "place": ["point"]})
    >>> [found] = nothing_drawn(["430101"], points, nobody)
    >>> found.code, found.params["points"]
    ('project.no_boundary', 1)
    """
    if not tambons:
        return [problem("project.nothing_drawn", Where("drawings"))]
    places = villages.loc[villages["tambon_code"].isin(tambons), "place"]
    if (places == "drawn").any():
        return []
    points = int((places == "point").sum())
    pins = int(landmarks["tambon_code"].isin(tambons).sum())
    return [problem("project.no_boundary", Where("drawings"), points=points, pins=pins)]


def unnamed_tambons(tambons: Collection[str | None], known: Known) -> Iterator[Problem]:
    """Pages whose tambon's name no file says: its code stands in the name's place."""
    for code in sorted(code for code in tambons if code is not None):
        if known.gazetteer.tambon(code) is None:
            yield problem("project.tambon_unnamed", Where("reference"), tambon=code)


def other_provinces(tambons: Collection[str | None], known: Known) -> Iterator[Problem]:
    """Pages of a province that is not the project's: the overview shows one province."""
    for code in sorted(code for code in tambons if code is not None):
        if known.province and code[:2] != known.province:
            yield problem(
                "project.other_province",
                Where("drawings"),
                tambon=code,
                province=PROVINCES.get(code[:2], code[:2]),
                own=PROVINCES.get(known.province, known.province),
            )
