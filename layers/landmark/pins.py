"""Which tambon's page a pin belongs to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.gis.problems import Effect, FeatureRef, Where, problem
from muban.layers.atlas import OWN_PAGE

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.problems import Problem

__all__ = ["Pins", "place_pins"]


@dataclass(frozen=True, eq=False)
class Pins:
    """Landmarks (:data:`muban.layers.atlas.LANDMARK_COLUMNS`, EPSG:4326), and what was found."""

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]
    pageless: tuple[FeatureRef, ...] = ()
    """Pins of reference in tambons that have no page: one problem tells of a layer's."""

    def on_pages(self, pages: Collection[str]) -> Pins:
        """The pins that have a page; of the others is told that they have none, and no more."""
        lost = self.frame[~self.frame["tambon_code"].isin(pages)]
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
    pages: Collection[str],
    own_files: Collection[str] = (),
) -> gpd.GeoDataFrame:
    """Give pins outside every village the page that shows them.

    Parameters
    ----------
    landmarks
        Columns of :data:`muban.layers.atlas.LANDMARK_COLUMNS`, EPSG:4326; ``tambon_code`` is ''
        outside every drawn village.
    tambons
        Official outlines (:data:`muban.layers.atlas.UNIT_COLUMNS`).
    pages
        Tambons with drawn villages.
    own_files
        Files of the drawings: what an officer pinned has a page in every case.

    Returns
    -------
    GeoDataFrame
        A pin in an official outline gets its code. Where a project has one page, a pin in
        no outline goes there: an officer who draws one tambon means that one. Any other
        of the drawings goes to the page of what has no tambon
        (:data:`muban.layers.atlas.OWN_PAGE`); one of another folder stays without.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import Point
    >>> pins = gpd.GeoDataFrame({"tambon_code": [""]}, geometry=[Point(103, 18)], crs=4326)
    >>> none = gpd.GeoDataFrame({"code": []}, geometry=[], crs=4326)
    >>> place_pins(pins, tambons=none, pages=["431605"])["tambon_code"].tolist()
    ['431605']
    >>> pins["_file"] = "drawings/ก.kml"
    >>> placed = place_pins(pins, tambons=none, pages=[], own_files=["drawings/ก.kml"])
    >>> placed["tambon_code"].tolist()
    ['000000']
    """
    frame = landmarks.copy()
    codes = frame["tambon_code"].astype(object).to_numpy(copy=True)
    if len(tambons) and len(frame):
        outlines, pins = frame.sindex.query(tambons.geometry, predicate="intersects")
        for outline, pin in zip(outlines, pins, strict=True):
            codes[pin] = codes[pin] or str(tambons["code"].iloc[outline])
    if len(set(pages)) == 1:
        [only] = set(pages)
        codes = [code or only for code in codes]
    if own_files:
        own = frame["_file"].isin(own_files)
        codes = [code or (OWN_PAGE if mine else "") for code, mine in zip(codes, own, strict=True)]
    frame["tambon_code"] = list(codes)
    return frame
