"""Provinces of a published site that stay as they are while others are made anew.

A province is taken over whole and to the last byte, or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muban.gis.errors import MubanError
from muban.web.country.province_row import ProvinceRow, row_stated
from muban.web.publishing.read_site import MANIFEST, read_our_site

__all__ = ["Standing", "read_standing"]


@dataclass(frozen=True)
class Standing:
    """The provinces of a site that stands in a folder; none where no country's does.

    ``made`` is what they were made as (:func:`muban.web.country.stream.made_as`).
    """

    folder: Path
    rows: Mapping[str, ProvinceRow] = field(default_factory=dict)
    made: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of every file, by path."""

    def of(self, code: str) -> Iterator[tuple[str, bytes]]:
        """The files of one province, each as it was made.

        Parameters
        ----------
        code
            Two digits; one of ``rows``.

        Raises
        ------
        MubanError
            One of them is not as it was made.
        """
        for name in (name for name in self.files if name.startswith(f"{code}/")):
            path = self.folder / name
            content = path.read_bytes() if path.is_file() else b""
            if hashlib.sha256(content).hexdigest() != self.files[name]:
                raise MubanError(
                    f"ไฟล์ {name} ของเว็บไซต์ใน «{self.folder}» ไม่เหมือนที่ muban สร้าง จึงเก็บจังหวัด"
                    f"{self.rows[code].name}ไว้ตามเดิมไม่ได้ — เพิ่ม --only {code} หรือไม่ใส่ --only",
                    f"{name} of the site in “{self.folder}” is not as muban made it, so the "
                    f"province {self.rows[code].name_en} cannot stay as it is: add --only {code}, "
                    "or build without --only",
                )
            yield name, content


def read_standing(folder: Path) -> Standing:
    """What of a country's site stands in a folder.

    Parameters
    ----------
    folder
        Where the site will be; it may be new.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     read_standing(Path(name)).rows
    {}
    """
    if read_our_site(folder) is None:
        return Standing(folder)
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        rows = [row_stated(stated) for stated in manifest["provinces"]]
        return Standing(
            folder,
            {row.code: row for row in rows},
            manifest["made"],
            {str(name): str(stated["sha256"]) for name, stated in manifest["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Standing(folder)  # a site of one province
