"""Every figure and name of a post is in the data, found there by another way."""

from __future__ import annotations

import csv
import io
import itertools
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from icalendar import Calendar
from PIL import Image

from benchmarks.made_province import make_province
from muban.gis.errors import ConfigError
from muban.layers.atlas import Atlas
from muban.web.building.build import site_of
from muban.web.cli import main
from muban.web.pages.site import Site
from muban.web.posts.change_posts import change_posts, find_changes
from muban.web.posts.make_posts import every_post, post_files
from muban.web.posts.post import SHAPES, Post
from muban.web.posts.post_picture import foot_lines
from muban.web.posts.post_plan import read_day
from muban.web.project import SAMPLE, Project, read_project, survey
from muban.web.settings.indicator_settings import class_settings
from tests.sample_atlas import sample_tambon
from tests.sample_site import sample_project
from tests.seen import seen
from tests.small_projects import three_villages

Made = tuple[Atlas, Site, list[Post]]
BASE = "https://example.go.th/m/"


def made(project: Project, atlas: Atlas) -> Made:
    site = site_of(project, atlas, base_url=BASE)
    return atlas, site, list(every_post(atlas, site, class_settings(project.config)))


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("province")
    make_province(folder, tambons=4, villages=8, pins=6)
    project = read_project(folder)
    return made(project, survey(project))


@pytest.fixture(scope="module")
def sample() -> Made:
    return made(*sample_project())


def of_kind(posts: list[Post], kind: str) -> list[Post]:
    return [post for post in posts if post.id.startswith(f"{kind}-")]


