"""Lines and areas say what they are, or are asked about: nobody guesses."""

from __future__ import annotations

import pytest
from shapely import LineString, box

from muban.gis.problems import Effect
from muban.layers.context.context_kinds import ShapeType, context_kinds, find_context_kind
from muban.layers.context.context_layer import build_context
from muban.layers.context.context_pages import place_context
from muban.layers.context.context_parts import part_lines
from muban.layers.personal.privacy import PrivacyRule
from muban.symbology.legend import read_legend
from tests.frames import features

ROAD = LineString([(103.0, 18.0), (103.1, 18.0)])


@pytest.mark.parametrize(
    ("name", "shape", "kind"),
    [
        ("ถนนรอบหมู่บ้าน", "line", "road"),
        ("ถ.เจริญสุข", "line", "road"),
        ("ทล.212", "line", "highway"),
        ("ทางหลวงหมายเลข ๒๑๒", "line", "highway"),
        ("ทางหลวงชนบท นค.3009", "line", "road"),
        ("ซอย 4", "line", "lane"),
        ("1. ลำห้วยหลวง", "line", "stream"),
        ("ลำน้ำสวย", "line", "river"),
        ("แม่น้ำโขง", "line", "river"),
        ("คลองชลประทาน", "line", "canal"),
        ("ทางรถไฟสายตะวันออกเฉียงเหนือ", "line", "rail"),
        ("อ่างเก็บน้ำห้วยทราย", "area", "water"),
        ("ป่าสงวนแห่งชาติ", "area", "forest"),
        ("ป่าช้า", "area", None),
        ("เหมืองแร่", "line", None),
        ("ลำไย", "line", None),
        ("แนวเขตบ้านโพนแพง", "line", None),
        ("บ้านห้วยทราย", "line", None),
        ("หน้าโรงเรียน", "line", None),
        ("", "line", None),
    ],
)
def test_a_name_tells_what_a_line_or_an_area_is(
    name: str, shape: ShapeType, kind: str | None
) -> None:
    found = find_context_kind({"_name": name}, shape)
    assert (found and found.kind.id) == kind


@pytest.mark.parametrize(
    ("tags", "shape", "kind"),
    [
        ({"highway": "primary"}, "line", "highway"),
        ({"highway": "residential"}, "line", "lane"),
        ({"waterway": "river"}, "line", "river"),
        ({"natural": "water", "water": "reservoir"}, "area", "water"),
        ({"fclass": "track_grade2"}, "line", "lane"),
        ({"landuse": "forest"}, "area", "forest"),
        ({"highway": "bus_stop"}, "line", None),
        ({"ประเภท": "ถนน"}, "line", "road"),
        ({"context_kind": "works"}, "line", "works"),
    ],
)
def test_columns_tell_it_where_the_name_does_not(
    tags: dict[str, str], shape: ShapeType, kind: str | None
) -> None:
    found = find_context_kind({"_name": "สุขใจ", **tags}, shape)
    assert (found and found.kind.id) == kind


def test_a_layer_called_after_its_content_tells_what_its_nameless_lines_are() -> None:
    assert find_context_kind({"_name": ""}, "line", around="ถนนในตำบล").kind.id == "road"  # type: ignore[union-attr]
    assert find_context_kind({"_name": "", "_folder": "งาน/คลอง"}, "line").kind.id == "canal"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("ถนนบ้านเรา", "road"), ("แนวเขตเทศบาล", "boundary"), ("ห้วยทราย", None), ("", None)],
)
def test_a_walk_is_published_only_where_it_is_called_a_road_or_a_boundary(
    name: str, kind: str | None
) -> None:
    tagged = {"_name": name, "highway": "path", "_folder": "ถนน"}
    found = find_context_kind(tagged, "line", around="ถนน", track=True)
    assert (found and found.kind.id) == kind


@pytest.mark.parametrize(
    ("name", "shape", "codes"),
    [
        ("ห้วยทราย", ROAD, []),
        ("ห้วยทราย", box(103.0, 18.0, 103.01, 18.01).exterior, ["project.closed_line"]),
        ("ถนนรอบหนอง", box(103.0, 18.0, 103.01, 18.01).exterior, []),
        ("เดินเล่น", ROAD, ["project.open_line"]),
    ],
)
def test_a_closed_line_that_a_village_may_be_named_after_stays_a_question(
    name: str, shape: LineString, codes: list[str]
) -> None:
    known, asked = part_lines(features([{"_name": name}], [LineString(shape)]))
    assert [one.code for one in asked] == codes
    assert (known is None) == bool(codes)


def test_every_public_kind_has_its_look_and_words_in_the_legend() -> None:
    public = {kind.id for kind in context_kinds().every if kind.public}
    assert {style.id for style in read_legend().context} == public


def test_a_road_is_measured_along_the_ground() -> None:
    read = features([{"_name": "ถนนยาว"}], [ROAD])
    [row] = build_context([read], rule=PrivacyRule()).frame.to_dict("records")
    # A tenth of a degree on the parallel 18° N of WGS 84: cos φ / √(1 − e² sin² φ) · a · π/1800.
    assert row["length_km"] == pytest.approx(10.59, abs=0.01)
    assert row["area_m2"] != row["area_m2"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("เส้นทางเยี่ยมผู้ป่วยติดเตียง", "context.internal"),
        ("ถนนนายสมชาย ใจดี", "privacy.person_name"),
        ("ทางเข้าบ้านผู้ป่วย", "privacy.household_pin"),
    ],
)
def test_lines_that_tell_of_persons_are_set_aside(name: str, code: str) -> None:
    found = build_context([features([{"_name": name}], [ROAD])], rule=PrivacyRule())
    assert len(found.frame) == 0
    assert [(one.code, one.effect) for one in found.problems] == [(code, Effect.SET_ASIDE)]


def test_a_road_through_two_tambons_is_on_both_maps_and_one_far_away_on_none() -> None:
    far = LineString([(105.0, 18.0), (105.1, 18.0)])
    beside = LineString([(103.0, 18.12), (103.1, 18.12)])
    rows: list[dict[str, object]] = [{"_name": "ถนนหนึ่ง"}, {"_name": "ถนนสอง"}, {"_name": "ถนนสาม"}]
    frame = build_context([features(rows, [ROAD, far, beside])], rule=PrivacyRule()).frame
    names = frame["name"].tolist()
    grounds = {"431601": box(103.0, 17.9, 103.05, 18.1), "431602": box(103.05, 17.9, 103.1, 18.05)}
    shown, problems = place_context(frame, grounds)
    on = {code: sorted(names[at] for at in found) for code, found in shown.items()}
    assert on == {"431601": ["ถนนสาม", "ถนนหนึ่ง"], "431602": ["ถนนหนึ่ง"]}
    assert [(one.code, one.where.name) for one in problems] == [("context.no_page", "ถนนสอง")]
