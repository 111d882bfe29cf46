"""The photos of a site's pins: a file each, or inside the page where that is one file."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from muban.gis.frozen import frozen

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas

__all__ = ["photo_files", "photo_places"]

_FOLDER = "photos"


def photo_places(atlas: Atlas, *, single_file: bool) -> Mapping[str, str]:
    """Where the pages find each photo: its path in the site, or the photo itself.

    Parameters
    ----------
    atlas
        With its photos.
    single_file
        Whether a page carries all that it shows.
    """
    return frozen(
        {
            name: f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"
            if single_file
            else f"{_FOLDER}/{name}"
            for name, content in atlas.photos.items()
        }
    )


def photo_files(
    atlas: Atlas, tambons: Sequence[TambonAtlas], *, single_file: bool
) -> dict[str, bytes]:
    """The photos that the pages of some tambons show, as files of the site by path.

    Parameters
    ----------
    atlas
        With its photos.
    tambons
        Those that the site has pages of.
    single_file
        Whether a page carries all that it shows: then there are no files.
    """
    if single_file or not atlas.photos:
        return {}
    shown = {str(name) for tambon in tambons for name in tambon.landmarks["_photo"]}
    return {f"{_FOLDER}/{name}": content for name, content in atlas.photos.items() if name in shown}
