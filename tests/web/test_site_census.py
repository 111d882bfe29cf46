"""The ledger is what pages and data hold, exactly: counted by a stranger from finished sites."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.made_province import make_province
from muban.web.cli import main
from tests.conftest import SHARED
from tests.drawings import kml, placemark
from tests.real_projects import chiangmai_project, khonkaen_project, nongkhai_project
from tests.site_census import Census, imbalances, take_census
from tests.small_projects import DRAWN, TOML, gazetteer, pins

SAMPLE = Path(__file__).resolve().parents[2] / "web" / "sample"
CASES = SHARED / "cases"


def census_of(project: Path, site: Path) -> Census:
    """Check and build, as an officer does, and count what came out."""
    assert main(["check", str(project), "--out", str(site.parent / "report.txt")]) in (0, 1)
    assert main(["build", str(project), "--out", str(site)]) in (0, 1)
    return take_census(site)


class Right(NamedTuple):
    """What is right for a folder: villages and pins on pages, names there, names nowhere."""

    villages: int | None = None
    pins: int | None = None
    names: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    codes: tuple[str, ...] | None = None
    kinds: tuple[tuple[str, int], ...] = ()
    pages: tuple[str, ...] | None = None


PLAIN = Right(2, 0, ("บ้านโพนแพง", "บ้านอาญา"))
FOUR = Right(4, 0)
NO_NAME = Right(2, 0, ("บ้านอาญา",), ("?", "□", "<Null>", "nan", "None", "#N/A", "undefined"))

RIGHT: dict[str, Right] = {
    "01-ring-outside-shell": Right(2, 0, ("บ้านดอน", "บ้านโนน")),
    "02-same-ground": Right(2, 0, ("บ้านดอน", "บ้านโนน")),
    "03-tambon-layers": Right(0, 0, pages=()),
    "04-id-is-not-moo": Right(3, 0, codes=("–", "–", "–")),
    "05-points-with-codes": Right(2, 0, ("บ้านวังหลวง",), codes=("43150401", "43150402")),
    "06-pins-alone": Right(0, 2, kinds=(("school", 1), ("temple", 1))),
    "07-pin-headings": Right(0, 8, ("วัดหนึ่ง",), kinds=(("temple", 8),)),
    "08-destroyed-names": Right(2, 1, ("วัดเนินทอง",), ("?", "\ufffd")),
    "09-markup-without-content": Right(0, 6),
    "10-stated-outranks-position": Right(1, 0, pages=("431505",)),
    "00-republish-deletes-other-files": Right(2, 1, ("วัดโพนแพง",)),
    "01-corners-joined-by-comma": PLAIN,
    "02-one-corner-astray/m-kml-nullcorner": PLAIN,
    "02-one-corner-astray/sp-105": Right(0, 0),
    "02-one-corner-astray/sp-lat8": Right(0, 0),
    "03-percent-cells": FOUR,
    "04-excel-errors-and-uncalculated-formulas/f-lmname": Right(4, 3),
    "04-excel-errors-and-uncalculated-formulas": FOUR,
    "05-one-bad-byte/enc-csv1": Right(0, 2, ("โรงเรียนบ้านโพนแพง",), ("à¸", "เธ")),
    "05-one-bad-byte/enc-gj1": Right(2, 0, ("บ้านโพนแพง",), ("à¸", "เธ")),
    "05-one-bad-byte": Right(2, 1, ("บ้านโพนแพง", "บ้านอาญา"), ("à¸", "เธ")),
    "06-geopackage-wal": Right(3, 0, ("บ้านโพนแพงใหม่", "บ้านอาญา", "บ้านผักขะ")),
    "07-geopackage-stale-count": PLAIN,
    "08-dbf-shorter-than-shp": Right(2, 0, ("บ้านโพนแพง",)),
    "09-names-that-are-no-names/enc-qmark": Right(0, 2, (), ("?",)),
    "09-names-that-are-no-names/nm-gaz": Right(1, 0, ("บ้านโพนแพง",), ("?",)),
    "09-names-that-are-no-names/nm-url": PLAIN,
    "09-names-that-are-no-names": NO_NAME,
    "10-shapes-in-a-text-column/k-geopoint1": Right(0, 2, ("วัดกลาง", "โรงเรียนบ้านโพนแพง")),
    "10-shapes-in-a-text-column/k-geoshape": PLAIN,
    "10-shapes-in-a-text-column/k-wkt": Right(1, 0, ("บ้านโพนแพง",)),
    "10-shapes-in-a-text-column/mymapscsv": Right(1, 1, ("บ้านโพนแพง", "วัดกลาง")),
    "11-one-column-per-layer/disp": Right(1, 0),
    "11-one-column-per-layer/mix-gj": PLAIN,
    "11-one-column-per-layer/mix-moo": Right(3, 0, ("บ้านโพนแพง", "บ้านอาญา", "บ้านผักขะ")),
    "12-second-ring-in-a-polygon": PLAIN,
    "13-kmz-inside-zip/z-nested": Right(2, 1, ("บ้านโพนแพง", "วัดโพนแพง")),
    "13-kmz-inside-zip/z-zipofkmz": Right(2, 2, ("บ้านโพนแพง", "วัดโพนแพง", "วัดกลาง")),
    "14-walk-in-two-pieces": Right(1, 1, ("บ้านโพนแพง", "วัดกลาง")),
    "15-dxf-blocks-and-loose-lines/d-hatch": Right(1, 0),
    "15-dxf-blocks-and-loose-lines": Right(1, 0, ("บ้านโพนแพง",)),
    "02-one-corner-astray/gpx-jump0": Right(1, 1, ("บ้านโพนแพง", "วัดกลาง")),
    "02-one-corner-astray/m-gj-nullcorner": Right(1, 0, ("บ้านโพนแพง",)),
    "16-xml-junk/n-ltname": Right(2, 1, ("วัดโพนแพง < 5 ไร่",)),
    "16-xml-junk": Right(2, 1, ("บ้านโพนแพง", "บ้านอาญา", "วัดโพนแพง"), ("2",)),
    "17-excel-that-is-not-excel": FOUR,
    "18-drawing-page-without-storage": Right(0, 0),
    "20-false-statements/onlypin": Right(0, 1, ("วัดกลาง",)),
    "20-false-statements/z-multi": Right(2, 1, ("บ้านโพนแพง", "บ้านอาญา", "วัดโพนแพง")),
    "21-hidden-by-the-author/x-hidden": FOUR,
    "21-hidden-by-the-author": Right(4, 3, ("ป่าช้าเก่า (ยกเลิก)",)),
    "22-facts-only-in-the-description/shp-thaicol": Right(1, 0, ("บ้านโพนแพง",)),
    "22-facts-only-in-the-description": Right(2, 0, ("บ้านโพนแพง", "บ้านอาญา")),
}
"""By the beginning of a folder's name, the longest first."""


