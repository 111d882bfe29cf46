"""An outline from a drawing program is named by its layer, or by the one text inside it."""

from __future__ import annotations

from shapely import Point, box

from muban.gis.problems import Effect
from muban.layers.areas.area_names import name_areas
from muban.layers.landmark.kind_patterns import KindPattern
from muban.layers.sorting.shapes import Shapes
from muban.layers.village.recognise import Part
from tests.frames import features

LEFT, RIGHT = box(102.7, 17.8, 102.8, 17.9), box(102.8, 17.8, 102.9, 17.9)
PATTERNS = [KindPattern("household", "บ้านนาย"), KindPattern("temple", "^วัด")]


def drawn(*texts: tuple[str, Point], layer: str = "BOUNDARY", names: tuple[str, str] = ("", "")):  # type: ignore[no-untyped-def]
    areas = features([{"_name": name} for name in names], [LEFT, RIGHT], layer=layer)
    parts = [Part("village_area", areas)]
    if texts:
        pins = features([{"_name": t} for t, _ in texts], [p for _, p in texts], layer="TEXT")
        parts.append(Part("landmark", pins))
    found = name_areas(Shapes(tuple(parts), ()), patterns=PATTERNS)
    by_role = {part.role: list(part.read.frame["_name"]) for part in found.parts}
    return by_role, [(one.code, one.where.layer, one.where.number) for one in found.problems], found


def test_the_one_village_text_inside_a_nameless_area_names_it_and_is_no_pin() -> None:
    by_role, told, found = drawn(
        ("บ้านโพนแพง ม.1", Point(102.75, 17.85)), ("วัดกลาง", Point(102.76, 17.85))
    )
    assert by_role == {"village_area": ["บ้านโพนแพง ม.1", ""], "landmark": ["วัดกลาง"]}
    assert told == [("village.name_from_text", "TEXT", 1)]
    assert found.problems[0].effect is Effect.SET_ASIDE


def test_two_texts_a_household_or_an_area_with_a_name_decide_nothing() -> None:
    two = (("บ้านก", Point(102.75, 17.85)), ("บ้านข", Point(102.76, 17.85)))
    assert drawn(*two)[1] == []
    assert drawn(("บ้านนายแดง", Point(102.75, 17.85)))[1] == []
    assert drawn(two[0], names=("บ้านค", "บ้านง"))[1] == []


def test_an_area_alone_in_a_layer_called_after_a_village_is_that_village() -> None:
    def layer_of(name: str) -> list[str]:
        read = features([{"_name": ""}], [LEFT], layer=name)
        found = name_areas(Shapes((Part("village_area", read),), ()))
        return [*found.parts[0].read.frame["_name"], *(one.code for one in found.problems)]

    assert layer_of("หมู่ 1 บ้านโพนแพง") == ["หมู่ 1 บ้านโพนแพง", "village.name_from_layer"]
    assert layer_of("BOUNDARY") == [""]
    assert drawn(layer="หมู่ 1")[1] == []  # two areas in one layer
