"""A reference of the whole country: what is far is told apart before its shapes are built."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from muban.gis.reading.limits import Limits
from muban.gis.reading.near import Near
from muban.gis.reading.read_here import read_here
from muban.gis.source import FileSettings, Read
from tests.parquets import parquet
from tests.small_projects import DRAWN, survey_of

HERE, BESIDE, FAR = "43", "38", "50"
"""Nong Khai; Bueng Kan beside it; Chiang Mai, which is far."""


def country() -> gpd.GeoDataFrame:
    """A hundred squares of each of three provinces, in rows of ten, the first from 103, 18."""
    rows, shapes = [], []
    for province, west in ((HERE, 103.0), (BESIDE, 104.0), (FAR, 98.0)):
        for at in range(100):
            y, x = divmod(at, 10)
            corner = (west + x * 0.1, 18 + y * 0.1)
            shapes.append(shapely.box(*corner, corner[0] + 0.1, corner[1] + 0.1))
            code = f"{province}{y + 1:02d}{x + 1:02d}"
            rows.append({"TB_IDN": code, "TB_TN": f"ตำบล{code}", "AP_TN": f"อำเภอ{code[:4]}"})
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry=shapes, crs="EPSG:4326")


def put(frame: gpd.GeoDataFrame, folder: Path, kind: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"country.{kind}"
    if kind == "zip":
        frame.to_file(folder / "country.shp", encoding="utf-8")
        parts = sorted(folder.glob("country.*"))
        with zipfile.ZipFile(path, "w") as archive:
            for part in parts:
                archive.write(part, part.name)
                part.unlink()
        return path
    if kind == "parquet":
        columns = {name: frame[name].tolist() for name in frame.columns if name != "geometry"}
        path.write_bytes(parquet(columns, {"geometry": frame.geometry.tolist()}))
        return path
    frame.to_file(path, driver={"gpkg": "GPKG", "fgb": "FlatGeobuf", "geojson": "GeoJSON"}[kind])
    return path


def read(path: Path, near: Near) -> Read:
    [found] = read_here(path, path.parent, FileSettings(), Limits(), near)
    return found


AT_THE_EDGE = ((103.95, 18.05),)
"""In Nong Khai's last column: two columns of Bueng Kan lie within 0.2 degrees of it."""


@pytest.mark.parametrize("kind", ["gpkg", "fgb", "zip", "geojson", "parquet"])
@pytest.mark.parametrize("province", [HERE, ""])
def test_far_areas_are_counted_and_not_built(kind: str, province: str, tmp_path: Path) -> None:
    path = put(country(), tmp_path, kind)
    found = read(path, Near(province, points=AT_THE_EDGE))
    kept = found.frame["TB_IDN"].astype(str)
    assert (kept.str[:2] == HERE).sum() == 100
    # Rows at 18.0 to 18.3 (the window ends at 18.25), columns at 104.0 and 104.1 (at 104.15).
    beside = {f"{BESIDE}{row:02d}{column:02d}" for row in (1, 2, 3) for column in (1, 2)}
    assert set(kept[kept.str[:2] == BESIDE]) == beside
    assert not (kept.str[:2] == FAR).any()
    assert len(found.numbers) == 300
    [note] = [one for one in found.problems if one.code == "project.elsewhere"]
    assert dict(note.params)["count"] == 300 - len(kept)


def test_a_project_accounts_for_every_area_that_is_far(tmp_path: Path) -> None:
    padded = country()
    padded["note"] = "x" * 1000  # a file of more than 200 kB
    path = put(padded, tmp_path / "made", "gpkg")
    files = {"drawings/v.kml": DRAWN, "reference/country.gpkg": path.read_bytes()}
    atlas, problems = survey_of(tmp_path, files, toml='title = "ก"\n')
    [row] = [one for one in atlas.ledger if one.file == "reference/country.gpkg"]
    assert (row.read, row.used + row.set_aside) == (300, 300)
    assert sum(one.code == "project.elsewhere" for one in problems) == 1
    assert set(atlas.tambons["code"].str[:2]) == {HERE}
    assert len(atlas.tambons) == 100


def test_a_file_of_the_province_alone_is_read_whole(tmp_path: Path) -> None:
    own = country()
    own = own[own["TB_IDN"].str.startswith(HERE)]
    found = read(put(own, tmp_path, "gpkg"), Near(HERE, points=AT_THE_EDGE))
    assert len(found.frame) == 100
    assert "project.elsewhere" not in {one.code for one in found.problems}


def test_points_of_villages_that_the_project_names_are_kept(tmp_path: Path) -> None:
    count = 6000
    frame = gpd.GeoDataFrame(
        {
            "VILL_IDN": [
                f"{FAR}{1 + at // 900:02d}{1 + at // 90 % 10:02d}{1 + at % 90:02d}"
                for at in range(count)
            ],
            "VILL_NM_T": [f"บ้านไกล{at}" for at in range(count)],
        },
        geometry=gpd.points_from_xy([98.0 + at / count for at in range(count)], [19.0] * count),
        crs="EPSG:4326",
    )
    frame.loc[0, "VILL_IDN"] = "43160501"
    found = read(put(frame, tmp_path, "fgb"), Near(HERE, names=frozenset({"ไกล17"})))
    assert sorted(found.frame["VILL_NM_T"]) == ["บ้านไกล0", "บ้านไกล17"]
    assert len(found.numbers) == count
