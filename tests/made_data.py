"""The files of ``data/`` made at once, as tests look at them."""

from __future__ import annotations

from muban.layers.atlas import Atlas
from muban.symbology.legend import Legend
from muban.web.building.data_files import planned_files
from muban.web.maps.choropleth import ClassSettings

__all__ = ["data_files"]


def data_files(
    atlas: Atlas, legend: Legend, classes: ClassSettings | None = None
) -> dict[str, bytes]:
    """Site-relative path and bytes of every file."""
    return {path: make() for path, make in planned_files(atlas, legend, classes).items()}
