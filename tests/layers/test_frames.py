"""Tables between rooms are as declared: a wrong one is refused where it is made and received."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from muban.layers.frame_check import WrongFrame, check_frame, empty_frame, typed
from muban.layers.frames import (
    CONTEXT_COLUMNS,
    DESIGNATION_COLUMNS,
    INDICATOR_COLUMNS,
    LANDMARK_COLUMNS,
    UNIT_COLUMNS,
    VILLAGE_COLUMNS,
    Columns,
)
from tests.built_pages import small_province
from tests.sample_atlas import sample_tambon

Break = Callable[[gpd.GeoDataFrame], pd.DataFrame]


def put(column: str, value: object) -> Break:
    """The same table with one value in its third row."""

    def broken(frame: gpd.GeoDataFrame) -> pd.DataFrame:
        values = list(frame[column])
        values[2] = value
        return frame.assign(**{column: pd.Series(values, index=frame.index, dtype=object)})

    return broken


WRONG_VILLAGES: dict[str, tuple[Break, str]] = {
    "no code is an empty text": (put("village_code", ""), "village_code: expected 8 digits"),
    "a code has all its digits": (put("village_code", "4316050"), "found '4316050' in row 2"),
    "Thai digits are no code": (put("tambon_code", "๔๓๑๖๐๕"), "tambon_code: expected 6 digits"),
    "a code is text": (put("village_code", 43160503), "found 43160503 in row 2"),
    "unknown is no NaN": (put("village_code", float("nan")), "found nan in row 2"),
    "a moo is whole": (put("moo", 3.5), "moo: expected whole or None, found 3.5 in row 2"),
    "an unknown moo is no NaN": (put("moo", float("nan")), "moo: expected whole or None"),
    "a figure is a number": (put("population", "many"), "population: expected number"),
    "a place is one of three": (put("place", "here"), "place: expected one of drawn, point, none"),
    "a name is text": (put("name", None), "name: expected text, found None in row 2"),
    "a village is an area": (
        lambda frame: frame.set_geometry(shapely.points([(103, 18)] * len(frame)), crs=4326),
        "geometry: expected shape or None",
    ),
    "shapes are in degrees": (lambda frame: frame.to_crs(32648), "expected EPSG:4326, found"),
    "no column is missing": (lambda frame: frame.drop(columns="moo"), "no column moo"),
}


@pytest.mark.parametrize(("broken", "said"), WRONG_VILLAGES.values(), ids=WRONG_VILLAGES)
def test_an_atlas_refuses_villages_that_are_not_as_declared(broken: Break, said: str) -> None:
    tambon = sample_tambon()
    with pytest.raises(WrongFrame) as refused:
        replace(tambon, villages=broken(tambon.villages))
    assert "tambon 431605, villages" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("landmarks", "village_code", ""),
        ("landmarks", "landmark_kind", None),
        ("indicators", "year_be", None),
        ("indicators", "status", "hidden"),
        ("designations", "amphoe_code", "000000"),
        ("designations", "moo", "2"),
        ("designations", "status", ""),
    ],
)
def test_a_tambon_refuses_each_of_its_tables(table: str, column: str, value: object) -> None:
    tambon = sample_tambon()
    with pytest.raises(WrongFrame, match=f"{table}: {column}: expected"):
        replace(tambon, **{table: put(column, value)(getattr(tambon, table))})


@pytest.mark.parametrize(
    ("table", "column"), [("tambons", "amphoe_code"), ("amphoes", "name"), ("designations", "row")]
)
def test_a_province_refuses_each_of_its_tables(table: str, column: str) -> None:
    atlas = small_province()
    frame = getattr(atlas, table)
    wrong = frame.assign(**{column: pd.Series([None] * len(frame), dtype=object)})
    with pytest.raises(WrongFrame, match=f"{table}: {column}: expected"):
        replace(atlas, **{table: wrong})


def test_what_is_unknown_may_be_none() -> None:
    tambon = sample_tambon()
    villages = tambon.villages
    for column in ("village_code", "tambon_code", "moo"):
        villages = put(column, None)(villages)
    assert replace(tambon, villages=villages).village_count == len(villages)


def test_a_village_that_says_nothing_at_all_is_not_counted() -> None:
    tambon = sample_tambon()
    villages = put("name", "")(put("moo", None)(put("village_code", None)(tambon.villages)))
    assert replace(tambon, villages=villages).unnamed_areas == 1


ALL: dict[str, Columns] = {
    "villages": VILLAGE_COLUMNS,
    "landmarks": LANDMARK_COLUMNS,
    "context": CONTEXT_COLUMNS,
    "indicators": INDICATOR_COLUMNS,
    "designations": DESIGNATION_COLUMNS,
    "units": UNIT_COLUMNS,
}


@pytest.mark.parametrize("columns", ALL.values(), ids=ALL)
def test_an_empty_table_has_the_declared_columns(columns: Columns) -> None:
    made = empty_frame(columns)
    assert list(made.columns) == list(columns)
    check_frame(made, columns, "empty")


def test_typing_a_table_makes_whole_numbers_and_none_of_what_pandas_made_floats_and_nan() -> None:
    """pandas makes floats of whole numbers as soon as one is missing, and NaN of None."""
    made = pd.DataFrame({"village_code": ["43160501", None], "moo": [1, None]})
    assert made["moo"].tolist() == [1.0, pytest.approx(float("nan"), nan_ok=True)]
    columns = {name: VILLAGE_COLUMNS[name] for name in ("village_code", "moo")}
    with pytest.raises(WrongFrame):
        check_frame(made, columns, "as pandas has it")
    told = typed(made, columns)
    check_frame(told, columns, "as declared")
    assert [type(value) for value in told["moo"]] == [int, type(None)]
    assert told["village_code"].tolist() == ["43160501", None]
