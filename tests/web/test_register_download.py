"""The cleaned register can be taken from the site: a table for programs, a workbook to read."""

from __future__ import annotations

import csv
import io

import openpyxl

from muban.layers.register.register_outputs import STATUS_TH
from muban.symbology.legend import read_legend
from muban.web.building.data_files import LABELS
from tests.built_pages import small_province
from tests.made_data import data_files


def test_the_register_is_offered_as_a_table_and_as_a_workbook_with_every_row() -> None:
    atlas = small_province()
    files = data_files(atlas, read_legend())
    rows = list(csv.DictReader(io.StringIO(files["data/register.csv"].decode("utf-8-sig"))))
    assert {"row", "status", "village_code", "year_be", "level", "written"} <= set(rows[0])
    assert len(rows) == len(atlas.designations)
    book = openpyxl.load_workbook(io.BytesIO(files["data/register.xlsx"]))
    heading, *cells = book["ทะเบียน"].iter_rows(values_only=True)
    assert "เหตุผล" in heading
    statuses = [row[heading.index("สถานะ")] for row in cells]
    assert statuses == [STATUS_TH[row["status"]] for row in rows]
    assert book["หมู่บ้าน อำเภอ-ปี"]["A2"].value == "เหนือ"
    assert {path.removeprefix("data/") for path in files} <= set(LABELS)
