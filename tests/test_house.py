"""The house stands as its picture says: imports look left, rooms stay small, words are said."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder

import muban
from tests.conftest import SLOW, TOGETHER

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("gis", "layers", "symbology", "web")
FRONTEND = ROOT / "web" / "frontend" / "src"
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
    assert len(text.splitlines()) <= LONGEST_MODULE


LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
"""Lines, beside what a function says of itself."""


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_no_function_is_long(path: Path) -> None:
    long = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[0] if ast.get_docstring(node) else None
            words = (said.end_lineno or 0) - said.lineno + 1 if said else 0
            lines = (node.end_lineno or 0) - node.lineno + 1 - words
            if lines > LONGEST_FUNCTION:
                long.append(f"{node.name}: {lines}")
    assert long == []


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


def test_the_source_that_is_handed_out_can_be_worked_on() -> None:
    """Commands, pinned libraries and what a newcomer reads come along, and every tested file."""
    inside = {one.distribution_path for one in SdistBuilder(str(ROOT)).recurse_included_files()}
    beside = {name for name in inside if "/" not in name}
    wanted = {path.name for kind in ("*.md", "*.txt") for path in ROOT.glob(kind)}
    assert {"CONTRIBUTING.md", "CHANGELOG.md", "constraints.txt"} <= wanted
    assert beside == wanted | {"Makefile", "LICENSE", "hatch_build.py"}  # and pyproject.toml
    assert {ids(path) for path in (ROOT / "tests").rglob("*.py")} <= inside
    assert {f"muban/{ids(path)}" for path in MODULES} <= inside


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


TWICE = {
    "Choice": "of a coordinate system, and of a village to choose from",
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
    for floor in PACKAGES:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "node_modules" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), ast.parse(path.read_text("utf-8"))


TREES = dict(modules())


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
                yield (whole if whole in TREES else module), alias.name


def circle_of(graph: Mapping[str, set[str]]) -> list[str]:
    """Rooms that lead back to themselves; none where the rooms can be put in an order."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("floor", PACKAGES)
def test_no_room_of_a_floor_leads_back_to_itself(floor: str) -> None:
    graph: dict[str, set[str]] = defaultdict(set)
    for module, tree in TREES.items():
        for other, _ in loaded(tree):
            here, there = room(module), room(other)
            if {here.partition(".")[0], there.partition(".")[0]} == {floor} and here != there:
                graph[here].add(there)
    assert circle_of(graph) == []


def test_no_room_of_the_readers_leads_back_to_itself() -> None:
    """Inside ``gis/reading`` as between the rooms of a floor: the door knows the readers."""
    graph: dict[str, set[str]] = defaultdict(set)
    for module, tree in TREES.items():
        for other, _ in loaded(tree):
            if module.startswith("gis.reading.") and other.startswith("gis.reading."):
                here, there = module.split(".")[2], other.split(".")[2]
                graph[here] |= {there} - {here}
    assert len(graph) > 10
    assert circle_of(graph) == []


def test_no_room_takes_what_another_keeps_to_itself() -> None:
    private = [
        f"{module}: {other}.{name}"
        for module, tree in TREES.items()
        for other, name in loaded(tree)
        if name.startswith("_") and room(other) != room(module)
    ]
    assert private == []


def test_a_class_has_one_name_and_a_name_one_class() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for module, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].append(module)
    twice = {name: found for name, found in where.items() if len(found) > 1}
    assert {name: found for name, found in twice.items() if name not in TWICE} == {}
    assert set(TWICE) - set(twice) == set(), "excused, and no longer there"


def test_no_module_uses_two_classes_of_one_name() -> None:
    for module, tree in TREES.items():
        named = [name for _, name in loaded(tree) if name in TWICE]
        assert len(named) == len(set(named)), module


WAITING = {
    "browser/__init__.py": (1, "between two askings whether something is so"),
    "browser/test_browser_arriving.py": (1, "a slow line, in a server of its own"),
    "browser/test_browser_digitizer_kill.py": (2, "the moment of a death is drawn by lot"),
    "browser/test_browser_digitizer_save.py": (1, "nothing must come"),
    "browser/test_browser_digitizer_stores.py": (3, "moments by lot; between two askings"),
    "browser/test_browser_digitizer_typed.py": (1, "how long a hand presses is what is asked"),
    "browser/test_browser_injection.py": (2, "nothing must run"),
    "gis/test_write.py": (1, "the clock of an archive counts in steps of two seconds"),
    "publishing_kills.py": (1, "the moment of a death is given, in another process"),
    "saving_trial.py": (2, "between two tries, and between edits by hand; run by itself"),
    "web/test_stops.py": (1, "the moment of a stop is given"),
    "web/test_workroom.py": (1, "the moment of a stop is given"),
    "worse_readers.py": (1, "a reader that hangs, in another process"),
}
"""Tests that let time pass, how often, and why no fact could be waited for instead."""


def test_no_test_waits_for_time_where_it_can_wait_for_a_fact() -> None:
    waits: dict[str, int] = defaultdict(int)
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if re.fullmatch(r"(?:\w+\.)*(?:sleep|wait_for_timeout)", called):
                waits[path.relative_to(ROOT / "tests").as_posix()] += 1
    assert dict(waits) == {name: count for name, (count, _) in WAITING.items()}


LOOKS = {
    "test_browser_digitizer_sheets.py": "once every tile is there and has faded in",
    "test_browser_digitizer_tiles.py": "again and again, until the colour is seen",
    "test_browser_fills.py": "of a page that moves nothing, once its legend stands",
    "test_browser_tambon.py": "again and again, until the colour is seen",
}
"""Browser tests that judge what the eye sees, and how they know that it is there by then."""


def test_a_picture_is_not_judged_before_what_it_shows_is_there() -> None:
    found = {
        path.name
        for path in (ROOT / "tests" / "browser").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "screenshot"
    }
    assert found == set(LOOKS)


def test_files_that_are_kept_together_or_left_out_while_one_works_are_there() -> None:
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert {*SLOW, *TOGETHER} - there == set()


OFFERED = ("muban", "tools", "benchmarks")
"""Beside the floors: what people call, and what makes the project's own files."""
BY_NAME = "web.commands."
"""Commands are loaded by the names in the table of ``muban.web.cli``."""


def used_names() -> set[str]:
    """Every name that something of the project's own takes, reads or calls; tests do not count."""
    beside = [path for name in OFFERED for path in (ROOT / name).glob("**/*.py")]
    own = [path for path in beside if not set(path.relative_to(ROOT).parts[1:2]) & set(PACKAGES)]
    trees = [*TREES.values(), *(ast.parse(path.read_text("utf-8")) for path in own)]
    names: set[str] = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
    return names


def test_nothing_is_there_for_tests_alone() -> None:
    """A public function or class that no module uses is dead, or a tool of the tests."""
    used = used_names() | {*muban.__all__}
    alone = [
        f"{module}.{node.name}"
        for module, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if node.name not in used and not module.startswith(BY_NAME)
    ]
    assert alone == []


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
