"""Whole project folders of a few small files, for tests that go the way an officer goes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from muban.gis.problems import Problem
from muban.layers.atlas import Atlas
from muban.web.project import read_project, survey
from tests.drawings import kml, placemark

__all__ = ["DRAWN", "TOML", "gazetteer", "pins", "survey_of", "three_villages", "village"]

TOML = 'title = "ทดสอบ"\nprovince = "43"\ntambon = "431605"\n'
WEST, SOUTH, STEP = 103.10, 18.10, 0.01


def village(moo: int, more: str = "") -> str:
    """A placemark of a village of about one square kilometre, east of the one before."""
    west = WEST + STEP * moo
    corners = [(0, 0), (STEP, 0), (STEP, STEP), (0, STEP), (0, 0)]
    path = " ".join(f"{west + x:.4f},{SOUTH + y:.4f}" for x, y in corners)
    ring = f"<LinearRing><coordinates>{path}</coordinates></LinearRing>"
    return placemark(
        f"บ้านทดสอบ{moo}",
        f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>",
        f'<ExtendedData><Data name="หมู่ที่"><value>{moo}</value></Data>'
        f'<Data name="รหัสหมู่บ้าน"><value>431605{moo:02d}</value></Data>{more}</ExtendedData>',
    )


DRAWN = kml(*(village(moo) for moo in (1, 2, 3)))
"""Three villages side by side, with codes: nothing is wrong with them."""


def pins(*names: str) -> bytes:
    """A KML folder หมุด with a pin of each name, all inside the three villages."""
    places = [
        placemark(
            name,
            f"<Point><coordinates>{WEST + STEP + 0.001 * (i + 1):.4f},18.105</coordinates></Point>",
        )
        for i, name in enumerate(names)
    ]
    return kml(f"<Folder><name>หมุด</name>{''.join(places)}</Folder>")


def gazetteer(count: int) -> bytes:
    """A table of the tambon's villages from the first moo on."""
    rows = [f"431605{moo:02d},431605,โพนแพง,{moo},ทดสอบ{moo}" for moo in range(1, count + 1)]
    return "\n".join(["village_code,tambon_code,tambon,moo,village", *rows, ""]).encode()


def three_villages(folder: Path) -> Path:
    """Write a whole project: three villages, drawn and listed; the folder that holds it."""
    (folder / "drawings").mkdir(parents=True)
    (folder / "reference").mkdir()
    (folder / "muban.toml").write_text(TOML, "utf-8")
    (folder / "drawings" / "แนวเขต.kml").write_bytes(DRAWN)
    (folder / "reference" / "villages.csv").write_bytes(gazetteer(3))
    return folder


def survey_of(
    folder: Path, files: Mapping[str, bytes], *, toml: str = TOML
) -> tuple[Atlas, list[Problem]]:
    """Write a project, read it from the disk, and have it joined.

    The ledger's sums are checked on the way: a record lost without a word raises.
    """
    (folder / "muban.toml").write_text(toml, "utf-8")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    atlas = survey(read_project(folder))
    return atlas, list(atlas.problems)
