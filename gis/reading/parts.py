"""Files that belong to one another: the parts of a shapefile, the newest edits of a database."""

from __future__ import annotations

from pathlib import Path

from muban.gis.reading.shapefile_parts import SHAPEFILE_PARTS
from muban.gis.reading.vector.geopackage import BESIDE

__all__ = ["main_part", "parts_of"]


def main_part(path: Path) -> Path | None:
    """The ``.shp`` that a part belongs to: of its name, else of one that is so for Windows."""
    whole = path.name.removesuffix(".xml").removesuffix(".shp")
    stems = (Path(whole).stem, whole)
    for stem in stems:
        for suffix in (".shp", ".SHP"):
            if (main := path.parent / f"{stem}{suffix}").is_file():
                return main
    alike = {stem.lower() for stem in stems}
    return next(
        (
            other
            for other in sorted(path.parent.iterdir())
            if other.suffix.lower() == ".shp" and other.stem.lower() in alike and other.is_file()
        ),
        None,
    )


def parts_of(path: Path) -> dict[str, Path]:
    """The file, and the other parts of a shapefile or database, by suffix without dot.

    Parameters
    ----------
    path
        The file; of a shapefile its ``.shp``.

    Examples
    --------
    >>> [*parts_of(Path("วัด.kml"))]
    ['kml']
    """
    own = path.suffix.lower().removeprefix(".")
    parts = {own: path}
    if own == "shp":
        for other in sorted(path.parent.iterdir()):
            suffix = other.suffix.lower().removeprefix(".")
            named_so = other.stem.lower() == path.stem.lower() and suffix in SHAPEFILE_PARTS
            real = other.is_file() and not other.is_symlink()
            if named_so and real and main_part(other) == path:
                parts.setdefault(suffix, other)
    for part in BESIDE:
        # The newest edits of a database.
        other = path.with_name(f"{path.name}-{part}")
        if other.is_file() and not other.is_symlink():
            parts.setdefault(part, other)
    return parts
