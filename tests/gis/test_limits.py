"""Hostile files are refused, quickly and in little memory, and the refusal names the limit."""

from __future__ import annotations

import json
import resource
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from muban.gis.problems import Problem
from muban.gis.reading.limits import Budget, LimitExceeded, Limits
from muban.gis.reading.read import read_file, read_folder
from tests.drawings import (
    FEATURES,
    RING,
    codes,
    kml,
    placemark,
    read_bytes,
    shapefile,
    workbook,
    zipped,
)
from tests.geopackages import changed, plain
from tests.hostile import flatgeobuf

DATA = Path(__file__).parent / "data" / "read"
MB = 1_000_000
SECONDS = 2.0
MEMORY_MB = 300

_MEASURE = """
import json, re, sys, time
from pathlib import Path
from muban.gis.reading.limits import Limits
from muban.gis.reading.read_here import read_here
from muban.gis.source import FileSettings
path = Path(sys.argv[1])
started = time.process_time()
reads = read_here(path, path.parent, FileSettings(), Limits())
# Of this process alone: ru_maxrss begins with what the parent had at the fork.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(json.dumps({
    "codes": [found.code for read in reads for found in read.problems],
    "limits": [found.params.get("limit") for read in reads for found in read.problems],
    "seconds": time.process_time() - started,
    "megabytes": int(peak[1]) / 1024,
}))
"""


def _entities() -> bytes:
    """A hundred megabytes behind seven nested entities."""
    nested = b"".join(
        b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 6)
    )
    return (
        b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a0 "'
        + b"x" * 1000
        + b'">'
        + nested
        + b"]><kml><Document><name>&a5;</name></Document></kml>"
    )


def _directory(entries: int) -> bytes:
    """A ZIP that is nothing but its table of contents."""
    one = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0
    )
    table = b"".join(one + b"%08d" % number for number in range(entries))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(table), 30, 0)
    return b"PK\x03\x04" + bytes(26) + table + end


BOMBS = {
    "entities.kml": (_entities, "read.xml_entities"),
    "long.kml": (lambda: b"<kml>" + b" " * 100 * MB, "read.limit"),
    "inflates.kmz": (lambda: zipped({"doc.kml": b"<kml>" + b" " * 100 * MB}), "read.limit"),
    "shapes.zip": (
        lambda: zipped({"a.shp": b"\x00\x00\x27\x0a" + bytes(150 * MB), "a.dbf": bytes(100 * MB)}),
        "read.limit",
    ),
    "inflates.xlsx": (
        lambda: zipped(
            {
                "[Content_Types].xml": b"<a/>",
                "xl/workbook.xml": b"<a/>",
                "xl/worksheets/sheet1.xml": b"<a>" + b" " * 100 * MB,
            }
        ),
        "read.limit",
    ),
    "entries.zip": (lambda: _directory(1_850_000), "read.limit"),
    "deep.json": (lambda: b"[" * 60 * MB, "read.limit"),
    "deep.kml": (lambda: b"<kml>" + b"<Folder>" * 7_500_000, "read.limit"),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_of_a_hundred_megabytes_is_refused_in_two_seconds(name: str, tmp_path: Path) -> None:
    make, code = BOMBS[name]
    path = tmp_path / name
    path.write_bytes(make())
    run = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (6_000 * MB, 6_000 * MB)),
    )
    told = json.loads(run.stdout)
    assert told["codes"] == [code]
    assert told["seconds"] < SECONDS
    assert told["megabytes"] < MEMORY_MB


def _refusal(folder: Path, name: str, data: bytes, **limits: int) -> Problem:
    path = folder / name
    path.write_bytes(data)
    [read] = read_file(path, folder, limits=Limits(**limits))
    [found] = read.problems
    assert read.numbers == ()
    assert found.code == "read.limit"
    return found


