"""Where each project was sent last: with the user's settings, in no project, no secrets."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from muban.web.publishing.write_whole import write_whole
from muban.web.upload.target import Target

__all__ = ["Sent", "keep_target", "kept_target", "targets_file"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A target, and the branch where it is a git remote."""

    target: Target
    branch: str = "main"


def targets_file() -> Path:
    """Where they are kept.

    Returns
    -------
    Path
        It may not be there yet.

    Examples
    --------
    >>> targets_file().name
    'targets.json'
    """
    from platformdirs import user_config_path

    return user_config_path("muban", appauthor=False) / "targets.json"


def kept_target(file: Path, project: Path) -> Sent | None:
    """Where a project was sent last; None where that is not known, or cannot be read.

    Parameters
    ----------
    file
        As :func:`targets_file` gives it.
    project
        The project's folder.
    """
    try:
        held = _read(file)[str(project)]
        return Sent(Target(**held["target"]), str(held["branch"]))
    except (KeyError, TypeError):
        return None


def keep_target(file: Path, project: Path, sent: Sent) -> None:
    """Remember where a project was sent.

    Parameters
    ----------
    file
        Where targets are kept.
    project
        The project folder.
    sent
        Where to.

    Raises
    ------
    OSError
        The disk refuses.
    """
    known = {**_read(file), str(project): asdict(sent)}
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(file, f"{text}\n".encode())


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