def right_of(name: str) -> Right:
    fitting = [key for key in RIGHT if name == key or name.startswith((f"{key}/", f"{key}-"))]
    deeper = [key for key in RIGHT if "/" in key and name.startswith(key)]
    return RIGHT[max((*fitting, *deeper), key=len)]


def wrong_in(site: Census, right: Right) -> list[str]:
    """What a site does not have as it is right."""
    codes = sorted(code for page in site.pages.values() for code in page.codes)
    checks = {
        f"villages {site.placed}": right.villages in (None, site.placed),
        f"pins {site.landmarks}": right.pins in (None, site.landmarks),
        f"names {site.names}": set(right.names) <= set(site.names)
        and not any(bad in name for bad in right.not_names for name in site.names),
        f"codes {codes}": right.codes in (None, tuple(codes)),
        f"kinds {site.kinds}": not right.kinds or Counter(dict(right.kinds)) == site.kinds,
        f"pages {sorted(site.pages)}": right.pages in (None, tuple(sorted(site.pages))),
    }
    return [what for what, fine in checks.items() if not fine]


def case_folders() -> list[str]:
    found = (path.parent.relative_to(CASES) for path in CASES.rglob("muban.toml"))
    return sorted(str(path) for path in found) or ["–"]


@pytest.mark.parametrize("name", case_folders())
def test_a_case_that_failed_is_right_on_its_pages_and_balances(name: str, tmp_path: Path) -> None:
    if not CASES.is_dir():
        pytest.skip("the cases of ../shared/cases are not on this machine")
    project = tmp_path / "งาน"
    shutil.copytree(CASES / name, project, copy_function=shutil.copyfile)
    site = census_of(project, tmp_path / "site")
    assert imbalances(site) == []
    assert wrong_in(site, right_of(name.removeprefix("reports/"))) == []


