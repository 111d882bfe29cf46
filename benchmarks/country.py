"""What a tambon costs in a country of several provinces, beside one in a province alone."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from benchmarks.cost import Cost, cost_of, muban
from benchmarks.drawn_country import draw_country

__all__ = ["country_case"]

Figures = dict[str, dict[str, float]]

_PINS, _LEVELS = 10, 4
"""Lighter tambons than the made province's, as a country has so many of them."""


def country_case(place: Path, *, provinces: tuple[int, ...] = (1, 4), tambons: int = 12) -> Figures:
    """Build countries of so many provinces, nothing kept from before.

    Parameters
    ----------
    place
        An empty folder to work in.
    provinces
        How many each country has.
    tambons
        In each of their provinces.

    Returns
    -------
    dict
        By the country's name: seconds **a tambon**, and MB of memory as they are.
    """
    found: Figures = {}
    for count in provinces:
        project, name = place / f"country-{count}", named(count)
        made = draw_country(
            project, provinces=count, tambons=count * tambons, pins=_PINS, levels=_LEVELS
        )
        build = muban("build", str(project), "--out", str(place / f"site-{count}"), "--no-cache")
        found[name] = a_tambon(cost_of(build, store=place / "store"), made.tambons)
    return found


def named(provinces: int) -> str:
    """What a country is called in the table."""
    return "a province alone" if provinces == 1 else f"a country of {provinces}"


def a_tambon(whole: Cost, tambons: int) -> dict[str, float]:
    """What each of so many tambons took."""
    each = {"cpu_s": whole.cpu_s / tambons, "wall_s": whole.wall_s / tambons}
    return {**asdict(whole), **each}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", type=Path)
    parser.add_argument("--provinces", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--tambons", type=int, default=31)
    asked = parser.parse_args()
    for title, figures in country_case(
        asked.place, provinces=tuple(asked.provinces), tambons=asked.tambons
    ).items():
        print(title, {key: round(value, 2) for key, value in figures.items()})
