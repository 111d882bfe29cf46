"""The rooms of the house: none leads back to itself, none reaches into another's drawers."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("gis", "layers", "symbology", "web")
FRONTEND = ROOT / "web" / "frontend" / "src"

TWICE = {
    "Entry": "of the catalogue of problems, and of a register",
    "Grid": "of whole numbers that shapes snap to, and of a picture's paper",
    "Ground": "claimed by villages in a coverage, and painted under a map",
    "Joined": "lines of a DXF, and indicators with villages",
    "Line": "of a table of results, and of a priority rule",
    "Look": "as a KML states it, and as a map gives it",
    "PlaceWords": "within a name, and before it",
    "Record": "of a drawing, and of a village's identity",
    "Rule": "of eligibility, and of a style",
    "Stopped": "a worker by its limits, and the program by a person",
    "Words": "of a heading, and of a table",
}
"""Classes of one name in two rooms, and what each is: no module uses both."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Each module by its dotted name below ``muban``, and its tree."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "node_modules" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), ast.parse(path.read_text("utf-8"))


MODULES = dict(modules())


def room(module: str) -> str:
    """A module's room: its floor's folder; a module beside the folders is a room of its own."""
    parts = module.split(".")
    return ".".join(parts[:2])


def loaded(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Module and name of each import of ours that runs; what only the types need does not."""
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("muban."):
            if id(node) in skipped:
                continue
            for alias in node.names:
                module = str(node.module).removeprefix("muban.")
                whole = f"{module}.{alias.name}"
                yield (whole if whole in MODULES else module), alias.name


def circle_of(graph: Mapping[str, set[str]]) -> list[str]:
    """Rooms that lead back to themselves; none where the rooms can be put in an order."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("floor", FLOORS)
def test_no_room_of_a_floor_leads_back_to_itself(floor: str) -> None:
    graph: dict[str, set[str]] = defaultdict(set)
    for module, tree in MODULES.items():
        for other, _ in loaded(tree):
            here, there = room(module), room(other)
            if {here.partition(".")[0], there.partition(".")[0]} == {floor} and here != there:
                graph[here].add(there)
    assert circle_of(graph) == []


def test_no_room_takes_what_another_keeps_to_itself() -> None:
    private = [
        f"{module}: {other}.{name}"
        for module, tree in MODULES.items()
        for other, name in loaded(tree)
        if name.startswith("_") and room(other) != room(module)
    ]
    assert private == []


def test_a_class_has_one_name_and_a_name_one_class() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for module, tree in MODULES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].append(module)
    twice = {name: found for name, found in where.items() if len(found) > 1}
    assert {name: found for name, found in twice.items() if name not in TWICE} == {}
    assert set(TWICE) - set(twice) == set(), "excused, and no longer there"


def test_no_module_uses_two_classes_of_one_name() -> None:
    for module, tree in MODULES.items():
        named = [name for _, name in loaded(tree) if name in TWICE]
        assert len(named) == len(set(named)), module


IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


def frontend_room(file: Path) -> str:
    """A file's folder under the page; a file beside the folders is a room of its own."""
    inside = file.relative_to(FRONTEND).parts
    beside = (FRONTEND / inside[0]).joinpath(*inside[1:2])
    return "/".join(inside[:2] if beside.is_dir() else [*inside[:1], file.stem])


def frontend_rooms() -> dict[str, set[str]]:
    """Room → rooms that it takes from, of everything the pages are built from."""
    graph: dict[str, set[str]] = defaultdict(set)
    for path in sorted(FRONTEND.rglob("*.ts")):
        here = frontend_room(path)
        text = re.sub(r"^import type [^;]*;", "", path.read_text("utf-8"), flags=re.MULTILINE)
        for target in IMPORTED.findall(text):
            file = (path.parent / target).resolve()
            if FRONTEND not in file.parents or file.suffix == ".json":
                continue  # tables that Python reads as well
            there = frontend_room(file / "index" if file.is_dir() else file)
            if there != here:
                graph[here].add(there)
    return graph


def test_no_folder_of_the_pages_leads_back_to_itself() -> None:
    graph = frontend_rooms()
    assert len(graph) > 5
    assert circle_of(graph) == []


def test_what_the_pages_share_knows_no_page() -> None:
    graph = frontend_rooms()
    taken = {
        there for here, all_of in graph.items() if here.startswith("shared") for there in all_of
    }
    assert {there for there in taken if not there.startswith("shared")} == set()
