"""The built scripts and styles (``web/assets``), each named by the hash of its content."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib import resources
from pathlib import PurePosixPath

from muban.gis.errors import MubanError
from muban.web.pages.site import Asset

__all__ = ["name_asset", "read_assets"]

_SUFFIXES = (".js", ".css")
_KEPT_NAMES = ("sw.js",)


def read_assets() -> Mapping[str, Asset]:
    """Every built script and style by its plain name, such as ``tambon.js``.

    ``sw.js`` keeps its name and stands at the site's root: a service worker rules only what
    lies beside it, and browsers look for it by that name.

    Raises
    ------
    MubanError
        The front end was not built (a checkout without ``make``).
    """
    folder = resources.files("muban.web") / "assets"
    found = (
        {
            entry.name: name_asset(entry.name, entry.read_bytes())
            for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
            if entry.name.endswith(_SUFFIXES)
        }
        if folder.is_dir()
        else {}
    )
    if not found:
        raise MubanError(
            "ยังไม่ได้สร้างส่วนหน้าเว็บ ให้รันคำสั่ง make build ในโฟลเดอร์ของโปรแกรม",
            "The pages' scripts have not been built; run `make build` in the program's folder",
        )
    return found


def name_asset(name: str, content: bytes) -> Asset:
    """An asset with its place in the site.

    Examples
    --------
    >>> name_asset("tambon.css", b"a{}").path
    'assets/tambon.5f546eb4606b.css'
    >>> name_asset("sw.js", b"").path
    'sw.js'
    """
    digest = hashlib.sha256(content)
    path = PurePosixPath(name)
    hashed = f"assets/{path.stem}.{digest.hexdigest()[:12]}{path.suffix}"
    return Asset(
        path=name if name in _KEPT_NAMES else hashed,
        content=content,
        csp_hash="sha256-" + base64.b64encode(digest.digest()).decode(),
    )
