"""What a province's officers begin from: its outlines, its list of villages, where those lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.gis.codes.country import country_units_in
from muban.layers.assembly_settings import AssemblySettings
from muban.layers.known import Known, know
from muban.layers.province.ground import ground_of
from muban.layers.province.part import of_province
from muban.layers.village.boundaries import units_of_province

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from muban.gis.problems import Problem
    from muban.gis.source import Read

__all__ = ["Province", "province_of"]


@dataclass(frozen=True, eq=False)
class Province:
    """One province, from whatever files there were (EPSG:4326).

    ``tambons`` and ``amphoes`` are outlines with ``code`` and names; ``villages`` the list, with
    ``lon`` and ``lat`` where a point is known; ``roads`` and ``waters`` the ground. ``lacking``
    are tambons of the country's list without an outline, ``strange`` outlines whose code that
    list does not have. ``problems`` were found on the way.
    """

    code: str
    tambons: gpd.GeoDataFrame
    amphoes: gpd.GeoDataFrame
    villages: pd.DataFrame
    roads: gpd.GeoDataFrame
    waters: gpd.GeoDataFrame
    lacking: tuple[str, ...]
    strange: tuple[str, ...]
    problems: tuple[Problem, ...]


def province_of(reads: Iterable[Read], code: str) -> Province:
    """Make a province of layers of the country or of the province.

    Parameters
    ----------
    reads
        As they were read.
    code
        Two digits.
    """
    parts = of_province(reads, code)
    ground = {"roads": ground_of(parts, "roads"), "waters": ground_of(parts, "waters")}
    units = [read for read in parts if not _is_ground(read)]
    known = know({"reference": units}, AssemblySettings(title="–", province=code))
    tambons = units_of_province(known.tambons, code)
    country = {unit.code for unit in country_units_in(code) if unit.level == "tambon"}
    outlined = set(tambons["code"])
    return Province(
        code=code,
        tambons=tambons,
        amphoes=units_of_province(known.amphoes, code),
        villages=_villages(known, code),
        roads=ground["roads"],
        waters=ground["waters"],
        lacking=tuple(sorted(country - outlined)),
        strange=tuple(sorted(outlined - country)),
        problems=(*known.outline_problems, *known.points.problems),
    )


def _is_ground(read: Read) -> bool:
    return any(len(ground_of([read], kind)) for kind in ("roads", "waters"))


def _villages(known: Known, code: str) -> pd.DataFrame:
    import pandas as pd

    listed = {one.code: one for one in known.gazetteer.villages.values()}
    points = known.points.by_code
    rows = []
    for village in sorted({*listed, *points}):
        if not village.startswith(code):
            continue
        one, point = listed.get(village), points.get(village)
        tambon = known.gazetteer.tambon(village[:6])
        amphoe = known.gazetteer.amphoe(village[:4])
        rows.append(
            {
                "village_code": village,
                "moo": int(village[6:]),
                "village": one.name if one else point.name if point else "",
                "village_en": one.name_en if one else "",
                "tambon": tambon.name if tambon else "",
                "amphoe": amphoe.name if amphoe else "",
                "lon": point.lon if point else None,
                "lat": point.lat if point else None,
            }
        )
    columns = ("village_code", "moo", "village", "village_en", "tambon", "amphoe", "lon", "lat")
    return pd.DataFrame(rows, columns=list(columns))
