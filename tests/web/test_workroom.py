"""The thread that reads and makes a project at the desk ends when it is told to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from muban.web.desk.workroom import Workroom
from tests.small_projects import three_villages


def empty_project(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("made", [three_villages, empty_project])
@pytest.mark.parametrize("moment_s", [0.0, 0.02, 0.1])
def test_a_stop_while_changes_settle_ends_the_thread(
    tmp_path: Path, moment_s: float, made: Callable[[Path], Path]
) -> None:
    """The call to stop must not be taken for a change of the folder, which settles."""
    before = set(threading.enumerate())
    room = Workroom(made(tmp_path / "งาน"), None)
    room.start()
    [thread] = set(threading.enumerate()) - before
    time.sleep(moment_s)
    room.stop()
    thread.join(120)
    assert not thread.is_alive()
