"""Which key each server has shown before: believed at the first time, and told; then held to."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from muban.gis.errors import MubanError
from muban.web.upload.remote import Untrusted

__all__ = ["HostKeyChanged", "HostKeys", "fingerprint", "host_keys_file"]


class HostKeyChanged(Untrusted):
    """A server shows another key than before: it may be another server."""


def fingerprint(key: bytes) -> str:
    """A key as people compare it, as ``ssh`` writes it.

    Examples
    --------
    >>> fingerprint(b"key")
    'SHA256:LHDhK3oGRvkiefQnx7OOczTY5Tic/xZ6HcMOc/gmtoM'
    """
    digest = base64.b64encode(hashlib.sha256(key).digest()).decode()
    return f"SHA256:{digest.rstrip('=')}"


def host_keys_file() -> Path:
    """Where they are kept: in the user's own settings, in no project.

    Returns
    -------
    Path
        It may not be there yet.

    Examples
    --------
    >>> host_keys_file().name
    'host_keys.json'
    """
    from platformdirs import user_config_path

    return user_config_path("muban", appauthor=False) / "host_keys.json"


class HostKeys:
    """Keys by ``host:port``, in a file.

    ``told`` are the fingerprints of servers that were met for the first time.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.told: dict[str, str] = {}

    def check(self, host: str, port: int, key: bytes) -> None:
        """Hold a key against the one that was shown before; keep the first.

        Raises
        ------
        HostKeyChanged
            It is another one.
        """
        place, known, seen = f"{host}:{port}", self._read(), fingerprint(key)
        before = known.get(place)
        if before is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({**known, place: seen}, indent=1, sort_keys=True)
            self._file.write_text(f"{text}\n", "utf-8")
            self.told[place] = seen
        elif before != seen:
            raise HostKeyChanged(
                f"กุญแจของเครื่อง {place} ไม่ตรงกับครั้งก่อน (เดิม {before} ตอนนี้ {seen}) อาจเป็นเครื่องปลอม "
                f"จึงยังไม่ส่งรหัสผ่าน — ถามผู้ดูแลเครื่อง ถ้าเปลี่ยนจริงให้ลบบรรทัดของเครื่องนี้ใน {self._file}",
                f"{place} shows another key than before (then {before}, now {seen}) and may be "
                "another machine, so no password was sent: ask who looks after it; where it "
                f"really changed, delete its line in {self._file}",
            )

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise MubanError(
                f"อ่าน «{self._file}» ไม่ได้ — ลบไฟล์นั้น แล้วตรวจกุญแจของเครื่องใหม่กับผู้ดูแล",
                f"“{self._file}” cannot be read: delete it, and compare the keys anew",
            ) from error
        return {str(place): str(key) for place, key in found.items()}
