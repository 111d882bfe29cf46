"""What a made province's clips tell is in its files, read there anew; nothing else is told."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest
from pyproj import Geod

from benchmarks.made_province import make_province
from muban.gis.errors import MubanError
from muban.layers.atlas import Atlas
from muban.web.building.build import site_of
from muban.web.clips.choose_clip import chosen_clip, clip_texts
from muban.web.clips.clip import CLIP_SHAPES, Clip, ClipShape, Scene, timed
from muban.web.clips.drawing import words_layer
from muban.web.clips.frame_words import frame_words
from muban.web.clips.rows import Row, rows_layer
from muban.web.clips.subtitles import subtitles_of, text_of
from muban.web.pages.site import Site
from muban.web.project import Project, read_project, survey

BASE = "https://example.go.th/m/"
GROUPS = {
    "วัด": "ศาสนา วัฒนธรรม และท่องเที่ยว",
    "โรงเรียน": "การศึกษาและการเรียนรู้",
    "ศาลากลางบ้าน": "การปกครองและส่วนกลางชุมชน",
    "ร้านค้าชุมชน": "อาชีพและทุนชุมชน",
    "ตลาด": "อาชีพและทุนชุมชน",
}
"""The group of each kind of pin that is made."""
PLAN = (("ปลูกผักปลอดสาร", "43010102", 5000), ("ทอผ้า", "43010105", 12_500))
Ring = list[tuple[float, float]]


class Files:
    """The project's files, read with nothing of muban."""

    def __init__(self, folder: Path) -> None:
        self.results = _table(folder / "indicators" / "ผล.csv")
        self.register = _table(folder / "register" / "ทะเบียน.csv")
        self.listed = {row["รหัสหมู่บ้าน"]: row for row in _table(folder / "reference" / "ทำเนียบ.csv")}
        drawn = _features(folder / "drawings" / "แนวเขต.geojson")
        self.areas: dict[str, Ring] = {
            facts["รหัสหมู่บ้าน"]: shape["coordinates"][0] for facts, shape in drawn
        }
        self.pins: list[tuple[str, str]] = []
        for facts, shape in _features(folder / "drawings" / "หมุด.geojson"):
            inside = [c for c, ring in self.areas.items() if _within(shape["coordinates"], ring)]
            self.pins += [(facts["name"], code) for code in inside]

    def villages(self, tambon: str) -> list[str]:
        return [code for code in self.listed if code.startswith(tambon)]

    def values(self, start: str) -> dict[str, list[int]]:
        """The values of each domain, of a village or a tambon."""
        found: dict[str, list[int]] = {}
        for row in self.results:
            if row["รหัสหมู่บ้าน"].startswith(start):
                found.setdefault(row["ด้าน"], []).append(int(row["ค่า"]))
        return found

    def rai(self, code: str) -> int:
        area, _ = Geod(ellps="WGS84").polygon_area_perimeter(
            [x for x, _ in self.areas[code]], [y for _, y in self.areas[code]]
        )
        return int(abs(area) // 1600)  # whole rai, as of rai, ngan and wah


def _table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _features(path: Path) -> list[tuple[dict, dict]]:  # type: ignore[type-arg]
    read = json.loads(path.read_text("utf-8"))["features"]
    return [(one["properties"], one["geometry"]) for one in read]


def _within(at: tuple[float, float], ring: Ring) -> bool:
    """Whether a line to the east crosses the ring an odd number of times."""
    (x, y), crossed = at, 0
    for (ax, ay), (bx, by) in pairwise(ring):
        crossed += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
    return bool(crossed % 2)


Made = tuple[Project, Atlas, Site, Files]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("province")
    make_province(folder, tambons=4, villages=8, pins=6)
    (folder / "plan").mkdir()
    rows = [f"{project},{code},{baht},2563" for project, code, baht in PLAN]
    (folder / "plan" / "แผน.csv").write_text(
        "\n".join(["โครงการ,รหัสหมู่บ้าน,งบประมาณ,ปี พ.ศ.", *rows]), "utf-8"
    )
    project = read_project(folder)
    atlas = survey(project)
    return project, atlas, site_of(project, atlas, base_url=BASE), Files(folder)


def clip_of(of: str, made: Made) -> Clip:
    project, atlas, site, _ = made
    return timed(chosen_clip(of, project, atlas, site))


def subtitles(clip: Clip) -> list[str]:
    """The lines of the file that is written, without its numbers and times."""
    lines = subtitles_of(clip).splitlines()
    return [line for line in lines[1:] if line and not line.isdigit() and "-->" not in line]


def problems(count: int) -> str:
    return f"{count} หมู่บ้านต้องเร่ง" if count else "ไม่มีหมู่บ้านต่ำกว่าเกณฑ์"


def of_tambon(code: str, files: Files) -> Iterator[str]:
    """The subtitles that a tambon's clip must have, but its closing."""
    name = f"ตำบลที่{code}"
    yield f"{name} อำเภอที่{code[:4]} จังหวัดหนองคาย: {len(files.villages(code))} หมู่บ้าน"
    groups = [GROUPS[re.split("ที่", pin)[0]] for pin, at in files.pins if at.startswith(code)]
    if groups:
        counts = [f"{group} {groups.count(group)}" for group in dict.fromkeys(GROUPS.values())]
        yield f"สถานที่สำคัญ {len(groups)} แห่ง: " + " · ".join(c for c in counts if c[-2:] != " 0")
    below = {}
    for domain, values in files.values(code).items():
        below[domain] = sum(value < 100 / 3 for value in values)
        told = f"ด้าน{domain}: {problems(below[domain])}"
        yield (
            f"{told} · CIA ปี 2562 · หมู่บ้านต้องเร่ง {below[domain]} · "
            f"หมู่บ้านมีข้อมูล {len(values)} · ค่าเฉลี่ยตำบล {fmean(values):.1f}"
        )
    ranked = sorted(below, key=lambda domain: -below[domain])
    yield "ลำดับปัญหาของตำบล: " + " · ".join(f"ด้าน{d}: {problems(below[d])}" for d in ranked)
    plan = sorted((one for one in PLAN if one[1].startswith(code)), key=lambda one: -one[2])
    if plan:
        whole = f"{len(plan)} โครงการ รวม {sum(baht for _, _, baht in plan):,} บาท"
        rows = [f"{text} ({files.listed[at]['หมู่บ้าน']}) {baht:,}" for text, at, baht in plan]
        yield "แผนงานและโครงการ: " + " · ".join([whole, *rows])


def of_village(code: str, files: Files) -> Iterator[str]:
    """The subtitles that a village's clip must have, but its closing."""
    row, moo = files.listed[code], int(code[6:])
    chosen = sorted(int(one["ปี พ.ศ."]) for one in files.register if one["หมู่บ้าน"] == row["หมู่บ้าน"])
    award = "".join(f" ได้รับการประกาศเป็นหมู่บ้านสารสนเทศชุมชนดีเด่น ระดับอำเภอ ปี {year}" for year in chosen)
    yield f"{row['หมู่บ้าน']} หมู่ที่ {moo}{award}"
    pins = sum(at == code for _, at in files.pins)
    if code in files.areas:
        facts = [f"{files.rai(code):,} ไร่ (ตามแนวเขตที่วาด)"]
        yield " · ".join([*facts, *([f"{pins} สถานที่สำคัญ"] if pins else [])])
    values = files.values(code)
    if values:
        yield " · ".join(f"{domain} {value}" for domain, [value] in values.items())


def test_each_subtitle_of_a_tambons_and_a_villages_clip_is_counted_from_the_files(
    made: Made,
) -> None:
    files = made[3]
    tambons = dict.fromkeys(code[:6] for code in files.listed)
    for code in tambons:
        assert subtitles(clip_of(code, made))[:-1] == list(of_tambon(code, files))
    for code, row in files.listed.items():
        clip = clip_of(code, made)
        assert subtitles(clip)[:-1] == list(of_village(code, files))
        assert all(row["หมู่บ้าน"] in scene.title for scene in clip.scenes)
        assert subtitles(clip)[-1].endswith(f" · {BASE}tambon/{code[:6]}/{int(code[6:])}/")


def test_each_year_of_the_years_clip_is_the_registers(made: Made) -> None:
    files = made[3]
    years = sorted({int(row["ปี พ.ศ."]) for row in files.register})
    told = subtitles(clip_of("years", made))
    assert told[0].endswith(f"จังหวัดหนองคาย ปี {years[0]}–{years[-1]}")
    assert len(told) == len(years) + 2
    for year, line in zip(years, told[1:], strict=False):
        rows = [row for row in files.register if int(row["ปี พ.ศ."]) == year]
        names = [
            f"{r['หมู่บ้าน']} หมู่ {r['หมู่ที่']} ต.{r['ตำบล'].removeprefix('ตำบล')}"
            f" อ.{r['อำเภอ'].removeprefix('อำเภอ')}"
            for r in rows
        ]
        assert line == f"ปี {year}: {len(rows)} หมู่บ้านดีเด่น: " + " · ".join(names)


@pytest.mark.parametrize("shape", CLIP_SHAPES, ids=lambda shape: shape.id)
def test_frames_write_only_what_the_subtitles_and_the_files_have(
    shape: ClipShape, made: Made
) -> None:
    """Figures of frames are those that are said; names on the map are the villages' own."""
    files = made[3]
    for of in ("years", "430101", "430104", "43010108"):
        clip = clip_of(of, made)
        lines = clip_texts(clip, shape, ())[f"{clip.id}-{shape.id}.txt"].decode()
        assert lines == text_of(clip)
        names = {row["หมู่บ้าน"].removeprefix("บ้าน") for row in files.listed.values()}
        values = {value for found in files.values(of).values() for value in found}
        values |= {value + 1 for value in values}  # where a class begins, above the last
        known = re.sub(r"\s", "", clip.words)
        for scene in clip.scenes:
            for text in frame_words(scene, shape):
                if text.startswith("<svg"):
                    assert "<text" not in text  # the province's marks
                    continue
                words = [word for word in text.split() if word != "·"]
                figures = [int(one) for one in re.findall(r"\d+", text)]
                on_map = text in names or text.removeprefix("หมู่ ").isdigit()
                in_key = re.fullmatch(r"\d+(–\d+)?", text) and set(figures) <= values
                facts = [word for word in words if re.search(r"\d|^บ้าน", word)]
                told = all(word in known for word in facts)
                assert told or on_map or in_key, (of, scene.title, text)


@pytest.mark.parametrize("where", ["title", "said", "drawn"])
@pytest.mark.parametrize("person", ["นายสมชาย ใจดี", "โทร 081-234-5678", "เลขบัตร 1-1017-00203-45-1"])
def test_a_person_anywhere_in_a_clip_stops_it(where: str, person: str) -> None:
    """In a title, a subtitle, or letters of a frame alone, which no gate could read in pixels."""
    words = words_layer("ตำบลในเมือง", ("18 หมู่บ้าน",))
    layers = (words, rows_layer([Row(person)])) if where == "drawn" else (words,)
    title = person if where == "title" else "ตำบลในเมือง"
    said = person if where == "said" else "18 หมู่บ้าน"
    scene = Scene(10, title, said, layers)
    clean = Scene(10, "ตำบลในเมือง", "18 หมู่บ้าน", (words,))
    for shape in CLIP_SHAPES:
        assert clip_texts(Clip("a", (clean,)), shape, ())
        with pytest.raises(MubanError, match="personal"):
            clip_texts(Clip("a", (clean, scene)), shape, ())
