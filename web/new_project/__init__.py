"""A new project folder: settings with comments, empty folders, Excel templates."""

from __future__ import annotations

import json
import os
from importlib import resources
from pathlib import Path

from muban.gis.errors import ProjectError
from muban.web.publishing.protect import refuse_file
from muban.web.publishing.write_whole import write_whole
from muban.web.settings.config import CONFIG_NAME

__all__ = ["FOLDERS", "write_new_project"]

FOLDERS = (
    "book",
    "drawings",
    "indicators",
    "register",
    "reference",
    "nominations",
    "plan",
    "rules",
    "symbols",
    "templates",
)
"""What a project may hold; only ``drawings`` is needed. ``templates`` is never read."""


_TITLE = '"แผนที่หมู่บ้าน ตำบล…"'
"""What stands as the title in the file that is copied; the folder's name takes its place."""


def write_new_project(folder: Path) -> list[str]:
    """Make a project folder.

    Parameters
    ----------
    folder
        Where; it may exist, but must not be a project yet.

    Returns
    -------
    list of str
        What was made, as paths inside the folder.

    Raises
    ------
    ProjectError
        The folder already has a ``muban.toml``, or is a file.
    """
    from muban.web.workbook_templates import write_templates

    config = folder / CONFIG_NAME
    if os.path.lexists(config) or folder.is_file():
        raise ProjectError(
            f"«{folder}» มีอยู่แล้ว จึงไม่เขียนทับ — เลือกชื่อโฟลเดอร์อื่น",
            f"“{folder}” exists already and is not overwritten: choose another name",
        )
    refuse_file(folder / "new")
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    settings = resources.files(__package__).joinpath(CONFIG_NAME).read_text("utf-8")
    # A basic string of TOML is written as one of JSON.
    title = json.dumps(folder.resolve().name, ensure_ascii=False)
    written = write_templates(folder / "templates")
    # The settings last: with them the folder is a project, and is not begun again.
    write_whole(config, settings.replace(_TITLE, title).encode())
    templates = [path.relative_to(folder).as_posix() for path in written]
    return [CONFIG_NAME, *(f"{name}/" for name in FOLDERS), *templates]
