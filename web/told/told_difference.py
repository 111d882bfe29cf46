"""The comparison of two drawings as text, as JSON, and as a page with a map."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from muban.web.told.difference_words import (
    called,
    difference_word,
    pin_facts,
    summary,
    village_facts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import shapely

    from muban.gis.problem_catalogue import Lang
    from muban.layers.difference.compare_drawings import Differences
    from muban.layers.difference.read_drawing import Drawing

__all__ = ["Compared", "difference_html", "difference_json", "difference_lines"]

_WIDTH, _MARGIN = 720, 20


@dataclass(frozen=True, slots=True)
class Compared:
    """Two drawings, what their files are called, and what differs between them."""

    old: Drawing
    new: Drawing
    names: tuple[str, str]
    difference: Differences


def difference_lines(compared: Compared, lang: Lang) -> Iterator[str]:
    """A line for each drawing, the sum, and one for each village and pin with its facts below."""
    old, new = compared.names
    yield difference_word("of", lang, old=old, new=new)
    yield from _signed(compared, lang)
    yield summary(compared.difference, lang)
    for village in compared.difference.villages:
        yield f"• {called(village, lang)}"
        yield from (f"    {fact}" for fact in village_facts(village, lang))
    for pin in compared.difference.pins:
        yield f"• {difference_word('pins', lang)} {pin.name}"
        yield from (f"    {fact}" for fact in pin_facts(pin, lang))


def _signed(compared: Compared, lang: Lang) -> Iterator[str]:
    for drawing, name in zip((compared.old, compared.new), compared.names, strict=True):
        if drawing.drawn_by or drawing.drawn_on:
            by, on = drawing.drawn_by or "–", drawing.drawn_on
            yield difference_word("signed", lang, file=name, by=by, on=on).rstrip()


def difference_json(compared: Compared) -> str:
    """All that differs, for programs: areas in square metres, distances in metres.

    Returns
    -------
    str
        ``{"old", "new", "tolerance_m", "villages": [{change, name, moo, code, words: [{field,
        old, new}], border: {kind, metres, gained: [{village, square_metres}], lost}}], "pins":
        [{change, name, at, words, moved_m}]}``, indented, ending in a line break.
    """
    old, new = compared.names
    told = {"old": old, "new": new, **asdict(compared.difference)}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def difference_html(compared: Compared, lang: Lang) -> str:
    """One page that opens from disk: the map of both drawings, and all that differs in words."""
    from muban.web.wording.render import render

    both: Sequence[Lang] = ("th", "en")
    difference = compared.difference
    rows = [
        (
            {one: called(village, one) for one in both},
            {one: village_facts(village, one) for one in both},
        )
        for village in difference.villages
    ]
    pins = [(pin.name, {one: pin_facts(pin, one) for one in both}) for pin in difference.pins]
    return render(
        "difference.html.jinja",
        lang=lang,
        title=compared.names,
        signed={one: list(_signed(compared, one)) for one in both},
        summary={one: summary(difference, one) for one in both},
        villages=rows,
        pins=pins,
        map=_map(compared),
        word={
            key: {one: difference_word(key, one) for one in both}
            for key in ("title", "villages", "pins", "map")
        },
    )


def _map(compared: Compared) -> dict[str, object] | None:
    """Both drawings' borders, and the ground that changed hands, as paths of one picture."""
    import numpy as np
    import shapely

    from muban.web.maps.encode import path_d
    from muban.web.maps.projection import Grid, mercator

    drawn = {
        kind: [one.area for one in drawing.villages if not one.area.is_empty]
        for kind, drawing in (("old", compared.old), ("new", compared.new))
    }
    every = [*drawn["old"], *drawn["new"]]
    if not every:
        return None
    west, south, east, north = shapely.total_bounds(np.array(every, dtype=object))
    (left, bottom), (right, top) = mercator(np.array([[west, south], [east, north]]))
    cell = max(right - left, top - bottom) / (_WIDTH - 2 * _MARGIN) or 1.0
    grid = Grid(left=(left + right) / 2 - _WIDTH / 2 * cell, top=top + _MARGIN * cell, cell=cell)
    layers = [("changed", _changed(compared)), ("new", drawn["new"]), ("old", drawn["old"])]
    outlines = [
        (kind, path_d(shape))
        for kind, shapes in layers
        for shape in grid.shapes(np.array(shapes, dtype=object))
    ]
    height = round((top - bottom) / cell) + 2 * _MARGIN
    return {"width": _WIDTH, "height": height, "outlines": [one for one in outlines if one[1]]}


def _changed(compared: Compared) -> list[shapely.Geometry]:
    """Ground of villages whose border moved, that one drawing gives them and the other does not."""
    import shapely

    moved = {
        (one.code, one.name)
        for one in compared.difference.villages
        if one.border and one.border.kind == "moved"
    }
    areas = [
        {
            (one.words["code"], one.called): one.area
            for one in drawing.villages
            if not one.area.is_empty
        }
        for drawing in (compared.old, compared.new)
    ]
    pairs = [(areas[0].get(key), areas[1].get(key)) for key in sorted(moved)]
    found = [
        shapely.symmetric_difference(one, other)
        for one, other in pairs
        if one is not None and other is not None
    ]
    return [part for shape in found for part in shapely.get_parts(shape) if part.area > 0]
