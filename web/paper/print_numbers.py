"""The numbers that tie a printed map to its list of landmarks, and the sheets that enlarge it.

Numbers follow the list: by group, by kind, then in the order of the data. Where the map is too
crowded for them, the crowded part is printed again, larger, until every landmark has its number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muban.web.maps.close_up import close_up
from muban.web.maps.number_places import (
    PlacedNumber,
    Spot,
    busiest_window,
    landmark_spots,
    place_numbers,
)
from muban.web.maps.picture import build_picture
from muban.web.paper.numbers_svg import numbers_svg
from muban.web.paper.print_frame import MM_PER_PIXEL, Paper, enlarged_paper

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend
    from muban.web.maps.name_places import Box
    from muban.web.maps.picture import Picture, PictureOptions
    from muban.web.maps.tambon_view import TambonView

__all__ = ["CloseUp", "NumberedMap", "landmark_numbers", "numbered_map"]

_DIGITS = 0.68
"""Size of a number in em of a village's name."""
_NEAR, _FAR = 3, 40
"""How far from its place a number may stand, in lines: on the map, and where it is enlarged."""
_ZOOM, _LEAST = 2.2, 0.55
"""How much larger the crowded part is drawn, and how far a window closes around it."""
_LETTERS = {
    "th": "กขคงจฉชซฌญฎฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}


@dataclass(frozen=True, slots=True)
class CloseUp:
    """A crowded part, drawn larger: its letter, its picture, and its numbers to lay over it.

    ``shown`` are the ids of the landmarks that are numbered there.
    """

    letter: str
    picture: Picture
    numbers: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberedMap:
    """The numbers of a map as a picture to lay over it, and its enlarged parts.

    ``shown`` are the ids of landmarks whose number stands on the map itself.
    """

    numbers: str
    shown: tuple[str, ...]
    close_ups: tuple[CloseUp, ...]

    def sheet_of(self, landmark_id: str) -> str:
        """The letter of the enlarged part that has a landmark's number; "" for the map itself."""
        if landmark_id in self.shown:
            return ""
        return next((one.letter for one in self.close_ups if landmark_id in one.shown), "")


def landmark_numbers(tambon: TambonAtlas, legend: Legend) -> dict[str, int]:
    """Every landmark's number by its id, counted from 1 in the order of the printed list.

    Parameters
    ----------
    tambon
        Whose landmarks.
    legend
        Says the order of groups and kinds.
    """
    groups = {group.id: place for place, group in enumerate(legend.groups)}
    kinds = {symbol.id: (groups[symbol.group], place) for place, symbol in enumerate(legend)}
    listed = sorted(
        zip(tambon.landmarks["landmark_kind"], tambon.landmarks["landmark_id"], strict=True),
        key=lambda row: kinds[row[0]],
    )
    return {landmark: number for number, (_, landmark) in enumerate(listed, 1)}


def numbered_map(
    view: TambonView,
    picture: Picture,
    options: PictureOptions,
    numbers: Mapping[str, str],
    paper: Paper,
) -> NumberedMap:
    """Give every landmark of a printed map its number, on the map or where it is enlarged.

    Parameters
    ----------
    view
        The tambon.
    picture, options
        Its map as printed, and what that was drawn by.
    numbers
        The text of each landmark's number, by its id.
    paper
        The sheet.
    """
    placed, left = _numbered(picture, options, numbers, _NEAR)
    windows, close_ups = [], []
    letters = iter(_LETTERS[view.lang])
    while left:
        one, window = _close_up(view, picture, options, numbers, left, paper, next(letters, "+"))
        shown = set(one.shown)
        windows.append((one.letter, window))
        close_ups.append(one)
        left = [at for at in left if at.id not in shown]
        # What is enlarged needs no number in the throng.
        placed = [number for number in placed if number.of.id not in shown]
    return NumberedMap(
        numbers_svg(picture, placed, options, size=options.size.label * _DIGITS, windows=windows),
        tuple(number.of.id for number in placed),
        tuple(close_ups),
    )


def _numbered(
    picture: Picture, options: PictureOptions, numbers: Mapping[str, str], rings: int
) -> tuple[list[PlacedNumber], list[Spot]]:
    assert picture.placed is not None
    spots, taken = landmark_spots(picture.placed, numbers)
    return place_numbers(
        spots,
        taken,
        size=options.size.label * _DIGITS * picture.frame.pixel,
        frame=picture.frame.box,
        rings=rings,
    )


def _close_up(
    view: TambonView,
    picture: Picture,
    options: PictureOptions,
    numbers: Mapping[str, str],
    left: Sequence[Spot],
    paper: Paper,
    letter: str,
) -> tuple[CloseUp, Box]:
    """The busiest part of what has no number yet, enlarged, and the window that it shows."""
    sheet = enlarged_paper(paper)
    size = replace(
        options.size, width=sheet.map_width / MM_PER_PIXEL, height=sheet.map_height / MM_PER_PIXEL
    )
    top, right, bottom, side = size.padding
    pixel = picture.frame.pixel / _ZOOM
    wide, high = (size.width - side - right) * pixel, (size.height - top - bottom) * pixel
    window = busiest_window(left, wide, high, least=_LEAST)
    larger = replace(options, size=size)
    drawn = build_picture(close_up(view.ground, window), legend=view.legend, options=larger)
    placed, _ = _numbered(drawn, larger, numbers, _FAR)
    text = numbers_svg(drawn, placed, larger, size=size.label * _DIGITS)
    return CloseUp(letter, drawn, text, tuple(number.of.id for number in placed)), window
