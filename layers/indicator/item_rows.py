"""A survey's list of items as an office writes it down: rows of a table made into lists.

The template is ``indicator_items.xlsx``; the headings stand in ``item_list_columns.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.gis.headings.fits import is_filled
from muban.gis.text.buddhist_year import parse_year_be
from muban.layers.atlas import Domain
from muban.layers.headed_rows import column_words, headed_rows, heads
from muban.layers.indicator.indicator_tables import domain_by_name
from muban.layers.indicator.indicator_values import cell_text, parse_direction, parse_number
from muban.layers.indicator.item_lists import ItemList, family_by_name, family_scale

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["heads_items", "item_lists"]

_COLUMNS = "item_list_columns.json"
_Cells = Mapping[str, object]


def heads_items(read: Read) -> bool:
    """Whether a worksheet lists the items of a survey, though it may hold none yet."""
    return heads(read, _COLUMNS)


def item_lists(read: Read) -> list[ItemList]:
    """The lists that a worksheet holds, one for each survey and first year.

    Parameters
    ----------
    read
        A grid; of one that lists no items, nothing comes.

    Raises
    ------
    ConfigError
        A cell that cannot be understood, with its place.
    """
    found: dict[tuple[str, int, int | None], dict[int, Domain]] = {}
    for number, cells in headed_rows(read, _COLUMNS) or ():
        at = f"{read.source.name} › {read.layer} › {number}"
        key, item_number, item = _item(cells, at)
        items = found.setdefault(key, {})
        if item_number in items:
            raise _wrong("twice", at, str(item_number))
        items[item_number] = item
    return [
        ItemList(family, first, last, tuple(sorted(items.items())))  # type: ignore[arg-type]
        for (family, first, last), items in found.items()
    ]


def _item(cells: _Cells, at: str) -> tuple[tuple[str, int, int | None], int, Domain]:
    family = family_by_name(cell_text(cells.get("family")))
    if family is None:
        raise _wrong("family", at, cell_text(cells.get("family")))
    first = parse_year_be(cells.get("from"))
    if first is None:
        raise _wrong("from", at, cell_text(cells.get("from")))
    last = parse_year_be(cells.get("to")) if "to" in cells else None
    if "to" in cells and (last is None or last < first):
        raise _wrong("to", at, cell_text(cells["to"]))
    number = parse_number(cells.get("number"))
    if not isinstance(number, tuple) or not number.value.is_integer() or number.value < 1:
        raise _wrong("number", at, cell_text(cells.get("number")))
    label = cell_text(cells.get("label"))
    if not label:
        raise _wrong("label", at, "")
    low, high, unit = family_scale(family)
    ends = [cells.get("scale_min"), cells.get("scale_max")]
    if any(is_filled(end) for end in ends):
        low, high = _scale(ends, at)
    better = parse_direction(cells.get("better"))
    item = Domain(
        id=f"{family}{first}_{int(number.value):02d}",
        label_th=label,
        label_en="",
        scale_min=low,
        scale_max=high,
        higher_is_better=True if better is None else better,
        unit=cell_text(cells.get("unit")) or unit,
        parent=domain_by_name(cell_text(cells.get("domain"))) or family,
    )
    return (family, first, last), int(number.value), item


def _scale(ends: Sequence[object], at: str) -> tuple[float, float]:
    numbers = [found.value for end in ends if isinstance(found := parse_number(end), tuple)]
    if len(numbers) != 2 or numbers[0] >= numbers[1]:
        raise _wrong("scale", at, " – ".join(cell_text(end) for end in ends))
    return numbers[0], numbers[1]


def _wrong(what: str, at: str, text: str) -> ConfigError:
    said = column_words(_COLUMNS)["wrong"][what]
    return ConfigError(*(f"{at}: {said[lang].format(text=text)}" for lang in ("th", "en")))
