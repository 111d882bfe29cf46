"""``[[tiles]]``: map servers that an officer may switch on to draw over."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from muban.web.settings.addresses import TRACED_ADDRESS

__all__ = ["TileSource"]


class TileSource(BaseModel):
    """A map server, as ``[[tiles]]`` of ``muban.toml`` states it.

    The page for drawing lists it and asks it for nothing before the officer switches it on;
    no published page knows of it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=TRACED_ADDRESS)]
    attribution: Annotated[str, Field(min_length=1)]
    max_zoom: Annotated[int, Field(ge=1, le=22)] = 18
    key: str = ""

    def shown(self) -> dict[str, Any]:
        """What the page for drawing has of it.

        Examples
        --------
        >>> url = "https://t.go.th/{z}/{x}/{y}.png"
        >>> TileSource(name="ภาพถ่าย", url=url, attribution="© กรม").shown()["address"]
        'https://t.go.th/{z}/{x}/{y}.png'
        """
        stated = self.model_dump()
        return {"address": stated.pop("url"), **stated}
