"""A DXF drawing's blocks, loose lines and damaged objects, as surveyors' programs write them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from shapely import Polygon

from muban.gis.reading.limits import Limits
from muban.gis.source import Read
from tests.drawings import codes, read_bytes

SQUARE = [(0, 0), (1000, 0), (1000, 1000), (0, 1000)]


def _tags(*pairs: object) -> str:
    return "".join(f"{value}\n" for value in pairs)


def _outline(corners: list[tuple[int, int]], *, closed: bool, layer: str = "เขต") -> str:
    ends = "".join(_tags(10, x, 20, y) for x, y in corners)
    own = (100, "AcDbPolyline", 90, len(corners), 70, int(closed))
    return _tags(0, "LWPOLYLINE", 8, layer, 100, "AcDbEntity", *own) + ends


def _line(start: tuple[int, int], end: tuple[int, int], layer: str = "เขต") -> str:
    return _tags(0, "LINE", 8, layer, 10, start[0], 20, start[1], 11, end[0], 21, end[1])


def _text(place: tuple[int, int], text: str, layer: str = "ชื่อ") -> str:
    return _tags(0, "TEXT", 8, layer, 10, place[0], 20, place[1], 40, 50, 1, text)


def _insert(name: str, at: tuple[int, int] = (300_000, 2_000_000), *more: object) -> str:
    return _tags(0, "INSERT", 8, "เขต", 2, name, 10, at[0], 20, at[1], *more)


def _drawing(*entities: str, **blocks: str) -> bytes:
    inside = "".join(
        _tags(0, "BLOCK", 8, 0, 2, name, 70, 0, 10, 0, 20, 0) + body + _tags(0, "ENDBLK", 8, 0)
        for name, body in blocks.items()
    )
    return (
        _tags(0, "SECTION", 2, "HEADER", 9, "$ACADVER", 1, "AC1015", 0, "ENDSEC")
        + (_tags(0, "SECTION", 2, "BLOCKS") + inside + _tags(0, "ENDSEC") if blocks else "")
        + _tags(0, "SECTION", 2, "ENTITIES")
        + "".join(entities)
        + _tags(0, "ENDSEC", 0, "EOF")
    ).encode()


def _layers(folder: Path, data: bytes) -> dict[str, Read]:
    return {read.layer: read for read in read_bytes(folder, "a.dxf", data)}


def _areas(read: Read) -> list[Polygon]:
    return [Polygon(shape.coords) if shape.geom_type == "LineString" else shape
            for shape in read.frame.geometry]  # fmt: skip


@pytest.mark.parametrize(
    ("placed", "bounds"),
    [
        ((), (300_000, 2_000_000, 301_000, 2_001_000)),
        ((41, 2, 42, 2), (300_000, 2_000_000, 302_000, 2_002_000)),
        ((41, -1), (299_000, 2_000_000, 300_000, 2_001_000)),
        ((50, 90), (299_000, 2_000_000, 300_000, 2_001_000)),
        ((41, 3, 42, 1), (300_000, 2_000_000, 303_000, 2_001_000)),
    ],
    ids=["moved", "scaled", "mirrored", "turned", "stretched"],
)
def test_an_outline_inside_a_block_lies_where_the_block_is_put(
    placed: tuple[object, ...], bounds: tuple[float, ...], tmp_path: Path
) -> None:
    data = _drawing(_insert("B", (300_000, 2_000_000), *placed), B=_outline(SQUARE, closed=True))
    read = _layers(tmp_path, data)["เขต"]
    assert read.frame.total_bounds.tolist() == pytest.approx(bounds)
    assert codes([read]) == []


def test_a_block_inside_a_block_is_unpacked_and_keeps_its_name(tmp_path: Path) -> None:
    inner = _outline(SQUARE, closed=True, layer="0") + _text((500, 500), "บ้านอาญา")
    data = _drawing(_insert("OUT"), OUT=_insert("IN", (100, 100), 41, 0.5, 42, 0.5), IN=inner)
    layers = _layers(tmp_path, data)
    assert layers["เขต"].frame.total_bounds.tolist() == [300_100, 2_000_100, 300_600, 2_000_600]
    assert layers["ชื่อ"].frame["_name"].tolist() == ["บ้านอาญา"]


def test_a_block_put_down_in_rows_is_read_at_each_place(tmp_path: Path) -> None:
    rows = (70, 2, 71, 2, 44, 2000, 45, 2000)
    data = _drawing(_insert("B", (300_000, 2_000_000), *rows), B=_outline(SQUARE, closed=True))
    assert len(_layers(tmp_path, data)["เขต"].frame) == 4


def test_a_small_sign_without_a_name_is_no_village(tmp_path: Path) -> None:
    sign = _outline([(0, 0), (5, 0), (5, 5), (0, 5)], closed=True)
    village = _outline([(300_000 + x, 2_000_000 + y) for x, y in SQUARE], closed=True)
    data = _drawing(
        village, *[_insert("TREE", (300_100 + n, 2_000_100)) for n in (0, 50)], TREE=sign
    )
    read = _layers(tmp_path, data)["เขต"]
    assert read.frame["dxf_type"].tolist() == ["LWPOLYLINE"]
    assert codes([read]) == ["read.drawing_part"] * 2


def test_a_block_that_holds_itself_ends(tmp_path: Path) -> None:
    data = _drawing(_insert("A"), A=_outline(SQUARE, closed=True) + _insert("B"), B=_insert("A"))
    assert len(_layers(tmp_path, data)["เขต"].frame) >= 1


def test_ten_levels_of_ten_blocks_are_refused(tmp_path: Path) -> None:
    levels = {f"L{n}": _insert(f"L{n + 1}", (0, 0)) * 10 for n in range(9)}
    data = _drawing(_insert("L0"), **levels, L9=_line((0, 0), (1, 1)))
    [read] = read_bytes(tmp_path, "a.dxf", data, limits=Limits(max_features=5_000))
    assert [(found.code, found.params["limit"]) for found in read.problems] == [
        ("read.limit", "max_features")
    ]


PIECES = {
    "four lines": [_line(*ends) for ends in pairwise([*SQUARE, SQUARE[0]])],
    "lines in any order and direction": [
        _line((0, 0), (1000, 0)),
        _line((0, 1000), (1000, 1000)),
        _line((1000, 1000), (1000, 0)),
        _line((0, 1000), (0, 0)),
    ],
    "two polylines": [
        _outline(SQUARE[:3], closed=False),
        _outline([SQUARE[2], SQUARE[3], SQUARE[0]], closed=False),
    ],
    "a polyline and a line": [_outline(SQUARE, closed=False), _line(SQUARE[3], SQUARE[0])],
}


@pytest.mark.parametrize("drawn", sorted(PIECES))
def test_loose_lines_that_meet_all_around_are_one_outline(drawn: str, tmp_path: Path) -> None:
    read = _layers(tmp_path, _drawing(*PIECES[drawn]))["เขต"]
    [area] = _areas(read)
    assert area.equals(Polygon(SQUARE))
    assert (read.numbers, codes([read])) == ((1,), ["read.lines_joined"])
    assert read.problems[0].params["count"] == len(PIECES[drawn])


def test_two_outlines_in_pieces_are_two_and_a_road_beside_them_stays_a_line(tmp_path: Path) -> None:
    there = [(x + 5000, y) for x, y in SQUARE]
    sides = [_line(*ends) for ring in (SQUARE, there) for ends in pairwise([*ring, ring[0]])]
    read = _layers(tmp_path, _drawing(*sides, _line((2000, 0), (3000, 500))))["เขต"]
    assert [shape.is_closed for shape in read.frame.geometry] == [True, True, False]
    assert codes([read]) == ["read.lines_joined"] * 2


def test_lines_of_two_layers_are_not_joined(tmp_path: Path) -> None:
    ends = list(pairwise([*SQUARE, SQUARE[0]]))
    data = _drawing(*[_line(*one) for one in ends[:3]], _line(*ends[3], layer="ถนน"))
    assert codes(list(_layers(tmp_path, data).values())) == []


def test_a_network_of_lines_is_told_once_and_guessed_at_never(tmp_path: Path) -> None:
    sides = [_line(*ends) for ends in pairwise([*SQUARE, SQUARE[0]])]
    read = _layers(tmp_path, _drawing(*sides, _line(SQUARE[0], SQUARE[2])))["เขต"]
    assert codes([read]) == ["read.lines_tangled"]
    assert len(read.frame) == 5


@pytest.mark.parametrize("where", ["first", "last", "in a block"])
def test_a_damaged_object_is_set_aside_and_the_drawing_lives(where: str, tmp_path: Path) -> None:
    bad = _tags(0, "HATCH", 8, "แรเงา", 10, 0, 20, 0, 2, "SOLID", 70, 1, 91, 1)
    good = [_outline(SQUARE, closed=True), _text((500, 500), "บ้านอาญา")]
    if where == "in a block":
        data = _drawing(*good, B=bad)
    else:
        data = _drawing(*([bad, *good] if where == "first" else [*good, bad]))
    layers = _layers(tmp_path, data)
    [area] = layers["เขต"].frame.geometry
    assert area.equals(Polygon(SQUARE))
    assert layers["ชื่อ"].frame["_name"].tolist() == ["บ้านอาญา"]
    assert codes([layers["แรเงา"]]) == ["read.bad_feature"]


def test_half_a_letter_that_a_drawing_spells_is_no_traceback(tmp_path: Path) -> None:
    data = _drawing(_outline(SQUARE, closed=True, layer="\\U+D800เขต"), _text((1, 1), "\\U+DC00"))
    for read in _layers(tmp_path, data).values():
        read.layer.encode()
        assert len(read.frame) == 1
