"""Pictures and map files made for tests, with libraries other than those that read them."""

from __future__ import annotations

import io

from PIL import Image

RGB = tuple[int, int, int]


def plain_png(width: int, height: int, colour: RGB) -> bytes:
    """A picture of one colour."""
    return png(Image.new("RGB", (width, height), colour))


def png(picture: Image.Image) -> bytes:
    into = io.BytesIO()
    picture.save(into, "PNG")
    return into.getvalue()


def pixel(picture: bytes, x: int = 0, y: int = 0) -> RGB:
    """The colour of a pixel."""
    found = Image.open(io.BytesIO(picture)).convert("RGB").getpixel((x, y))
    red, green, blue = found  # type: ignore[misc]
    return int(red), int(green), int(blue)
