"""Which table is what: register, CIA results, gazetteer, population, pins.

A table is offered to the readers in an order that follows from the folder it lies in; the
first that knows it takes it. Coordinates in it change nothing, unless its rows are places
with names of their own: those are pins, and left to :mod:`muban.layers.sorting.shapes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.gis.gazetteer.gazetteer_rows import gazetteer_table
from muban.gis.problems import Problem, problem
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.reading.tables.table_shapes import has_outlines
from muban.gis.source import FileSettings, Read
from muban.layers.indicator.indicators import IndicatorMapping, looks_like_indicators
from muban.layers.indicator.population import looks_like_population
from muban.layers.register.register_reading import read_register
from muban.layers.register.registers import is_confirmations
from muban.layers.sorting.blank_sheets import is_blank
from muban.layers.sorting.table_places import lists_places

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Sheets", "sort_sheets"]

_NO_SETTINGS = FileSettings()
_Test = Callable[[Read, IndicatorMapping], bool]
_KNOWN_BY: Mapping[str, _Test] = {
    "register": lambda read, _: bool(read_register(read)),
    "indicators": lambda read, mapping: looks_like_indicators(read, mapping=mapping),
    "gazetteer": lambda read, _: gazetteer_table(read) is not None,
    "population": lambda read, _: looks_like_population(read),
}
_ORDER: Mapping[str, tuple[str, ...]] = {
    "register": ("register", "gazetteer", "population", "indicators"),
    "indicators": ("indicators", "population", "register", "gazetteer"),
    "reference": ("population", "gazetteer", "register", "indicators"),
    "drawings": ("gazetteer", "register", "indicators", "population"),
}


@dataclass(frozen=True, eq=False)
class Sheets:
    """Tables by role, in reading order, and what was found.

    This alone says what a table is: whoever reads or counts its rows asks here. ``blank``
    are worksheets that hold no record: a template's instructions, a form not filled in.
    """

    by_role: Mapping[str, tuple[Read, ...]]
    problems: tuple[Problem, ...]
    blank: tuple[Read, ...] = ()

    def role(self, read: Read) -> str | None:
        """What a layer's table is; None where it is none that is known."""
        key = (read.source.name, read.layer)
        return next(
            (
                role
                for role, found in self.by_role.items()
                if any((one.source.name, one.layer) == key for one in found)
            ),
            None,
        )

    def is_blank(self, read: Read) -> bool:
        """Whether a layer is a worksheet without a record."""
        key = (read.source.name, read.layer)
        return any((one.source.name, one.layer) == key for one in self.blank)

    def of(self, role: str) -> tuple[Read, ...]:
        """The tables of one role."""
        return self.by_role.get(role, ())


def sort_sheets(
    reads: Mapping[str, Iterable[Read]],
    settings: Mapping[str, FileSettings],
    mapping: IndicatorMapping,
) -> Sheets:
    """Tell what each table is.

    Parameters
    ----------
    reads
        Layers by the project folder they lie in; layers of shapes are passed over.
    settings
        What ``muban.toml`` says of single files; a stated role is final.
    mapping
        ``[indicators]`` of ``muban.toml``: a table may be known by its columns alone.
    """
    by_role: dict[str, list[Read]] = {}
    problems: list[Problem] = []
    blank: list[Read] = []
    for folder, layers in reads.items():
        for read in layers:
            if read.kind != "grid":
                continue
            if is_blank(read):
                blank.append(read)
                continue
            stated = settings.get(read.source.name, _NO_SETTINGS).role
            if stated == "ignore":
                problems += [*read.problems, problem("project.ignored", read.where())]
                continue
            points = points_from_grid(read)
            if has_outlines(points):
                continue  # drawings, whatever their other columns say
            role = _role(read, folder, stated, mapping)
            if points is not None and _are_pins(points, stated, role):
                continue
            if role is None:
                if points is None:
                    problems += [*read.problems, *_unknown(read)]
                continue
            problems += read.problems
            by_role.setdefault(role, []).append(read)
    found = {role: tuple(tables) for role, tables in by_role.items()}
    return Sheets(found, tuple(problems), tuple(blank))


def _role(read: Read, folder: str, stated: str | None, mapping: IndicatorMapping) -> str | None:
    if is_confirmations(read):
        return "confirmations"
    if stated in _KNOWN_BY:
        return stated
    for role in _ORDER[folder]:
        if _KNOWN_BY[role](read, mapping):
            return role
    return None


def _are_pins(points: Read, stated: str | None, role: str | None) -> bool:
    """Whether a table with coordinates is a list of places, and nothing else."""
    if stated is not None or role == "confirmations":
        return stated == "landmark" or (stated == "village_point" and role == "register")
    return lists_places(points)


def _unknown(read: Read) -> list[Problem]:
    if not read.numbers:
        return []
    return [problem("project.unknown_content", read.where(), columns=_first_row(read.frame))]


def _first_row(frame: pd.DataFrame) -> str:
    """The cells that look most like headings: the first row with two or more texts."""
    for _, row in frame.head(20).iterrows():
        texts = [str(cell).strip() for cell in row if isinstance(cell, str) and cell.strip()]
        if len(texts) > 1:
            return ", ".join(dict.fromkeys(texts))
    return "–"
