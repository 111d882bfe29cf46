"""One project at the desk: what its page asks, what is dropped on it, what is drawn and seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from muban.gis.errors import ProjectError
from muban.layers.register.speech import Choices
from muban.web.desk.answering import Asked, answered
from muban.web.desk.file_list import files_on_disk
from muban.web.desk.names_of_files import safe_path
from muban.web.desk.questions import question_kind, settings_of
from muban.web.desk.workroom import TURN
from muban.web.desk.write_confirmation import row_at, write_confirmation
from muban.web.desk.write_inbox import Choice, Taken, open_inbox, put_aside, take_in
from muban.web.drawing.digitizer import drawing_parts
from muban.web.drawing.digitizer_data import SaveTarget
from muban.web.drawing.digitizer_project import project_id
from muban.web.drawing.drawing_page import drawing_page
from muban.web.drawing.save_drawing import version_of
from muban.web.drawing.serve import Preview, save_request, saved_request
from muban.web.loopback.bodies import parts_of
from muban.web.loopback.site_files import WORKER, file_in, keeps_nothing, show_file
from muban.web.pack.install_pack import install_pack
from muban.web.pages.assets_index import read_assets
from muban.web.project import assembly_settings, read_project
from muban.web.settings.file_roles import ROLES
from muban.web.settings.write_settings import change_settings

if TYPE_CHECKING:
    from starlette.requests import Request

    from muban.gis.problems import Problem
    from muban.web.desk.projects import Projects
    from muban.web.desk.workroom import Workroom

__all__ = ["project_routes"]

MAX_FILE = 4_000_000_000
"""Bytes of one dropped file: the readers have their own, smaller limits, and say so."""
_CHOICES = ("ask", "replace", "both", "skip")


def project_routes(projects: Projects, token: str) -> list[Route]:
    """Where what is asked of one project goes; each address begins with the project's name."""
    pages = _ProjectPages(projects, token)
    return [
        Route("/state", answered(pages.state)),
        Route("/again", answered(pages.again), methods=["POST"]),
        Route("/settings", answered(pages.settings), methods=["POST"]),
        Route("/role", answered(pages.role), methods=["POST"]),
        Route("/answer", answered(pages.answer), methods=["POST"]),
        Route("/remove", answered(pages.remove), methods=["POST"]),
        Route("/drop", answered(pages.drop), methods=["POST"]),
        Route("/drop/{inbox}", pages.receive, methods=["PUT"]),
        Route("/drop/{inbox}", answered(pages.take), methods=["POST"]),
        Route("/draw/save", pages.save, methods=["POST"]),
        Route("/draw/save", pages.saved, methods=["GET"]),
        Route("/draw/{code}.html", pages.draw),
        Route("/draw/{part}.js", pages.draw_part),
        Route("/site/{path:path}", pages.site),
    ]


