"""``manifest.json``: what a site holds, for people who check it and programs that use it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from gis.problems import Severity, unique

if TYPE_CHECKING:
    from layers.atlas import Atlas

__all__ = ["PageEntry", "manifest_json"]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the site; ``path`` and ``card`` are relative to the site's folder."""

    kind: str
    code: str
    path: str
    card: str | None
    villages: int
    landmarks: int


def manifest_json(
    atlas: Atlas, pages: Sequence[PageEntry], files: Mapping[str, bytes], *, internal: bool
) -> bytes:
    """Write the manifest.

    Parameters
    ----------
    atlas
        What the site was made from: its problems are counted, its ledger is listed.
    pages
        The pages, the province overview first.
    files
        Every other file of the site; each is listed with its size and SHA-256.
    internal
        Whether the site must stay in the office.
    """
    problems = unique(atlas.problems)
    manifest = {
        "generator": f"muban {metadata.version('muban')}",
        "title": atlas.title,
        "sample": atlas.sample,
        "internal": internal,
        "pages": [asdict(page) for page in pages],
        "counts": {
            "tambons": len(atlas.tambons),
            "amphoes": len(atlas.amphoes),
            "villages": sum(page.villages for page in pages if page.kind == "tambon"),
            "landmarks": sum(page.landmarks for page in pages if page.kind == "tambon"),
            "register_rows": len(atlas.designations),
            "problems": {
                kind.value: sum(found.severity is kind for found in problems) for kind in Severity
            },
        },
        "ledger": [
            row.to_dict()
            | {
                "file": atlas.public_names.get(row.file, row.file),
                "layer": atlas.public_layers.get((row.file, row.layer), row.layer),
            }
            for row in atlas.ledger
        ],
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode()
