"""The list of landmarks that a printed map refers to: each by its number, under its symbol."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from muban.symbology.symbol import symbol_svg_document
from muban.web.paper.imprint import Imprint

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend
    from muban.web.paper.print_numbers import NumberedMap

__all__ = ["landmark_groups"]


def landmark_groups(
    tambon: TambonAtlas,
    legend: Legend,
    imprint: Imprint,
    numbers: Mapping[str, str],
    numbered: NumberedMap,
) -> list[dict[str, Any]]:
    """The landmarks by group and kind: symbol, label, and the places of that kind.

    Parameters
    ----------
    tambon
        Whose landmarks.
    legend
        Says how each looks.
    imprint
        What stands on everything that is printed of it.
    numbers
        The text of each landmark's number, by its id.
    numbered
        Says which enlarged part has a landmark's number; "" for the map itself.
    """
    coded = tambon.villages[tambon.villages["village_code"].notna()]
    villages = {row["village_code"]: row for row in coded.to_dict("records")}
    groups = []
    for group in legend.groups:
        kinds = [
            {
                "svg": symbol_svg_document(symbol, 24, legend),
                "label": imprint.label(symbol.label_th, symbol.label_en),
                "places": [
                    {
                        "number": numbers[row["landmark_id"]],
                        "text": _place(row, villages, imprint),
                        "sheet": numbered.sheet_of(row["landmark_id"]),
                    }
                    for row in tambon.landmarks.to_dict("records")
                    if row["landmark_kind"] == symbol.id
                ],
            }
            for symbol in legend
            if symbol.group == group.id and symbol.id in set(tambon.landmarks["landmark_kind"])
        ]
        if kinds:
            label = imprint.label(group.label_th, group.label_en)
            groups.append({"label": label, "kinds": kinds})
    return groups


def _place(
    row: Mapping[Hashable, Any], villages: Mapping[str, Mapping[Hashable, Any]], imprint: Imprint
) -> str:
    moo = villages.get(row["village_code"], {}).get("moo")
    where = f" ({imprint.word('print.place_moo', moo=moo)})" if moo else ""
    return f"{row['name'] or imprint.word('print.unknown')}{where}"
