"""A clip's frames: layers drawn once, laid over each other as they appear.

Frame n is the same bytes in every run: nothing here knows a clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from muban.web.clips.clip import FPS
from muban.web.paper.canvas import Canvas

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from muban.web.clips.clip import Clip, ClipShape, Scene

__all__ = ["frames_of"]

GROUND = "#e8ecec"
_FADE_S, _APART_S = 0.5, 0.7


def frames_of(clip: Clip, shape: ClipShape) -> Iterator[NDArray[np.uint8]]:
    """Every frame: height, width, and red, green, blue and one that is full.

    Parameters
    ----------
    clip
        Of whole frames (:func:`muban.web.clips.clip.timed`).
    shape
        Its size.
    """
    before: NDArray[np.uint8] | None = None
    for scene in clip.scenes:
        images = [_layer(scene, i, shape) for i in range(len(scene.layers))]
        last: tuple[float, ...] = ()
        frame = before
        for number in range(round(scene.seconds * FPS)):
            # The first frame of all is what a player shows before it plays: it is whole.
            seen = tuple(
                1.0 if before is None else _seen(number / FPS - i * _APART_S)
                for i in range(len(images))
            )
            if frame is None or seen != last:
                frame, last = _laid(images, seen, shape, before), seen
            yield frame
        before = frame


def _layer(scene: Scene, index: int, shape: ClipShape) -> Any:
    canvas = Canvas(shape.width, shape.height, "")
    if index == 0:
        canvas.box(0, 0, shape.width, shape.height, GROUND)
    scene.layers[index](canvas, shape)
    return canvas.image()


def _seen(seconds: float) -> float:
    """How far a layer has appeared, from 0 to 1, slower at both ends."""
    share = min(1.0, max(0.0, seconds / _FADE_S + 1 / (_FADE_S * FPS)))
    return round(share * share * (3 - 2 * share), 4)


def _laid(
    images: list[Any],
    seen: tuple[float, ...],
    shape: ClipShape,
    before: NDArray[np.uint8] | None,
) -> NDArray[np.uint8]:
    canvas = Canvas(shape.width, shape.height, GROUND if before is None else before)
    for image, share in zip(images, seen, strict=True):
        if share > 0:
            canvas.lay(image, alpha=share)
    return canvas.array
