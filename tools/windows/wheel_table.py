"""The proof that every library has a wheel for Windows: a table, made by asking for each once.

    python -m tools.windows.wheel_table WHEELS

downloads the wheels that the lock names into a folder, by pip and with their hashes checked,
and writes ``wheels.json``. A test holds the table against the lock without a network.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from packaging.utils import canonicalize_name, parse_wheel_filename

from tools.windows.lock import PYTHON, Locked, needed_on_windows, read_lock

__all__ = ["TABLE", "WheelRow", "needed", "read_table"]

_ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("wheels.json")
_TRIM = Path(__file__).with_name("trim.json")


@dataclass(frozen=True, slots=True)
class WheelRow:
    """One wheel: whose, its file's name, size and SHA-256."""

    name: str
    version: str
    file: str
    bytes: int
    sha256: str


def needed() -> list[Locked]:
    """The libraries of the folder, as the lock has them."""
    left_out = json.loads(_TRIM.read_text("utf-8"))["libraries"]
    lock = read_lock((_ROOT / "constraints.txt").read_text("utf-8"))
    found = needed_on_windows(lock, _ROOT / "pyproject.toml")
    return [one for one in found if one.name not in left_out]


def read_table() -> list[WheelRow]:
    """The table as it stands."""
    return [WheelRow(**row) for row in json.loads(TABLE.read_text("utf-8"))]


def _download(libraries: Iterable[Locked], folder: Path) -> None:
    lines = [
        f"{one.name}=={one.version} " + " ".join(f"--hash=sha256:{h}" for h in sorted(one.hashes))
        for one in libraries
    ]
    with tempfile.TemporaryDirectory() as place:
        wanted = Path(place, "wanted.txt")
        wanted.write_text("\n".join(lines), "utf-8")
        abi = f"cp{PYTHON.replace('.', '')}"
        words = ["--platform", "win_amd64", "--python-version", PYTHON, "--implementation", "cp"]
        words += ["--abi", abi, "--abi", "abi3", "--abi", "none", "--only-binary", ":all:"]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run(  # noqa: S603 - pip, with names from the lock
            [*pip, "-r", str(wanted), *words, "--dest", str(folder)], check=True
        )


def _rows(folder: Path, libraries: Iterable[Locked]) -> list[WheelRow]:
    names = {one.name for one in libraries}
    rows = []
    for path in folder.glob("*.whl"):
        name, version, _, _ = parse_wheel_filename(path.name)
        if canonicalize_name(name) in names:
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            rows.append(WheelRow(name, str(version), path.name, len(content), digest))
    return sorted(rows, key=lambda row: row.name)


def main(folder: Path) -> None:
    """Download, write the table, print it."""
    libraries = needed()
    folder.mkdir(parents=True, exist_ok=True)
    _download(libraries, folder)
    rows = _rows(folder, libraries)
    text = json.dumps([asdict(row) for row in rows], indent=1)
    TABLE.write_text(f"{text}\n", "utf-8")
    for row in rows:
        print(f"{row.bytes:>12,}  {row.file}")
    print(f"{sum(row.bytes for row in rows):>12,}  {len(rows)} wheels")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
