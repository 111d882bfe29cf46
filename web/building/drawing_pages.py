"""The pages for drawing that a site carries, where the settings say so: for phones in the field.

A phone records a walk only for a page that comes over ``https``. The page stands whole in one
file, so that it opens where there is no network; of the program's parts only those that open maps
of other programs lie beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muban.web.building.tambon_files import PageFiles, Shared
from muban.web.gate.privacy_gate import check_site
from muban.web.project import know_project

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.web.project import Project

__all__ = ["drawing_pages"]

_BESIDE = ("sheets", "sqlite")
"""Parts that a sitting in the field hardly needs, and that weigh more than all the rest."""


def drawing_pages(
    project: Project, atlas: Atlas, tambons: Sequence[TambonAtlas], shared: Shared
) -> PageFiles:
    """The pages for drawing of a site's tambons, and the scripts beside them; looked over.

    Parameters
    ----------
    project, atlas
        As read and as joined.
    tambons
        Those that the site has pages of.
    shared
        What all pages are made with.

    Returns
    -------
    PageFiles
        Nothing where ``[draw] publish`` is not set, or a tambon shall be one file.
    """
    site = shared.site
    if not project.config.draw.publish or site.single_file:
        return PageFiles((), {})
    # Most sites have none, and need not wait for what makes them.
    from muban.web.drawing.digitizer import build_digitizer, drawing_parts
    from muban.web.drawing.digitizer_project import draw_path, published_drawing

    parts = drawing_parts(site.assets)
    beside = {name: f"{name}.js" for name in _BESIDE if name in parts}
    files: dict[str, bytes] = {}
    known = know_project(project)
    for tambon in tambons:
        path = draw_path(tambon.tambon.key)
        data = published_drawing(project, known, atlas, tambon, worker=site.href(path, "sw.js"))
        files[path] = build_digitizer(
            data, site.assets, legend=site.legend, lang=site.lang, parts_at=beside
        )
    code = [site.assets["digitizer.js"].content, *(part.content for part in parts.values())]
    # The program's own script holds nothing of a project, and code may look like anything.
    found = (
        () if shared.rule is None else tuple(check_site(_without(files, code), rule=shared.rule))
    )
    scripts = {f"draw/{file}": parts[name].content for name, file in beside.items()}
    return PageFiles((), files | scripts, found)


def _without(files: dict[str, bytes], code: Sequence[bytes]) -> dict[str, bytes]:
    shown = dict(files)
    for name in files:
        for script in code:
            shown[name] = shown[name].replace(script, b"")
    return shown
