"""Natural breaks are the library's, to the last limit, without the library."""

from __future__ import annotations

import subprocess
import sys

import mapclassify
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.symbology.natural_breaks import natural_breaks

VALUES = st.one_of(
    st.lists(st.integers(0, 100), min_size=3, max_size=40),
    st.lists(st.integers(0, 9), min_size=3, max_size=40),
    st.lists(st.floats(0, 100, width=32), min_size=3, max_size=30),
)


@pytest.mark.filterwarnings("ignore:Numba")
@settings(max_examples=200, deadline=None)
@given(values=VALUES, k=st.integers(2, 8))
def test_the_limits_are_those_of_mapclassify(values: list[float], k: int) -> None:
    if len(set(values)) <= k:
        return
    found = natural_breaks(values, k)
    assert found.tolist() == mapclassify.FisherJenks(np.array(values, float), k=k).bins.tolist()


def test_by_hand() -> None:
    assert natural_breaks([10, 1, 11, 2, 30, 3], 3).tolist() == [3.0, 11.0, 30.0]


def test_classes_are_cut_without_loading_a_library_of_statistics() -> None:
    script = (
        "import sys; from muban.symbology.classify import classify; classify([1, 2, 9, 10], k=2);"
        "print([m for m in ('scipy', 'sklearn', 'mapclassify') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
