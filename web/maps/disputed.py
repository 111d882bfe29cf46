"""Ground that the drawings of several villages claim: how a page and the data tell of it.

It lies in no village's area and counts in none. Left blank it would look like a hole in the
tambon; hatched and named it is what it is: something to agree on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from muban.gis.shapes.measure import to_rai
from muban.web.wording.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from muban.layers.atlas import Atlas, TambonAtlas

__all__ = ["disputed_frame", "disputed_rows", "disputed_shape"]


_STEP = 1e-6
"""Degrees: the decimals of a published file."""


def disputed_shape(tambon: TambonAtlas) -> BaseGeometry | None:
    """All of it as one shape (EPSG:4326); None where nothing is claimed twice.

    Parameters
    ----------
    tambon
        Whose villages claim ground.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> disputed_shape(SimpleNamespace(disputed=())) is None
    True
    """
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
    by_ref = {ref: index for index, ref in enumerate(_refs(tambon))}
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


def disputed_frame(atlas: Atlas) -> gpd.GeoDataFrame:
    """All of it as a layer of the published data, tambon by tambon.

    Returns
    -------
    geopandas.GeoDataFrame
        ``claimed_by`` (the villages' names with their moo), ``claimed_by_codes`` (where
        they are known), ``area_m2`` (geodesic) and the area in EPSG:4326.
    """
    import geopandas as gpd

    rows = []
    for page in (page for page in atlas.pages if page.disputed):
        villages = dict(zip(_refs(page), page.villages.to_dict("records"), strict=True))
        for ground in page.disputed:
            who = [villages[ref] for ref in ground.claimants if ref in villages]
            codes = [village["village_code"] for village in who]
            rows.append(
                {
                    "claimed_by": " · ".join(map(_named, who)),
                    "claimed_by_codes": " · ".join(filter(None, codes)),
                    "area_m2": ground.area_m2,
                    "geometry": _in_step(ground.geometry),
                }
            )
    columns = ["claimed_by", "claimed_by_codes", "area_m2", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs="EPSG:4326")


def _in_step(shape: BaseGeometry) -> BaseGeometry:
    """The shape on the step that files are written in, without parts too thin to have an area.

    Where two drawings cross at a flat angle the ground ends in needles: cut to the decimals
    of a file they would be areas of one point, which no program opens without complaint.
    """
    snapped = shapely.set_precision(shape, _STEP)
    return shape if snapped.is_empty else snapped


def _refs(tambon: TambonAtlas) -> Iterator[tuple[Any, ...]]:
    """Which record each village is from, as those who claim the ground are named."""
    columns = (tambon.villages[name] for name in ("_file", "_layer", "_number"))
    return zip(*columns, strict=True)


def _named(village: Mapping[str, Any]) -> str:
    name = village["name"] or word("village.unnamed", "th")
    return f"{name} {word('moo.short', 'th', n=village['moo'])}" if village["moo"] else name
