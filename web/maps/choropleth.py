"""What villages can be coloured by: every domain, indicator and year, cut into classes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muban.gis.table_rows import rows_of
from muban.symbology.classify import Classes, Method, classify

if TYPE_CHECKING:
    from muban.layers.atlas import Domain, TambonAtlas

__all__ = [
    "ClassSettings",
    "View",
    "Views",
    "build_views",
    "decide_views",
    "fills_of",
    "newest_views",
]

NO_DATA_FILL = "url(#no-data)"
"""The fill of a village without a value: a hatch, never a colour of the ramp."""


@dataclass(frozen=True, slots=True)
class ClassSettings:
    """How values are cut into classes; ``breaks`` by domain or indicator id override it."""

    method: Method = "natural"
    count: int = 5
    breaks: tuple[tuple[str, tuple[float, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """One thing to colour by, in one year.

    ``values`` has each village's value (None where missing or withheld), ``shown`` the text
    that may be published, ``status`` why there is none; all by village code.
    ``mean`` is that of the villages with a value; a withheld value takes no part in it, so
    that it cannot be worked out.
    """

    domain: Domain
    year_be: int
    classes: Classes
    values: Mapping[str, float | None]
    shown: Mapping[str, str]
    status: Mapping[str, str]
    mean: float | None

    @property
    def key(self) -> str:
        """Stable id of domain or indicator, and year."""
        return f"{self.domain.id}.{self.year_be}"


@dataclass(frozen=True, slots=True)
class Views:
    """What a tambon can be coloured by, and what it is: decided once, for screen and paper.

    Parameters
    ----------
    every
        All views, domains in their order, indicators after their domain, new first.
    shown
        The one that page, card, print and book show; None for the plain map.
    """

    every: tuple[View, ...] = ()
    shown: View | None = None


def decide_views(tambon: TambonAtlas, settings: ClassSettings) -> Views:
    """Cut every view's classes, and say which one is shown.

    Shown is the first domain's newest year that has a value to show; where only indicators
    have values, the first of these. A map without one value stays plain: a hatch from edge
    to edge says nothing.

    Parameters
    ----------
    tambon
        With its indicators; there may be none.
    settings
        How the project wants classes cut.
    """
    every = build_views(tambon, settings)
    speaking = [view for view in every if any(v is not None for v in view.values.values())]
    domains = [view for view in speaking if not view.domain.parent]
    return Views(every, next(iter(domains or speaking), None))


def build_views(tambon: TambonAtlas, settings: ClassSettings | None = None) -> tuple[View, ...]:
    """All views of a tambon: domains in their order, indicators after their domain, new first.

    Parameters
    ----------
    tambon
        With its indicators; there may be none.
    settings
        How to cut classes; None for five by natural breaks.
    """
    settings = settings or ClassSettings()
    by_view = _rows_by_view(tambon)
    views = []
    for domain in tambon.domains:
        rows = by_view.get((domain.parent, domain.id) if domain.parent else (domain.id, ""), [])
        years = sorted({int(row["year_be"]) for row in rows}, reverse=True)
        for year in years:
            of_year = {r["village_code"]: r for r in rows if int(r["year_be"]) == year}
            views.append(_view(domain, year, of_year, settings))
    return tuple(views)


def _rows_by_view(tambon: TambonAtlas) -> Mapping[tuple[str, str], list[dict[Hashable, Any]]]:
    """The results by domain and indicator ("" for the domain itself)."""
    found: dict[tuple[str, str], list[dict[Hashable, Any]]] = {}
    for row in rows_of(tambon.indicators):
        found.setdefault((row["domain"], row["indicator"]), []).append(row)
    return found


def _view(
    domain: Domain, year: int, rows: Mapping[str, Mapping[Hashable, Any]], settings: ClassSettings
) -> View:
    values = {code: _value(row) for code, row in rows.items()}
    known = [value for value in values.values() if value is not None]
    breaks = dict(settings.breaks).get(domain.id)
    scale = (
        (domain.scale_min, domain.scale_max)
        if domain.scale_min is not None and domain.scale_max is not None
        else None
    )
    classes = classify(
        known,
        method="manual" if breaks else settings.method,
        k=settings.count,
        breaks=breaks,
        scale=scale,
        higher_is_better=domain.higher_is_better,
    )
    return View(
        domain=domain,
        year_be=year,
        classes=classes,
        values=values,
        shown={code: str(row["shown"]) for code, row in rows.items()},
        status={code: str(row["status"]) for code, row in rows.items()},
        mean=sum(known) / len(known) if known else None,
    )


def _value(row: Mapping[Hashable, Any]) -> float | None:
    value = float(row["value"])
    return None if row["status"] != "ok" or math.isnan(value) else value


def newest_views(views: Sequence[View]) -> list[View]:
    """Each domain's newest view, domains in their order.

    Parameters
    ----------
    views
        Of a tambon; those of parts of a domain are left out.
    """
    newest: dict[str, View] = {}
    for view in views:
        known = newest.get(view.domain.id)
        if not view.domain.parent and (known is None or view.year_be > known.year_be):
            newest[view.domain.id] = view
    return list(newest.values())


def fills_of(tambon: TambonAtlas, view: View | None) -> dict[str, str] | None:
    """The fill of every village for a view: its class's colour, or the hatch.

    None where there is no view: the plain map.
    """
    if view is None:
        return None
    return {
        code or "": view.classes.colour(view.values.get(code)) or NO_DATA_FILL
        for code in tambon.villages["village_code"]
    }
