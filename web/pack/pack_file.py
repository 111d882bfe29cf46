"""A pack as a file: what may stand in it, and how it is looked over before anything is taken.

A pack comes from somebody else. Only names of a fixed form are taken, and only bytes that the
pack's own list has with size and SHA-256; nothing is written under a name of another form, and
no more is inflated than a pack may hold.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.errors import MubanError, RefusedError
from muban.gis.reading.archive import ArchiveError, open_archive
from muban.gis.reading.limits import Budget, Limits
from muban.gis.writing.write_archive import zip_deterministic

__all__ = ["MOST_BYTES", "Pack", "PackSource", "open_pack", "pack_bytes"]

MOST_BYTES = 5_000_000
"""A pack goes through LINE and e-mail: it is made no larger, and a larger one is refused."""
_INDEX = "pack.json"
_FORM = 1
_NAME = re.compile(
    r"(?:(?:reference|ground)/[a-z][a-z_]{0,30}\.(?:geojson|csv)|symbols/[A-Za-z0-9_-]{1,60}\.svg)"
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)
"""Files of these names are devices on Windows, whatever their ending."""
_LIMITS = Limits(
    max_inflated_bytes=80_000_000, max_archive_entries=200, max_archive_index_bytes=100_000
)
_MOST_INDEX = 500_000
_SETTINGS = ("office", "thai_digits", "symbols")


@dataclass(frozen=True, slots=True)
class PackSource:
    """One file that a pack was made from: what it is, of which year (พ.ศ.), who keeps it."""

    file: str
    sha256: str
    year_be: int | None = None
    origin: str = ""
    licence: str = ""


@dataclass(frozen=True, eq=False)
class Pack:
    """A province's pack.

    ``files`` are its contents by their names in the pack; ``settings`` what it states for
    ``muban.toml``: the office's name, changes of the legend; ``notices`` are shown to whoever
    takes it. ``counts`` and ``lacking`` (codes of tambons without an outline) say what it holds.
    """

    province: str
    files: Mapping[str, bytes]
    sources: tuple[PackSource, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    tolerance_m: float = 0.0

    @property
    def name(self) -> str:
        """The province's name."""
        return PROVINCES[self.province]


def pack_bytes(pack: Pack) -> bytes:
    """A pack as the bytes of its file: the same for the same content.

    Examples
    --------
    >>> made = pack_bytes(Pack("55", {"reference/villages.csv": b"village_code"}))
    >>> open_pack(made).name
    'น่าน'
    """
    index = {
        "muban_pack": _FORM,
        "province": pack.province,
        "name": pack.name,
        "sources": [
            {key: getattr(one, key) for key in PackSource.__dataclass_fields__}
            for one in pack.sources
        ],
        "settings": dict(pack.settings),
        "notices": list(pack.notices),
        "counts": dict(pack.counts),
        "lacking": list(pack.lacking),
        "tolerance_m": pack.tolerance_m,
        "files": {name: _entry(content) for name, content in sorted(pack.files.items())},
    }
    text = json.dumps(index, ensure_ascii=False, indent=1, allow_nan=False)
    return zip_deterministic({**pack.files, _INDEX: f"{text}\n".encode()})


def open_pack(content: bytes) -> Pack:
    """Look a pack over, and take what it holds.

    Parameters
    ----------
    content
        The bytes of a file that somebody has sent.

    Raises
    ------
    MubanError
        It is no pack, is damaged, was changed after it was made, or holds what no pack may.
    """
    if len(content) > MOST_BYTES:
        raise _refused("ใหญ่เกิน 5 MB", "is larger than 5 MB")
    try:
        archive = open_archive(content, Budget(_LIMITS))
        if archive.unsafe:
            raise _refused(
                f"มีชื่อไฟล์ที่ออกนอกโฟลเดอร์ ({archive.unsafe[0]!r})", "has names that lead out"
            )
        if _INDEX not in archive.names:
            raise _refused(f"ไม่มี {_INDEX}", f"has no {_INDEX}")
        if archive.names[_INDEX].file_size > _MOST_INDEX:
            raise _refused(f"{_INDEX} ใหญ่ผิดปกติ", f"has a {_INDEX} out of all proportion")
        index = _index(archive.read(_INDEX))
        listed = index["files"]
        there = set(archive.names) - {_INDEX}
        if there != set(listed) or not all(map(_may_be, there)):
            odd = sorted(there ^ set(listed)) or sorted(n for n in there if not _may_be(n))
            raise _refused(f"มีไฟล์ที่ไม่ใช่ของชุดข้อมูล ({odd[0]})", f"holds what no pack may ({odd[0]})")
        files = {name: archive.read(name) for name in sorted(there)}
    except (ArchiveError, RefusedError) as error:
        raise _refused("เปิดไม่ได้หรือใหญ่เกินที่ชุดข้อมูลจะเป็นได้", "cannot be opened as one") from error
    for name, held in files.items():
        if _entry(held) != listed[name]:
            raise _refused(f"{name} ถูกแก้หลังจากทำชุด", f"was changed after it was made ({name})")
    return _pack(index, files)


def _may_be(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _RESERVED.match(name.rsplit("/", 1)[-1])


def _entry(content: bytes) -> dict[str, int | str]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _index(content: bytes) -> dict[str, Any]:
    try:
        index: Any = json.loads(content)
        fits = (
            index["muban_pack"] == _FORM
            and index["province"] in PROVINCES
            and isinstance(index["files"], dict)
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        fits = False
    if not fits:
        raise _refused("ไม่ใช่ชุดข้อมูลจังหวัดของ muban รุ่นนี้", "is none of this version of muban")
    found: dict[str, Any] = index
    return found


def _pack(index: Mapping[str, Any], files: Mapping[str, bytes]) -> Pack:
    try:
        stated = index["settings"]
        return Pack(
            province=index["province"],
            files=files,
            sources=tuple(_source(one) for one in index["sources"]),
            settings={key: stated[key] for key in _SETTINGS if key in stated},
            notices=tuple(str(one) for one in index["notices"]),
            counts={str(key): int(number) for key, number in index["counts"].items()},
            lacking=tuple(str(code) for code in index["lacking"]),
            tolerance_m=float(index["tolerance_m"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _refused(f"{_INDEX} เขียนผิดรูปแบบ", f"has a {_INDEX} of another form") from error


def _source(one: Mapping[str, Any]) -> PackSource:
    year = one["year_be"]
    words = [str(one[key]) for key in ("file", "sha256", "origin", "licence")]
    return PackSource(words[0], words[1], None if year is None else int(year), words[2], words[3])


def _refused(th: str, en: str) -> MubanError:
    return MubanError(
        f"ไฟล์นี้ใช้เป็นชุดข้อมูลจังหวัดไม่ได้: {th} — ขอไฟล์ใหม่จากผู้จัดทำ",
        f"This file cannot be taken as a province pack: it {en}. Ask whoever made it for another",
    )
