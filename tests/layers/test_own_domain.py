"""A sixth domain that a project names is known by its name, in wide tables and in long ones."""

from __future__ import annotations

from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.indicator.indicator_reading import read_indicators
from tests.indicator_grids import grid

MAPPING = IndicatorMapping.from_config(
    {"year_be": 2562, "domains": {"culture": {"label_th": "วัฒนธรรม", "scale": [1, 5]}}}
)


def test_a_column_under_the_own_domain_s_label_is_that_domain() -> None:
    table = read_indicators(
        grid([["รหัสหมู่บ้าน", "อาชีพ", "วัฒนธรรม (1-5)"], ["43160501", 3, 4]]), mapping=MAPPING
    )
    assert table is not None
    [row] = table.rows
    assert [(cell.key, cell.value) for cell in row.cells] == [
        (("occupation", ""), 3.0),
        (("culture", ""), 4.0),
    ]
    assert not [found for found in table.problems if found.code == "indicator.unknown_headings"]


def test_a_row_of_the_own_domain_in_a_long_table_is_that_domain() -> None:
    table = read_indicators(
        grid([["รหัสหมู่บ้าน", "ด้าน", "ค่า"], ["43160501", "วัฒนธรรม", 4]]), mapping=MAPPING
    )
    assert table is not None
    assert [cell.key for row in table.rows for cell in row.cells] == [("culture", "")]
