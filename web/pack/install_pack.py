"""A pack put into a project: which files it gives, and what of the settings.

What an officer has written stays: a pack adds to ``muban.toml`` what that does not say, and its
files have a folder of their own, which the next pack of the same province replaces.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muban.web.pack.pack_file import open_pack

if TYPE_CHECKING:
    from muban.web.pack.pack_file import Pack

__all__ = ["files_of_pack", "install_pack", "is_of_pack", "with_pack_settings"]

_CONFIG = "muban.toml"
_OWN = re.compile(r"reference/pack-\d+/")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def files_of_pack(pack: Pack) -> dict[str, bytes]:
    """What a pack puts into a project: path inside the project → bytes.

    Parameters
    ----------
    pack
        As :func:`muban.web.pack.pack_file.open_pack` took it.

    Examples
    --------
    >>> from muban.web.pack.pack_file import Pack
    >>> sorted(files_of_pack(Pack("55", {"reference/tambon.geojson": b"{}"})))
    ['pack-55.json', 'reference/pack-55/tambon.geojson']
    >>> sorted(files_of_pack(Pack("55", {"ground/roads.geojson": b"{}"})))[1]
    'reference/pack-55/ground_roads.geojson'
    """
    folder = f"pack-{pack.province}"
    files = {}
    for name, content in pack.files.items():
        room, file = name.split("/", 1)
        if room == "symbols":
            files[name] = content
        else:  # roads and waters are a reference like the others, and read with them
            called = f"ground_{file}" if room == "ground" else file
            files[f"reference/{folder}/{called}"] = content
    about = {
        "province": pack.province,
        "name": pack.name,
        "sources": [
            {
                "file": one.file,
                "year_be": one.year_be,
                "origin": one.origin,
                "licence": one.licence,
                "sha256": one.sha256,
            }
            for one in pack.sources
        ],
        "counts": dict(pack.counts),
        "lacking": list(pack.lacking),
        "notices": list(pack.notices),
    }
    text = json.dumps(about, ensure_ascii=False, indent=1)
    return {**files, f"{folder}.json": f"{text}\n".encode()}


def is_of_pack(name: str) -> bool:
    """Whether a file of a project was put there by a pack.

    Parameters
    ----------
    name
        The file's, as from the project's folder, with ``/``.

    Examples
    --------
    >>> is_of_pack("reference/pack-55/tambon.geojson"), is_of_pack("reference/tambon.geojson")
    (True, False)
    """
    return _OWN.match(name) is not None


def with_pack_settings(text: str, pack: Pack) -> str:
    """The text of ``muban.toml`` with what a pack states and the text does not.

    Parameters
    ----------
    text
        As it stands; "" for none.
    pack
        Its province, and its settings.

    Raises
    ------
    tomllib.TOMLDecodeError
        The text is not TOML.

    Examples
    --------
    >>> from muban.web.pack.pack_file import Pack
    >>> pack = Pack("55", {}, settings={"office": "สพจ.น่าน"})
    >>> with_pack_settings('title = "งาน"', pack).splitlines()
    ['province = "55"', 'office = "สพจ.น่าน"', 'title = "งาน"']
    """
    there = tomllib.loads(text)
    stated = {"province": pack.province, **pack.settings}
    place = there.get("place", {})
    lines, tables = [], []
    for key, value in stated.items():
        if key in there or (key == "province" and place):
            continue
        if isinstance(value, Mapping):
            tables += [*_table(key, value)]
        else:
            lines.append(f"{key} = {_value(value)}")
    return "\n".join([*lines, text.rstrip("\n"), *tables, ""]).lstrip("\n")


def install_pack(folder: Path, content: bytes) -> Pack:
    """Put a pack into a project folder.

    Parameters
    ----------
    folder
        The project's; it has a ``muban.toml`` or none.
    content
        The bytes of the pack's file.

    Returns
    -------
    Pack
        What it was, to be told of.

    Raises
    ------
    MubanError
        The file is no pack that may be taken, or the project's settings would not hold with it:
        then nothing was written.
    """
    from muban.web.publishing.write_whole import write_whole
    from muban.web.settings.config import parse_config

    pack = open_pack(content)
    config = folder / _CONFIG
    before = config.read_text("utf-8-sig") if config.is_file() else ""
    parse_config(before)
    after = with_pack_settings(before, pack)
    parse_config(after)
    files = files_of_pack(pack)
    _refuse_links(folder, files)
    for name, held in files.items():
        path = folder / name
        if path.parent.name == "symbols" and path.exists():
            continue  # a symbol of the office's own stays
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, held)
    _sweep(folder, pack, files)
    if after != before:
        write_whole(config, after.encode())
    return pack


def _refuse_links(folder: Path, files: Mapping[str, bytes]) -> None:
    """Stop where a folder that a pack writes to leads elsewhere."""
    from muban.gis.errors import MubanError

    root = folder.resolve()
    for name in files:
        if not (folder / name).resolve().is_relative_to(root):
            raise MubanError(
                f"«{name}» ในโฟลเดอร์งานเป็นลิงก์ไปที่อื่น จึงไม่เขียนลงไป — ลบลิงก์นั้นก่อน",
                f"“{name}” in the project is a link to elsewhere and is not written to: delete it",
            )


def _sweep(folder: Path, pack: Pack, files: Mapping[str, bytes]) -> None:
    """Take away what an earlier pack of the province had and this one has not."""
    for room in ("reference", "ground"):
        own = folder / room / f"pack-{pack.province}"
        for path in sorted(own.glob("*")) if own.is_dir() else ():
            if path.is_file() and path.relative_to(folder).as_posix() not in files:
                path.unlink()
    old = folder / "ground"  # where packs put roads and waters before
    for empty in (old / f"pack-{pack.province}", old):
        if empty.is_dir() and not any(empty.iterdir()):
            empty.rmdir()


def _table(name: str, table: Mapping[str, Any]) -> list[str]:
    """A table of TOML, its tables after its values."""
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    lines = ["", f"[{name}]"] if plain or not table else []
    lines += [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in table.items():
        if isinstance(value, Mapping):
            lines += _table(f"{name}.{_key(key)}", value)
    return lines


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _value(value: object) -> str:
    """Texts, figures, truths and lists of TOML are written as those of JSON."""
    return json.dumps(value, ensure_ascii=False)
