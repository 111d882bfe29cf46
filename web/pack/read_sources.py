"""Files of the whole country or of a province, read for a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.errors import ProjectError
from muban.gis.reading.limits import Limits

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["read_sources"]

_LIMITS = Limits(
    max_file_bytes=1_500_000_000,
    max_inflated_bytes=1_500_000_000,
    max_text_bytes=400_000_000,
    max_features=600_000,
    max_coordinates=40_000_000,
    max_elements=20_000_000,
    max_cells=10_000_000,
    max_pins=600_000,
    max_seconds=120,
    max_memory_bytes=3_000_000_000,
)
"""Whoever prepares a province has a computer for it, and files of the whole country."""


def read_sources(paths: Iterable[Path], province: str) -> list[Read]:
    """Read files and folders of files, large ones only as far as they are of a province.

    Parameters
    ----------
    paths
        As a person names them.
    province
        Two digits.

    Raises
    ------
    ProjectError
        There is no such file.

    Examples
    --------
    >>> read_sources([], "43")
    []
    """
    from muban.gis.apart import prepare
    from muban.gis.reading.apart import read_apart
    from muban.gis.reading.near import Near
    from muban.gis.reading.read import read_folder
    from muban.gis.source import FileSettings

    prepare()
    near = Near(province, provinces=frozenset({province}))
    reads: list[Read] = []
    for path in _there(paths):
        if path.is_dir():
            reads += read_folder(path, path, limits=_LIMITS, look_around=lambda _: near)
        else:
            reads += read_apart(path, path.parent, FileSettings(), _LIMITS, near)
    return reads


def _there(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise ProjectError(
                f"ไม่พบไฟล์ «{path}» — ตรวจชื่อไฟล์", f"There is no file “{path}”: check the name"
            )
        yield path
