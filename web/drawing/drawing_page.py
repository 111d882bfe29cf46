"""The page for drawing of one tambon of a project, made as everything that leaves is made.

It shows what the maps show: the same villages, by the same names, nothing of persons. And
like a site it is looked over before it goes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from muban.web.drawing.digitizer import build_digitizer, drawing_parts
from muban.web.drawing.digitizer_project import project_drawing
from muban.web.gate.privacy_gate import refuse_personal
from muban.web.pages.assets_index import read_assets
from muban.web.project import know_project, survey

if TYPE_CHECKING:
    from muban.web.drawing.digitizer_data import SaveTarget
    from muban.web.project import Project

__all__ = ["drawing_page"]


def drawing_page(
    project: Project,
    *,
    tambon: str | None = None,
    save: SaveTarget | None = None,
    lang: Literal["th", "en"] = "th",
    parts_at: str | None = None,
) -> bytes:
    """The page as one HTML file.

    Parameters
    ----------
    project
        As read.
    tambon
        Six digits or names; None as for
        :func:`muban.web.drawing.digitizer_project.project_drawing`.
    save
        Where a server of ours takes the drawing.
    lang
        The language the page opens in.
    parts_at
        As for :func:`muban.web.drawing.digitizer.build_digitizer`.

    Raises
    ------
    ConfigError
        There is no such tambon, or the project has several and none was named.
    MubanError
        The privacy gate found something personal; every find is named.
    """
    known = know_project(project)
    data = project_drawing(project, known, survey(project, known), tambon=tambon, save=save)
    assets = read_assets()
    page = build_digitizer(data, assets, legend=project.legend, lang=lang, parts_at=parts_at)
    # The program's own script holds nothing of a project, and code may look like anything: its
    # strings cannot be told from what stands between them without understanding all of it.
    shown = page
    for script in (assets["digitizer.js"], *drawing_parts(assets).values()):
        shown = shown.replace(script.content, b"")
    if save is not None:
        # So may the token, which is drawn by lot.
        shown = shown.replace(save.token.encode(), b"")
    refuse_personal({"digitize.html": shown}, allowed=project.config.privacy.allowed)
    return page
