"""What comes in: a file as it is, and what a reader made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from muban.gis.problems import FeatureRef, Problem, Where

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RESERVED", "FileSettings", "Read", "Source"]

RESERVED = ("_number", "_name", "_description", "_folder", "_icon", "_color", "geometry")
"""Columns that readers add: number as a person counts it, name and description as plain
text, KML folder path, icon address, style colour ``#rrggbb``, shape."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that came in, never changed by us.

    Parameters
    ----------
    path
        Where it lies on this machine.
    name
        Its path inside the project folder, with ``/``: what problems and the ledger say.
    sha256
        Hash of its bytes (for a shapefile: of all its parts, in name order).
    """

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What the user says of one file in ``muban.toml``, because it cannot be guessed.

    ``crs`` such as ``EPSG:24048``; ``encoding`` such as ``cp874``; ``axes`` when the file
    has latitude first; ``role`` when its content is not what it looks like; ``kind`` what its
    lines and areas are where nothing in it says so, such as ``road``; ``columns`` are
    meaning and column, such as ``("moo", "id")``; the meaning ``name`` is that of a record.
    ``public`` are columns of pins that may be published as part of their note.
    """

    crs: str | None = None
    encoding: str | None = None
    axes: Literal["lonlat", "latlon"] | None = None
    role: str | None = None
    kind: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    public: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Read:
    """One layer of one file, and all that is known to be wrong with it.

    Parameters
    ----------
    source, layer
        Where it is from. ``layer`` is "" when the format has no layers.
    kind
        ``features``: ``frame`` is a GeoDataFrame with the columns of :data:`RESERVED` and
        the file's own attributes, its ``crs`` as the file states it (None when it does
        not). ``grid``: ``frame`` is a DataFrame of the cells as they stand, row labels the
        worksheet's row numbers (from 1), column labels its letters ("A", "B"), a merged
        cell's value repeated over its range, empty cells None.
    numbers
        Every record that was met, also those that could not be read: the ledger's «read».
    problems
        What was found so far; a record missing from ``frame`` has one that sets it aside.
    rows
        The features are rows of a table, numbered as the worksheet numbers them.
    title
        What the whole file calls itself, '' where it says nothing: a map's name in My Maps.
    """

    source: Source
    layer: str
    kind: Literal["features", "grid"]
    frame: pd.DataFrame
    numbers: tuple[int, ...]
    problems: tuple[Problem, ...] = field(default=())
    rows: bool = False
    title: str = ""
    credit: str | None = None
    """Of a background (roads and waters to find oneself by): whom to credit; None of any other."""

    @property
    def unit(self) -> Literal["feature", "row"]:
        """What ``numbers`` count."""
        return "row" if self.kind == "grid" or self.rows else "feature"

    def where(
        self, number: int | None = None, *, name: str | None = None, field: str | None = None
    ) -> Where:
        """A place in this layer."""
        return Where(self.source.name, self.layer, number, name, field, self.unit)

    def refs(self) -> list[FeatureRef]:
        """Every record met, as the ledger names it."""
        return [FeatureRef(self.source.name, self.layer, number) for number in self.numbers]

    def as_ground(self, credit: str) -> Read:
        """The same layer as a background: looked up, and drawn under the map."""
        return replace(self, credit=credit)

    def with_frame(self, frame: pd.DataFrame, problems: Iterable[Problem] = ()) -> Read:
        """The same layer after a step: its new frame, and the step's problems added."""
        return replace(self, frame=frame, problems=(*self.problems, *problems))
