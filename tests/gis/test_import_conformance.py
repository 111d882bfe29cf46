"""Python reads the shared texts as the page for drawing does (see import_conformance.test.ts)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from muban.gis.reading.limits import Budget, Limits
from muban.gis.reading.read import read_file
from muban.gis.reading.records.shape_building import ShapeBuilder
from muban.gis.reading.xml.kml_coordinates import read_coordinates
from tests.drawings import accounted

CASES = Path(__file__).parents[1] / "data" / "import_conformance"


def cases(name: str) -> list[Any]:
    found = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return [pytest.param(case, id=case["says"]) for case in found]


@pytest.mark.parametrize("case", cases("corners"))
def test_a_text_of_corners_is_read_as_a_person_would(case: dict[str, Any]) -> None:
    builder = ShapeBuilder()
    corners = read_coordinates(case["text"], builder, Budget(Limits()))
    padding = [(100.0, 10.0), (100.5, 10.0)]
    line = builder.line([*map(tuple, corners), *padding])
    found = shapely.get_coordinates(line).tolist()[:-2]
    assert found == case["corners"]
    assert (builder.joined, builder.decimal_commas, len(builder.unclear)) == (
        case.get("joined", 0),
        case.get("decimal", 0),
        case.get("unclear", 0),
    )


KINDS = {"Point": "point", "LineString": "line", "Polygon": "area"}


def described(shape: shapely.Geometry | None) -> str:
    """The parts of a shape in words: ``area+1`` is an area with a hole."""
    words = []
    for part in shapely.get_parts(shape) if shape is not None else ():
        holes = len(part.interiors) if part.geom_type == "Polygon" else 0
        words.append(KINDS[part.geom_type] + (f"+{holes}" if holes else ""))
    return " ".join(words)


@pytest.mark.parametrize("case", cases("records"))
def test_a_file_has_the_records_that_a_person_would_see(
    case: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / case["file"]
    path.write_text(case["text"], "utf-8")
    reads = read_file(path, tmp_path)
    rows = [row for read in reads for row in read.frame.to_dict(orient="records")]
    found = [[row["_name"] or "", described(row["geometry"])] for row in rows]
    # A record that cannot be read at all is counted; the page shows its name, Python its number.
    assert sum(len(read.numbers) for read in reads) == len(case["records"])
    assert all(accounted(read) for read in reads)
    shown = [one for one in case["records"] if one[1]]
    assert [one for one in found if one[1]] == [one[:2] for one in shown]
    for row, (_, _, *fields) in zip([r for r in rows if r["geometry"]], shown, strict=True):
        for key, value in (fields[0] if fields else {}).items():
            assert row[key] == value
