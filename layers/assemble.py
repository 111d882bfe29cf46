"""From everything that was read to the atlas that pages are made from.

The order matters: outlines first, because they say where the province is; then codes and
names; then what was drawn; then what is joined to it. Nothing here touches the disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from muban.gis.codes.gazetteer import Gazetteer, build_gazetteer
from muban.gis.codes.gazetteer_rows import gazetteer_rows
from muban.gis.coordinates.extent import Extent
from muban.gis.ledger import build_ledger
from muban.gis.problems import unique
from muban.gis.source import Read
from muban.layers.account import Account
from muban.layers.atlas import OWN_PAGE, Atlas
from muban.layers.indicator.indicators import IndicatorMapping
from muban.layers.known import AssemblySettings, Known
from muban.layers.landmark.landmark_areas import part_landmark_areas
from muban.layers.landmark.project_pins import pins_of_project
from muban.layers.long_lists import cut_long_lists
from muban.layers.pages import (
    build_pages,
    drawn_tambons,
    nothing_drawn,
    other_provinces,
    place_of,
    source_notes,
    undrawn_notes,
    unnamed_tambons,
    with_undrawn,
)
from muban.layers.personal.gazetteer_names import screen_gazetteer
from muban.layers.personal.public_names import public_names
from muban.layers.personal.screening import screen_records
from muban.layers.register.register_privacy import screen_register
from muban.layers.register.registers import build_designations
from muban.layers.shapes import Shapes, sort_shapes
from muban.layers.sheets import Sheets, sort_sheets
from muban.layers.tables import join_tables, read_results, tambons_with_results
from muban.layers.village.area_names import name_areas
from muban.layers.village.boundaries import build_units, complete_amphoes, units_of_province
from muban.layers.village.drawn import TrueVillages, once_where_elsewhere, pieces_too, true_villages
from muban.layers.village.nested_areas import part_levels
from muban.layers.village.places import place_designations
from muban.layers.village.village_checks import check_drawn_names
from muban.layers.village.village_points import VillagePoints, match_village_points
from muban.layers.village.villages import build_village_areas
from muban.layers.whereabouts import find_whereabouts, near_only

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["AssemblySettings", "assemble"]

_PLACES = ("reference", "drawings", "indicators", "register")
_OFFICIAL_ROLES = ("tambon", "amphoe", "village_point")


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
        With every problem and the ledger, whose sums have been checked.

    Raises
    ------
    LedgerImbalance
        A record vanished on the way: a bug of ours.
    """
    sheets = sort_sheets(reads, settings.files, IndicatorMapping.from_config(settings.indicators))
    where = find_whereabouts(reads, settings)
    near = [near_only(read, where) for read in reads.get("reference", ())]
    sheets, near = cut_long_lists(sheets, reads, near, where)
    official = _shapes({"reference": near}, _PLACES[:1], None, sheets, settings)
    known = _known(sheets, official, settings, where.province)
    scope = Extent.of(units_of_province(known.tambons, known.province).geometry)
    drawn = _shapes(reads, _PLACES[1:], scope, sheets, settings)
    if outlines := tuple(part for part in drawn.parts if part.role in _OFFICIAL_ROLES):
        # Some keep outlines and village points beside their drawings.
        beside = replace(official, parts=(*official.parts, *outlines))
        known = _known(sheets, beside, settings, where.province)
    drawn = part_landmark_areas(
        name_areas(drawn, patterns=settings.patterns),
        patterns=settings.patterns,
        gazetteer=known.gazetteer,
        settings=settings.files,
        internal=settings.internal_kinds,
        beside=known.official.of("village_area"),
    )
    stated = {name for name, one in settings.files.items() if one.role is not None}
    drawn = part_levels(drawn, stated)
    points = match_village_points(
        known.official.of("village_point"),
        gazetteer=known.gazetteer,
        tambons=known.tambons,
        rule=settings.privacy,
        default_tambon=known.default_tambon,
    )
    villages = _villages(known, drawn, points)
    return _atlas(reads, known, drawn, villages, points)


def _known(sheets: Sheets, official: Shapes, settings: AssemblySettings, province: str) -> Known:
    # A table is read as what it is: the points of a register or of results name no village.
    points = [read for read in official.of("village_point") if sheets.role(read) is None]
    references = (
        *sheets.of("gazetteer"),
        *sheets.of("population"),
        *points,
        *official.of("tambon"),
        *official.of("amphoe"),
    )
    found = ((read, gazetteer_rows(read)) for read in references)
    screened = [
        screen_gazetteer(read, table, settings.privacy)
        for read, table in found
        if table is not None
    ]
    gazetteer = build_gazetteer(*(table for table, _ in screened))
    units = build_units(official.of("tambon"), "tambon", gazetteer)
    amphoes = build_units(official.of("amphoe"), "amphoe", gazetteer)
    tambons = units.frame
    only = tambons["code"].tolist() if len(tambons) == 1 else []
    return Known(
        settings=settings,
        sheets=sheets,
        official=official,
        gazetteer=gazetteer,
        tambons=tambons,
        amphoes=amphoes.frame,
        outline_problems=(*units.problems, *amphoes.problems),
        name_problems=tuple(one for _, problems in screened for one in problems),
        province=province or _common_province(gazetteer, tambons),
        default_tambon=settings.tambon or next(iter(only), ""),
    )


