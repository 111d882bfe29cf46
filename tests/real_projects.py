"""Project folders made of the real files of ``../shared/data``, for tests and benchmarks."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["chiangmai_project", "khonkaen_project", "nongkhai_project"]


def khonkaen_project(data: Path, folder: Path) -> Path:
    """Tambon 400106: polygons without names, points with the names, the official tambon."""
    source = data / "khonkaen_400106"
    _config(folder, title="ตำบลเมืองเก่า", province="40", fiscal_year_be=2563)
    _put(source / "village.geojson", folder / "drawings")
    _put(source / "village_point.geojson", folder / "reference")
    _put(source / "tambon.geojson", folder / "reference")
    return folder


def nongkhai_project(data: Path, folder: Path) -> Path:
    """The province: official outlines, gazetteer, points, and the letter's registers."""
    source = data / "nongkhai"
    _config(folder, title="จังหวัดหนองคาย", province="43", fiscal_year_be=2563)
    for path in sorted(source.iterdir()):
        _put(path, folder / "reference")
    _put(data / "letter" / "letter.txt", folder / "register")
    return folder


def chiangmai_project(data: Path, folder: Path, name: str) -> Path:
    """A tambon drawn by hand: moo and population as text, and the official polygons."""
    _config(folder, title="เชียงใหม่", province="50", fiscal_year_be=2563)
    _put(data / "chiangmai" / name, folder / "drawings")
    _put(data / "chiangmai" / "tambon.geojson", folder / "reference")
    return folder


def _config(folder: Path, *, title: str, province: str, fiscal_year_be: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "muban.toml").write_text(
        f'title = "{title}"\nprovince = "{province}"\nfiscal_year_be = {fiscal_year_be}\n',
        encoding="utf-8",
    )


def _put(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # Without the source's read-only mode, so that a temporary folder can be emptied.
    shutil.copyfile(source, folder / source.name)
