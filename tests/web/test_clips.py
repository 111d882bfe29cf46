"""Clips play where they must, say nothing that the data does not, and are always the same."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from PIL import Image

from muban.gis.errors import ConfigError, MubanError
from muban.gis.problems import Where
from muban.layers.atlas import Atlas
from muban.layers.plan import PlannedProject
from muban.web.building.build import site_of
from muban.web.cli import main
from muban.web.clips.clip import CLIP_SHAPES, FPS, Clip, ClipShape, timed
from muban.web.clips.clip_frames import frames_of
from muban.web.clips.film import film_of
from muban.web.clips.make_clips import tambon_clip, village_clip
from muban.web.clips.subtitles import subtitles_of
from muban.web.clips.years_clip import years_clip
from muban.web.pages.site import Site
from muban.web.paper.canvas import Canvas
from muban.web.paper.fonts import text_width
from muban.web.project import SAMPLE
from tests.sample_atlas import sample_tambon
from tests.sample_site import sample_project
from tests.seen import seen

AT = Where("plan/แผน.xlsx")
PLAN = (
    PlannedProject(
        "ปลูกผักปลอดสาร", "", "", "", "occupation", 5000.0, "", "", "", 2563, AT, "43160501"
    ),
    PlannedProject("ขุดลอกหนองน้ำสาธารณะทั้งตำบล", "", "", "", "", 320_500.0, "", "", "", 2563, AT),
    PlannedProject("อบรมแผนชุมชน", "", "", "", "", None, "", "", "", 2563, AT),
)


@pytest.fixture(scope="module")
def project() -> tuple[Atlas, Site]:
    opened, atlas = sample_project()
    return atlas, site_of(opened, atlas, base_url="https://example.go.th/m/")


@pytest.fixture(scope="module")
def clips(project: tuple[Atlas, Site]) -> dict[str, Clip]:
    atlas, site = project
    view = seen(replace(sample_tambon(), plan=PLAN))
    return {
        "years": timed(years_clip(atlas, site)),
        "tambon": timed(tambon_clip(view, site)),
        "village": timed(village_clip(view, site, 7)),
    }


def boxes(content: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
    """Name, beginning and end of what is in each box of an MP4, one after the other."""
    at, end = start, len(content) if end is None else end
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", content, at)
        yield name.decode("latin-1"), at + 8, at + size
        at += size


def test_a_film_is_what_a_phone_plays_at_once(clips: dict[str, Clip], tmp_path: Path) -> None:
    """Its index stands before its pictures (faststart), H.264, four to one of colour."""
    ffmpeg = pytest.importorskip("imageio_ffmpeg").get_ffmpeg_exe()
    short = timed(clips["village"], 10)
    film = film_of(short, CLIP_SHAPES[0], "mp4")
    order = [name for name, _, _ in boxes(film)]
    assert order[0] == "ftyp"
    assert order.index("moov") < order.index("mdat")
    assert b"avc1" in film[: film.index(b"mdat")]
    assert len(film) <= 3_000_000
    path = tmp_path / "clip.mp4"
    path.write_bytes(film)
    told = subprocess.run(
        [ffmpeg, "-hide_banner", "-i", str(path), "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    assert re.search(r"Video: h264 .*yuv420p\(tv, bt709.* 720x720", told)
    assert "Duration: 00:00:10.00" in told
    assert "frame=  200" in told or "frame= 200" in told
    assert film_of(short, CLIP_SHAPES[0], "mp4") == film


def test_a_moving_picture_needs_no_encoder(clips: dict[str, Clip], tmp_path: Path) -> None:
    path = tmp_path / "clip.webp"
    path.write_bytes(film_of(timed(clips["village"], 10), CLIP_SHAPES[0], "webp"))
    with Image.open(path) as image:
        assert image.size == (720, 720)
        assert getattr(image, "n_frames", 1) > 4


def test_where_the_encoder_is_missing_it_is_said_how_to_go_on(
    clips: dict[str, Clip], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MubanError, match=r"muban\[video\]") as stopped:
        film_of(clips["village"], CLIP_SHAPES[0], "mp4")
    assert "--format webp" in stopped.value.text("th")


def test_frames_are_the_same_in_every_run(clips: dict[str, Clip]) -> None:
    first = [hash(frame.tobytes()) for frame in frames_of(clips["village"], CLIP_SHAPES[2])]
    assert first == [hash(frame.tobytes()) for frame in frames_of(clips["village"], CLIP_SHAPES[2])]
    assert len(first) == round(clips["village"].seconds * FPS)


@pytest.mark.parametrize("shape", CLIP_SHAPES, ids=lambda shape: shape.id)
@pytest.mark.parametrize("name", ["years", "tambon", "village"])
def test_nothing_is_drawn_at_the_edges_or_under_a_platforms_buttons(
    name: str,
    shape: ClipShape,
    clips: dict[str, Clip],
) -> None:
    """Each scene's last frame: ink only between the margins.

    Over a tall clip lie, by Facebook's and TikTok's own guides, who posted it (the upper 14 %),
    what was written (the lower fifth) and the buttons (an eighth at the right).
    """
    top, bottom, right = (0.14, 0.8, 0.875) if shape.id == "tall" else (0.015, 0.99, 0.98)
    ends = np.cumsum([round(scene.seconds * FPS) for scene in clips[name].scenes]) - 1
    for number, frame in enumerate(frames_of(clips[name], shape)):
        if number not in ends:
            continue
        inked = np.abs(frame[:, :, :3].astype(int) - (0xE8, 0xEC, 0xEC)).sum(axis=2) > 60
        rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
        assert rows[0] >= top * shape.height
        assert rows[-1] <= bottom * shape.height
        assert columns[0] >= 0.02 * shape.width
        assert columns[-1] <= right * shape.width


class Heard(Canvas):
    """A canvas that remembers what it was told to write, and where it ended."""

    said: ClassVar[list[tuple[str, float]]] = []

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        weight: int,
        *more: Any,
        **named: Any,
    ) -> None:
        reach = text_width(text, size=size, weight=weight)
        self.said.append((text, x + (1 - named.get("anchor", 0.0)) * reach))
        super().text(text, x, y, size, weight, *more, **named)


@pytest.mark.parametrize("shape", CLIP_SHAPES, ids=lambda shape: shape.id)
def test_every_name_of_a_year_and_every_group_is_written_whole(
    shape: ClipShape,
    project: tuple[Atlas, Site],
    clips: dict[str, Clip],
) -> None:
    """In no shape is a name cut short, left out, or said to be one of some more."""
    rows = project[0].designations.query("kind == 'village' and status != 'duplicate'")
    scenes = [s for name in ("years", "tambon", "village") for s in clips[name].scenes]
    Heard.said.clear()
    for scene in scenes:
        for layer in scene.layers:
            layer(Heard(shape.width, shape.height, ""), shape)
    written = [text for text, _ in Heard.said]
    assert all(end <= shape.width for _, end in Heard.said)
    assert not [text for text in written if "…" in text or "และอีก" in text]
    for row in rows.to_dict("records"):
        assert any(text.startswith(row["name"]) and row["amphoe"] in text for text in written)
    pins = sample_tambon().landmarks
    [groups] = [s.said.split(": ")[1] for s in scenes if "สถานที่สำคัญ" in s.title]
    assert sum(int(one.rsplit(" ", 1)[1]) for one in groups.split(" · ")) == len(pins)
    assert all(one.rsplit(" ", 1)[0] in written for one in groups.split(" · "))


def test_subtitles_follow_one_another_and_tell_all_scenes(clips: dict[str, Clip]) -> None:
    for clip in clips.values():
        said = subtitles_of(clip)
        times = re.findall(r"(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)", said)
        begin = [int(h) * 3600 + int(m) * 60 + float(s) for h, m, s, *_ in times]
        end = [int(h) * 3600 + int(m) * 60 + float(s) for *_, h, m, s in times]
        assert said.startswith("WEBVTT\n")
        assert len(times) == len(clip.scenes)
        assert begin[1:] == end[:-1]
        assert end[-1] == pytest.approx(clip.seconds)
        assert 10 <= clip.seconds <= 60


def test_what_the_years_tell_is_the_register(
    project: tuple[Atlas, Site], clips: dict[str, Clip]
) -> None:
    atlas, _ = project
    rows = atlas.designations.query("kind == 'village' and status != 'duplicate'")
    said = subtitles_of(clips["years"])
    for year, of_year in rows.groupby("year_be"):
        [line] = [line for line in said.splitlines() if line.startswith(f"ปี {year}: ")]
        assert line.startswith(f"ปี {year}: {len(of_year)} หมู่บ้านดีเด่น: ")
        told = line.split(": ", 2)[2].split(" · ")
        assert len(told) == len(of_year)
        for row in of_year.to_dict("records"):
            assert any(one.startswith(row["name"]) and row["amphoe"] in one for one in told)


def test_what_a_village_tells_is_in_its_tables(clips: dict[str, Clip]) -> None:
    whole = sample_tambon()
    row = whole.villages.set_index("village_code").loc["43160508"]
    values = whole.indicators.query("village_code == '43160508'")
    words = clips["village"].words
    for figure in (f"{row['population']:,.0f} คน", f"{row['households']:,.0f} ครัวเรือน"):
        assert figure in words
    for value in values["shown"]:
        assert f" {value}" in words


def test_a_tambons_clip_tells_its_plan_the_dearest_first(clips: dict[str, Clip]) -> None:
    [scene] = [scene for scene in clips["tambon"].scenes if "แผนงาน" in scene.title]
    assert "3 โครงการ รวม 325,500 บาท" in scene.said
    places = [scene.said.index(text) for text in ("320,500", "5,000", "อบรมแผนชุมชน")]
    assert places == sorted(places)
    assert clips["tambon"].seconds <= 60


def test_the_command_writes_a_film_its_subtitles_and_its_text(tmp_path: Path) -> None:
    pytest.importorskip("imageio_ffmpeg")
    args = ["clip", str(SAMPLE), "--of", "43160508", "--seconds", "10", "--out", str(tmp_path)]
    assert main(args) == 0
    made = {path.suffix for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert made == {".mp4", ".vtt", ".txt"}
    assert main(["clip", str(SAMPLE), "--of", "990101", "--out", str(tmp_path)]) == 2


def test_a_person_in_a_clips_words_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muban.web.clips import choose_clip

    monkeypatch.setattr(choose_clip, "text_of", lambda _: "นายสมชาย ใจดี\n")
    args = [
        "clip",
        str(SAMPLE),
        "--of",
        "43160508",
        "--format",
        "gif",
        "--out",
        str(tmp_path / "a"),
    ]
    assert main(args) == 2
    assert not (tmp_path / "a").exists()


def test_years_need_a_register(project: tuple[Atlas, Site]) -> None:
    from dataclasses import replace

    atlas, site = project
    with pytest.raises(ConfigError):
        years_clip(replace(atlas, designations=atlas.designations.iloc[:0]), site)
