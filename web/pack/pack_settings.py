"""What goes into a pack beside data, and a pack as it lies on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.codes.country import country_places
from muban.gis.errors import ConfigError, MubanError
from muban.web.pack.pack_file import MOST_BYTES, Pack, open_pack

__all__ = ["province_code", "read_pack", "read_pack_settings"]


def province_code(said: str) -> str:
    """A province's two digits, by these or by its name.

    Raises
    ------
    ConfigError
        There is no such province.

    Examples
    --------
    >>> province_code("55"), province_code("จ.น่าน")
    ('55', '55')
    """
    from muban.gis.text.thai_digits import arabic_digits

    digits = arabic_digits(said).strip()
    if digits in PROVINCES:
        return digits
    found = country_places(province=said)
    if said and len(found) == 1:
        return found[0].code
    raise ConfigError(
        f"ไม่มีจังหวัด «{said}» — ใส่รหัสสองหลักหรือชื่อ เช่น --province น่าน",
        f"There is no province “{said}”: give two digits or its name, such as --province 55",
    )


def read_pack_settings(path: Path | None) -> tuple[Mapping[str, Any], dict[str, bytes]]:
    """What a ``muban.toml`` says for all of a province, and the symbols it names.

    Parameters
    ----------
    path
        A ``muban.toml``; its folder ``symbols`` lies beside it. None for none.

    Raises
    ------
    ConfigError
        It is not there, or is wrong.

    Examples
    --------
    >>> read_pack_settings(None)
    ({}, {})
    """
    from muban.web.settings.config import read_config
    from muban.web.symbol_files import read_symbol_files

    if path is None:
        return {}, {}
    if not path.is_file():
        raise ConfigError(f"ไม่พบไฟล์ «{path}»", f"There is no file “{path}”")
    config = read_config(path.parent)
    stated: dict[str, Any] = {}
    if config.office:
        stated["office"] = config.office
    if config.thai_digits:
        stated["thai_digits"] = True
    if config.symbols:
        stated["symbols"] = dict(config.symbols)
    texts, _ = read_symbol_files(path.parent)
    return stated, {f"{name}.svg": text.encode() for name, text in texts.items() if name.isascii()}


def read_pack(path: Path) -> tuple[bytes, Pack]:
    """A pack's bytes, and what it holds.

    Raises
    ------
    MubanError
        There is no such file, or it is no pack.
    """
    if not path.is_file():
        raise MubanError(
            f"ไม่พบไฟล์ «{path}» — ตรวจชื่อไฟล์", f"There is no file “{path}”: check the name"
        )
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    return content, open_pack(content)
