"""The projects in a project's ``plan/``, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from muban.gis.problems import Problem, Where, problem
from muban.layers.plan import PlannedProject, plan_of, read_plan
from muban.layers.sorting.blank_sheets import is_blank

if TYPE_CHECKING:
    from pathlib import Path

    from muban.layers.atlas import Atlas
    from muban.web.settings.province_folders import OneProvince

__all__ = ["PLAN_FOLDER", "with_plan"]

PLAN_FOLDER = "plan"
_TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


def with_plan(atlas: Atlas, folder: Path, part: OneProvince | None = None) -> Atlas:
    """An atlas whose tambons have their projects, with the problems of the plan.

    Parameters
    ----------
    atlas
        Of all files but the plan's.
    folder
        The project's; without ``plan/`` the atlas stays as it is.
    part
        The province that the atlas is of, in a project of several: its own plan is read.

    Returns
    -------
    Atlas
        A project of a village that is none of the work's is told, and left out; so is one that
        does not say which of several tambons it is of.
    """
    projects, problems = _read(folder, part)
    if not projects and not problems:
        return atlas
    alone = len(atlas.pages) == 1
    pages = tuple(
        replace(page, plan=plan_of(projects, page.tambon.code or "", page.villages, alone=alone))
        for page in atlas.pages
    )
    placed = {one.at for page in pages for one in page.plan}
    lost = [_lost(one, alone=alone) for one in projects if one.at not in placed]
    return replace(atlas, pages=pages, problems=(*atlas.problems, *problems, *lost))


def _lost(one: PlannedProject, *, alone: bool) -> Problem:
    if not alone and len(one.village) < 6:
        return problem("plan.which_tambon", one.at, project=one.project)
    return problem("plan.unknown_village", one.at, village=one.village, project=one.project)


def _read(folder: Path, part: OneProvince | None) -> tuple[list[PlannedProject], list[Problem]]:
    from muban.gis.reading.read import read_file

    rooms = [folder / PLAN_FOLDER]
    if part is not None:
        rooms = [place for place, _ in part.places(folder, PLAN_FOLDER)]
    projects: list[PlannedProject] = []
    problems: list[Problem] = []
    for path in (path for room in rooms if room.is_dir() for path in sorted(room.iterdir())):
        if path.suffix.lower() not in _TABLES or path.name.startswith((".", "~$")):
            continue
        reads = read_file(path, folder)
        problems += (found for read in reads for found in read.problems)
        sheets = [sheet for read in reads if (sheet := read_plan(read)) is not None]
        if not sheets and not all(map(is_blank, reads)):
            problems.append(problem("plan.no_headings", Where(path.relative_to(folder).as_posix())))
        projects += (one for sheet in sheets for one in sheet.projects)
        problems += (found for sheet in sheets for found in sheet.problems)
    return projects, problems
