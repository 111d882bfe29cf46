"""What a layer of areas is, judged as a whole: villages, tambons, amphoes, provinces, others.

Any area can be drawn; few are villages. The columns of units say most: the lowest level whose
values differ from record to record is what the records are. Then come names, and what speaks
against villages: columns of parcels, roads and land use, many records of one moo, very small
areas, more areas than any amphoe has villages. What remains open is asked, never assumed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from muban.gis.headings.fields import Fields, find_fields, stated_code
from muban.gis.headings.fits import filled, is_filled
from muban.gis.headings.heading_table import heading_key
from muban.gis.shapes.measure import area_m2
from muban.gis.table_rows import rows_of
from muban.gis.text.place_in_name import split_place
from muban.gis.text.place_words import is_called_village, strip_boundary_words, strip_unit_prefix
from muban.gis.text.thai_normal import compare_key, normalise

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.source import Read

__all__ = ["Against", "AreaLayer", "Level", "stated_levels"]

Level = Literal["tambon", "amphoe", "province"]
Against = Literal["other_headings", "other_names", "repeated_moo", "small", "many", "unsaid", ""]
"""Why areas are perhaps no villages; '' where nothing speaks against it."""

_LEVELS: tuple[Level, ...] = ("tambon", "amphoe", "province")
_WORDS = json.loads(
    resources.files("muban.layers.data").joinpath("area_words.json").read_text("utf-8")
)
_OTHER_HEADINGS: tuple[str, ...] = tuple(map(heading_key, _WORDS["headings"]))
_OTHER_NAMES: tuple[str, ...] = tuple(_WORDS["names"])
_STATED_LEVELS: Mapping[str, Mapping[str, str]] = {
    heading_key(column): levels for column, levels in _WORDS["levels"].items()
}
_MOSTLY = 0.5
_SAMPLE = 1000
_PAIR = 2
_FEW = 6
"""Fewer records prove nothing by their number or size."""
_SMALL_M2 = 50_000.0
"""31 rai: a village's ground is larger, a field or a block of houses is not."""
_MOST_VILLAGES = 300
"""No amphoe has so many villages: a layer of more areas without a code is of something else."""


def stated_levels(frame: gpd.GeoDataFrame) -> list[str] | None:
    """The role that a column of levels states for each record; None where there is none.

    '' stands for a record that states no level, or one that no role has.

    Parameters
    ----------
    frame
        The areas of a layer, in any coordinate system.

    Returns
    -------
    list of str or None
        In the areas' order.

    Examples
    --------
    >>> import pandas as pd
    >>> stated_levels(pd.DataFrame({"รหัส": ["43010104"]})) is None
    True
    """
    for column in frame.columns:
        levels = _STATED_LEVELS.get(heading_key(column))
        if levels is not None:
            cells = (str(cell).strip().casefold().split(".")[0] for cell in frame[column])
            return [levels.get(cell, "") for cell in cells]
    return None


