"""A clip before it is frames: scenes one after the other, each with layers that appear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from muban.web.paper.canvas import Canvas

__all__ = ["CLIP_SHAPES", "FPS", "Clip", "ClipShape", "Scene", "timed"]

FPS = 20
_LEAST_S, _MOST_S = 10.0, 60.0
"""Seconds that a clip lasts: Facebook's and LINE's own players loop what is shorter."""


@dataclass(frozen=True, slots=True)
class ClipShape:
    """A clip's size and where things may stand, in pixels.

    ``words`` and ``picture`` are left, top, width and height; what a platform lays its own
    buttons over (top and bottom of a tall clip) is in neither.
    """

    id: str
    width: int
    height: int
    words: tuple[float, float, float, float]
    picture: tuple[float, float, float, float]

    @property
    def is_wide(self) -> bool:
        """Whether words stand beside the picture; else above it."""
        return self.width > self.height


CLIP_SHAPES = (
    ClipShape("square", 720, 720, (40, 24, 640, 156), (20, 186, 680, 512)),
    ClipShape("tall", 720, 1280, (48, 184, 576, 196), (36, 390, 588, 630)),
    ClipShape("wide", 1280, 720, (48, 36, 420, 640), (480, 24, 776, 656)),
)
"""1:1, 9:16 and 16:9. A tall one is free at its top, its foot and its right: there a platform
says who posted it and lays its buttons."""


@dataclass(frozen=True, eq=False)
class Scene:
    """One scene: what is told, for how long, and the layers that make it.

    ``layers`` each draw on a clear sheet; the first is there from the beginning, each other
    appears a moment after the one before. ``said`` is the subtitle.
    """

    seconds: float
    title: str
    said: str
    layers: Sequence[Callable[[Canvas, ClipShape], None]]


@dataclass(frozen=True, eq=False)
class Clip:
    """Scenes in their order; ``id`` names its files."""

    id: str
    scenes: tuple[Scene, ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return sum(scene.seconds for scene in self.scenes)

    @property
    def words(self) -> str:
        """All that is told, a line each: for those who cannot see it, and for the gate."""
        return "\n".join(line for s in self.scenes for line in (s.title, s.said) if line)


def timed(clip: Clip, seconds: float | None = None) -> Clip:
    """The clip at a length: as asked for, and never under 10 or over 60 seconds.

    Examples
    --------
    >>> timed(Clip("a", (Scene(2, "", "", ()), Scene(4, "", "", ())))).seconds
    10.0
    """
    wanted = min(_MOST_S, max(_LEAST_S, seconds or clip.seconds))
    factor = wanted / clip.seconds
    lengths = [round(scene.seconds * factor * FPS) / FPS for scene in clip.scenes]
    lengths[-1] += round((wanted - sum(lengths)) * FPS) / FPS
    scenes: list[Any] = [
        Scene(length, scene.title, scene.said, scene.layers)
        for length, scene in zip(lengths, clip.scenes, strict=True)
    ]
    return Clip(clip.id, tuple(scenes))
