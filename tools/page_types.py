"""Write the TypeScript of what pages receive, from its declaration in Python.

``make types-ts`` after a change of ``web/page_types/``; a test compares the two.
"""

from __future__ import annotations

import ast
import inspect
import sys
import types
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from muban.web.page_types import drawing, province, shared, tambon

__all__ = ["TARGET", "typescript"]

TARGET = Path(__file__).parents[1] / "web/frontend/src/shared/page_types.ts"

_HEAD = """\
// Made from web/page_types/ by `make types-ts`; do not edit.
"""
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def typescript() -> str:
    """The interfaces of all declared types, in their order.

    Examples
    --------
    >>> "export interface TambonPage {" in typescript()
    True
    """
    classes = [
        value
        for module in (shared, tambon, province, drawing)
        for value in vars(module).values()
        if is_typeddict(value) and value.__module__ == module.__name__
    ]
    return _HEAD + "".join(_interface(one) for one in classes)


def _interface(declared: type) -> str:
    notes = _notes(declared)
    bases = _bases(declared)
    above = {name: hint for base in bases for name, hint in _hints(base).items()}
    named = " extends ".join(
        filter(None, (declared.__name__, ", ".join(base.__name__ for base in bases)))
    )
    lines = [f"\n{_comment(inspect.getdoc(declared) or '')}export interface {named} {{"]
    for name, hint in _hints(declared).items():
        if name in above and above[name] == hint:
            continue
        optional = get_origin(hint) is NotRequired
        said = f"  {_comment(notes[name])}" if name in notes else ""
        inner = get_args(hint)[0] if optional else hint
        lines.append(f"{said}  readonly {name}{'?' if optional else ''}: {_type(inner)};")
    return "\n".join([*lines, "}\n"])


def _bases(declared: type) -> list[type]:
    """The declared types that one goes on from, as its text says: Python 3.11 forgets them."""
    known = vars(sys.modules[declared.__module__])
    named = [known.get(base.id) for base in _text(declared).bases if isinstance(base, ast.Name)]
    return [base for base in named if isinstance(base, type) and is_typeddict(base)]


def _hints(declared: type) -> dict[str, Any]:
    return get_type_hints(declared, include_extras=True)


def _comment(text: str) -> str:
    return f"/** {' '.join(text.split())} */\n" if text else ""


def _notes(declared: type) -> dict[str, str]:
    """The text under each field of its own."""
    return dict(_pairs(_text(declared).body))


def _text(declared: type) -> ast.ClassDef:
    [tree] = ast.parse(inspect.getsource(declared)).body
    assert isinstance(tree, ast.ClassDef)
    return tree


def _pairs(body: Sequence[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, after in pairwise(body):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, text


def _type(hint: Any) -> str:
    if is_typeddict(hint):
        return str(hint.__name__)
    return _PLAIN.get(hint) or _made_of(get_origin(hint), get_args(hint))


def _made_of(origin: Any, inner: tuple[Any, ...]) -> str:
    if origin is Literal:
        return " | ".join(f'"{choice}"' for choice in inner)
    parts = [_type(one) for one in inner]
    if origin in (Union, types.UnionType):
        return " | ".join(parts)
    if origin is tuple:
        return f"readonly [{', '.join(parts)}]"
    if origin is Sequence:
        return f"readonly ({parts[0]})[]" if " " in parts[0] else f"readonly {parts[0]}[]"
    if origin is Mapping:
        return f"Readonly<Record<{parts[0]}, {parts[1]}>>"
    raise TypeError(f"no TypeScript for {origin!r}")


if __name__ == "__main__":
    TARGET.write_text(typescript(), "utf-8")
