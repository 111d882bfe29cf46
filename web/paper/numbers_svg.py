"""Texts beside the marks of a printed map, as a picture that is laid over the map's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muban.web.wording.render import render

if TYPE_CHECKING:
    from muban.web.maps.name_places import Box
    from muban.web.maps.number_places import PlacedNumber
    from muban.web.maps.picture import Picture
    from muban.web.maps.picture_frame import MapOptions

__all__ = ["numbers_svg"]


def numbers_svg(
    picture: Picture,
    placed: Sequence[PlacedNumber],
    options: MapOptions,
    *,
    size: float,
    windows: Sequence[tuple[str, Box]] = (),
    names: Sequence[tuple[Sequence[PlacedNumber], float, int]] = (),
) -> str:
    """Numbers, their lines, and the frames of enlarged parts.

    Parameters
    ----------
    picture
        The map that they belong to.
    placed
        Numbers at their places.
    options
        What the map was drawn by: its size and fonts.
    size
        Of the numbers, in output pixels.
    windows
        Letter and frame of each part that is enlarged elsewhere.
    names
        Names under the numbers: where they stand, their size in output pixels, their weight.

    Returns
    -------
    str
        SVG of the map's size and view.
    """
    pixel = picture.frame.pixel
    return str(
        render(
            "landmark_numbers.svg.jinja",
            width=options.size.width,
            height=options.size.height,
            view_box=picture.frame.view_box,
            pixel=pixel,
            fonts=options.fonts,
            groups=[
                *({"placed": those, "size": high * pixel, "weight": w} for those, high, w in names),
                {"placed": placed, "size": size * pixel, "weight": 700},
            ],
            windows=windows,
            label=options.size.label * pixel,
        )
    )
