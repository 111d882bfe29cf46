"""Copies of an officer's files in the temporary folder end with those who made them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from signal import SIGKILL

import pytest

from muban.gis.apart.scratch import Scratch
from tests.publishing_kills import in_child


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_scratch_folder_goes_at_the_end_and_after_an_error(temporary: Path) -> None:
    with Scratch() as folder:
        (folder / "layer.shp").write_bytes(b"raw")
        assert list(temporary.iterdir()) == [folder]
    assert list(temporary.iterdir()) == []
    with pytest.raises(ValueError, match="odd"), Scratch():
        raise ValueError("odd")
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows forks no processes")
def test_what_one_that_was_killed_copied_is_swept_by_the_next(temporary: Path) -> None:
    def die() -> None:
        (Scratch().path / "layer.shp").write_bytes(b"raw")
        os.kill(os.getpid(), SIGKILL)

    with Scratch() as lives:
        (lives / "layer.shp").write_bytes(b"raw")
        for _ in range(3):
            assert in_child(die) == -SIGKILL
        # The last one stands until the next comes; the living one's stays.
        assert len(list(temporary.iterdir())) == 2
        with Scratch() as folder:
            assert sorted(temporary.iterdir()) == sorted([lives, folder])
        assert (lives / "layer.shp").read_bytes() == b"raw"


def test_folders_of_others_are_left_alone(temporary: Path) -> None:
    for name in ("muban-photos", "muban-begun"):
        (temporary / name).mkdir()
    (temporary / "muban-photos" / "a.jpg").write_bytes(b"x")
    (temporary / "muban-begun" / ".held").write_bytes(b"")
    with Scratch():
        pass
    assert sorted(path.name for path in temporary.iterdir()) == ["muban-begun", "muban-photos"]
