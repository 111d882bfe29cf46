"""Shapes of every file, made true and sorted by what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from muban.gis.coordinates.crs import to_lonlat
from muban.gis.problems import FeatureRef, Problem, problem
from muban.gis.reading.mender import Mender
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.reading.tables.table_shapes import has_outlines
from muban.gis.source import FileSettings, Read
from muban.layers.context.context_kinds import ShapeType
from muban.layers.context.context_parts import part_areas, part_lines, part_stated
from muban.layers.context.stated_ground import Use, stated_use, with_stated_kind
from muban.layers.indicator.indicators import IndicatorMapping
from muban.layers.landmark.pin_naming import name_pins
from muban.layers.landmark.pins_limit import PinsLimit
from muban.layers.replaced import without_replaced
from muban.layers.sorting.table_places import lists_places, points_of_villages
from muban.layers.stated_columns import cut_headings, with_stated_columns
from muban.layers.village.recognise import FeatureRole, Part, parts_by_role
from muban.layers.village.village_pins import part_village_pins

if TYPE_CHECKING:
    from muban.gis.coordinates.extent import Extent
    from muban.layers.assembly_settings import AssemblySettings
    from muban.layers.sorting.sheets import Sheets

__all__ = ["Shapes", "sort_shapes"]

_NO_SETTINGS = FileSettings()


@dataclass(frozen=True, eq=False)
class Shapes:
    """Parts by role, in reading order, and every problem met on the way.

    ``rows`` are the rows of tables that became shapes, whatever became of those.
    """

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    rows: tuple[FeatureRef, ...] = ()

    def of(self, role: FeatureRole) -> list[Read]:
        """The layers of one role."""
        return [part.read for part in self.parts if part.role == role]


def sort_shapes(
    reads: Iterable[Read],
    *,
    folder: str,
    sheets: Sheets,
    settings: AssemblySettings,
    scope: Extent | None,
) -> Shapes:
    """Make a folder's shapes true, and sort them by role.

    Parameters
    ----------
    reads
        Layers of shapes (``features``); tables with coordinates become shapes first, and
        other tables are passed over.
    folder
        The project folder they lie in.
    sheets
        What the tables are: coordinates in a register are those of its villages.
    settings
        What ``muban.toml`` says of single files and of the datum.
    scope
        Where the project is, if its outlines are known already.
    """
    parts: list[Part] = []
    problems: list[Problem] = []
    rows: list[FeatureRef] = []
    mapping = settings.indicator_mapping()
    mender = Mender(settings.limits)
    pins = PinsLimit(settings.limits)
    for read in (one for one in reads if not sheets.is_blank(one)):
        stated = settings.files.get(read.source.name, _NO_SETTINGS)
        if stated.role == "ignore":
            problems += [*read.problems, problem("project.ignored", read.where())]
            continue
        if read.kind == "features" and read.frame.empty:
            # Nothing to place or to mend: a file may have a thousand layers like this.
            problems += read.problems
            continue
        use = stated_use(stated, folder)
        found = _shaped(read, use or stated.role, sheets, mapping)
        problems += found.problems
        if found.read is None:
            continue
        if read.kind == "grid":
            rows += found.read.refs()
        named = with_stated_columns(without_replaced(found.read, settings.replaced), stated)
        named = with_stated_kind(named, stated) if use else named
        placed = to_lonlat(named, settings=stated, scope=scope, operation=settings.operation)
        true = mender.mend(placed)
        problems += [*true.problems, *cut_headings(true)]
        for part in parts_by_role(true, folder=folder, stated=found.role):
            # References are looked things up in: their lines are backgrounds or nothing.
            shown = folder != "reference" or use == "context"
            if part.role in ("line", "context") or part.doubt is not None:
                ground, asked = _ground_parts(part, use, published=shown)
                parts += ground
                problems += asked
            elif part.role == "province":
                problems.append(problem("project.province_outline", part.read.where()))
            elif part.role == "landmark" and (many := [*pins.exceeded(part.read)]):
                problems += many
            elif part.role == "landmark":
                # What a person has called landmarks stays landmarks.
                parts += _pins(part, settings, whole=stated.role == "landmark")
            else:
                parts.append(part)
    return Shapes(tuple(parts), tuple(problems), tuple(rows))


def _ground_parts(
    part: Part, use: Use | None, *, published: bool
) -> tuple[list[Part], list[Problem]]:
    """What of a part is ground to find oneself by, and what is asked of the rest."""
    if part.role in ("line", "context"):
        if use == "context":
            shape: ShapeType = "line" if part.role == "line" else "area"
            known, asked = part_stated(part.read, shape)
        else:
            known, asked = part_lines(part.read, published=published)
        return [] if known is None else [Part("context", known)], asked
    pieces = part_areas(part) if published else [part]
    doubts = [piece.doubt for piece in pieces if piece.doubt is not None]
    return [piece for piece in pieces if piece.doubt is None], doubts


def _pins(part: Part, settings: AssemblySettings, *, whole: bool) -> list[Part]:
    pinned = Part(part.role, name_pins(part.read))
    return [pinned] if whole else list(part_village_pins(pinned, settings.kinds.patterns))


class _Shaped(NamedTuple):
    """A layer's shapes, the role that is known beforehand, and what was found."""

    read: Read | None
    role: str | None
    problems: tuple[Problem, ...] = ()


def _shaped(read: Read, stated: str | None, sheets: Sheets, mapping: IndicatorMapping) -> _Shaped:
    if read.kind == "features":
        return _Shaped(read, stated)
    points = points_from_grid(read)
    if points is None or has_outlines(points) or stated in ("landmark", "village_point"):
        return _Shaped(points, stated)
    role = sheets.role(read)
    villages = points_of_villages(read, points, role, mapping) if role else None
    if villages is not None:
        return _Shaped(villages.points, "village_point", villages.problems)
    return _Shaped(points, "landmark" if lists_places(points) else stated)
