"""Nothing in a finished site depends on a suppressed value: the bytes are the same for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from muban.web.building.build import BuildOptions, build_site
from muban.web.project import read_project, survey
from tests.web.test_privacy_pipeline import project

HEAD = ["รหัสหมู่บ้าน", "ปี พ.ศ.", "ด้าน", "ค่า", "หน่วย"]


def site_of(folder: Path, poor: int) -> dict[str, bytes]:
    project(folder, [])
    (folder / "indicators").mkdir()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEAD)
    for code, value in (("43160501", poor), ("43160502", 12), ("43160503", 30)):
        sheet.append([code, 2563, "แก้ปัญหาความยากจน", value, "ครัวเรือน"])
    book.save(folder / "indicators" / "cia.xlsx")
    opened = read_project(folder)
    return build_site(opened, survey(opened), BuildOptions())


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    return [site_of(tmp_path_factory.mktemp("p") / "p", poor) for poor in range(5)]


def test_every_file_is_the_same_whatever_the_suppressed_count_is(
    sites: list[dict[str, bytes]],
) -> None:
    first = sites[0]
    for other in sites[1:]:
        assert list(other) == list(first)
        assert [name for name in first if other[name] != first[name]] == []


def test_the_site_says_that_a_value_is_hidden(sites: list[dict[str, bytes]]) -> None:
    rows = sites[0]["data/indicators.csv"].decode("utf-8-sig").splitlines()
    [hidden] = [row for row in rows if "43160501" in row]
    assert "<5" in hidden
    assert "suppressed" in hidden


def test_a_count_that_may_be_shown_does_change_the_site(tmp_path: Path) -> None:
    """The test above would be worth nothing if no value reached the site."""
    shown = site_of(tmp_path / "p", 6)
    assert "6" in shown["data/indicators.csv"].decode("utf-8-sig").splitlines()[1]
