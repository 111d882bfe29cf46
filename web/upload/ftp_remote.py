"""FTP, and FTP over TLS with the certificate looked at."""

from __future__ import annotations

import contextlib
import ftplib
import io
import socket
import ssl
from typing import TYPE_CHECKING

from muban.web.upload.folder_remote import broken
from muban.web.upload.remote import Untrusted, WrongPassword
from muban.web.upload.server_remote import ServerRemote

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


class FtpRemote(ServerRemote):
    """Files below a folder of an FTP server."""

    wrong = ftplib.all_errors
    refused = ftplib.error_perm

    def __init__(self, connection: ftplib.FTP, target: Target) -> None:
        super().__init__(target)
        self._ftp = connection

    def close(self) -> None:
        """Say goodbye, or just go."""
        try:
            self._ftp.quit()
        except ftplib.all_errors:
            self._ftp.close()

    def _fetch(self, path: str) -> bytes:
        held = io.BytesIO()
        self._ftp.retrbinary(f"RETR {path}", held.write)
        return held.getvalue()

    def _measure(self, path: str) -> int | None:
        with contextlib.suppress(ftplib.error_perm):  # not there, or the server knows no sizes
            self._ftp.voidcmd("TYPE I")
            return self._ftp.size(path)
        return None

    def _store(self, path: str, content: bytes) -> None:
        self._ftp.storbinary(f"STOR {path}", io.BytesIO(content))

    def _rename(self, part: str, path: str) -> None:
        self._ftp.rename(part, path)

    def _delete(self, path: str) -> None:
        with contextlib.suppress(ftplib.error_perm):
            self._ftp.delete(path)

    def _make_one(self, folder: str) -> None:
        with contextlib.suppress(ftplib.error_perm):  # it is there
            self._ftp.mkd(folder)

    def _is_missing(self, error: BaseException) -> bool:
        return isinstance(error, ftplib.error_perm) and str(error).startswith(_NOT_THERE)

    def _says_full(self, error: BaseException) -> bool:
        return str(error)[:3] in _FULL
