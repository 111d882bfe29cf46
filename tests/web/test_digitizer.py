"""The page for drawing as Python writes it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely import MultiPolygon, Point, box

from muban.gis.errors import ConfigError
from muban.layers.atlas import Place
from muban.symbology.legend import read_legend
from muban.web.building.build import site_of
from muban.web.building.drawing_pages import drawing_pages
from muban.web.building.tambon_files import Shared
from muban.web.commands.digitize import digitize
from muban.web.drawing.digitizer import build_digitizer, drawing_parts
from muban.web.drawing.digitizer_data import DigitizerData, SaveTarget
from muban.web.drawing.digitizer_project import project_drawing, project_id
from muban.web.drawing.tambon_choice import drawable_tambons
from muban.web.pages.assets_index import read_assets
from muban.web.project import SAMPLE, know_project, read_project, survey
from muban.web.settings.config import DrawConfig
from muban.web.settings.indicator_settings import class_settings
from tests.sample_site import sample_project

EVIL = "</script><script>alert(1)</script>"


def small_tambon(name: str = "บ้านเหนือ") -> DigitizerData:
    """A tambon with one village drawn and one to draw."""
    villages = gpd.GeoDataFrame(
        pd.DataFrame(
            {
                "village_code": ["43011101", "43011102"],
                "moo": [1, 2],
                "name": [name, "บ้านใต้"],
                "lon": [102.71, float("nan")],
                "lat": [17.81, float("nan")],
                "geometry": [MultiPolygon([box(102.7, 17.8, 102.71234567, 17.81)]), None],
            }
        ),
        geometry="geometry",
        crs=4326,
    )
    landmarks = gpd.GeoDataFrame(
        {"landmark_kind": ["temple"], "name": ["วัดเหนือ"], "note": [""]},
        geometry=[Point(102.705, 17.805)],
        crs=4326,
    )
    places = Place("430111", "โพนสว่าง"), Place("4301", "เมืองหนองคาย"), Place("43", "หนองคาย")
    return DigitizerData(*places, box(102.7, 17.8, 102.8, 17.9), villages, landmarks)


def data_in(page: bytes) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/json" id="muban-data">(.*?)</script>', page.decode()
    )
    assert found
    return dict(json.loads(found[1]))


def test_the_page_holds_everything_and_asks_nobody_for_anything() -> None:
    page = build_digitizer(small_tambon(), read_assets()).decode()
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=", page)
    assert "default-src &#39;none&#39;" in page
    assert "connect-src &#39;none&#39;" in page
    assert "worker-src blob:;" in page
    for element in ("style", 'script id="muban-script"'):
        closing = element.split()[0]
        [text] = re.findall(rf"<{element}>(.*?)</{closing}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"sha256-{digest}".replace("+", "&#43;") in page or f"sha256-{digest}" in page


def test_same_data_same_bytes() -> None:
    assert build_digitizer(small_tambon(), read_assets()) == build_digitizer(
        small_tambon(), read_assets()
    )


def test_the_page_starts_from_what_is_drawn_and_lists_what_is_not() -> None:
    data = data_in(build_digitizer(small_tambon(), read_assets()))
    assert [village["name"] for village in data["villages"]] == ["บ้านเหนือ", "บ้านใต้"]
    assert (data["villages"][1]["lon"], data["villages"][1]["moo"]) == (None, 2)
    [drawn] = data["drawn"]
    assert [102.712346, 17.8] in drawn["polygons"][0][0]
    assert data["landmarks"] == [
        {"kind": "temple", "name": "วัดเหนือ", "note": "", "lon": 102.705, "lat": 17.805}
    ]
    assert data["save"] is None


def test_names_are_text_and_never_script() -> None:
    page = build_digitizer(small_tambon(EVIL), read_assets())
    assert EVIL.encode() not in page
    assert data_in(page)["villages"][0]["name"] == EVIL


def test_kinds_that_must_not_be_published_cannot_be_pinned() -> None:
    legend = read_legend()
    offered = set(data_in(build_digitizer(small_tambon(), read_assets()))["symbols"])
    assert "temple" in offered
    assert not offered & legend.kinds.internal


def test_served_it_may_save_to_its_own_server_alone() -> None:
    save = SaveTarget("/_draw/save", "secret")
    page = build_digitizer(replace(small_tambon(), save=save), read_assets())
    assert b"connect-src &#39;self&#39;" in page
    assert data_in(page)["save"] == {"url": "/_draw/save", "token": "secret", "base": ""}


def test_a_tambon_without_drawings_has_its_outline_and_its_villages() -> None:
    project, atlas = sample_project()
    data = project_drawing(project, know_project(project), atlas, tambon="430101")
    assert data.outline is not None
    assert data.tambon.name == "ในเมือง"
    assert data.villages.geometry.isna().all()
    assert {place.code for place in drawable_tambons(atlas)} > {"430101", "430102"}
    page = data_in(build_digitizer(data, read_assets()))
    assert page["outline"]
    assert page["drawn"] == []


def test_two_folders_are_two_works_and_one_folder_is_one(tmp_path: Path) -> None:
    assert project_id(tmp_path / "ก") == project_id(tmp_path / "ข" / ".." / "ก")
    assert project_id(tmp_path / "ก") != project_id(tmp_path / "ข")


def test_an_unknown_tambon_is_refused_with_those_there_are() -> None:
    project, atlas = sample_project()
    with pytest.raises(ConfigError, match="430101"):
        project_drawing(project, know_project(project), atlas, tambon="999999")


def test_the_command_writes_one_file(tmp_path: Path) -> None:
    out = tmp_path / "digitize.html"
    digitize(SAMPLE, tambon=None, out=out, lang="th")
    data = data_in(out.read_bytes())
    assert data["drawn"]
    assert len(data["villages"]) >= len(data["drawn"])
    assert [entry.name for entry in tmp_path.glob("*.html")] == ["digitize.html"]


def test_the_script_runs_in_safari_before_16_4() -> None:
    # There a lookbehind in a regular expression keeps the whole script from running.
    script = read_assets()["digitizer.js"].content.decode()
    assert "(?<=" not in script
    assert "(?<!" not in script


def test_what_an_officer_loads_first_is_no_heavier_than_a_slow_line_bears() -> None:
    page = build_digitizer(small_tambon(), read_assets(), parts_at="/_draw/")
    # Seven of them are the legend's patterns: they tell a pin's kind from its name.
    assert len(gzip.compress(page, mtime=0)) <= 140 * 1024


def test_one_file_from_disk_holds_all_parts_of_the_program_and_a_served_page_none() -> None:
    parts = drawing_parts(read_assets())
    alone = html.unescape(build_digitizer(small_tambon(), read_assets()).decode())
    served = html.unescape(
        build_digitizer(small_tambon(), read_assets(), parts_at="/_draw/").decode()
    )
    assert "reader" in parts
    for name, part in parts.items():
        assert f'id="muban-part-{name}">{html.unescape(part.content.decode())}</script>' in alone
        assert part.csp_hash in alone
        assert part.csp_hash in served
        assert f"muban-part-{name}" not in served


def test_a_site_carries_the_page_only_where_the_settings_say_so() -> None:
    project, atlas = sample_project()
    shared = Shared(site_of(project, atlas, base_url=None), class_settings(project.config), None)
    assert drawing_pages(project, atlas, atlas.pages, shared).files == {}
    stated = replace(
        project, config=project.config.model_copy(update={"draw": DrawConfig(publish=True)})
    )
    made = drawing_pages(stated, atlas, atlas.pages, shared).files
    codes = [page.tambon.code for page in atlas.pages]
    assert set(made) == {f"draw/{code}.html" for code in codes} | {
        "draw/sheets.js",
        "draw/sqlite.js",
    }
    data = data_in(made[f"draw/{codes[0]}.html"])
    # Nothing of the office's own machine, no key of a map server, nowhere to save to.
    assert (data["project"], data["tiles"], data["save"]) == ("", [], None)
    assert data["worker"] == "../sw.js"
    # But the same roads and waters to trace as there.
    office = project_drawing(stated, know_project(stated), atlas, tambon=codes[0])
    ground = data_in(build_digitizer(office, read_assets()))["ground"]
    assert ground
    assert data["ground"] == ground
    alone = replace(shared, site=replace(shared.site, single_file=True))
    assert drawing_pages(stated, atlas, atlas.pages, alone).files == {}


def test_the_page_checks_by_the_tolerance_that_the_settings_state() -> None:
    project = read_project(SAMPLE)
    stated = replace(project, config=project.config.model_copy(update={"tolerance_m": 7.5}))
    data = project_drawing(stated, know_project(stated), survey(stated))
    assert data_in(build_digitizer(data, read_assets()))["tolerance_m"] == 7.5


def test_a_phones_page_is_known_by_its_address_only_where_it_is_published() -> None:
    project = read_project(SAMPLE)
    told = {"draw": DrawConfig(publish=True), "base_url": "https://example.go.th/map"}
    for update, address in (
        (told, "https://example.go.th/map/draw/431605.html"),
        (told | {"draw": DrawConfig()}, None),
        (told | {"base_url": None}, None),
    ):
        stated = replace(project, config=project.config.model_copy(update=update))
        data = project_drawing(stated, know_project(stated), survey(stated), tambon="431605")
        shown = data_in(build_digitizer(data, read_assets()))["phone"]
        assert (shown and shown["address"]) == address
