"""Photos without what a telephone writes into them: position, time, author, thumbnail.

A picture is decoded and encoded anew from its pixels, turned as its orientation says, so
that nothing hidden can come along; the colour profile is applied, not kept.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from muban.gis.errors import RefusedError

__all__ = ["find_metadata", "is_photo", "strip"]

_FORMATS: Mapping[str, str] = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "gif": "GIF",
    "tif": "TIFF",
    "tiff": "TIFF",
}
_JPEG_QUALITY = 88
_HARMLESS = frozenset(
    {
        "dpi",
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "gamma",
        "aspect",
        "transparency",
        "background",
        "srgb",
        "chromaticity",
        "interlace",
        "progressive",
        "progression",
        "compression",
        "duration",
        "loop",
        "version",
        "extension",
        "timestamp",
        "default_image",
        "mp",
        "resolution",
    }
)

_PNG = b"\x89PNG\r\n\x1a\n"
_BARE = (b"IHDR", b"PLTE", b"IDAT")


def is_photo(name: str) -> bool:
    """Whether a file is a picture made of pixels, by its suffix.

    Examples
    --------
    >>> is_photo("ภาพ/วัด.JPG"), is_photo("map.svg")
    (True, False)
    """
    return name.rpartition(".")[2].casefold() in _FORMATS


def strip(content: bytes) -> bytes:
    """The same picture with nothing but its pixels, as JPEG or PNG.

    Parameters
    ----------
    content
        A JPEG, PNG, WebP, GIF or TIFF.

    Returns
    -------
    bytes
        JPEG for a JPEG, PNG for all others; the same bytes for the same picture.

    Raises
    ------
    RefusedError
        The bytes are no such picture, or it is too large to be decoded safely.

    Examples
    --------
    >>> from PIL import Image
    >>> import io
    >>> photo = io.BytesIO()
    >>> Image.new("RGB", (4, 2), "green").save(photo, "JPEG", comment=b"somchai")
    >>> find_metadata(photo.getvalue())
    ['comment']
    >>> find_metadata(strip(photo.getvalue()))
    []
    """
    image = _opened(content)
    kind = "JPEG" if image.format == "JPEG" else "PNG"
    turned = _in_srgb(ImageOps.exif_transpose(image))
    mode = (
        "RGB" if kind == "JPEG" else ("RGBA" if turned.mode in ("RGBA", "LA", "PA", "P") else "RGB")
    )
    turned = turned.convert(mode)
    clean = Image.frombytes(mode, turned.size, turned.tobytes())
    out = io.BytesIO()
    if kind == "JPEG":
        clean.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    else:
        clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _opened(content: bytes) -> Image.Image:
    try:
        image: Image.Image = Image.open(io.BytesIO(content))
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise RefusedError(
            "อ่านภาพไม่ได้ จึงลบข้อมูลแฝงไม่ได้ — บันทึกภาพใหม่เป็น JPEG หรือ PNG",
            "The picture cannot be read, so its hidden data cannot be removed: "
            "save it again as JPEG or PNG",
        ) from error
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except ImageCms.PyCMSError:
        return image


def find_metadata(content: bytes) -> list[str]:
    """The kinds of hidden data in a picture; empty for clean ones and for other files.

    Parameters
    ----------
    content
        The bytes of a file.

    Returns
    -------
    list of str
        Such as ``GPS``, ``EXIF``, ``XMP``, ``comment``, ``icc_profile``, ordered.

    Examples
    --------
    >>> plain, told = io.BytesIO(), io.BytesIO()
    >>> picture = Image.new("RGB", (4, 3))
    >>> picture.save(plain, "JPEG")
    >>> exif = Image.Exif()
    >>> exif[0x0132] = "2568:01:31 08:00:00"  # when it was taken
    >>> picture.save(told, "JPEG", exif=exif)
    >>> find_metadata(plain.getvalue()), "EXIF" in find_metadata(told.getvalue())
    ([], True)
    """
    if _is_bare_png(content):
        return []
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            exif = image.getexif()
            found = {_named(str(key)) for key in image.info if str(key) not in _HARMLESS}
            if exif:
                found.add("EXIF")
            if exif.get_ifd(0x8825):
                found.add("GPS")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return []
    if b"http://ns.adobe.com/xap/1.0/" in content or b"<x:xmpmeta" in content:
        found.add("XMP")
    if b"Photoshop 3.0" in content:
        found.add("IPTC")
    return sorted(found)


def _is_bare_png(content: bytes) -> bool:
    """Whether a file is a PNG of size, colours and pixels alone, with nothing after its end.

    Every card that we draw is one; there is nowhere in it that could hold anything else, and
    its pixels need not be unpacked to see that.
    """
    if not content.startswith(_PNG):
        return False
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return length == 0 and at == len(content)
        if name not in _BARE:
            return False
    return False


def _named(key: str) -> str:
    return {"exif": "EXIF", "xmp": "XMP", "XML:com.adobe.xmp": "XMP", "photoshop": "IPTC"}.get(
        key, key
    )
