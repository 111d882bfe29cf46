"""``muban legend``: what an officer sees."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from muban.symbology.legend import parse_overrides, read_legend
from muban.web.commands.legend import app

RUN = CliRunner()
PLACEMARK = (
    "<Placemark><name>{}</name><Point><coordinates>102.7,17.8</coordinates></Point></Placemark>"
)


@pytest.fixture
def pins(tmp_path: Path) -> Path:
    names = ["โรงเรียนวัดป่า", "บ้านนายสมชาย ใจดี", "อะไรไม่รู้"]
    body = "".join(PLACEMARK.format(name) for name in names)
    path = tmp_path / "หมุด.kml"
    head = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    path.write_text(f"{head}{body}</Document></kml>", "utf-8")
    return path


def test_classify_tells_what_each_pin_became_and_why(pins):
    done = RUN.invoke(app, ["classify", str(pins), "--lang", "th"])
    assert done.exit_code == 0
    assert "โรงเรียนวัดป่า" in done.output
    assert "(school)" in done.output
    assert "«โรงเรียน»" in done.output
    assert "ไม่รู้ประเภท 1 ตัว" in done.output


def test_classify_does_not_repeat_a_persons_name(pins):
    done = RUN.invoke(app, ["classify", str(pins), "--lang", "en"])
    assert "สมชาย" not in done.output
    assert "internal only" in done.output


def test_classify_changes_no_file(pins):
    before = pins.read_bytes()
    RUN.invoke(app, ["classify", str(pins)])
    assert pins.read_bytes() == before
    assert [path.name for path in pins.parent.iterdir()] == [pins.name]


def test_a_projects_own_symbols_are_used(pins, tmp_path):
    project = tmp_path / "งาน"
    (project / "symbols").mkdir(parents=True)
    text = 'title = "x"\n[symbols.names]\n"อะไรไม่รู้" = "market"\n'
    (project / "muban.toml").write_text(text, "utf-8")
    done = RUN.invoke(app, ["classify", str(pins), "--project", str(project), "--lang", "th"])
    assert "(market)" in done.output


def test_sheet_writes_every_form_and_the_styles_of_qgis(tmp_path):
    done = RUN.invoke(app, ["sheet", "--out", str(tmp_path / "out"), "--lang", "en"])
    assert done.exit_code == 0
    files = {str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*.*")}
    assert {
        "legend_sheet.pdf",
        "legend_sheet.html",
        "qgis/landmarks.qml",
        "icons/school.svg",
    } <= files


def test_check_passes_the_standard_and_fails_a_pale_symbol(tmp_path):
    assert RUN.invoke(app, ["check", "--lang", "th"]).exit_code == 0
    text = 'title = "x"\n[symbols.school]\ncolor = "#ffee58"\n'
    (tmp_path / "muban.toml").write_text(text, "utf-8")
    done = RUN.invoke(app, ["check", str(tmp_path), "--lang", "th"])
    assert done.exit_code == 1
    assert "4.5 : 1" in done.output


def test_the_example_in_the_docs_holds():
    text = (Path(__file__).parents[2] / "docs" / "symbols.md").read_text("utf-8")
    table = tomllib.loads(text.split("```toml\n")[1].split("```")[0])["symbols"]
    overrides, problems = parse_overrides(table, {})
    assert problems == []
    assert read_legend(overrides)["weaving_house"].label_en == "Weaving house"
