"""Designations of a village are told newest first, and only those that are certain."""

from __future__ import annotations

import pandas as pd

from muban.web.maps.picture_places import designations_by_village

A, B = "43160508", "43160509"
REGISTER = pd.DataFrame(
    [
        (2, "village", "exact", A, 2555),
        (3, "village", "corrected", A, 2563),
        (4, "village", "needs_person", None, 2566),
        (5, "village", "duplicate", A, 2565),
        (6, "tambon", "exact", None, 2565),
        (7, "village", "exact", B, 2560),
        (9, "village", "exact", A, 2563),
        (8, "village", "exact", A, 2563),
    ],
    columns=["row", "kind", "status", "village_code", "year_be"],
)


def test_certain_rows_stand_newest_first_and_of_one_year_in_the_register_s_order() -> None:
    found = designations_by_village(REGISTER)
    told = {code: [(row["year_be"], row["row"]) for row in rows] for code, rows in found.items()}
    assert told == {A: [(2563, 3), (2563, 8), (2563, 9), (2555, 2)], B: [(2560, 7)]}


def test_villages_stand_in_the_order_of_their_newest_designation() -> None:
    assert list(designations_by_village(REGISTER)) == [A, B]
    assert designations_by_village(REGISTER.iloc[:0]) == {}
