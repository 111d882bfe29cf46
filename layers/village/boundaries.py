"""Official outlines: the tambons and amphoes that the villages lie in."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from gis.headings.fields import Fields, find_fields, stated_code
from gis.problems import Problem, problem
from gis.text.thai_text import normalise, strip_unit_prefix
from layers.atlas import UNIT_COLUMNS

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.codes.gazetteer import Gazetteer
    from gis.source import Read

__all__ = ["Units", "build_units", "complete_amphoes", "units_of_province"]


@dataclass(frozen=True, eq=False)
class Units:
    """Official outlines (:data:`layers.atlas.UNIT_COLUMNS`), and those whose code is unknown."""

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
        are joined; an outline of which neither code nor name is known is set aside.
    """
    import geopandas as gpd
    import pandas as pd

    rows: list[dict[str, object]] = []
    problems: list[Problem] = []
    for read in reads:
        fields = find_fields(read.frame)
        for record in read.frame.to_dict("records"):
            row = _unit(record, fields, level, gazetteer)
            if row["code"]:
                rows.append(row)
            else:
                where = read.where(int(record["_number"]), name=str(row["name"]) or None)
                problems.append(problem("project.outline_unknown", where))
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


def _unit(
    record: Mapping[Hashable, Any],
    fields: Fields,
    level: Literal["tambon", "amphoe"],
    gazetteer: Gazetteer,
) -> dict[str, object]:
    def text(meaning: str) -> str:
        said = fields.read(record, meaning)
        return normalise(str(said[1])) if said is not None else ""

    code = stated_code(record, fields, level)
    name = strip_unit_prefix(text(level) or normalise(str(record.get("_name") or "")), level)
    if not code and level == "tambon":
        found = gazetteer.find_tambon(name, amphoe=text("amphoe"))
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
    """The units of one province; all of them where no province is stated."""
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
        Columns of :data:`layers.atlas.UNIT_COLUMNS`, EPSG:4326.
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
