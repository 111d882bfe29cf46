"""``muban-windows.zip``: an embeddable Python, the locked wheels, our own, and a file to click.

    python -m tools.windows.assemble --python python-3.11.9-embed-amd64.zip --sha256 … \
        --wheels WHEELS --muban dist/muban-….whl --out muban-windows.zip

The embeddable Python is given by path, with the digest that python.org states: it is in none of
the package registries. Nothing is run here, so that this works on any system.
"""

from __future__ import annotations

import argparse
import fnmatch
import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from muban.gis.writing.write_archive import zip_deterministic
from tools.windows.lock import PYTHON
from tools.windows.wheel_table import WheelRow, read_table

__all__ = ["MOST_BYTES", "assemble", "lib_of_wheel", "main", "python_of_zip"]

MOST_BYTES = 130_000_000
_HERE = Path(__file__).parent
_TOP = "muban"
_TAG = PYTHON.replace(".", "")
_LEAVE_OUT: tuple[str, ...] = tuple(
    json.loads((_HERE / "trim.json").read_text("utf-8"))["leave_out"]
)
_DATA = re.compile(r"^[^/]+\.data/(purelib|platlib)/(.+)$")
_OTHER_DATA = re.compile(r"^[^/]+\.data/")


class CannotAssemble(Exception):
    """What was given is not what was asked for."""


def python_of_zip(content: bytes, sha256: str) -> dict[str, bytes]:
    """The files of an embeddable Python, told to find the libraries beside it and nothing else.

    Parameters
    ----------
    content
        The archive of python.org.
    sha256
        The digest that it must have.

    Raises
    ------
    CannotAssemble
        It has another, is of another Python, or is no such archive.
    """
    found = hashlib.sha256(content).hexdigest()
    if found != sha256.casefold():
        raise CannotAssemble(f"the Python has SHA-256 {found}, not {sha256}")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
    lacking = {"python.exe", "pythonw.exe", f"python{_TAG}.zip", f"python{_TAG}._pth"} - {*files}
    if lacking:
        raise CannotAssemble(
            f"no embeddable Python {PYTHON}: it lacks {', '.join(sorted(lacking))}"
        )
    # With this file Python looks at no registry, no variable and no user's folder.
    files[f"python{_TAG}._pth"] = f"python{_TAG}.zip\r\n.\r\n..\\lib\r\n".encode()
    return files


def lib_of_wheel(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What of a wheel goes into ``lib``: as an installer would lay it out, without scripts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for one in archive.infolist():
            moved = _DATA.match(one.filename)
            name = moved[2] if moved else one.filename
            if one.is_dir() or (not moved and _OTHER_DATA.match(name)) or _is_left_out(name):
                continue
            yield name, archive.read(one)


def _is_left_out(name: str) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in _LEAVE_OUT)


def assemble(
    python: Mapping[str, bytes], wheels: Iterable[bytes], extra: Mapping[str, bytes]
) -> bytes:
    """The archive, the same bytes for the same parts.

    Parameters
    ----------
    python
        Of :func:`python_of_zip`.
    wheels
        The locked ones and our own.
    extra
        Files of the top folder.

    Raises
    ------
    CannotAssemble
        Two wheels hold a file of one name with different content, or names that Windows takes
        for one, or it grew too large.
    """
    files = {f"{_TOP}/python/{name}": content for name, content in python.items()}
    files |= {f"{_TOP}/{name}": content for name, content in extra.items()}
    for wheel in wheels:
        for name, content in lib_of_wheel(wheel):
            path = f"{_TOP}/lib/{name}"
            if files.setdefault(path, content) != content:
                raise CannotAssemble(f"two wheels differ in {name}")
    folded: dict[str, str] = {}
    for path in files:
        if folded.setdefault(path.casefold(), path) != path:
            raise CannotAssemble(f"Windows takes {path} and {folded[path.casefold()]} for one")
    made = zip_deterministic(files)
    if len(made) > MOST_BYTES:
        raise CannotAssemble(f"{len(made):,} bytes are more than {MOST_BYTES:,}")
    return made


def _wheels(folder: Path, rows: Iterable[WheelRow]) -> Iterator[bytes]:
    for row in rows:
        content = (folder / row.file).read_bytes()
        if hashlib.sha256(content).hexdigest() != row.sha256:
            raise CannotAssemble(f"{row.file} is not the one of the table")
        yield content


def main(words: list[str] | None = None) -> None:
    """Put the archive together, and print what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("python", "wheels", "muban", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--sha256", required=True, help="of the embeddable Python")
    given = parser.parse_args(words)
    rows = read_table()
    python = python_of_zip(given.python.read_bytes(), given.sha256)
    extra = {path.name: path.read_bytes() for path in sorted((_HERE / "folder").iterdir())}
    own = given.muban.read_bytes()
    made = assemble(python, [*_wheels(given.wheels, rows), own], extra)
    given.out.write_bytes(made)
    for row in sorted(rows, key=lambda row: -row.bytes):
        print(f"{row.bytes:>12,}  {row.file}")
    print(f"{len(own):>12,}  {given.muban.name}")
    print(f"{len(made):>12,}  {given.out.name}")


if __name__ == "__main__":
    try:
        main()
    except CannotAssemble as error:
        sys.exit(f"muban-windows.zip was not made: {error}")
