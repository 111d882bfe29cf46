"""What areas that should share their edges do to each other, said to people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, overload

from muban.gis.problems import Effect, Problem, Where, problem
from muban.gis.shapes.coverage_survey import Difference
from muban.gis.shapes.measure import to_rai

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

__all__ = ["PlacesOfRows", "WhereOf", "called", "tell_differences", "where_of"]

WhereOf = Callable[["pd.Series[Any]"], Where]


def where_of(row: pd.Series[Any]) -> Where:
    """The place of a record by the columns that readers and layers keep of it.

    Parameters
    ----------
    row
        A row with ``_number``, and ``_file``, ``_layer``, ``name`` where it has them.

    Returns
    -------
    Where
        What a problem says of the record.

    Examples
    --------
    >>> import pandas as pd
    >>> where_of(pd.Series({"_file": "ก.kml", "_number": 4, "name": "บ้านเหนือ"})).feature
    '#4 บ้านเหนือ'
    """
    name = row.get("name") or row.get("_name")
    return Where(
        str(row.get("_file") or ""),
        str(row.get("_layer") or ""),
        int(row["_number"]),
        str(name) if name else None,
    )


class PlacesOfRows(Sequence[Where]):
    """The places of rows, each found when it is asked for: of most there is nothing to say.

    Parameters
    ----------
    frame
        The rows.
    where
        The place of a row.
    rows
        Which of them, by position in the frame.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> frame = pd.DataFrame({"_number": [4, 7], "name": ["บ้านเหนือ", "บ้านใต้"]})
    >>> [place.feature for place in PlacesOfRows(frame, where_of, np.array([1]))]
    ['#7 บ้านใต้']
    """

    def __init__(self, frame: pd.DataFrame, where: WhereOf, rows: npt.NDArray[np.intp]) -> None:
        self._frame, self._where, self._rows = frame, where, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, position: int) -> Where: ...
    @overload
    def __getitem__(self, position: slice) -> PlacesOfRows: ...
    def __getitem__(self, position: int | slice) -> Where | PlacesOfRows:
        if isinstance(position, slice):
            return PlacesOfRows(self._frame, self._where, self._rows[position])
        return self._where(self._frame.iloc[self._rows[position]])


def called(place: Where, beside: Where | None = None) -> str:
    """What a record is called in a problem of another: with its file or layer where these differ.

    Examples
    --------
    >>> here = Where("ก.kml", "", 1)
    >>> called(Where("ก.kml", "", 2, "บ้านใต้"), here), called(Where("ข.kml", "", 1), here)
    ('#2 บ้านใต้', '#1 (ข.kml)')
    """
    name = place.feature or place.file
    if beside is None or name == place.file:
        return name
    if place.file != beside.file:
        return f"{name} ({place.file})"
    return name if place.layer == beside.layer else f"{name} ({place.layer or place.file})"


_CODES = {
    (True, False): "coverage.overlap",
    (True, True): "coverage.narrow_overlap",
    (False, False): "coverage.gap",
    (False, True): "coverage.sliver",
}
"""By whether the ground is claimed, and whether it is narrow."""


def tell_differences(
    differences: Iterable[Difference], places: Sequence[Where], *, effect: Effect | None = None
) -> list[Problem]:
    """One problem for all differences of a kind between the same areas, at the widest.

    Parameters
    ----------
    differences
        As surveyed.
    places
        The place of each area, by position.
    effect
        What became of the area; None takes what the catalogue states.

    Returns
    -------
    list of Problem
        Sizes in rai, ngan, square wah and square metres, widths in metres.

    Examples
    --------
    >>> import numpy as np
    >>> from shapely import box
    >>> from muban.gis.shapes.coverage_survey import survey_areas
    >>> two = np.array([box(102, 18, 102.01, 18.01), box(102, 18.009, 102.01, 18.02)])
    >>> differences = survey_areas(two, 1.0).differences
    >>> [found] = tell_differences(differences, [Where("ก.kml", number=n) for n in (1, 2)])
    >>> found.code, found.params["count"], found.params["rai"]  # 1,059 m by 110.7 m
    ('coverage.overlap', 1, '73')
    """
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for found in differences:
        groups.setdefault((found.claimed, found.narrow, frozenset(found.between)), []).append(found)
    return [_tell(same, places, effect) for same in groups.values()]


def _tell(same: list[Difference], places: Sequence[Where], effect: Effect | None) -> Problem:
    widest = max(same, key=lambda one: one.width_m)
    first, *others = _in_order(widest)
    area_m2 = sum(one.area_m2 for one in same)
    rai = to_rai(area_m2)
    return problem(
        _CODES[widest.claimed, widest.narrow],
        places[first],
        lonlat=widest.lonlat,
        effect=effect,
        other=", ".join(called(places[one], places[first]) for one in others),
        count=len(same),
        rai=f"{rai.rai:,}",
        ngan=rai.ngan,
        wah=rai.wah,
        area_m2=_figure(area_m2),
        width_m=_figure(widest.width_m),
    )


def _in_order(found: Difference) -> list[int]:
    """The area that cleaning changes comes first: it loses an overlap, or gets a gap."""
    receiver = [found.receiver]
    others = [one for one in found.between if one != found.receiver]
    if found.claimed:
        return others + receiver if found.narrow else list(found.between)
    return receiver + others


def _figure(number: float) -> str:
    return f"{number:,.2f}" if number >= 0.01 else "<0.01"
