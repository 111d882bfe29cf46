"""Where a site goes: an address as a person types it, taken apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from muban.gis.errors import ConfigError

__all__ = ["Kind", "Target", "make_target", "parse_target"]

Kind = Literal["folder", "ftp", "ftps", "sftp", "git"]
_PORTS = {"ftp": 21, "ftps": 21, "sftp": 22}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a site goes. ``address`` is for a git remote and for a folder as they are typed."""

    kind: Kind
    address: str
    host: str = ""
    port: int = 0
    user: str = ""
    path: str = ""

    @property
    def label(self) -> str:
        """What is said of it, and what its secret is kept under: never with a password."""
        if self.kind in ("folder", "git"):
            return self.address
        user = f"{self.user}@" if self.user else ""
        return f"{self.kind}://{user}{self.host}:{self.port}{self.path}"

    @property
    def asks(self) -> bool:
        """Whether it takes a password or a token."""
        if self.kind == "git":
            return self.address.startswith("https://")
        return self.kind in ("ftps", "sftp") or (self.kind == "ftp" and self.user != "")


def make_target(kind: Kind, *, host: str, user: str, path: str, port: int = 0) -> Target:
    """A place on a server, from what a form asks for.

    Parameters
    ----------
    kind
        ``ftp``, ``ftps`` or ``sftp``.
    host, user, path
        As typed; a whole address in the field of the host is taken apart.
    port
        0 is the usual one.

    Raises
    ------
    ConfigError
        There is no host, or it holds a password.

    Examples
    --------
    >>> make_target("ftps", host="ftp.example.go.th", user="somchai", path="www/แผนที่").label
    'ftps://somchai@ftp.example.go.th:21/www/แผนที่'
    >>> make_target("sftp", host="sftp://a@example.go.th:2222/www", user="", path="").label
    'sftp://a@example.go.th:2222/www'
    """
    typed = host.strip()
    scheme, found, rest = typed.rpartition("://")
    named = parse_target(f"{scheme if found and scheme in _PORTS else kind}://{rest}")
    return replace(
        named,
        port=port or named.port,
        user=user.strip() or named.user,
        path="/" + path.strip().strip("/") if path.strip() else named.path,
    )


def parse_target(text: str) -> Target:
    r"""Take an address apart.

    Parameters
    ----------
    text
        A folder; ``ftp://``, ``ftps://`` or ``sftp://user@host/folder``; a git remote ending in
        ``.git``, or with ``git+`` before it.

    Raises
    ------
    ConfigError
        It is none of these, or holds a password: those are asked for and kept elsewhere.

    Examples
    --------
    >>> parse_target("sftp://somchai@example.go.th/var/www/map").label
    'sftp://somchai@example.go.th:22/var/www/map'
    >>> parse_target("https://example.org/map.git").kind, parse_target(r"D:\web").kind
    ('git', 'folder')
    """
    bare = text.removeprefix("git+")
    parts = urlsplit(bare)
    if parts.password:
        raise ConfigError(
            "อย่าใส่รหัสผ่านในที่อยู่ เพราะจะค้างอยู่ในประวัติคำสั่ง — ใส่เพียงชื่อผู้ใช้ โปรแกรมจะถามรหัสผ่านเอง",
            "Leave the password out of the address, where it would stay in the history of "
            "commands: it is asked for",
        )
    if text.startswith("git+") or bare.rstrip("/").endswith(".git"):
        return Target("git", bare)
    if parts.scheme in _PORTS:
        if not parts.hostname:
            raise ConfigError(f"«{text}» ไม่มีชื่อเครื่อง", f"“{text}” names no host")
        kind: Kind = parts.scheme  # type: ignore[assignment]
        try:
            port = parts.port or _PORTS[kind]
        except ValueError as error:
            raise ConfigError(
                f"หมายเลขพอร์ตใน «{text}» ไม่ใช่ตัวเลข 1–65535", f"“{text}” has no valid port"
            ) from error
        path = "/" + unquote(parts.path).strip("/")
        return Target(kind, text, parts.hostname, port, unquote(parts.username or ""), path)
    if len(parts.scheme) > 1:
        raise ConfigError(
            f"ส่งไปที่ «{parts.scheme}://» ไม่ได้ — ใช้โฟลเดอร์ ftp:// ftps:// sftp:// หรือ git (.git)",
            f"“{parts.scheme}://” cannot be uploaded to: give a folder, ftp://, ftps://, sftp://, "
            "or a git remote ending in .git",
        )
    return Target("folder", str(Path(text)))
