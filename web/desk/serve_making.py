"""What the desk makes of a project for paper, Excel and the web."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from muban.gis.errors import ProjectError
from muban.gis.writing.write_archive import zip_deterministic
from muban.layers.register.nominations import judge_nominations
from muban.web.desk.answering import Asked, answered
from muban.web.desk.serve_clips import CLIPS
from muban.web.desk.workroom import TURN
from muban.web.loopback.site_files import file_in
from muban.web.maps.province_shapes import province_has_places
from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.share import build_caption, build_province_caption, qr_svg
from muban.web.paper.form_files import form_files
from muban.web.paper.form_values import Forms
from muban.web.paper.print_files import print_files
from muban.web.project_nominations import nominations_in
from muban.web.project_register import read_project_register
from muban.web.project_rules import read_rules, year_of
from muban.web.publishing.write_outputs import write_outputs
from muban.web.register_files import QUESTIONS, eligible_files, register_files
from muban.web.settings.config_checks import published_address
from muban.web.workbook_templates import build_template, template_names

if TYPE_CHECKING:
    from starlette.requests import Request

    from muban.web.desk.projects import Projects
    from muban.web.desk.read_work import Work
    from muban.web.desk.workroom import Workroom

__all__ = ["making_routes"]

_REGISTER = "cleaned-register"
_FOLDERS = ("print", "forms", _REGISTER, CLIPS)
"""Folders of a project whose files can be taken from the page."""
_TEMPLATES = "templates"
"""What is given as it comes with muban, whatever somebody has done to a project's copies."""
_PAPERS = ("a4", "a3", "a2")


def making_routes(projects: Projects) -> list[Route]:
    """Where it is asked for; each address begins with the project's name."""
    pages = _Making(projects)
    return [
        Route("/made", answered(pages.made)),
        Route("/made/{folder}/{name}", pages.take),
        Route("/print", answered(pages.print), methods=["POST"]),
        Route("/forms", answered(pages.forms), methods=["POST"]),
        Route("/register", answered(pages.register), methods=["POST"]),
        Route("/share", answered(pages.share)),
        Route("/site.zip", pages.zip),
    ]


class _Making:
    """What is asked for of a project that has been read."""

    def __init__(self, projects: Projects) -> None:
        self._projects = projects

    def _room(self, request: Request) -> Workroom:
        return self._projects.room(request.path_params["id"])

    def _work(self, request: Request) -> tuple[Workroom, Work]:
        room = self._room(request)
        if room.work is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return room, room.work

    def made(self, request: Request, _: Asked) -> Any:
        """What was made before and still stands, by folder."""
        folder = self._room(request).folder
        made = {name: _files_in(folder / name) for name in _FOLDERS}
        return {**made, _TEMPLATES: sorted(template_names())}

    def take(self, request: Request) -> Response:
        """One of these files, to be kept or opened."""
        folder, name = request.path_params["folder"], request.path_params["name"]
        if folder == _TEMPLATES and name in template_names():
            return _download(_template(name), name)
        root = self._room(request).folder / folder
        file = file_in(root, f"/{name}") if folder in _FOLDERS and root.is_dir() else None
        if file is None or name not in _files_in(root):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return _download(file.read_bytes(), name)

    def print(self, request: Request, asked: Asked) -> Any:
        """Maps or lesson books as PDF, into the folder ``print``."""
        room, work = self._work(request)
        paper, only = str(asked.get("paper", "a4")), tuple(map(str, asked.get("only", ())))
        if paper not in _PAPERS:
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        province = asked.get("province") is True
        whole = any(page.has_map for page in work.atlas.pages)
        if not (province_has_places(work.atlas) if province else whole):
            raise ProjectError(
                "ไม่มีตำบลที่จะพิมพ์: ยังไม่มีแนวเขตหรือสถานที่บนแผนที่",
                "There is no tambon to print: nothing is on a map yet",
            )
        with TURN:
            files = print_files(
                work.atlas,
                work.project.config,
                legend=work.project.legend,
                only=only,
                book=asked.get("book") is True,
                paper=paper,
                province=province,
                colour=str(asked.get("colour", "")),
                base_url=published_address(None, work.project.config),
            )
        written = write_outputs(files, room.folder / "print", project=room.folder)
        return [path.name for path in written.paths]

    def forms(self, request: Request, _: Asked) -> Any:
        """The lists of nominations as they are sent, into the folder ``forms``."""
        room, work = self._work(request)
        with TURN:
            found = read_project_register(work.project)
            rules = read_rules(work.project, year_of(work.project, None))
            listed = nominations_in(room.folder, found, rules.year_be)
            judged = (
                None
                if listed is None
                else judge_nominations(
                    listed,
                    found.gazetteer,
                    found.registers.frame,
                    year_be=rules.year_be,
                    rules=rules,
                )
            )
            files = form_files(Forms(found, rules, work.project.config, listed, judged))
        written = write_outputs(files, room.folder / "forms", project=room.folder)
        return [path.name for path in written.paths]

    def register(self, request: Request, _: Asked) -> Any:
        """The cleaned register and who may be nominated, into the folder ``cleaned-register``."""
        room, work = self._work(request)
        with TURN:
            found = read_project_register(work.project)
            rules = read_rules(work.project, year_of(work.project, None))
            listed = {} if found.registers.frame.empty else register_files(found)
            files = {**listed, **eligible_files(found, rules)}
        gone = {QUESTIONS} - set(files)
        written = write_outputs(files, room.folder / _REGISTER, project=room.folder, gone=gone)
        return [path.name for path in written.paths]

    def share(self, request: Request, _: Asked) -> Any:
        """Texts, pictures and codes to post, of the site as it stands."""
        room, work = self._work(request)
        base = published_address(None, work.project.config)
        pages = [
            {
                "name": page.tambon.name,
                "address": base and base + tambon_path(page.tambon.key).removesuffix("index.html"),
                "caption": build_caption(
                    page, address=base and base + tambon_path(page.tambon.key)
                ),
            }
            for page in work.atlas.pages
        ]
        whole = {
            "name": "",
            "address": base,
            "caption": build_province_caption(work.atlas, address=base),
        }
        shown = [*([whole] if len(pages) != 1 else []), *pages]
        for one in shown:
            address = one["address"]
            one["qr"] = address and f"data:image/svg+xml,{quote(qr_svg(str(address)).decode())}"
        return {"pages": shown, "cards": _files_in(room.site / "cards")}

    def zip(self, request: Request) -> Response:
        """The site as one file; between two makings it is whole."""
        site = self._room(request).site
        if not (site / "index.html").is_file():
            raise HTTPException(HTTPStatus.NOT_FOUND)
        entries = {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }
        return _download(zip_deterministic(entries), "site.zip")


_template = cache(build_template)


def _files_in(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(
        path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")
    )


def _download(content: bytes, name: str) -> Response:
    named = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(
        content, media_type="application/octet-stream", headers={"Content-Disposition": named}
    )
