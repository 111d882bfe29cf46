"""Addresses that a project states: where its site will stand, and whose tiles lie under the map.

Both go into places with a grammar of their own (``robots.txt``, a Content-Security-Policy, a
template of tiles), where a blank, a semicolon or a line end would be read as more than an
address. So an address is one through and through, or it is refused where it is stated.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["ADDRESS_WORDS", "SITE_ADDRESS", "TILE_ADDRESS", "folder_address", "tile_source"]

SITE_ADDRESS = r"^https?://[^\s\x00-\x20/?#@\\\"'<>;,]+(/[^\s\x00-\x20?#\\\"'<>]*)?$"
"""A folder on the web: no name and password, no question, no place inside a page."""
TILE_ADDRESS = (
    r"^https://(\{s\}\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?"
    r"/([^\s\x00-\x20{}\\\"'<>]|\{(z|x|y|-y|r|s)\})*$"
)
"""A template of tiles as Leaflet fills it in; of the host only ``{s}.`` may be left open."""

ADDRESS_WORDS = {
    SITE_ADDRESS: (
        "ที่อยู่เต็มของโฟลเดอร์เว็บ ขึ้นต้นด้วย https:// ไม่มีช่องว่าง ? หรือ # เช่น https://example.go.th/map/",
        "the whole address of the site's folder, beginning with https:// and without blanks, ? "
        "or #, such as https://example.go.th/map/",
    ),
    TILE_ADDRESS: (
        "ที่อยู่แผ่นแผนที่ที่ขึ้นต้นด้วย https:// ชื่อเครื่องเป็นอักษรอังกฤษ เช่น "
        "https://tiles.example.go.th/{z}/{x}/{y}.png",
        "an address of tiles that begins with https:// and a host in Latin letters, such as "
        "https://tiles.example.go.th/{z}/{x}/{y}.png",
    ),
}
"""What each of them wants, in Thai and English."""


def folder_address(address: str) -> str:
    """The address of a site's folder, ending in ``/``.

    Examples
    --------
    >>> folder_address("https://x.go.th"), folder_address("https://x.go.th/map/index.html")
    ('https://x.go.th/', 'https://x.go.th/map/')
    """
    return address.removesuffix("index.html").rstrip("/") + "/"


def tile_source(address: str) -> str:
    """The host of a template of tiles, as a Content-Security-Policy names it.

    Raises
    ------
    ValueError
        The address is no such template: what it would add to a policy is not known.

    Examples
    --------
    >>> tile_source("https://{s}.tiles.go.th:8443/{z}/{x}/{y}.png")
    'https://*.tiles.go.th:8443'
    """
    if not re.fullmatch(TILE_ADDRESS.removesuffix("$"), address):
        raise ValueError(f"no template of tiles: {address!r}")
    return f"https://{urlsplit(address).netloc.replace('{s}', '*')}"