def _common_province(gazetteer: Gazetteer, tambons: gpd.GeoDataFrame) -> str:
    """The province that more than half of the references' codes are of; '' where none is."""
    codes = [*tambons["code"], *gazetteer.villages] or [*gazetteer.tambons]
    counted = Counter(str(code)[:2] for code in codes)
    [(most, count)] = counted.most_common(1) or [("", 0)]
    return most if count * 2 > len(codes) else ""


def _shapes(
    reads: Mapping[str, Sequence[Read]],
    folders: Iterable[str],
    scope: Extent | None,
    sheets: Sheets,
    settings: AssemblySettings,
) -> Shapes:
    sorted_out = [
        sort_shapes(
            reads.get(folder, ()), folder=folder, sheets=sheets, settings=settings, scope=scope
        )
        for folder in folders
    ]
    return Shapes(
        tuple(part for shapes in sorted_out for part in shapes.parts),
        tuple(found for shapes in sorted_out for found in shapes.problems),
        tuple(ref for shapes in sorted_out for ref in shapes.rows),
    )


def _villages(known: Known, drawn: Shapes, points: VillagePoints) -> TrueVillages:
    """All drawn villages, each tambon's made true by itself."""
    built = build_village_areas(
        [*known.official.of("village_area"), *drawn.of("village_area")],
        gazetteer=known.gazetteer,
        tambons=known.tambons,
        points=points.by_code,
        default_tambon=known.default_tambon,
        project_tambon=known.settings.tambon or "",
    )
    screened = screen_records(
        built.frame, texts=("name_en",), named="place", rule=known.settings.privacy
    )
    frame = screened.frame.assign(tambon_code=screened.frame["tambon_code"].replace("", OWN_PAGE))
    outlines = dict(zip(known.tambons["code"], known.tambons.geometry, strict=True))
    parts = [
        true_villages(
            rows,
            outline=outlines.get(str(code)),
            points=points.by_code,
            tolerance_m=known.settings.tolerance_m,
        )
        for code, rows in frame.groupby("tambon_code", sort=True)
    ]
    joined = pd.concat([part.frame for part in parts], ignore_index=True) if parts else frame
    checked = once_where_elsewhere((p for part in parts for p in part.problems), built.problems)
    found = [*screened.problems, *checked]
    disputed = tuple(ground for part in parts for ground in part.disputed)
    return TrueVillages(joined, (*built.problems, *pieces_too(found, built.frame)), disputed)


def _atlas(
    reads: Mapping[str, Sequence[Read]],
    known: Known,
    drawn: Shapes,
    villages: TrueVillages,
    points: VillagePoints,
) -> Atlas:
    pins = pins_of_project(known, drawn, villages.frame, points)
    registers = build_designations(
        known.sheets.of("register"),
        gazetteer=known.gazetteer,
        province_code=known.province,
        decided=known.sheets.of("confirmations"),
    )
    registers = screen_register(registers, known.settings.privacy)
    tambons = units_of_province(known.tambons, known.province)
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
    layers = ((read.source.name, read.layer) for found in reads.values() for read in found)
    names = public_names(layers, known.settings.privacy)
    problems = unique(
        [
            *known.sheets.problems,
            *known.official.problems,
            *known.outline_problems,
            *known.name_problems,
            *drawn.problems,
            *check_drawn_names([*drawn.of("village_area"), *drawn.of("landmark")]),
            *villages.problems,
            *points.problems,
            *pins.problems,
            *registers.problems,
            *tables.problems,
            *undrawn_notes(tables.villages, known),
            *nothing_drawn(shown, tables.villages, pins.frame),
            *unnamed_tambons(own, known),
            *other_provinces(own, known),
            *names.problems,
        ]
    )
    designations = place_designations(
        registers.frame, villages=villages.frame, points=points.by_code, tambons=tambons
    )
    sources = source_notes(known, drawn, names.by_file)
    pages = tuple(
        build_pages(
            own,
            known,
            tables,
            pins.frame,
            designations,
            sources,
            villages.disputed,
            names.by_file,
        )
    )
    account = Account(known, drawn, points, registers, tables, pages)
    problems = account.settle(problems)
    return Atlas(
        title=known.settings.title,
        province=place_of(known.province, "province", known),
        fiscal_year_be=known.settings.fiscal_year_be,
        amphoes=complete_amphoes(
            units_of_province(known.amphoes, known.province), tambons, known.gazetteer
        ),
        tambons=tambons,
        designations=designations,
        pages=pages,
        village_areas=villages.frame,
        landmarks=pins.frame,
        problems=tuple(problems),
        ledger=tuple(
            build_ledger(
                account.read(reads),
                account.published(),
                problems,
                used=account.used(),
                aside=pins.pageless,
            )
        ),
        sample=known.settings.sample,
        sources=sources,
        public_names=names.by_file,
        public_layers=names.by_layer,
    )


def _tambon_names(gazetteer: Gazetteer) -> pd.DataFrame:
    units = gazetteer.tambons.values()
    return pd.DataFrame(
        {"code": [unit.code for unit in units], "name": [unit.name for unit in units]}, dtype=object
    )
