"""The house stands as its picture says: imports look left, rooms stay small, words are said."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("gis", "layers", "symbology", "web")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
MODULES = [path for path in MODULES if "node_modules" not in path.parts]


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_an_import_looks_only_left(path: Path) -> None:
    room = PACKAGES.index(path.relative_to(ROOT).parts[0])
    rooms = [
        PACKAGES.index(name.split(".")[1])
        for name in imported(ast.parse(path.read_text("utf-8")))
        if name.partition(".")[0] == "muban" and name.count(".")
    ]
    assert rooms or not path.read_text("utf-8").count("from muban.")
    assert max(rooms, default=0) <= room


def test_the_four_floors_are_parts_of_one_package() -> None:
    """A floor imported by its bare name would be loaded twice, and is not there once installed."""
    files = [path for path in ROOT.rglob("*.py") if not {".venv", "node_modules"} & {*path.parts}]
    bare = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in imported(ast.parse(path.read_text("utf-8")))
        if name.partition(".")[0] in PACKAGES
    ]
    assert len(files) > len(MODULES)
    assert bare == []
    assert all((ROOT / "muban" / name).samefile(ROOT / name) for name in PACKAGES)


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_a_file_holds_one_idea_and_says_which(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 350


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_what_a_module_offers_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    offered = next(
        (
            {ast.literal_eval(item) for item in node.value.elts}
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "__all__"
            and isinstance(node.value, ast.List | ast.Tuple)
        ),
        set(),
    )
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in offered:
            assert ast.get_docstring(node), f"{node.name} says nothing"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_only_the_edges_print(path: Path) -> None:
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"print", "input"}
    ]
    assert calls == []


def test_no_registry_and_no_other_host_stands_in_the_tree() -> None:
    lock = (ROOT / "web" / "frontend" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    for name in (
        *("pyproject.toml", "Makefile", "constraints.txt", "constraints-node.txt"),
        *("web/frontend/package.json", ".ci/run"),
    ):
        assert not re.search(r"https?://", (ROOT / name).read_text("utf-8"))


def test_every_library_is_pinned_by_version_and_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    asked = [*project["project"]["dependencies"], *extras["test"], *extras["bench"]]
    asked += project["build-system"]["requires"]
    text = (ROOT / "constraints.txt").read_text("utf-8")
    pins = re.findall(
        r"^([\w.-]+)==\S+(?: ; [^\n\\]+)? \\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.MULTILINE
    )
    assert len(pins) == len(re.findall(r"^\w", text, re.MULTILINE))
    missing = {re.split(r"[\[>=<]", one)[0].lower() for one in asked} - {name for name, _ in pins}
    assert missing == set()


def test_every_path_that_the_readme_names_exists() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    named = re.findall(r"`((?:gis|layers|symbology|web|docs|tests|tools)/[\w/.]*[\w/])`", text)
    assert named
    assert [path for path in named if "<" not in path and not (ROOT / path).exists()] == []
    linked = re.findall(r"\]\((docs/[^)]+)\)", text)
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_every_command_stands_in_the_readme() -> None:
    from muban.web.cli import COMMANDS, GROUPS

    text = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in (*COMMANDS, *GROUPS) if f"muban {name}" not in text] == []
