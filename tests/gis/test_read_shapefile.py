"""Every shape of a shapefile is read, whatever its table and its index say of their number."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from muban.gis.source import Read
from tests.drawings import FEATURES, codes, read_bytes, recounted, shapefile

PARTS = shapefile(cpg="UTF-8")
NAMES = FEATURES["name"].tolist()
ROW = struct.unpack_from("<H", PARTS["dbf"], 10)[0]


def _read(folder: Path, **parts: bytes) -> Read:
    [read] = read_bytes(folder, "a.shp", PARTS | parts)
    return read


def _shapes(read: Read) -> list[str]:
    return [shape.normalize().wkt for shape in read.frame.geometry]


ALL = [shape.normalize().wkt for shape in FEATURES.geometry]


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_shapes_beyond_a_short_table_are_read_and_told(rows: int, tmp_path: Path) -> None:
    body = PARTS["dbf"][: -1 - ROW * (3 - rows)] + b"\x1a"
    read = _read(tmp_path, dbf=recounted(body, rows))
    assert _shapes(read) == ALL
    assert read.frame["name"].tolist() == [*NAMES[:rows], *[None] * (3 - rows)]
    assert codes([read]) == ["read.attributes_lost"] * (3 - rows)
    assert [found.where.number for found in read.problems] == list(range(rows + 1, 4))


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_rows_that_the_head_of_a_table_does_not_count_are_read(rows: int, tmp_path: Path) -> None:
    read = _read(tmp_path, dbf=recounted(PARTS["dbf"], rows))
    assert (read.frame["name"].tolist(), _shapes(read)) == (NAMES, ALL)
    assert codes([read]) == ["read.rows_uncounted"]


def test_padding_behind_a_table_is_no_row(tmp_path: Path) -> None:
    read = _read(tmp_path, dbf=PARTS["dbf"][:-1] + b" " * 10 * ROW)
    assert (read.numbers, codes([read])) == ((1, 2, 3), [])


@pytest.mark.parametrize("shapes", [0, 1, 2])
def test_shapes_that_a_short_index_leaves_out_are_read(shapes: int, tmp_path: Path) -> None:
    read = _read(tmp_path, shx=PARTS["shx"][: 100 + 8 * shapes])
    assert (read.frame["name"].tolist(), _shapes(read)) == (NAMES, ALL)
    assert codes([read]) == []


def test_an_index_whose_head_counts_too_few_is_read_to_its_end(tmp_path: Path) -> None:
    short = struct.pack(">i", (100 + 8) // 2)
    read = _read(tmp_path, shx=PARTS["shx"][:24] + short + PARTS["shx"][28:])
    assert (read.frame["name"].tolist(), _shapes(read)) == (NAMES, ALL)


def test_the_old_place_of_a_shape_that_grew_is_no_shape(tmp_path: Path) -> None:
    # The first shape is written again behind the others, and the index points to it there.
    [offset, length] = struct.unpack_from(">ii", PARTS["shx"], 100)
    record = PARTS["shp"][offset * 2 : offset * 2 + 8 + length * 2]
    moved = struct.pack(">ii", len(PARTS["shp"]) // 2, length)
    index = PARTS["shx"][:100] + moved + PARTS["shx"][108:]
    for shx in (index, index[:116]):
        read = _read(tmp_path, shp=PARTS["shp"] + record, shx=shx)
        assert (read.frame["name"].tolist(), _shapes(read)) == (NAMES, ALL)
        assert codes([read]) == []


def test_shapes_that_all_bear_one_number_are_all_read(tmp_path: Path) -> None:
    shp = bytearray(PARTS["shp"])
    for at in range(100, len(PARTS["shx"]), 8):
        [offset] = struct.unpack_from(">i", PARTS["shx"], at)
        struct.pack_into(">i", shp, offset * 2, 1)
    read = _read(tmp_path, shp=bytes(shp), shx=b"")
    assert _shapes(read) == ALL
