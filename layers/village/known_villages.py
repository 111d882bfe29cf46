"""The villages of the province that the references name, drawn or not: to be found by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.gis.codes.gazetteer_records import Village
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.layers.village.village_points import VillagePoint

__all__ = ["known_villages"]


def known_villages(
    gazetteer: Gazetteer, province: str, points: Mapping[str, VillagePoint]
) -> tuple[Village, ...]:
    """The gazetteer's villages of a province, ordered by code.

    Parameters
    ----------
    gazetteer
        As read, without the names that tell of a person.
    province
        Its two digits; "" takes none.
    points
        Village code → where an older survey or a drawing puts it (EPSG:4326); the gazetteer's
        own point is taken where there is none.

    Returns
    -------
    tuple of Village
        Those without a name are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> rows = pd.DataFrame({"village_code": ["43010104", "41010101"], "village": ["เหนือ", "โนน"]})
    >>> [village.name for village in known_villages(build_gazetteer(rows), "43", {})]
    ['บ้านเหนือ']
    """
    found = []
    for code in sorted(gazetteer.villages):
        village = gazetteer.villages[code]
        if not province or not code.startswith(province) or not village.name:
            continue
        at = points.get(code)
        found.append(village if at is None else replace(village, lon=at.lon, lat=at.lat))
    return tuple(found)
