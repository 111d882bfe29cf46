"""Files of a built site, shown on this machine; nothing outside its folder is."""

from __future__ import annotations

import mimetypes
import posixpath
from functools import cache
from pathlib import Path

from starlette.responses import Response

from muban.web.pages.assets_index import read_assets

__all__ = ["WORKER", "file_in", "keeps_nothing", "show_file"]

WORKER = "/sw.js"
"""Where a site's service worker stands. Here it has none: it would show what was built before."""
_TYPES = {
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


def file_in(site: Path, path: str) -> Path | None:
    """A file inside a site by its address; None for anything else, links out of it included.

    Parameters
    ----------
    site
        The site's folder.
    path
        The address inside it, beginning with ``/``, its escapes undone.

    Returns
    -------
    Path or None
        The file's true path.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = Path(name, "index.html").write_text("")
    ...     [file_in(Path(name), path) is not None for path in ("/", "/../etc/passwd", "/x.html")]
    [True, False, False]
    """
    if "\\" in path or "\0" in path:
        return None
    if path.endswith("/"):
        path += "index.html"
    root = site.resolve()
    file = (root / posixpath.normpath(path).lstrip("/")).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None


def show_file(file: Path) -> Response:
    """The file as it is now; it is not held open while it is sent.

    Parameters
    ----------
    file
        One that is there.

    Returns
    -------
    Response
        With the type that its name says.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     page = Path(name, "index.html")
    ...     _ = page.write_text("ตำบล", "utf-8")
    ...     show_file(page).body.decode()
    'ตำบล'
    """
    return Response(file.read_bytes(), media_type=_type_of(file))


@cache
def keeps_nothing() -> bytes:
    """The worker that takes away what one of a site shown here before has kept."""
    return read_assets()["sw_none.js"].content


def _type_of(file: Path) -> str:
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    text = kind and (kind.startswith("text/") or kind.endswith("json"))
    return f"{kind}; charset=utf-8" if text else kind or "application/octet-stream"
