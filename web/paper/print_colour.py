"""What printed maps are coloured by where somebody has chosen: a domain, a part of one, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.web.maps.choropleth import View, Views

if TYPE_CHECKING:
    from muban.web.maps.tambon_view import TambonView

__all__ = ["NO_COLOUR", "coloured"]

NO_COLOUR = "none"
"""Asks for the plain map."""


def coloured(views: Mapping[str, TambonView], colour: str) -> dict[str, TambonView]:
    """The tambons coloured by what was asked for.

    Parameters
    ----------
    views
        Tambons by code.
    colour
        "" for what their pages show; ``none`` for the plain map; else a domain's or indicator's
        id or Thai or English name, in its newest year with values, or with its year
        (``occupation.2562``). A tambon without it is plain.

    Raises
    ------
    ConfigError
        No tambon has it; names what there is.
    """
    if not colour:
        return dict(views)
    plain = colour == NO_COLOUR
    chosen = {code: None if plain else _view(view.views, colour) for code, view in views.items()}
    if not plain and not any(chosen.values()):
        known = dict.fromkeys(
            f"{one.domain.id} ({one.domain.label_th})"
            for view in views.values()
            for one in view.views.every
            if not one.domain.parent
        )
        listed = ", ".join((NO_COLOUR, *known))
        raise ConfigError(
            f"--colour {colour}: ไม่มีด้านหรือตัวชี้วัดนี้ในงาน ที่มีคือ {listed}",
            f"--colour {colour}: the project has no such domain or indicator; there are {listed}",
        )
    return {
        code: replace(view, views=Views(view.views.every, chosen[code]))
        for code, view in views.items()
    }


def _view(views: Views, colour: str) -> View | None:
    own = [
        view
        for view in views.every
        if colour in (view.key, view.domain.id, view.domain.label_th, view.domain.label_en)
    ]
    speaking = [view for view in own if any(value is not None for value in view.values.values())]
    return max(speaking or own, key=lambda view: view.year_be, default=None)
