"""Codes of amphoes and tambons that were given up, and the codes that took their place.

Two sources: the table ``gis/data/code_moves.csv``, whose days were looked up in the Royal
Gazette, and for the rest of the country the package geothai, which keeps what the Department
of Provincial Administration gave up. What the table says wins.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from muban.gis.text.buddhist_year import BE_OFFSET

if TYPE_CHECKING:
    from geothai.types import Abolished

__all__ = ["CodeMove", "code_moves", "old_codes"]

_PAIRED = {
    "notice": "pairing of codes stated by the source",
    "name": "paired by name inside the province; the day is when the register gave the code up",
}


@dataclass(frozen=True, slots=True)
class CodeMove:
    """A unit that has another code from a year on; what lies in it moves with it."""

    old: str
    new: str
    name: str
    valid_from: str
    """The first day of the new code, ``1995-05-01``."""
    source: str
    status: str
    """``checked`` where the source states old code, new code and date; else what is not."""

    @property
    def valid_from_be(self) -> int:
        """The year of :attr:`valid_from` in พ.ศ."""
        return int(self.valid_from[:4]) + BE_OFFSET


@cache
def code_moves() -> Mapping[str, CodeMove]:
    """Every code that another one took the place of, by the old code.

    A unit that was divided among several is not in it: nobody can say where a village of
    it went.

    Examples
    --------
    >>> move = code_moves()["430511"]
    >>> move.new, move.name, move.valid_from_be, move.status
    ('431605', 'โพนแพง', 2538, 'checked')
    >>> code_moves()["104701"].new  # แขวงบางนา became บางนาเหนือ and บางนาใต้
    Traceback (most recent call last):
    KeyError: '104701'
    """
    return MappingProxyType({**dict(_of_the_country()), **dict(_of_the_table())})


def old_codes(new: str) -> tuple[str, ...]:
    """The codes that a unit had before, in their order; empty where it had no other.

    Examples
    --------
    >>> old_codes("431605"), old_codes("430111")
    (('430511',), ())
    """
    return _backwards().get(new, ())


@cache
def _backwards() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for move in code_moves().values():
        found.setdefault(move.new, []).append(move.old)
    return MappingProxyType({new: tuple(sorted(old)) for new, old in found.items()})


def _of_the_table() -> Iterator[tuple[str, CodeMove]]:
    text = resources.files("muban.gis.data").joinpath("code_moves.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield row["old"], CodeMove(**row)


def _of_the_country() -> Iterator[tuple[str, CodeMove]]:
    # The package reads its tables when it is asked, and not every command asks.
    from geothai.abolished import abolished_areas

    for area in abolished_areas():
        if area.successors_basis is not None and len(area.successors) == 1:
            yield area.code, _move(area, area.successors[0])


def _move(area: Abolished, new: str) -> CodeMove:
    return CodeMove(
        old=area.code,
        new=new,
        name=area.name_th,
        valid_from=area.successors_in_force or area.abolished_on,
        source=area.successors_source or "กรมการปกครอง ทะเบียนรหัสที่ยกเลิก (geothai, CC-BY-4.0)",
        status=_PAIRED[area.successors_basis or "name"],
    )
