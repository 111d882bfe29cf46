"""A finished site counted by a stranger: generic readers alone, nothing of muban's own.

Pages are read with lxml, tables with csv, shapes with json, sqlite3, zipfile and ElementTree.
What is counted is what a visitor finds, so that it can be held against what the ledger says.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from lxml import html

__all__ = ["Census", "PageCensus", "imbalances", "take_census"]

_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html"})
_KML = "{http://www.opengis.net/kml/2.2}"


@dataclass(frozen=True)
class PageCensus:
    """One tambon's page: the rows of its tables, and what its picture and script hold."""

    villages: list[str]
    codes: list[str]
    landmarks: list[str]
    shapes: int
    dots: int
    kinds: Counter[str]
    ground: dict[str, str]
    """Lines and areas of the picture, by their id, with what they are called there."""
    ground_rows: list[str]
    scripted: tuple[int, int]
    """Villages with a place, and pins, in the data that the page's script is given."""


@dataclass(frozen=True)
class Census:
    """A whole site."""

    pages: dict[str, PageCensus]
    register_rows: int
    results: int
    """Rows of CIA results: one of a village, a year and a domain or indicator."""
    files: dict[str, int] = field(default_factory=dict)
    places: Counter[str] = field(default_factory=Counter)
    """Villages in the table of the data by what they have: an outline, a point, nothing."""
    ledger: list[dict[str, Any]] = field(default_factory=list)
    own_ground: int = 0
    """Lines and areas of the data that are not the ground of a pin."""

    @property
    def placed(self) -> int:
        return sum(page.shapes + page.dots for page in self.pages.values())

    @property
    def landmarks(self) -> int:
        return sum(len(page.landmarks) for page in self.pages.values())

    @property
    def names(self) -> list[str]:
        """Every name of a village or place on any page."""
        return [name for page in self.pages.values() for name in (*page.villages, *page.landmarks)]

    @property
    def kinds(self) -> Counter[str]:
        return sum((page.kinds for page in self.pages.values()), Counter[str]())

    def told(self, *parts: str) -> int:
        """What the ledger says of all files but the tables in ``indicators/``.

        Those hold results, which are counted by their own table. A drawing that lies there by
        mistake is a drawing.
        """
        rows = (row for row in self.ledger if not _holds_results(row["file"]))
        return sum(row[part] for row in rows for part in parts)


def _holds_results(file: str) -> bool:
    path = PurePosixPath(file)
    return path.parts[0] == "indicators" and path.suffix.lower() in _TABLES


def take_census(folder: Path) -> Census:
    """Count a site's folder."""
    beside = folder / "overview.html"  # where a site of one tambon has it
    overview = _page(beside if beside.is_file() else folder / "index.html")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("data/*")}
    return Census(
        pages={path.parent.name: _tambon(_page(path)) for path in folder.glob("tambon/*/*.html")},
        register_rows=len(overview.xpath('//table[@id="register"]/tbody/tr')),
        results=len(_rows(files.get("data/indicators.csv", b""))),
        files={name: n for path, content in files.items() for name, n in _counts(path, content)},
        places=Counter(row["place"] for row in _rows(files.get("data/villages.csv", b""))),
        ledger=manifest["ledger"],
        own_ground=sum(
            not one["properties"].get("landmark_id")
            for name in ("context_lines", "context_areas")
            for one in json.loads(files.get(f"data/{name}.geojson", b'{"features": []}'))[
                "features"
            ]
        ),
    )


def _page(path: Path) -> Any:
    return html.fromstring(path.read_bytes().decode("utf-8"))


