"""A province as officers draw it: a KML of every tambon, with edges as crooked as a stream's.

The villages of a tambon share their edges, and tambons share theirs, corner by corner, as
where somebody has cleaned them; each tambon has pins, and one pair of its villages overlaps.
Results come as a workbook, the register and the list of villages as tables, the official
outlines of the tambons as GeoJSON. Nothing is real but the province's number; the same seed
makes the same bytes (but for the workbook's clock).

    python -m benchmarks.drawn_province FOLDER --tambons 62
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

__all__ = ["DrawnProvince", "Net", "draw_province", "draw_thousand"]

_STEP = 0.019
_COLUMNS, _ROWS = 4, 3
_LEVELS = 6
_KINDS = ("วัด", "โรงเรียน", "ศาลากลางบ้าน", "ร้านค้าชุมชน", "ตลาด", "บึง", "ประปา")
_DOMAINS = ("อาชีพ", "ทุนชุมชน", "การจัดการความเสี่ยงของชุมชน", "แก้ปัญหาความยากจน", "การบริหารจัดการชุมชน")

_Point = tuple[float, float]
_ORIGIN = (102.0, 17.5)


class DrawnProvince(NamedTuple):
    """What was written, so that it can be counted again."""

    tambons: int
    villages: int
    vertices: int
    pins: int


class _Village(NamedTuple):
    code: str
    moo: int
    column: int
    row: int

    @property
    def name(self) -> str:
        return f"บ้านสมมุติ{int(self.code[2:6])}ก{self.moo}"


def draw_province(
    folder: Path,
    *,
    tambons: int = 62,
    pins: int = 30,
    levels: int = _LEVELS,
    seed: int = 1,
    province: str = "43",
    part: str = "",
    origin: _Point = _ORIGIN,
) -> DrawnProvince:
    """Write a project.

    Parameters
    ----------
    folder
        Where; made if it is not there.
    tambons
        How many: each has 11 or 12 villages, of about 4 km².
    pins
        Pins in each tambon.
    levels
        How often an edge is bent at its middle: 6 gives 64 corners to an edge.
    seed
        Of everything that is drawn by lot.
    province
        Its code.
    part
        The name of its folders, where the project has several provinces.
    origin
        Where its south-west corner lies, in degrees.
    """
    lot = random.Random(seed)
    net = Net(seed, levels, origin)
    wide = max(1, round(tambons**0.5))
    blocks = {
        f"{province}{1 + i // 20:02d}{1 + i % 20:02d}": _block(i, wide, lot) for i in range(tambons)
    }
    villages = {
        code: [_Village(f"{code}{moo:02d}", moo, *place) for moo, place in enumerate(block, 1)]
        for code, block in blocks.items()
    }
    vertices = 0
    for number, (code, found) in enumerate(villages.items()):
        rings = [net.ring(one.column, one.row) for one in found]
        vertices += sum(len(ring) for ring in rings)
        drawing = folder / "drawings" / part / f"ตำบลที่{code}.kml"
        _write_drawing(drawing, number, found, rings, _pins(found, pins, origin, lot))
    _write_outlines(folder / "reference" / part / "ตำบล.geojson", villages, net)
    everyone = [one for found in villages.values() for one in found]
    _write_tables(folder, part, everyone, lot)
    _write_results(folder / "indicators" / part / "ผล.xlsx", everyone, lot)
    place = "" if part else f'province = "{province}"\n'
    config = f'title = "จังหวัดสมมุติ"\n{place}fiscal_year_be = 2563\n'
    (folder / "muban.toml").write_text(config, "utf-8")
    return DrawnProvince(len(villages), len(everyone), vertices, pins * len(villages))


def draw_thousand(folder: Path, *, levels: int = 4, seed: int = 1) -> int:
    """Write a project of one tambon with a thousand villages without codes; the corners.

    No tambon has so many: what is measured is one page of many areas.
    """
    net = Net(seed, levels)
    rings = [net.ring(column, row) for column in range(40) for row in range(25)]
    marks = [
        f"<Placemark><name>บ้านสมมุติ{n}</name>{_polygon(ring)}</Placemark>"
        for n, ring in enumerate(rings, start=1)
    ]
    _write_kml(folder / "drawings" / "พันหมู่บ้าน.kml", marks)
    config = 'title = "พันหมู่บ้าน"\nprovince = "43"\ntambon = "430101"\n'
    (folder / "muban.toml").write_text(config, "utf-8")
    return sum(map(len, rings))


def _block(number: int, wide: int, lot: random.Random) -> list[tuple[int, int]]:
    """Columns and rows of the villages of a tambon; some have one less than others."""
    left, top = (number % wide) * _COLUMNS, (number // wide) * _ROWS
    places = [(left + x, top + y) for y in range(_ROWS) for x in range(_COLUMNS)]
    return places[: len(places) - (lot.random() < 0.35)]


class Net:
    """Edges of a net, each bent once: neighbours share them to the last corner."""

    def __init__(self, seed: int, levels: int, origin: _Point = _ORIGIN) -> None:
        self._seed, self._levels, self._origin = seed, levels, origin
        self._edges: dict[tuple[int, int, bool], list[_Point]] = {}

    def ring(self, column: int, row: int) -> list[_Point]:
        """The closed outline of a village, against the clock."""
        south, east = self._edge(column, row, along=True), self._edge(column + 1, row, along=False)
        north, west = self._edge(column, row + 1, along=True), self._edge(column, row, along=False)
        return [*south[:-1], *east[:-1], *north[:0:-1], *west[::-1]]

    def _corner(self, column: int, row: int) -> _Point:
        lot = random.Random(f"{self._seed}:{column}:{row}")
        left, bottom = self._origin
        x = left + (column + lot.uniform(-0.2, 0.2)) * _STEP
        return x, bottom + (row + lot.uniform(-0.2, 0.2)) * _STEP

    def _edge(self, column: int, row: int, *, along: bool) -> list[_Point]:
        key = (column, row, along)
        if key not in self._edges:
            end = (column + 1, row) if along else (column, row + 1)
            lot = random.Random(f"{self._seed}:{key}")
            line = [self._corner(column, row), self._corner(*end)]
            for level in range(self._levels):
                line = _bent(line, _STEP * 0.09 / 1.85**level, lot)
            self._edges[key] = [(round(x, 7), round(y, 7)) for x, y in line]
        return self._edges[key]


def _bent(line: list[_Point], reach: float, lot: random.Random) -> list[_Point]:
    """A line with a corner more in the middle of each stretch, moved aside by lot."""
    made = [line[0]]
    for (x0, y0), (x1, y1) in pairwise(line):
        middle = ((x0 + x1) / 2 + lot.uniform(-1, 1) * reach / 2, (y0 + y1) / 2)
        made += [(middle[0], middle[1] + lot.uniform(-1, 1) * reach / 2), (x1, y1)]
    return made


def _write_drawing(
    path: Path,
    number: int,
    villages: Sequence[_Village],
    rings: Sequence[Sequence[_Point]],
    pins: Sequence[str],
) -> None:
    marks = [_area(one, ring) for one, ring in zip(villages, rings, strict=True)]
    # One officer in three has drawn two neighbours by eye: they overlap.
    if number % 3 == 0:
        moved = [(round(x + _STEP * 0.02, 7), y) for x, y in rings[0]]
        marks[0] = _area(villages[0], moved)
    _write_kml(path, [*marks, *pins])


def _pins(villages: Sequence[_Village], pins: int, origin: _Point, lot: random.Random) -> list[str]:
    marks = []
    for n in range(pins):
        home = villages[lot.randrange(len(villages))]
        x = origin[0] + (home.column + lot.uniform(0.25, 0.75)) * _STEP
        y = origin[1] + (home.row + lot.uniform(0.25, 0.75)) * _STEP
        name = f"{_KINDS[n % len(_KINDS)]}{home.name.removeprefix('บ้าน')}/{n}"
        marks.append(
            f"<Placemark><name>{name}</name><Point><coordinates>{x:.7f},{y:.7f},0"
            "</coordinates></Point></Placemark>"
        )
    return marks


def _write_kml(path: Path, marks: Sequence[str]) -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        + "\n".join(marks)
        + "</Document></kml>\n"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _area(village: _Village, ring: Sequence[_Point]) -> str:
    return (
        f"<Placemark><name>{village.name} หมู่ที่ {village.moo}</name><ExtendedData>"
        f'<Data name="รหัสหมู่บ้าน"><value>{village.code}</value></Data></ExtendedData>'
        f"{_polygon(ring)}</Placemark>"
    )


def _polygon(ring: Sequence[_Point]) -> str:
    corners = " ".join(f"{x},{y},0" for x, y in ring)
    return (
        f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{corners}"
        "</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    )


def _write_outlines(path: Path, villages: dict[str, list[_Village]], net: Net) -> None:
    import shapely

    features = []
    for code, found in villages.items():
        shape = shapely.union_all(
            [shapely.make_valid(shapely.Polygon(net.ring(one.column, one.row))) for one in found]
        )
        names = {"ADM3_PCODE": f"TH{code}", "ADM3_TH": f"สมมุติที่{code}", "ADM2_TH": _amphoe(code)}
        geometry = shapely.geometry.mapping(shapely.simplify(shape, _STEP * 0.01))
        features.append({"type": "Feature", "properties": names, "geometry": geometry})
    path.parent.mkdir(parents=True, exist_ok=True)
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")


def _amphoe(code: str) -> str:
    return f"เมืองสมมุติ{code[:4]}"


def _write_tables(
    folder: Path, part: str, villages: Sequence[_Village], lot: random.Random
) -> None:
    listed = [
        f"{v.code},{v.moo},{v.name},สมมุติที่{v.code[:6]},{_amphoe(v.code)},"
        f"{lot.randint(200, 1500)},{lot.randint(60, 400)},2562"
        for v in villages
    ]
    heading = "รหัสหมู่บ้าน,หมู่ที่,หมู่บ้าน,ตำบล,อำเภอ,ประชากร,ครัวเรือน,ปี พ.ศ."
    _lines(folder / "reference" / part / "ทำเนียบ.csv", [heading, *listed])
    chosen = lot.sample(list(villages), k=max(1, len(villages) // 8))
    rows = [
        f"{n},{_amphoe(v.code)},สมมุติที่{v.code[:6]},{v.name},{v.moo},{2555 + n % 8},อำเภอ"
        for n, v in enumerate(chosen, start=1)
    ]
    heading = "ที่,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี พ.ศ.,ระดับ"
    _lines(folder / "register" / part / "ทะเบียน.csv", [heading, *rows])


def _write_results(path: Path, villages: Sequence[_Village], lot: random.Random) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("ผล CIA")
    for row in _results(villages, lot):
        sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _results(villages: Sequence[_Village], lot: random.Random) -> Iterator[list[object]]:
    yield ["รหัสหมู่บ้าน", "ปี พ.ศ.", "ด้าน", "ค่า", "คะแนนต่ำสุด", "คะแนนเต็ม"]
    for village in villages:
        if lot.random() < 0.9:
            for domain in _DOMAINS:
                yield [village.code, 2562, domain, lot.randint(20, 95), 0, 100]


def _lines(path: Path, lines: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for option, value in (("tambons", 62), ("pins", 30), ("levels", _LEVELS), ("seed", 1)):
        parser.add_argument(f"--{option}", type=int, default=value)
    asked = vars(parser.parse_args())
    print(draw_province(asked.pop("folder"), **asked))
