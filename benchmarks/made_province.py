"""A made province: tambons of villages that share their edges, pins, CIA results, a register.

Nothing in it is real but the province's number, and the same seed makes the same bytes: a
project of any size for tests and measurements. Every count is known beforehand.

    python -m benchmarks.made_province FOLDER --tambons 60 --villages 12 --pins 30
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

__all__ = ["MadeProvince", "make_province"]

_PROVINCE = "43"
_STEP = 0.012
_KINDS = ("วัด", "โรงเรียน", "ศาลากลางบ้าน", "ร้านค้าชุมชน", "ตลาด")
_DOMAINS = ("อาชีพ", "ทุนชุมชน", "การจัดการความเสี่ยงของชุมชน", "แก้ปัญหาความยากจน", "การบริหารจัดการชุมชน")


@dataclass(frozen=True)
class MadeProvince:
    """What was written, so that it can be counted again."""

    tambons: int
    villages: int
    points: int
    pins: int
    stray_pins: int
    results: int
    register_rows: int


def make_province(
    folder: Path,
    *,
    tambons: int = 4,
    villages: int = 6,
    pins: int = 5,
    stray_pins: int = 2,
    seed: int = 1,
) -> MadeProvince:
    """Write a project.

    Parameters
    ----------
    folder
        Where; made if it is not there.
    tambons, villages
        How many tambons, and villages in each. The last tambon's villages are points.
    pins
        Pins in each tambon with drawn villages.
    stray_pins
        Pins far from all of them.
    seed
        Of everything that is drawn by lot.
    """
    lot = random.Random(seed)
    codes = [f"{_PROVINCE}{1 + i // 20:02d}{1 + i % 20:02d}" for i in range(tambons)]
    corners = _Corners(lot)
    drawn = [
        area for i, code in enumerate(codes[:-1]) for area in _areas(code, i, villages, corners)
    ]
    points = [_point(codes[-1], tambons - 1, moo) for moo in range(1, villages + 1)]
    places = [_pin(i, n, villages, lot) for i in range(tambons - 1) for n in range(pins)] + [
        _feature({"name": f"วัดไกล{n}"}, "Point", [101.5 + n / 100, 17.9]) for n in range(stray_pins)
    ]
    listed = [(f"{code}{moo:02d}", code, moo) for code in codes for moo in range(1, villages + 1)]
    _write(folder / "drawings" / "แนวเขต.geojson", drawn)
    _write(folder / "drawings" / "จุดหมู่บ้าน.geojson", points)
    _write(folder / "drawings" / "หมุด.geojson", places)
    config = f'title = "จังหวัดสมมุติ"\nprovince = "{_PROVINCE}"\nfiscal_year_be = 2563\n'
    (folder / "muban.toml").write_text(config, "utf-8")
    _lines(
        folder / "reference" / "ทำเนียบ.csv",
        ["รหัสหมู่บ้าน,หมู่ที่,หมู่บ้าน,ตำบล,อำเภอ"]
        + [f"{c},{moo},{_name(t, moo)},ตำบลที่{t},อำเภอที่{t[:4]}" for c, t, moo in listed],
    )
    coded = [c for c, _, _ in listed if lot.random() < 0.8]
    _lines(
        folder / "indicators" / "ผล.csv",
        ["รหัสหมู่บ้าน,ปี พ.ศ.,ด้าน,ค่า,คะแนนต่ำสุด,คะแนนเต็ม"]
        + [f"{c},2562,{domain},{lot.randint(20, 95)},0,100" for c in coded for domain in _DOMAINS],
    )
    chosen = lot.sample(listed, k=max(1, len(listed) // 8))
    _lines(
        folder / "register" / "ทะเบียน.csv",
        ["ที่,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี พ.ศ.,ระดับ"]
        + [
            f"{n},อำเภอที่{t[:4]},ตำบลที่{t},{_name(t, moo)},{moo},{2555 + n % 8},อำเภอ"
            for n, (_, t, moo) in enumerate(chosen, start=1)
        ],
    )
    return MadeProvince(
        tambons=tambons,
        villages=len(drawn),
        points=len(points),
        pins=(tambons - 1) * pins,
        stray_pins=stray_pins,
        results=len(coded) * len(_DOMAINS),
        register_rows=len(chosen),
    )


class _Corners:
    """Corners of a net, each moved a little, once: neighbours share them."""

    def __init__(self, lot: random.Random) -> None:
        self._lot = lot
        self._known: dict[tuple[int, int], list[float]] = {}

    def at(self, column: int, row: int) -> list[float]:
        if (column, row) not in self._known:
            x = 102.5 + column * _STEP + self._lot.uniform(-0.3, 0.3) * _STEP
            y = 17.6 + row * _STEP + self._lot.uniform(-0.3, 0.3) * _STEP
            self._known[column, row] = [round(x, 6), round(y, 6)]
        return self._known[column, row]


def _areas(code: str, tambon: int, villages: int, corners: _Corners) -> list[dict[str, object]]:
    """A strip of villages, one above the other, beside the strip of the tambon before."""
    found = []
    for moo in range(1, villages + 1):
        ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
        path = [corners.at(tambon + x, moo + y) for x, y in ring]
        facts: dict[str, object] = {
            "รหัสหมู่บ้าน": f"{code}{moo:02d}",
            "หมู่ที่": moo,
            "หมู่บ้าน": _name(code, moo),
        }
        found.append(_feature(facts, "Polygon", [path]))
    return found


def _point(code: str, tambon: int, moo: int) -> dict[str, object]:
    facts: dict[str, object] = {"รหัสหมู่บ้าน": f"{code}{moo:02d}", "หมู่บ้าน": _name(code, moo)}
    place = [round(102.5 + (tambon + 1.5) * _STEP, 6), round(17.6 + (moo + 0.5) * _STEP, 6)]
    return _feature(facts, "Point", place)


def _pin(tambon: int, number: int, villages: int, lot: random.Random) -> dict[str, object]:
    x = 102.5 + (tambon + 0.5) * _STEP + lot.uniform(-0.15, 0.15) * _STEP
    y = 17.6 + (1.5 + lot.randrange(villages)) * _STEP
    name = f"{_KINDS[number % len(_KINDS)]}ที่{tambon + 1}/{number + 1}"
    return _feature({"name": name}, "Point", [round(x, 6), round(y, 6)])


def _name(code: str, moo: int) -> str:
    return f"บ้านสมมุติ{int(code[2:])}ก{moo}"


def _feature(facts: dict[str, object], kind: str, coordinates: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": facts,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def _write(path: Path, features: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")


def _lines(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for option, value in (("tambons", 60), ("villages", 12), ("pins", 30), ("seed", 1)):
        parser.add_argument(f"--{option}", type=int, default=value)
    asked = vars(parser.parse_args())
    print(make_province(asked.pop("folder"), **asked))
