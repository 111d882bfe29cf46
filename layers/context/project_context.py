"""Lines and areas of a whole project: looked over, and each on the maps that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from muban.layers.context.background import background_of
from muban.layers.context.context_layer import (
    build_context,
    empty_context,
    ground_of_landmarks,
)
from muban.layers.context.context_pages import place_context
from muban.layers.context.ground_things import read_ground
from muban.layers.context.ground_units import province_ground, with_units
from muban.layers.context.page_ground import find_ground, on_pages
from muban.layers.frame_check import in_order

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.problems import FeatureRef, Problem
    from muban.layers.atlas import Background
    from muban.layers.each import Each
    from muban.layers.known import Known
    from muban.layers.sorting.shapes import Shapes

__all__ = ["ProjectContext", "context_of_project"]


@dataclass(frozen=True, eq=False)
class ProjectContext:
    """All lines and areas, which page shows which, and what was found."""

    frame: gpd.GeoDataFrame
    shown: Mapping[str | None, list[int]]
    problems: tuple[Problem, ...]
    backgrounds: Mapping[str | None, Background] = field(default_factory=dict)
    """What lies under each tambon's map."""
    main: Background | None = None
    """What lies under the province's map."""
    ground_refs: tuple[FeatureRef, ...] = ()

    def on_pages(self) -> gpd.GeoDataFrame:
        """All that some page shows, each once."""
        positions = sorted({at for found in self.shown.values() for at in found})
        return self.frame.iloc[positions].reset_index(drop=True)

    def of(self, tambon_code: str | None) -> gpd.GeoDataFrame:
        """What one tambon's map shows (:data:`muban.layers.frames.CONTEXT_COLUMNS`)."""
        positions = self.shown.get(tambon_code, [])
        return self.frame.iloc[positions].reset_index(drop=True)


def context_of_project(
    known: Known,
    drawn: Shapes,
    tambons: Iterable[str | None],
    villages: gpd.GeoDataFrame,
    landmarks: gpd.GeoDataFrame,
    *,
    each: Each = map,
) -> ProjectContext:
    """What officers drew beside villages and pins, each on the pages whose ground it lies on.

    Parameters
    ----------
    known
        Outlines and settings.
    drawn
        What the drawings hold: layers in EPSG:4326.
    tambons
        Codes of the pages.
    villages, landmarks
        Those of all pages, EPSG:4326.
    each
        How work is done for each of many pages.
    """
    hidden = known.settings.hidden_ground
    built = build_context(drawn.of("context"), rule=known.settings.privacy, hidden=hidden)
    areas = ground_of_landmarks(drawn.of("landmark"), landmarks, hidden=hidden)
    parts = [part for part in (areas, built.frame) if len(part)]
    frame = pd.concat(parts, ignore_index=True) if parts else empty_context()
    codes = in_order(tambons)
    pages = list(on_pages(codes, known, villages, landmarks))
    grounds = dict(zip(codes, each(find_ground, pages), strict=True))
    shown, lost = place_context(frame, {code: found.shape for code, found in grounds.items()})
    ground = read_ground(known.ground, known.settings)
    backgrounds: dict[str | None, Background] = {}
    problems = [*built.problems, *lost, *ground.problems]
    for code, found in grounds.items():
        unit = known.gazetteer.tambon(code) if code else None
        name = unit.name if unit else code or ""
        made, told = background_of(ground, found.shape, rule=known.settings.privacy, tambon=name)
        named = with_units(made, ground, found.shape, known, code or "", found.neighbours)
        backgrounds |= {} if named is None else {code: named}
        problems += told
    main = province_ground(ground, frame, villages, known)
    return ProjectContext(frame, shown, tuple(problems), backgrounds, main, ground.refs)
