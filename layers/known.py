"""What is known of a project before anything drawn is looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from muban.gis.coordinates.datum import DEFAULT_OPERATION
from muban.gis.reading.limits import Limits
from muban.layers.personal.privacy import PrivacyRule
from muban.layers.replaced import Replaced

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.codes.gazetteer import Gazetteer
    from muban.gis.problems import Problem
    from muban.gis.source import FileSettings
    from muban.layers.landmark.kind_patterns import KindPattern
    from muban.layers.shapes import Shapes
    from muban.layers.sheets import Sheets

__all__ = ["AssemblySettings", "Known"]


@dataclass(frozen=True, kw_only=True)
class AssemblySettings:
    """What a project says of itself beyond its files (``muban.toml``, the legend)."""

    title: str
    province: str | None = None
    tambon: str | None = None
    fiscal_year_be: int | None = None
    sample: bool = False
    tolerance_m: float = 2.0
    operation: str = DEFAULT_OPERATION
    privacy: PrivacyRule = field(default_factory=PrivacyRule)
    files: Mapping[str, FileSettings] = field(default_factory=dict)
    indicators: Mapping[str, Any] = field(default_factory=dict)
    patterns: Sequence[KindPattern] = ()
    kind_labels: Mapping[str, Collection[str]] = field(default_factory=dict)
    internal_kinds: Collection[str] = ()
    limits: Limits = field(default_factory=Limits)
    replaced: Replaced = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Known:
    """What is known before anything drawn is looked at."""

    settings: AssemblySettings
    sheets: Sheets
    official: Shapes
    gazetteer: Gazetteer
    tambons: gpd.GeoDataFrame
    amphoes: gpd.GeoDataFrame
    outline_problems: tuple[Problem, ...]
    name_problems: tuple[Problem, ...]
    province: str
    default_tambon: str
