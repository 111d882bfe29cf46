"""A wrong setting stops the command and names key, value and the nearest valid one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest

from muban.gis.coordinates.datum import DEFAULT_OPERATION
from muban.gis.errors import ConfigError
from muban.gis.reading.limits import Limits
from muban.gis.shapes.tolerance import TOLERANCE_M
from muban.layers.indicator.indicator_mapping import DOMAIN_KEYS, INDICATOR_KEYS
from muban.layers.indicator.priority_rule import PRIORITY_KEYS, PriorityRule
from muban.layers.personal.privacy import PrivacyRule
from muban.symbology.overrides import SYMBOL_KEYS
from muban.web.maps.choropleth import ClassSettings
from muban.web.settings.config import (
    TABLES,
    BasemapConfig,
    ColumnsConfig,
    Config,
    parse_config,
    read_config,
)
from muban.web.settings.config_checks import check_files
from muban.web.settings.tile_sources import TileSource

NEW_PROJECT = Path(__file__).resolve().parents[2] / "web" / "new_project" / "muban.toml"


def refusal(text: str) -> str:
    with pytest.raises(ConfigError) as refused:
        parse_config(text)
    assert refused.value.th != refused.value.en
    return str(refused.value)


def test_nothing_is_required() -> None:
    config = parse_config("")
    assert not config.title
    assert config.province is None
    assert config.tolerance_m is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('title = "x"\nfiscal_yaer_be = 2563', ["fiscal_yaer_be", "fiscal_year_be"]),
        ('title = "x"\nprovince = 43', ["province", "43", '"43"']),
        ('title = "x"\nprovince = "ห"', ["province", "ห", '"43"']),
        ('title = "x"\nlang = "thai"', ["lang", "thai", "th, en"]),
        ('title = "x"\nfiscal_year_be = "สองพัน"', ["fiscal_year_be", "whole number"]),
        ('title = "x"\nfiscal_year_be = 2020', ["fiscal_year_be", "2020", "2400"]),
        ('title = "x"\n[files."drawings/ก.shp"]\nrole = "vilage_area"', ["role", "village_area"]),
        ('title = "x"\n[files."ก.shp"]\nencodng = "cp874"', ["encodng", "“encoding”"]),
        ('title = "x"\n[basemap]\nurl = "http://x/{z}"\nattribution = "y"', ["url", "https://"]),
        ('title = "x"\n[basemap]\nurl = "https://x/{z}"', ["basemap.attribution"]),
        ('title = "x"\n[basemap]\nurl = "https://x;/{z}"\nattribution = "y"', ["url", "Latin"]),
        ('title = "x"\nbase_url = "https://x.go.th/?a=1"', ["base_url", "without blanks, ?"]),
        ('title = "x"\n[classes]\nmethod = "jenks"', ["classes.method", "natural, equal"]),
        ('title = "x"\n[classes]\ncount = 12', ["classes.count", "12", "at most 9"]),
        ('title = "x"\n[classes]\nbreaks = {risk = [5, 3]}', ["classes.breaks.risk", "rising"]),
        ('title = "x"\n[classes]\nbreaks = {risk = 5}', ["classes.breaks.risk", "rising"]),
        ('title = "x"\nprovince = "99"', ["province", "99", "96"]),
        ('title = "x"\ntambon = "43160"', ["tambon", "43160", '"431605"']),
        ('title = "x"\n[files."ก.shp"]\nencoding = "cp8740"', ["ก.shp", "cp8740", "cp874"]),
        ('title = "x"\nfiles = 3', ["files", "a table"]),
        ("title = ", ["not valid TOML"]),
        ("title = " + "[" * 100_000, ["nested too deeply"]),
        ('title = "x"\nfiscal_year_be = ' + "9" * 5000, ["thousands of digits"]),
    ],
)
def test_a_wrong_setting_is_named(text: str, named: list[str]) -> None:
    message = refusal(text)
    for part in named:
        assert part in message


def uncommented() -> str:
    """The settings of the file that ``muban new`` writes, as if nothing in it were a comment."""
    lines = NEW_PROJECT.read_text("utf-8").splitlines()
    settings = [line.removeprefix("# ") for line in lines]
    is_setting = re.compile(r"\[|[\w\"]+[\w.\u0e00-\u0e7f\" ]* = ")
    return "\n".join(line for line in settings if is_setting.match(line))


def shown_settings() -> dict[str, Any]:
    return tomllib.loads(uncommented())


def test_the_commented_settings_of_a_new_project_are_all_valid() -> None:
    config = parse_config(uncommented())
    assert config.province == "43"
    assert config.files["drawings/แนวเขต.shp"].encoding == "cp874"
    assert config.basemap is not None


def accepted_keys() -> Iterator[tuple[str, ...]]:
    """Every key that the settings accept, from those who understand them."""
    shown = [("files", "drawings/แนวเขต.shp"), ("indicators", "domains", "village_own")]
    for name in Config.model_fields:
        yield (name,)
    for table, model in TABLES.items():
        above = shown[0] if table == "files" else (table,)
        yield from ((*above, key) for key in model.model_fields if key != "kind")
    yield ("files", "reference/เส้น.shp", "kind")  # of lines alone
    yield from ((*shown[0], "columns", key) for key in ColumnsConfig.model_fields)
    yield from (("limits", limit.name) for limit in fields(Limits))
    yield from (("indicators", key) for key in INDICATOR_KEYS)
    yield from ((*shown[1], key) for key in DOMAIN_KEYS)
    yield from (("priorities", key) for key in PRIORITY_KEYS)
    yield from (("symbols", "weaving_house", key) for key in SYMBOL_KEYS)
    yield ("symbols", "names")


@pytest.mark.parametrize("key", list(accepted_keys()), ids=".".join)
def test_every_setting_stands_in_the_file_of_a_new_project(key: tuple[str, ...]) -> None:
    at: Any = shown_settings()
    for part in key:
        at = at[0] if isinstance(at, list) else at
        assert part in at, f"{'.'.join(key)} is not in {NEW_PROJECT.name}"
        at = at[part]


DEFAULTS = {
    ("tolerance_m",): TOLERANCE_M,
    ("indian_1975",): DEFAULT_OPERATION,
    ("lang",): Config().lang,
    ("sample",): Config().sample,
    ("thai_digits",): Config().thai_digits,
    ("privacy", "threshold"): PrivacyRule().threshold,
    ("classes", "method"): ClassSettings().method,
    ("classes", "count"): ClassSettings().count,
    ("priorities", "below"): PriorityRule().below,
    ("basemap", "max_zoom"): BasemapConfig.model_fields["max_zoom"].default,
    ("tiles", "max_zoom"): TileSource.model_fields["max_zoom"].default,
    **{("limits", name): value for name, value in asdict(Limits()).items()},
}


@pytest.mark.parametrize("key", DEFAULTS, ids=".".join)
def test_the_file_of_a_new_project_shows_what_holds_without_it(key: tuple[str, ...]) -> None:
    at: Any = shown_settings()
    for part in key:
        at = (at[0] if isinstance(at, list) else at)[part]
    assert at == DEFAULTS[key]


def test_notepad_saved_it_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "muban.toml").write_bytes(b"\xef\xbb\xbf" + 'title = "ก"'.encode())
    assert read_config(tmp_path).title == "ก"


def test_notepad_saved_it_as_ansi(tmp_path: Path) -> None:
    (tmp_path / "muban.toml").write_bytes('title = "ก"'.encode("cp874"))
    with pytest.raises(ConfigError, match="UTF-8"):
        read_config(tmp_path)


def test_a_folder_without_settings_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="muban new"):
        read_config(tmp_path)


def test_thai_digits_and_windows_paths_are_understood() -> None:
    config = parse_config('title = "x"\ntambon = "๔๓๑๖๐๕"\n[files.\'drawings\\ก.shp\']\ncrs = "x"')
    assert config.tambon == "431605"
    assert list(config.files) == ["drawings/ก.shp"]


def test_what_is_stated_of_a_file_that_is_not_there_is_refused() -> None:
    config = parse_config('title = "x"\n[files."drawings/บ้าน.kml"]\nrole = "ignore"')
    with pytest.raises(ConfigError) as refused:
        check_files(config, {"drawings/บ้านป่วย.kml", "register/ก.xlsx"})
    assert "drawings/บ้านป่วย.kml" in refused.value.text("th")
    check_files(config, {"drawings/บ้าน.kml"})


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ('tambon = "ต.โพนแพง"\namphoe = "อ.รัตนวาปี"', ("43", "4316", "431605")),
        ('tambon = "ในเวียง"\namphoe = "เมือง"\nprovince = "จังหวัดน่าน"', ("55", "5501", "550101")),
        ('amphoe = "รัตนวาปี"', ("43", "4316", None)),
        ('province = "นราธิวาส"', ("96", None, None)),
    ],
)
def test_a_place_is_named_and_its_codes_are_found(
    names: str, codes: tuple[str | None, ...]
) -> None:
    config = parse_config(f'title = "x"\n[place]\n{names}')
    assert (config.province, config.amphoe, config.tambon) == codes


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ('tambon = "โพนแพง"', ["ต.โพนแพง อ.รัตนวาปี จ.หนองคาย", "ต.โพนแพง อ.ธาตุพนม จ.นครพนม"]),
        ('tambon = "โพนแพ่ง"\namphoe = "รัตนวาปี"', ["โพนแพ่ง", "ต.โพนแพง อ.รัตนวาปี จ.หนองคาย"]),
        ('province = "หนองคลาย"', ["หนองคลาย", "จ.หนองคาย"]),
        ('tambol = "โพนแพง"', ["tambol", "“tambon”"]),
    ],
)
def test_a_place_that_fits_none_or_several_is_refused_with_those_there_are(
    names: str, said: list[str]
) -> None:
    message = refusal(f'title = "x"\n[place]\n{names}')
    assert all(part in message for part in said)


def test_a_place_and_a_code_of_another_are_refused() -> None:
    place = 'title = "x"\ntambon = "430101"\n[place]\ntambon = "โพนแพง"\namphoe = "รัตนวาปี"'
    assert "430101" in refusal(place)


def test_a_folder_of_drawings_is_a_project_without_settings_and_another_folder_is_none(
    tmp_path: Path,
) -> None:
    with pytest.raises(ConfigError, match=r"muban\.toml"):
        read_config(tmp_path)
    (tmp_path / "drawings").mkdir()
    assert read_config(tmp_path) == parse_config("")
