"""A register of 1,000 misread rows against the country's 75,207 villages.

The peer is what an analyst would write: of all villages of the province the one whose name,
with tambon and amphoe, is most alike by ``difflib``. It decides every row, also those whose
name and moo contradict each other; it is slow, and so it gets a tenth of the rows.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from tests.reading_errors import Line

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
PROVINCE = "43"


def country() -> Gazetteer:
    """All 75,207 villages; prints how long the index takes."""
    import pandas as pd

    from muban.gis.gazetteer.gazetteer import build_gazetteer

    whole = pd.read_csv(SHARED / "thailand" / "villages.csv.gz", dtype=str)
    whole["moo"] = whole["moo"].astype(int)
    began = time.perf_counter()
    known = build_gazetteer(whole)
    print(f"gazetteer of {len(known.villages):,} villages: {time.perf_counter() - began:.2f} s")
    return known


def damaged(known: Gazetteer) -> list[Line]:
    """A register of the province as it came out of the reading."""
    from tests.layers.test_register_resolve_generated import true_lines
    from tests.reading_errors import damage

    luck = random.Random("benchmark")
    others = [u.name for code, u in known.amphoes.items() if not code.startswith(PROVINCE)]
    names = {code: village.name for code, village in known.villages.items()}
    return [damage(line, luck, others, names) for line in true_lines(known, PROVINCE, luck)]


def resolve(known: Gazetteer, lines: Sequence[Line]) -> list[str]:
    """Ours: read the grid and resolve it."""
    from muban.layers.register.designations import resolve_register
    from muban.layers.register.register_reading import read_register
    from tests.register_grids import HEADER, grid

    rows: list[Sequence[object]] = [HEADER]
    rows += [line.cells(i) for i, line in enumerate(lines, start=1)]
    [table] = read_register(grid(rows))
    frame = resolve_register(table, known, province_code=PROVINCE).frame
    codes: list[str] = frame["village_code"].tolist()
    return codes


def most_alike(known: Gazetteer, lines: Sequence[Line]) -> list[str]:
    """The peer."""
    names = {
        code: f"{known.amphoes[code[:4]].name} {known.tambons[code[:6]].name} {village.name}"
        for code, village in known.villages.items()
        if code.startswith(PROVINCE)
    }
    written = [f"{line.amphoe} {line.tambon} บ้าน{line.village}" for line in lines]
    return [max(names, key=lambda code: _alike(text, names[code])) for text in written]


def _alike(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def main() -> None:
    """Print speed and answers of both."""
    if not SHARED.is_dir():
        sys.exit("the real files of ../shared/data are not on this machine")
    known = country()
    lines = damaged(known)
    for name, work, rows in (
        ("muban register", resolve, lines),
        ("most alike name", most_alike, lines[: len(lines) // 10]),
    ):
        began = time.perf_counter()
        codes = work(known, rows)
        seconds = time.perf_counter() - began
        true = [line.true_code for line in rows]
        right = sum(a == b for a, b in zip(codes, true, strict=True))
        wrong = len(rows) - right - codes.count("")
        print(
            f"{name:18}{len(rows):>6} rows {seconds:>7.2f} s {seconds / len(rows) * 1e3:>7.2f} "
            f"ms/row  {right / len(rows):>6.1%} right {wrong:>4} wrong {codes.count(''):>4} open"
        )


if __name__ == "__main__":
    main()
