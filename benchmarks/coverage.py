"""Ten thousand polygons that share their edges: cleaned, simplified, encoded, written.

muban does to them what it does to the villages of a tambon, all in one go; mapshaper the same
steps (``-clean``, ``-simplify`` with weighted Visvalingam, TopoJSON). What muban does beside, it
does here too: every overlap is looked at and told, and the cleaned coverage is proved to cover
what was drawn. The third figure is of the same polygons in tambons of twelve, one after another.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from benchmarks.cost import cost_of, gzipped
from benchmarks.drawn_province import Net

__all__ = ["MAPSHAPER", "coverage_case", "encode_coverage"]

MAPSHAPER = "mapshaper@0.7.70"
_SIDE, _LEVELS, _OF_A_TAMBON = 100, 3, 12
_TOLERANCE_M = 30.0
_CELLS = 10_000


def coverage_case(place: Path) -> dict[str, dict[str, float]]:
    """Each in turn; mapshaper only where npm can fetch it."""
    source = place / "polygons.geojson"
    source.write_text(_polygons(), "utf-8")
    ours, theirs = place / "ours.json", place / "theirs.json"
    found = {}
    for name, together in (("muban", _SIDE**2), ("in tambons of twelve", _OF_A_TAMBON)):
        command = [sys.executable, "-m", "benchmarks.coverage", str(source), str(ours)]
        cost = cost_of([*command, str(together)], store=place)
        found[name] = {**asdict(cost), "gz_bytes": gzipped(ours)}
    program = _mapshaper(place)
    if program is not None:
        steps = ["-clean", "-simplify", f"interval={_TOLERANCE_M:g}", "keep-shapes"]
        written = ["-o", str(theirs), "format=topojson", f"quantization={_CELLS}"]
        cost = cost_of([*program, str(source), *steps, *written], store=place)
        found["mapshaper"] = {**asdict(cost), "gz_bytes": gzipped(theirs)}
    return found


def _polygons() -> str:
    net = Net(1, _LEVELS)
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"{column}/{row}"},
            "geometry": {"type": "Polygon", "coordinates": [net.ring(column, row)]},
        }
        for column in range(_SIDE)
        for row in range(_SIDE)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def _mapshaper(place: Path) -> list[str] | None:
    """Mapshaper as npm installs it, into a folder that goes again; None where it cannot."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return None
    install = [npm, "install", "--silent", "--ignore-scripts", "--prefix", str(place), MAPSHAPER]
    if subprocess.run(install, capture_output=True, check=False, timeout=300).returncode:
        return None
    return [node, str(place / "node_modules" / "mapshaper" / "bin" / "mapshaper")]


def encode_coverage(source: Path, target: Path, together: int) -> None:
    """Clean, simplify, set on a grid and write as path texts, so many at a time."""
    import pyogrio

    from muban.gis.shapes.coverage_clean import clean_coverage
    from muban.web.maps.encode import shape_paths
    from muban.web.maps.projection import fit_grid

    frame = pyogrio.read_dataframe(source)
    frame = frame.assign(_file="a.geojson", _layer="", _number=np.arange(1, len(frame) + 1))
    written = []
    for first in range(0, len(frame), together):
        part = frame.iloc[first : first + together].reset_index(drop=True)
        clean = clean_coverage(part).frame
        west, south, east, north = (float(edge) for edge in clean.total_bounds)
        grid = fit_grid((west, south, east, north))
        shapes = clean.geometry.to_numpy(dtype=object)
        written.append(shape_paths(shapes, grid, tolerance_cells=_TOLERANCE_M / grid.cell))
    target.write_text(json.dumps(written), "utf-8")


if __name__ == "__main__":
    encode_coverage(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
