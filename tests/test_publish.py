"""A site is swapped in whole, and takes the place of nothing but a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from gis.errors import MubanError
from web.publish import publish

PUBLIC = {"manifest.json": b'{"internal": false}', "index.html": b"new"}


def test_a_site_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish({**PUBLIC, "index.html": b"old", "gone.html": b"x"}, out)
    publish(PUBLIC, out)
    assert (out / "index.html").read_bytes() == b"new"
    assert not (out / "gone.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_someone_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ภาพถ่าย.jpg").write_bytes(b"x")
    with pytest.raises(MubanError):
        publish(PUBLIC, tmp_path)
    assert (tmp_path / "ภาพถ่าย.jpg").exists()


def test_an_internal_site_never_takes_the_place_of_a_public_one(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(PUBLIC, out)
    with pytest.raises(MubanError):
        publish({**PUBLIC, "manifest.json": b'{"internal": true}'}, out)
    assert (out / "index.html").read_bytes() == b"new"


def test_a_write_that_fails_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    publish({**PUBLIC, "index.html": b"old"}, out)

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", no_space)
    with pytest.raises(MubanError):
        publish(PUBLIC, out)
    assert (out / "index.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
