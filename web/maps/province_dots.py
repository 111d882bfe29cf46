"""What a province's picture shows as dots, where no area says that it is there.

Villages that have a point and no outline; and the pins of a page on which no village has a
place: without these a project of pins would have an empty overview.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.web.maps.picture_places import village_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.web.wording.words import Lang

__all__ = ["Dot", "province_dots"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place in degrees (EPSG:4326); ``kind`` is a landmark's, '' for a village."""

    lon: float
    lat: float
    title: str
    kind: str = ""


def province_dots(atlas: Atlas, lang: Lang = "th") -> list[Dot]:
    """The dots of all pages, in their order."""
    return [dot for page in atlas.pages for dot in _dots(page, lang)]


def _dots(page: TambonAtlas, lang: Lang) -> Iterator[Dot]:
    villages = page.villages
    for row in villages[villages["place"] == "point"].to_dict("records"):
        yield Dot(float(row["lon"]), float(row["lat"]), village_title(row, lang))
    if (villages["place"] == "none").all():
        for row in page.landmarks.to_dict("records"):
            point = row["geometry"]
            if point is not None and not point.is_empty:
                yield Dot(point.x, point.y, row["name"], row["landmark_kind"])
