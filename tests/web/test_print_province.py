"""The province's printed map: every tambon by name, every designation by its number, A4 to A2."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from muban.gis.errors import ConfigError, MubanError
from muban.layers.atlas import Atlas
from muban.symbology.legend import read_legend
from muban.web.maps.province_shapes import province_shapes
from muban.web.maps.register_rows import counted_rows, register_rows
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_files import print_files
from muban.web.paper.print_frame import PAPERS
from muban.web.paper.print_province import province_sheet
from muban.web.paper.typst_document import compile_pdf
from muban.web.settings.config import parse_config
from tests.built_pages import PAYLOAD, small_province
from tests.crowded_province import crowded_province

LEGEND = read_legend()
IMPRINT = Imprint(office="สำนักงานพัฒนาชุมชนจังหวัด", date="10 มีนาคม 2563", address="https://x.go.th/m/")
CONFIG = parse_config('title = "ทดสอบ"')


def _text(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "province.pdf"
    file.write_bytes(pdf)
    made = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return " ".join(made.stdout.decode().split())


@pytest.mark.parametrize("paper", PAPERS)
def test_every_tambon_and_every_designation_stands_on_the_sheet(paper: str, tmp_path: Path) -> None:
    atlas = crowded_province()
    data = province_sheet(atlas, legend=LEGEND, imprint=IMPRINT, paper=paper)
    drawn = re.findall(r'<text data-number-of="(\w+)"[^>]*>([^<]*)<', data["numbers"])
    of = dict(drawn)
    units = [*atlas.amphoes.itertuples(), *atlas.tambons.itertuples()]
    assert {unit.code: unit.name for unit in units} == {u.code: of[u.code] for u in units}
    table = {row["number"]: row["name"] for year in data["table"]["years"] for row in year["rows"]}
    assert len(table) == 72
    counted = counted_rows(register_rows(atlas.designations, province_shapes(atlas).grid))
    for row in counted:
        number = of[str(row["row"])].split()[0]
        assert table[number].startswith(row["name"]), "the number leads to its village"
    assert [year["label"] for year in data["table"]["years"]] == [
        f"ปี {year}" for year in range(2562, 2554, -1)
    ]
    pdf = compile_pdf("province.typ", data)
    text = _text(pdf, tmp_path)
    for words in ("จังหวัดตัวอย่าง", "ปี 2555–2562", "ดีเด่นระดับจังหวัด", "มาตราส่วนประมาณ 1 :", "รวม"):
        assert words in text, words
    size = subprocess.run(["pdfinfo", tmp_path / "province.pdf"], capture_output=True, check=True)
    found = re.search(rb"Page size:\s+([\d.]+) x", size.stdout)
    assert found is not None
    assert float(found[1]) / 72 * 25.4 == pytest.approx(PAPERS[paper].width, abs=0.1)


def test_what_has_no_place_or_only_a_rough_one_says_so() -> None:
    data = province_sheet(small_province(), legend=LEGEND, imprint=IMPRINT)
    rows = {row["name"]: row for year in data["table"]["years"] for row in year["rows"]}
    assert sorted(rows) == ["บ้านก หมู่ 1", "บ้านข หมู่ 2", "บ้านค หมู่ 3", "บ้านง หมู่ 4"]
    assert rows["บ้านค หมู่ 3"]["note"] == "ยังไม่ทราบตำแหน่ง ไม่อยู่บนแผนที่"
    assert rows["บ้านก หมู่ 1"]["mark"] == "province"
    assert rows["บ้านง หมู่ 4"]["mark"] == "amphoerough"
    assert data["table"]["models"] == ["2562 หนองหนึ่ง"]
    assert data["table"]["matrix"]["sums"] == ["รวม", "2", "2", "4"]


def test_a_province_without_a_register_or_tambons_is_whole(tmp_path: Path) -> None:
    own = small_province()
    bare = replace(own, designations=own.designations.iloc[:0])
    assert province_sheet(bare, legend=LEGEND, imprint=Imprint())["table"] is None
    for atlas in (bare, replace(own, tambons=own.tambons.iloc[:0], amphoes=own.amphoes.iloc[:0])):
        data = province_sheet(atlas, legend=LEGEND, imprint=Imprint(lang="en"))
        assert compile_pdf("province.typ", data).startswith(b"%PDF")


def test_its_file_is_named_by_the_province_and_its_texts_are_texts(tmp_path: Path) -> None:
    made = print_files(small_province(), CONFIG, legend=LEGEND, province=True, paper="a3")
    assert list(made) == ["map-province-99-a3.pdf"]
    hostile = replace(small_province(PAYLOAD), title=PAYLOAD)
    data = province_sheet(hostile, legend=LEGEND, imprint=IMPRINT)
    assert "<script" not in data["map"] + data["numbers"]
    assert compile_pdf("province.typ", data).startswith(b"%PDF")


def test_nothing_personal_goes_to_its_paper() -> None:
    own = small_province()
    named = own.designations.assign(name="บ้านนายสมชาย ใจดี โทร 081-234-5678")
    with pytest.raises(MubanError, match="personal items"):
        print_files(replace(own, designations=named), CONFIG, legend=LEGEND, province=True)


def _coloured(atlas: Atlas, colour: str, tmp_path: Path) -> str:
    made = print_files(atlas, CONFIG, legend=LEGEND, colour=colour)
    return _text(made["map-431605-a4.pdf"], tmp_path)


def test_a_tambons_map_is_coloured_by_what_is_asked_for_or_not_at_all(tmp_path: Path) -> None:
    atlas = small_province()
    assert "สีพื้น: CIA ด้านอาชีพ" in _coloured(atlas, "", tmp_path)
    risk = next(one for one in atlas.pages[0].domains if one.id == "risk")
    for asked in ("risk", risk.label_th, "risk.2562"):
        assert f"สีพื้น: CIA ด้าน{risk.label_th}" in _coloured(atlas, asked, tmp_path), asked
    assert "สีพื้น: CIA" not in _coloured(atlas, "none", tmp_path)
    with pytest.raises(ConfigError, match="no such domain"):
        _coloured(atlas, "nonsense", tmp_path)
