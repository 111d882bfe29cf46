"""From frames to a film: MP4 where the encoder is installed, else a moving picture (WebP, GIF).

MP4 is H.264 in yuv420p with its index first: what iPhones, LINE and Facebook play at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muban.gis.errors import MubanError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["has_encoder", "write_moving", "write_mp4"]

_QUALITY = ("-crf", "25", "-preset", "veryfast", "-tune", "animation")
_SAME = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-threads", "2")
_COLOR = (
    "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709",
    "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
)  # fmt: skip
"""Said in the film: a player that has to guess shows other greens."""
_EVERY = 4
"""A moving picture shows every fourth frame: it has no way to say that little changed."""


def has_encoder() -> bool:
    """Whether films can be written here; else a browser can, or a moving picture is made."""
    try:
        import imageio_ffmpeg  # noqa: F401 - whether it is there
    except ImportError:
        return False
    return True


def write_mp4(
    frames: Iterator[NDArray[np.uint8]],
    path: Path,
    *,
    size: tuple[int, int],
    fps: int,
    sound: Path | None = None,
) -> None:
    """Write a film.

    Parameters
    ----------
    frames
        Red, green, blue and one that is not looked at.
    path
        Where.
    size
        Width and height.
    fps
        Frames in a second.
    sound
        A file of the user's own to play with it; it ends with the film.

    Raises
    ------
    MubanError
        The encoder is not installed, or it refuses.
    """
    try:
        import imageio_ffmpeg
    except ImportError:
        raise MubanError(
            "ยังไม่ได้ติดตั้งตัวทำวิดีโอ — สั่ง pip install 'muban[video]' หรือใช้ --format webp ซึ่งไม่ต้องติดตั้งเพิ่ม",
            "The video encoder is not installed: run pip install 'muban[video]', or use "
            "--format webp, which needs nothing",
        ) from None
    more: dict[str, Any] = {} if sound is None else {"audio_path": str(sound), "audio_codec": "aac"}
    ended = () if sound is None else ("-shortest",)
    writer = imageio_ffmpeg.write_frames(
        str(path),
        size,
        pix_fmt_in="rgba",
        pix_fmt_out="yuv420p",
        fps=fps,
        codec="libx264",
        quality=None,
        macro_block_size=2,
        output_params=[*_QUALITY, *_COLOR, *_SAME, *ended, "-movflags", "+faststart"],
        **more,
    )
    try:
        writer.send(None)
        for frame in frames:
            writer.send(frame.tobytes())
        writer.close()
    except OSError as error:
        raise MubanError(
            f"ทำวิดีโอไม่ได้ ({path.name}) — ตรวจไฟล์เสียงที่ใส่ หรือพื้นที่ว่างในดิสก์",
            f"The film {path.name} could not be made: look at the sound file and the free space",
        ) from error


def write_moving(frames: Iterator[NDArray[np.uint8]], path: Path, *, fps: int) -> None:
    """Write a moving picture, WebP or GIF by the path's ending; it needs nothing installed.

    Parameters as of :func:`write_mp4`.

    Parameters
    ----------
    frames
        Pictures as red, green and blue of each pixel.
    path
        Ends in ``.webp`` or ``.gif``.
    fps
        Pictures in a second.
    """
    from PIL import Image

    images = (
        Image.fromarray(frame[:, :, :3])
        for number, frame in enumerate(frames)
        if number % _EVERY == 0
    )
    first = next(images)
    length = round(1000 * _EVERY / fps)
    more: dict[str, Any] = {"quality": 70, "method": 2} if path.suffix == ".webp" else {}
    first.save(path, save_all=True, append_images=images, duration=length, loop=0, **more)
