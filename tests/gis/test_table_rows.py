"""A table's rows one by one: what pandas says of them, in less time."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from muban.gis.table_rows import rows_of


def test_rows_are_those_of_pandas_value_for_value_and_kind_for_kind() -> None:
    table = gpd.GeoDataFrame(
        {
            "name": pd.Series(["บ้านใหม่", None], dtype="str"),
            "said": pd.Series([None, ("a", 1)], dtype=object),
            "moo": [1, 2],
            "rai": [1.5, np.nan],
            "drawn": [True, False],
            "people": pd.array([7, None], dtype="Int64"),
            "level": pd.Categorical(["amphoe", "province"]),
            "day": [datetime(2026, 11, 29, tzinfo=UTC), pd.NaT],
            "mixed": pd.Series([np.int64(3), np.float64(0.5)], dtype=object),
        },
        geometry=[Point(102, 17), None],
        crs=4326,
    )
    found, expected = rows_of(table), table.to_dict("records")
    assert repr(found) == repr(expected)
    kinds = [[type(value) for value in row.values()] for row in found]
    assert kinds == [[type(value) for value in row.values()] for row in expected]
    numbers = [{name: row[name] for name in ("moo", "drawn", "mixed")} for row in found]
    assert json.loads(json.dumps(numbers))[0] == {"moo": 1, "drawn": True, "mixed": 3}


def test_a_table_without_rows_has_none() -> None:
    assert rows_of(pd.DataFrame({"moo": []})) == []
    assert rows_of(pd.DataFrame()) == []
