"""A stand-in for ``../shared/data``: the same files and columns, all of it made.

Whoever has only this repository runs the tests on it; where the real files are, they are used.
Sizes are those of the real files, so that the same counts hold for both. The register and the
villages it names are the sample's own; names of other villages are put together from words
that Thai villages are called by. Shapes are drawn by formula, with the faults of hand-drawn
ones: edges that miss each other by a metre, and overlaps that are meant.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import shapely
from shapely.geometry import mapping

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.codes.code_moves import code_moves
from muban.web.project import SAMPLE
from tests.drawings import GPX, kml, placemark
from tests.tiles import by_hand, tiles

__all__ = ["make_stand_in"]

WORDS: Mapping[str, list[str]] = json.loads(
    (Path(__file__).parent / "data" / "village_words.json").read_text("utf-8")
)
"""What villages are called by: a head, a middle, and perhaps a tail."""
AMPHOES = ("4301", "4302", "4305", "4307", "4308", "4314", "4315", "4316", "4317")
OTHER_TAMBONS = ("วัดธาตุ", "โพธิ์งาม", "ศรีทอง", "แก้วนคร", "สว่างจันทร์", "ไทยเจริญ", "ชัยมงคล")


def make_stand_in(folder: Path) -> Path:
    """Write all files; the same bytes every time."""
    _country(folder / "thailand")
    _nong_khai(folder / "nongkhai")
    letter = (SAMPLE / "register/ทะเบียน 2555-2562.txt").read_bytes()
    _bytes(folder / "letter" / "letter.txt", letter)
    _khon_kaen(folder / "khonkaen_400106")
    _chiang_mai(folder / "chiangmai")
    _corpus(folder / "corpus")
    return folder


def _names(lot: random.Random) -> Iterator[str]:
    while True:
        yield "".join(lot.choice(WORDS[part]) for part in ("heads", "middles", "tails"))


def _country(folder: Path) -> None:
    """Each province with eight amphoes of three tambons of five villages."""
    lot = random.Random("country")
    names = _names(lot)
    lines = ["village_code,moo,village,tambon,amphoe,province"]
    for province, province_name in sorted(PROVINCES.items()):
        for amphoe in range(1, 9):
            code = f"{province}{amphoe:02d}"
            amphoe_name = "ศรีเมืองใหม่" if code == "3402" else next(names)
            for tambon in range(1, 4):
                tambon_name, called = next(names), set()
                for moo in range(1, 6):
                    village = next(name for name in names if name not in called)
                    called.add(village)
                    row = (f"บ้าน{village}", tambon_name, amphoe_name, province_name)
                    lines.append(",".join([f"{code}{tambon:02d}{moo:02d}", str(moo), *row]))
    text = "\n".join([*lines, ""]).encode()
    _bytes(folder / "villages.csv.gz", gzip.compress(text, mtime=0))


def _nong_khai(folder: Path) -> None:
    """The villages that the register names, and others up to the real number; outlines in rows."""
    lot = random.Random("nong khai")
    rows, tambons = _nong_khai_villages(lot)
    _table(folder / "villages.csv", rows)
    shapes = tiles(62, (102.06, 17.6, 103.41, 18.3), columns=10, corners=200)
    units = [
        {"tam_code": code, "tambon": name, "tambon_en": "", "amp_code": code[:4]}
        | {"amphoe": amphoe, "amphoe_en": ""}
        for code, (name, amphoe) in sorted(tambons.items())
    ]
    _features(folder / "tambon.geojson", zip(units, shapes, strict=True))
    amphoes = []
    for code in AMPHOES:
        parts = [s for u, s in zip(units, shapes, strict=True) if u["amp_code"] == code]
        name = next(u["amphoe"] for u in units if u["amp_code"] == code)
        unit = {"amp_code": code, "amphoe": name, "amphoe_en": ""}
        amphoes.append((unit, shapely.coverage_union_all(parts)))
    _features(folder / "amphoe.geojson", amphoes)
    middles = {u["tam_code"]: s.representative_point() for u, s in zip(units, shapes, strict=True)}
    points = [
        (
            {"NAME": row["village"], "TAM_NAME": row["tambon"], "AMP_NAME": row["amphoe"]}
            | {"PRV_NAME": "หนองคาย"},
            _near(middles[row["tambon_code"]], lot),
        )
        for row in rows[:566]
    ]
    _features(folder / "village_points_2012.geojson", points)
    hospitals = [
        ({"prov_code": 43, "name": f"โรงพยาบาล{u['tambon']}", "tam_code": u["tam_code"]}, place)
        for u, place in zip(units[:12], middles.values(), strict=False)
    ]
    _features(folder / "health_points.geojson", hospitals)
    _nong_khai_tables(folder, units, middles, lot)


def _nong_khai_villages(
    lot: random.Random,
) -> tuple[list[dict[str, str]], dict[str, tuple[str, str]]]:
    """Rows of villages, and of each tambon its name and its amphoe's."""
    with (SAMPLE / "reference/หมู่บ้านในทะเบียน.csv").open(encoding="utf-8") as file:
        known = [{k: v for k, v in row.items() if k != "source"} for row in csv.DictReader(file)]
    tambons = {row["tambon_code"]: (row["tambon"], row["amphoe"]) for row in known}
    amphoes = {code[:4]: amphoe for code, (_, amphoe) in tambons.items()}
    assert set(amphoes) == set(AMPHOES)
    moved = set(code_moves())
    names, others = _names(lot), iter(OTHER_TAMBONS)
    for number in range(1, 99):
        for amphoe in AMPHOES:
            code = f"{amphoe}{number:02d}"
            if len(tambons) < 62 and code not in tambons and code not in moved:
                tambons[code] = (next(others, None) or next(names), amphoes[amphoe])
    taken = {row["village_code"] for row in known}
    free = [
        f"{code}{moo:02d}"
        for moo in range(1, 21)
        for code in sorted(tambons)
        if f"{code}{moo:02d}" not in taken
    ]
    heading = list(known[0])
    for code in free[: 722 - len(known)]:
        tambon, amphoe = tambons[code[:6]]
        row = (
            code,
            code[:4],
            amphoe,
            code[:6],
            tambon,
            str(int(code[6:])),
            f"บ้าน{next(names)}",
            "",
        )
        known.append(dict(zip(heading, row, strict=True)))
    return sorted(known, key=lambda row: row["village_code"]), tambons


