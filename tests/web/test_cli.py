"""The command line: exit codes, JSON, help that starts fast, no traceback for the user."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from muban.gis.problem_catalogue import CATALOGUE
from muban.web.cli import main
from muban.web.settings.config import read_config

SAMPLE = Path(__file__).resolve().parents[2] / "web" / "sample"

SQUARE = "103.2,18.2 103.21,18.2 103.21,18.21 103.2,18.21 103.2,18.2"


def kml(*placemarks: str) -> str:
    inside = "".join(placemarks)
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'


def area(name: str, corners: str = SQUARE) -> str:
    return (
        f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{corners}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "งานของฉัน"
    (folder / "drawings").mkdir(parents=True)
    (folder / "muban.toml").write_text('title = "ก"\ntambon = "431605"\n', encoding="utf-8")
    (folder / "drawings" / "แนวเขต.kml").write_text(kml(area("บ้านโพนแพง หมู่ 1")), encoding="utf-8")
    return folder


def report(project: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, object]]]:
    main(["check", str(project), "--format", "json"])
    out: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return out


def test_a_fine_project_exits_0_and_prints_problems_and_ledger(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(project), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ledger"] == [
        {
            "file": "drawings/แนวเขต.kml",
            "layer": found["ledger"][0]["layer"],
            "read": 1,
            "published": 1,
            "repaired": 0,
            "used": 0,
            "set_aside": 0,
        }
    ]


def test_an_error_in_the_data_exits_1_and_says_where_and_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = project / "drawings" / "แนวเขต.kml"
    drawing.write_text(kml(area("หมู่ 1"), area("หมู่ 2", "103,18")), encoding="utf-8")
    assert main(["check", str(project), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    errors = [row for row in found["problems"] if row["severity"] == "error"]
    assert [row["feature"] for row in errors] == ["#2 หมู่ 2"]
    assert set(errors[0]) == {
        "code", "severity", "file", "layer", "feature", "field",
        "message", "fix", "lon", "lat", "id",
    }  # fmt: skip
    assert errors[0]["fix"]


@pytest.mark.parametrize(
    "words",
    [
        ["check", "ไม่มีโฟลเดอร์นี้"],
        ["check", "--format", "pdf"],
        ["build", "--nope"],
        ["nonsense"],
    ],
)
def test_a_wrong_command_exits_2_without_a_traceback(
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_wrong_setting_exits_2_and_names_key_and_nearest(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "muban.toml").write_text('titel = "x"', encoding="utf-8")
    assert main(["check", str(project), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "titel" in said
    assert "“title”" in said


@pytest.mark.parametrize("words", [["build", "--base-url", "foo.go.th"], ["check", "--lang", "fr"]])
def test_an_option_that_cannot_be_exits_2_and_says_what_can(
    words: list[str], project: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = ["--out", str(tmp_path / "site")] if words[0] == "build" else []
    assert main([words[0], str(project), *words[1:], *out]) == 2
    assert words[2] in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_tambon_that_the_project_has_not_is_named_beside_those_that_it_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sample is of tambon 431605 alone."""
    said = main(["build", str(SAMPLE), "--only", "999999", "--out", str(tmp_path / "site")])
    assert said == 2
    told = capsys.readouterr().err
    assert "999999" in told
    assert "431605" in told
    assert not (tmp_path / "site").exists()


