"""A clip as the bytes of a film: its frames to the encoder, and back what it wrote."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from muban.web.clips.clip import FPS
from muban.web.clips.clip_frames import frames_of
from muban.web.clips.write_video import write_moving, write_mp4

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from muban.web.clips.clip import Clip, ClipShape

__all__ = ["film_of"]


def film_of(
    clip: Clip,
    shape: ClipShape,
    form: str,
    sound: Path | None = None,
    *,
    told: Callable[[int], None] | None = None,
) -> bytes:
    """Encode a clip.

    Parameters
    ----------
    clip
        Of whole frames.
    shape
        Its size.
    form
        ``mp4``, ``webp`` or ``gif``.
    sound
        A file of the user's own, for ``mp4``.
    told
        Called with the number of each frame that is made.

    Raises
    ------
    MubanError
        The encoder is not installed, or it refuses.
    """
    with tempfile.TemporaryDirectory(prefix="muban-clip-") as folder:
        path = Path(folder) / f"clip.{form}"
        frames = _counted(frames_of(clip, shape), told)
        if form == "mp4":
            size = (shape.width, shape.height)
            write_mp4(frames, path, size=size, fps=FPS, sound=sound)
        else:
            write_moving(frames, path, fps=FPS)
        return path.read_bytes()


def _counted(
    frames: Iterator[NDArray[np.uint8]], told: Callable[[int], None] | None
) -> Iterator[NDArray[np.uint8]]:
    for number, frame in enumerate(frames, start=1):
        yield frame
        if told is not None:
            told(number)
