"""What an officer said of a village: told where it is open, and never who said it."""

from __future__ import annotations

import json
from pathlib import Path

from muban.web.building.build import BuildOptions, build_site
from muban.web.project import read_project, survey
from tests.small_projects import DRAWN, survey_of

NAME = "นางสมหญิง ใจดีมาก"


def drawing(check: str) -> bytes:
    words = {"kind": "village", "name": "บ้านทดสอบ1", "moo": 1, "village_code": "43160501"}
    said = {"check": check, "check_by": NAME, "check_on": "2026-11-28"} if check else {}
    ring = [[103.10, 18.20], [103.11, 18.20], [103.11, 18.21], [103.10, 18.21], [103.10, 18.20]]
    feature = {
        "type": "Feature",
        "properties": words | said,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    muban = {"format": "drawing", "version": 1, "tambon_code": "431605", "drawn_by": NAME}
    document = {"type": "FeatureCollection", "muban": muban, "features": [feature]}
    return json.dumps(document, ensure_ascii=False).encode()


def test_a_village_nobody_is_sure_of_is_told_and_a_checked_one_is_not(tmp_path: Path) -> None:
    for n, (check, told) in enumerate((("unsure", 1), ("checked", 0), ("", 0))):
        folder = tmp_path / str(n)
        folder.mkdir()
        _, problems = survey_of(folder, {"drawings/a.geojson": drawing(check)})
        found = [one for one in problems if one.code == "village.unsure"]
        assert len(found) == told
        for one in found:
            assert "2026-11-28" in one.message("th")
            assert NAME not in one.message("th")


def test_who_drew_and_who_checked_is_published_nowhere(tmp_path: Path) -> None:
    survey_of(tmp_path, {"drawings/a.geojson": drawing("checked"), "drawings/b.kml": DRAWN})
    project = read_project(tmp_path)
    site = build_site(project, survey(project), BuildOptions())
    shown = b"".join(site.values()).decode("utf-8", "ignore")
    assert "บ้านทดสอบ1" in shown
    assert "สมหญิง" not in shown
