"""A preview for this machine alone: the built site, and pages for drawing that can save.

It answers only what :mod:`muban.web.loopback.guard` lets in, takes a drawing only with a
secret token that no other site can read, and writes nothing but drawings, never over one
without a backup. What cannot be done is answered in words.
"""

from __future__ import annotations

import errno
import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from muban.gis.errors import MubanError
from muban.web.drawing.save_drawing import (
    MAX_BYTES,
    BadDrawing,
    Outdated,
    save_drawing,
)
from muban.web.drawing.save_photo import save_photo, saved_photo
from muban.web.drawing.save_words import Words, disk_words, words_of
from muban.web.drawing.saved_drawing import saved_drawing
from muban.web.loopback.bodies import read_body
from muban.web.loopback.guard import Guard, is_token, said
from muban.web.loopback.server import LoopbackServer
from muban.web.loopback.site_files import WORKER, file_in, keeps_nothing, show_file
from muban.web.pages.assets_index import read_assets
from muban.web.project_photos import PHOTO_FOLDER

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

__all__ = [
    "DRAW",
    "LIVE",
    "SAVE",
    "Preview",
    "draw_routes",
    "following",
    "make_server",
    "save_request",
    "saved_request",
]

DRAW = "/_draw/"
"""Pages for drawing: ``/_draw/430111.html``."""
SAVE = "/_draw/save"
LIVE = "/_live"
"""What open pages of the site ask, again and again (``web/frontend/src/live``)."""
_TAKES_OURS = str(escape("script-src 'self'")).encode()
"""In the policy of a page that takes scripts that are files."""
_PHOTO = "image/jpeg"
"""The type of what is saved where that is a pin's photo, and no drawing."""
_JS = "text/javascript; charset=utf-8"
_FULL = (errno.ENOSPC, errno.EDQUOT)
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
    live
        What is told of the work on the site to its pages that are open: among it how many
        were ``built``. None where nobody works on it.
    """

    project: Path
    site: Path | None
    pages: Mapping[str, Page]
    token: str = field(default_factory=secrets.token_urlsafe)
    project_id: str = ""
    live: Callable[[], Mapping[str, object]] | None = None


def make_server(preview: Preview, *, port: int = 0) -> LoopbackServer:
    """A server on loopback, not yet running; port 0 takes a free one."""
    return LoopbackServer(_app(preview), port)


def _app(preview: Preview) -> ASGIApp:
    routes = [
        *_live_routes(preview),
        *draw_routes(preview),
        Route(WORKER, _no_worker),
        Route("/{path:path}", partial(_site_file, preview)),
    ]
    handlers = {HTTPException: _say, MubanError: _tell_page, OSError: _tell_page}
    return Guard(Starlette(routes=routes, exception_handlers=handlers))


def _live_routes(preview: Preview) -> list[Route]:
    """Where open pages of the site ask whether there is a newer one."""
    tell = preview.live
    if tell is None:
        return []
    assets = read_assets()
    kinds = {"js": _JS, "css": "text/css; charset=utf-8"}
    return [
        Route(LIVE, lambda _: JSONResponse(dict(tell()))),
        *(
            Route(
                f"{LIVE}.{suffix}",
                partial(_asset, assets[f"live.{suffix}"].content, media_type),
            )
            for suffix, media_type in kinds.items()
        ),
    ]


def _asset(content: bytes, media_type: str, _: Request) -> Response:
    return Response(content, media_type=media_type)


def following(built: object) -> Markup:
    """What a page needs to follow the work on its site.

    Parameters
    ----------
    built
        The number of the site that the page is of.

    Examples
    --------
    >>> print(following(2))
    <link rel="stylesheet" href="/_live.css"><script src="/_live.js" data-built="2"></script>
    """
    return Markup(
        '<link rel="stylesheet" href="{0}.css"><script src="{0}.js" data-built="{1}"></script>'
    ).format(LIVE, built)


def draw_routes(preview: Preview) -> list[Route]:
    """Where the pages for drawing are shown, and where they save."""
    return [
        Route(SAVE, partial(save_request, preview), methods=["POST"]),
        Route(SAVE, partial(saved_request, preview), methods=["GET"]),
        Route(f"{DRAW}{{name:path}}", partial(_draw_page, preview)),
    ]


def _draw_page(preview: Preview, request: Request) -> Response:
    page = preview.pages.get(request.path_params["name"])
    if page is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    if request.url.path.endswith(".js"):
        return Response(page(), media_type=_JS)
    return HTMLResponse(page())


def _no_worker(_: Request) -> Response:
    return Response(keeps_nothing(), media_type=_JS)


def _site_file(preview: Preview, request: Request) -> Response:
    path = f"/{request.path_params['path']}"
    # First the number, then the file: a page that is newer than it says is shown once more.
    built = None if preview.live is None else preview.live()["built"]
    file = None if preview.site is None else file_in(preview.site, path)
    if file is not None and file.suffix == ".html" and built is not None:
        page = file.read_bytes()
        # A page may say that it takes no script but its own: the door, and one that is one file.
        follows = f"{following(built)}\n".encode() if _TAKES_OURS in page else b""
        return HTMLResponse(page + follows)
    if file is not None:
        return show_file(file)
    if path == "/" and "" in preview.pages:
        # No site yet: the page that says what there is and what to do next.
        return HTMLResponse(preview.pages[""]())
    raise HTTPException(HTTPStatus.NOT_FOUND)


async def save_request(preview: Preview, request: Request) -> Response:
    """Save the drawing that a page sends, with the secret that it was given."""
    if not is_token(request.headers.get("x-muban-token", ""), preview.token):
        raise HTTPException(HTTPStatus.FORBIDDEN)
    content = await read_body(request, MAX_BYTES)
    photo = request.headers.get("content-type") == _PHOTO
    return await run_in_threadpool(_save_photo if photo else _save, preview, request, content)


def saved_request(preview: Preview, request: Request) -> Response:
    """The drawing as it stands in the project, to a page with the secret that it was given.

    What the maps show of it leaves out notes, names and pins that nobody else may see: the
    officer's own page goes on from the file itself.
    """
    if not is_token(request.headers.get("x-muban-token", ""), preview.token):
        raise HTTPException(HTTPStatus.FORBIDDEN)
    name = unquote(request.headers.get("x-muban-name", ""))
    photo = saved_photo(preview.project, name)
    if photo is not None:
        return Response(photo, media_type=_PHOTO)
    try:
        content = saved_drawing(preview.project, name)
    except BadDrawing:
        content = None
    if content is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/geo+json", headers=headers)


def _save_photo(preview: Preview, request: Request, content: bytes) -> Response:
    name = request.headers.get("x-muban-name", "")
    try:
        save_photo(preview.project, name, content)
    except BadDrawing:
        return _told(HTTPStatus.BAD_REQUEST, words_of("bad"))
    except OSError as error:
        return _full_disk(error)
    return JSONResponse({"saved": f"{PHOTO_FOLDER}/{name}"})


def _full_disk(error: OSError) -> Response:
    full = error.errno in _FULL
    status = HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.INTERNAL_SERVER_ERROR
    return _told(status, disk_words(error))


def _save(preview: Preview, request: Request, content: bytes) -> Response:
    try:
        saved = save_drawing(
            preview.project,
            unquote(request.headers.get("x-muban-name", "")),
            content,
            base=request.headers.get("x-muban-base", ""),
            project_id=preview.project_id,
            by_itself=request.headers.get("x-muban-by-itself") == "yes",
        )
    except BadDrawing:
        return _told(HTTPStatus.BAD_REQUEST, words_of("bad"))
    except Outdated as outdated:
        text = outdated.content and outdated.content.decode("utf-8", "replace")
        facts = {"current": text or None, "version": outdated.version}
        return _told(HTTPStatus.CONFLICT, words_of("outdated"), facts)
    except MubanError as error:
        return _told(HTTPStatus.SERVICE_UNAVAILABLE, (error.th, error.en))
    except OSError as error:
        return _full_disk(error)
    return JSONResponse({"saved": f"drawings/{saved.path.name}", "version": saved.version})


def _told(
    status: HTTPStatus, words: Words, facts: Mapping[str, str | None] = _NO_FACTS
) -> Response:
    """What cannot be done, to a page that asked for it."""
    return JSONResponse({"th": words[0], "en": words[1], **facts}, status)


def _say(_: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else 500)
    return PlainTextResponse(said(status), status)


def _tell_page(_: Request, error: Exception) -> Response:
    """What cannot be done, to a person who opened a page."""
    words = (error.th, error.en) if isinstance(error, MubanError) else ("", "")
    if isinstance(error, OSError):
        words = disk_words(error)
    return PlainTextResponse("\n\n".join(words), HTTPStatus.INTERNAL_SERVER_ERROR)
