"""What muban offers from Python, and what other packages may add to it."""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import muban
from muban.gis import added
from muban.gis.errors import ProjectError
from muban.gis.reading.added_readers import refuse_taken
from muban.web.building.added_files import added_files
from muban.web.building.data_files import LABELS
from muban.web.project import SAMPLE
from tests.small_projects import DRAWN, TOML

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "api.md"


def test_to_import_muban_loads_nothing_else():
    """A notebook or another program pays for what it uses, when it uses it."""
    code = "import sys; before = set(sys.modules); import muban; print(set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in re.findall(r"'([\w.]+)'", done.stdout)}
    assert loaded <= {"muban", "typing", "__future__", "collections", "functools", "_typing"} | {
        *sys.stdlib_module_names
    }
    assert "muban." not in done.stdout


def test_every_public_name_is_there_and_stands_on_the_page():
    text = PAGE.read_text("utf-8")
    for name in muban.__all__:
        assert getattr(muban, name).__doc__
        assert f"`{name}`" in text
    assert dir(muban) == sorted(muban.__all__)
    with pytest.raises(AttributeError, match="no attribute 'build_site'"):
        _ = muban.build_site


def test_the_examples_of_the_page_run_as_they_stand(tmp_path, monkeypatch):
    shutil.copytree(SAMPLE, tmp_path / "sample")
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, encoding="utf-8", raise_on_error=False
    )
    assert tried > 10
    assert failed == 0


@pytest.fixture(scope="module")
def plug_in(tmp_path_factory) -> Path:
    """The page's example package, installed into a folder of its own."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    blocks = re.findall(
        r"^`([\w.]+)`:\n\n```\w+\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert [name for name, _ in blocks] == ["pyproject.toml", "muban_wkt.py"]
    for name, text in blocks:
        (source / name).write_text(text, "utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    offline = ["--no-build-isolation", "--target", str(target), str(source)]
    subprocess.run([*pip, *offline], check=True)
    return target


def run_muban(plug_in: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "muban", *map(str, words)],
        env=_with(plug_in),
        capture_output=True,
        text=True,
        check=False,
    )


def _with(*folders: Path) -> dict[str, str]:
    paths = os.pathsep.join(map(str, (*folders, ROOT)))
    return {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}


def test_a_package_adds_a_format_and_a_file_of_the_site(plug_in, tmp_path):
    """The page's example, installed: its ``.wkt`` is drawn like any file, its table published."""
    (tmp_path / "muban.toml").write_text(TOML, "utf-8")
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "a.kml").write_bytes(DRAWN)
    wkt = "วัดทดสอบ\tPOINT (103.115 18.105)\nโรงเรียนทดสอบ\tPOINT (103.116 18.106)\n"
    (tmp_path / "drawings" / "b.wkt").write_text(wkt, "utf-8")
    (tmp_path / "drawings" / "c.wkt").write_text("ไม่ใช่รูปทรง\tPOINT (x y)\n", "utf-8")
    checked = run_muban(plug_in, "check", tmp_path, "--format", "json")
    told = [
        found["file"]
        for found in json.loads(checked.stdout)["problems"]
        if found["code"] == "read.added_reader_failed"
    ]
    assert (checked.returncode, told) == (1, ["drawings/c.wkt"]), checked.stderr
    built = run_muban(plug_in, "build", tmp_path, "--out", tmp_path / "site", "--lang", "en")
    assert built.returncode == 1, built.stderr  # c.wkt is set aside, and named
    assert "muban-wkt" in built.stdout + built.stderr
    landmarks = (tmp_path / "site" / "data" / "landmarks.csv").read_text("utf-8-sig")
    assert "วัดทดสอบ" in landmarks
    assert "โรงเรียนทดสอบ" in landmarks
    table = (tmp_path / "site" / "data" / "villages.tsv").read_text("utf-8")
    assert table.startswith("บ้านทดสอบ1\tPOLYGON ((103.1")
    assert len(table.splitlines()) == 3
    page = (tmp_path / "site" / "overview.html").read_text("utf-8")
    assert "แนวเขตหมู่บ้าน (WKT)" in page


@pytest.fixture
def installed(monkeypatch):
    """Pretend that packages add these entry points."""

    def pretend(group: str, *points: tuple[str, str]) -> None:
        found = [EntryPoint(name, value, group) for name, value in points]
        monkeypatch.setattr(added, "entry_points", lambda group: found)
        added.offered.cache_clear()

    yield pretend
    monkeypatch.undo()
    added.offered.cache_clear()


def test_no_package_reads_what_muban_reads_itself(installed):
    installed(added.READERS, ("KML", "other:read"))
    with pytest.raises(ProjectError, match=r"other:read.*kml"):
        refuse_taken()


def test_two_packages_cannot_add_one_thing(installed):
    installed(added.READERS, ("wkt", "one:read"), ("wkt", "two:read"))
    with pytest.raises(ProjectError, match="one:read, two:read"):
        refuse_taken()


def secret(layers):
    return b"\x00"


def broken(layers):
    raise ValueError("no villages")


def text_of(layers):
    return "not bytes"


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        ("villages.parquet", "secret", "personal data"),
        ("villages.csv", "secret", "cannot have this name"),
        ("../muban.toml", "secret", "cannot have this name"),
        ("a.tsv", "broken", "no villages"),
        ("a.tsv", "text_of", "str and not bytes"),
        ("a.tsv", "missing", "cannot be used"),
    ],
)
def test_an_added_file_that_cannot_be_is_refused_in_words(installed, name, function, said):
    installed(added.EXPORTERS, (name, f"{__name__}:{function}"))
    with pytest.raises(ProjectError, match=said):
        added_files({}, taken=LABELS)
