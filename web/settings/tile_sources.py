"""Map servers that a project names: ``[basemap]`` for its pages, ``[[tiles]]`` to draw over."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from muban.web.page_types.drawing import TileServer
from muban.web.settings.addresses import TILE_ADDRESS, TRACED_ADDRESS

__all__ = ["BasemapConfig", "TileSource"]

_MAX_ZOOM = 18
"""The nearest view that most servers have tiles for."""
_STRICT = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class BasemapConfig(BaseModel):
    """``[basemap]``: a tile source under the map. Off unless given."""

    model_config = _STRICT

    url: Annotated[str, Field(pattern=TILE_ADDRESS)]
    attribution: Annotated[str, Field(min_length=1)]
    max_zoom: Annotated[int, Field(ge=1, le=22)] = _MAX_ZOOM


class TileSource(BaseModel):
    """A map server, as ``[[tiles]]`` of ``muban.toml`` states it.

    The page for drawing lists it and asks it for nothing before the officer switches it on;
    no published page knows of it.
    """

    model_config = _STRICT

    name: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=TRACED_ADDRESS)]
    attribution: Annotated[str, Field(min_length=1)]
    max_zoom: Annotated[int, Field(ge=1, le=22)] = _MAX_ZOOM
    key: str = ""

    def shown(self) -> TileServer:
        """What the page for drawing has of it.

        Examples
        --------
        >>> url = "https://t.go.th/{z}/{x}/{y}.png"
        >>> TileSource(name="ภาพถ่าย", url=url, attribution="© กรม").shown()["address"]
        'https://t.go.th/{z}/{x}/{y}.png'
        """
        return {
            "name": self.name,
            "address": self.url,
            "attribution": self.attribution,
            "max_zoom": self.max_zoom,
            "key": self.key,
        }
