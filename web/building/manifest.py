"""``manifest.json``: what a site holds, for people who check it and programs that use it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from muban.gis.problems import Severity, unique

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.web.building.finished import Finished, PageCount

__all__ = ["PageEntry", "manifest_json"]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the site; ``path`` and ``card`` are relative to the site's folder."""

    kind: str
    code: str
    path: str
    card: str | None


def manifest_json(
    atlas: Atlas,
    pages: Sequence[PageEntry],
    files: Mapping[str, Mapping[str, int | str]],
    finished: Finished,
    *,
    internal: bool,
) -> bytes:
    """Write the manifest.

    Parameters
    ----------
    atlas
        What the site was made from: its problems are counted, its ledger is listed.
    pages
        The pages, the province overview first.
    files
        Every other file of the site: its path, its size and SHA-256.
    finished
        What stands in them, counted: the manifest says nothing that nobody has seen there.
    internal
        Whether the site must stay in the office.
    """
    problems = unique(atlas.problems)
    manifest = {
        "generator": f"muban {metadata.version('muban')}",
        "title": atlas.title,
        "sample": atlas.sample,
        "internal": internal,
        "pages": [asdict(page) | _counts(finished.pages[page.path]) for page in pages],
        "counts": {
            "tambons": len(atlas.tambons),
            "amphoes": len(atlas.amphoes),
            "villages": sum(page.villages for page in finished.pages.values()),
            "landmarks": sum(page.landmarks for page in finished.pages.values()),
            "register_rows": sum(page.register_rows for page in finished.pages.values()),
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
        "columns": [
            row.to_dict()
            | {
                "file": atlas.public_names.get(row.file, row.file),
                "layer": atlas.public_layers.get((row.file, row.layer), row.layer),
            }
            for row in atlas.columns
        ],
        "records": dict(finished.data),
        "files": dict(sorted(files.items())),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode()


def _counts(page: PageCount) -> dict[str, int]:
    return {name: number for name, number in asdict(page).items() if number}
