"""Both real projects to a site, beside ``geopandas.explore()`` of the same polygons.

The peer does far less (one layer, no checks, no table, and ten requests to other hosts
when opened); it is what an analyst would use today.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

from benchmarks.measured import measure, table

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def build(name: str) -> int:
    """Build a real project; the bytes of its site as a phone loads them (gzipped)."""
    from muban.web.building.build import BuildOptions, build_site
    from muban.web.project import read_project, survey
    from muban.web.publishing.publish_site import publish
    from tests import real_projects

    with tempfile.TemporaryDirectory() as folder:
        project = read_project(
            getattr(real_projects, f"{name}_project")(SHARED, Path(folder) / "project")
        )
        atlas = survey(project)
        out = publish(build_site(project, atlas, BuildOptions()), Path(folder) / "site").folder
        return _page_bytes(out)


def explore(path: str) -> int:
    """The same polygons through the peer."""
    import geopandas as gpd

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "map.html"
        gpd.read_file(path).explore().save(str(out))
        return len(gzip.compress(out.read_bytes(), 6))


def _page_bytes(site: Path) -> int:
    """A first visit to the largest page: its HTML, scripts and styles, gzipped."""
    pages = [*site.glob("tambon/*/index.html")] or [site / "index.html"]
    html = max(pages, key=lambda page: page.stat().st_size)
    text = html.read_text("utf-8")
    assets = [path for path in (site / "assets").rglob("*") if path.name in text]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in [html, *assets])


def main() -> None:
    """Print the figures of both projects."""
    if not SHARED.is_dir():
        sys.exit("the real files of ../shared/data are not on this machine")
    for name, polygons in (
        ("khonkaen", SHARED / "khonkaen_400106" / "village.geojson"),
        ("nongkhai", SHARED / "nongkhai" / "tambon.geojson"),
    ):
        ours = measure(f"muban build ({name})", "benchmarks.site", "build", name)
        peer = measure("geopandas.explore()", "benchmarks.site", "explore", str(polygons))
        print(table([ours], peer), end="\n\n")


if __name__ == "__main__":
    main()
