"""Which tambon's page a pin belongs to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from muban.gis.problems import Effect, FeatureRef, Where, problem

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from muban.gis.problems import Problem

__all__ = ["Pins", "place_pins"]


@dataclass(frozen=True, eq=False)
class Pins:
    """Landmarks (:data:`muban.layers.frames.LANDMARK_COLUMNS`, EPSG:4326), and what was found."""

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]
    pageless: tuple[FeatureRef, ...] = ()
    """Pins of reference in tambons that have no page: one problem tells of a layer's."""

    def on_pages(self, pages: Collection[str | None]) -> Pins:
        """The pins that have a page; of the others is told that they have none, and no more."""
        codes = self.frame["tambon_code"]
        paged = codes.isin([code for code in pages if code is not None])
        loose = self.frame["_loose"].astype(bool) & (None in pages)
        lost = self.frame[~(paged | loose)]
        layers = lost.groupby(["_file", "_layer"], sort=True)
        told = [
            problem("landmark.no_page", Where(*layer), effect=Effect.NONE, count=len(rows))
            for layer, rows in layers
        ]
        columns = (lost["_file"], lost["_layer"], lost["_number"])
        refs = [FeatureRef(*ref) for ref in zip(*columns, strict=True)]
        kept = [found for found in self.problems if found.where.ref not in set(refs)]
        frame = self.frame.drop(lost.index).reset_index(drop=True)
        return Pins(frame, (*kept, *told), tuple(refs))


def place_pins(
    landmarks: gpd.GeoDataFrame,
    *,
    tambons: gpd.GeoDataFrame,
    pages: Collection[str | None],
    areas: gpd.GeoDataFrame | None = None,
    own_files: Collection[str] = (),
) -> gpd.GeoDataFrame:
    """Give pins outside every village the page that shows them.

    Parameters
    ----------
    landmarks
        Columns of :data:`muban.layers.frames.LANDMARK_COLUMNS`, EPSG:4326; ``tambon_code`` is None
        outside every drawn village.
    tambons
        Official outlines (:data:`muban.layers.frames.UNIT_COLUMNS`).
    pages
        Tambons with drawn villages; None for villages of which nobody can tell it.
    areas
        Drawn villages (:data:`muban.layers.frames.VILLAGE_COLUMNS`, EPSG:4326).
    own_files
        Files of the drawings: what an officer pinned has a page in every case.

    Returns
    -------
    GeoDataFrame
        A pin in an official outline gets its code. Where a project has one page, a pin in
        no outline goes there: an officer who draws one tambon means that one. Of any other
        the tambon stays unknown; ``_loose`` says whether the page of what has none shows
        it: what is of the drawings, and what lies in an area whose tambon nobody can tell.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import Point
    >>> pins = gpd.GeoDataFrame({"tambon_code": [None]}, geometry=[Point(103, 18)], crs=4326)
    >>> none = gpd.GeoDataFrame({"code": []}, geometry=[], crs=4326)
    >>> place_pins(pins, tambons=none, pages=["431605"])["tambon_code"].tolist()
    ['431605']
    >>> pins["_file"] = "drawings/ก.kml"
    >>> placed = place_pins(pins, tambons=none, pages=[], own_files=["drawings/ก.kml"])
    >>> placed["tambon_code"].tolist(), placed["_loose"].tolist()
    ([None], [True])
    """
    frame = landmarks.copy()
    codes = frame["tambon_code"].astype(object).to_numpy(copy=True)
    loose = _in_unknown(frame, areas) & ~codes.astype(bool)
    if len(tambons) and len(frame):
        outlines, pins = frame.sindex.query(tambons.geometry, predicate="intersects")
        for outline, pin in zip(outlines, pins, strict=True):
            if not loose[pin]:
                codes[pin] = codes[pin] or str(tambons["code"].iloc[outline])
    if len(set(pages)) == 1:
        [only] = set(pages)
        codes = np.array([code or only for code in codes], dtype=object)
        loose |= only is None
    if own_files:
        loose |= frame["_file"].isin(own_files).to_numpy()
    frame["_loose"] = loose & ~codes.astype(bool)
    frame["tambon_code"] = pd.Series(list(codes), index=frame.index, dtype=object)
    return frame


def _in_unknown(pins: gpd.GeoDataFrame, areas: gpd.GeoDataFrame | None) -> npt.NDArray[np.bool_]:
    """Of each pin whether it lies in a drawn area whose tambon nobody can tell."""
    inside = np.zeros(len(pins), dtype=bool)
    if areas is not None and len(pins):
        unknown = areas.geometry[areas["tambon_code"].isna() & areas.geometry.notna()]
        inside[pins.sindex.query(unknown, predicate="intersects")[1]] = True
    return inside