def _nong_khai_tables(
    folder: Path,
    units: Sequence[Mapping[str, str]],
    middles: Mapping[str, shapely.Point],
    lot: random.Random,
) -> None:
    people = []
    for unit in units:
        male, female = lot.randint(900, 6000), lot.randint(900, 6000)
        row = {"year_be": "2554", "tam_code": unit["tam_code"], "tambon": unit["tambon"]}
        counts = {"total": male + female, "male": male, "female": female}
        people.append(row | counts | {"households": (male + female) // 3})
    _table(folder / "tambon_population.csv", people)
    named = [("43", "หนองคาย"), *sorted({(u["amp_code"], u["amphoe"]) for u in units})]
    odd = [(u["tam_code"], u["tambon"]) for u in units if u["tambon"] == "วัดธาตุ"]
    named += [*odd, *((u["tam_code"], u["tambon"]) for u in units)][: 37 - len(named)]
    offices = []
    for code, name in named:
        place = _near(middles[next(c for c in middles if c.startswith(code))], lot)
        where = {"lat": f"{place.y:.4f}", "lon": f"{place.x:.4f}", "address": ""}
        kind = {"office_type": "Office", "entity_type": "Unit", "geocode": code}
        offices.append(kind | {"name": name, "english": ""} | where)
    _table(folder / "offices.csv", offices)


def _khon_kaen(folder: Path) -> None:
    """17 areas without names that miss each other by a metre, an eighth of them outside."""
    lot = random.Random("khon kaen")
    areas = by_hand(17, (102.7513, 16.355, 102.8234, 16.4122), columns=6, lot=lot)
    outline = shapely.box(102.76315, 16.3535, 102.835, 16.4136)
    names = ["สะอาด", "สะอาด", "กุดกว้าง"]
    made = _names(lot)
    names += [name for _, name in zip(range(14), made, strict=False)]
    codes = [f"400106{moo:02d}" for moo in range(1, 18)]
    unit = {"PROV_CODE": "40", "AMP_IDN": "4001", "TAM_IDN": "400106"}
    drawn = [
        (unit | {"VILL_CODE": c[6:], "VILL_IDN": c}, a) for c, a in zip(codes, areas, strict=True)
    ]
    _features(folder / "village.geojson", drawn)
    points = [
        (
            unit
            | {"OBJECTID": moo, "VILL_CODE": code[6:], "VILL_IDN": code}
            | {"VILL_NM_T": f"บ้าน{name}", "VILL_NM_E": ""},
            area.representative_point(),
        )
        for moo, (code, name, area) in enumerate(zip(codes, names, areas, strict=True), start=1)
    ]
    _features(folder / "village_point.geojson", points)
    _features(
        folder / "tambon.geojson",
        [(_official("400106", "เมืองเก่า", "เมืองขอนแก่น", "ขอนแก่น"), outline)],
    )


def _chiang_mai(folder: Path) -> None:
    """Two tambons drawn by hand, with one and with four overlaps of three metres."""
    boxes = {
        ("moo_faham_2", "500106", "ฟ้าฮ่าม", 7, 1): (98.9953, 18.8039, 99.0237, 18.8272),
        ("moo_maehia_7", "500109", "แม่เหียะ", 10, 4): (98.8927, 18.7307, 98.9737, 18.7667),
    }
    officials = []
    for (file, code, tambon, count, overlaps), bounds in boxes.items():
        lot = random.Random(file)
        names = _names(lot)
        areas = by_hand(count, bounds, columns=4, lot=lot, overlaps=overlaps)
        rows = [
            {"id": f"{moo:03d}", "Name": next(names), "moo": str(moo), "tambon": tambon}
            | {"population": str(lot.randint(200, 1500))}
            for moo in range(1, count + 1)
        ]
        _features(folder / f"{file}.geojson", zip(rows, areas, strict=True))
        outline = shapely.box(*bounds).buffer(0.0005)
        officials.append((_official(code, tambon, "เมืองเชียงใหม่", "เชียงใหม่"), outline))
    _features(folder / "tambon.geojson", officials)


def _official(code: str, tambon: str, amphoe: str, province: str) -> dict[str, str]:
    return {
        "ADM3_TH": tambon,
        "ADM3_PCODE": f"TH{code}",
        "ADM2_TH": amphoe,
        "ADM2_PCODE": f"TH{code[:4]}",
        "ADM1_TH": province,
        "ADM1_PCODE": f"TH{code[:2]}",
    }


def _corpus(folder: Path) -> None:
    """A few files of every kind that the corpora have."""
    pin = placemark("วัด")
    road = "<LineString><coordinates>102.7,17.9 102.8,18</coordinates></LineString>"
    files = {
        "pin.kml": kml(pin),
        "line.kml": kml(pin, placemark("ทาง", road)),
        "bare.kml": kml(placemark("เปล่า", "")),
        "empty.kml": kml(),
        "bad.kml": b"<kml><",
        "walk.gpx": GPX,
    }
    for name, content in files.items():
        _bytes(folder / "kml_gpx" / name, content)
    shapes = {
        "point": {"type": "Point", "coordinates": [102.7, 17.9]},
        "nothing": {"type": "Feature", "properties": {}, "geometry": None},
        "words": {"type": "Point", "coordinates": ["102.7", "x"]},
        "unknown": {"type": "Circle", "coordinates": [1, 2]},
    }
    for name, shape in shapes.items():
        _bytes(folder / "geojson" / f"{name}.geojson", json.dumps(shape).encode())
    _bytes(folder / "geojson" / "cut.geojson", b'{"type": "FeatureCollection", "features": [')


def _near(place: shapely.Point, lot: random.Random) -> shapely.Point:
    return shapely.Point(place.x + lot.uniform(-0.01, 0.01), place.y + lot.uniform(-0.01, 0.01))


def _features(path: Path, rows: object) -> None:
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        "features": [
            {"type": "Feature", "properties": properties, "geometry": mapping(shape)}
            for properties, shape in rows  # type: ignore[attr-defined]
        ],
    }
    _bytes(path, json.dumps(document, ensure_ascii=False).encode())


def _table(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    lines = [",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)]
    _bytes(path, "\n".join([*lines, ""]).encode())


def _bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
