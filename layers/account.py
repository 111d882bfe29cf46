"""Which records came in, and what became of them: on a page, looked up, or neither.

What is published is told from the pages alone: a record that no page has was not published,
however far it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muban.gis.gazetteer.gazetteer_rows import gazetteer_table
from muban.gis.problems import Effect, FeatureRef

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.problems import Problem
    from muban.gis.source import Read
    from muban.layers.atlas import TambonAtlas
    from muban.layers.known import Known
    from muban.layers.register.registers import Registers
    from muban.layers.sorting.shapes import Shapes
    from muban.layers.tables import Tables
    from muban.layers.village.village_points import VillagePoints

__all__ = ["Account"]

_REFERENCE_ROLES = ("tambon", "amphoe")
_LOOKED_UP = ("gazetteer",)


@dataclass(frozen=True, eq=False)
class Account:
    """Everything that holds records on their way from file to page."""

    known: Known
    drawn: Shapes
    points: VillagePoints
    registers: Registers
    tables: Tables
    pages: tuple[TambonAtlas, ...]
    ground: tuple[FeatureRef, ...] = ()
    """Records of backgrounds, which others are found by."""

    def read(self, reads: Mapping[str, Sequence[Read]]) -> list[FeatureRef]:
        """Every record that any reader met.

        Of tables these are the rows that hold data for their role, not headings and
        titles, and the rows that are pins; of a table nobody knows, every row; of a
        worksheet that holds no record, none.
        """
        roles = {
            (read.source.name, read.layer): role
            for role, found in self.known.sheets.by_role.items()
            for read in found
        }
        shaped = (*self.known.official.rows, *self.drawn.rows)
        pinned = {(ref.file, ref.layer) for ref in shaped}
        refs: list[FeatureRef] = [ref for read in self.known.ground for ref in read.refs()]
        refs += [*self.registers.refs, *self.tables.refs, *shaped]
        for read in (read for layers in reads.values() for read in layers):
            role = roles.get((read.source.name, read.layer))
            if self.known.sheets.is_blank(read):
                continue
            if read.kind == "features":
                refs += read.refs()
            elif role in _LOOKED_UP:
                refs += _looked_up(read)
            elif role is None and (read.source.name, read.layer) not in pinned:
                refs += read.refs()
        return refs

    def settle(self, problems: Iterable[Problem]) -> list[Problem]:
        """Of a table read in two ways, a row that one of them shows is not set aside by the other.

        A list of villages with coordinates gives figures and pins: where a row's
        coordinates are not understood, its figures stand all the same, and the problem
        stays told.
        """
        found = list(problems)
        shown = {*self.published(), *self.used()}
        clash = {one.where.ref for one in found if one.effect is Effect.SET_ASIDE} & shown
        rows = (*self.known.official.rows, *self.drawn.rows)
        pinned = {(ref.file, ref.layer) for ref in rows}
        both = {
            (read.source.name, read.layer)
            for reads in self.known.sheets.by_role.values()
            for read in reads
            if (read.source.name, read.layer) in pinned
        }
        told = {ref for ref in clash if ref is not None and (ref.file, ref.layer) in both}
        return [
            replace(one, effect=Effect.NONE)
            if one.effect is Effect.SET_ASIDE and one.where.ref in told
            else one
            for one in found
        ]

    def published(self) -> list[FeatureRef]:
        """Every record that is to stand on a page and in the data."""
        refs = [*self.tables.published, *_refs_of(self.registers.frame)]
        for page in self.pages:
            refs += [*_refs_of(page.villages), *_refs_of(page.landmarks)]
            if page.context is not None:
                refs += _refs_of(page.context)
            for pieces in page.villages["_also"].dropna():
                refs += [FeatureRef(*piece) for piece in pieces]
        return refs

    def used(self) -> list[FeatureRef]:
        """Every record that is there to be looked up, whether or not it is shown as well."""
        refs = [point.ref for point in (*self.points.by_code.values(), *self.points.uncoded)]
        refs += self.points.also
        refs += self.ground
        refs += self.tables.used
        aside = {found.where.ref for found in self.known.outline_problems}
        for shapes in (self.known.official, self.drawn):
            for part in shapes.parts:
                if part.role in _REFERENCE_ROLES:
                    refs += [
                        ref for ref in _numbered(part.read, part.read.frame) if ref not in aside
                    ]
        for role in _LOOKED_UP:
            refs += [ref for read in self.known.sheets.of(role) for ref in _looked_up(read)]
        return refs


def _refs_of(frame: pd.DataFrame) -> Iterator[FeatureRef]:
    columns = (frame["_file"], frame["_layer"], frame["_number"])
    for file, layer, number in zip(*columns, strict=True):
        if file:
            yield FeatureRef(str(file), str(layer), int(number))


def _looked_up(read: Read) -> list[FeatureRef]:
    """The rows of a gazetteer that hold data, below its headings."""
    rows = gazetteer_table(read)
    return [] if rows is None else _numbered(read, rows)


def _numbered(read: Read, frame: pd.DataFrame) -> list[FeatureRef]:
    numbers = frame["_number"]
    return [FeatureRef(read.source.name, read.layer, int(number)) for number in numbers]