@pytest.mark.parametrize(
    ("limit", "value", "name", "data"),
    [
        ("max_file_bytes", 10, "a.gpkg", b"SQLite format 3\x00"),
        ("max_text_bytes", 10, "a.kml", kml()),
        ("max_inflated_bytes", 100, "a.kmz", zipped({"doc.kml": kml()})),
        ("max_archive_entries", 1, "a.zip", zipped({"a.kml": kml(), "b.kml": kml()})),
        ("max_archive_index_bytes", 50, "a.zip", zipped({"a.kml": kml(), "b.kml": kml()})),
        ("max_depth", 3, "a.kml", kml(placemark("วัด"))),
        ("max_layers", 1, "a.gpkg", changed("CREATE TABLE b (name TEXT)")),
        ("max_features", 1, "a.kml", kml(placemark("วัด"), placemark("วัด"))),
        (
            "max_coordinates",
            4,
            "a.kml",
            kml(placemark("ทาง", f"<LineString><coordinates>{RING}</coordinates></LineString>")),
        ),
        ("max_elements", 3, "a.kml", kml(placemark("วัด"))),
        ("max_columns", 1, "a.geojson", b'{"type":"Feature","properties":{"a":1,"b":2}}'),
        ("max_cells", 3, "a.xlsx", workbook([[1, 2], [3, 4]])),
        ("max_text", 5, "a.csv", b"abcdef,b\n"),
        ("max_seconds", 0, "a.xls", (DATA / "villages.xls").read_bytes()),
        ("max_memory_bytes", 20 * MB, "a.csv", b"a,b\n" + b" " * 60 * MB),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_limit_is_named_with_its_value(
    limit: str, value: int, name: str, data: bytes, tmp_path: Path
) -> None:
    found = _refusal(tmp_path, name, data, **{limit: value})
    assert found.params["limit"] == limit
    assert found.params["allowed"] == value
    assert int(found.params["found"]) > value
    assert f"raise {limit} in muban.toml" in found.fix("en")


_THREE = {
    "a.geojson": FEATURES.to_json().encode(),
    "a.gpkg": plain(),
    "a.fgb": flatgeobuf(),
    "a.shp": shapefile(),
    "a.kml": kml(*[placemark("วัด")] * 3),
}
"""Three records, in each format that can hold many."""


@pytest.mark.parametrize("name", _THREE)
def test_as_many_records_as_may_be_are_read_and_one_more_is_refused(
    name: str, tmp_path: Path
) -> None:
    made = _THREE[name]
    parts = made if isinstance(made, dict) else {name.rpartition(".")[2]: made}
    for suffix, data in parts.items():
        (tmp_path / f"a.{suffix}").write_bytes(data)
    [whole] = read_folder(tmp_path, tmp_path, limits=Limits(max_features=3))
    [refused] = read_folder(tmp_path, tmp_path, limits=Limits(max_features=2))
    assert len(whole.frame) == 3
    assert (len(refused.frame), codes([refused])) == (0, ["read.limit"])
    assert refused.problems[0].params["found"] == 3


def test_a_list_of_all_villages_of_the_country_is_within_the_limits() -> None:
    """75,142 villages at the end of 2565, each with twenty fields."""
    limits = Limits()
    budget = Budget(limits)
    budget.spend("max_features", 75_142)
    budget.check("max_cells", 75_142 * 20)
    with pytest.raises(LimitExceeded):
        budget.spend("max_features", 200_000 - 75_142)  # 200,000 pins kept a machine busy


def test_every_limit_has_a_test() -> None:
    marks = test_each_limit_is_named_with_its_value.pytestmark  # type: ignore[attr-defined]
    tested = {row[0] for row in marks[0].args[1]}
    # Of single shapes: test_too_intricate.py; of what the records are: test_pins_limit.py.
    assert tested | {"max_holes", "max_crossings", "max_pins"} == set(Limits.__dataclass_fields__)


def test_two_far_cells_of_a_worksheet_are_seventeen_thousand_million(tmp_path: Path) -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["XFD1048576"] = "a", "b"
    out = io.BytesIO()
    book.save(out)
    found = _refusal(tmp_path, "far.xlsx", out.getvalue())
    assert found.params["limit"] == "max_cells"
    assert found.params["found"] == 16_384 * 1_048_576


def test_nothing_is_written_where_a_zip_says(tmp_path: Path) -> None:
    folder = tmp_path / "project" / "drawings"
    names = ["../../out.kml", "/out.kml", "..\\..\\out.kml", "C:\\out.kml", "a/../../../out.kml"]
    data = zipped({name: kml(placemark("วัด")) for name in names} | {"in.kml": kml(placemark("วัด"))})
    reads = read_bytes(folder, "a.zip", data)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.zip"]
    assert [read.numbers for read in reads] == [(1,)]
    assert sum(found.code == "read.member_unsafe" for found in reads[0].problems) == len(names)


def test_reading_leaves_the_originals_and_their_folder_as_they_are(tmp_path: Path) -> None:
    from tests.drawings import shapefile

    parts = shapefile()
    del parts["shx"]
    read_bytes(tmp_path, "a.shp", parts)
    assert {path.name for path in tmp_path.iterdir()} == {"a.shp", "a.dbf", "a.prj"}
    assert all((tmp_path / f"a.{suffix}").read_bytes() == data for suffix, data in parts.items())


def test_an_external_entity_reads_no_file_of_this_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    data = (
        f'<!DOCTYPE kml [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<kml><Placemark><name>&x;</name></Placemark></kml>"
    ).encode()
    [read] = read_bytes(tmp_path, "a.kml", data)
    assert [found.code for found in read.problems] == ["read.xml_entities"]
    assert read.frame.empty


def _pins(count: int, folder: str = "{}") -> str:
    return "".join(folder.format(placemark(f"วัด{i}")) for i in range(count))


SLOW = {
    "sections": lambda n: kml("<![CDATA[" * n, _pins(1)),
    "comments": lambda n: kml("<!--" * n, _pins(1)),
    "signs": lambda n: kml("<name>" + "<" * n + "</name>", _pins(1)),
    "closings": lambda n: kml("</x>" * n, _pins(1)),
    "quotes": lambda n: kml('<a b="' * n, _pins(1)),
    "blanks": lambda n: kml(_pins(1).replace("102.7,", " " * n + "102.7,")),
    "folders": lambda n: kml(_pins(n // 10, "<Folder>{}</Folder>")),
}


@pytest.mark.parametrize("kind", sorted(SLOW))
def test_four_times_the_text_takes_no_more_than_some_eight_times_the_work(
    kind: str, tmp_path: Path
) -> None:
    """Sixteen times would be the square; the best of three, for the machine may be busy."""

    def spent(count: int) -> float:
        data = SLOW[kind](count)
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            reads = read_bytes(tmp_path, "a.kml", data)
            best = min(best, time.process_time() - started)
        assert sum(len(read.numbers) for read in reads) >= 1
        return best

    small = spent(20_000)
    assert spent(80_000) < 8 * max(small, 0.05)


def test_an_archive_in_an_archive_is_held_to_the_same_limits(tmp_path: Path) -> None:
    bomb = zipped({"doc.kml": b"<kml>" + b" " * 3_000_000})
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({f"{i}.kmz": bomb for i in range(4)}))
    reads = read_file(path, tmp_path, limits=Limits(max_inflated_bytes=10_000_000))
    assert "max_inflated_bytes" in [one.params.get("limit") for r in reads for one in r.problems]
