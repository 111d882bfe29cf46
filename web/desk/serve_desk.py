"""The desk as an application: where each request goes, and who may ask at all.

Every address begins with a secret that only the browser knows which the desk has opened: no
other page can guess one. Beside that stands the guard of :mod:`muban.web.loopback.guard`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from muban.web.desk.answering import HANDLERS, Asked, answered
from muban.web.desk.places import find_places
from muban.web.desk.projects import Projects
from muban.web.desk.serve_clips import clip_routes
from muban.web.desk.serve_making import making_routes
from muban.web.desk.serve_project import project_routes
from muban.web.desk.serve_upload import upload_routes
from muban.web.desk.write_project import find_project, make_project, take_sample
from muban.web.loopback.guard import Guard
from muban.web.pages.assets_index import read_assets
from muban.web.told.data_guide import GUIDE
from muban.web.wording.render import render
from muban.web.wording.words import word

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from muban.web.wording.words import Lang

__all__ = ["Desk", "desk_app"]

_SCRIPT = "text/javascript; charset=utf-8"
_TYPES = {"desk.js": _SCRIPT, "desk_film.js": _SCRIPT, "desk.css": "text/css; charset=utf-8"}
_FAREWELL_S = 0.3
_HEADERS = {
    # Its own pages stand in frames of it: the site, and the page for drawing.
    "X-Frame-Options": "SAMEORIGIN",
}


@dataclass(frozen=True, eq=False)
class Desk:
    """What a desk works with.

    Parameters
    ----------
    projects
        The projects that are open.
    home
        Where new projects go.
    lang
        The language that its pages open in.
    token
        The secret with which every address begins.
    ends
        What is called when somebody closes the program in the page.
    """

    projects: Projects
    home: Path
    lang: Lang = "th"
    token: str = field(default_factory=token_urlsafe)
    ends: list[Callable[[], None]] = field(default_factory=list)
    asked: list[float] = field(default_factory=lambda: [time.monotonic()])

    def end(self) -> None:
        """Have the program end."""
        for call in self.ends:
            call()

    def idle_s(self) -> float:
        """For how long nobody has asked anything."""
        return time.monotonic() - self.asked[0]


def desk_app(desk: Desk) -> ASGIApp:
    """The application."""
    pages = _Pages(desk)
    routes = [
        Route("/", pages.page),
        Route("/asset/{name}", pages.asset),
        Route("/guide/data", pages.data_guide),
        Route("/api/start", answered(pages.start)),
        Route("/api/places", answered(pages.places)),
        Route("/api/new", answered(pages.new), methods=["POST"]),
        Route("/api/open", answered(pages.open), methods=["POST"]),
        Route("/api/sample", answered(pages.sample), methods=["POST"]),
        Route("/api/end", answered(pages.end), methods=["POST"]),
        Mount(
            "/p/{id}",
            routes=[
                *project_routes(desk.projects, desk.token),
                *making_routes(desk.projects),
                *clip_routes(desk.projects),
                *upload_routes(desk.projects),
            ],
        ),
    ]
    app = Starlette(
        routes=[Mount(f"/{desk.token}", routes=routes)], exception_handlers=dict(HANDLERS)
    )

    async def noted(scope: Scope, receive: Receive, send: Send) -> None:
        desk.asked[0] = time.monotonic()
        await app(scope, receive, send)

    return Guard(noted, _HEADERS)


class _Pages:
    """What is asked before a project is chosen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, _: Request) -> Response:
        """The one page of the desk."""
        lang = self._desk.lang
        about = word("desk.start.about", lang)
        return HTMLResponse(render("desk.html.jinja", lang=lang, description=about))

    def asset(self, request: Request) -> Response:
        """Its script and its style."""
        name = request.path_params["name"]
        if name not in _TYPES:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return Response(read_assets()[name].content, media_type=_TYPES[name])

    def data_guide(self, _: Request) -> Response:
        """Where outlines and lists of villages are to be had."""
        return HTMLResponse(GUIDE.read_bytes())

    def start(self, _: Request, __: Asked) -> Any:
        """Recent projects, and where new ones go."""
        desk = self._desk
        return {"projects": desk.projects.recent(), "home": str(desk.home)}

    def places(self, request: Request, _: Asked) -> Any:
        """Places by the letters typed."""
        return find_places(request.query_params.get("q", "")[:100])

    def new(self, _: Request, asked: Asked) -> Any:
        """A new project."""
        names = (str(asked.get(key, "")) for key in ("name", "place", "folder"))
        name, place, folder = names
        titled = asked.get("titled") is not False
        return self._opened(make_project(self._desk.home, name, place, folder, titled=titled))

    def open(self, _: Request, asked: Asked) -> Any:
        """A project that is there, by the path of its folder."""
        return self._opened(find_project(str(asked["folder"])))

    def sample(self, _: Request, __: Asked) -> Any:
        """The sample, as a project to try things with."""
        return self._opened(take_sample(self._desk.home))

    def end(self, _: Request, __: Asked) -> Any:
        """Close the program: what is being written is written first."""
        # The answer must reach the page before nobody answers any more.
        threading.Timer(_FAREWELL_S, self._desk.end).start()
        return {}

    def _opened(self, folder: Path) -> dict[str, str]:
        return {"id": self._desk.projects.open(folder)}
