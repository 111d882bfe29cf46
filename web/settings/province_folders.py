"""Several provinces in one project: each has a folder of its own inside the folders that are read.

``drawings/43 หนองคาย/``, ``register/43/``, ``reference/หนองคาย/``: a code of two digits, the
province's name, or both. What lies in ``reference/`` beside them is of the whole country, and
each province looks at what is near it; elsewhere a file that lies beside them is of no
province, and is told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.codes.country import country_unit
from muban.gis.errors import ConfigError
from muban.gis.text.place_words import strip_unit_prefix
from muban.gis.text.thai_normal import compare_key
from muban.web.settings.config import INPUT_FOLDERS, read_config

if TYPE_CHECKING:
    from muban.web.settings.config import Config

__all__ = ["OneProvince", "files_of", "files_of_none", "province_of_folder", "provinces_of"]

_ROOMS = (*INPUT_FOLDERS, "plan")
_SHARED = "reference"
"""The folder whose files are of every province, where they lie in no province's folder."""
_CODED = re.compile(r"(?P<code>\d{2})(?:[\s._-]+(?P<name>.*))?")


@dataclass(frozen=True)
class OneProvince:
    """One of several provinces of a project.

    ``folders`` are the names of its folders, and ``others`` those of all other provinces.
    """

    code: str
    folders: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name in Thai, without จังหวัด."""
        return PROVINCES[self.code]

    def settings(self, config: Config) -> Config:
        """What ``muban.toml`` says of this province: all but what it states of others' files."""
        foreign = {f"{room}/{name}/" for room in _ROOMS for name in self.others}
        files = {
            name: stated
            for name, stated in config.files.items()
            if not name.startswith(tuple(foreign))
        }
        whole = f"จังหวัด{self.name}"
        title = f"{config.title} · {whole}" if config.title else whole
        return config.model_copy(update={"province": self.code, "files": files, "title": title})

    def places(self, folder: Path, room: str) -> Iterator[tuple[Path, frozenset[Path]]]:
        """The folders to read of one of a project's, and what in them is not of this province.

        Parameters
        ----------
        folder
            The project's.
        room
            ``drawings``, ``reference`` …
        """
        if room == _SHARED:
            yield folder / room, frozenset(folder / room / name for name in self.others)
            return
        for name in self.folders:
            if (folder / room / name).is_dir():
                yield folder / room / name, frozenset()


def provinces_of(folder: Path) -> tuple[OneProvince, ...]:
    """The provinces of a project that has folders of several; none of a project of one.

    Parameters
    ----------
    folder
        The project's. Where ``muban.toml`` states a place, the project is of that place,
        however its folders are called.

    Returns
    -------
    tuple of OneProvince
        Ordered by code.

    Raises
    ------
    ConfigError
        A folder has the code of one province and the name of another; or ``muban.toml`` is wrong.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     for place in ("drawings/43 หนองคาย", "drawings/41", "reference/อุดรธานี"):
    ...         Path(name, place).mkdir(parents=True)
    ...     [(one.code, one.folders) for one in provinces_of(Path(name))]
    [('41', ('41', 'อุดรธานี')), ('43', ('43 หนองคาย',))]
    """
    named: dict[str, dict[str, None]] = {}
    for room in _ROOMS:
        for name in _folders_in(folder / room):
            code = province_of_folder(name)
            if code is not None:
                named.setdefault(code, {})[name] = None
    if len(named) < 2:
        return ()
    config = read_config(folder)
    if config.province or config.amphoe or config.tambon:
        return ()
    return tuple(
        OneProvince(
            code,
            tuple(sorted(named[code])),
            tuple(name for other in sorted(named) if other != code for name in named[other]),
        )
        for code in sorted(named)
    )


def province_of_folder(name: str) -> str | None:
    """The province that a folder is of by its name; None where it is of none.

    Parameters
    ----------
    name
        Without what is above it.

    Returns
    -------
    str or None
        Two digits.

    Raises
    ------
    ConfigError
        It has the code of one province and the name of another.

    Examples
    --------
    >>> [province_of_folder(name) for name in ("43", "43 หนองคาย", "จ.หนองคาย", "Nong Khai")]
    ['43', '43', '43', '43']
    >>> [province_of_folder(name) for name in ("01", "43 ร่างแรก", "430101", "ตำบลโพนแพง")]
    [None, None, None, None]
    """
    found = _CODED.fullmatch(name.strip())
    written = name if found is None else str(found["name"] or "")
    by_name = _by_name().get(compare_key(strip_unit_prefix(written, "province")))
    if found is None:
        return by_name
    code = str(found["code"])
    if code not in PROVINCES:
        return None
    if by_name is not None and by_name != code:
        raise ConfigError(
            f"โฟลเดอร์ «{name}» มีรหัสของจังหวัด{PROVINCES[code]} แต่มีชื่อของจังหวัด{PROVINCES[by_name]} "
            "— แก้ชื่อโฟลเดอร์ให้ตรงกัน",
            f"The folder “{name}” has the code of {PROVINCES[code]} and the name of "
            f"{PROVINCES[by_name]}: rename it so that both agree",
        )
    return code if by_name or not written else None


def _by_name() -> Mapping[str, str]:
    names = {compare_key(name): code for code, name in PROVINCES.items()}
    units = ((code, country_unit(code)) for code in PROVINCES)
    return names | {compare_key(unit.name_en): code for code, unit in units if unit is not None}


def _folders_in(room: Path) -> list[str]:
    if not room.is_dir():
        return []
    return sorted(one.name for one in room.iterdir() if one.is_dir() and not one.is_symlink())


def files_of(folder: Path, province: OneProvince) -> Iterator[Path]:
    """Every file that lies in a province's own folders.

    Parameters
    ----------
    folder
        The project's.
    province
        One of it.
    """
    for room in _ROOMS:
        for name in province.folders:
            yield from (path for path in (folder / room / name).rglob("*") if path.is_file())


def files_of_none(folder: Path, provinces: tuple[OneProvince, ...]) -> list[Path]:
    """Files that lie in no province's folder, where only a province's are read.

    Parameters
    ----------
    folder
        The project's.
    provinces
        All of it.

    Returns
    -------
    list of Path
        Sorted; none of ``reference/``, whose files are of all provinces.
    """
    theirs = {name for one in provinces for name in one.folders}
    rooms = (folder / room for room in _ROOMS if room != _SHARED)
    return sorted(
        path
        for room in rooms
        if room.is_dir()
        for place in room.iterdir()
        if place.name not in theirs and place.name[0] not in "~."
        for path in ([place] if place.is_file() else place.rglob("*"))
        if path.is_file() and path.name[0] not in "~."
    )
