"""From everything that was read to the atlas that pages are made from.

What the files are, which villages there are and where, is known before
(:mod:`muban.layers.known`); here it is made true together. Nothing here touches the disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from muban.gis.ledger import build_ledger
from muban.gis.problems import unique
from muban.layers.account import Account
from muban.layers.assembly_settings import AssemblySettings
from muban.layers.atlas import Atlas
from muban.layers.column_account import account_columns, column_rows, tell_withheld
from muban.layers.context.project_context import context_of_project
from muban.layers.each import Each
from muban.layers.frame_check import in_order
from muban.layers.known import Known, know
from muban.layers.landmark.project_pins import pins_of_project
from muban.layers.page_problems import (
    nothing_drawn,
    other_provinces,
    undrawn_notes,
    unnamed_tambons,
)
from muban.layers.pages import (
    build_pages,
    drawn_tambons,
    place_of,
    source_notes,
    with_undrawn,
)
from muban.layers.personal.public_names import public_names
from muban.layers.personal.screening import screen_records
from muban.layers.register.register_privacy import screen_register
from muban.layers.register.registers import registers_of
from muban.layers.rows_by import RowsBy
from muban.layers.tables import join_tables, read_results, tambons_with_results
from muban.layers.village.boundaries import complete_amphoes, units_of_province
from muban.layers.village.drawn import (
    DrawnTambon,
    TrueVillages,
    make_true,
    once_where_elsewhere,
    open_of_the_shown,
    pieces_too,
)
from muban.layers.village.known_villages import known_villages
from muban.layers.village.places import place_designations
from muban.layers.village.village_checks import check_drawn_names
from muban.layers.village.villages import build_village_areas

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.problems import Problem
    from muban.gis.source import Read
    from muban.layers.atlas import SourceNote, TambonAtlas
    from muban.layers.column_account import ColumnFate
    from muban.layers.context.project_context import ProjectContext
    from muban.layers.landmark.pins import Pins
    from muban.layers.personal.public_names import PublicNames
    from muban.layers.register.registers import Registers
    from muban.layers.tables import Tables

__all__ = ["AssemblySettings", "Each", "assemble", "join"]


def assemble(reads: Mapping[str, Sequence[Read]], settings: AssemblySettings) -> Atlas:
    """Join what was read into an atlas.

    Parameters
    ----------
    reads
        Layers by project folder: ``reference``, ``drawings``, ``indicators``, ``register``.
    settings
        What the project says of itself.

    Returns
    -------
    Atlas
        As :func:`join` makes it.
    """
    return join(know(reads, settings))


def join(known: Known, *, each: Each = map) -> Atlas:
    """Join what is known of a project into an atlas.

    Parameters
    ----------
    known
        The one reading of the project (:func:`muban.layers.known.know`).
    each
        Does work for each of many tambons and gives the answers in their order: ``map``, or
        what does the same on several processors.

    Returns
    -------
    Atlas
        With every problem and the ledger, whose sums have been checked.

    Raises
    ------
    LedgerImbalance
        A record vanished on the way: a bug of ours.
    """
    return _atlas(known, _villages(known, each), each)


def _villages(known: Known, each: Each) -> TrueVillages:
    """All drawn villages, each tambon's made true by itself."""
    points = known.points
    built = build_village_areas(
        [*known.official.of("village_area"), *known.drawn.of("village_area")],
        gazetteer=known.gazetteer,
        tambons=known.tambons,
        points=points.by_code,
        default_tambon=known.default_tambon,
        project_tambon=known.settings.tambon or "",
    )
    screened = screen_records(
        built.frame, texts=("name_en",), named="place", rule=known.settings.privacy
    )
    frame = screened.frame
    outlines = dict(zip(known.tambons["code"], known.tambons.geometry, strict=True))
    of = RowsBy(frame, "tambon_code")
    tambons = [
        DrawnTambon(
            rows,
            outlines.get(code),
            {code: points.by_code[code] for code in rows["village_code"] if code in points.by_code},
            known.settings.tolerance_m,
        )
        for code in in_order(set(frame["tambon_code"]))
        for rows in (of(code),)
    ]
    parts = list(each(make_true, tambons))
    joined = pd.concat([part.frame for part in parts], ignore_index=True) if parts else frame
    checked = once_where_elsewhere((p for part in parts for p in part.problems), built.problems)
    found = [*screened.problems, *checked]
    disputed = tuple(ground for part in parts for ground in part.disputed)
    told = (*open_of_the_shown(built.problems, found), *pieces_too(found, built.frame))
    return TrueVillages(joined, told, disputed)


