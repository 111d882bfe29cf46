"""Which files of a folder are a site of ours, as its manifest lists them, and which are not."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["MANIFEST", "OurSite", "entries_of", "is_as_made", "read_our_site"]

MANIFEST = "manifest.json"
_GENERATOR = re.compile(r"muban \S+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class OurSite:
    """What a manifest says of the site around it.

    Parameters
    ----------
    files
        Every file that muban wrote, with ``/``, and the hashes (SHA-256) it may have; none for
        the manifest.
    internal
        Whether the site must stay in the office.
    """

    files: Mapping[str, Collection[str]] = field(default_factory=dict)
    internal: bool = False


def read_our_site(folder: Path) -> OurSite | None:
    """The site of ours that stands in a folder; None where none does.

    A manifest that is not of our form is somebody else's; so is a folder that holds no
    single file as the manifest lists it, wherever the manifest came from.
    """
    try:
        stated = _stated(json.loads((folder / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
    listed = ((name, hashes) for name, hashes in stated.files.items() if hashes)
    return stated if any(is_as_made(folder / name, hashes) for name, hashes in listed) else None


def _stated(manifest: Mapping[str, Any]) -> OurSite:
    """What a manifest says; ``ValueError`` where it is not of our form."""
    files = {str(name): str(row["sha256"]) for name, row in manifest["files"].items()}
    ours = (
        isinstance(manifest["internal"], bool)
        and _GENERATOR.fullmatch(manifest["generator"])
        and all(_inside(name) for name in files)
        and all(_SHA256.fullmatch(sha) for sha in files.values())
    )
    if not ours:
        raise ValueError("another program's manifest")
    listed = {name: (sha,) for name, sha in files.items()}
    return OurSite({**listed, MANIFEST: ()}, manifest["internal"])


def _inside(name: str) -> bool:
    """Whether a listed name stays inside its folder on every system."""
    parts = name.split("/")
    return not any(part in ("", ".", "..") or set(part) & set("\\:\0") for part in parts)


def is_as_made(path: Path, hashes: Collection[str]) -> bool:
    r"""Whether a file is as muban wrote it; Git may have turned its line ends into Windows'.

    Any file is that needs none of certain hashes.

    Parameters
    ----------
    path
        A file in a site's folder.
    hashes
        What it may be, as SHA-256; none where nothing is stated.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     page = Path(name, "index.html")
    ...     _ = page.write_bytes(b"one\r\ntwo\r\n")  # as Git writes it on Windows
    ...     is_as_made(page, [_sha256(b"one\ntwo\n")]), is_as_made(page, [_sha256(b"three\n")])
    (True, False)
    """
    if path.is_symlink() or not path.is_file():
        return False
    if not hashes:
        return True
    content = path.read_bytes()
    if _sha256(content) in hashes:
        return True
    return b"\r\n" in content and _sha256(content.replace(b"\r\n", b"\n")) in hashes


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def entries_of(root: Path) -> Iterator[str]:
    """Paths (with ``/``) of all that lies in a folder: files, links, and folders without content.

    Links are not followed.

    Parameters
    ----------
    root
        A folder.

    Yields
    ------
    str
        Paths inside it, with ``/``.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     Path(name, "data").mkdir()
    ...     _ = Path(name, "index.html").write_text("")
    ...     sorted(entries_of(Path(name)))
    ['data', 'index.html']
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(root / inside) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        if inside and not entries:
            yield inside
        for entry in entries:
            name = f"{inside}/{entry.name}" if inside else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name)
            else:
                yield name
