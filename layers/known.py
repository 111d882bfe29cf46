"""What is known of a project before it is joined: one reading, for every command.

The order matters: outlines first, because they say where the province is; then codes and
names; then what was drawn. Here alone a gazetteer is made of a project's files, and its
province decided: what a map says of a village, its register and the page for drawing say too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muban.gis.coordinates.extent import Extent
from muban.gis.gazetteer.gazetteer import build_gazetteer
from muban.gis.gazetteer.gazetteer_rows import gazetteer_rows
from muban.gis.reading.near import LONG, Near
from muban.gis.source import FileSettings
from muban.layers.areas.area_names import name_areas
from muban.layers.areas.landmark_areas import part_landmark_areas
from muban.layers.areas.nested_areas import part_levels
from muban.layers.assembly_settings import AssemblySettings
from muban.layers.context.ground_reads import part_ground
from muban.layers.long_lists import cut_long_list, is_long_list, near_of, near_only
from muban.layers.personal.gazetteer_names import screen_gazetteer
from muban.layers.sorting.shapes import Shapes, sort_shapes
from muban.layers.sorting.sheets import sort_sheets
from muban.layers.titles import with_title
from muban.layers.village.boundaries import build_units, units_of_province
from muban.layers.village.village_points import VillagePoints, match_village_points
from muban.layers.whereabouts import Whereabouts, find_whereabouts

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.problems import Problem
    from muban.gis.source import Read
    from muban.layers.sorting.sheets import Sheets

__all__ = ["Known", "know", "look_around"]

_PLACES = ("reference", "drawings", "indicators", "register")
_OFFICIAL_ROLES = ("tambon", "amphoe", "village_point")


@dataclass(frozen=True, kw_only=True, eq=False)
class _Units:
    """Codes, names and outlines, as the references have them."""

    gazetteer: Gazetteer
    tambons: gpd.GeoDataFrame
    amphoes: gpd.GeoDataFrame
    outline_problems: tuple[Problem, ...]
    name_problems: tuple[Problem, ...]
    province: str
    default_tambon: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Known(_Units):
    """What is known of a project before it is joined.

    ``reads`` are its layers by folder, as they were read, and ``ground`` the backgrounds;
    ``sheets`` its tables by role; ``official`` the shapes that references hold and ``drawn``
    all others; ``points`` the village points of both. ``province`` has two digits,
    ``default_tambon`` six: '' where neither the project nor its files tell them.
    """

    settings: AssemblySettings
    reads: Mapping[str, Sequence[Read]]
    sheets: Sheets
    official: Shapes
    drawn: Shapes
    points: VillagePoints
    ground: tuple[Read, ...] = ()


def know(reads: Mapping[str, Sequence[Read]], settings: AssemblySettings) -> Known:
    """Tell what a project's files are, which villages there are, and where it is.

    Parameters
    ----------
    reads
        Layers by project folder: ``reference``, ``drawings``, ``indicators``, ``register``.
    settings
        What the project says of itself.

    Returns
    -------
    Known
        Shapes and outlines in EPSG:4326; names of persons are out of the gazetteer.
    """
    reads, ground = part_ground(reads, settings.files)
    first = _first_look(reads, settings)
    province, sheets = first.where.province, first.sheets
    near = first.near(province) if first.large() else Near(province, points=first.where.points)
    references = [
        cut_long_list(read, near) if read in first.long else near_only(read, near)
        for read in reads.get("reference", ())
    ]
    if first.long:
        sheets = _sheets({**reads, "reference": references}, settings)
    official = _shapes({"reference": references}, _PLACES[:1], None, sheets, settings)
    units = _units(sheets, official, settings, first.where)
    scope = Extent.of(units_of_province(units.tambons, units.province).geometry)
    # A text that gives an area its name is neither a pin nor a village's point any more.
    drawn = name_areas(
        _shapes(reads, _PLACES[1:], scope, sheets, settings), patterns=settings.kinds.patterns
    )
    if outlines := tuple(part for part in drawn.parts if part.role in _OFFICIAL_ROLES):
        # Some keep outlines and village points beside their drawings.
        official = replace(official, parts=(*official.parts, *outlines))
        units = _units(sheets, official, settings, first.where)
    if shown := tuple(part for part in official.parts if part.role == "context"):
        # Roads and waters that a person calls the office's own, wherever they lie.
        drawn = replace(drawn, parts=(*drawn.parts, *shown))
    points = match_village_points(
        official.of("village_point"),
        gazetteer=units.gazetteer,
        tambons=units.tambons,
        rule=settings.privacy,
        default_tambon=units.default_tambon,
    )
    settings, told = with_title(
        settings,
        reads.get("drawings", ()),
        tambon=units.default_tambon,
        province=units.province,
        gazetteer=units.gazetteer,
    )
    units = replace(units, name_problems=(*units.name_problems, *told))
    return Known(
        **vars(units),
        settings=settings,
        reads=reads,
        ground=ground,
        sheets=sheets,
        official=official,
        drawn=_areas_told_apart(drawn, official, units.gazetteer, settings),
        points=points,
    )


def look_around(reads: Mapping[str, Sequence[Read]], settings: AssemblySettings) -> Near:
    """Tell, before its large references are read, what of them a project can be speaking of.

    Parameters
    ----------
    reads
        Everything else that was read, by project folder.
    settings
        What the project says of itself.

    Returns
    -------
    Near
        Where drawings state no code, they tell the province only by where they lie among
        the outlines: it is left open.
    """
    first = _first_look(reads, settings)
    return first.near(first.where.stated if first.where.points else first.where.province)


@dataclass(frozen=True, eq=False)
class _FirstLook:
    """Where a project is by all its files but the lists of a whole country's villages."""

    reads: Mapping[str, Sequence[Read]]
    sheets: Sheets
    where: Whereabouts
    long: frozenset[Read]

    def large(self) -> bool:
        """Whether there is a reference that holds more than a province's villages."""
        references = self.reads.get("reference", ())
        return bool(self.long) or any(len(read.frame) > LONG for read in references)

    def near(self, province: str) -> Near:
        """What of a country's references the project can be speaking of."""
        return near_of(self.sheets, self.reads, self.where, province=province)


