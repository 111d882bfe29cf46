"""What a table and ``muban.toml`` state of each domain: its scale, direction, unit and name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from muban.layers.atlas import Domain
from muban.layers.indicator.indicator_columns import NO_SCALE
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.indicator.indicator_tables import standard_domains
from muban.layers.indicator.indicator_values import Scale, cell_text, parse_direction, parse_number

__all__ = ["SCALE_ROLES", "CellKey", "Statement"]

CellKey = tuple[str, str]
"""A domain's id and an indicator's id; the latter is '' for the domain's own value."""

SCALE_ROLES = ("scale_min", "scale_max", "higher_is_better", "unit")
"""Roles of ``gis/data/headings.json`` that state something of a whole domain."""


@dataclass(slots=True)
class Statement:
    """What a table states of one domain or indicator, gathered as its rows are read."""

    label: Domain | None = None
    scale: Scale = NO_SCALE
    higher_is_better: bool | None = None
    unit: str = ""
    percent: bool = False

    def limits(self) -> tuple[float | None, float | None]:
        """The ends of the scale, as far as they are stated."""
        low, high = self.scale.low, self.scale.high
        if low is None and high is None and self.label is not None:
            low, high = self.label.scale_min, self.label.scale_max
        if low is None and high is None and self.percent:
            return 0.0, 100.0
        return low, high

    def take(self, role: str, cell: object) -> None:
        """Take what a cell says in one of :data:`SCALE_ROLES`; an empty cell says nothing."""
        number = parse_number(cell)
        if role == "unit":
            self.unit = cell_text(cell) or self.unit
        elif role == "higher_is_better":
            told = parse_direction(cell)
            self.higher_is_better = self.higher_is_better if told is None else told
        elif isinstance(number, tuple):
            # Each row says the same once more: only what is new makes another scale.
            if role == "scale_min" and number.value != self.scale.low:
                self.scale = self.scale._replace(low=number.value)
            elif role != "scale_min" and number.value != self.scale.high:
                self.scale = self.scale._replace(high=number.value)

    def settle(self, key: CellKey, mapping: IndicatorMapping) -> None:
        """Put the scale of ``muban.toml`` above what the sheet says."""
        setting = mapping.domains.get(key[1] or key[0])
        if setting is not None and setting.scale is not None:
            self.scale = Scale(*setting.scale)
        elif mapping.scale is not None and (not key[1] or self.label is None):
            self.scale = Scale(*mapping.scale)

    def domain(self, key: CellKey, mapping: IndicatorMapping) -> Domain:
        """The domain or indicator as pages show it."""
        main, indicator = key
        name = indicator or main
        standard = {item.id: item for item in standard_domains()}
        label = standard.get(name) or self.label or Domain(name, name, name)
        setting = mapping.domains.get(name)
        low, high = self.limits()
        told = (
            setting.higher_is_better if setting else None,
            mapping.higher_is_better,
            self.higher_is_better,
        )
        return replace(
            label,
            label_th=(setting and setting.label_th) or label.label_th,
            label_en=(setting and setting.label_en) or label.label_en,
            scale_min=low,
            scale_max=high,
            higher_is_better=next((better for better in told if better is not None), True),
            unit=(setting and setting.unit)
            or self.unit
            or label.unit
            or ("%" if self.percent else ""),
            parent=main if indicator else "",
        )