class _ProjectPages:
    """What is asked of a project that is open."""

    def __init__(self, projects: Projects, token: str) -> None:
        self._projects = projects
        self._token = token

    def _room(self, request: Request) -> Workroom:
        return self._projects.room(request.path_params["id"])

    def state(self, request: Request, _: Asked) -> Any:
        """What there is to show; nothing where the page has it already."""
        room = self._room(request)
        since = request.query_params.get("since", "")
        if since == str(room.version):
            return {"version": room.version}
        view = room.view()
        self._projects.called(room, view.get("title", ""))
        return view

    def again(self, request: Request, _: Asked) -> Any:
        """Read and make everything anew."""
        self._room(request).again()
        return {}

    def settings(self, request: Request, asked: Asked) -> Any:
        """Title, office and other words that stand in the settings."""
        room = self._room(request)
        texts = {key: str(asked[key]).strip() for key in _WRITABLE if key in asked}
        change_settings(room.folder, {(key,): text or None for key, text in texts.items()})
        room.changed()
        return {}

    def role(self, request: Request, asked: Asked) -> Any:
        """What a person says that a file is; without a role the file itself says it."""
        room, name = self._file(request, asked)
        role = asked.get("role")
        if role is not None and role not in ROLES:
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        change_settings(room.folder, {("files", name, "role"): role})
        room.changed()
        return {}

    def answer(self, request: Request, asked: Asked) -> Any:
        """What a person answers to a problem, put where a person would have written it."""
        room, value = self._there(request), str(asked["value"])
        work = room.work
        found = next((one for one in (work.shown if work else ()) if one.id == asked["id"]), None)
        if work is None or found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        kind = question_kind(found)
        if kind == "row":
            row = row_at(work.known, found.where)
            if row is None or value not in _codes(found):
                raise HTTPException(HTTPStatus.BAD_REQUEST)
            write_confirmation(room.folder, row, value)
        elif kind == "address":
            change_settings(room.folder, {("base_url",): value.strip()})
        else:
            kinds = frozenset(one.id for one in work.project.legend.symbols)
            change_settings(room.folder, settings_of(found, value, kinds))
        room.changed()
        return {}

    def remove(self, request: Request, asked: Asked) -> Any:
        """Move a file into ``backup/``; what the settings say of it goes with it."""
        room, name = self._file(request, asked)
        settings = room.folder / "muban.toml"
        before = settings.read_bytes() if settings.is_file() else None
        change_settings(room.folder, {("files", name): None})
        try:
            moved = put_aside(room.folder, name)
        except OSError:
            if before is not None:
                settings.write_bytes(before)
            raise
        room.changed()
        return {"moved": moved}

    def _file(self, request: Request, asked: Asked) -> tuple[Workroom, str]:
        """A file of the project, as it is listed: no other can be named."""
        room, name = self._room(request), str(asked["file"])
        if name not in dict(files_on_disk(room.folder)):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return room, name

    def drop(self, request: Request, _: Asked) -> Any:
        """A place for what is about to be dropped."""
        return {"inbox": open_inbox(self._there(request).folder).name}

    def _there(self, request: Request) -> Workroom:
        room = self._room(request)
        if not room.folder.is_dir():
            raise ProjectError(
                f"ไม่พบโฟลเดอร์งาน «{room.folder}» แล้ว — อาจถูกย้ายหรือลบ นำกลับมาไว้ที่เดิม หรือเปิดจากที่ใหม่",
                f"The project folder “{room.folder}” is gone: put it back, or open it elsewhere",
            )
        return room

    async def receive(self, request: Request) -> Response:
        """One dropped file, as it comes."""
        inbox = self._inbox(request)
        path = inbox / safe_path(request.query_params.get("path", ""))
        await run_in_threadpool(partial(path.parent.mkdir, parents=True, exist_ok=True))
        file = await run_in_threadpool(path.open, "xb")
        try:
            with file:
                async for part in parts_of(request, MAX_FILE):
                    await run_in_threadpool(file.write, part)
        except BaseException:
            path.unlink(missing_ok=True)  # half a file is none
            raise
        return JSONResponse({})

    def _inbox(self, request: Request) -> Path:
        name = str(request.path_params["inbox"])
        inbox = self._there(request).folder / ".muban-inbox" / name
        if not (name.isascii() and name.isalnum() and inbox.is_dir()):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return inbox

    def take(self, request: Request, asked: Asked) -> Any:
        """Put into the project what was dropped; what stands in the way is asked about."""
        room, inbox = self._room(request), self._inbox(request)
        given = asked.get("choices", {})
        if not isinstance(given, dict) or not set(given.values()) <= set(_CHOICES):
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        work = room.work
        settings = assembly_settings(work.project if work else read_project(room.folder))
        packs = _install_packs(room.folder, inbox)
        taken = take_in(room.folder, inbox, settings, cast("Mapping[str, Choice]", given))
        room.changed()
        return [
            {"path": one.path, "name": one.name, "became": one.became}
            for one in {(one.path, one.name): one for one in (*packs, *taken)}.values()
        ]

    def draw(self, request: Request) -> Response:
        """The page for drawing a tambon, as the project stands."""
        room, code = self._room(request), request.path_params["code"]
        own = f"/{self._token}/p/{project_id(room.folder)}/draw/"
        with TURN:
            work = room.work
            places = {one["code"]: one for one in (work.view["tambons"] if work else ())}
            if code not in places:
                raise HTTPException(HTTPStatus.NOT_FOUND)
            # The version first: what is saved meanwhile makes the page ask, not lose.
            name = f"{code}-{places[code]['name']}.geojson"
            target = SaveTarget(f"{own}save", self._token, base=version_of(room.folder, name))
            page = drawing_page(read_project(room.folder), tambon=code, save=target, parts_at=own)
        return HTMLResponse(page)

    def draw_part(self, request: Request) -> Response:
        """A script that the page for drawing takes up only when it needs it."""
        part = drawing_parts(read_assets()).get(request.path_params["part"])
        if part is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return Response(part.content, media_type="text/javascript; charset=utf-8")

    def saved(self, request: Request) -> Response:
        """The drawing file that a page for drawing goes on from."""
        room = self._room(request)
        preview = Preview(room.folder, None, {}, self._token, project_id(room.folder))
        return saved_request(preview, request)

    async def save(self, request: Request) -> Response:
        """A drawing that the page for drawing saves."""
        room = self._room(request)
        preview = Preview(room.folder, None, {}, self._token, project_id(room.folder))
        answer = await save_request(preview, request)
        room.changed()
        return answer

    def site(self, request: Request) -> Response:
        """A file of the site as it was made last."""
        path = f"/{request.path_params['path']}"
        if path == WORKER:
            return Response(keeps_nothing(), media_type="text/javascript; charset=utf-8")
        file = file_in(self._room(request).site, path)
        if file is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return show_file(file)


def _install_packs(project: Path, inbox: Path) -> list[Taken]:
    """A province's pack is no file of the project: what it holds becomes part of it."""
    found = sorted(path for path in inbox.iterdir() if path.name.lower().endswith(_PACK))
    for path in found:
        install_pack(project, path.read_bytes())
        path.unlink()
    return [Taken(path.name, f"reference/{path.name}", "pack") for path in found]


def _codes(found: Problem) -> Collection[str]:
    meant = found.params.get("candidates")
    return meant.codes if isinstance(meant, Choices) else ()


_PACK = ".muban.zip"
_WRITABLE = ("title", "office", "date", "base_url")