def _tambon(page: Any) -> PageCensus:
    def cells(table: str, path: str) -> list[str]:
        found = page.xpath(f'//table[@id="{table}"]/tbody/tr/{path}')
        return [" ".join(cell.text_content().split()) for cell in found]

    data = json.loads(page.get_element_by_id("page-data").text_content())
    picture = page.get_element_by_id("static-map")
    return PageCensus(
        villages=cells("village-table", "th"),
        codes=cells("village-table", "td[2]"),
        landmarks=cells("landmark-table", "th"),
        shapes=len(picture.xpath('.//*[@id="villages"]/*[@data-village-code]')),
        dots=len(picture.xpath('.//*[@id="village-points"]/*[@data-village-code]')),
        kinds=Counter(picture.xpath(".//@data-landmark-kind")),
        ground={
            one.get("data-context"): one.get("d") for one in picture.xpath(".//*[@data-context]")
        },
        ground_rows=page.xpath('//tr[starts-with(@id, "context-")]/@id'),
        scripted=(
            sum(village["place"] != "none" for village in data["villages"]),
            sum(pin["at"] is not None for pin in data["landmarks"]),
        ),
    )


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def _counts(path: str, content: bytes) -> list[tuple[str, int]]:
    name = path.removeprefix("data/")
    if name.endswith(".csv"):
        return [(name, len(_rows(content)))]
    if name.endswith(".geojson"):
        return [(name, len(json.loads(content)["features"]))]
    if name.endswith(".kmz"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            tree = ElementTree.fromstring(archive.read("doc.kml"))
        return [(name, len(list(tree.iter(f"{_KML}Placemark"))))]
    if name.endswith(".gpkg"):
        base = sqlite3.connect(":memory:")
        base.deserialize(content)
        tables = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents")]
        counted = [
            (f"{name}:{table}", base.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
            for table in tables
        ]
        base.close()
        return counted
    return []


def imbalances(site: Census, *, pieces: int = 0) -> list[str]:
    """Where the ledger, the pages and the data differ; none where all say the same.

    ``pieces`` are records that are a further piece of another record's village.
    """
    shown = site.placed + site.landmarks + site.register_rows + site.own_ground
    drawn = {one for page in site.pages.values() for one in page.ground}
    rows = {
        row.removeprefix("context-") for page in site.pages.values() for row in page.ground_rows
    }
    lines = site.files.get("context_lines.geojson", 0)
    others = site.files.get("context_areas.geojson", 0)
    # On a picture an outline may be too small for a shape; it is a dot there.
    areas, dots = site.places["drawn"], site.places["point"]
    listed = sum(len(page.villages) for page in site.pages.values())
    pins = site.landmarks
    equal = {
        "ledger and pages": (site.told("published", "repaired"), shown + pieces),
        "villages with a place": (areas + dots, site.placed),
        "villages.csv": (site.files.get("villages.csv", 0), listed),
        "villages.geojson": (site.files.get("villages.geojson", 0), areas),
        "village_points.geojson": (site.files.get("village_points.geojson", 0), dots),
        "points in the GeoPackage": (site.files.get("muban.gpkg:village_points", 0), dots),
        "pins in the GeoPackage": (site.files.get("muban.gpkg:landmarks", 0), pins),
        "landmarks.csv": (site.files.get("landmarks.csv", 0), pins),
        "landmarks.geojson": (site.files.get("landmarks.geojson", 0), pins),
        "pins on the pictures": (site.kinds.total(), pins),
        "register.csv": (site.files.get("register.csv", 0), site.register_rows),
        "muban.kmz": (
            site.files.get("muban.kmz", 0),
            areas + dots + pins + site.files.get("disputed.geojson", 0) + lines + others,
        ),
        "lines and areas on the pictures": (len(drawn), lines + others),
        "lines and areas in the tables": (len(rows), lines + others),
        "lines and areas without a path": (
            sum(not path for page in site.pages.values() for path in page.ground.values()),
            0,
        ),
        "lines in the GeoPackage": (site.files.get("muban.gpkg:context_lines", 0), lines),
        "areas in the GeoPackage": (site.files.get("muban.gpkg:context_areas", 0), others),
        "villages of the scripts": (
            sum(page.scripted[0] for page in site.pages.values()),
            site.placed,
        ),
        "pins of the scripts": (sum(page.scripted[1] for page in site.pages.values()), pins),
        "read and accounted for": (
            site.told("read"),
            site.told("published", "repaired", "used", "set_aside"),
        ),
    }
    return [f"{what}: {a} and {b}" for what, (a, b) in equal.items() if a != b]
