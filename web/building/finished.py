"""What a finished site holds, counted from its bytes, and held against what it must hold.

The ledger says how many records are published. Pages and data are made from the same atlas by
many hands; a record that one of them drops would be told as shown and be nowhere. So the site
is read once more as a stranger reads it — rows of tables, shapes of pictures, features and
rows of the data — and nothing is written where the two differ.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from muban.web.pages.village_paths import village_paths

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas

__all__ = [
    "Finished",
    "PageCount",
    "SiteImbalance",
    "Tally",
    "check_finished",
    "count_data",
    "count_page",
]

_VILLAGE = re.compile(rb'<tr id="row-[^"]+"><td>')
_LANDMARK = re.compile(rb'<tr id="landmark-([^"]+)"')
_SHAPE = re.compile(rb'<(?:path|circle) data-village-code="[^"]*" data-index="')
_PIN = re.compile(rb"<(?:use|circle) data-landmark-kind=")
_CONTEXT_ROW = re.compile(rb'<tr id="context-[^"]+"')
_CONTEXT = re.compile(rb"<path data-context=")
_OWN_PAGE = re.compile(rb'<main data-village="(\d{8})"')
_OWN_PLACE = re.compile(rb'<li data-place="([^"]+)"')
_REGISTER = re.compile(rb'<tr id="row-\d+" data-row="')
_PLACEMARK = re.compile(rb"<Placemark\b")
_FEATURE = re.compile(rb'"type":\s*"Feature"')
"""Never inside a text: there its quotation marks are escaped."""


class SiteImbalance(AssertionError):
    """The finished site does not hold what the ledger says is published: a bug of ours."""


@dataclass(frozen=True, slots=True)
class PageCount:
    """What stands on one page: rows of its tables, and shapes of its picture.

    A village's own page has no rows: ``own_village`` is 1 there, ``own_landmarks`` what it
    lists.
    """

    villages: int = 0
    villages_placed: int = 0
    landmarks: int = 0
    landmarks_placed: int = 0
    context: int = 0
    context_placed: int = 0
    register_rows: int = 0
    own_village: int = 0
    own_landmarks: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """What stands on each page, by path, and in each data file, by its path."""

    pages: Mapping[str, PageCount]
    data: Mapping[str, int]


def count_page(page: bytes) -> PageCount:
    """Count a page's HTML.

    Examples
    --------
    >>> count_page(b'<tr id="row-43160501"><td>1</td></tr><tr id="landmark-p1">').villages
    1
    """
    return PageCount(
        villages=len(_VILLAGE.findall(page)),
        villages_placed=len(_SHAPE.findall(page)),
        landmarks=len(set(_LANDMARK.findall(page))),
        landmarks_placed=len(_PIN.findall(page)),
        context=len(_CONTEXT_ROW.findall(page)),
        context_placed=len(_CONTEXT.findall(page)),
        register_rows=len(_REGISTER.findall(page)),
        own_village=len(_OWN_PAGE.findall(page)),
        own_landmarks=len(set(_OWN_PLACE.findall(page))),
    )


def count_data(files: Mapping[str, bytes]) -> dict[str, int]:
    r"""Count the records of every data file: ``data/villages.csv`` → 17.

    A GeoPackage counts by layer: ``data/muban.gpkg#villages``.

    Parameters
    ----------
    files
        Paths inside the site and their bytes.

    Examples
    --------
    >>> count_data({"data/villages.csv": "ชื่อ\nบ้านเหนือ\nบ้านใต้\n".encode(), "index.html": b""})
    {'data/villages.csv': 2}
    """
    counted: dict[str, int] = {}
    for name, content in sorted(files.items()):
        if not name.startswith("data/"):
            continue
        if name.endswith(".csv"):
            counted[name] = sum(1 for _ in csv.reader(io.StringIO(content.decode()))) - 1
        elif name.endswith(".geojson"):
            counted[name] = len(_FEATURE.findall(content))
        elif name.endswith(".gpkg"):
            counted |= {f"{name}#{table}": rows for table, rows in _tables(content)}
        elif name.endswith(".kmz"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("doc.kml") as lines:
                counted[name] = sum(len(_PLACEMARK.findall(line)) for line in lines)
    return counted


class Tally:
    """What has passed by of a site: its records counted, and every file's size and digest.

    A site is made and written file by file; each is counted from the bytes that are written.
    """

    def __init__(self) -> None:
        self.pages: dict[str, PageCount] = {}
        self.data: dict[str, int] = {}
        self.files: dict[str, dict[str, int | str]] = {}

    def take(self, name: str, content: bytes) -> None:
        """Count one file.

        Parameters
        ----------
        name
            Its path in the site.
        content
            Its bytes as they are published.

        Raises
        ------
        SiteImbalance
            There was one of that name: a bug of ours.
        """
        if name in self.files:
            raise SiteImbalance(_words([f"{name}: 2 ≠ 1"]))
        digest = hashlib.sha256(content).hexdigest()
        self.files[name] = {"bytes": len(content), "sha256": digest}
        if name.endswith(".html"):
            self.pages[name] = count_page(content)
        self.data |= count_data({name: content})


def _tables(content: bytes) -> Iterator[tuple[str, int]]:
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(content)
        named = database.execute("SELECT table_name FROM gpkg_contents ORDER BY table_name")
        for (table,) in named.fetchall():
            quoted = table.replace('"', '""')
            [rows] = database.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608
            yield table, rows
    finally:
        database.close()


def check_finished(
    atlas: Atlas,
    pages: Mapping[str, TambonAtlas],
    tally: Tally,
    overview: str,
    villages: Mapping[str, TambonAtlas],
) -> Finished:
    """Hold the finished site, as it was counted, against the atlas that the ledger speaks of.

    Parameters
    ----------
    atlas
        The whole project.
    pages
        The tambon pages that were built, by path.
    tally
        Which has seen every file of the site.
    overview
        The path of the province's page.
    villages
        The villages' own pages that were built, by path, with the tambon of each.

    Returns
    -------
    Finished
        The counts.

    Raises
    ------
    SiteImbalance
        A page or a file holds more or fewer; every difference is named.
    """
    counted = {path: tally.pages[path] for path in (overview, *pages, *villages)}
    wanted: dict[str, Mapping[str, int]] = {
        path: asdict(_page_wanted(tambon)) for path, tambon in pages.items()
    }
    wanted |= _own_wanted(villages)
    wanted[overview] = {"register_rows": len(atlas.designations)}
    found: dict[str, Mapping[str, int]] = {path: asdict(c) for path, c in counted.items()}
    data = dict(sorted(tally.data.items()))
    found["data"], wanted["data"] = data, _data_wanted(atlas)
    wrong = [
        f"{place} › {what}: {found[place].get(what, 0)} ≠ {number}"
        for place, numbers in sorted(wanted.items())
        for what, number in sorted(numbers.items())
        if found[place].get(what, 0) != number
    ]
    if wrong:
        raise SiteImbalance(_words(wrong))
    return Finished(counted, data)


def _page_wanted(tambon: TambonAtlas) -> PageCount:
    places = Counter(tambon.villages["place"])
    return PageCount(
        villages=len(tambon.villages),
        villages_placed=places["drawn"] + places["point"],
        landmarks=len(tambon.landmarks),
        landmarks_placed=len(tambon.landmarks),
        context=0 if tambon.context is None else len(tambon.context),
        context_placed=0 if tambon.context is None else len(tambon.context),
    )


def _own_wanted(villages: Mapping[str, TambonAtlas]) -> dict[str, Mapping[str, int]]:
    """Each village's page is of that village, and lists the landmarks that lie in it."""
    wanted: dict[str, Mapping[str, int]] = {}
    for tambon in {id(tambon): tambon for tambon in villages.values()}.values():
        pins = Counter(tambon.landmarks["village_code"])
        for code, path in village_paths(tambon).items():
            wanted[path] = {"own_village": 1, "own_landmarks": pins[code]}
    return wanted


