"""How a map is fitted into a picture: sizes in output pixels, the view in grid cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from muban.web.maps.name_places import Box

__all__ = ["Frame", "MapOptions", "PictureSize", "fit_frame", "tight_frame"]

_PAGE_FONTS = "'Noto Sans Thai','Leelawadee UI',Thonburi,sans-serif"
"""The reader's own Thai fonts: a page ships none."""


@dataclass(frozen=True, slots=True)
class PictureSize:
    """How large a picture is shown, in output pixels.

    Parameters
    ----------
    width, height
        Of the whole picture.
    label, symbol
        Font size of a village's name; diameter of a landmark's symbol.
    room
        Least distance between two landmarks' markers, across or down: what a thumb needs on a
        page; None for what only the eye needs.
    padding
        Left free at top, right, bottom, left: for a title block, a legend, a bleed.
    """

    width: float = 1000
    height: float = 820
    label: float = 14
    symbol: float = 24
    padding: tuple[float, float, float, float] = (28, 28, 28, 28)
    room: float | None = None

    def inner(self, frame: Frame) -> Box:
        """What of a frame the padding does not leave free for titles and legends, in cells."""
        top, right, bottom, left = (side * frame.pixel for side in self.padding)
        whole = frame.box
        return Box(whole.left + left, whole.top + top, whole.right - right, whole.bottom - bottom)


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the grid that a picture shows, in cells.

    ``pixel`` is how many cells an output pixel takes.
    """

    left: float
    top: float
    width: float
    height: float
    pixel: float

    @property
    def box(self) -> Box:
        """The frame as a rectangle in cells."""
        return Box(self.left, self.top, self.left + self.width, self.top + self.height)

    @property
    def view_box(self) -> str:
        """The SVG attribute."""
        return " ".join(f"{v:.6g}" for v in (self.left, self.top, self.width, self.height))


def fit_frame(extent: Box, size: PictureSize) -> Frame:
    """The view that shows an extent as large as a size and its padding allow.

    Examples
    --------
    >>> size = PictureSize(width=120, height=70, padding=(10, 10, 10, 10))
    >>> fit_frame(Box(0, 0, 100, 10), size)
    Frame(left=-10.0, top=-30.0, width=120.0, height=70.0, pixel=1.0)
    """
    top, right, bottom, left = size.padding
    inner_width, inner_height = size.width - left - right, size.height - top - bottom
    wide, high = max(extent.right - extent.left, 1.0), max(extent.bottom - extent.top, 1.0)
    pixel = max(wide / inner_width, high / inner_height)
    return Frame(
        left=extent.left - left * pixel - (inner_width * pixel - wide) / 2,
        top=extent.top - top * pixel - (inner_height * pixel - high) / 2,
        width=size.width * pixel,
        height=size.height * pixel,
        pixel=pixel,
    )


def tight_frame(extent: Box, size: PictureSize) -> Frame:
    """The view of the extent and its padding alone, at the scale that :func:`fit_frame` has.

    A page lays such a picture out itself, with as much room around it as it likes.

    Examples
    --------
    >>> size = PictureSize(width=120, height=70, padding=(10, 10, 10, 10))
    >>> tight_frame(Box(0, 0, 100, 10), size)
    Frame(left=-10.0, top=-10.0, width=120.0, height=30.0, pixel=1.0)
    """
    pixel = fit_frame(extent, size).pixel
    top, right, bottom, left = (side * pixel for side in size.padding)
    return Frame(
        left=extent.left - left,
        top=extent.top - top,
        width=extent.right - extent.left + left + right,
        height=extent.bottom - extent.top + top + bottom,
        pixel=pixel,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOptions:
    """What the pictures of a tambon and of a province are both told.

    Parameters
    ----------
    size
        The size it is made for. Names and symbols find their places for this size.
    phone
        A second, smaller size that a page shows instead on a narrow screen; names and
        symbols are placed for it as well. None for card and print.
    labels
        Whether names are drawn.
    line
        Factor for line widths: paper wants finer lines than a screen.
    fonts
        CSS font list for names.
    standalone
        With its own width and height, for a file; otherwise it fills its place on a page.
    """

    size: PictureSize = field(default_factory=PictureSize)
    phone: PictureSize | None = None
    labels: bool = True
    line: float = 1.0
    fonts: str = _PAGE_FONTS
    standalone: bool = True

    def sizes(self) -> list[tuple[str, PictureSize]]:
        """The sizes that names and symbols are placed for, by the class that shows them."""
        named = (("desk", self.size), ("phone", self.phone))
        return [(name, size) for name, size in named if size is not None]

    def frame(self, extent: Box, size: PictureSize) -> Frame:
        """The view of an extent at a size; a page lays out the room around it itself."""
        return (fit_frame if self.standalone else tight_frame)(extent, size)
