"""Half a letter anywhere in a file's texts is told apart and never ends a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muban.gis.source import Read
from tests.drawings import read_bytes

HALF = "บ้าน\ud800"


def _texts(read: Read) -> list[str]:
    cells = [str(value) for column in read.frame for value in [column, *read.frame[column]]]
    told = [text for one in read.problems for text in one.to_dict().values() if text is not None]
    return [read.layer, *cells, *map(str, told)]


@pytest.mark.parametrize(
    "changes",
    [
        {"properties": {"name": HALF}},
        {"properties": {HALF: "1"}},
        {"properties": {"name": "a", "more": {HALF: [HALF]}}},
        {"properties": {"name": HALF}, "geometry": {"type": HALF}},
        {"properties": {"name": HALF}, "geometry": None},
        {"type": HALF, "properties": {"name": HALF}},
    ],
    ids=["value", "column", "nested", "geometry type", "no shape", "feature type"],
)
def test_half_a_letter_in_geojson(changes: dict[str, object], tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [102.7, 17.9]}
    feature = {"type": "Feature", "properties": {}, "geometry": point} | changes
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    for read in read_bytes(tmp_path, "a.geojson", data):
        for text in _texts(read):
            text.encode()


def test_two_halves_make_one_letter(tmp_path: Path) -> None:
    point = '{"type": "Point", "coordinates": [102.7, 17.9]}'
    data = (
        f'{{"type": "Feature", "properties": {{"name": "วัด\\ud83c\\udfe0"}}, "geometry": {point}}}'
    )
    [read] = read_bytes(tmp_path, "a.geojson", data.encode())
    assert read.frame["_name"].tolist() == ["วัด🏠"]
