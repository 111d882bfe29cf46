"""Several provinces in one project: a page to choose one, each province whole, memory let go."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.drawn_country import draw_country
from muban.gis.errors import ConfigError
from muban.gis.problems import Where, problem
from muban.web.cli import main
from muban.web.settings.province_folders import province_of_folder, provinces_of

ADDRESS = "https://xn--12c.example/m/"
FIRST, OTHER = "95", "96"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project of two provinces, of two tambons and of one, and its site."""
    folder = tmp_path_factory.mktemp("country")
    project, site = folder / "project", folder / "site"
    draw_country(project, provinces=2, tambons=3, pins=3, levels=2)
    (project / "register" / "จังหวัดใด.csv").write_text("ที่\n1\n", "utf-8")
    assert main(build(project, site)) == 0
    return project, site


def build(project: Path, site: Path, *more: str) -> list[str]:
    return ["build", str(project), "--out", str(site), "--base-url", ADDRESS, "--jobs", "1", *more]


def files_of(site: Path) -> dict[str, bytes]:
    paths = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def test_the_page_of_provinces_says_what_their_registers_do(built: tuple[Path, Path]) -> None:
    project, site = built
    page = (site / "index.html").read_text("utf-8")
    for code in (FIRST, OTHER):
        [path] = project.glob(f"register/{code} */*.csv")
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
        years = Counter(row["ปี พ.ศ."] for row in rows)
        [line] = re.findall(rf'<tr data-province="{code} .*?</tr>', page)
        shown = [figure or "0" for figure in re.findall(r'<td class="figure[^"]*">(\d*)', line)]
        heads = re.findall(r'<th scope="col" class="figure">(\d{4})</th>', page)
        counts = dict(zip([*heads, "all"], map(int, shown), strict=True))
        assert counts == {year: years[year] for year in heads} | {"all": len(rows)}
    assert "จังหวัดใด" not in page


def test_every_link_leads_somewhere_and_back(built: tuple[Path, Path]) -> None:
    _, site = built
    listed = json.loads((site / "manifest.json").read_text("utf-8"))["files"]
    whole = files_of(site)
    assert set(listed) == set(whole) - {"manifest.json"}
    assert all(
        hashlib.sha256(whole[name]).hexdigest() == one["sha256"] for name, one in listed.items()
    )
    provinces = [name for name in whole if re.fullmatch(r"\d\d/(index|overview)\.html", name)]
    for name in ["index.html", *provinces]:
        for link in re.findall(rb'(?:href|src)="([^"#?:]+)[#"]', whole[name]):
            assert (site / name).parent.joinpath(link.decode()).resolve().is_file(), (name, link)
    assert b'href="95/index.html"' in whole["index.html"]
    assert b'href="../index.html"' in whole["95/index.html"]
    assert b'href="../index.html"' in whole["96/overview.html"]
    maps = re.findall(rb"<loc>(.*?)</loc>", whole["sitemap.xml"])
    assert maps[1:] == [f"{ADDRESS}{code}/sitemap.xml".encode() for code in (FIRST, OTHER)]
    assert f"<loc>{ADDRESS}95/tambon/950101/</loc>".encode() in whole["95/sitemap.xml"]


def test_a_province_is_as_it_would_be_alone(built: tuple[Path, Path], tmp_path: Path) -> None:
    """All but its title, the way to all provinces, and the folder in the names of its files."""
    project, site = built
    for room in ("drawings", "reference", "indicators", "register"):
        [own] = (project / room).glob(f"{OTHER} *")
        shutil.copytree(own, tmp_path / "alone" / room / own.name)
    settings = 'title = "ประเทศสมมุติ · จังหวัดนราธิวาส"\nprovince = "96"\nfiscal_year_be = 2563\n'
    (tmp_path / "alone" / "muban.toml").write_text(settings, "utf-8")
    address = ["--base-url", f"{ADDRESS}{OTHER}/"]
    assert main([*build(tmp_path / "alone", tmp_path / "site"), *address]) == 0
    alone, part = files_of(tmp_path / "site"), files_of(site / OTHER)
    assert set(alone) == set(part)
    differing = {name for name in alone if alone[name] != part[name]}
    assert differing <= {"overview.html", "manifest.json"}


def test_what_is_not_asked_for_stays_as_it_is_published(
    built: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, before = tmp_path / "project", files_of(built[1])
    shutil.copytree(built[0], project)
    shutil.copytree(built[1], tmp_path / "site")
    for drawing in project.glob("drawings/*/*.kml"):
        drawing.write_text(drawing.read_text("utf-8").replace("วัด", "วัดใหม่"), "utf-8")
    site = tmp_path / "site"
    assert main(build(project, site, "--only", "950102", "--progress", "json")) == 0
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line[:1] == "{"]
    assert [(one["province"], one["done"], one["total"], one["provinces"]) for one in told] == [
        (FIRST, 1, 1, 1)
    ]
    now = files_of(site)
    kept = {name: content for name, content in before.items() if name.startswith(f"{OTHER}/")}
    assert {name: now.get(name) for name in kept} == kept
    assert {name for name in now if name.startswith("95/tambon/") and name.count("/") == 3} == {
        "95/tambon/950102/index.html"
    }
    assert now["95/tambon/950102/index.html"] != before["95/tambon/950102/index.html"]
    assert b'href="96/index.html"' in now["index.html"]
    # A page that somebody has changed is not muban's to publish as its own.
    (site / "96" / "index.html").write_bytes(b"changed")
    assert main(build(project, site, "--only", FIRST)) == 2
    assert "96/index.html" in capsys.readouterr().err
    assert files_of(site) == now | {"96/index.html": b"changed"}


def test_units_that_the_project_has_not_are_refused(
    built: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in ("43", "9509", "950"):
        assert main(build(built[0], tmp_path / "site", "--only", code)) == 2
        assert code in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_file_of_no_province_is_told(
    built: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(build(built[0], tmp_path / "site", "--only", OTHER, "--lang", "en"))
    said = capsys.readouterr().out
    told = problem("project.outside_province", Where("register/จังหวัดใด.csv"))
    assert told.message("en") in said
    assert "95: not on the site yet" in said
    assert not (tmp_path / "site" / FIRST).exists()


def test_a_folder_with_two_provinces_in_its_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="41 หนองคาย"):
        province_of_folder("41 หนองคาย")
    for name in ("41 อุดรธานี", "43"):
        (tmp_path / "drawings" / name).mkdir(parents=True)
    assert [one.code for one in provinces_of(tmp_path)] == ["41", "43"]
    # A project that states its place is of that place, however its folders are called.
    (tmp_path / "muban.toml").write_text('province = "43"\n', "utf-8")
    assert provinces_of(tmp_path) == ()
