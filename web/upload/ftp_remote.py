"""FTP, and FTP over TLS with the certificate looked at."""

from __future__ import annotations

import contextlib
import ftplib
import io
import posixpath
import socket
import ssl
from typing import TYPE_CHECKING, NoReturn

from muban.web.upload.folder_remote import broken, full
from muban.web.upload.remote import PART, Untrusted, WrongPassword

if TYPE_CHECKING:
    from muban.web.upload.target import Target

__all__ = ["FtpRemote", "open_ftp"]

_PATIENCE_S = 30
_FULL = ("452", "552")
_NOT_THERE = "550"


class _Ftps(ftplib.FTP_TLS):
    """FTP over TLS that takes up its first session again for each file, as servers may demand."""

    def ntransfercmd(
        self, cmd: str, rest: int | str | None = None
    ) -> tuple[socket.socket, int | None]:
        line, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 - its line becomes TLS
        if self._prot_p:  # type: ignore[attr-defined]
            session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
            line = self.context.wrap_socket(line, server_hostname=self.host, session=session)
        return line, size


def open_ftp(target: Target, password: str, *, context: ssl.SSLContext | None = None) -> FtpRemote:
    """Connect and log in.

    Parameters
    ----------
    target
        Of kind ``ftp`` or ``ftps``.
    password
        "" for an account without one.
    context
        Which certificates are believed; None for those of the system.

    Raises
    ------
    Untrusted, WrongPassword, BrokenOff
        It cannot show who it is, it does not take us, or nobody answers.
    """
    connection: ftplib.FTP
    if target.kind == "ftps":
        connection = _Ftps(
            context=context or ssl.create_default_context(), timeout=_PATIENCE_S, encoding="utf-8"
        )
    else:
        connection = ftplib.FTP(timeout=_PATIENCE_S, encoding="utf-8")  # noqa: S321
    try:
        connection.connect(target.host, target.port)
        connection.login(target.user or "anonymous", password)
        if isinstance(connection, ftplib.FTP_TLS):
            connection.prot_p()
    except ftplib.error_perm as error:
        connection.close()
        raise WrongPassword(
            f"«{target.label}» ไม่รับชื่อผู้ใช้หรือรหัสผ่านนี้ — ตรวจแล้วส่งใหม่ ({error})",
            f"“{target.label}” does not take this name or password: check both ({error})",
        ) from error
    except ssl.SSLCertVerificationError as error:  # before a name or a password was said
        connection.close()
        raise Untrusted(
            f"ใบรับรองของ «{target.label}» ตรวจไม่ผ่าน ({error.verify_message}) "
            "อาจเป็นเครื่องปลอม จึงยังไม่ส่งรหัสผ่าน — ตรวจว่าพิมพ์ชื่อเครื่องตามที่ได้รับมา "
            "ถ้าถูกแล้ว ให้ผู้ดูแลเครื่องต่ออายุหรือติดตั้งใบรับรองให้ถูกต้อง หรือขอใช้ SFTP",
            f"The certificate of “{target.label}” is not valid ({error.verify_message}): it may be "
            "another machine, so no password was sent. Look at the host's name; where it is right, "
            "have who keeps the server renew its certificate, or ask for SFTP",
        ) from error
    except ftplib.all_errors as error:
        connection.close()
        raise broken(target.label, error) from error
    return FtpRemote(connection, target)


class FtpRemote:
    """Files below a folder of an FTP server."""

    def __init__(self, connection: ftplib.FTP, target: Target) -> None:
        self._ftp = connection
        self._target = target
        self._made: set[str] = set()

    def read(self, name: str) -> bytes | None:
        """A file's content; None where there is none."""
        held = io.BytesIO()
        try:
            self._ftp.retrbinary(f"RETR {self._at(name)}", held.write)
        except ftplib.error_perm as error:
            if str(error).startswith(_NOT_THERE):
                return None
            self._give_up(error)
        except ftplib.all_errors as error:
            self._give_up(error)
        return held.getvalue()

    def size(self, name: str) -> int | None:
        """A file's size in bytes; None where there is none or the server does not say."""
        try:
            self._ftp.voidcmd("TYPE I")
            return self._ftp.size(self._at(name))
        except ftplib.error_perm:
            return None
        except ftplib.all_errors as error:
            self._give_up(error)

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place, whole or not at all."""
        path = self._at(name)
        part = path + PART
        try:
            self._make(posixpath.dirname(path))
            self._ftp.storbinary(f"STOR {part}", io.BytesIO(content))
            self._put_over(part, path)
        except ftplib.all_errors as error:
            self._give_up(error)

    def _put_over(self, part: str, path: str) -> None:
        try:
            self._ftp.rename(part, path)
        except ftplib.error_perm:  # some servers rename over nothing that is there
            self._ftp.delete(path)
            self._ftp.rename(part, path)

    def remove(self, name: str) -> None:
        """Take a file away; one that is not there is fine."""
        try:
            self._ftp.delete(self._at(name))
        except ftplib.error_perm:
            return
        except ftplib.all_errors as error:
            self._give_up(error)

    def close(self) -> None:
        """Say goodbye, or just go."""
        try:
            self._ftp.quit()
        except ftplib.all_errors:
            self._ftp.close()

    def _at(self, name: str) -> str:
        return posixpath.join(self._target.path, name)

    def _make(self, folder: str) -> None:
        """Make a folder and those above it; each is asked for once."""
        if folder in self._made or folder in ("", "/"):
            return
        self._make(posixpath.dirname(folder))
        with contextlib.suppress(ftplib.error_perm):  # it is there
            self._ftp.mkd(folder)
        self._made.add(folder)

    def _give_up(self, error: Exception) -> NoReturn:
        if str(error)[:3] in _FULL:
            raise full(self._target.label) from error
        raise broken(self._target.label, error) from error
