"""What the page asks to have its site sent: where to, with which password, and how far it is."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.routing import Route

from muban.gis.errors import ConfigError
from muban.web.desk.answering import Asked, answered
from muban.web.upload.target import Kind, Target, make_target, parse_target

if TYPE_CHECKING:
    from starlette.requests import Request

    from muban.web.desk.projects import Projects

__all__ = ["target_asked", "upload_routes"]

_SERVERS: tuple[Kind, ...] = ("ftps", "ftp", "sftp")


def upload_routes(projects: Projects) -> list[Route]:
    """Where it is asked for; each address begins with the project's name."""
    pages = _Upload(projects)
    return [
        Route("/upload", answered(pages.form)),
        Route("/upload", answered(pages.begin), methods=["POST"]),
        Route("/upload/state", answered(pages.state)),
        Route("/upload/stop", answered(pages.stop), methods=["POST"]),
    ]


class _Upload:
    """What is asked for of a project's upload."""

    def __init__(self, projects: Projects) -> None:
        self._projects = projects

    def form(self, request: Request, _: Asked) -> Any:
        """Where it was sent last, and whether the system's store has the password."""
        from muban.web.upload.secrets import kept_secret
        from muban.web.upload.write_targets import kept_target, targets_file

        folder = self._projects.room(request.path_params["id"]).folder
        sent = kept_target(targets_file(), folder)
        if sent is None:
            return {"last": None, "kept": False}
        to = sent.target
        last = {
            "kind": to.kind,
            "host": to.host,
            "port": to.port,
            "user": to.user,
            "path": to.path,
            "address": to.address if to.kind in ("folder", "git") else "",
            "branch": sent.branch,
        }
        return {"last": last, "kept": to.asks and bool(kept_secret(to))}

    def begin(self, request: Request, asked: Asked) -> Any:
        """Send it: what the form says is looked at first."""
        from muban.web.desk.uploading import Order
        from muban.web.upload.write_targets import Sent

        upload = self._projects.uploading(request.path_params["id"])
        folder = self._projects.room(request.path_params["id"]).folder
        base_url = asked.get("base_url")
        upload.begin(
            Order(
                Sent(target_asked(asked, folder), str(asked.get("branch") or "main").strip()),
                password=str(asked.get("password", "")),
                remember=asked.get("remember") is True,
                replace=asked.get("replace") is True,
                base_url=None if base_url is None else str(base_url).strip(),
            )
        )
        return upload.state()

    def state(self, request: Request, _: Asked) -> Any:
        """How far it is."""
        return self._projects.uploading(request.path_params["id"]).state()

    def stop(self, request: Request, _: Asked) -> Any:
        """Break it off; sending again goes on from there."""
        self._projects.uploading(request.path_params["id"]).stop()
        return {}


def target_asked(asked: Asked, project: Path) -> Target:
    """The target that a form names.

    Parameters
    ----------
    asked
        ``kind``, and ``address`` for a folder or a git remote, ``host``, ``port``, ``user`` and
        ``path`` for a server.
    project
        The project's folder: its site goes elsewhere.

    Raises
    ------
    ConfigError
        Something is missing, or cannot be.
    HTTPException
        400 for what no form of ours asks.

    Examples
    --------
    >>> target_asked({"kind": "git", "address": "https://github.com/a/b.git"}, Path("/w")).kind
    'git'
    """
    kind, address = asked["kind"], str(asked.get("address", "")).strip()
    if kind == "folder":
        return Target("folder", str(_elsewhere(address, project)))
    if kind == "git":
        return _remote(address)
    if kind not in _SERVERS:
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    host, user = str(asked.get("host", "")), str(asked.get("user", ""))
    port = str(asked.get("port") or 0)
    if not host.strip():
        raise ConfigError("ยังไม่ได้ใส่ชื่อเครื่อง เช่น ftp.ตัวอย่าง.go.th", "The host is missing")
    if not (port.isascii() and port.isdigit() and int(port) < 65536):
        raise ConfigError("พอร์ตเป็นตัวเลข 1–65535 หรือเว้นว่าง", "The port is a number, or nothing")
    made = make_target(kind, host=host, user=user, path=str(asked.get("path", "")), port=int(port))
    if not made.user and kind != "ftp":
        raise ConfigError("ยังไม่ได้ใส่ชื่อผู้ใช้", "The user's name is missing")
    return made


def _elsewhere(address: str, project: Path) -> Path:
    folder = Path(address.strip('"'))
    if not folder.is_absolute():
        raise ConfigError(
            r"ใส่ที่อยู่ของโฟลเดอร์ให้ครบ เช่น E:\แผนที่ หรือ \\เครื่อง\เว็บ\แผนที่",
            r"Give the whole path of the folder, such as E:\maps or \\server\web\maps",
        )
    place, own = folder.resolve(), project.resolve()
    if place.is_relative_to(own) or own.is_relative_to(place):
        raise ConfigError(
            "โฟลเดอร์นี้อยู่ในโฟลเดอร์งาน หรือมีโฟลเดอร์งานอยู่ข้างใน "
            "— เลือกที่อื่น เช่น แฟลชไดรฟ์ หรือโฟลเดอร์ของเครื่องแม่ข่าย",
            "This folder is in the project's, or around it: choose one elsewhere, such as a "
            "memory stick or a folder of a server",
        )
    return folder


def _remote(address: str) -> Target:
    if not address:
        raise ConfigError(
            "ยังไม่ได้ใส่ที่อยู่ของ git เช่น https://github.com/ชื่อ/แผนที่.git",
            "The remote's address is missing, such as https://github.com/name/map.git",
        )
    if "://" not in address and "@" not in address and not Path(address).is_absolute():
        address = f"https://{address}"
    named = address if address.rstrip("/").endswith(".git") else f"{address.rstrip('/')}.git"
    return parse_target(named if "://" in named or "@" in named else f"git+{named}")