def test_problem_ids_stay_the_same_from_run_to_run(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = report(project, capsys), report(project, capsys)
    assert [row["id"] for row in first["problems"]] == [row["id"] for row in second["problems"]]


def test_messages_come_in_the_language_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = project / "drawings" / "แนวเขต.kml"
    drawing.write_text(kml(area("หมู่ 1", "103,18")), encoding="utf-8")
    main(["check", str(project), "--lang", "th"])
    thai = capsys.readouterr().out
    main(["check", str(project), "--lang", "en"])
    assert "กันไว้" in thai
    assert "set aside" in capsys.readouterr().out


def test_fix_writes_copies_and_leaves_the_originals(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = project / "drawings" / "แนวเขต.kml"
    open_ring = SQUARE.rpartition(" ")[0]
    drawing.write_text(kml(area("บ้านโพนแพง หมู่ 1", open_ring)), encoding="utf-8")
    before = drawing.read_bytes()
    assert main(["check", str(project), "--fix"]) == 0
    assert drawing.read_bytes() == before
    copy = project / "repaired" / "drawings" / "แนวเขต.geojson"
    [feature] = json.loads(copy.read_text("utf-8"))["features"]
    ring = feature["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert feature["properties"]["village_code"] == "43160501"
    capsys.readouterr()
    first = report(project, capsys)
    assert [row["file"] for row in first["ledger"]] == ["drawings/แนวเขต.kml"]


def test_a_report_in_a_file_has_the_format_that_was_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["check", str(project), "--lang", "th"])
    shown = capsys.readouterr().out
    out = tmp_path / "ใหม่" / "รายงาน.txt"
    main(["check", str(project), "--lang", "th", "--out", str(out)])
    assert out.read_text("utf-8") == shown
    assert main(["check", str(project), "--out", str(tmp_path)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_repairing_leaves_the_json_report_readable(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(project), "--fix", "--format", "json"])
    said = capsys.readouterr()
    assert "problems" in json.loads(said.out)
    assert "repaired/drawings/" in said.err


def test_drawings_of_one_name_get_a_repaired_copy_each(project: Path) -> None:
    other = kml(area("บ้านอาญา หมู่ 2", SQUARE.replace("103.", "104.")))
    (project / "drawings" / "แนวเขต.txt").write_text(other, encoding="utf-8")
    main(["check", str(project), "--fix"])
    copies = sorted((project / "repaired" / "drawings").iterdir())
    names = [json.loads(copy.read_text("utf-8"))["features"][0]["properties"] for copy in copies]
    assert [copy.name for copy in copies] == ["แนวเขต.kml.geojson", "แนวเขต.txt.geojson"]
    assert [name["village_code"] for name in names] == ["43160501", "43160502"]


def test_the_html_report_opens_alone_and_escapes_what_files_say(
    project: Path, tmp_path: Path
) -> None:
    drawing = project / "drawings" / "แนวเขต.kml"
    drawing.write_text(
        kml(area("&lt;script&gt;alert(1)&lt;/script&gt;", "103,18")), encoding="utf-8"
    )
    out = tmp_path / "report.html"
    assert main(["check", str(project), "--format", "html", "--out", str(out)]) == 1
    page = out.read_text("utf-8")
    assert "<script" not in page
    assert "src=" not in page
    assert "&lt;script&gt;" in page


def test_help_does_not_wait_for_the_heavy_libraries() -> None:
    code = (
        "import sys; from muban.web.cli import main; main(['--help']); "
        "print([m for m in ('geopandas', 'pandas', 'shapely', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_new_project_has_settings_and_templates_and_holds_nothing_yet(tmp_path: Path) -> None:
    folder = tmp_path / "ใหม่"
    assert main(["new", str(folder)]) == 0
    assert (folder / "muban.toml").exists()
    assert list((folder / "templates").glob("*.xlsx"))
    assert main(["check", str(folder)]) == 1
    assert main(["new", str(folder)]) == 2


def test_a_new_project_is_named_after_its_folder_and_says_what_to_type_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / 'ตำบล "โพนแพง" 2563'
    assert main(["new", str(folder), "--lang", "th"]) == 0
    said = capsys.readouterr().out.strip().splitlines()
    assert said[-2].endswith(f'muban check "{folder}"')
    assert "docs/data.md" in said[-1]
    assert read_config(folder).title == folder.name


def test_many_alike_are_counted_under_their_name_and_the_way_to_all_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "งาน"
    (folder / "drawings").mkdir(parents=True)
    (folder / "muban.toml").write_text('title = "ก"\ntambon = "431605"\n', "utf-8")
    point = "<Point><coordinates>103.2,18.2{}</coordinates></Point>"
    pins = [
        f"<Placemark><name>{name}</name>{point.format(i)}</Placemark>"
        for i, name in enumerate("กขคงจฉช")
    ]
    (folder / "drawings" / "หมุด.kml").write_text(kml(*pins), "utf-8")
    main(["check", str(folder), "--lang", "th"])
    said = capsys.readouterr().out
    title = CATALOGUE["landmark.kind_unsaid"].title["th"]
    assert f"… และ «{title}» อีก 2 รายการ" in said
    assert said.count(f"muban check {folder} --format html --out report.html") == 1


def test_why_a_file_cannot_be_written_is_told_in_the_readers_language(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ไฟล์"
    file.write_text("")
    commands = (
        ["check", str(project), "--out", str(tmp_path)],
        ["print", str(project), "--out", str(file)],
    )
    for words in commands:
        assert main([*words, "--lang", "th"]) == 2
        said = capsys.readouterr().err
        assert not re.search("File|directory|exists", said)
    assert main([*commands[1], "--lang", "en"]) == 2
    assert "file" in capsys.readouterr().err


def test_a_setting_file_that_is_no_toml_is_told_by_its_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "muban.toml").write_text('title = "ก"\nprovince = 4x\n', "utf-8")
    assert main(["check", str(project), "--lang", "th"]) == 2
    said = capsys.readouterr().err
    assert "บรรทัดที่ 2" in said
    assert "Expected" not in said
