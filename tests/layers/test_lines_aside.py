"""Lines that are no boundary are set aside, and told as what they are."""

from __future__ import annotations

import pytest
from shapely import LineString

from muban.gis.problems import Effect
from muban.layers.assembly_settings import AssemblySettings
from muban.layers.sorting.shapes import sort_shapes
from muban.layers.sorting.sheets import Sheets
from tests.frames import features

RING = [(102.7, 17.8), (102.71, 17.8), (102.71, 17.81), (102.7, 17.81), (102.7, 17.8)]


@pytest.mark.parametrize(
    ("name", "corners", "code"),
    [
        ("สายไฟรอบหมู่บ้าน", RING, "project.closed_line"),
        ("บ้านโพนแพง หมู่ 1", RING[:-1], "project.open_line"),
        ("ไปกลับ", [*RING[:3], RING[1], RING[0]], "project.closed_line"),
    ],
)
def test_a_closed_line_is_not_told_that_it_does_not_close(
    name: str, corners: list[tuple[float, float]], code: str
) -> None:
    read = features([{"_name": name}], [LineString(corners)])
    shapes = sort_shapes(
        [read],
        folder="drawings",
        sheets=Sheets({}, ()),
        settings=AssemblySettings(title=""),
        scope=None,
    )
    assert shapes.parts == ()
    assert [(one.code, one.effect) for one in shapes.problems] == [(code, Effect.SET_ASIDE)]
