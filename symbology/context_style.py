"""How lines and areas are drawn that people find themselves by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ContextStyle"]


@dataclass(frozen=True, slots=True)
class ContextStyle:
    """How a kind of line or area is drawn that people find themselves by.

    Parameters
    ----------
    id
        The kind: what ``context_kind`` says (``layers/data/context_kinds.json``).
    geometry
        What it mostly is: its sample in the legend.
    color, width, dash
        Of the line, or of the area's edge; CSS pixels.
    fill
        Of an area; None where only its edge is drawn.
    """

    id: str
    label_th: str
    label_en: str
    geometry: Literal["line", "area"]
    color: str
    width: float
    dash: tuple[float, ...]
    fill: str | None
    order: int
    details_th: str
    details_en: str
    public: bool = True
    """Whether the project shows this kind at all."""