def _first_look(reads: Mapping[str, Sequence[Read]], settings: AssemblySettings) -> _FirstLook:
    references = reads.get("reference", ())
    stated = settings.files
    long = frozenset(
        read
        for read in references
        if is_long_list(read, stated.get(read.source.name, FileSettings()))
    )
    others = {**reads, "reference": [read for read in references if read not in long]}
    sheets = _sheets(others, settings)
    where = find_whereabouts(others, settings, registers=sheets.of("register"))
    return _FirstLook(others, sheets, where, long)


def _sheets(reads: Mapping[str, Sequence[Read]], settings: AssemblySettings) -> Sheets:
    return sort_sheets(reads, settings.files, settings.indicator_mapping())


def _areas_told_apart(
    drawn: Shapes, official: Shapes, gazetteer: Gazetteer, settings: AssemblySettings
) -> Shapes:
    """What was drawn, its areas parted into villages, landmarks and units around them."""
    named = part_landmark_areas(
        drawn,
        patterns=settings.kinds.patterns,
        gazetteer=gazetteer,
        settings=settings.files,
        internal=settings.kinds.internal,
        beside=official.of("village_area"),
    )
    stated = {name for name, one in settings.files.items() if one.role is not None}
    return part_levels(named, stated)


def _units(
    sheets: Sheets, official: Shapes, settings: AssemblySettings, where: Whereabouts
) -> _Units:
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
    gazetteer = replace(build_gazetteer(*(table for table, _ in screened)), home=where.province)
    tambons = build_units(official.of("tambon"), "tambon", gazetteer)
    amphoes = build_units(official.of("amphoe"), "amphoe", gazetteer)
    only = tambons.frame["code"].tolist() if len(tambons.frame) == 1 else []
    # Outlines say more surely than names in which tambon something lies.
    by_name = not (settings.tambon or len(tambons.frame))
    return _Units(
        gazetteer=gazetteer,
        tambons=tambons.frame,
        amphoes=amphoes.frame,
        outline_problems=(*tambons.problems, *amphoes.problems),
        name_problems=(
            *(one for _, problems in screened for one in problems),
            *(where.named.problems if by_name else ()),
        ),
        province=where.province or _common_province(gazetteer, tambons.frame),
        default_tambon=settings.tambon or next(iter(only), where.named.tambon if by_name else ""),
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
