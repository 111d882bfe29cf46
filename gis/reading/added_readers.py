"""Formats that another package reads: its function, and what muban makes of its answer.

The function is given a file's bytes and name, and gives back a GeoDataFrame, or one for each
layer by name. It runs in the process apart, as every reader does, and within the same limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from muban.gis.added import READERS, load_added, name_of_package, offered
from muban.gis.errors import ProjectError
from muban.gis.problems import problem
from muban.gis.reading.content import Content
from muban.gis.reading.file_kind import OWN_SUFFIXES
from muban.gis.reading.limits import LimitExceeded
from muban.gis.reading.records.feature_frame import Record, build_features
from muban.gis.source import Read

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["read_added", "refuse_taken"]

_NAME, _DESCRIPTION = "name", "description"
_OWN = (_NAME, _DESCRIPTION)


def refuse_taken() -> None:
    """Stop where a package wants to read what muban reads itself.

    Raises
    ------
    ProjectError
        It names the package and the ending.
    """
    for suffix, point in offered(READERS).items():
        if f".{suffix}" in OWN_SUFFIXES:
            package = name_of_package(point)
            raise ProjectError(
                f"ส่วนเสริม «{package}» จะอ่านไฟล์ .{suffix} ซึ่ง muban อ่านเองอยู่แล้ว — "
                f"ถอนออกด้วย pip uninstall {package}",
                f"The package “{package}” adds a reader of .{suffix}, which muban reads itself: "
                "uninstall it",
            )


def read_added(content: Content, kind: str) -> list[Read]:
    """Read a file with the function that a package adds for its ending.

    Parameters
    ----------
    content
        The file's bytes.
    kind
        The ending, without the dot.

    Returns
    -------
    list of Read
        A layer for each frame; its column ``name`` names the records, and its CRS is the
        file's. Where the function fails, one empty layer with the problem that names it.
    """
    point = offered(READERS)[kind]
    try:
        answer = load_added(point)(content.data, content.member or content.source.name)
        layers = answer if isinstance(answer, Mapping) else {"": answer}
        content.budget.check("max_features", sum(len(frame) for frame in layers.values()))
        return [_layer(content, str(name), frame) for name, frame in layers.items()]
    except (LimitExceeded, MemoryError, RecursionError):
        raise
    except Exception as error:
        detail = " ".join(f"{type(error).__name__}: {error}".split())
        package = name_of_package(point)
        told = problem("read.added_reader_failed", content.where, package=package, detail=detail)
        return content.failed(told)


def _layer(content: Content, name: str, frame: gpd.GeoDataFrame) -> Read:
    rows = frame.drop(columns=frame.geometry.name).to_dict("records")
    records = [
        Record(
            number,
            shape,
            {str(key): _plain(value) for key, value in row.items() if key not in _OWN},
            name=_text(row.get(_NAME)),
            description=_text(row.get(_DESCRIPTION)),
        )
        for number, (shape, row) in enumerate(zip(frame.geometry, rows, strict=True), start=1)
    ]
    return build_features(content.source, content.layer(name), records, crs=frame.crs)


def _plain(value: Any) -> Any:
    """A cell as the file has it; what stands for an empty one is None."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def _text(value: Any) -> str | None:
    value = _plain(value)
    return None if value is None else str(value)
