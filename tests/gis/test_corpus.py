"""The corpora of togeojson and geojsonhint: every record is accounted for, none is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from muban.gis.reading.read import read_file
from muban.gis.source import Read
from muban.web.cli import main
from tests.drawings import accounted, codes

# [records, records with geometry] as @tmcw/togeojson 7 itself reads each file.
TOGEOJSON: dict[str, list[int]] = json.loads(
    (Path(__file__).parent / "data/read/togeojson_counts.json").read_text("utf-8")
)

# Where we show fewer shapes than togeojson, with the problem that says why.
DIFFERENT = {
    "ground_overlay.kml": ("read.overlay", 1),
    "ground_overlay_quad.kml": ("read.overlay", 1),
    "networklink.kml": ("read.network_link", 1),
}
_COUNTED = ("Placemark", "GroundOverlay", "NetworkLink", "wpt", "rte", "trk")

# Features in each GeoJSON file that is whole JSON, and how many have a shape; counted by
# hand. Files that are no GeoJSON have none.
GEOJSON = {
    "bad-duplicate-properties": (1, 0),
    "bad-featurelist": (1, 0),
    "bad-json": (0, 0),
    "bad-object-type": (0, 0),
    "bad-polygonloop": (1, 0),
    "bad-properties-as-array": (1, 0),
    "badcoordtype": (1, 0),
    "badfeature": (1, 0),
    "expected_object": (1, 0),
    "false": (1, 0),
    "featurecollection": (0, 0),
    "featurecollection-obj": (0, 0),
    "featurecollection-type-case": (3, 3),
    "featurecollection_changed_semantics": (3, 3),
    "good-featurecollection": (3, 3),
    "good-featurecollection-bbox": (2, 2),
    "good-featurecollection-bbox3d": (2, 2),
    "good-featurecollection-extensions": (3, 3),
    "multiple_problems": (4, 2),
    "multipoint-multidimension": (1, 0),
    "multipoint-nondimension": (1, 0),
    "notype": (0, 0),
    "nullgeometry": (1, 0),
    "point": (1, 0),
    "point-labeled-as-a-multipolygon": (1, 0),
    "point-string": (1, 0),
    "point-toofew": (1, 0),
    "rootstring": (0, 0),
    "short-line": (1, 0),
    "stringcoord": (2, 1),
    "unknowntype": (0, 0),
}
"""Those not named here are one feature with one shape."""


def _shapes(reads: list[Read]) -> int:
    return sum(int(read.frame.geometry.notna().sum()) for read in reads)


def test_kml_and_gpx_give_as_many_records_as_togeojson(real_data: Path) -> None:
    folder = real_data / "corpus/kml_gpx"
    names = {path.name for path in folder.iterdir()}
    assert names == set(TOGEOJSON)
    assert len(names) == 57
    assert {name: found for name in sorted(names) if (found := _unlike(folder / name))} == {}


def _unlike(path: Path) -> str:
    """Where what we read differs from what togeojson and XPath find; "" where it does not."""
    reads = read_file(path, path.parent)
    records, shapes = TOGEOJSON[path.name]
    # A second route to what stands in the file: XPath.
    tree = etree.parse(path)
    written = sum(len(tree.findall(f".//{{*}}{tag}")) for tag in _COUNTED)
    code, fewer = DIFFERENT.get(path.name, ("", 0))
    told = codes(reads)
    wrong = {
        "not accounted for": not all(accounted(read) for read in reads),
        "not as many as written": sum(len(read.numbers) for read in reads) != written,
        "not as many shapes": _shapes(reads) != shapes - fewer,
        "not said why": told.count(code) != fewer,
        # togeojson leaves out what has no usable corner; here each of those has its problem.
        "no shape and no word": told.count("read.no_shape") < written - records,
    }
    return ", ".join(what for what, is_so in wrong.items() if is_so)


def test_geojson_features_are_all_accounted_for(real_data: Path) -> None:
    files = sorted((real_data / "corpus/geojson").iterdir())
    assert len(files) == 62
    assert set(GEOJSON) <= {path.stem for path in files}
    for path in files:
        reads = read_file(path, real_data)
        assert all(accounted(read) for read in reads), path.name
        records, shapes = GEOJSON.get(path.stem, (1, 1))
        assert sum(len(read.numbers) for read in reads) == records, path.name
        assert _shapes(reads) == shapes, path.name
        if not records:
            assert any(found.severity == "error" for read in reads for found in read.problems)


def test_the_country_reads_with_thai_names_and_no_option(real_data: Path) -> None:
    [read] = read_file(real_data / "thailand/tambon_simplified.zip", real_data)
    assert len(read.numbers) == 7425
    assert read.frame.crs.to_epsg() == 4326
    names = set(read.frame["ADM3_TH"])
    # Written here by hand: tambons of Nong Khai as the Royal Gazette spells them.
    assert {"โพนสว่าง", "บ้านเดื่อ", "ค่ายบกหวาน", "ปะโค"} <= names
    assert set(read.frame["ADM1_TH"]) >= {"กรุงเทพมหานคร", "หนองคาย", "บึงกาฬ"}
    assert codes([read]) == ["encoding.assumed"]


@pytest.mark.parametrize("corpus", ["kml_gpx", "geojson"])
def test_a_whole_corpus_goes_through_the_check_as_one_project(
    corpus: str, shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "muban.toml").write_text('title = "x"', encoding="utf-8")
    (tmp_path / "drawings").symlink_to(shared_data / "corpus" / corpus)
    assert main(["check", str(tmp_path), "--format", "json"]) in (0, 1)
    report = json.loads(capsys.readouterr().out)
    assert sum(row["read"] for row in report["ledger"]) > 0
    for row in report["ledger"]:
        assert row["read"] == row["published"] + row["repaired"] + row["set_aside"]
