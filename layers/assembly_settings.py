"""What a project says of itself beyond its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from muban.gis.coordinates.datum import DEFAULT_OPERATION
from muban.gis.reading.limits import Limits
from muban.gis.shapes.tolerance import TOLERANCE_M
from muban.gis.source import FileSettings
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.indicator.item_lists import ItemList
from muban.layers.landmark.kinds import LandmarkKinds
from muban.layers.personal.privacy import PrivacyRule
from muban.layers.replaced import Replaced

__all__ = ["AssemblySettings"]


@dataclass(frozen=True, kw_only=True)
class AssemblySettings:
    """What a project says of itself beyond its files (``muban.toml``, the legend)."""

    title: str
    province: str | None = None
    amphoe: str | None = None
    tambon: str | None = None
    fiscal_year_be: int | None = None
    sample: bool = False
    tolerance_m: float = TOLERANCE_M
    operation: str = DEFAULT_OPERATION
    privacy: PrivacyRule = field(default_factory=PrivacyRule)
    files: Mapping[str, FileSettings] = field(default_factory=dict)
    indicators: Mapping[str, Any] = field(default_factory=dict)
    item_lists: tuple[ItemList, ...] = ()
    kinds: LandmarkKinds = field(default_factory=LandmarkKinds)
    limits: Limits = field(default_factory=Limits)
    replaced: Replaced = field(default_factory=dict)
    hidden_ground: frozenset[str] = frozenset()
    """Kinds of lines and areas that the project shows nowhere."""

    def indicator_mapping(self) -> IndicatorMapping:
        """``[indicators]``, with the lists of items that the office has given.

        Raises
        ------
        ConfigError
            A key is not known, or a value cannot be.
        """
        return IndicatorMapping.from_config(self.indicators, self.item_lists)
