"""Ground that the drawings of several villages claim: how it is told of on a page.

It lies in no village's area and counts in none. Left blank it would look like a hole in the
tambon; hatched and named it is what it is: something to agree on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from gis.shapes.measure import to_rai

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from layers.atlas import TambonAtlas

__all__ = ["disputed_rows", "disputed_shape"]


def disputed_shape(tambon: TambonAtlas) -> BaseGeometry | None:
    """All of it as one shape (EPSG:4326); None where nothing is claimed twice."""
    if not tambon.disputed:
        return None
    return shapely.union_all([ground.geometry for ground in tambon.disputed])


def disputed_rows(tambon: TambonAtlas) -> list[dict[str, Any]]:
    """Which villages claim how much: one row for each group of villages, the largest first.

    Returns
    -------
    list of dict
        ``villages`` (name, name_en, moo) in the order of the tambon, ``area`` in rai, ngan
        and square wah.
    """
    by_ref = {
        (row["_file"], row["_layer"], row["_number"]): index
        for index, row in enumerate(tambon.villages.to_dict("records"))
    }
    claimed: dict[tuple[int, ...], float] = {}
    for ground in tambon.disputed:
        who = tuple(sorted(by_ref[ref] for ref in ground.claimants if ref in by_ref))
        claimed[who] = claimed.get(who, 0.0) + ground.area_m2
    villages = tambon.villages[["name", "name_en", "moo"]].to_dict("records")
    rows = []
    for who, area in sorted(claimed.items(), key=lambda one: (-one[1], one[0])):
        rai = to_rai(area)
        rows.append(
            {
                "villages": [villages[index] for index in who],
                "area": (f"{rai.rai:,}", rai.ngan, rai.wah),
            }
        )
    return rows
