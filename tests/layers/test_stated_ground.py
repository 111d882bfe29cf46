"""A person says that lines are roads of the office, or a background; else they are asked about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import LineString, box

from muban.gis.errors import ConfigError
from muban.gis.problems import Problem
from muban.layers.atlas import Atlas, TambonAtlas
from muban.web.project import read_project, survey
from muban.web.settings.config import parse_config
from tests.drawings import shapefile
from tests.made_ground import CREDIT, as_extract, as_overpass
from tests.small_projects import DRAWN, TOML

ROADS = gpd.GeoDataFrame(
    {"NO": ["1", "2"]},
    geometry=[
        LineString([(103.105, 18.105), (103.145, 18.106)]),
        LineString([(103.112, 18.099), (103.113, 18.112)]),
    ],
    crs="EPSG:4326",
)


def surveyed(folder: Path, files: Mapping[str, bytes], settings: str = "") -> Atlas:
    for name, content in {"drawings/ก.kml": DRAWN, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "muban.toml").write_text(TOML + settings, "utf-8")
    return survey(read_project(folder))


def lines_in(folder: str) -> dict[str, bytes]:
    return {
        f"{folder}/เส้น.{ending}": content
        for ending, content in shapefile(ROADS, cpg="UTF-8").items()
    }


def told(atlas: Atlas, *codes: str) -> list[Problem]:
    return [one for one in atlas.problems if one.code.startswith(codes)]


def drawn_kinds(page: TambonAtlas) -> list[str]:
    return [] if page.context is None else page.context["context_kind"].tolist()


def under(page: TambonAtlas) -> list[str]:
    return [] if page.background is None else page.background.frame["kind"].tolist()


def account(atlas: Atlas) -> tuple[int, int, int, int]:
    [row] = [row for row in atlas.ledger if "เส้น" in row.file]
    return row.read, row.published + row.repaired, row.used, row.set_aside


@pytest.mark.parametrize(
    ("folder", "stated", "published", "ground"),
    [
        ("reference", 'kind = "stream"', [], ["stream", "stream"]),
        ("reference", 'role = "context"\nkind = "road"', ["road", "road"], []),
        ("drawings", 'kind = "canal"', ["canal", "canal"], []),
        ("drawings", 'role = "ground"\nkind = "rail"', [], ["rail"]),
    ],
)
def test_what_a_person_calls_lines_without_names_they_are(
    folder: str, stated: str, published: list[str], ground: list[str], tmp_path: Path
) -> None:
    settings = f'[files."{folder}/เส้น.shp"]\n{stated}\n'
    atlas = surveyed(tmp_path, lines_in(folder), settings)
    [page] = atlas.pages
    assert drawn_kinds(page) == published
    assert sorted(set(under(page))) == sorted(set(ground))
    assert account(atlas) == (2, len(published), 2 - len(published), 0)
    assert told(atlas, "project.open", "project.areas", "ground.", "context.") == []


@pytest.mark.parametrize(
    ("folder", "stated", "code", "sums"),
    [
        ("reference", "", "ground.kind_unsaid", (2, 0, 2, 0)),
        ("drawings", 'role = "context"', "context.kind_unsaid", (2, 0, 0, 2)),
        ("drawings", 'role = "ground"', "ground.kind_unsaid", (2, 0, 2, 0)),
    ],
)
def test_lines_that_nobody_calls_anything_are_asked_about_with_the_lines_that_answer(
    folder: str, stated: str, code: str, sums: tuple[int, ...], tmp_path: Path
) -> None:
    settings = f'[files."{folder}/เส้น.shp"]\n{stated}\n' if stated else ""
    atlas = surveyed(tmp_path, lines_in(folder), settings)
    [asked] = told(atlas, "project.open", "project.areas", "ground.", "context.", "village.")
    assert (asked.code, asked.params["count"]) == (code, 2)
    # What is offered answers it, once one line is chosen.
    answer = str(asked.params["setting"]).replace('# kind = "road"', 'kind = "road"')
    if stated:
        answer = answer.replace("\n", f"\n{stated}\n", 1)
    [page] = surveyed(tmp_path, lines_in(folder), answer + "\n").pages
    assert {*drawn_kinds(page), *under(page)} == {"road"}
    assert account(atlas) == sums


def test_a_line_among_villages_is_told_which_line_would_answer(tmp_path: Path) -> None:
    atlas = surveyed(tmp_path, lines_in("drawings"))
    asked = told(atlas, "project.open_line")
    assert len(asked) == 2
    assert all('[files."drawings/เส้น.shp"]' in one.fix("th") for one in asked)


def test_a_column_may_say_what_each_line_is_called_and_is(tmp_path: Path) -> None:
    frame = ROADS.assign(TYPE=["ถนน", "ห้วย"], RD=["สายหนึ่ง", "สายสอง"])
    files = {
        f"reference/เส้น.{ending}": content
        for ending, content in shapefile(frame, cpg="UTF-8").items()
    }
    settings = '[files."reference/เส้น.shp"]\ncolumns = { kind = "TYPE", name = "RD" }\n'
    for role, read in (("ground", "background"), ("context", "context")):
        [page] = surveyed(tmp_path, files, f'{settings}role = "{role}"\n').pages
        shown = page.context if read == "context" else page.background.frame  # type: ignore[union-attr]
        kind = "context_kind" if read == "context" else "kind"
        rows = set(zip(shown[kind], shown["name"], strict=True))  # type: ignore[index]
        assert rows == {("road", "สายหนึ่ง"), ("stream", "สายสอง")}


@pytest.mark.parametrize("made", [as_extract, as_overpass])
def test_data_of_openstreetmap_are_never_the_offices_own(made: object, tmp_path: Path) -> None:
    name = "reference/osm.zip" if made is as_extract else "drawings/export.geojson"
    files = {name: made()}  # type: ignore[operator]
    [page] = surveyed(tmp_path, files).pages
    assert page.background is not None
    assert page.background.credit == (CREDIT,)
    assert drawn_kinds(page) == []
    if made is as_overpass:
        atlas = surveyed(tmp_path, files, f'[files."{name}"]\nrole = "context"\n')
        assert [one.code for one in told(atlas, "ground.")] == ["ground.not_own"]
        assert drawn_kinds(atlas.pages[0]) == []


def test_areas_that_a_person_calls_water_are_water(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"NO": ["1"]}, geometry=[box(103.115, 18.102, 103.118, 18.104)], crs="EPSG:4326"
    )
    files = {
        f"drawings/เส้น.{ending}": content
        for ending, content in shapefile(frame, cpg="UTF-8").items()
    }
    [page] = surveyed(tmp_path, files, '[files."drawings/เส้น.shp"]\nkind = "water"\n').pages
    assert drawn_kinds(page) == ["water"]
    assert len(page.villages) == 3


@pytest.mark.parametrize(
    ("stated", "said"),
    [('kind = "rode"', "“road”"), ('role = "landmark"\nkind = "road"', 'role = "context"')],
)
def test_a_kind_that_cannot_be_is_refused_with_what_could(stated: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        parse_config(f'[files."drawings/ก.shp"]\n{stated}')


def test_a_hidden_kind_is_shown_nowhere_and_counted(tmp_path: Path) -> None:
    settings = '[files."drawings/เส้น.shp"]\nkind = "lane"\n[symbols.lane]\npublic = false\n'
    atlas = surveyed(tmp_path, lines_in("drawings"), settings)
    assert drawn_kinds(atlas.pages[0]) == []
    assert [one.code for one in told(atlas, "context.")] == ["context.internal"] * 2
    assert account(atlas) == (2, 0, 0, 2)
    beside = settings.replace("drawings", "reference")
    assert under(surveyed(tmp_path / "ข", lines_in("reference"), beside).pages[0]) == []
