"""The folder that runs on Windows: every library has a wheel, and the archive is laid out."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.tags import Tag
from packaging.utils import parse_wheel_filename

from tools.windows.assemble import (
    MOST_BYTES,
    CannotAssemble,
    assemble,
    lib_of_wheel,
    main,
    python_of_zip,
)
from tools.windows.lock import needed_on_windows, read_lock
from tools.windows.wheel_table import needed, read_table

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tools" / "windows" / "folder"
RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}


def fits_windows(tag: Tag) -> bool:
    """Whether CPython 3.11 of 64-bit Windows takes a wheel of this tag, by PEP 425."""
    python = tag.interpreter in {"py3", "cp311"} or (
        tag.abi == "abi3" and tag.interpreter in {f"cp3{n}" for n in range(2, 12)}
    )
    return python and tag.abi in {"cp311", "abi3", "none"} and tag.platform in {"win_amd64", "any"}


def test_every_library_that_is_needed_has_a_wheel_of_the_lock_for_windows() -> None:
    """When this fails after `make lock`, run `python -m tools.windows.wheel_table WHEELS`."""
    table = {row.name: row for row in read_table()}
    libraries = needed()
    assert set(table) == {one.name for one in libraries}
    for one in libraries:
        row = table[one.name]
        _, version, _, tags = parse_wheel_filename(row.file)
        assert (str(version), row.version) == (one.version, one.version)
        assert row.sha256 in one.hashes
        assert any(fits_windows(tag) for tag in tags), row.file


def test_what_is_needed_are_the_libraries_that_muban_asks_for_and_theirs() -> None:
    lock = read_lock((ROOT / "constraints.txt").read_text("utf-8"))
    names = {one.name for one in needed_on_windows(lock, ROOT / "pyproject.toml")}
    # Asked for by name, by one of those, on Windows alone, and for uploading.
    assert {"geopandas", "numpy", "colorama", "paramiko", "pywin32-ctypes"} <= names
    assert not {"pytest", "mypy", "ruff", "playwright", "jeepney", "matplotlib"} & names


def test_the_wheels_leave_room_for_python_and_ourselves() -> None:
    # What is compressed in a wheel stays about as large in the archive; Python takes 11 MB.
    assert sum(row.bytes for row in read_table()) < MOST_BYTES + 5_000_000


def wheel(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def python_zip() -> bytes:
    names = ("python.exe", "pythonw.exe", "python311.zip", "python311._pth", "python311.dll")
    return wheel({name: name.encode() for name in names})


LIBRARY = wheel(
    {
        "some/__init__.py": b"x = 1",
        "some/tests/test_a.py": b"",
        "some-1.data/scripts/some.exe": b"MZ",
        "some-1.data/purelib/more/a.py": b"y = 2",
        "some-1.dist-info/METADATA": b"Name: some",
        "some-1.dist-info/RECORD": b"",
    }
)


def made() -> zipfile.ZipFile:
    held = python_zip()
    python = python_of_zip(held, hashlib.sha256(held).hexdigest())
    extra = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    return zipfile.ZipFile(io.BytesIO(assemble(python, [LIBRARY], extra)))


def test_the_archive_holds_a_python_its_libraries_and_a_file_to_click() -> None:
    archive = made()
    assert sorted(archive.namelist()) == [
        "muban/README-th.txt",
        "muban/desk.pyw",
        "muban/lib/more/a.py",
        "muban/lib/some-1.dist-info/METADATA",
        "muban/lib/some/__init__.py",
        "muban/muban-console.cmd",
        "muban/muban.cmd",
        "muban/python/python.exe",
        "muban/python/python311._pth",
        "muban/python/python311.dll",
        "muban/python/python311.zip",
        "muban/python/pythonw.exe",
    ]
    # Python's own list of places: nothing of the machine's, and no «site».
    assert archive.read("muban/python/python311._pth").split(b"\r\n") == [
        b"python311.zip",
        b".",
        b"..\\lib",
        b"",
    ]
    assert archive.testzip() is None


def test_the_same_parts_make_the_same_bytes() -> None:
    held = python_zip()
    python = python_of_zip(held, hashlib.sha256(held).hexdigest())
    assert assemble(python, [LIBRARY], {}) == assemble(
        dict(reversed(python.items())), [LIBRARY], {}
    )


def test_the_file_to_click_leaves_no_console_and_asks_for_nothing() -> None:
    script = (FOLDER / "muban.cmd").read_bytes()
    assert script.isascii()
    assert script.count(b"\n") == script.count(b"\r\n") > 0
    text = script.decode()
    assert 'start "" "%~dp0python\\pythonw.exe" "%~dp0desk.pyw"' in text
    assert "python.exe" not in text.replace("pythonw.exe", "")
    assert "runas" not in text.casefold()


def test_the_desk_starts_without_streams_and_says_what_it_said_in_a_file(tmp_path: Path) -> None:
    """As pythonw does it: both streams are None; and a failure is told in the file."""
    code = (
        "import sys, runpy; sys.stdout = sys.stderr = None;"
        f"sys.argv = ['desk.pyw', *{['--help']!r}];"
        f"runpy.run_path({str(FOLDER / 'desk.pyw')!r}, run_name='__main__')"
    )
    kept = {**os.environ, "LOCALAPPDATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=kept, cwd=ROOT, timeout=120, check=False
    )
    log = (tmp_path / "muban" / "desk.log").read_text("utf-8")
    assert done.returncode == 0, log
    assert "muban desk" in log


def test_a_python_with_another_digest_or_of_another_kind_is_refused() -> None:
    held = python_zip()
    with pytest.raises(CannotAssemble, match="SHA-256"):
        python_of_zip(held, "0" * 64)
    other = wheel({"python.exe": b""})
    with pytest.raises(CannotAssemble, match="pythonw"):
        python_of_zip(other, hashlib.sha256(other).hexdigest())


def test_names_that_windows_takes_for_one_are_refused() -> None:
    with pytest.raises(CannotAssemble, match="for one"):
        assemble({}, [wheel({"some/a.py": b"1"}), wheel({"Some/a.py": b"1"})], {})
    with pytest.raises(CannotAssemble, match="differ"):
        assemble({}, [wheel({"some/a.py": b"1"}), wheel({"some/a.py": b"2"})], {})


def test_our_own_files_have_names_that_windows_takes() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "gis", "layers", "symbology", "web"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    ).stdout.decode()
    names = [name for name in tracked.split("\0") if name and "/frontend/" not in name]
    if not names:
        pytest.skip("no git repository here")
    for name in names:
        for part in name.split("/"):
            assert part.split(".")[0].casefold() not in RESERVED, name
            assert not set(part) & set('<>:"|?*\\'), name
            assert part[-1] not in ". ", name
        # «C:\Users\a-long-name\Desktop\muban-windows\muban\lib\muban\» before it: 60 letters.
        assert len(name) < 190, name


def test_the_command_puts_all_together_and_prints_what_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python.zip").write_bytes(python_zip())
    (tmp_path / "some-1-py3-none-any.whl").write_bytes(LIBRARY)
    (tmp_path / "muban-0.1.0-py3-none-any.whl").write_bytes(wheel({"muban/__init__.py": b""}))
    row = {
        "name": "some",
        "version": "1",
        "file": "some-1-py3-none-any.whl",
        "bytes": len(LIBRARY),
        "sha256": hashlib.sha256(LIBRARY).hexdigest(),
    }
    (tmp_path / "wheels.json").write_text(json.dumps([row]))
    monkeypatch.setattr("tools.windows.wheel_table.TABLE", tmp_path / "wheels.json")
    digest = hashlib.sha256((tmp_path / "python.zip").read_bytes()).hexdigest()
    out = tmp_path / "muban-windows.zip"
    words = ["--python", tmp_path / "python.zip", "--sha256", digest, "--wheels", tmp_path]
    words += ["--muban", tmp_path / "muban-0.1.0-py3-none-any.whl", "--out", out]
    main([str(word) for word in words])
    said = capsys.readouterr().out
    assert f"{len(LIBRARY):,}  some-1-py3-none-any.whl" in said
    assert "muban/lib/muban/__init__.py" in zipfile.ZipFile(out).namelist()
    (tmp_path / "some-1-py3-none-any.whl").write_bytes(LIBRARY + b"x")
    with pytest.raises(CannotAssemble, match="not the one"):
        main([str(word) for word in words])


def test_scripts_and_tests_of_libraries_stay_out() -> None:
    names = [name for name, _ in lib_of_wheel(LIBRARY)]
    assert names == ["some/__init__.py", "more/a.py", "some-1.dist-info/METADATA"]
