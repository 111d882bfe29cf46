"""One table: what muban takes, beside its peers doing the same or less, in the same run.

A tambon and a province of real files (where ``../shared/data`` is there), a made province
whole, unchanged and with one drawing changed, a page of a thousand villages; and ten thousand
polygons cleaned, simplified and encoded beside mapshaper, where npm has it; and what each tambon
costs in a country of four provinces, beside one in a province alone. The other peers write one
page of the same polygons: no checks, no other pages, no cards, no data. Each is run in turn
with muban, several times; ratios come first, since a shared machine makes seconds mean little.
``bench.json`` has every figure of every round.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks.cost import Cost, cost_of, gzipped, muban, peer
from benchmarks.country import country_case
from benchmarks.coverage import coverage_case
from benchmarks.drawn_province import draw_province, draw_thousand
from benchmarks.painted import painted

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_READ = """
import sys
from pathlib import Path
import geopandas as gpd, pandas as pd, pyogrio
place = Path(sys.argv[1])
files = sorted(place.glob("*.*")) if place.is_dir() else [place]
whole = pd.concat([pyogrio.read_dataframe(path) for path in files], ignore_index=True)
whole = whole[whole.geometry.geom_type.isin(["Polygon", "MultiPolygon"])]
"""
_EXPLORE = _READ + "whole.explore().save(sys.argv[2])\n"
_FOLIUM = (
    _READ
    + """
import folium
x0, y0, x1, y1 = whole.total_bounds
shown = folium.Map([(y0 + y1) / 2, (x0 + x1) / 2])
folium.GeoJson(whole[["geometry"]].to_crs(4326)).add_to(shown)
shown.save(sys.argv[2])
"""
)
Round = dict[str, dict[str, float]]
"""By name of what was run: its figures."""


def site_case(project: Path, polygons: Path, place: Path, *, changed: bool = False) -> Round:
    """A project to a site, beside the peers' pages of its polygons.

    Parameters
    ----------
    project
        Its folder.
    polygons
        A file, or a folder of files, that the peers read.
    place
        An empty folder to work in.
    changed
        Whether it is also built with nothing changed, and with one drawing changed.
    """
    store, out = place / "store", place / "site"
    build = muban("build", str(project), "--out", str(out))
    found: Round = {}
    for name, script in (("explore()", _EXPLORE), ("folium", _FOLIUM)):
        page = place / f"{name}.html"
        cost = cost_of(peer(script, str(polygons), str(page)), store=store)
        found[name] = _figures(cost, [page])
    whole = cost_of(build, store=store)
    visit = _first_visit(out)
    found["muban"] = {**_figures(whole, visit), **painted(visit[0])}
    if changed:
        found["nothing changed"] = _figures(cost_of(build, store=store), _first_visit(out))
        drawing = sorted((project / "drawings").glob("*.kml"))[1]
        content = drawing.read_bytes()
        drawing.write_bytes(_one_corner_moved(content))
        found["one drawing changed"] = _figures(cost_of(build, store=store), _first_visit(out))
        drawing.write_bytes(content)
    return found


def _one_corner_moved(kml: bytes) -> bytes:
    """One corner of one village, a little to the east."""
    head, mark, tail = kml.partition(b"<coordinates>")
    longitude, comma, rest = tail.partition(b",")
    return head + mark + b"%.7f" % (float(longitude) + 2e-6) + comma + rest


def _first_visit(site: Path) -> list[Path]:
    """What a phone loads of the largest page: its HTML, scripts and styles."""
    pages = [*site.glob("tambon/*/index.html"), site / "index.html"]
    html = max(pages, key=lambda page: page.stat().st_size)
    text = html.read_text("utf-8")
    return [html, *(one for one in (site / "assets").rglob("*") if one.name in text)]


def _figures(cost: Cost, page: list[Path]) -> dict[str, float]:
    size = sum(path.stat().st_size for path in page)
    return {**asdict(cost), "bytes": size, "gz_bytes": gzipped(*page)}


def cases(place: Path, tambons: int) -> Iterator[tuple[str, str, Round]]:
    """Every case once: its name, the peer that it is measured against, and its figures."""

    def empty(name: str) -> Path:
        return Path(tempfile.mkdtemp(prefix=name, dir=place))

    if SHARED.is_dir():
        from tests.real_projects import khonkaen_project, nongkhai_project

        project = khonkaen_project(SHARED, empty("k") / "project")
        shapes = SHARED / "khonkaen_400106" / "village.geojson"
        yield "tambon 400106", "explore()", site_case(project, shapes, empty("k"))
        project = nongkhai_project(SHARED, empty("n") / "project")
        shapes = SHARED / "nongkhai" / "tambon.geojson"
        yield "Nong Khai", "explore()", site_case(project, shapes, empty("n"))
    project = empty("p") / "project"
    made = draw_province(project, tambons=tambons)
    name = f"made province, {made.tambons} tambons, {made.villages} villages"
    yield (
        name,
        "explore()",
        site_case(project, project / "drawings", empty("p"), changed=True),
    )
    project = empty("t") / "project"
    draw_thousand(project)
    yield (
        "1,000 villages on a page",
        "explore()",
        site_case(project, project / "drawings", empty("t")),
    )
    yield "10,000 polygons", "mapshaper", coverage_case(empty("c"))
    yield "each tambon", "a province alone", country_case(empty("l"))


def table(rounds: list[list[tuple[str, str, Round]]]) -> str:
    """Medians of all rounds, ratios to the peer of the same round first."""
    head = (
        "/peer cpu",
        "/peer wall",
        "/peer gz",
        "cpu s",
        "wall s",
        "tree MB",
        "largest",
        "gz KB",
        "paint ms",
        "pan ms",
    )
    lines = ["".join(f"{title:>11}" for title in head)]
    for number, (case, against, first) in enumerate(rounds[0]):
        lines.append(f"{case} (peer: {against})")
        taken = [one[number][2] for one in rounds]
        for name in first:
            cells = [
                _ratio(taken, name, against, figure) for figure in ("cpu_s", "wall_s", "gz_bytes")
            ]
            cells += [
                f"{statistics.median(one[name].get(figure, 0) for one in taken) / unit:.1f}"
                for figure, unit in (
                    ("cpu_s", 1), ("wall_s", 1), ("tree_mb", 1), ("largest_mb", 1),
                    ("gz_bytes", 1000), ("first_paint_ms", 1), ("pan_frame_ms", 1),
                )
            ]  # fmt: skip
            lines.append("".join(f"{cell:>11}" for cell in cells) + f"  {name}")
    return "\n".join(lines)


def _ratio(taken: list[Round], name: str, against: str, figure: str) -> str:
    ratios = [
        one[name][figure] / one[against][figure]
        for one in taken
        if one.get(against, {}).get(figure) and figure in one[name]
    ]
    return f"{statistics.median(ratios):.2f}" if ratios else "-"


def main() -> None:
    """Print the table and write ``bench.json``."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=int(os.environ.get("ROUNDS", "3")))
    asked.add_argument("--tambons", type=int, default=62)
    given, _ = asked.parse_known_args()
    rounds = []
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as place:
            rounds.append(list(cases(Path(place), given.tambons)))
        Path("bench.json").write_text(
            json.dumps(rounds, indent=1, ensure_ascii=False) + "\n", "utf-8"
        )
    print(table(rounds))


if __name__ == "__main__":
    main()
