"""``muban.toml``: what a folder of files cannot say of itself.

Nothing is required: a folder of drawings alone is a project. An unknown key, or a value that
cannot be, stops the command with the nearest valid choice: none is silently without effect.

Here stands what may be stated, not what holds where nothing is: each default is written in the
room whose setting it is. Every key, with its default, stands in the file that ``muban new``
writes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from muban.gis.errors import ConfigError
from muban.gis.reading.limits import Limits
from muban.gis.text.thai_digits import arabic_digits
from muban.layers.settings_table import refuse_unknown_keys
from muban.web.beside import holds_drawings
from muban.web.settings.addresses import SITE_ADDRESS
from muban.web.settings.config_checks import check_values
from muban.web.settings.config_place import codes_of_place
from muban.web.settings.config_words import sentences
from muban.web.settings.file_roles import Role
from muban.web.settings.input_folders import INPUT_FOLDERS
from muban.web.settings.rules_settings import DutyConfig, RulesConfig
from muban.web.settings.tile_sources import BasemapConfig, TileSource

__all__ = [
    "INPUT_FOLDERS",
    "TABLES",
    "BasemapConfig",
    "ClassesConfig",
    "ColumnsConfig",
    "Config",
    "DrawConfig",
    "FileConfig",
    "PlaceConfig",
    "PrivacyConfig",
    "parse_config",
    "read_config",
]

CONFIG_NAME = "muban.toml"
_AT_LINE = re.compile(r"at line (?P<line>\d+), column (?P<column>\d+)")

Count = Annotated[int, Field(ge=1)]
Digits = Annotated[str, AfterValidator(arabic_digits)]
"""Text whose digits may be Thai."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ColumnsConfig(_Table):
    """``columns = { moo = "id" }`` of a file: which of its columns means what."""

    name: str | None = Field(default=None, description="what a pin or village is called")
    village_code: str | None = None
    moo: str | None = None
    tambon_code: str | None = None
    tambon: str | None = None
    amphoe_code: str | None = None
    amphoe: str | None = None
    kind: str | None = Field(default=None, description="what kind of place a pin is")
    note: str | None = Field(default=None, description="what may be published of a pin")


class FileConfig(_Table):
    """``[files."drawings/แนวเขต.shp"]``: what one file cannot say of itself."""

    crs: str | None = Field(default=None, description="such as EPSG:24048")
    encoding: str | None = Field(default=None, description="such as cp874")
    axes: Literal["lonlat", "latlon"] | None = None
    role: Role | None = None
    kind: str | None = Field(
        default=None, description="what the lines and areas of the file are, such as road"
    )
    columns: ColumnsConfig = ColumnsConfig()
    public: tuple[str, ...] = Field(
        default=(), description="columns of pins that are published as part of their note"
    )


class PlaceConfig(_Table):
    """``[place]``: where the project is, by names as they are written on a letter."""

    tambon: str = ""
    amphoe: str = ""
    province: str = ""


class PrivacyConfig(_Table):
    """``[privacy]``: how far figures are kept from persons."""

    threshold: Annotated[int, Field(ge=0, le=100)] | None = None
    allowed: tuple[str, ...] = Field(
        default=(), description="texts that look personal and are not, as they are found"
    )


def _rising(limits: tuple[float, ...]) -> tuple[float, ...]:
    if len(limits) < 2 or any(high <= low for low, high in pairwise(limits)):
        raise PydanticCustomError("limits_do_not_rise", "limits must rise")
    return limits


class DrawConfig(_Table):
    """``[draw]``: the page for drawing."""

    publish: bool = Field(
        default=False, description="whether the page stands in the site, for phones in the field"
    )


class BookConfig(_Table):
    """``[book]``: the lesson book."""

    internal_names: bool = Field(
        default=False, description="whether `muban book --internal` may hold names of persons"
    )


class ClassesConfig(_Table):
    """``[classes]``: how values are cut into the classes that villages are coloured by."""

    method: Literal["natural", "equal", "quantile"] | None = None
    count: Annotated[int, Field(ge=2, le=9)] | None = None
    breaks: Mapping[str, Annotated[tuple[float, ...], AfterValidator(_rising)]] = Field(
        default_factory=dict, description="limits from low to high by domain or indicator id"
    )


def _known_limits(limits: Mapping[str, int]) -> Mapping[str, int]:
    refuse_unknown_keys(limits, (limit.name for limit in fields(Limits)), "limits")
    return limits


def _with_slashes(files: Mapping[str, FileConfig]) -> Mapping[str, FileConfig]:
    r"""Paths as they are found: Windows copies them as ``drawings\a.kml``."""
    return {name.replace("\\", "/"): stated for name, stated in files.items()}


