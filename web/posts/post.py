"""A post before it has a shape: what it says, what it shows, where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.web.stories.facts import ToldFact

if TYPE_CHECKING:
    from muban.web.paper.canvas import Canvas

__all__ = ["SHAPES", "Area", "Draw", "Post", "PostShape"]

Area = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""
Draw = Callable[["Canvas", Area], None]
"""Draws a post's picture into an area of a sheet."""


@dataclass(frozen=True, slots=True)
class PostShape:
    """A picture's size and its parts, in pixels.

    ``words`` is the column of what and where (left, top, width, and where it must end);
    ``picture`` what is left to the map; ``figures`` the baseline of the figures' words.
    """

    id: str
    width: int
    height: int
    words: Area
    picture: Area
    figures: float
    title_size: float


SHAPES = (
    PostShape("square", 1080, 1080, (56, 36, 968, 330), (0, 344, 1080, 490), 940, 72),
    PostShape("wide", 1200, 630, (48, 30, 430, 372), (500, 12, 700, 496), 496, 64),
    PostShape("tall", 1080, 1350, (56, 44, 968, 366), (0, 380, 1080, 710), 1206, 80),
)
"""For the feed, for a link, and for a phone's whole width (4:5)."""


@dataclass(frozen=True, eq=False)
class Post:
    """What one post says.

    Parameters
    ----------
    id
        Of its files: letters, figures and hyphens.
    kicker
        What it is about, in a few words.
    headline
        The story, in words that may stand on lines of their own.
    place
        What it is told of, a few words each.
    facts
        Up to three figures.
    draw
        Its picture.
    key
        What the picture's colours mean: colour and words.
    source
        Where the figures are from, and of when.
    text
        What is written with it: sentences, link, hashtags.
    """

    id: str
    kicker: str
    headline: tuple[str, ...]
    place: tuple[str, ...]
    facts: tuple[ToldFact, ...]
    draw: Draw
    source: str
    text: str
    key: tuple[tuple[str, str], ...] = ()
    address: str | None = None

    @property
    def words(self) -> str:
        """All that stands on its pictures, a line each: what the privacy gate reads."""
        lines = [self.kicker, "".join(self.headline), *self.place, self.source]
        lines += [f"{fact.figure} {fact.what}" for fact in self.facts]
        return "\n".join([*lines, *(words for _, words in self.key)])