@dataclass(frozen=True, eq=False)
class AreaLayer:
    """The areas of one layer, and what their columns mean.

    Parameters
    ----------
    read
        The layer.
    rows
        Its areas, EPSG:4326.
    """

    read: Read
    rows: gpd.GeoDataFrame

    @cached_property
    def sample(self) -> AreaLayer:
        """At most a thousand of the areas, evenly taken: they tell what the layer is."""
        step = -(-len(self.rows) // _SAMPLE)
        return self if step <= 1 else AreaLayer(self.read, self.rows.iloc[::step])

    @cached_property
    def fields(self) -> Fields:
        """What the columns mean."""
        return find_fields(self.rows)

    @cached_property
    def records(self) -> Sequence[Mapping[Any, Any]]:
        """The records."""
        return rows_of(self.rows)

    @cached_property
    def names(self) -> list[str]:
        """Each record's own name, without the words that say it is a boundary."""
        return [strip_boundary_words(self._own_name(record)) for record in self.records]

    def _own_name(self, record: Mapping[Any, Any]) -> str:
        said = self.fields.read(record, "village") or self.fields.read(record, "place")
        own = said[1] if said else record.get("_name")
        return normalise(str(own)) if is_filled(own) else ""

    def stated_level(self) -> str | None:
        """The role that a column of levels (``admin_level``) states for most records."""
        for column in self.rows.columns:
            levels = _STATED_LEVELS.get(heading_key(column))
            if levels is None:
                continue
            cells = [str(cell).strip().casefold() for cell in filled(self.rows[column])]
            if not cells:
                continue
            most = max(set(cells), key=cells.count)
            if cells.count(most) > _MOSTLY * len(self.rows):
                return levels.get(most.split(".")[0])
        return None

    def says_villages(self) -> bool:
        """Whether columns or names call most of the records villages."""
        sure = any(meaning in self.fields for meaning in ("village_code", "moo"))
        return sure or bool(self.fields.sure("village")) or self._called_villages()

    def _called_villages(self) -> bool:
        called = [
            is_called_village(name) or split_place(name).moo is not None for name in self.names
        ]
        return sum(called) > _MOSTLY * len(called)

    def level(self) -> Level | None:
        """The lowest level of units that differs from record to record, if any does.

        Islands make several records of a unit. Records that have names of their own lie in
        the unit; they are not it.
        """
        for level in _LEVELS:
            if not any(f"{level}{part}" in self.fields for part in ("_code", "", "_en")):
                continue
            keys = [self._unit(record, level) for record in self.records]
            apart = len(set(keys)) > _MOSTLY * len(keys)
            return level if apart and self._named_as(level, keys) else None
        return None

    def _named_as(self, level: Level, keys: list[tuple[str, ...]]) -> bool:
        """Whether the records' own names, where they have any, are those of their units."""
        codes = {key[0] for key in keys} - {""}
        if len(codes) == len(keys) > _PAIR or not ({level, f"{level}_en"} & set(self.fields)):
            return True
        named = [
            not name or compare_key(strip_unit_prefix(name, level)) in key
            for name, key in zip(self.names, keys, strict=True)
        ]
        return sum(named) > _MOSTLY * len(named)

    def _unit(self, record: Mapping[Any, Any], level: Level) -> tuple[str, ...]:
        """What tells a record's unit from others: code and names, those above it with them."""
        above = _LEVELS[_LEVELS.index(level) :]
        said = [self.fields.read(record, f"{one}{en}") for one in above for en in ("", "_en")]
        names = [compare_key(str(one[1])) if one else "" for one in said]
        return (stated_code(record, self.fields, level), *names)

    def against(self, folder: str) -> Against:
        """What speaks against taking the areas for villages.

        Parameters
        ----------
        folder
            The project folder: what lies in ``reference`` must say that it is villages.
        """
        if self.says_villages():
            return "repeated_moo" if self._repeats() else ""
        if any(self.other_columns()):
            return "other_headings"
        texts = [name for name in self.names if name]
        others = sum(name.casefold().startswith(_OTHER_NAMES) for name in texts)
        if len(self.names) > _PAIR and others > _MOSTLY * len(self.names):
            return "other_names"
        if len(self.rows) > _MOST_VILLAGES:
            return "many"
        if len(self.rows) >= _FEW and float(area_m2(self.rows.geometry).median()) < _SMALL_M2:
            return "small"
        return "unsaid" if folder == "reference" else ""

    def other_columns(self) -> Iterator[str]:
        """Filled columns that layers of parcels, roads, water or land use have."""
        for column in self.rows.columns:
            if str(column).startswith("_") or not heading_key(column).startswith(_OTHER_HEADINGS):
                continue
            if len(filled(self.rows[column])) > _MOSTLY * len(self.rows):
                yield str(column)

    def _repeats(self) -> bool:
        """Whether many records are of the same few villages: parcels or ponds with their moo."""
        keys = [key for record in self.records if any(key := self._village(record))]
        other = any(self.other_columns())
        return len(keys) >= _FEW and len(set(keys)) < (0.9 if other else _MOSTLY) * len(keys)

    def _village(self, record: Mapping[Any, Any]) -> tuple[str, ...]:
        meanings = ("village_code", "moo") if self._numbered else ("village",)
        said = [self.fields.read(record, meaning) for meaning in meanings]
        parts = [re.sub(r"\s", "", str(one[1])) if one else "" for one in said]
        return (*parts, *self._unit(record, "tambon")) if any(parts) else ("",)

    @cached_property
    def _numbered(self) -> bool:
        return "village_code" in self.fields or "moo" in self.fields
