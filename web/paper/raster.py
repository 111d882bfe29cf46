"""From an SVG of ours to a PNG.

Skia (what browsers draw with) takes a tenth of the time of resvg for a map full of crooked
edges, and gives its pixels. The PNG is written here without filters: flat colours of a map
are smaller and quicker so, and Pillow offers no such choice; with a table only runs of one
colour are looked for (``Z_RLE``), which is quicker and smaller. docs/performance.md has figures.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
import skia
from numpy.typing import NDArray

from muban.web.paper.outlines import outlined

__all__ = ["png_of", "svg_to_png", "table_png"]

_LEVEL = 3
"""Of zlib: 5 would take twice as long for four per cent of a card's bytes."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_OPAQUE = 255
_RGB_8 = (8, 2, 0, 0, 0)
_INDEXED_8 = (8, 3, 0, 0, 0)


def svg_to_png(svg: str, *, width: int, height: int) -> bytes:
    """Draw an SVG with the package's own fonts and no others.

    Parameters
    ----------
    svg
        What a template of ours made; it covers the whole picture.
    width, height
        Of the picture in pixels.

    Raises
    ------
    ValueError
        It is no SVG: a bug of ours.

    Examples
    --------
    >>> made = svg_to_png('<svg xmlns="http://www.w3.org/2000/svg"/>', width=8, height=4)
    >>> struct.unpack(">2I", made[16:24])
    (8, 4)
    """
    text = outlined(svg)  # the stream does not hold it
    drawing = skia.SVGDOM.MakeFromStream(skia.MemoryStream(text))
    if drawing is None:
        raise ValueError("what was to be drawn is no SVG")
    pixels = np.zeros((height, width, 4), dtype=np.uint8)
    # The order of channels in which Skia draws by itself: another takes other ways to blend.
    surface = skia.Surface(pixels, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    drawing.setContainerSize(skia.Size(width, height))
    drawing.render(surface.getCanvas())
    if pixels[:, :, 3].min() < _OPAQUE:  # colours as they are, not as they would be on black
        return png_of(surface.toarray(colorType=skia.kRGBA_8888_ColorType)[:, :, :3])
    return png_of(pixels[:, :, 2::-1])


def png_of(pixels: NDArray[np.uint8]) -> bytes:
    r"""Write pixels as PNG, each row as it is.

    Parameters
    ----------
    pixels
        Height, width and three channels: red, green, blue.

    Examples
    --------
    >>> import numpy as np
    >>> png_of(np.zeros((2, 3, 3), dtype=np.uint8))[:16]
    b'\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR'
    """
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)
    for channel in range(3):  # three long copies: a million short ones take six times as long
        rows[:, 1 + channel :: 3] = pixels[:, :, channel]
    head = struct.pack(">II5B", width, height, *_RGB_8)
    return _png((b"IHDR", head), (b"IDAT", zlib.compress(rows.data, _LEVEL)))


def table_png(numbers: NDArray[np.uint8], table: bytes) -> bytes:
    """Write a picture as the numbers of its colours: PNG with a table of at most 256.

    Parameters
    ----------
    numbers
        Height and width.
    table
        Red, green and blue of every number, one after the other.

    Returns
    -------
    bytes
        The file.

    Examples
    --------
    >>> import io
    >>> from PIL import Image
    >>> made = table_png(np.array([[0, 1, 1]], dtype=np.uint8), bytes([255, 255, 255, 0, 128, 0]))
    >>> with Image.open(io.BytesIO(made)) as picture:
    ...     picture.size, picture.convert("RGB").getpixel((1, 0))
    ((3, 1), (0, 128, 0))
    """
    height, width = numbers.shape
    rows = np.zeros((height, 1 + width), dtype=np.uint8)
    rows[:, 1:] = numbers
    head = struct.pack(">II5B", width, height, *_INDEXED_8)
    packer = zlib.compressobj(_LEVEL, strategy=zlib.Z_RLE)
    packed = packer.compress(rows.data) + packer.flush()
    return _png((b"IHDR", head), (b"PLTE", table), (b"IDAT", packed))


def _png(*parts: tuple[bytes, bytes]) -> bytes:
    return _SIGNATURE + b"".join(
        _chunk(name, content) for name, content in (*parts, (b"IEND", b""))
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(content, zlib.crc32(name)))
    )
