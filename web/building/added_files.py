"""Files of the site that other packages add, made of the layers that anybody may have.

An exporter is given the published layers by name and gives back a file's bytes. It never
sees a private column, and the privacy gate reads what it made like every other file: so it
may only make files of a kind that the gate can read.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Mapping
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

from muban.gis.added import EXPORTERS, load_added, name_of_package, offered
from muban.gis.errors import ProjectError
from muban.web.gate.gate_texts import is_searched

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["added_files", "added_label"]


_PLAIN_NAME = re.compile(r"[\w-]+(\.[\w-]+)+")


def added_files(layers: Mapping[str, pd.DataFrame], *, taken: Collection[str]) -> dict[str, bytes]:
    """The files that packages add to ``data/``, by name; an empty one is left out.

    Parameters
    ----------
    layers
        As :func:`muban.web.building.data_files.published_layers` gives them.
    taken
        Names of the files that muban makes itself.

    Raises
    ------
    ProjectError
        A package fails, or would make a file of a name that is taken or none, or one that
        the privacy gate cannot look into.
    """
    files: dict[str, bytes] = {}
    for name, point in offered(EXPORTERS).items():
        if name in taken or not _PLAIN_NAME.fullmatch(name):
            raise _refused(point, "ใช้ชื่อนี้ไม่ได้", "it cannot have this name")
        if not is_searched(name):
            raise _refused(
                point,
                f"ไฟล์ {name} เป็นชนิดที่ muban ตรวจข้อมูลส่วนบุคคลไม่ได้",
                f"{name} is of a kind that cannot be searched for personal data",
            )
        made = _made(point, {layer: frame.copy() for layer, frame in layers.items()})
        if made:
            files[name] = made
    return files


def added_label(name: str) -> tuple[str, str]:
    """What an added file is, in Thai and English: the first line of its function's docstring.

    Parameters
    ----------
    name
        The file's name, without ``data/``. `` / `` parts the Thai from the English; a
        function without a docstring is called by the file's name.
    """
    point = offered(EXPORTERS)[name]
    line = (inspect.getdoc(load_added(point)) or name).partition("\n")[0]
    th, _, en = line.partition(" / ")
    return th.strip(), (en or th).strip()


def _made(point: EntryPoint, layers: Mapping[str, pd.DataFrame]) -> bytes:
    export = load_added(point)
    try:
        made = export(layers)
    except Exception as error:
        raise _refused(point, str(error), str(error)) from error
    if not isinstance(made, bytes):
        given = type(made).__name__
        raise _refused(point, f"ได้ {given} แทน bytes", f"it gave {given} and not bytes")
    return made


def _refused(point: EntryPoint, th: str, en: str) -> ProjectError:
    package = name_of_package(point)
    return ProjectError(
        f"ส่วนเสริม «{package}» สร้างไฟล์ {point.name} ไม่ได้: {th} — "
        f"แจ้งผู้ทำส่วนเสริม หรือถอนออกด้วย pip uninstall {package}",
        f"The package “{package}” cannot make {point.name}: {en}. Tell its makers, or uninstall it",
    )
