"""What an office sets for colours and for problems stands on the page, the card and the book."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from muban.gis.errors import ConfigError
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.web.building.build import BuildOptions, build_site
from muban.web.paper.card import build_cards
from muban.web.paper.print_files import print_files
from muban.web.project import SAMPLE, Project, read_project, survey
from muban.web.settings.config import parse_config
from muban.web.settings.indicator_settings import class_settings, refuse_unknown_ids
from tests.seen import seen

SETTINGS = """
[classes]
method = "equal"
count = 4
[classes.breaks]
occupation = [0, 50, 100]
"""
THRESHOLD = "\n[priorities.thresholds]\noccupation = 61\n"
RULE = "กำหนดเกณฑ์ของ «อาชีพ» ไว้ที่ 61"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("settings") / "sample"
    shutil.copytree(SAMPLE, folder)
    config = folder / "muban.toml"
    config.write_text(config.read_text("utf-8") + THRESHOLD + SETTINGS, encoding="utf-8")
    return read_project(folder)


def test_the_page_cuts_classes_and_ranks_problems_as_the_project_sets(project: Project) -> None:
    site = build_site(project, survey(project), BuildOptions())
    page = next(data for path, data in site.items() if path.endswith("431605/index.html")).decode()
    assert RULE in page
    data = json.loads(page.partition(' id="page-data">')[2].partition("</script>")[0])
    labels = {view["key"]: view["labels"] for view in data["views"]}
    assert labels["occupation.2562"] == ["0–50", "50–100"]
    assert labels["capital.2562"] == ["0–25", "25–50", "50–75", "75–100"]


def test_the_card_is_coloured_as_the_project_sets(project: Project) -> None:
    tambon = survey(project).pages[0]
    own = build_cards(seen(tambon, classes=class_settings(project.config)))
    assert own != build_cards(seen(tambon))


def test_the_book_ranks_problems_as_the_project_sets(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = []
    monkeypatch.setattr(
        "muban.web.paper.print_files.compile_pdf", lambda _, data: documents.append(data) or b""
    )
    print_files(survey(project), project.config, legend=project.legend, book=True)
    assert RULE in documents[0]["ranking"]["rule"]


@pytest.mark.parametrize("table", ["priorities.thresholds", "classes.breaks"])
def test_a_setting_of_a_domain_that_is_not_there_is_refused(table: str) -> None:
    value = "[0, 1]" if table == "classes.breaks" else "3"
    config = parse_config(f'title = "x"\n[{table}]\noccupatoin = {value}')
    with pytest.raises(ConfigError, match=r"occupatoin.*occupation"):
        refuse_unknown_ids(config, ())


def test_a_domain_of_the_project_s_own_may_be_set_before_its_table_is_there() -> None:
    text = 'title = "x"\n[indicators.domains.culture]\nlabel_th = "วัฒนธรรม"\n'
    refuse_unknown_ids(parse_config(text + "[priorities.thresholds]\nculture = 3"), ())


@pytest.mark.parametrize(
    "table",
    [
        {"year_be": "2563"},
        {"tambon_code": 431605},
        {"scale": 5},
        {"higher_is_better": "yes"},
        {"columns": {"รายได้": "Income!"}},
        {"domains": 3},
        {"domains": {"culture": {"label_th": 3}}},
    ],
)
def test_a_thai_reader_is_told_in_thai_what_a_value_may_be(table: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as refused:
        IndicatorMapping.from_config(table)
    wanted = refused.value.th.partition("ค่าที่ใช้ได้คือ ")[2]
    assert wanted
    assert not set(re.findall("[A-Za-z]{2,}", wanted)) - {"true", "false", "occupation"}
