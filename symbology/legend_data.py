"""The parts of a legend, and the standard one read from ``legend.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from muban.layers.landmark.kinds import LandmarkKind, LandmarkKinds, standard_kinds
from muban.symbology.colours import blend
from muban.symbology.context_style import ContextStyle

__all__ = [
    "BoundaryStyle",
    "ClassStyle",
    "DesignationStyle",
    "DisputedStyle",
    "Group",
    "Legend",
    "Symbol",
    "read_standard_legend",
]


@dataclass(frozen=True, slots=True)
class Group:
    """Symbols that belong together share a colour and a shape.

    The shape differs from group to group, so that a black-and-white copy still reads.
    """

    id: str
    label_th: str
    label_en: str
    color: str
    shape: str
    glyph_color: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one kind of landmark is shown.

    Parameters
    ----------
    kind
        What it stands for.
    group
        Id of the group of symbols whose colour and shape it has, where it has none of its own.
    icon
        Id of its drawing.
    order
        Symbols with higher numbers are drawn later, on top.
    min_zoom
        The web-map zoom from which the symbol shows.
    """

    kind: LandmarkKind
    group: str
    shape: str
    color: str
    glyph_color: str
    icon: str
    order: int
    min_zoom: int

    @property
    def id(self) -> str:
        """The kind's id: what ``landmark_kind`` says."""
        return self.kind.id

    @property
    def label_th(self) -> str:
        """What the kind is called in Thai."""
        return self.kind.label_th

    @property
    def label_en(self) -> str:
        """What the kind is called in English."""
        return self.kind.label_en

    @property
    def details_th(self) -> str:
        """What the kind stands for, in Thai."""
        return self.kind.details_th

    @property
    def details_en(self) -> str:
        """What the kind stands for, in English."""
        return self.kind.details_en

    @property
    def public(self) -> bool:
        """Whether places of this kind may be published."""
        return self.kind.public


@dataclass(frozen=True, slots=True)
class BoundaryStyle:
    """How a boundary is drawn: width and dashes in CSS pixels (1/96 inch)."""

    id: str
    label_th: str
    label_en: str
    geometry: Literal["line", "area"]
    color: str
    width: float
    dash: tuple[float, ...]
    order: int
    details_th: str
    details_en: str


@dataclass(frozen=True, slots=True)
class DesignationStyle:
    """The badge of a designated village: star at province level, disc at amphoe level."""

    id: str
    label_th: str
    label_en: str
    shape: str
    color: str
    edge_color: str
    order: int
    details_th: str
    details_en: str


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """Colours of the classes of an indicator, from poor to good, and of missing values."""

    ramp: tuple[str, ...]
    no_data_ground: str
    no_data_line: str
    no_data_angle: float
    no_data_label_th: str
    no_data_label_en: str


@dataclass(frozen=True, slots=True)
class DisputedStyle:
    """Cross-hatch of the ground that several villages claim: it must read in a photocopy."""

    ground: str
    line: str
    label_th: str
    label_en: str
    details_th: str
    details_en: str


