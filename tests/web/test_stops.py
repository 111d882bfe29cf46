"""Ctrl-C and «end», at any moment, are answered with one sentence and leave nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.small_projects import three_villages

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
RUN = "import sys; from muban.web.start import main; sys.exit(main())"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return three_villages(tmp_path / "งาน")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=lambda sign: sign.name)
@pytest.mark.parametrize("wait_s", [0.25, 0.5, 0.8, 1.6])
def test_a_stopped_build_says_so_in_one_sentence_and_leaves_nothing(
    project: Path, tmp_path: Path, sign: signal.Signals, wait_s: float
) -> None:
    """The moments are of no account; the first ones lie in the loading of libraries."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    build = subprocess.Popen(
        [sys.executable, "-c", RUN, "build", str(project), "--out", str(tmp_path / "site")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary), "LANG": "th_TH.UTF-8", "LC_ALL": ""},
    )
    time.sleep(wait_s)  # a person stops it at any moment
    build.send_signal(sign)
    _, told = build.communicate(timeout=300)
    if build.returncode not in (0, -sign):  # it was done, or Python itself was not there yet
        assert build.returncode == 128 + sign
        [line] = [line for line in told.splitlines() if line.startswith("muban:")]
        assert "หยุดแล้ว" in line
    assert "Traceback" not in told or build.returncode == -sign
    assert list(temporary.iterdir()) == []
    left = {path.name for path in tmp_path.iterdir()} - {"งาน", "tmp", "site"}
    assert left == set()


def test_a_stop_is_heard_before_any_library_is_loaded() -> None:
    """What is Python's own: its start, and to find and read our first few lines."""
    script = (
        "import sys; before = set(sys.modules); from muban.web import start; start._listen();"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    ours = {"muban", "muban.web", "muban.web.start", "muban.web.stopping"}
    assert set(done.stdout.split()) == {"__future__", *ours}
