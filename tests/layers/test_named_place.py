"""One map and nothing else: where it is follows from the names in it, or is asked."""

from __future__ import annotations

from pathlib import Path

from muban.layers.atlas import Atlas
from tests.drawings import placemark
from tests.small_projects import survey_of, village

BARE = 'title = "ทดสอบ"\n'
PONPHAENG = "ต.โพนแพง อ.รัตนวาปี จ.หนองคาย"


def area(moo: int, units: str = "") -> str:
    """A village as My Maps has it: a name and a shape, no columns."""
    ring = village(moo).split("<Polygon>")[1].split("</Polygon>")[0]
    return placemark(f"บ้านทดสอบ หมู่ที่ {moo} {units}".strip(), f"<Polygon>{ring}</Polygon>")


def of(
    folder: Path, *areas: str, title: str = "", layer: str = "", toml: str = BARE
) -> tuple[Atlas, dict[str, str]]:
    """The atlas of one map, and each problem's code with what it says in Thai."""
    inside = f"<Folder><name>{layer or 'เลเยอร์ที่ไม่มีชื่อ'}</name>{''.join(areas)}</Folder>"
    document = f"<Document><name>{title}</name>{inside}</Document>"
    kml = f'<kml xmlns="http://www.opengis.net/kml/2.2">{document}</kml>'
    atlas, problems = survey_of(folder, {"drawings/แผนที่.kml": kml.encode()}, toml=toml)
    return atlas, {found.code: str(found.params) for found in problems}


def pages(atlas: Atlas) -> list[tuple[str, str, list[str]]]:
    return [
        (page.tambon.name, page.amphoe.name, page.villages["village_code"].tolist())
        for page in atlas.pages
    ]


ALL = [("โพนแพง", "รัตนวาปี", ["43160501", "43160502"])]


def test_the_villages_own_names_say_the_place(tmp_path: Path) -> None:
    atlas, problems = of(tmp_path, area(1, PONPHAENG), area(2, PONPHAENG))
    assert pages(atlas) == ALL
    assert atlas.province.name == "หนองคาย"
    assert "village.no_tambon" not in problems


def test_a_village_that_is_silent_is_taken_for_the_tambon_of_the_others_and_that_is_told(
    tmp_path: Path,
) -> None:
    atlas, problems = of(tmp_path, area(1, PONPHAENG), area(2))
    assert pages(atlas) == ALL
    assert PONPHAENG in problems["project.place_from_names"]


def test_the_title_of_the_map_or_its_layer_says_the_place(tmp_path: Path) -> None:
    for at, where in enumerate(("title", "layer")):
        folder = tmp_path / str(at)
        folder.mkdir()
        atlas, _ = of(folder, area(1), area(2), **{where: f"แผนที่หมู่บ้าน {PONPHAENG}"})
        assert pages(atlas) == ALL


def test_the_title_says_the_amphoe_of_the_tambon_in_the_names(tmp_path: Path) -> None:
    atlas, _ = of(tmp_path, area(1, "ต.โพนแพง"), area(2, "ต.โพนแพง"), title="อำเภอรัตนวาปี")
    assert pages(atlas) == ALL


def test_a_name_of_several_places_is_asked_with_all_of_them_and_not_chosen(tmp_path: Path) -> None:
    atlas, problems = of(tmp_path, area(1, "ต.โพนแพง"), area(2, "ต.โพนแพง"))
    assert [page.tambon.is_unit for page in atlas.pages] == [False]
    # Counted by hand in the department's list: four tambons of the country are called so.
    assert problems["project.place_several"].count("ต.โพนแพง อ.") == 4


def test_the_provinces_code_or_the_place_in_the_settings_chooses_among_them(tmp_path: Path) -> None:
    for at, more in enumerate(('province = "43"\n', '[place]\namphoe = "รัตนวาปี"\n')):
        folder = tmp_path / str(at)
        folder.mkdir()
        atlas, _ = of(folder, area(1, "ต.โพนแพง"), area(2, "ต.โพนแพง"), toml=BARE + more)
        assert pages(atlas) == ALL


def test_villages_of_two_tambons_leave_a_silent_one_open(tmp_path: Path) -> None:
    other = "ต.รัตนวาปี อ.รัตนวาปี จ.หนองคาย"
    atlas, problems = of(tmp_path, area(1, PONPHAENG), area(2, other), area(3))
    assert [name for name, _, _ in pages(atlas)][1:] == ["รัตนวาปี", "โพนแพง"]
    assert "village.no_tambon" in problems


def test_a_name_that_the_country_has_not_is_told(tmp_path: Path) -> None:
    _, problems = of(tmp_path, area(1, "ต.โพนแพงง อ.รัตนวาปี"))
    assert "ต.โพนแพงง อ.รัตนวาปี" in problems["project.place_unknown"]


def test_a_project_at_another_place_than_its_drawing_names_keeps_what_is_stated(
    tmp_path: Path,
) -> None:
    atlas, problems = of(
        tmp_path, area(1), title="ต.โพนแพง อ.ธาตุพนม", toml=BARE + 'province = "43"\n'
    )
    assert [page.tambon.is_unit for page in atlas.pages] == [False]
    assert "project.place_from_names" not in problems


def test_a_project_without_a_title_is_called_as_its_map_is_else_as_its_tambon(
    tmp_path: Path,
) -> None:
    for title, called in (
        ("แผนที่ ต.โพนแพง อ.รัตนวาปี", "แผนที่ ต.โพนแพง อ.รัตนวาปี"),
        ("แผนที่ไม่มีชื่อ", "แผนที่หมู่บ้าน ตำบลโพนแพง"),
        ("แผนที่.kml", "แผนที่หมู่บ้าน ตำบลโพนแพง"),
        ("แผนที่ของนายสมชาย ใจดี", "แผนที่หมู่บ้าน ตำบลโพนแพง"),
    ):
        atlas, problems = of(tmp_path, area(1, PONPHAENG), title=title, toml="")
        assert atlas.title == called
        assert called in problems["project.title_taken"]
    atlas, problems = of(tmp_path, area(1, PONPHAENG), title="แผนที่ก")
    assert atlas.title == "ทดสอบ"
    assert "project.title_taken" not in problems
