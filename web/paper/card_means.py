"""What a card shows where nothing is drawn yet: the tambon's mean in each domain.

A map half left empty would promise a map that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muban.web.paper.card_layout import ACCENT, INK, SOFT_INK, set_lines
from muban.web.wording.paper_words import paper_word
from muban.web.wording.render import render
from muban.web.wording.words import Lang, digits, word

if TYPE_CHECKING:
    from muban.web.maps.choropleth import View

__all__ = ["means_svg"]

Area = tuple[float, float, float, float]

_ROW_HIGH = (60.0, 108.0)
_HEAD_HIGH = 74.0
_VALUE_WIDE = 120.0
_MARGIN = 34.0


def means_svg(
    views: Sequence[View], area: Area, *, lang: Lang = "th", thai_digits: bool = False
) -> str:
    """The newest year's means, as SVG; "" where there are none.

    Parameters
    ----------
    views
        Of the tambon (:func:`muban.web.maps.choropleth.build_views`).
    area
        Left, top, width and height in px; rows that do not fit are left out.
    lang, thai_digits
        How it is written.
    """
    known = [view for view in views if view.mean is not None and not view.domain.parent]
    if not known:
        return ""
    left, top, width, height = (area[0] + _MARGIN, area[1], area[2] - 2 * _MARGIN, area[3])
    year = max(view.year_be for view in known)
    shown = [view for view in known if view.year_be == year]
    shown = shown[: int((height - _HEAD_HIGH) // _ROW_HIGH[0])]
    row_high = min(_ROW_HIGH[1], (height - _HEAD_HIGH) / len(shown))
    above = (height - _HEAD_HIGH - row_high * len(shown)) / 2
    return str(
        render(
            "card_means.svg.jinja",
            head=paper_word("card.means", lang, year=digits(str(year), thai=thai_digits)),
            x=left,
            y=top + above,
            width=width,
            head_high=_HEAD_HIGH,
            row_high=row_high,
            colors={"bar": ACCENT, "ink": INK, "soft": SOFT_INK},
            rows=[_row(view, width, lang, thai_digits=thai_digits) for view in shown],
        )
    )


def _row(view: View, width: float, lang: Lang, *, thai_digits: bool) -> dict[str, object]:
    domain = view.domain
    label = (domain.label_en if lang == "en" else "") or domain.label_th
    if not domain.higher_is_better:
        label = f"{label} ({word('low_is_good', lang)})"
    lines = set_lines((label,), width=width - _VALUE_WIDE, largest=30, weight=400)
    name, size = lines[0]
    return {
        "name": name if len(lines) == 1 else f"{name}…",
        "size": size,
        "value": digits(f"{view.mean:,.1f}", thai=thai_digits),
        "share": _share(view),
    }


def _share(view: View) -> float | None:
    """How far along its scale a mean is; None without a stated scale.

    Bars stand beside one another and are compared: those of unlike ends would mislead.
    """
    low, high = view.domain.scale_min, view.domain.scale_max
    if view.mean is None or low is None or high is None or high <= low:
        return None
    return min(1.0, max(0.0, (view.mean - low) / (high - low)))
