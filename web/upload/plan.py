"""What an upload does, and in which order: only what changed, the pages last. Pure.

While it runs, and wherever it breaks off, the pages that people see speak only of files that are
there: new files carry the hash of their content in their names, and pages follow them. What no
page speaks of any more goes at the very end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from muban.gis.errors import MubanError

__all__ = ["FRONT", "MANIFEST", "Plan", "files_of_manifest", "plan_upload"]

MANIFEST = "manifest.json"
_SAFE = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[^/\\:\x00-\x1f][^\\:\x00-\x1f]*")
FRONT = "index.html"
"""The page that people come to first."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Names of files to send, in order, and of those to take away afterwards."""

    send: tuple[str, ...]
    remove: tuple[str, ...]
    same: int

    @property
    def nothing(self) -> bool:
        """Whether all is there already."""
        return not self.send and not self.remove


def files_of_manifest(content: bytes | None) -> dict[str, str]:
    """The files that a site's manifest lists, with their SHA-256; {} for none that can be read.

    A manifest that comes from elsewhere may say anything: names that lead out of the site's
    folder are left out.

    Examples
    --------
    >>> files_of_manifest(b'{"files": {"a.css": {"sha256": "1"}, "../x": {"sha256": "2"}}}')
    {'a.css': '1'}
    """
    try:
        found: Any = json.loads(content or b"")["files"]
        return {
            name: str(entry["sha256"])
            for name, entry in found.items()
            if _SAFE.fullmatch(name) and not name.endswith("/")
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def plan_upload(
    local: Mapping[str, str], remote: Mapping[str, str], done: Mapping[str, str]
) -> Plan:
    """What is to be done.

    Parameters
    ----------
    local
        The built site: name → SHA-256, without the manifest.
    remote
        What the manifest at the other end lists.
    done
        What an upload that broke off has brought there already.

    Raises
    ------
    MubanError
        The site holds nothing.

    Examples
    --------
    >>> plan_upload({"index.html": "1", "assets/a.js": "2", "b.html": "3"},
    ...             {"b.html": "3", "old.html": "4"}, {})
    Plan(send=('assets/a.js', 'index.html', 'manifest.json'), remove=('old.html',), same=1)
    """
    if not local:
        raise MubanError(
            "เว็บไซต์นี้ว่าง — สั่ง muban build ก่อน", "This site is empty: run `muban build` first"
        )
    there = {**remote, **done}
    changed = [name for name, digest in local.items() if there.get(name) != digest]
    gone = sorted(name for name in {*remote, *done} if name not in local and name != MANIFEST)
    whole = remote == local and not done
    send = [] if whole else [*sorted(changed, key=_turn), MANIFEST]
    return Plan(tuple(send), tuple(gone), len(local) - len(changed))


def _turn(name: str) -> tuple[int, str]:
    """Files that pages speak of, then pages, and of those the first page last."""
    if name == FRONT:
        return 3, name
    if name.endswith(".html"):
        return 2, name
    # What has no hash in its name is read as soon as it is there.
    return (1, name) if name in ("sw.js", "robots.txt", "sitemap.xml") else (0, name)
