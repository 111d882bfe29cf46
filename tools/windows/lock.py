"""What the lock says a Windows machine needs: versions, hashes, and who needs what.

``constraints.txt`` holds every library for every system, with the lines «via» that say who asked
for it. From these follows what muban itself needs on Windows, and nothing for tests.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["EXTRAS", "PYTHON", "Locked", "needed_on_windows", "read_lock"]

PYTHON = "3.11"
"""The Python of the folder: that of which the tests are run."""
EXTRAS = ("upload",)
"""What of the optional libraries comes with it."""
_ENTRY = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+?)(?: ; (.+?))?(?: \\)?$")
_WINDOWS: Mapping[str, str] = {
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": PYTHON,
    "python_full_version": f"{PYTHON}.9",
    "extra": "",
}


@dataclass(frozen=True, slots=True)
class Locked:
    """One library as the lock has it; ``via`` are those that need it."""

    name: str
    version: str
    hashes: frozenset[str]
    via: frozenset[str]


def read_lock(text: str) -> list[Locked]:
    """The libraries of a lock that a Windows machine would take.

    Examples
    --------
    >>> [one] = read_lock("a==1.0 ; sys_platform == 'win32'" + chr(10) + "    # via c")
    >>> one.name, one.version, sorted(one.via)
    ('a', '1.0', ['c'])
    """
    found: list[Locked] = []
    lines: list[str] = []
    for line in [*text.splitlines(), "end==0"]:
        if _ENTRY.match(line) and lines:
            found += _locked(lines)
            lines = []
        if _ENTRY.match(line) or lines:
            lines.append(line)
    return found


def _locked(lines: list[str]) -> list[Locked]:
    entry = _ENTRY.match(lines[0])
    if entry is None or (entry[3] and not Marker(entry[3]).evaluate(dict(_WINDOWS))):
        return []
    hashes = {
        line.strip(" \\").removeprefix("--hash=sha256:") for line in lines if "--hash" in line
    }
    notes = [line.strip().removeprefix("#").strip() for line in lines if "#" in line]
    via = {canonicalize_name(re.sub(r"^via\s+", "", note)) for note in notes if note != "via"}
    return [Locked(canonicalize_name(entry[1]), entry[2], frozenset(hashes), frozenset(via))]


def needed_on_windows(lock: Iterable[Locked], project: Path) -> list[Locked]:
    """What of a lock muban needs on Windows to run, ordered by name.

    Parameters
    ----------
    lock
        As :func:`read_lock` gives it.
    project
        ``pyproject.toml``.
    """
    stated = tomllib.loads(project.read_text("utf-8"))["project"]
    asked = [*stated["dependencies"]]
    for extra in EXTRAS:
        asked += stated["optional-dependencies"][extra]
    by_name = {one.name: one for one in lock}
    needed = {canonicalize_name(Requirement(one).name) for one in asked}
    grows = True
    while grows:
        more = {one.name for one in by_name.values() if one.via & needed} - needed
        needed |= more
        grows = bool(more)
    return [by_name[name] for name in sorted(needed) if name in by_name]
