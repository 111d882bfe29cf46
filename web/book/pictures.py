"""An officer's photographs as a page shows them: turned upright, scaled, without metadata."""

from __future__ import annotations

import base64
import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from muban.gis.errors import ProjectError
from muban.web.book.blocks import Block

__all__ = ["PICTURE_ENDINGS", "picture_block"]

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")
_MOST_PX = 1400
"""170 mm at 200 dots an inch: what a page of A4 shows."""
_QUALITY = 82
_MOST_PIXELS = 120_000_000


def picture_block(content: bytes, name: str, caption: str) -> Block:
    """A picture and its caption.

    Only the picture's points are taken over: where and when it was taken, by whom and with
    what, stay in the original.

    Parameters
    ----------
    content
        The bytes of the file.
    name
        Its name, for who reads an error.
    caption
        What stands under it.

    Raises
    ------
    ProjectError
        It is no picture that can be read, or has too many points.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = Image.open(io.BytesIO(content))
            if opened.width * opened.height > _MOST_PIXELS:
                raise _unreadable(name)
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise _unreadable(name) from error
    upright.thumbnail((_MOST_PX, _MOST_PX), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    packed = io.BytesIO()
    bare.save(packed, "JPEG", quality=_QUALITY, optimize=True)
    data = base64.b64encode(packed.getvalue()).decode()
    width, height = bare.size
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/jpeg;base64,{data}"/></svg>'
    )
    return {"kind": "picture", "svg": svg, "caption": caption, "ratio": height / width}


def _unreadable(name: str) -> ProjectError:
    return ProjectError(
        f"อ่านภาพ «{name}» ไม่ได้ — เปิดด้วยโปรแกรมดูภาพแล้วบันทึกใหม่เป็น .jpg",
        f"The picture “{name}” cannot be read: save it anew as .jpg",
    )