def _data_wanted(atlas: Atlas) -> dict[str, int]:
    pages = atlas.pages
    places = Counter(place for page in pages for place in page.villages["place"])
    villages, pins = places.total(), sum(len(page.landmarks) for page in pages)
    ground = sum(len(page.disputed) for page in pages)
    results = sum(len(page.indicators) for page in pages)
    drawn = atlas.context
    lines = 0 if drawn is None else int(drawn["length_km"].notna().sum())
    others = 0 if drawn is None else len(drawn) - lines
    return {
        "data/villages.csv": villages,
        "data/villages_th.csv": villages,
        "data/villages.geojson": places["drawn"],
        "data/village_points.geojson": places["point"],
        "data/landmarks.csv": pins,
        "data/landmarks_th.csv": pins,
        "data/landmarks.geojson": pins,
        "data/muban.gpkg#landmarks": pins,
        "data/muban.gpkg#village_points": places["point"],
        "data/muban.gpkg#villages": villages if places["drawn"] else 0,
        "data/muban.kmz": places["drawn"] + places["point"] + pins + ground + lines + others,
        "data/context_lines.geojson": lines,
        "data/context_areas.geojson": others,
        "data/muban.gpkg#context_lines": lines,
        "data/muban.gpkg#context_areas": others,
        "data/disputed.geojson": ground,
        "data/indicators.csv": results,
        "data/indicators_th.csv": results,
        "data/register.csv": len(atlas.designations),
        **dict.fromkeys(("data/plan.csv", "data/plan_th.csv"), sum(len(p.plan) for p in pages)),
    }


def _words(wrong: Sequence[str]) -> str:
    """What a person sees, at the end of the traceback: whose fault it is, and what stands."""
    named = "\n".join(f"  {line}" for line in wrong[:20])
    return (
        "เว็บไซต์ที่สร้างไม่ตรงกับบัญชีข้อมูล เป็นข้อผิดพลาดของโปรแกรม ไม่ใช่ของไฟล์ท่าน "
        "จึงยังไม่เขียนอะไร เว็บไซต์เดิมยังอยู่ครบ โปรดส่งข้อความนี้ให้ผู้ดูแลโปรแกรม (พบ ≠ ควรมี)\n"
        "The site that was built does not hold what the ledger says: a fault of the program, "
        "not of your files. Nothing was written, and an earlier site stands as it was. Please "
        f"send this message to those who look after the program (found ≠ due)\n{named}"
    )
