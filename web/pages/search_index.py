"""What the province's page can find: its villages by every name, loaded when someone searches.

A page opened from disk may not read a file, but it may run a script of its own: so the index
is a script that does nothing but hold data.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from muban.gis.text.search_words import search_words
from muban.web.pages.assets_index import name_asset
from muban.web.wording.render import json_text

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.web.maps.projection import Grid
    from muban.web.pages.site import Asset

__all__ = ["index_asset", "search_index"]


def search_index(atlas: Atlas, grid: Grid) -> list[list[Any]]:
    """The province's villages, those of the pages and those that the references name.

    Parameters
    ----------
    atlas
        The whole project.
    grid
        The cells of the page's map.

    Returns
    -------
    list
        By code: code, Thai name, English name, the words of both as
        :func:`~muban.gis.text.search_words.search_words` finds them, and the cell of its place
        (x, y; null where no place is known).
    """
    found = {
        village.code: (village.name, village.name_en, village.lon, village.lat)
        for village in atlas.known_villages
    }
    for page in atlas.pages:
        columns = ("village_code", "name", "name_en", "lon", "lat")
        for code, *named in zip(*(page.villages[column] for column in columns), strict=True):
            if code:
                found[code] = tuple(named)
    return [
        [code, name, english, _words(name), _words(english), *_cell(grid, lon, lat)]
        for code, (name, english, lon, lat) in sorted(found.items())
    ]


def index_asset(index: list[list[Any]]) -> Asset:
    """The index as a script for ``script-src 'self'``; every character of it is data.

    Parameters
    ----------
    index
        Lines of what can be found.

    Returns
    -------
    Asset
        A script whose name follows from its bytes.

    Examples
    --------
    >>> index_asset([["</script>"]]).content.count(b"<")  # no name closes the script
    0
    """
    return name_asset("places.js", f"self.mubanPlaces={json_text(index)}".encode())


def _words(name: str) -> str:
    return " ".join(search_words(name))


def _cell(grid: Grid, lon: float, lat: float) -> list[int | None]:
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return [None, None]
    x, y = grid.point(lon, lat)
    return [round(x), round(y)]
