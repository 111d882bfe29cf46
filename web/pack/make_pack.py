"""A province's pack from what was found of it: small, and with its sources. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import shapely

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.codes.country import country_unit
from muban.gis.errors import MubanError
from muban.gis.shapes.simplify import simplify_coverage
from muban.gis.writing.write import csv_bytes, geojson_text
from muban.web.pack.pack_file import MOST_BYTES, Pack, PackSource, pack_bytes

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.layers.province.units import Province

__all__ = ["make_pack"]

_TOLERANCES_M = (2.0, 5.0, 10.0, 20.0, 40.0)
"""How finely outlines are drawn: the finest with which the pack is small enough."""
_GROUND_TIMES = 4.0
"""Roads and waters are a background: drawn so many times more coarsely."""
_METRES_PER_DEGREE = 111_320.0


def make_pack(
    province: Province,
    sources: tuple[PackSource, ...],
    *,
    settings: Mapping[str, Any] | None = None,
    symbols: Mapping[str, bytes] | None = None,
    notices: tuple[str, ...] = (),
) -> Pack:
    """Make a pack.

    Parameters
    ----------
    province
        What was found.
    sources
        The files it was found in.
    settings, symbols, notices
        The office's name and changes of the legend, the SVGs these name (by their names with
        ``.svg``), and what is shown to whoever takes the pack.

    Raises
    ------
    MubanError
        No tambon has an outline and no village is known, or it is too large however coarse.
    """
    if not len(province.tambons) and not len(province.villages):
        name = PROVINCES[province.code]
        raise MubanError(
            f"ไม่พบแนวเขตตำบลหรือหมู่บ้านของจังหวัด{name}ในไฟล์ที่ให้มา — ดูว่าไฟล์ใดใช้ได้ใน docs/data.md",
            f"These files hold no tambon and no village of {name}: docs/data.md says which do",
        )
    pack = Pack(
        province=province.code,
        files={},
        sources=sources,
        settings=settings or {},
        notices=notices,
        counts=_counts(province),
        lacking=province.lacking,
    )
    drawn = {f"symbols/{name}": content for name, content in (symbols or {}).items()}
    for tolerance_m in _TOLERANCES_M:
        files = {**dict(_files(province, sources, tolerance_m)), **drawn}
        made = replace(pack, files=files, tolerance_m=tolerance_m)
        if len(pack_bytes(made)) <= MOST_BYTES:
            return made
    raise MubanError(
        "ชุดข้อมูลใหญ่เกิน 5 MB — ตัดไฟล์ถนนและแหล่งน้ำออก แล้วทำใหม่",
        "The pack is larger than 5 MB: leave roads and waters out, and make it again",
    )


def _counts(province: Province) -> dict[str, int]:
    return {
        "tambons": len(province.tambons),
        "amphoes": len(province.amphoes),
        "villages": len(province.villages),
        "points": int(province.villages["lon"].notna().sum()),
        "roads": len(province.roads),
        "waters": len(province.waters),
    }


def _files(
    province: Province, sources: tuple[PackSource, ...], tolerance_m: float
) -> Iterator[tuple[str, bytes]]:
    for level, frame in (("tambon", province.tambons), ("amphoe", province.amphoes)):
        if len(frame):
            yield f"reference/{level}.geojson", _outlines(frame, level, tolerance_m)
    villages = province.villages
    if len(villages):
        listed = villages[["village_code", "moo", "village", "village_en", "tambon", "amphoe"]]
        yield "reference/villages.csv", csv_bytes(listed)
    placed = villages[villages["lon"].notna()]
    if len(placed):
        points = ["village_code", "village", "tambon", "amphoe", "lat", "lon"]
        yield "reference/village_points.csv", csv_bytes(placed[points])
    for kind, ground in (("roads", province.roads), ("waters", province.waters)):
        if len(ground):
            coarse = tolerance_m * _GROUND_TIMES
            yield f"ground/{kind}.geojson", _ground(ground, sources, coarse)


def _outlines(frame: gpd.GeoDataFrame, level: str, tolerance_m: float) -> bytes:
    fine = simplify_coverage(frame.reset_index(drop=True), tolerance_m)
    names = [country_unit(code) for code in fine["code"]]
    data = {
        f"{level}_code": fine["code"],
        f"{level}_th": [
            unit.name if unit else row for unit, row in zip(names, fine["name"], strict=True)
        ],
        f"{level}_en": [unit.name_en if unit else "" for unit in names],
    }
    if level == "tambon":
        amphoes = [country_unit(code[:4]) for code in fine["code"]]
        data["amphoe_th"] = [unit.name if unit else "" for unit in amphoes]
    province = country_unit(str(fine["code"].iloc[0])[:2])
    data["province_th"] = [province.name if province else ""] * len(fine)
    return geojson_text(fine[["geometry"]].assign(**data)).encode()


def _ground(frame: gpd.GeoDataFrame, sources: tuple[PackSource, ...], tolerance_m: float) -> bytes:
    """Each road and water with whom to credit, as every page that shows it has to."""
    shapes = shapely.simplify(frame.geometry.to_numpy(), tolerance_m / _METRES_PER_DEGREE)
    whom = {one.file: ", ".join(filter(None, (one.origin, one.licence))) for one in sources}
    credit = [whom.get(name.rsplit("/", 1)[-1], "") for name in frame["file"]]
    told = frame[["kind", "name", "geometry"]].assign(credit=credit)
    return geojson_text(told.set_geometry(shapes, crs="EPSG:4326")).encode()
