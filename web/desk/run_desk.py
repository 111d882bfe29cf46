"""Runs the desk: server, browser, and an end when nobody is at it any more."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from muban.web.cache.write_store import open_store
from muban.web.desk.projects import Projects
from muban.web.desk.serve_desk import Desk, desk_app
from muban.web.loopback.guard import LOOPBACK
from muban.web.loopback.server import LoopbackServer

if TYPE_CHECKING:
    from muban.web.wording.words import Lang

__all__ = ["open_browser", "run_desk"]

_LIST = "desk.json"
_IDLE_S = 1800.0
"""The page asks every few seconds: after this long no page is open."""
_LOOK_S = 15.0


def run_desk(
    *,
    home: Path | None,
    project: Path | None,
    port: int,
    lang: Lang,
    opened: Callable[[str], None],
) -> None:
    """Serve the desk until somebody closes it, or leaves it.

    Parameters
    ----------
    home
        Where new projects go; None is ``muban`` in the folder of documents.
    project
        A project to open at once.
    port
        0 takes a free one.
    lang
        The language that it opens in.
    opened
        Called with the address when it can be opened.

    Raises
    ------
    OSError
        The port is taken.
    """
    projects = Projects(platformdirs.user_data_path("muban", False) / _LIST, open_store())
    desk = Desk(projects, home or platformdirs.user_documents_path() / "muban", lang)
    server = LoopbackServer(desk_app(desk), port)
    desk.ends.append(server.ask_to_end)
    left = threading.Event()
    with server:
        try:
            path = "" if project is None else f"#/p/{projects.open(project)}/files"
            threading.Thread(target=_follow, args=(desk, left), daemon=True).start()
            opened(f"http://{LOOPBACK}:{server.port}/{desk.token}/{path}")
            server.serve_forever()
        finally:
            left.set()
            projects.close()


def _follow(desk: Desk, left: threading.Event) -> None:
    """End the program when no page has asked anything for long."""
    while not left.wait(_LOOK_S):
        if desk.idle_s() > _IDLE_S:
            desk.end()
            return


def open_browser(address: str) -> None:
    """Show an address in the browser that the user has chosen.

    Parameters
    ----------
    address
        On loopback.
    """
    webbrowser.open(address)
