"""A made province as full as a real one: 9 amphoes, 63 tambons, 72 designations in eight years."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPoint, box

from muban.gis.codes.gazetteer_records import Village
from muban.layers.atlas import Atlas
from muban.layers.frame_check import typed
from muban.layers.frames import DESIGNATION_COLUMNS
from tests.built_pages import designation_row, small_province
from tests.frames import units

__all__ = ["crowded_province"]

_AMPHOES = (
    "เมืองตัวอย่าง", "ท่าบ่อน้อย", "โพนพิสัยใต้", "ศรีเชียงใหม่น้อย", "สังคมดี", "สระใคร",
    "เฝ้าไร่", "รัตนวาปีเหนือ", "โพธิ์ตาก",
)  # fmt: skip


@cache
def crowded_province(years: int = 8) -> Atlas:
    """A long province along a river, its tambons grown around scattered seats."""
    rng = np.random.default_rng(43)
    ground = box(102.0, 17.7, 103.4, 18.3)
    seeds = np.column_stack((rng.uniform(102.0, 103.4, 63), rng.uniform(17.7, 18.3, 63)))
    cells = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=ground)
    areas = sorted((c.intersection(ground) for c in cells.geoms), key=lambda c: c.centroid.x)
    amphoe_of = [f"99{1 + i // 7:02d}" for i in range(63)]
    tambons = [
        (f"{amphoe_of[i]}{i % 7 + 1:02d}", f"หนองตัวอย่าง {i + 1}", "", amphoe_of[i], area)
        for i, area in enumerate(areas)
    ]
    amphoes = [
        (f"99{n:02d}", name, "", f"99{n:02d}", shapely.union_all(areas[(n - 1) * 7 : n * 7]))
        for n, name in enumerate(_AMPHOES, 1)
    ]
    rows = []
    for year in range(years):
        for n in range(9):
            code, *_, area = tambons[n * 7 + int(rng.integers(7))]
            at = shapely.maximum_inscribed_circle(area, 1e-4).coords[0]
            level = "province" if n == year % 9 else "amphoe"
            number = len(rows) + 1
            name, moo = f"บ้านดีเด่น {number}", 1 + number % 12
            place = "tambon" if number % 3 else "drawn"
            rows.append(
                designation_row(
                    number, 2562 - year, level, "exact", name, moo, code, at[0], at[1], place
                )
            )
    register = pd.DataFrame(rows, columns=list(DESIGNATION_COLUMNS))
    return replace(
        small_province(),
        amphoes=units(amphoes),
        tambons=units(tambons),
        designations=typed(register, DESIGNATION_COLUMNS),
        pages=(),
        known_villages=tuple(
            Village(f"{code}{moo:02d}", f"บ้านหนองนาดี{moo}", f"Ban Nong Na Di {moo}", *_at(area))
            for code, _, _, _, area in tambons
            for moo in range(1, 12)
        ),
    )


def _at(area: shapely.Polygon) -> tuple[float, float]:
    return area.centroid.x, area.centroid.y
