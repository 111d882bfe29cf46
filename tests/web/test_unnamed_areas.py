"""A count of villages counts villages; an area that says nothing of itself is counted apart."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from muban.web.building.build import BuildOptions, build_site
from muban.web.project import read_project, survey
from tests.drawings import kml
from tests.small_projects import TOML, village


def facts(page: bytes) -> str:
    [line] = html.fromstring(page.decode()).xpath("//p[@class='facts']")
    return " ".join(line.text_content().split())


def test_an_area_without_code_moo_and_name_is_no_village_in_the_counts(tmp_path: Path) -> None:
    ring = village(3).split("<Polygon>")[1].split("</Polygon>")[0]
    blank = f"<Placemark><name></name><Polygon>{ring}</Polygon></Placemark>"
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "ก.kml").write_bytes(kml(village(1), village(2), blank))
    (tmp_path / "muban.toml").write_text(TOML, "utf-8")
    project = read_project(tmp_path)
    atlas = survey(project)
    [page] = atlas.pages
    assert (page.village_count, page.unnamed_areas) == (2, 1)
    site = build_site(project, atlas, BuildOptions())
    for path in ("overview.html", "tambon/431605/index.html"):
        assert "2 หมู่บ้าน · พื้นที่ยังไม่มีชื่อ 1 แห่ง" in facts(site[path])
