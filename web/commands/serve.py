"""``muban serve``: look at the site and draw, on this machine alone."""

from __future__ import annotations

import secrets
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from muban.layers.atlas import Place
    from muban.web.cache.write_store import Store
    from muban.web.desk.workroom import Workroom
    from muban.web.drawing.digitizer_data import SaveTarget
    from muban.web.wording.words import Lang

__all__ = ["serve"]


def serve(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    site: Annotated[
        Path | None,
        typer.Option(help="ดูเว็บไซต์ที่สร้างไว้แล้วตามที่เป็นอยู่ (ปกติสร้างให้ดูใหม่ทุกครั้งที่ไฟล์งานเปลี่ยน)"),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="พอร์ต; 0 คือเลือกให้")] = 8765,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """เปิดดูเว็บไซต์และวาดแนวเขตในเครื่องนี้ (เครื่องอื่นเข้าไม่ได้) หน้าเปลี่ยนตามไฟล์งาน กด Ctrl+C ปิด."""
    from muban.web.cache.kept import each_kept
    from muban.web.cache.write_store import open_store
    from muban.web.drawing.tambon_choice import drawable_tambons
    from muban.web.in_turn import cores_at_hand
    from muban.web.project import read_project, survey
    from muban.web.told.terminal import lang_of

    speech = lang_of(lang)
    store = open_store()
    opened = read_project(project, store)
    atlas = survey(opened, each=each_kept(store, cores_at_hand()))
    shown = _Shown(
        folder=opened.folder,  # a drawing alone is a project whose folder is that of the file
        title=atlas.title,
        tambons=drawable_tambons(atlas, opened.config.tambon),
        lang=speech,
    )
    # Of a drawing alone the folder holds other things; a site that is named is shown as it is.
    if site is not None or project.is_file():
        _answer(shown, site if site is not None else Path("site"), None, port)
    else:
        _keep_true(shown, store, port)


@dataclass(frozen=True)
class _Shown:
    """The project that is shown, and the tambons that can be drawn."""

    folder: Path
    title: str
    tambons: Sequence[Place]
    lang: Lang


def _keep_true(shown: _Shown, store: Store | None, port: int) -> None:
    """Show a site of the project, made anew beside it whenever something there changes."""
    from muban.gis.apart.scratch import Scratch
    from muban.web.desk.following import follow
    from muban.web.desk.workroom import Workroom

    stop = threading.Event()
    with Scratch() as place:
        # Never the site that is published: it may be made for another address.
        room = Workroom(shown.folder.resolve(), store, place / "site")
        room.start()
        threading.Thread(target=follow, args=(room, stop), daemon=True).start()
        try:
            _answer(shown, room.site, room, port)
        finally:
            stop.set()
            room.stop()
            room.join(timeout=30)


def _answer(shown: _Shown, site: Path, room: Workroom | None, port: int) -> None:
    """Answer until Ctrl-C."""
    from muban.gis.errors import ConfigError
    from muban.web.desk.live_news import live_news
    from muban.web.drawing.digitizer import drawing_parts
    from muban.web.drawing.digitizer_data import SaveTarget
    from muban.web.drawing.digitizer_project import project_id
    from muban.web.drawing.one_at_a_time import OneAtATime
    from muban.web.drawing.serve import DRAW, SAVE, Preview, make_server
    from muban.web.pages.assets_index import read_assets
    from muban.web.stopping import Stopped
    from muban.web.told.terminal import say

    token = secrets.token_urlsafe()
    target = SaveTarget(SAVE, token)
    pages: dict[str, Callable[[], bytes]] = {"": partial(_start, shown, site, room)}
    pages |= {
        f"{place.code}.html": OneAtATime(partial(_page, shown.folder, place, target, shown.lang))
        for place in shown.tambons
    }
    pages |= {
        f"{name}.js": partial(bytes, part.content)
        for name, part in drawing_parts(read_assets()).items()
    }
    live = None if room is None else partial(live_news, room)
    preview = Preview(shown.folder, site, pages, token, project_id(shown.folder), live)
    try:
        server = make_server(preview, port=port)
    except OSError as error:
        raise ConfigError(
            f"เปิดพอร์ต {port} ไม่ได้ (มีโปรแกรมอื่นใช้อยู่) ลอง --port 0",
            f"Port {port} is taken by another program; try --port 0",
        ) from error
    address = f"http://127.0.0.1:{server.server_address[1]}{DRAW}"
    th = shown.lang == "th"
    say(f"เปิดในเบราว์เซอร์: {address}" if th else f"Open in a browser: {address}")
    with server:
        try:
            server.serve_forever()
        except (KeyboardInterrupt, Stopped) as stop:
            if isinstance(stop, Stopped) and stop.number not in (0, signal.SIGINT):
                raise
            say("ปิดแล้ว" if th else "Closed")


def _start(shown: _Shown, site: Path, room: Workroom | None) -> bytes:
    """The page that says what there is to look at and to draw."""
    from muban.web.drawing.serve import following
    from muban.web.wording.render import render

    built = None if room is None else room.view()["built"]
    page = render(
        "serve.html.jinja",
        lang=shown.lang,
        title=shown.title,
        has_site=(site / "index.html").is_file(),
        live=room is not None,
        tambons=shown.tambons,
        follows="" if room is None else following(built),
    )
    return str(page).encode()


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
