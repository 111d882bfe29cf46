"""From everything that was read to the atlas that pages are made from.

The order matters: outlines first, because they say where the province is; then codes and
names; then what was drawn; then what is joined to it. Nothing here touches the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from gis.extent import Extent
from gis.gazetteer import Gazetteer, build_gazetteer
from gis.gazetteer_rows import gazetteer_rows
from gis.ledger import LedgerRow, build_ledger
from gis.problems import FeatureRef, Problem, Where, problem, unique
from gis.source import FileSettings, Read
from layers.atlas import Atlas, Place
from layers.boundaries import build_units, complete_amphoes, units_of_province
from layers.drawn import Drawn, build_drawn
from layers.recognise import FeatureRole, Part, parts_by_role
from layers.sheets import Sheets, sort_sheets

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from layers.landmarks import KindPattern

__all__ = ["AssemblySettings", "assemble"]
