"""Breaks lines of the product one by one, and counts how many no test notices.

``python -m benchmarks.mutants --count 100 --seed 1`` draws lines of the four floors at
random, changes one thing on each (a comparison, a sum, a number, a condition, a call left
out), and runs the tests that stand nearest to the file: its own examples, then the test
files that import it, then those that import what imports it. A change that all of them let
pass is printed with its line: either the line is of no use, or a test is missing.

It works on a copy of the tree, never on the tree itself.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("gis", "layers", "symbology", "web")
_COPIED = (
    *FLOORS,
    "muban",
    "tests",
    "benchmarks",
    "tools",
    "docs",
    "pyproject.toml",
    "README.md",
    "Makefile",
)
_COMPARISONS = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
_SUMS = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*"}
_NEAREST = 4
_MOST_FILES = 14
_MOST_STEPS = 7
_PATIENCE_S = 900


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file, the line, and the text of the whole file with it."""

    path: Path
    line: int
    what: str
    source: str


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change that this program knows of a file.

    Parameters
    ----------
    path
        A Python file of the product.
    """
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    for node in ast.walk(tree):
        for what, changed in _changes(node):
            line = getattr(node, "lineno", 0)
            try:
                source = _replaced(text, node, changed)
                ast.parse(source)
            except (SyntaxError, ValueError):
                continue
            yield Mutant(path, line, what, source)


def _changes(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        operator = _COMPARISONS[type(node.ops[0])]
        left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
        yield f"comparison: {operator}", f"({left} {operator} {right})"
    elif isinstance(node, ast.BoolOp):
        other = " or " if isinstance(node.op, ast.And) else " and "
        yield f"condition:{other}", f"({other.join(f'({ast.unparse(v)})' for v in node.values)})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not left out", f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.BinOp) and type(node.op) in _SUMS:
        operator = _SUMS[type(node.op)]
        yield (
            f"sum: {operator}",
            f"({ast.unparse(node.left)}) {operator} ({ast.unparse(node.right)})",
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "constant", str(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield "constant", repr(node.value + 1)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call left out", "pass"
    elif isinstance(node, ast.IfExp):
        test, one, other = map(ast.unparse, (node.test, node.body, node.orelse))
        yield "branches swapped", f"({other} if {test} else {one})"


def _replaced(text: str, node: ast.AST, changed: str) -> str:
    if not isinstance(node, ast.expr | ast.stmt):
        raise ValueError("no place")
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    begin = starts[node.lineno - 1] + node.col_offset
    end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
    whole = text.encode()
    return (whole[:begin] + changed.encode() + whole[end:]).decode()


def draw(count: int, seed: int) -> list[Mutant]:
    """So many changes, at most one to a line, every file according to its length."""
    rng = random.Random(seed)
    found: dict[tuple[Path, int], list[Mutant]] = {}
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "node_modules" in path.parts or path.name == "__init__.py":
                continue
            for mutant in mutants_of(path):
                found.setdefault((path, mutant.line), []).append(mutant)
    places = rng.sample(sorted(found), count)
    return [rng.choice(found[place]) for place in places]


def nearest_tests(path: Path) -> list[str]:
    """The file's own examples and the test files nearest to it, browsers left out."""
    module = _module(path)
    away: dict[Path, int] = {}
    wave, seen = {module}, {module}
    tests = [
        one for one in sorted((ROOT / "tests").rglob("test_*.py")) if "browser" not in one.name
    ]
    for steps in range(_MOST_STEPS):
        away |= {test: steps for test in tests if test not in away and _uses(test, wave)}
        wave = {
            _module(user)
            for floor in (*FLOORS, "tests")
            for user in (ROOT / floor).rglob("*.py")
            if _uses(user, wave)
        } - seen
        seen |= wave
    # Many reach a module in as many steps; those of its name are of its matter.
    near = sorted(away, key=lambda test: (_words_apart(path, test), away[test], test))
    return [
        f"muban/{path.relative_to(ROOT)}",
        *(str(test.relative_to(ROOT)) for test in near[:_MOST_FILES]),
    ]


def _words_apart(path: Path, test: Path) -> int:
    """Fewer, the more words a test's name shares with a file's place: they are of one matter."""
    return -len(_words(path) & _words(test))


def _words(path: Path) -> set[str]:
    """Words of a place in the tree, in the singular."""
    named = "_".join(path.relative_to(ROOT).with_suffix("").parts[1:])
    return {word.removesuffix("s") for word in named.split("_") if word} - {"test"}


def _module(path: Path) -> str:
    """The name under which a file is imported: the floors are parts of one package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    return ".".join(("muban", *parts) if parts[0] in FLOORS else parts)


def _uses(path: Path, modules: set[str]) -> bool:
    return bool(_imports(path) & modules)


@cache
def _imports(path: Path) -> frozenset[str]:
    """Modules that a file imports, and the modules whose names it takes."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(_text(path))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= _named(node.value)
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return frozenset(found)


def _named(text: str) -> set[str]:
    """Modules that are started by name: a program of its own, or each command of a folder."""
    if not text.startswith("muban.") or " " in text:
        return set()
    if not text.endswith("."):
        return {f"{text}.__main__"}
    folder = ROOT.joinpath(*text.strip(".").split(".")[1:])
    return {f"{text}{path.stem}" for path in folder.glob("*.py")}


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


def is_noticed(mutant: Mutant, tree: Path) -> bool:
    """Whether a test fails with the change in place; the copy is left as it was."""
    target = tree / mutant.path.relative_to(ROOT)
    before = target.read_text("utf-8")
    target.write_text(mutant.source, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    near = nearest_tests(mutant.path)
    try:
        # Most changes are noticed next door; only what lives there is carried further.
        return any(
            _fails(tests, tree, env) for tests in (near[:_NEAREST], near[_NEAREST:]) if tests
        )
    finally:
        target.write_text(before, "utf-8")


def _fails(tests: list[str], tree: Path, env: dict[str, str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header"]
    try:
        done = subprocess.run(
            [*command, *tests],
            cwd=tree,
            env=env,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (0, 5)


def _copy(tree: Path) -> None:
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            skipped = shutil.ignore_patterns("node_modules", "__pycache__")
            shutil.copytree(source, tree / name, ignore=skipped, symlinks=True)
        else:
            shutil.copy(source, tree / name)
    # Some tests read the real files that lie beside the project.
    if (shared := ROOT.parent / "shared").exists():
        (tree.parent / "shared").symlink_to(shared.resolve())


def main() -> None:
    """Draw, break, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=1, help="the number to begin with")
    parser.add_argument("--part", default="1/1", help="K/N: only every N-th change, from the K-th")
    asked = parser.parse_args()
    part, parts = map(int, asked.part.split("/"))
    numbered = list(enumerate(draw(asked.count, asked.seed), start=1))[part - 1 :: parts]
    chosen = [(number, mutant) for number, mutant in numbered if number >= asked.first]
    lived = []
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        _copy(tree)
        for number, mutant in chosen:
            start = time.monotonic()
            noticed = is_noticed(mutant, tree)
            place = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
            line = _text(mutant.path).splitlines()[mutant.line - 1].strip()
            word = "noticed" if noticed else "LIVES  "
            took = f"{time.monotonic() - start:5.1f} s"
            print(number, word, took, place, mutant.what, "|", line, sep="\t", flush=True)
            if not noticed:
                lived.append(place)
    print(f"{len(lived)} of {len(chosen)} live")


if __name__ == "__main__":
    main()
