"""What the house offers is described: examples that run, parameters, units and frames."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("gis", "layers", "symbology", "web")

LEAST_SHARE = 0.60
"""Of all public functions, so many have an example that runs."""

SHAPE = re.compile(
    r"GeoDataFrame|GeoSeries|BaseGeometry|shapely\.Geometry|\bShapes\b|\bPolygon\b|\bPoint\b"
    r"|LineString|NDArray\[np\.object_\]"
)
FRAME = re.compile(
    r"EPSG|coordinate|degree|metre|\bcells\b|pixel|\bplane\b|\bCRS\b|\bgrid\b|_COLUMNS"
)
"""What says where a shape's numbers are from; the tables of columns say EPSG:4326 themselves."""
UNIT = re.compile(
    r"metre|degree|pixel|\bpx\b|second|share|percent|%|°|\bcells?\b|\bmm\b|\bkm\b|\brai\b"
    r"|points?\b|byte|0 to 1|\bscale|\bunits?\b|persons|baht|EPSG|coordinate",
    re.IGNORECASE,
)
UNIT_IN_NAME = re.compile(r"_(m|m2|px|deg|mm|s|bytes|km|cells|be|rai)$|^(lon|lat|share)$")


class Public(NamedTuple):
    """A function that a module offers."""

    where: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    doc: str

    @property
    def parameters(self) -> list[ast.arg]:
        given = self.node.args
        more = [one for one in (given.vararg, given.kwarg) if one is not None]
        return [*given.posonlyargs, *given.args, *given.kwonlyargs, *more]

    @property
    def answer(self) -> str:
        return ast.unparse(self.node.returns) if self.node.returns else ""


def functions() -> Iterator[Public]:
    for path in sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")):
        if "node_modules" in path.parts:
            continue
        name = path.relative_to(ROOT).as_posix()
        for node in ast.parse(path.read_text("utf-8")).body:
            function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if function and not node.name.startswith("_"):
                yield Public(f"{name}: {node.name}", node, ast.get_docstring(node) or "")


PUBLIC = list(functions())
# A command's parameters are described to people by its help.
DESCRIBED = [one for one in PUBLIC if not one.where.startswith("web/commands/")]


def section(doc: str, title: str) -> str | None:
    """The lines of a section of a docstring; None where there is none."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=\n+[A-Z]\w+\n---|\Z)", doc, re.DOTALL | re.MULTILINE)
    return found[1] if found else None


def test_six_of_ten_public_functions_have_an_example_that_runs() -> None:
    shown = [one for one in PUBLIC if re.search(r"^\s*>>> ", one.doc, re.MULTILINE)]
    assert len(PUBLIC) > 1000
    assert len(shown) >= LEAST_SHARE * len(PUBLIC), f"{len(shown)} of {len(PUBLIC)}"


def test_every_example_runs_and_shows_more_than_that_a_name_is_there() -> None:
    idle = re.compile(r"\+SKIP|>>> callable\(")
    assert [one.where for one in PUBLIC if idle.search(one.doc)] == []


def test_a_description_of_parameters_names_each_of_them_and_no_other() -> None:
    wrong = []
    for one in PUBLIC:
        said = section(one.doc, "Parameters")
        if said is None:
            continue
        lines = [line for line in said.splitlines() if line and not line.startswith(" ")]
        named = {name.strip().lstrip("*") for line in lines for name in line.split(",")}
        if named != {parameter.arg for parameter in one.parameters}:
            wrong.append(f"{one.where}: {named ^ {each.arg for each in one.parameters}}")
    assert wrong == []


def test_three_parameters_or_more_are_described_each() -> None:
    """Fewer are mostly said in the sentence; some do as another function does, and say so."""
    bare = [
        one.where
        for one in DESCRIBED
        if len(one.node.args.args) + len(one.node.args.kwonlyargs) >= 3
        and section(one.doc, "Parameters") is None
        and not re.search(r"\b[Aa]s\b[^.]*:(?:func|meth):", one.doc)
    ]
    assert bare == []


def frames_unsaid(one: Public) -> Iterator[str]:
    """Shapes that come in or go out of which nothing says in which coordinates they are."""
    if FRAME.search(one.doc):
        return
    for parameter in one.parameters:
        if parameter.annotation and SHAPE.search(ast.unparse(parameter.annotation)):
            yield f"{one.where}({parameter.arg})"
    if SHAPE.search(one.answer):
        yield f"{one.where} → {one.answer}"


def units_unsaid(one: Public) -> Iterator[str]:
    """Numbers that come in or go out of which nothing says what they count."""
    if UNIT.search(one.doc):
        return
    for parameter in one.parameters:
        stated = ast.unparse(parameter.annotation) if parameter.annotation else ""
        number = re.search(r"\bfloat\b", stated) and "str" not in stated
        if number and not UNIT_IN_NAME.search(parameter.arg):
            yield f"{one.where}({parameter.arg})"
    if re.fullmatch(r"float( \| None)?", one.answer) and not UNIT_IN_NAME.search(one.node.name):
        yield f"{one.where} → {one.answer}"


def test_where_shapes_come_or_go_their_coordinates_are_named() -> None:
    assert [unsaid for one in DESCRIBED for unsaid in frames_unsaid(one)] == []


def test_where_numbers_come_or_go_their_unit_is_named() -> None:
    assert [unsaid for one in DESCRIBED for unsaid in units_unsaid(one)] == []


@pytest.mark.parametrize(
    ("doc", "unsaid"),
    [("How far it is.", ["f(x)", "f → float"]), ("How far it is, in metres.", [])],
)
def test_a_number_without_a_unit_is_found(doc: str, unsaid: list[str]) -> None:
    [node] = ast.parse("def f(x: float) -> float: ...").body
    assert isinstance(node, ast.FunctionDef)
    assert [*units_unsaid(Public("f", node, doc))] == unsaid


def test_a_shape_without_coordinates_is_found() -> None:
    [node] = ast.parse("def f(areas: gpd.GeoSeries) -> None: ...").body
    assert isinstance(node, ast.FunctionDef)
    assert [*frames_unsaid(Public("f", node, "Joins areas."))] == ["f(areas)"]
    assert [*frames_unsaid(Public("f", node, "Joins areas in EPSG:4326."))] == []
