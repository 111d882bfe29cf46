"""What a project changes of the looks of roads, waters and other ground.

::

    [symbols.road]
    color = "#5b4630"
    width = 2.4
    label_th = "ทางของตำบล"

    [symbols.lane]
    public = false                  # neither published nor in the background
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from muban.gis.problems import Problem, Where, problem
from muban.symbology.colours import blend
from muban.symbology.context_style import ContextStyle

__all__ = ["GROUND_KEYS", "check_ground_wishes", "ground_with_wishes"]

GROUND_KEYS: Mapping[str, str] = {
    "color": "#1565c0",
    "fill": "#c3def0",
    "width": "2.0",
    "public": "false",
    "label_th": "ทางของตำบล",
    "label_en": "Our roads",
    "details_th": "ทางที่ตำบลดูแล",
    "details_en": "Roads that the tambon keeps",
}
"""What can be set of a kind of line or area, and an example of each."""
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_WIDTHS = (0.4, 8.0)
_LONGEST = 120
_FILL_SHARE = 0.28
"""An area's fill, as much of its edge's colour on white, where its own is not stated."""


def check_ground_wishes(
    kind: str, row: object, problems: list[Problem], *, area: bool
) -> dict[str, Any] | None:
    """What of a table ``[symbols.road]`` can be; a problem for what cannot.

    Parameters
    ----------
    kind
        The kind of line or area.
    row
        The table as it stands in ``muban.toml``.
    problems
        What is wrong is added to them.
    area
        Whether the kind has a fill.

    Examples
    --------
    >>> found: list[Problem] = []
    >>> check_ground_wishes("road", {"color": "#5B4630", "wide": 2}, found, area=False)
    {'color': '#5b4630'}
    >>> found[0].params["nearest"]
    'width'
    """
    where = Where("muban.toml", field=f"symbols.{kind}")
    if not isinstance(row, Mapping):
        problems.append(problem("symbol.bad_id", where, kind=kind, nearest=kind))
        return None
    keys = [key for key in GROUND_KEYS if area or key != "fill"]
    checked: dict[str, Any] = {}
    for key, value in row.items():
        place = where.at(field=f"symbols.{kind}.{key}")
        if key not in keys:
            nearest = get_close_matches(str(key), keys, n=1, cutoff=0.0)[0]
            problems.append(problem("symbol.unknown_key", place, key=str(key), nearest=nearest))
        elif not _can_be(key, value):
            shown, nearest = str(value)[:60], GROUND_KEYS[key]
            told = problem("symbol.bad_value", place, key=key, value=shown, nearest=nearest)
            problems.append(told)
        else:
            checked[key] = value.lower() if key in ("color", "fill") else value
    return checked


def ground_with_wishes(
    styles: Sequence[ContextStyle], wishes: Mapping[str, Mapping[str, Any]]
) -> tuple[ContextStyle, ...]:
    """The looks of all kinds of lines and areas with a project's wishes.

    Parameters
    ----------
    styles
        As the standard legend has them.
    wishes
        Checked, by kind (:func:`check_ground_wishes`).

    Examples
    --------
    >>> from muban.symbology.legend_data import read_standard_legend
    >>> made = ground_with_wishes(read_standard_legend().context, {"water": {"color": "#000000"}})
    >>> [(style.color, style.fill) for style in made if style.id == "water"]
    [('#000000', '#b8b8b8')]
    """
    return tuple(_changed(style, wishes.get(style.id, {})) for style in styles)


def _changed(style: ContextStyle, wishes: Mapping[str, Any]) -> ContextStyle:
    if style.fill is not None and "color" in wishes and "fill" not in wishes:
        wishes = {**wishes, "fill": blend(("#ffffff", wishes["color"]), _FILL_SHARE)}
    return replace(style, **wishes)


def _can_be(key: str, value: object) -> bool:
    if key in ("color", "fill"):
        return isinstance(value, str) and bool(_COLOR.fullmatch(value))
    if key == "public":
        return isinstance(value, bool)
    if key == "width":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and _WIDTHS[0] <= float(str(value)) <= _WIDTHS[1]
    return isinstance(value, str) and 0 < len(value) <= _LONGEST
