"""``muban serve``: look at the site and draw, on this machine alone."""

from __future__ import annotations

import secrets
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from muban.layers.atlas import Place
    from muban.web.drawing.digitizer_data import SaveTarget
    from muban.web.wording.words import Lang

__all__ = ["serve"]


def serve(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    site: Annotated[Path, typer.Option(help="เว็บไซต์ที่สร้างแล้วด้วย muban build")] = Path("site"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="พอร์ต; 0 คือเลือกให้")] = 8765,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """เปิดดูเว็บไซต์และวาดแนวเขตในเครื่องนี้ (เครื่องอื่นเข้าไม่ได้) กด Ctrl+C เพื่อปิด."""
    from muban.gis.errors import ConfigError
    from muban.web.drawing.digitizer import drawing_parts
    from muban.web.drawing.digitizer_data import SaveTarget
    from muban.web.drawing.digitizer_project import project_id
    from muban.web.drawing.one_at_a_time import OneAtATime
    from muban.web.drawing.serve import DRAW, SAVE, Preview, make_server
    from muban.web.drawing.tambon_choice import drawable_tambons
    from muban.web.pages.assets_index import read_assets
    from muban.web.project import read_project, survey
    from muban.web.told.terminal import lang_of, say
    from muban.web.wording.render import render

    speech = lang_of(lang)
    opened = read_project(project)
    atlas = survey(opened)
    project = opened.folder  # a drawing alone is a project whose folder is that of the file
    tambons = drawable_tambons(atlas, opened.config.tambon)
    token = secrets.token_urlsafe()
    target = SaveTarget(SAVE, token)
    start = render(
        "serve.html.jinja",
        lang=speech,
        title=atlas.title,
        has_site=site.is_dir(),
        tambons=tambons,
    )
    pages = {"": str(start).encode} | {
        f"{place.code}.html": OneAtATime(partial(_page, project, place, target, speech))
        for place in tambons
    }
    pages |= {
        f"{name}.js": partial(bytes, part.content)
        for name, part in drawing_parts(read_assets()).items()
    }
    shown = site if site.is_dir() else None
    preview = Preview(project, shown, pages, token, project_id(project))
    try:
        server = make_server(preview, port=port)
    except OSError as error:
        raise ConfigError(
            f"เปิดพอร์ต {port} ไม่ได้ (มีโปรแกรมอื่นใช้อยู่) ลอง --port 0",
            f"Port {port} is taken by another program; try --port 0",
        ) from error
    address = f"http://127.0.0.1:{server.server_address[1]}{DRAW}"
    say(f"เปิดในเบราว์เซอร์: {address}" if speech == "th" else f"Open in a browser: {address}")
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("ปิดแล้ว" if speech == "th" else "Closed")


def _page(project: Path, place: Place, save: SaveTarget, lang: Lang) -> bytes:
    """Read anew whenever the page is opened, so that it shows what was saved."""
    from muban.web.drawing.digitizer_project import saved_name
    from muban.web.drawing.drawing_page import drawing_page
    from muban.web.drawing.save_drawing import version_of
    from muban.web.drawing.serve import DRAW
    from muban.web.project import read_project

    # The version first: what is saved while the project is read makes the page ask, not lose.
    save = replace(save, base=version_of(project, saved_name(place)))
    return drawing_page(
        read_project(project), tambon=place.code, save=save, lang=lang, parts_at=DRAW
    )