def feature(facts: dict[str, object], kind: str, coordinates: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": facts,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def geojson(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def square(west: float, south: float, side: float) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


OWN: dict[str, tuple[str, dict[str, bytes], Right]] = {
    "villages and pins": (
        TOML,
        {"drawings/ก.kml": DRAWN, "drawings/หมุด.kml": pins("วัดกลาง", "ที่ไหนไม่รู้", "")},
        Right(3, 3),
    ),
    "an area whose second ring lies outside": (
        'title = "ก"\n',
        {
            "drawings/ก.geojson": geojson(
                feature(
                    {"name": "บ้านดอน หมู่ที่ 1"},
                    "Polygon",
                    [square(103.0, 17.9, 0.005), square(103.02, 17.9, 0.02)],
                ),
                feature({"name": "บ้านโนน หมู่ที่ 2"}, "Polygon", [square(103.05, 17.9, 0.01)]),
            )
        },
        Right(2, 0, ("บ้านดอน", "บ้านโนน")),
    ),
    "village points with codes": (
        'title = "ก"\nprovince = "43"\n',
        {
            "drawings/ก.geojson": geojson(
                feature({"VILL_CODE": "43150401", "VILL_NAME": "วังหลวง"}, "Point", [103.31, 18.01]),
                feature({"VILL_CODE": "43150502", "VILL_NAME": "วังทอง"}, "Point", [103.33, 18.02]),
            )
        },
        Right(2, 0, codes=("43150401", "43150502"), pages=("431504", "431505")),
    ),
    "pins of which nothing else is known": (
        'title = "ก"\n',
        {
            "drawings/ก.geojson": geojson(
                feature({"name": "วัดกลาง"}, "Point", [103.31, 18.01]),
                feature({"name": "โรงเรียนบ้านดอน"}, "Point", [99.1, 8.02]),
            )
        },
        Right(0, 2, kinds=(("school", 1), ("temple", 1)), pages=("000000",)),
    ),
    "areas that a default column numbers": (
        'title = "ก"\nprovince = "43"\ntambon = "431504"\n',
        {
            "drawings/ก.geojson": geojson(
                *(
                    feature({"id": n}, "Polygon", [square(103.3 + n / 100, 18.0, 0.01)])
                    for n in (1, 2, 3)
                )
            )
        },
        Right(3, 0, codes=("–", "–", "–")),
    ),
    "a list of villages beside two of them": (
        TOML,
        {"drawings/ก.kml": DRAWN, "reference/ข.csv": gazetteer(9)},
        Right(3, 0),
    ),
    "markup without content": (
        'title = "ก"\n',
        {
            "drawings/ก.kml": kml(
                *(
                    placemark(name, f"<Point><coordinates>103.{n},18.01,0</coordinates></Point>")
                    for n, name in enumerate(("&lt;!--&lt;b&gt;", "]]&gt;", "&amp;#32;"), 30)
                )
            )
        },
        Right(0, 3),
    ),
}
"""Small projects of our own: settings, files, and what is right."""


@pytest.mark.parametrize("name", sorted(OWN))
def test_pages_data_and_ledger_of_a_small_project_say_the_same(name: str, tmp_path: Path) -> None:
    toml, files, right = OWN[name]
    project = tmp_path / "งาน"
    for path, content in {"muban.toml": toml.encode(), **files}.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(content)
    site = census_of(project, tmp_path / "site")
    assert imbalances(site) == []
    assert wrong_in(site, right) == []


def test_the_samples_pages_data_and_ledger_say_the_same(tmp_path: Path) -> None:
    site = census_of(SAMPLE, tmp_path / "site")
    assert imbalances(site) == []
    assert site.register_rows == 75


def test_a_made_province_is_on_its_pages_and_in_its_data_to_the_last_record(tmp_path: Path) -> None:
    made = make_province(tmp_path / "งาน")
    site = census_of(tmp_path / "งาน", tmp_path / "site")
    assert imbalances(site) == []
    assert sum(page.shapes for page in site.pages.values()) == made.villages
    assert sum(page.dots for page in site.pages.values()) == made.points
    assert site.landmarks == made.pins + made.stray_pins
    assert site.register_rows == made.register_rows
    [results] = [row for row in site.ledger if row["file"].startswith("indicators/")]
    assert results["published"] == made.results


def test_a_made_province_is_the_same_every_time(tmp_path: Path) -> None:
    made = [make_province(tmp_path / name, tambons=3, villages=2) for name in ("ก", "ข")]
    assert made[0] == made[1]
    for path in (tmp_path / "ก").rglob("*.geojson"):
        assert path.read_bytes() == (tmp_path / "ข" / path.relative_to(tmp_path / "ก")).read_bytes()


@pytest.mark.parametrize("name", ["หนองคาย", "400106", "เชียงใหม่"])
def test_real_projects_balance(name: str, shared_data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "งาน"
    if name == "หนองคาย":
        nongkhai_project(shared_data, folder)
    elif name == "400106":
        khonkaen_project(shared_data, folder)
    else:
        drawing = next(
            path
            for path in sorted((shared_data / "chiangmai").iterdir())
            if path.suffix == ".geojson" and path.name != "tambon.geojson"
        )
        chiangmai_project(shared_data, folder, drawing.name)
    site = census_of(folder, tmp_path / "site")
    assert imbalances(site) == []
    assert site.placed == {"หนองคาย": 0, "400106": 17}.get(name, site.placed)


@pytest.mark.parametrize("corpus", ["kml_gpx", "geojson"])
def test_a_corpus_of_other_peoples_files_balances(
    corpus: str, shared_data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "งาน"
    folder.mkdir()
    (folder / "muban.toml").write_text('title = "คลังไฟล์"\n', "utf-8")
    shutil.copytree(
        shared_data / "corpus" / corpus, folder / "drawings", copy_function=shutil.copyfile
    )
    site = census_of(folder, tmp_path / "site")
    assert imbalances(site) == []