@dataclass(frozen=True, eq=False)
class _Parts:
    """What the atlas is put together from: everything joined, nothing laid on pages yet."""

    pins: Pins
    registers: Registers
    tables: Tables
    context: ProjectContext
    names: PublicNames
    columns: Sequence[ColumnFate]
    shown: frozenset[str | None]
    """Tambons in which something is drawn."""
    own: frozenset[str | None]
    """Tambons that have a page: those, and those that results are of."""


def _parts(known: Known, villages: TrueVillages, each: Each) -> _Parts:
    drawn, points = known.drawn, known.points
    pins = pins_of_project(known, drawn, villages.frame, points)
    results = read_results(known.sheets, known.settings)
    shown = drawn_tambons(villages.frame, points, pins.frame, drawn)
    own = shown | tambons_with_results(results, known)
    pins = pins.on_pages(own)
    tables = join_tables(
        known.sheets,
        results,
        with_undrawn(villages.frame, own, known, points),
        tambons=_tambon_names(known.gazetteer),
        settings=known.settings,
    )
    layers = ((read.source.name, read.layer) for found in known.reads.values() for read in found)
    return _Parts(
        pins=pins,
        registers=screen_register(registers_of(known), known.settings.privacy),
        tables=tables,
        context=context_of_project(known, drawn, own, tables.villages, pins.frame, each=each),
        names=public_names(layers, known.settings.privacy),
        columns=account_columns(known),
        shown=frozenset(shown),
        own=frozenset(own),
    )


def _problems(known: Known, villages: TrueVillages, parts: _Parts) -> list[Problem]:
    """What was found on the whole way, each once."""
    drawn = known.drawn
    return unique(
        [
            *tell_withheld(parts.columns, known),
            *known.sheets.problems,
            *known.official.problems,
            *known.outline_problems,
            *known.name_problems,
            *drawn.problems,
            *check_drawn_names([*drawn.of("village_area"), *drawn.of("landmark")]),
            *villages.problems,
            *known.points.problems,
            *parts.pins.problems,
            *parts.context.problems,
            *parts.registers.problems,
            *parts.tables.problems,
            *undrawn_notes(parts.tables.villages, known),
            *nothing_drawn(parts.shown, parts.tables.villages, parts.pins.frame),
            *unnamed_tambons(parts.own, known),
            *other_provinces(parts.own, known),
            *parts.names.problems,
        ]
    )


def _pages(
    known: Known,
    villages: TrueVillages,
    parts: _Parts,
    designations: pd.DataFrame,
    sources: tuple[SourceNote, ...],
) -> tuple[TambonAtlas, ...]:
    return tuple(
        build_pages(
            parts.own,
            known,
            parts.tables,
            parts.pins.frame,
            parts.context,
            designations,
            sources,
            villages.disputed,
            parts.names.by_file,
        )
    )


def _atlas(known: Known, villages: TrueVillages, each: Each) -> Atlas:
    parts, points = _parts(known, villages, each), known.points
    tambons = units_of_province(known.tambons, known.province)
    designations = place_designations(
        parts.registers.frame, villages=villages.frame, points=points.by_code, tambons=tambons
    )
    sources = source_notes(known, known.drawn, parts.names.by_file)
    pages = _pages(known, villages, parts, designations, sources)
    account = Account(
        known,
        known.drawn,
        points,
        parts.registers,
        parts.tables,
        pages,
        parts.context.ground_refs,
    )
    problems = account.settle(_problems(known, villages, parts))
    ledger = build_ledger(
        account.read(known.reads),
        account.published(),
        problems,
        used=account.used(),
        aside=parts.pins.pageless,
    )
    amphoes = units_of_province(known.amphoes, known.province)
    return Atlas(
        title=known.settings.title,
        province=place_of(known.province, "province", known),
        fiscal_year_be=known.settings.fiscal_year_be,
        amphoes=complete_amphoes(amphoes, tambons, known.gazetteer),
        tambons=tambons,
        designations=designations,
        pages=pages,
        village_areas=villages.frame,
        landmarks=parts.pins.frame,
        context=parts.context.on_pages(),
        background=parts.context.main,
        problems=tuple(problems),
        known_villages=known_villages(known.gazetteer, known.province, points.by_code),
        ledger=tuple(ledger),
        columns=column_rows(parts.columns),
        sample=known.settings.sample,
        sources=sources,
        public_names=parts.names.by_file,
        public_layers=parts.names.by_layer,
    )


def _tambon_names(gazetteer: Gazetteer) -> pd.DataFrame:
    units = gazetteer.tambons.values()
    return pd.DataFrame(
        {"code": [unit.code for unit in units], "name": [unit.name for unit in units]}, dtype=object
    )
