"""A preview for this machine alone: the built site, and pages for drawing that can save.

Other sites' pages run in the same browser and can send requests here. So the server
listens on loopback, answers only requests that name it (against DNS rebinding), takes a
drawing only from its own pages (``Origin`` and a secret token that no other site can read),
and writes nothing but drawings, never over one without a backup. What cannot be done is
answered in words.
"""

from __future__ import annotations

import errno
import hmac
import json
import mimetypes
import posixpath
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from muban.gis.errors import MubanError
from muban.web.drawing.save_drawing import MAX_BYTES, BadDrawing, Outdated, save_drawing
from muban.web.drawing.save_words import Words, disk_words, words_of
from muban.web.pages.assets_index import read_assets

__all__ = ["DRAW", "SAVE", "Preview", "make_server"]

DRAW = "/_draw/"
"""Pages for drawing: ``/_draw/430111.html``."""
SAVE = "/_draw/save"
_LOOPBACK = "127.0.0.1"
_WORKER = "/sw.js"
"""Where a site's service worker stands. A preview has none: it would show what was built before."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
}
_TYPES = {
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FOREIGN = ("cross-site", "same-site")
"""What a browser says of a request that another page made, on this machine or elsewhere."""
_NO_FACTS: Mapping[str, str | None] = MappingProxyType({})

Page = Callable[[], bytes]


@dataclass(frozen=True)
class Preview:
    """What is shown.

    Parameters
    ----------
    project
        The project folder, where drawings are saved.
    site
        The built site; None where there is none yet.
    pages
        Pages made when they are asked for, by their path under :data:`DRAW`, and scripts
        (``….js``) that they take up.
    token
        The secret that the pages for drawing send with what they save.
    project_id
        Which project the pages are of; "" takes drawings of any.
    """

    project: Path
    site: Path | None
    pages: Mapping[str, Page]
    token: str = field(default_factory=secrets.token_urlsafe)
    project_id: str = ""


def make_server(preview: Preview, *, port: int = 0) -> ThreadingHTTPServer:
    """A server on loopback, not yet running; port 0 takes a free one."""

    class Handler(_Handler):
        shown = preview

    return ThreadingHTTPServer((_LOOPBACK, port), Handler)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    shown: Preview
    server_version = "muban"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """A page for drawing, or a file of the site."""
        if not self._is_for_us():
            return self._say(HTTPStatus.MISDIRECTED_REQUEST)
        if self.headers.get("Sec-Fetch-Site") in _FOREIGN:
            return self._say(HTTPStatus.FORBIDDEN)
        try:
            self._show(unquote(urlsplit(self.path).path))
        except ConnectionError:  # the reader went away
            pass
        except MubanError as error:
            self._tell(HTTPStatus.INTERNAL_SERVER_ERROR, (error.th, error.en))
        except OSError as error:
            self._tell(HTTPStatus.INTERNAL_SERVER_ERROR, disk_words(error))

    do_HEAD = do_GET  # noqa: N815 - the base's name

    def _show(self, path: str) -> None:
        if path.startswith(DRAW):
            page = self.shown.pages.get(path.removeprefix(DRAW))
            if page is None:
                return self._say(HTTPStatus.NOT_FOUND)
            kind = "text/javascript" if path.endswith(".js") else "text/html"
            return self._send(page(), f"{kind}; charset=utf-8")
        if path == _WORKER:
            return self._send(_keeps_nothing(), "text/javascript; charset=utf-8")
        file = self._file(path)
        if file is None and path == "/" and self.shown.site is None and "" in self.shown.pages:
            # No site yet: the page that says what there is and what to do next.
            return self._send(self.shown.pages[""](), "text/html; charset=utf-8")
        if file is None:
            return self._say(HTTPStatus.NOT_FOUND)
        return self._send(file.read_bytes(), _type_of(file))

    def do_POST(self) -> None:
        """A drawing to save."""
        trouble = self._trouble()
        length = self.headers.get("Content-Length", "")
        # What is not read would cut the answer off, whatever it is.
        content = self.rfile.read(int(length)) if _is_fair(length) else b""
        if trouble is not None:
            return self._say(trouble)
        try:
            self._save(content)
        except BadDrawing:
            self._tell_page(HTTPStatus.BAD_REQUEST, words_of("bad"))
        except Outdated as outdated:
            text = outdated.content and outdated.content.decode("utf-8", "replace")
            facts = {"current": text or None, "version": outdated.version}
            self._tell_page(HTTPStatus.CONFLICT, words_of("outdated"), facts)
        except MubanError as error:
            self._tell_page(HTTPStatus.SERVICE_UNAVAILABLE, (error.th, error.en))
        except OSError as error:
            full = error.errno in _FULL
            status = HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.INTERNAL_SERVER_ERROR
            self._tell_page(status, disk_words(error))

    def _save(self, content: bytes) -> None:
        saved = save_drawing(
            self.shown.project,
            unquote(self.headers.get("X-Muban-Name", "")),
            content,
            base=self.headers.get("X-Muban-Base", ""),
            project_id=self.shown.project_id,
            by_itself=self.headers.get("X-Muban-By-Itself") == "yes",
        )
        answer = {"saved": f"drawings/{saved.path.name}", "version": saved.version}
        self._send(json.dumps(answer).encode(), "application/json")

    def _trouble(self) -> HTTPStatus | None:
        """Why nothing will be saved; None when the request is one of our own pages'."""
        length = self.headers.get("Content-Length", "")
        checks = (
            (self._is_for_us(), HTTPStatus.MISDIRECTED_REQUEST),
            (self.path == SAVE, HTTPStatus.NOT_FOUND),
            (self._is_from_us(), HTTPStatus.FORBIDDEN),
            (length.isascii() and length.isdecimal(), HTTPStatus.LENGTH_REQUIRED),
            (_is_fair(length), HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        )
        for fine, status in checks:
            if not fine:
                return status
        return None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: the terminal belongs to the user."""

    def _own_hosts(self) -> set[str]:
        _, port = self.connection.getsockname()
        return {f"{_LOOPBACK}:{port}", f"localhost:{port}"}

    def _is_for_us(self) -> bool:
        return self.headers.get("Host", "") in self._own_hosts()

    def _is_from_us(self) -> bool:
        origin = self.headers.get("Origin", "")
        token = self.headers.get("X-Muban-Token", "")
        return origin in {f"http://{host}" for host in self._own_hosts()} and hmac.compare_digest(
            token.encode(), self.shown.token.encode()
        )

    def _file(self, path: str) -> Path | None:
        """A file inside the site; None for anything else, links out of it included."""
        if self.shown.site is None or "\\" in path or "\0" in path:
            return None
        if path.endswith("/"):
            path += "index.html"
        root = self.shown.site.resolve()
        file = (root / posixpath.normpath(path).lstrip("/")).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None

    def _say(self, status: HTTPStatus) -> None:
        self._send(f"{status.value} {status.phrase}\n".encode(), "text/plain", status)

    def _tell(self, status: HTTPStatus, words: Words) -> None:
        """What cannot be done, to a person who opened a page."""
        self._send("\n\n".join(words).encode(), "text/plain; charset=utf-8", status)

    def _tell_page(
        self, status: HTTPStatus, words: Words, facts: Mapping[str, str | None] = _NO_FACTS
    ) -> None:
        """What cannot be done, to a page that asked for it."""
        told = {"th": words[0], "en": words[1], **facts}
        self._send(json.dumps(told, ensure_ascii=False).encode(), "application/json", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@cache
def _keeps_nothing() -> bytes:
    """The worker that takes away what one of a site shown here before has kept."""
    return read_assets()["sw_none.js"].content


def _is_fair(length: str) -> bool:
    """Whether as much as is announced will be read."""
    return length.isascii() and length.isdecimal() and int(length[:12]) <= MAX_BYTES


def _type_of(file: Path) -> str:
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    text = kind and (kind.startswith("text/") or kind.endswith("json"))
    return f"{kind}; charset=utf-8" if text else kind or "application/octet-stream"
