"""What pages receive is declared once: Python gives it, TypeScript is made from it."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Mapping, Sequence
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

import pytest

from muban.web.drawing.digitizer import build_digitizer
from muban.web.drawing.digitizer_data import digitizer_data
from muban.web.page_types.drawing import DigitizerPage
from muban.web.page_types.province import ProvincePage
from muban.web.page_types.shared import BasemapTiles
from muban.web.page_types.tambon import TambonPage
from muban.web.pages.assets_index import read_assets
from tests.built_pages import province_page, tambon_page
from tests.sample_atlas import sample_tambon
from tools.page_types import TARGET, typescript

FRONTEND = TARGET.parents[1]


def test_the_types_of_the_pages_are_those_that_python_declares() -> None:
    assert TARGET.read_text("utf-8") == typescript(), "run `make types-ts`"


def test_a_type_that_goes_on_from_another_repeats_none_of_its_fields() -> None:
    """Written here by hand: UnitName has code, th and en."""
    assert (
        "export interface TambonName extends UnitName {\n"
        "  readonly amphoe: string;\n"
        "  readonly page: string;\n"
        "}\n"
    ) in typescript()
    assert (
        "export interface DigitizerPage extends DigitizerWork {\n"
        "  /** Where the parts of the program are that the page takes up when it needs them. */\n"
        "  readonly parts: Readonly<Record<string, string>>;\n"
        "}\n"
    ) in typescript()


@pytest.mark.parametrize("page", ["tambon", "province", "digitizer"])
def test_a_page_declares_no_type_of_its_data_by_itself(page: str) -> None:
    """Only what is made from Python says what stands in a page's data."""
    text = (FRONTEND / page / "data.ts").read_text("utf-8")
    assert 'from "../shared/page_types"' in text
    own = set(re.findall(r"^export (?:interface|type) (\w+)", text, re.MULTILINE))
    assert own <= {"Choice", "PageData", "Polygons"}


def misfits(value: Any, hint: Any, at: str = "") -> list[str]:
    """Where a value read from JSON is not what is declared."""
    origin, inner = get_origin(hint), get_args(hint)
    container = dict if is_typeddict(hint) or origin is Mapping else list
    if (is_typeddict(hint) or origin in (tuple, Sequence, Mapping)) and type(
        value
    ) is not container:
        return [f"{at}: {value!r} is no {container.__name__}"]
    if is_typeddict(hint):
        hints = get_type_hints(hint, include_extras=True)
        needed = {key for key, one in hints.items() if get_origin(one) is not NotRequired}
        wrong = [f"{at}.{key} undeclared" for key in value.keys() - hints.keys()]
        wrong += [f"{at}.{key} missing" for key in needed - value.keys()]
        return wrong + [
            found
            for key in value.keys() & hints.keys()
            for found in misfits(value[key], _inner(hints[key]), f"{at}.{key}")
        ]
    if origin is Literal:
        return [] if value in inner else [f"{at}: {value!r}"]
    if origin in (Union, types.UnionType):
        each = [misfits(value, one, at) for one in inner]
        return [] if [] in each else each[0]
    if origin is tuple:
        parts = [misfits(one, kind, at) for one, kind in zip(value, inner, strict=True)]
        return [found for part in parts for found in part]
    if origin is Sequence:
        return [found for one in value for found in misfits(one, inner[0], f"{at}[]")]
    if origin is Mapping:
        return [found for one in value.values() for found in misfits(one, inner[1], f"{at}{{}}")]
    is_number = hint is float and isinstance(value, int)
    return [] if is_number or type(value) is hint else [f"{at}: {value!r} is no {hint}"]


def _inner(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is NotRequired else hint


def data_of(page: bytes | str) -> Any:
    text = page if isinstance(page, str) else page.decode()
    found = re.search(r'<script[^>]*id="(?:page|muban)-data"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_a_tambons_page_holds_what_is_declared(tmp_path: Path) -> None:
    tambon_page(tmp_path)
    page = (tmp_path / "tambon/431605/index.html").read_text("utf-8")
    data = data_of(page)
    assert len(data["villages"]) == 13
    assert misfits(data, TambonPage) == []


def test_the_provinces_page_holds_what_is_declared(tmp_path: Path) -> None:
    province_page(tmp_path)
    data = data_of((tmp_path / "index.html").read_text("utf-8"))
    assert data["rows"]
    assert misfits(data, ProvincePage) == []


def test_the_page_for_drawing_holds_what_is_declared() -> None:
    data = digitizer_data(sample_tambon())
    page = data_of(build_digitizer(data, read_assets()))
    assert len(page["villages"]) == 13
    assert misfits(page, DigitizerPage) == []


def test_what_is_not_declared_is_seen() -> None:
    data = {"url": "https://x", "attribution": None, "zoom": 3}
    assert sorted(misfits(data, BasemapTiles)) == [
        ".attribution: None is no <class 'str'>",
        ".maxZoom missing",
        ".zoom undeclared",
    ]