class Config(_Table):
    """The whole of ``muban.toml``."""

    title: str = ""
    province: Annotated[Digits, Field(pattern=r"^[0-9]{2}$")] | None = None
    amphoe: Annotated[Digits, Field(pattern=r"^[0-9]{4}$")] | None = None
    tambon: Annotated[Digits, Field(pattern=r"^[0-9]{6}$")] | None = None
    place: PlaceConfig = PlaceConfig()
    fiscal_year_be: Annotated[int, Field(ge=2400, le=2700)] | None = None
    office: str = ""
    date: str = ""
    sample: bool = False
    lang: Literal["th", "en"] = "th"
    thai_digits: bool = False
    tolerance_m: Annotated[float, Field(ge=0, le=50)] | None = None
    indian_1975: str | None = None
    base_url: Annotated[str, Field(pattern=SITE_ADDRESS)] | None = None
    files: Annotated[Mapping[str, FileConfig], AfterValidator(_with_slashes)] = Field(
        default_factory=dict
    )
    basemap: BasemapConfig | None = None
    tiles: tuple[TileSource, ...] = ()
    privacy: PrivacyConfig = PrivacyConfig()
    classes: ClassesConfig = ClassesConfig()
    limits: Annotated[Mapping[str, Count], AfterValidator(_known_limits)] = Field(
        default_factory=dict, description="how much one file may ask"
    )
    indicators: Mapping[str, Any] = Field(default_factory=dict)
    priorities: Mapping[str, Any] = Field(default_factory=dict)
    symbols: Mapping[str, Any] = Field(default_factory=dict)
    book: BookConfig = BookConfig()
    draw: DrawConfig = DrawConfig()
    rules: RulesConfig = RulesConfig()
    duties: tuple[DutyConfig, ...] = ()


def read_config(folder: Path) -> Config:
    """Read ``muban.toml`` of a project folder; one with drawings in or beside folders needs none.

    Raises
    ------
    ConfigError
        There is neither such a file nor a folder that is read, it is not TOML, or a key or
        value in it is wrong.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = Path(name, "muban.toml").write_text('title = "ตำบลในเมือง"', "utf-8")
    ...     read_config(Path(name)).title
    'ตำบลในเมือง'
    """
    path = folder / CONFIG_NAME
    if not path.exists() and holds_drawings(folder, INPUT_FOLDERS):
        return Config()
    if not path.is_file():
        raise ConfigError(
            f"ไม่พบไฟล์ {CONFIG_NAME} ใน «{folder.resolve()}» — ใส่ชื่อโฟลเดอร์งานต่อท้ายคำสั่ง "
            "หรือสร้างโฟลเดอร์งานใหม่ด้วยคำสั่ง muban new ชื่อโฟลเดอร์",
            f"There is no {CONFIG_NAME} in “{folder.resolve()}”: name the project's folder behind "
            "the command, or make a project with `muban new FOLDER`",
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{CONFIG_NAME} ไม่ได้บันทึกเป็น UTF-8 (ไบต์ที่ {error.start}) — เปิดด้วย Notepad แล้วบันทึกใหม่ "
            "โดยเลือก Encoding เป็น UTF-8",
            f"{CONFIG_NAME} is not UTF-8 (byte {error.start}): save it again with encoding UTF-8",
        ) from error
    return parse_config(text)


def parse_config(text: str) -> Config:
    """Understand the text of ``muban.toml``.

    Examples
    --------
    >>> parse_config('title = "ตำบลโพนแพง"').title
    'ตำบลโพนแพง'
    >>> parse_config('titel = "x"')
    Traceback (most recent call last):
    muban.gis.errors.ConfigError: muban.toml: unknown setting “titel”, the nearest valid one \
is “title”
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _AT_LINE.search(str(error))
        line = f"ในบรรทัดที่ {place['line']} ตัวอักษรที่ {place['column']}" if place else "ก่อนจบไฟล์"
        raise ConfigError(
            f"{CONFIG_NAME} เขียนผิดรูปแบบ TOML {line} — ตรวจเครื่องหมายคำพูดและวงเล็บแถวนั้น",
            f"{CONFIG_NAME} is not valid TOML: {error}. Check quotes and brackets on that line",
        ) from error
    except (RecursionError, ValueError) as error:  # brackets in brackets, a number of pages
        raise ConfigError(
            f"{CONFIG_NAME} มีวงเล็บซ้อนกันลึกเกินไป หรือมีตัวเลขยาวหลายพันหลัก จึงอ่านไม่ได้ — ลบค่านั้นออก",
            f"{CONFIG_NAME} has brackets nested too deeply, or a number of thousands of digits: "
            "delete that value",
        ) from error
    try:
        config = Config.model_validate(table)
    except ValidationError as error:
        found = list(sentences(error, model_at))
        raise ConfigError(
            f"{CONFIG_NAME}: " + "; ".join(th for th, _ in found),
            f"{CONFIG_NAME}: " + "; ".join(en for _, en in found),
        ) from error
    check_values(config)
    return config.model_copy(update=codes_of_place(config))


TABLES: Mapping[str, type[BaseModel]] = {
    "files": FileConfig,
    "place": PlaceConfig,
    "basemap": BasemapConfig,
    "tiles": TileSource,
    "privacy": PrivacyConfig,
    "classes": ClassesConfig,
    "book": BookConfig,
    "draw": DrawConfig,
    "rules": RulesConfig,
    "duties": DutyConfig,
}
"""The tables whose keys are named here; others are understood by the room that needs them."""


def model_at(path: tuple[int | str, ...]) -> type[BaseModel]:
    """The table that a key stands in, for the names that may stand there.

    Examples
    --------
    >>> model_at(("privacy", "threshold")).__name__, model_at(("title",)).__name__
    ('PrivacyConfig', 'Config')
    """
    return TABLES.get(str(path[0]), Config) if len(path) > 1 else Config
