"""How far a build of several provinces is, and about how long the rest takes.

How many tambons the provinces have that were not read yet is not known. What their files
weigh is: the time that is left is reckoned by that.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from typing import TYPE_CHECKING

from muban.web.settings.province_folders import files_of

if TYPE_CHECKING:
    from muban.web.country.stream import Country
    from muban.web.settings.province_folders import OneProvince

__all__ = ["CountryPace"]


class CountryPace:
    """What is done of the provinces that are made.

    Parameters
    ----------
    country
        The project.
    codes
        The provinces that are made; none means all.
    """

    def __init__(self, country: Country, codes: Collection[str] = ()) -> None:
        self._weights = {
            one.code: 1 + sum(path.stat().st_size for path in files_of(country.folder, one))
            for one in country.provinces
            if not codes or one.code in codes
        }
        self._begun: list[str] = []
        self._start = time.monotonic()
        self._done = self._total = 0

    def begin(self, province: OneProvince) -> str:
        """A province is begun: which it is of how many, as ``3/77``."""
        self._begun.append(province.code)
        self._done = self._total = 0
        return f"{len(self._begun)}/{len(self._weights)}"

    def know(self, total: int) -> None:
        """So many tambons the province has that is under way."""
        self._total = total

    def step(self) -> str:
        """One tambon more is done: a line of JSON that says so."""
        self._done += 1
        told = {
            "stage": "pages",
            "province": self._begun[-1],
            "done": self._done,
            "total": self._total,
            "provinces_done": len(self._begun) - 1,
            "provinces": len(self._weights),
            "seconds_left": round(self._left(time.monotonic() - self._start), 1),
        }
        return json.dumps(told)

    def _left(self, seconds: float) -> float:
        *finished, now = self._begun
        share = self._done / max(1, self._total)
        made = sum(self._weights[code] for code in finished) + self._weights[now] * share
        return seconds / made * (sum(self._weights.values()) - made)