@pytest.mark.parametrize("which", ["province", "sample"])
def test_a_villages_post_tells_what_the_tables_say(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas, _, posts = request.getfixturevalue(which)
    villages = pd.concat([page.villages for page in atlas.pages]).set_index("village_code")
    certain = atlas.designations[atlas.designations["status"].isin(["exact", "corrected"])]
    told = of_kind(posts, "village")
    assert {post.id[8:] for post in told} == set(certain["village_code"]) & set(villages.index)
    for post in told:
        row = villages.loc[post.id[8:]]
        assert "".join(post.headline) == row["name"]
        assert f"{row['name']} หมู่ที่ {row['moo']} ได้รับการประกาศ" in post.text
        for chosen in certain[certain["village_code"] == post.id[8:]].to_dict("records"):
            level = {"province": "ระดับจังหวัด", "amphoe": "ระดับอำเภอ"}[chosen["level"]]
            assert f"{level} ปี {chosen['year_be']}" in post.text
        known = {f"{row[k]:,.0f}" for k in ("population", "households") if row[k] == row[k]}
        known |= {f"{row['area_m2'] // 1600:,.0f}"} if row["area_m2"] == row["area_m2"] else set()
        pins = sum((page.landmarks["village_code"] == post.id[8:]).sum() for page in atlas.pages)
        assert {fact.figure for fact in post.facts} <= known | {str(pins)} | results(
            atlas, post.id[8:]
        )
        assert f"{BASE}tambon/{post.id[8:14]}/{row['moo']}/" in post.text
        assert post.address is not None
        assert post.address in post.text


def results(atlas: Atlas, code: str) -> set[str]:
    rows = pd.concat([page.indicators for page in atlas.pages])
    return set(rows.loc[rows["village_code"] == code, "shown"])


@pytest.mark.parametrize("which", ["province", "sample"])
def test_a_domains_post_counts_the_villages_below_its_line(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas, site, posts = request.getfixturevalue(which)
    told = of_kind(posts, "domain")
    assert told
    for post in told:
        _, code, domain = post.id.split("-", 2)
        [page] = [page for page in atlas.pages if page.tambon.code == code]
        rows = page.indicators.query("domain == @domain and indicator == '' and status == 'ok'")
        [known] = [d for d in page.domains if d.id == domain]
        low, high = known.scale_min, known.scale_max
        assert known.higher_is_better
        if site.priorities.below == "lowest_third":
            assert low is not None
            assert high is not None
            line = low + (high - low) / 3
        else:
            line = float(np.mean(rows["value"]))
        below = rows[rows["value"] < line]
        said = "".join(post.headline)
        assert said.startswith(f"ด้าน{known.label_th}: ")
        counted = re.search(r": (\d+) หมู่บ้าน", said)
        assert (int(counted[1]) if counted else 0) == len(below)
        assert [f.figure for f in post.facts] == [
            str(len(below)), str(len(rows)), f"{np.mean(rows['value']):,.1f}",
        ]  # fmt: skip
        names = page.villages.set_index("village_code")
        for row in below.to_dict("records"):
            assert f"{names.loc[row['village_code'], 'name']} {row['shown']}" in post.text


@pytest.mark.parametrize("which", ["province", "sample"])
def test_the_newest_year_is_told_by_name(which: str, request: pytest.FixtureRequest) -> None:
    atlas, _, posts = request.getfixturevalue(which)
    [post] = of_kind(posts, "province")
    rows = atlas.designations.query("kind == 'village' and status != 'duplicate'")
    newest = rows[rows["year_be"] == rows["year_be"].max()]
    assert "".join(post.headline) == f"ปี {rows['year_be'].max()}: {len(newest)} หมู่บ้านดีเด่น"
    lines = [line for line in post.text.splitlines() if " ต." in line]
    assert len(lines) == len(newest)
    for row in newest.to_dict("records"):
        assert any(row["name"] in line and f"อ.{row['amphoe']}" in line for line in lines)


def test_what_changed_is_told_only_of_villages_with_both_years() -> None:
    whole = sample_tambon()
    before = whole.indicators.assign(year_be=2561, value=whole.indicators["value"] - 3)
    lost = before["village_code"] == "43160501"
    before = before.assign(
        value=before["value"].mask(lost),
        shown=before["shown"].mask(lost, ""),
        status=before["status"].mask(lost, "missing"),
    )
    both = replace(whole, indicators=pd.concat([whole.indicators, before], ignore_index=True))
    changes = find_changes(both)
    assert len(changes) == 5
    for change in changes:
        rows = whole.indicators.query("domain == @change.domain.id and status == 'ok'")
        kept = rows[rows["village_code"] != "43160501"]
        assert change.now == pytest.approx(kept["value"].mean())
        assert change.before == pytest.approx(kept["value"].mean() - 3)
        assert (change.better, change.worse, change.same) == (len(kept), 0, 0)
        assert (change.before_be, change.sense) == (2561, 1)
    assert find_changes(whole) == []
    opened = read_project(SAMPLE)
    site = site_of(opened, survey(opened), base_url=BASE)
    [post] = change_posts(seen(both), site)
    assert "".join(post.headline) == "ค่าเฉลี่ยดีขึ้น 5 จาก 5 ด้าน"
    assert post.kicker == "ผล CIA ปี 2562 เทียบกับปี 2561"
    assert [fact.figure for fact in post.facts] == ["5", "0"]
    for change in changes:
        assert f": {change.before:,.1f} (ปี 2561) เป็น {change.now:,.1f} (ปี 2562)" in post.text
        assert change.domain.label_th in post.text


def test_every_post_has_its_three_pictures_and_its_text_always_the_same(sample: Made) -> None:
    _, site, posts = sample
    few = [of_kind(posts, kind)[0] for kind in ("village", "domain", "province")]
    files = dict(post_files(few, site))
    assert len(files) == len(few) * (1 + len(SHAPES))
    for post in few:
        for shape in SHAPES:
            image = Image.open(io.BytesIO(files[f"{post.id}-{shape.id}.png"]))
            assert image.size == (shape.width, shape.height)
        said = files[f"{post.id}.txt"].decode()
        assert "ที่มา: " in said
        assert "ตัวอย่าง" in said
        assert said.rstrip().splitlines()[-1].startswith("#")
    assert dict(post_files(few, site)) == files


def test_no_line_at_a_posts_foot_is_wider_than_its_room(sample: Made) -> None:
    from muban.web.paper.fonts import text_width

    for post in sample[2]:
        for line in foot_lines(post, "จัดทำโดย สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี", 700):
            assert text_width(line, size=24) <= 700


@pytest.mark.slow  # draws every post
def test_the_plan_has_one_post_a_week_from_the_day_that_was_given(tmp_path: Path) -> None:
    args = ["posts", str(SAMPLE), "--out", str(tmp_path / "a"), "--base-url", BASE]
    assert main([*args, "--start", "2569-01-05"]) == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "a/plan.csv").read_text("utf-8-sig"))))[1:]
    days = [date.fromisoformat(row[0]) for row in rows]
    assert days[0] == date(2026, 1, 5)
    assert {(b - a).days for a, b in itertools.pairwise(days)} == {7}
    calendar = Calendar.from_ical((tmp_path / "a/plan.ics").read_bytes())
    events = list(calendar.walk("VEVENT"))
    assert [event["dtstart"].dt for event in events] == days
    for row, event in zip(rows, events, strict=True):
        assert (tmp_path / "a" / row[2]).is_file()
        assert str(event["summary"]) == row[1]
        assert str(event["description"]) + "\n" == (tmp_path / "a" / row[3]).read_text("utf-8")
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert main([*args[:3], str(tmp_path / "b"), *args[4:], "--start", "2026-01-05"]) == 0
    assert {p.name: p.read_bytes() for p in (tmp_path / "b").iterdir()} == first


def test_a_day_that_is_none_is_refused_in_words() -> None:
    for typed in ("5 ม.ค. 69", "2569-13-01", ""):
        with pytest.raises(ConfigError, match="is no day"):
            read_day(typed)


def test_a_person_in_a_posts_words_stops_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pictures are pixels that no gate reads: their words are looked over as text."""
    from muban.web.posts import make_posts

    true = make_posts.texts_to_look_over
    planted = lambda posts: {**true(posts), "x-words.txt": "นายสมชาย ใจดี".encode()}  # noqa: E731
    monkeypatch.setattr(make_posts, "texts_to_look_over", planted)
    assert main(["posts", str(SAMPLE), "--out", str(tmp_path / "a")]) == 2
    assert "ข้อมูลส่วนบุคคล" in capsys.readouterr().err
    assert not (tmp_path / "a").exists() or not list((tmp_path / "a").glob("*.png"))


def test_a_project_that_has_nothing_to_tell_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = three_villages(tmp_path / "p")
    assert main(["posts", str(project), "--out", str(tmp_path / "o")]) == 1
    assert "register" in capsys.readouterr().out
    assert not (tmp_path / "o").exists()
