"""Official outlines: the tambons and amphoes that the villages lie in."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import shapely

from muban.gis.headings.fields import Fields, find_fields, stated_code
from muban.gis.problems import Problem, Where, problem
from muban.gis.table_rows import rows_of
from muban.gis.text.place_in_name import units_said
from muban.gis.text.thai_text import normalise, strip_unit_prefix
from muban.layers.frames import UNIT_COLUMNS

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.source import Read

__all__ = ["Units", "build_units", "complete_amphoes", "units_of_province"]


@dataclass(frozen=True, eq=False)
class Units:
    """Official outlines, and those whose code is unknown.

    ``frame`` has the columns :data:`muban.layers.frames.UNIT_COLUMNS`.
    """

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]


def build_units(
    reads: Iterable[Read], level: Literal["tambon", "amphoe"], gazetteer: Gazetteer
) -> Units:
    """Bring official outlines to one table.

    Parameters
    ----------
    reads
        Layers recognised as outlines of this level, EPSG:4326.
    level
        Which one.
    gazetteer
        Gives names where the outlines have codes alone, and codes where they have names.

    Returns
    -------
    Units
        EPSG:4326, one row per code, ordered by code. Outlines of one code in several pieces
        of a layer are joined. Of several layers the first counts, and one that draws the unit
        otherwise is set aside, as is an outline of which neither code nor name is known.
    """
    import geopandas as gpd
    import pandas as pd

    first: dict[str, _Outlines] = {}
    problems: list[Problem] = []
    for read in reads:
        fields = find_fields(read.frame)
        here: dict[str, _Outlines] = {}
        for record in rows_of(read.frame):
            row = _unit(record, fields, level, gazetteer)
            where = read.where(int(record["_number"]), name=str(row["name"]) or None)
            if row["code"]:
                here.setdefault(row["code"], _Outlines([], [])).add(row, where)
            else:
                problems.append(problem("project.outline_unknown", where))
        for code, outlines in here.items():
            if first.setdefault(code, outlines) is not outlines:
                problems += outlines.differing(first[code])
    rows = [row for outlines in first.values() for row in outlines.rows]
    empty = gpd.GeoDataFrame(
        {name: pd.Series(dtype=object) for name in UNIT_COLUMNS if name != "geometry"},
        geometry=gpd.GeoSeries([], crs="EPSG:4326"),
        crs="EPSG:4326",
    )
    if not rows:
        return Units(empty, tuple(problems))
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    if not frame["code"].is_unique:
        frame = frame.dissolve(by="code", aggfunc="first", as_index=False)
    return Units(frame[list(UNIT_COLUMNS)].sort_values("code", ignore_index=True), tuple(problems))


_SAME_SHARE = 0.9
"""Outlines of one unit with so much ground in common differ by how finely they are drawn."""


@dataclass(frozen=True, slots=True)
class _Outlines:
    """The pieces of one unit in one layer, and where each stands."""

    rows: list[dict[str, Any]]
    wheres: list[Where]

    def add(self, row: dict[str, Any], where: Where) -> None:
        """One more piece."""
        self.rows.append(row)
        self.wheres.append(where)

    def differing(self, first: _Outlines) -> Iterator[Problem]:
        """Say that another layer's outline is used, where that one is not the same."""
        own, used = (
            shapely.union_all([row["geometry"] for row in one.rows]) for one in (self, first)
        )
        both = shapely.area(shapely.union(own, used))
        if shapely.area(shapely.intersection(own, used)) < _SAME_SHARE * both:
            for where in self.wheres:
                yield problem("project.outline_again", where, other_file=first.wheres[0].file)


def _unit(
    record: Mapping[Hashable, Any],
    fields: Fields,
    level: Literal["tambon", "amphoe"],
    gazetteer: Gazetteer,
) -> dict[str, Any]:
    def text(meaning: str) -> str:
        said = fields.read(record, meaning)
        return normalise(str(said[1])) if said is not None else ""

    code = stated_code(record, fields, level)
    own = text(level) or normalise(str(record.get("_name") or ""))
    said = units_said(own)  # «ตำบลโพนแพง อำเภอรัตนวาปี จังหวัดหนองคาย» in one name
    name = said.unit(level) or strip_unit_prefix(own, level)
    amphoe, province = text("amphoe") or said.amphoe, text("province") or said.province
    if not code and level == "tambon":
        found = gazetteer.find_tambon(name, amphoe=amphoe, province=province)
        code = found.code if found else ""
    elif not code:
        found = gazetteer.find_amphoe(name, province=province)
        code = found.code if found else ""
    known = gazetteer.tambon(code) if level == "tambon" else gazetteer.amphoe(code)
    return {
        "code": code,
        "name": name or (known.name if known else ""),
        "name_en": text(f"{level}_en") or (known.name_en if known else ""),
        "amphoe_code": code[:4],
        "geometry": record["geometry"],
    }


def units_of_province(units: gpd.GeoDataFrame, province_code: str | None) -> gpd.GeoDataFrame:
    """The units of one province; all of them where no province is stated.

    Parameters
    ----------
    units
        Columns of :data:`muban.layers.frames.UNIT_COLUMNS`, EPSG:4326.
    province_code
        Two digits; None or "" takes every unit.

    Returns
    -------
    GeoDataFrame
        The same columns.

    Examples
    --------
    >>> import geopandas as gpd
    >>> units = gpd.GeoDataFrame({"code": ["430101", "410101"]}, geometry=[None, None], crs=4326)
    >>> units_of_province(units, "43")["code"].tolist()
    ['430101']
    """
    if not province_code:
        return units
    return units[units["code"].str.startswith(province_code)].reset_index(drop=True)


def complete_amphoes(
    amphoes: gpd.GeoDataFrame, tambons: gpd.GeoDataFrame, gazetteer: Gazetteer
) -> gpd.GeoDataFrame:
    """Add the amphoes that no file outlines, joined from their tambons.

    Some of an amphoe's tambons are not the amphoe: it then has a name and no outline. That
    holds where the gazetteer knows others, and of a tambon alone.

    Parameters
    ----------
    amphoes, tambons
        Columns of :data:`muban.layers.frames.UNIT_COLUMNS`, EPSG:4326.
    gazetteer
        Gives the names.
    """
    import pandas as pd

    lacking = tambons[~tambons["amphoe_code"].isin(amphoes["code"])]
    if not len(lacking):
        return amphoes
    made = lacking[["amphoe_code", "geometry"]].dissolve(by="amphoe_code", as_index=False)
    units = [gazetteer.amphoe(code) for code in made["amphoe_code"]]
    made["code"] = made["amphoe_code"]
    made["name"] = [unit.name if unit else "" for unit in units]
    made["name_en"] = [unit.name_en if unit else "" for unit in units]
    drawn = set(lacking["code"])
    parts = [_tambons_of(gazetteer, drawn, code) for code in made["code"]]
    whole = pd.Series([len(of) > 1 and drawn >= of for of in parts], index=made.index)
    made["geometry"] = made.geometry.where(whole)
    made = made[list(UNIT_COLUMNS)]
    both = pd.concat([amphoes, made], ignore_index=True) if len(amphoes) else made
    return both.sort_values("code", ignore_index=True)


def _tambons_of(gazetteer: Gazetteer, drawn: Collection[str], amphoe: str) -> set[str]:
    """The tambons of an amphoe that are known, outlined or not."""
    return {code for code in (*gazetteer.tambons, *drawn) if code.startswith(amphoe)}
