"""A project made at the desk: named, placed, and ready for files."""

from __future__ import annotations

import shutil
from pathlib import Path

from muban.gis.errors import ProjectError
from muban.web.desk.names_of_files import BadPath, safe_path
from muban.web.desk.places import place_settings
from muban.web.new_project import FOLDERS, write_new_project
from muban.web.project import INPUT_FOLDERS, SAMPLE
from muban.web.settings.config import CONFIG_NAME
from muban.web.settings.write_settings import change_settings

__all__ = ["find_project", "make_project", "take_sample"]

_SAMPLE_NAME = "ตัวอย่าง ตำบลโพนแพง"


def make_project(
    home: Path, name: str, place: str = "", folder: str = "", *, titled: bool = True
) -> Path:
    """A new project folder, with its title and place as they were typed.

    Parameters
    ----------
    home
        Where projects go unless somebody says otherwise.
    name
        What it is called; its folder is called so too.
    place
        The code of a tambon, amphoe or province; "" where nothing was chosen.
    folder
        Another folder to put it in.
    titled
        Whether the name is the project's title too; else its map says that.

    Returns
    -------
    Path
        The project's folder. One that is there already gets a number beside its name.

    Raises
    ------
    ProjectError
        There is no name, or one that no folder may have.
    """
    title = " ".join(name.split())
    parent = Path(folder).expanduser() if folder.strip() else home
    if not parent.is_absolute():
        raise ProjectError(
            f"«{folder}» ไม่ใช่ที่อยู่เต็มของโฟลเดอร์ — พิมพ์ให้ครบ เช่น D:\\งาน",
            f"“{folder}” is no whole path of a folder: type all of it, such as D:\\work",
        )
    target = _free(parent / _folder_name(title))
    target.mkdir(parents=True)
    write_new_project(target)
    place_of = place_settings(place) if place else {}
    change_settings(target, {("title",): title if titled else None, **place_of})
    return target


def take_sample(home: Path) -> Path:
    """The sample as a project of one's own; the one that was taken before is opened again."""
    target = home / _SAMPLE_NAME
    if (target / CONFIG_NAME).is_file():
        return target
    target = _free(target)
    for name in FOLDERS:
        (target / name).mkdir(parents=True, exist_ok=True)
    for name in INPUT_FOLDERS:
        if (SAMPLE / name).is_dir():
            shutil.copytree(SAMPLE / name, target / name, dirs_exist_ok=True)
    shutil.copyfile(SAMPLE / CONFIG_NAME, target / CONFIG_NAME)
    return target


def find_project(typed: str) -> Path:
    """The project of a path that somebody typed or pasted.

    Raises
    ------
    ProjectError
        There is no such folder, or it holds no project.
    """
    path = Path(typed.strip().strip('"')).expanduser()
    if path.name == CONFIG_NAME:
        path = path.parent
    there = path.is_absolute() and path.is_dir()
    if not there or not any((path / name).exists() for name in (CONFIG_NAME, *INPUT_FOLDERS)):
        raise ProjectError(
            f"«{typed}» ไม่ใช่โฟลเดอร์งานของ muban — โฟลเดอร์งานมีไฟล์ {CONFIG_NAME} หรือโฟลเดอร์ drawings",
            f"“{typed}” is no project of muban: one has a file {CONFIG_NAME} or a folder drawings",
        )
    return path.resolve()


def _folder_name(title: str) -> str:
    try:
        return safe_path(title.replace("/", " ").replace("\\", " ")).name
    except BadPath as error:
        raise ProjectError(
            f"ใช้ «{title}» เป็นชื่อโฟลเดอร์ไม่ได้ — พิมพ์ชื่องานเป็นตัวอักษร เช่น ตำบลโพนแพง",
            f"“{title}” cannot be a folder's name: type a name such as ตำบลโพนแพง",
        ) from error


def _free(folder: Path) -> Path:
    number = 2
    free = folder
    while free.exists():
        free = folder.with_name(f"{folder.name} ({number})")
        number += 1
    return free
