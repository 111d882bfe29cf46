"""A country of made provinces in one project: each in folders of its own.

Every province is one of :mod:`benchmarks.drawn_province`, with another seed, another place and
the code of one of the country's 77.

    python -m benchmarks.drawn_country FOLDER --provinces 77 --tambons 7425
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.drawn_province import DrawnProvince, draw_province
from muban.gis.codes.admin_codes import PROVINCES

__all__ = ["draw_country"]


def draw_country(
    folder: Path, *, provinces: int = 77, tambons: int = 7425, pins: int = 30, levels: int = 6
) -> DrawnProvince:
    """Write a project of several provinces.

    Parameters
    ----------
    folder
        Where; made if it is not there.
    provinces
        How many.
    tambons
        How many in all; each province has as many as the others, or one more.
    pins, levels
        As of :func:`~benchmarks.drawn_province.draw_province`.
    """
    made = []
    for number, (code, name) in enumerate(list(PROVINCES.items())[-provinces:]):
        count = tambons // provinces + (number < tambons % provinces)
        made.append(
            draw_province(
                folder,
                tambons=count,
                pins=pins,
                levels=levels,
                seed=number + 1,
                province=code,
                part=f"{code} {name}",
                origin=(97.5 + number % 9 * 0.9, 6.0 + number // 9 * 1.5),
            )
        )
    (folder / "muban.toml").write_text('title = "ประเทศสมมุติ"\nfiscal_year_be = 2563\n', "utf-8")
    return DrawnProvince(*map(sum, zip(*made, strict=True)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for option, value in (("provinces", 77), ("tambons", 7425), ("pins", 30), ("levels", 6)):
        parser.add_argument(f"--{option}", type=int, default=value)
    asked = vars(parser.parse_args())
    print(draw_country(asked.pop("folder"), **asked))