@dataclass(frozen=True)
class Legend:
    """All symbols, ordered as ``legend.json`` has them: a look for each kind of landmark.

    Examples
    --------
    >>> legend = read_standard_legend()
    >>> legend["school"].label_th
    'โรงเรียน'
    >>> "no_such_kind" in legend
    False
    """

    groups: tuple[Group, ...]
    symbols: tuple[Symbol, ...]
    boundaries: tuple[BoundaryStyle, ...]
    context: tuple[ContextStyle, ...]
    """Lines and areas, from below to above."""
    designations: tuple[DesignationStyle, ...]
    year_colors: tuple[str, ...]
    """From the oldest year to the newest; those between are blended."""
    other_year_color: str
    classes: ClassStyle
    disputed: DisputedStyle
    grounds: tuple[str, ...]
    """What symbols lie on: the colours of the map's paper and of its surroundings."""
    own_icons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """SVG texts of the project's own icons, by id."""

    @cached_property
    def _by_id(self) -> dict[str, Symbol]:
        return {symbol.id: symbol for symbol in self.symbols}

    def __getitem__(self, kind: str) -> Symbol:
        return self._by_id[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._by_id

    def __iter__(self) -> Iterator[Symbol]:
        return iter(self.symbols)

    def __len__(self) -> int:
        return len(self.symbols)

    def group(self, group_id: str) -> Group:
        """A group by its id; :class:`KeyError` where there is none."""
        return {group.id: group for group in self.groups}[group_id]

    def boundary(self, boundary_id: str) -> BoundaryStyle:
        """A boundary's style by its id, such as ``tambon_boundary``."""
        return {style.id: style for style in self.boundaries}[boundary_id]

    def ground(self, kind: str) -> ContextStyle:
        """The style of a kind of line or area, such as ``road``."""
        return {style.id: style for style in self.context}[kind]

    def designation(self, level: str) -> DesignationStyle:
        """The badge of a level, ``province`` or ``amphoe``."""
        return {style.id: style for style in self.designations}[level]

    @cached_property
    def kinds(self) -> LandmarkKinds:
        """What the symbols stand for: what landmarks are recognised by."""
        return LandmarkKinds(symbol.kind for symbol in self.symbols)

    def colors_of_years(self, years: Iterable[int]) -> dict[int, str]:
        """One hue by age: pale for the first year, dark for the last.

        A colour of its own for each would be learned by nobody, and repeats after ten.

        Parameters
        ----------
        years
            Those of the register, พ.ศ., in any order.

        Examples
        --------
        >>> legend = read_standard_legend()
        >>> found = legend.colors_of_years(range(2543, 2563))
        >>> len(set(found.values())), found[2562] == legend.year_colors[-1]
        (20, True)
        >>> legend.colors_of_years([2562]) == {2562: legend.year_colors[-1]}
        True
        """
        ordered = sorted(set(years))
        last = max(len(ordered) - 1, 1)
        first = last + 1 - len(ordered)
        return {year: blend(self.year_colors, (first + i) / last) for i, year in enumerate(ordered)}


@cache
def read_standard_legend() -> Legend:
    """The legend as it is shipped.

    Examples
    --------
    >>> legend = read_standard_legend()
    >>> legend["school"].label_en, legend["school"].group
    ('School', 'education')
    """
    text = (resources.files(__package__) / "legend.json").read_text("utf-8")
    return _legend(json.loads(text))


def _legend(data: Mapping[str, Any]) -> Legend:
    groups = tuple(Group(**row) for row in data["groups"])
    of_id = {group.id: group for group in groups}
    kinds = {kind.id: kind for kind in standard_kinds()}
    symbols = (_symbol(row, kinds[row["id"]], of_id[row["group"]]) for row in data["symbols"])
    designations, classes = data["designations"], data["classes"]
    none = classes["no_data"]
    return Legend(
        groups=groups,
        symbols=tuple(symbols),
        boundaries=tuple(
            BoundaryStyle(**{**row, "dash": tuple(row["dash"])}) for row in data["boundaries"]
        ),
        context=tuple(
            ContextStyle(**{**row, "dash": tuple(row["dash"])}) for row in data["context"]
        ),
        designations=tuple(DesignationStyle(**row) for row in designations["levels"]),
        year_colors=tuple(designations["years"]),
        other_year_color=designations["other_year"],
        classes=ClassStyle(
            ramp=tuple(classes["ramp"]),
            no_data_ground=none["ground"],
            no_data_line=none["line"],
            no_data_angle=float(none["angle"]),
            no_data_label_th=none["label_th"],
            no_data_label_en=none["label_en"],
        ),
        disputed=DisputedStyle(**classes["disputed"]),
        grounds=tuple(classes["grounds"]),
    )


def _symbol(row: Mapping[str, Any], kind: LandmarkKind, group: Group) -> Symbol:
    look = {"shape": group.shape, "color": group.color, "glyph_color": group.glyph_color}
    facts = {key: value for key, value in row.items() if key != "id"}
    return Symbol(**{"kind": kind, **look, **facts})
