"""What is installed: one name, everything a command needs, and nothing that only we need."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("muban", "gis", "layers", "symbology", "web")
FILES = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
LEFT = shutil.ignore_patterns("node_modules", "__pycache__", "assets", "icon_bundle.json")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from a fresh copy of the tree as ``pip wheel .`` would, off the network."""
    copy, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for name in PARTS:
        shutil.copytree(ROOT / name, copy / name, symlinks=True, ignore=LEFT)
    for name in FILES:
        shutil.copy2(ROOT / name, copy / name)
    there, here = ROOT / "web/frontend/node_modules", copy / "web/frontend/node_modules"
    here.mkdir()
    for entry in there.iterdir():
        (here / entry.name).symlink_to(entry.resolve())
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(build, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [made] = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory) -> Path:
    """A Python that has the wheel and the libraries it asks for, and nothing of this folder."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    there = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    folder = Path(there.stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    # Of a folder named in a .pth file, the .pth files in it are not followed: so the
    # libraries are there, and our editable installation is not.
    (folder / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python


def run(python: Path, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(word) for word in (python, *words)],
        cwd=cwd,
        env={**bare, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_takes_one_name_and_carries_the_pages_scripts_but_not_their_source(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name.partition("/")[0] for name in names} == {"muban", "muban-0.1.0.dist-info"}
    assets = {name.removeprefix("muban/web/assets/") for name in names if "/assets/" in name}
    pages = {
        f"{page}.{kind}" for page in ("tambon", "province", "digitizer") for kind in ("js", "css")
    }
    assert pages | {"sw.js", "fonts/Sarabun-400.ttf", "fonts/Sarabun-700.ttf"} <= assets
    assert {"muban/symbology/icon_bundle.json", "muban/symbology/legend.json"} <= names
    assert {"muban/gis/problem_catalogue/read.json", "muban/web/sample/muban.toml"} <= names
    source = ("node_modules", "frontend", "/tests/", ".ts", "__pycache__")
    assert [name for name in names if any(part in name for part in source)] == []


def test_only_muban_can_be_imported(clean, tmp_path):
    floors = run(clean, "-c", "import web", cwd=tmp_path)
    assert "No module named 'web'" in floors.stderr
    asked = "import muban, muban.web; print(muban.web.__file__)"
    there = run(clean, "-c", asked, cwd=tmp_path)
    assert str(clean.parents[1]) in there.stdout, there.stderr


def test_every_command_works_where_nothing_but_the_wheel_is(clean, tmp_path):
    """From the help to the site: each finds its templates, scripts, fonts and tables."""
    from muban.web.cli import COMMANDS, GROUPS

    def muban(*words: str) -> str:
        done = run(clean, "-m", "muban", *words, cwd=tmp_path)
        assert done.returncode in (0, 1), f"{words}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
        return words[0]

    sample = next(clean.parents[1].rglob("muban/web/sample"))
    shutil.copytree(sample, tmp_path / "sample")
    tried = {
        muban("new", "work"),
        muban("check", "sample"),
        muban("build", "sample", "--out", "site"),
        muban("digitize", "sample", "--out", "draw.html"),
        muban("print", "sample", "--out", "paper", "--only", "43160501"),
        muban("register", "sample", "--out", "register"),
        muban("eligible", "sample", "--year", "2563"),
        muban("posts", "sample", "--out", "posts"),
        muban("clip", "--help"),
        muban("book", "--help"),
        muban("diff", "--help"),
        muban("forms", "sample", "--out", "forms"),
        muban("notebook", "--help"),
        muban("pack", "--help"),
        muban("upload", "--help"),
        muban("desk", "--help"),
        muban("legend", "sheet", "--out", "legend"),
        muban("serve", "--help"),
        muban("demo", "--help"),
    }
    assert tried == {*COMMANDS, *GROUPS}
    for made in ("work/muban.toml", "site/index.html", "draw.html"):
        assert (tmp_path / made).is_file()
    assert list((tmp_path / "paper").rglob("*.pdf"))
    assert list((tmp_path / "register").iterdir())
    assert list((tmp_path / "legend").iterdir())
