"""Values of ``muban.toml`` and of options that only the world can judge.

That a province exists, that a file is there: a setting for a file that is not there would
silently do nothing, and what it was to keep off the map would be on it.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.errors import ConfigError
from muban.layers.settings_table import cannot_be, refused
from muban.web.settings.addresses import (
    ADDRESS_WORDS,
    SITE_ADDRESS,
    TRACED_ADDRESS,
    folder_address,
    names_each_tile,
)

if TYPE_CHECKING:
    from muban.web.settings.config import Config, FileConfig

__all__ = ["check_files", "check_values", "published_address"]


def check_values(config: Config) -> None:
    """Refuse a province that is none, an encoding that nothing reads, tiles that are all one.

    Raises
    ------
    ConfigError
        Naming the key, the value and the nearest valid one.
    """
    for key in ("province", "amphoe", "tambon"):
        code = getattr(config, key)
        if code is not None and code[:2] not in PROVINCES:
            near = _nearest(code[:2], PROVINCES)
            raise ConfigError(
                f"muban.toml: «{key}» มีค่า '{code}' แต่ไม่มีจังหวัดรหัส {code[:2]} "
                f"ที่ใกล้เคียงที่สุดคือ {near} ({PROVINCES[near]})",
                f"muban.toml: “{key}” is '{code}', but no province has the code {code[:2]}; "
                f"the nearest is {near} ({PROVINCES[near]})",
            )
    _check_operation(config.indian_1975)
    for file, stated in config.files.items():
        if stated.encoding is not None and not _is_encoding(stated.encoding):
            near = _nearest(stated.encoding, ("cp874", "tis-620", "utf-8", "utf-16", "cp1252"))
            raise ConfigError(
                f"muban.toml: ไม่รู้จักรหัสภาษา «{stated.encoding}» ของ «{file}» ที่ใกล้เคียงที่สุดคือ «{near}»",
                f"muban.toml: “{file}” has the encoding “{stated.encoding}”, which is unknown; "
                f"the nearest is “{near}”",
            )
        _check_kind(file, stated)
    for source in config.tiles:
        if not names_each_tile(source.url):
            th, en = ADDRESS_WORDS[TRACED_ADDRESS]
            raise ConfigError(
                f"muban.toml: [[tiles]] «{source.name}» มีที่อยู่ «{source.url}» ให้ใส่{th}",
                f"muban.toml: [[tiles]] “{source.name}” has the address “{source.url}”; give {en}",
            )


def _check_operation(stated: str | None) -> None:
    """Refuse a way from Indian 1975 to WGS 84 that is not known."""
    if stated is None:
        return
    from muban.gis.coordinates.datum import OPERATIONS

    if stated not in OPERATIONS:
        wanted = ", ".join(OPERATIONS)
        raise refused(cannot_be("indian_1975", stated, (wanted, f"one of {wanted}")))


def _check_kind(file: str, stated: FileConfig) -> None:
    """Refuse a kind of lines and areas that there is not, or of a file of something else."""
    if stated.kind is None:
        return
    from muban.layers.context.context_kinds import context_kinds

    key = f'files."{file}".kind'
    kinds = [kind.id for kind in context_kinds().every if kind.public]
    if stated.kind not in kinds:
        near, listed = _nearest(stated.kind, kinds), ", ".join(kinds)
        wanted = (f"{listed} (ใกล้เคียงที่สุด: «{near}»)", f"one of {listed} (nearest: “{near}”)")
        raise refused(cannot_be(key, stated.kind, wanted))
    if stated.role not in (None, "context", "ground"):
        wanted = (
            f'ใช้กับ role = "context" หรือ "ground" เท่านั้น ไม่ใช่ "{stated.role}"',
            f'only together with role = "context" or "ground", not "{stated.role}"',
        )
        raise refused(cannot_be(key, stated.kind, wanted))


def check_files(config: Config, files: Collection[str]) -> None:
    r"""Refuse what is stated of a file that is not among those found.

    Parameters
    ----------
    config
        The settings.
    files
        Every file of the project's folders, as ``drawings/แนวเขต.shp``.

    Raises
    ------
    ConfigError
        Naming the file, and the nearest there is.

    Examples
    --------
    >>> from muban.web.settings.config import parse_config
    >>> stated = parse_config('[files."drawings/ก.shp"]\nencoding = "cp874"')
    >>> check_files(stated, ["drawings/ก.shp"])
    >>> check_files(stated, ["drawings/ข.shp"])
    Traceback (most recent call last):
    muban.gis.errors.ConfigError: muban.toml: [files."drawings/ก.shp"], but the project has no ...
    """
    for name in config.files:
        if name in files:
            continue
        near = _nearest(name, files) if files else ""
        raise ConfigError(
            f'muban.toml: [files."{name}"] แต่ไม่มีไฟล์นี้ในโฟลเดอร์งาน '
            + (f'ที่ใกล้เคียงที่สุดคือ "{near}"' if near else "และโฟลเดอร์งานยังไม่มีไฟล์ใด"),
            f'muban.toml: [files."{name}"], but the project has no such file; '
            + (f'the nearest is "{near}"' if near else "it has no file yet"),
        )


def published_address(option: str | None, config: Config) -> str | None:
    """Where a site will stand, ending in ``/``: as the command says, else as ``muban.toml`` says.

    Parameters
    ----------
    option
        What stands behind ``--base-url``.
    config
        ``muban.toml``.

    Returns
    -------
    str or None
        None where neither says one.

    Raises
    ------
    ConfigError
        What the command says is no address that a shared link could have.

    Examples
    --------
    >>> from muban.web.settings.config import Config
    >>> published_address("https://nongkhai.example/430101", Config())
    'https://nongkhai.example/430101/'
    """
    if option is not None and not re.fullmatch(SITE_ADDRESS.removesuffix("$"), option):
        th, en = ADDRESS_WORDS[SITE_ADDRESS]
        raise ConfigError(
            f"--base-url «{option}» ใช้ไม่ได้ ให้ใส่{th}", f"--base-url “{option}” cannot be; give {en}"
        )
    address = option or config.base_url
    return None if address is None else folder_address(address)


def _nearest(text: str, choices: Collection[str]) -> str:
    return difflib.get_close_matches(text, sorted(choices), n=1, cutoff=0.0)[0]


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
