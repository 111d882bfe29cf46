"""Years: พ.ศ. is ค.ศ. + 543, however they are written."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.text.buddhist_year import fiscal_year_be, parse_year_be, thai_date
from muban.gis.text.thai_text import thai_digits


@pytest.mark.parametrize(
    ("written", "year"),
    [
        (2563, 2563),
        ("๒๕๖๓", 2563),
        (63, 2563),
        ("63", 2563),
        (2020, 2563),
        (2563.0, 2563),
        ("พ.ศ. 2563", 2563),
        ("พ.ศ.๒๕๖๓", 2563),
        ("ค.ศ. 2020", 2563),
        ("ปี 63", 2563),
        ("ปีงบประมาณ พ.ศ. 2563", 2563),
        ("๓๑ มี.ค. ๒๕๖๓", 2563),
        ("31/3/2020", 2563),
        (dt.date(2020, 3, 31), 2563),
        (dt.datetime(2563, 3, 31), 2563),  # noqa: DTZ001 - Excel's dates have no zone
        (pd.Timestamp("2020-03-31"), 2563),
        (pd.NaT, None),
        ("2555-2562", None),
        ("2563/2564", None),
        ("ค.ศ. 63", None),
        (563, None),
        (-63, None),
        ("", None),
        (True, None),
    ],
)
def test_year_is_read_as_be(written: object, year: int | None) -> None:
    assert parse_year_be(written) == year


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=2400, max_value=2699))
def test_year_written_in_any_digits_and_era_is_the_same_year(year: int) -> None:
    assert parse_year_be(thai_digits(str(year))) == parse_year_be(year - 543) == year


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=20), st.floats(), st.integers()))
def test_anything_is_a_year_of_our_time_or_none(value: object) -> None:
    year = parse_year_be(value)
    assert year is None or 2400 <= year < 2700


def test_fiscal_year_begins_in_october() -> None:
    assert fiscal_year_be(dt.date(2019, 9, 30)) == 2562
    assert fiscal_year_be(dt.date(2019, 10, 1)) == 2563


def test_date_is_written_as_in_a_letter() -> None:
    assert thai_date(dt.date(2020, 3, 31)) == "31 มีนาคม 2563"
