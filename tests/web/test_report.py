"""The report's map: every mark leads to its problem, and the numbers can be read."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest
from lxml import html

from muban.gis.problems import Problem, Where, problem
from muban.web.told.report import html_report
from muban.web.told.terminal import show_problems
from tests.small_projects import DRAWN, SOUTH, STEP, WEST, survey_of


def found(code: str, number: int, at: tuple[float, float]) -> Problem:
    facts = {"rai": "1", "ngan": 0, "wah": 0, "share": "1%"}
    return problem(code, Where("ก.kml", number=number), lonlat=at, **facts)


@pytest.mark.parametrize("notes", [10, 200])
def test_numbers_do_not_cover_each_other_and_warnings_always_have_one(
    notes: int, tmp_path: Path
) -> None:
    atlas, _ = survey_of(tmp_path, {"drawings/ก.kml": DRAWN})
    middle = (WEST + 2.5 * STEP, SOUTH + STEP / 2)
    problems = [
        *(found("containment.far_outside", i, middle) for i in range(12)),
        *(
            found("containment.outside_tambon", 100 + i, (middle[0] + i * 1e-5, middle[1]))
            for i in range(notes)
        ),
    ]
    tree = html.document_fromstring(html_report(replace(atlas, problems=tuple(problems))))
    marks = tree.xpath("//*[contains(@class, 'map')]//a")
    assert len(marks) == len(problems)
    assert all(tree.get_element_by_id(mark.get("href")[1:]) is not None for mark in marks)
    numbered = [mark for mark in marks if mark.xpath(".//text")]
    warned = [mark for mark in numbered if mark.xpath(".//circle[@class='warning']")]
    assert len(warned) == 12
    assert (len(numbered) > 12) == (notes == 10)
    spots = [
        (float(c.get("cx")), float(c.get("cy"))) for m in numbered for c in m.xpath(".//circle")
    ]
    # A number is 26 px wide; rounding to whole pixels may take one of them.
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(spots, 2)) > 24


def test_every_problem_that_has_a_place_is_on_the_map_or_said_to_lie_beyond_it(
    tmp_path: Path,
) -> None:
    atlas, _ = survey_of(tmp_path, {"drawings/ก.kml": DRAWN})
    beside = found("containment.far_outside", 1, (WEST, SOUTH + 1.3 * STEP))
    far = found("containment.far_outside", 2, (WEST - 3, SOUTH))
    problems = (*atlas.problems, beside, far)
    tree = html.document_fromstring(html_report(replace(atlas, problems=problems)))
    hrefs = set(tree.xpath("//*[contains(@class, 'map')]//a/@href"))
    placed = {f"#p-{one.id}" for one in problems if one.lon is not None}
    assert f"#p-{beside.id}" in hrefs
    assert placed - hrefs == {f"#p-{far.id}"}
    number = tree.get_element_by_id(f"p-{far.id}").xpath("./span[@class='number']")[0].text
    assert tree.get_element_by_id("beyond").text_content().split()[-1] == number
    near = html.document_fromstring(html_report(replace(atlas, problems=(beside,))))
    assert not near.xpath("//*[@id='beyond']")


def test_a_tall_map_stands_in_the_middle_of_its_frame(tmp_path: Path) -> None:
    atlas, _ = survey_of(tmp_path, {"drawings/ก.kml": DRAWN})
    below = found("containment.far_outside", 1, (WEST + 2.5 * STEP, SOUTH - 1.1 * STEP))
    above = found("containment.far_outside", 2, (WEST + 2.5 * STEP, SOUTH + 2.1 * STEP))
    tree = html.document_fromstring(html_report(replace(atlas, problems=(below, above))))
    wide = float(tree.xpath("//svg")[0].get("viewbox").split()[2])
    assert [float(x) for x in tree.xpath("//svg//circle/@cx")] == [wide / 2] * 2


def test_lines_for_the_settings_stand_under_their_sentence_and_are_settings_as_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = problem("project.areas_small", Where("drawings/สระ.shp"), count=3, rai="0.4")
    show_problems([asked], "th")
    printed = capsys.readouterr().out.splitlines()
    first = next(i for i, line in enumerate(printed) if line.lstrip().startswith("[files"))
    assert {len(line) - len(line.lstrip()) for line in printed[first:]} == {6}
    stated = tomllib.loads("\n".join(printed[first : first + 2]))
    assert stated == {"files": {"drawings/สระ.shp": {"role": "village_area"}}}
