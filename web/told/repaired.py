"""``muban check --fix``: repaired copies beside the originals, which are never touched.

Each drawing is written once more as GeoJSON in EPSG:4326 under ``repaired/``: codes,
names and shapes as they are published, everything that the file itself said beside them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.problem_catalogue import Lang
from muban.gis.problems import FeatureRef
from muban.layers.frame_check import typed
from muban.layers.frames import VILLAGE_COLUMNS

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.ledger import LedgerRow
    from muban.layers.atlas import Atlas
    from muban.web.project import Project

__all__ = ["repaired_copies", "write_repaired"]

FOLDER = "repaired"
_TYPED = {name: VILLAGE_COLUMNS[name] for name in ("village_code", "moo")}
_GIVEN = ("village_code", "moo", "name", "landmark_kind")


def repaired_copies(project: Project, atlas: Atlas) -> dict[str, gpd.GeoDataFrame]:
    """The drawings as they are published, by the path of their copy.

    Parameters
    ----------
    project, atlas
        What was read, and what became of it.

    Returns
    -------
    dict
        Such as ``repaired/drawings/แนวเขต.geojson`` → records in EPSG:4326: the file's own
        columns, and ``village_code``, ``moo``, ``name``, ``landmark_kind`` as published.
        Records that were set aside are not in it.
    """
    import geopandas as gpd
    import pandas as pd

    published = _published(atlas)
    paths = _copy_paths(project)
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for read in project.reads.get("drawings", ()):
        if read.kind != "features":
            continue
        for record in read.frame.to_dict("records"):
            ref = FeatureRef(read.source.name, read.layer, int(record["_number"]))
            if ref in published:
                own = {str(k): v for k, v in record.items() if not str(k).startswith("_")}
                rows[paths[read.source.name]].append({**own, "layer": read.layer, **published[ref]})
    return {
        path: gpd.GeoDataFrame(
            typed(pd.DataFrame(records), _TYPED), geometry="geometry", crs="EPSG:4326"
        )
        for path, records in sorted(rows.items())
    }


def write_repaired(project: Project, atlas: Atlas, *, lang: Lang = "th") -> Iterator[str]:
    """Write the copies, and yield one line for each original: before and after.

    An older copy is replaced, unless somebody has corrected it: then the new one goes beside
    it. Nothing outside ``repaired/`` is written.

    Parameters
    ----------
    project
        As read; copies go to its ``repaired/``.
    atlas
        What was repaired.
    lang
        Of the lines.
    """
    from muban.gis.writing.write import geojson_text
    from muban.web.publishing.write_outputs import write_outputs
    from muban.web.told.told_writing import kept_lines

    copies, paths = repaired_copies(project, atlas), _copy_paths(project)
    files = {
        path.removeprefix(f"{FOLDER}/"): geojson_text(frame).encode()
        for path, frame in copies.items()
    }
    written = write_outputs(files, project.folder / FOLDER, project=project.folder)
    put = dict(zip(copies, written.paths, strict=True))
    for file, counts in _counts(atlas.ledger).items():
        copied = put.get(paths.get(file, ""))
        if copied is not None:
            yield _line(file, copied.relative_to(project.folder).as_posix(), counts, lang)
    yield from kept_lines(written, lang)


def _published(atlas: Atlas) -> dict[FeatureRef, dict[str, object]]:
    published: dict[FeatureRef, dict[str, object]] = {}
    for frame in (atlas.village_areas, atlas.landmarks):
        if frame is None:
            continue
        kept = ["geometry", *(name for name in _GIVEN if name in frame)]
        refs = zip(frame["_file"], frame["_layer"], frame["_number"], strict=True)
        for (file, layer, number), row in zip(refs, frame[kept].to_dict("records"), strict=True):
            published[FeatureRef(str(file), str(layer), int(number))] = {
                str(key): value for key, value in row.items()
            }
    return published


def _copy_paths(project: Project) -> dict[str, str]:
    """Each drawing's copy; แนวเขต.kml and แนวเขต.gpx keep their suffixes to stay apart."""
    files = {read.source.name for read in project.reads.get("drawings", ())}
    stems = Counter(Path(file).with_suffix("").as_posix() for file in files)
    made: dict[str, str] = {}
    for file in sorted(files):
        bare = Path(file).with_suffix("").as_posix()
        made[file] = f"{FOLDER}/{bare if stems[bare] == 1 else file}.geojson"
    return made


def _counts(ledger: tuple[LedgerRow, ...]) -> dict[str, tuple[int, int, int]]:
    counts: dict[str, tuple[int, int, int]] = {}
    for row in ledger:
        read, repaired, aside = counts.get(row.file, (0, 0, 0))
        counts[row.file] = (read + row.read, repaired + row.repaired, aside + row.set_aside)
    return counts


def _line(file: str, path: str, counts: tuple[int, int, int], lang: Lang) -> str:
    read, repaired, aside = counts
    if lang == "en":
        return (
            f"{file} → {path}: {read} read, {read - aside} written "
            f"({repaired} of them repaired), {aside} set aside"
        )
    return f"{file} → {path}: อ่าน {read} เขียน {read - aside} (ซ่อม {repaired}) กันไว้ {aside}"
