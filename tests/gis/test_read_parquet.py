"""GeoParquet: by files of another library, and by files of which one thing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from muban.gis.reading.limits import Limits
from muban.gis.reading.read import read_file
from muban.gis.reading.vector import read_parquet as reading
from muban.gis.source import FileSettings, Read
from tests.parquets import parquet

# Written by geopandas 1.2 with pyarrow 26 (to_parquet; «bytes» with write_covering_bbox, «lists»
# with geometry_encoding="geoarrow" and in UTM 48 N): the peers of whoever publishes such files.
THEIRS = Path(__file__).parent.parent / "data" / "geoparquet"
EAST = [shapely.box(102, 17, 102.1, 17.1), shapely.box(103, 17, 103.1, 17.1)]
POINT = shapely.Point(102.74, 17.88)


def read(folder: Path, data: bytes, name: str = "a.parquet", **settings: Limits) -> Read:
    (folder / name).write_bytes(data)
    [found] = read_file(folder / name, folder, **settings)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(("name", "system"), [("bytes", 4326), ("lists", 32648)])
def test_files_of_another_library_are_read_whole(name: str, system: int) -> None:
    path = THEIRS / f"{name}.parquet"
    [found] = read_file(path, path.parent)
    assert found.problems == ()
    frame = found.frame
    assert (frame.crs.to_epsg(), found.numbers) == (system, (1, 2))
    assert frame["TB_TN"].tolist() == ["โพนแพง", "บ้านเดื่อ"]
    assert frame["d"].tolist() == ["2020-01-02", None]
    assert frame["n"].tolist()[0] == 1
    assert "bbox" not in frame, "a box of each shape is no fact about it"
    for there, right in zip(frame.geometry.to_crs(4326), EAST, strict=True):
        assert there.symmetric_difference(right).area < 1e-9


def test_coordinates_stand_east_first_whatever_the_system_says(tmp_path: Path) -> None:
    """EPSG:4326 itself begins with the latitude; the specification does not."""
    shapes = {"geometry": [POINT]}
    stated = read(tmp_path, parquet({"name": ["วัด"]}, shapes, crs="EPSG:4326"))
    unstated = read(tmp_path, parquet({"name": ["วัด"]}, shapes))
    unknown = read(tmp_path, parquet({"name": ["วัด"]}, shapes, crs=None))
    nothing = read(tmp_path, parquet({"name": ["วัด"]}, shapes, geo=False))
    for found in (stated, unstated, unknown, nothing):
        assert found.frame.geometry.iloc[0].equals(POINT)
    codes = [one.frame.crs and one.frame.crs.to_epsg() for one in (stated, unstated)]
    assert (codes, unknown.frame.crs, nothing.frame.crs) == ([4326, 4326], None, None)


def test_records_without_a_shape_and_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    columns = {"name": ["ก", "ข", "ค"], "b": ["ดี".encode(), b"\xff\xfe\xfa", None]}
    found = read(tmp_path, parquet(columns, {"geometry": [POINT, POINT, None]}))
    assert [(one.code, one.where.number) for one in found.problems] == [("read.value_lost", 2)]
    assert found.frame["b"].tolist() == ["ดี", None, None]
    assert found.numbers == (1, 2, 3)


def test_of_two_columns_of_shapes_the_file_says_which_is_meant(tmp_path: Path) -> None:
    shapes = {"แนวเขต": EAST[:1], "กลาง": [POINT]}
    found = read(tmp_path, parquet({"name": ["ก"]}, shapes))
    assert found.frame.geometry.iloc[0].equals(EAST[0])
    [told] = found.problems
    assert (told.code, told.params["column"]) == ("read.more_shapes", "กลาง")


def test_limits_are_met_before_everything_is_unpacked(tmp_path: Path) -> None:
    data = parquet({"name": ["x"] * 5_000}, {"geometry": [POINT] * 5_000})
    assert len(data) < 20_000
    few = read(tmp_path, data, limits=Limits(max_features=999))
    small = read(tmp_path, data, limits=Limits(max_inflated_bytes=10_000))
    assert [one.params["limit"] for found in (few, small) for one in found.problems] == [
        "max_features",
        "max_inflated_bytes",
    ]


def test_a_damaged_file_is_named_and_says_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The library panics, and writes pages about it: neither may reach the officer."""
    whole = parquet({"name": ["ก", "ข"]}, {"geometry": [POINT, POINT]}, crs="EPSG:32648")
    for at in range(4, len(whole), 97):
        changed = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        for data in (changed, whole[:at]):
            found = read(tmp_path, data)
            assert found.numbers in ((1, 2), ())
            assert found.numbers or [one.code for one in found.problems] == ["read.unreadable"]
    assert capfd.readouterr() == ("", "")


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "find_spec", lambda name: None)
    from muban.gis.reading.read_here import read_here

    (tmp_path / "a.parquet").write_bytes(parquet({"name": ["ก"]}, {"geometry": [POINT]}))
    [found] = read_here(tmp_path / "a.parquet", tmp_path, FileSettings(), Limits())
    [told] = found.problems
    assert told.code == "read.needs_library"
    assert 'pip install "muban[parquet]"' in told.fix("th")
