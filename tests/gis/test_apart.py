"""A process that reads may run in a circle, fill the memory or die: the work goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import psutil
import pytest

from muban.gis.apart import Bounds, Stopped, run
from muban.gis.reading.limits import Limits
from muban.gis.reading.read import read_file, read_folder
from muban.gis.source import FileSettings
from tests import worse_readers as worse
from tests.drawings import kml, placemark, shapefile

BOUNDS = Bounds(seconds=1, memory_bytes=100_000_000)
POINT = b'{"type": "Point", "coordinates": [102.7, 17.9]}'


def _mine() -> int:
    return run(worse.whose, bounds=BOUNDS)[0]


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (worse.circle, "seconds"),
        (worse.fill_memory, "memory"),
        (worse.crash, "died"),
        (worse.deep, "died"),
    ],
)
def test_what_goes_wrong_in_the_process_is_told_and_the_next_job_is_done(
    work: Callable[[], object], reason: str
) -> None:
    with pytest.raises(Stopped) as stopped:
        run(work, bounds=BOUNDS)
    assert stopped.value.reason == reason
    assert run(worse.number, 7, bounds=BOUNDS)[0] == 7


def test_a_job_that_waits_for_ever_is_ended_though_it_computes_nothing() -> None:
    begun = time.monotonic()
    with pytest.raises(Stopped) as stopped:
        run(worse.sleep, bounds=Bounds(seconds=0.2, memory_bytes=100_000_000))
    assert stopped.value.reason == "seconds"
    assert time.monotonic() - begun < 60


def test_many_small_jobs_pay_for_one_start() -> None:
    assert len({_mine() for _ in range(20)}) == 1


def test_a_process_that_died_between_two_jobs_is_replaced() -> None:
    before = _mine()
    process = psutil.Process(before)
    process.kill()
    process.wait(120)
    assert _mine() != before


def test_jobs_of_several_threads_are_each_answered_with_their_own() -> None:
    told: dict[int, int] = {}

    def ask(value: int) -> None:
        told[value] = run(worse.number, value, bounds=BOUNDS)[0]

    threads = [threading.Thread(target=ask, args=(value,)) for value in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == {0: 0, 1: 1, 2: 2}


def test_a_bug_of_ours_stays_a_traceback_that_names_its_line() -> None:
    with pytest.raises(LookupError, match="no such village") as raised:
        run(worse.fail, bounds=BOUNDS)
    assert "worse_readers.py" in raised.value.__notes__[0]
    with pytest.raises(RuntimeError, match="UnpicklableError"):
        run(worse.fail_strangely, bounds=BOUNDS)
    with pytest.raises(RuntimeError, match="lock"):
        run(worse.unpicklable, bounds=BOUNDS)
    assert run(worse.number, 7, bounds=BOUNDS)[0] == 7


def test_what_a_library_prints_is_no_answer_and_reaches_no_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(worse.print_much, bounds=BOUNDS)[0] == "done"
    told = capfd.readouterr()
    assert (told.out, told.err) == ("", "")


def test_temporary_files_of_a_reader_that_died_are_taken_away() -> None:
    # By a name that no other work on this machine uses at the moment.
    name = f"{uuid4().hex}.gpkg"
    with pytest.raises(Stopped):
        run(worse.write_and_crash, name, bounds=BOUNDS)
    assert list(Path(tempfile.gettempdir()).glob(f"muban-*/**/{name}")) == []


def test_a_module_in_the_folder_where_the_command_runs_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('loaded')")
    (tmp_path / "gis").mkdir()
    (tmp_path / "gis" / "__init__.py").write_text("raise SystemExit('loaded')")
    (tmp_path / "a.geojson").write_bytes(POINT)
    run_here = (
        "from pathlib import Path; from muban.gis.reading.read import read_file;"
        "print(len(read_file(Path('a.geojson'), Path('.'))[0].numbers))"
    )
    command = [sys.executable, "-P", "-c", run_here]
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        command,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
    )
    assert (done.stdout.strip(), done.stderr) == ("1", "")


def test_the_process_goes_when_the_command_that_started_it_is_killed(tmp_path: Path) -> None:
    script = (
        "import time; from muban.gis.apart import Bounds, run;"
        "from tests.worse_readers import whose;"
        "print(run(whose, bounds=Bounds(5, 10**8))[0], flush=True); time.sleep(600)"
    )
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-P", "-c", script],
        env={**os.environ, "PYTHONPATH": root, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout is not None
        worker = psutil.Process(int(command.stdout.readline()))
        command.kill()
        worker.wait(120)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("reader", "code"), [(worse.crash, "read.reader_died"), (worse.full_disk, "read.no_room")]
)
def test_a_reader_that_breaks_down_leaves_an_error_and_the_other_files(
    reader: Callable[[], object],
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from muban.gis.reading import apart
    from muban.gis.reading.read_here import read_here

    def only_bad(path: Path, *rest: object) -> object:
        return reader if path.name == "bad.shp" else read_here

    ask = apart.run
    monkeypatch.setattr(
        apart, "run", lambda work, *given, bounds: ask(only_bad(*given), *given, bounds=bounds)
    )
    for suffix, data in shapefile().items():
        (tmp_path / f"bad.{suffix}").write_bytes(data)
    (tmp_path / "good.geojson").write_bytes(POINT)
    bad, good = read_folder(tmp_path, tmp_path)
    assert [found.code for found in bad.problems] == [code]
    assert [found.where.file for found in bad.problems] == ["bad.shp"]
    assert good.numbers == (1,)


def test_a_file_that_takes_too_long_is_named_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    path.write_bytes(kml(*[placemark("วัด")] * 2_000))
    [read] = read_file(path, tmp_path, limits=Limits(max_seconds=0))
    [found] = read.problems
    assert (found.code, found.params["limit"]) == ("read.limit", "max_seconds")
    assert read_file(path, tmp_path, settings=FileSettings())[0].numbers[-1] == 2_000
