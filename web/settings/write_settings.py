"""Changes ``muban.toml`` for a person who does not open it; what stood there is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from muban.gis.errors import ConfigError
from muban.web.publishing.write_lock import locked
from muban.web.publishing.write_whole import write_new, write_whole
from muban.web.settings.config import CONFIG_NAME, parse_config
from muban.web.settings.toml_edit import Path as Setting
from muban.web.settings.toml_edit import set_in_toml, unset_in_toml

__all__ = ["change_settings"]

_BOM = b"\xef\xbb\xbf"


def change_settings(project: Path, changes: Mapping[Setting, Any]) -> bool:
    """Set settings, each by its path; with None one is taken out.

    Parameters
    ----------
    project
        The project folder. The settings file is made where there is none.
    changes
        Path of each setting (as :data:`muban.web.settings.toml_edit.Path`) and its value.

    Returns
    -------
    bool
        Whether anything changed; what stood there before is then in ``backup/``.

    Raises
    ------
    ConfigError
        What stands there is no valid file, or what would come of it is none: nothing is written.
    OSError
        The disk refuses: what was there is whole.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     project = pathlib.Path(name)
    ...     changed = change_settings(project, {("files", "ก.shp", "encoding"): "cp874"})
    ...     changed, "cp874" in (project / "muban.toml").read_text("utf-8")
    (True, True)
    """
    path = project / CONFIG_NAME
    with locked(project / f".{CONFIG_NAME}.muban-lock"):
        stands = path.read_bytes() if path.is_file() else b""
        text = old = _decoded(stands)
        if stands:
            parse_config(text)  # says what is wrong with it, before anything is added
        for setting, value in changes.items():
            text = (
                unset_in_toml(text, setting) if value is None else set_in_toml(text, setting, value)
            )
        if text == old and path.is_file():
            return False
        parse_config(text)
        if stands:
            _keep(stands, project / "backup")
        write_whole(path, (_BOM if stands.startswith(_BOM) else b"") + text.encode())
    return True


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{CONFIG_NAME} ไม่ได้บันทึกเป็น UTF-8 จึงแก้ให้ไม่ได้ — เปิดด้วย Notepad แล้วบันทึกใหม่เป็น UTF-8",
            f"{CONFIG_NAME} is not UTF-8: save it again with encoding UTF-8",
        ) from error


def _keep(content: bytes, backup: Path) -> None:
    """Under the next free number, unless it is the last one."""
    backup.mkdir(exist_ok=True)
    number = 1
    last = None
    while (kept := backup / f"{CONFIG_NAME}.{number:03}").exists():
        last, number = kept, number + 1
    if last is None or last.read_bytes() != content:
        write_new(kept, content)
