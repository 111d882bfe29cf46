"""What every test may ask for."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from tests.browser import browser, playwright_driver
from tests.stand_in import make_stand_in

__all__ = ["browser", "playwright_driver"]

collect_ignore = ["qgis_draw.py"]  # runs under the Python that has QGIS, not under ours

SHARED = Path(os.environ.get("MUBAN_SHARED") or Path(__file__).resolve().parents[2] / "shared")
"""Real files beside the repository; elsewhere by the variable."""


# What the program says is held to its words, whatever language the machine speaks.
for variable in ("LC_ALL", "LC_MESSAGES"):
    os.environ.pop(variable, None)
os.environ["LANG"] = "C.UTF-8"

# What tests make is kept for none of them, and not where this machine's user keeps theirs.
# A shell starts what it runs in the background deaf to Ctrl-C, and so would be all that the
# tests start: they say themselves who hears what.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ["MUBAN_CACHE"] = tempfile.mkdtemp(prefix="muban-test-cache-")
atexit.register(shutil.rmtree, os.environ["MUBAN_CACHE"], ignore_errors=True)

# The same examples in every run: what passes here passes wherever the same tree is tested. How
# long examples take to make is no fact about them: a busy machine would be told to make others.
settings.register_profile(
    "muban",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("muban")


SLOW = frozenset(
    {
        "test_api.py",  # installs a package and builds with it
        "test_apart.py",  # processes ended and begun anew
        "test_background.py",  # grounds of ten dense tambons, weighed
        "test_clips.py",  # films, drawn frame by frame
        "test_hostile.py",
        "test_legend_sheet.py",  # sheets of paper, set and drawn
        "test_limits.py",  # files of a hundred megabytes, and how work grows with size
        "test_mutation.py",
        "test_pace.py",  # a site built twice by the command
        "test_print.py",
        "test_print_command.py",
        "test_publish.py",  # builds killed at every step
        "test_real_projects.py",
        "test_register_resolve_generated.py",
        "test_site_census.py",
        "test_stops.py",
        "test_suppression_attack.py",
        "test_wheel.py",  # the wheel built, and every command run from it
    }
)
"""Files of tests that take seconds each by nature: ``make fast`` leaves them out."""


DEAR = frozenset(
    {
        "build_site",
        "digitize",
        "main",
        "make_pdf",
        "make_province",
        "publish",
        "running_desk",
        "sample_project",
        "sample_site",
    }
)
"""Whoever takes one of these builds sites, runs a desk or a command: ``make fast`` leaves those
files out too, and is done in about a minute."""


TOGETHER = frozenset(
    {
        "test_api.py",
        "test_browser_door.py",
        "test_browser_injection.py",
        "test_browser_layout.py",
        "test_browser_village.py",
        "test_cache.py",
        "test_clips.py",
        "test_context_site.py",
        "test_disputed.py",
        "test_legend_sheet.py",
        "test_pack.py",
        "test_page_village.py",
        "test_posts.py",
        "test_print.py",
        "test_real_projects.py",
        "test_sample.py",
        "test_stream.py",
        "test_suppression_site.py",
        "test_wheel.py",
    }
)
"""Files whose tests share what takes seconds to make: on one processor, it is made once."""


class ByFileWhereShared(LoadScopeScheduling):
    """Deals tests out to processors: one by one, but :data:`TOGETHER` by the file, these first.

    The groups of pytest-xdist 3.8 are marked in a part of a test's id that pytest 9.2 no longer
    looks at: there they part what they should keep together, and say nothing.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.rpartition("/")[2] in TOGETHER else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Deal the tests out so that what takes seconds to make is made once."""
    return ByFileWhereShared(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that take long."""
    for item in items:
        if item.path.name in SLOW or DEAR & vars(getattr(item, "module", item)).keys():
            item.add_marker(pytest.mark.slow)


def pytest_report_header() -> list[str]:
    """Half of GIS bugs are in here: say which libraries run."""
    import fiona
    import pyogrio
    import pyproj
    import shapely

    return [
        f"GEOS {shapely.geos_version_string} · PROJ {pyproj.proj_version_str} · "
        f"GDAL {'.'.join(map(str, pyogrio.__gdal_version__))} (pyogrio), "
        f"{fiona.__gdal_version__} (fiona)"
    ]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files; the test is skipped where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the real files of ../shared/data are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def real_data(shared: Path) -> Path:
    """``../shared/data``, for facts that only the real files hold."""
    return shared / "data"


@pytest.fixture(scope="session")
def shared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``../shared/data``, or where that is absent a stand-in of the same files, all made."""
    if (SHARED / "data").is_dir():
        return SHARED / "data"
    return make_stand_in(tmp_path_factory.mktemp("stand_in"))
