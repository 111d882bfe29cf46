"""Places that no command writes to: a project's own files, and where they lie.

The folders that are read and ``muban.toml`` are an officer's originals. A site's folder
goes onto the web as it is, so that no project may lie in it.
"""

from __future__ import annotations

import os
from pathlib import Path

from muban.gis.errors import MubanError
from muban.web.publishing.read_site import OurSite, entries_of

__all__ = [
    "refuse_file",
    "refuse_folder",
    "refuse_originals",
    "refuse_projects_inside",
    "true_path",
]

_SETTINGS = "muban.toml"
_ORIGINALS = (
    "drawings",
    "register",
    "indicators",
    "reference",
    "plan",
    "rules",
    "nominations",
    "photos",
    "book",
    "symbols",
    "backup",
)


def true_path(path: Path) -> Path:
    """Where a path really leads, whatever links are on the way.

    Raises
    ------
    MubanError
        Its links lead in a circle.

    Examples
    --------
    >>> true_path(Path("/งาน/ก/../site")).name
    'site'
    """
    try:
        found = path.resolve()
        circle = found.is_symlink()
    except (OSError, RuntimeError):
        circle = True
    if circle:
        raise MubanError(
            f"«{path}» เป็นลิงก์ที่วนกลับมาหาตัวเอง — ลบลิงก์นั้น หรือใช้ที่อื่น",
            f"“{path}” is a link that leads back to itself: delete it, or use another place",
        )
    return found


def refuse_folder(out: Path, *, project: Path | None = None) -> None:
    """Stop where a folder of ours would lie among originals, or hold a project.

    Parameters
    ----------
    out
        A true path (:func:`true_path`).
    project
        The project in hand: its folders may be links to elsewhere.
    """
    refuse_originals(out, project=project)
    if project is not None and true_path(project).is_relative_to(out):
        raise _project_inside(out, true_path(project))


def refuse_file(out: Path, *, project: Path | None = None) -> None:
    """Stop where a file of ours would lie among originals, or be one.

    ``out`` is what the user typed; a link counts as what it leads to.

    Parameters
    ----------
    out
        What the user typed.
    project
        The project in hand, if there is one.

    Examples
    --------
    >>> refuse_file(Path("muban.toml"))
    Traceback (most recent call last):
    muban.gis.errors.MubanError: ...
    """
    if out.name.casefold() == _SETTINGS or true_path(out).name.casefold() == _SETTINGS:
        raise MubanError(
            f"«{out}» เป็นไฟล์ตั้งค่าของงาน จึงไม่เขียนทับ — ใช้ --out ชื่ออื่น",
            f"“{out}” holds a project's settings and is not overwritten: use another --out",
        )
    refuse_originals(true_path(out), project=project)


def refuse_projects_inside(site: Path, ours: OurSite) -> None:
    """Stop where a project lies in a site's folder: whoever uploads it publishes the originals."""
    for name in entries_of(site):
        if name not in ours.files and Path(name).name.casefold() == _SETTINGS:
            raise _project_inside(site, site / Path(name).parent)


def _project_inside(out: Path, project: Path) -> MubanError:
    return MubanError(
        f"โฟลเดอร์งาน «{project}» อยู่ใน «{out}» ซึ่งจะเป็นเว็บไซต์ ไฟล์งานจะถูกเผยแพร่ไปด้วย — "
        "ใช้ --out อื่น หรือย้ายงานออกไปก่อน",
        f"The project “{project}” lies in “{out}”, which is to be a site, and would be published "
        "with it: use another --out, or move the project out first",
    )


def refuse_originals(out: Path, *, project: Path | None = None) -> None:
    """Stop where a true path lies in a folder that a project keeps its originals in."""
    places = [*_named_so(out), *([] if project is None else _linked_so(project))]
    for place in places:
        if out.is_relative_to(place):
            raise MubanError(
                f"«{out}» อยู่ใน «{place}» ซึ่งเก็บไฟล์ต้นฉบับของงาน muban ไม่เขียนลงที่นั่น — ใช้ --out อื่น",
                f"“{out}” lies in “{place}”, where a project keeps its originals; nothing is "
                "written there: use another --out",
            )


def _named_so(out: Path) -> list[Path]:
    """Folders on the way to a place that are, by name, the originals of a project."""
    return [
        place
        for place in (out, *out.parents)
        if place.name.casefold() in _ORIGINALS and os.path.lexists(place.parent / _SETTINGS)
    ]


def _linked_so(project: Path) -> list[Path]:
    return [true_path(project / name) for name in _ORIGINALS]
