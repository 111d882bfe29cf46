"""SFTP, by paramiko: the server's key is looked at before anything secret is said."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

from muban.gis.errors import MubanError
from muban.web.upload.folder_remote import broken, full
from muban.web.upload.remote import WrongPassword
from muban.web.upload.server_remote import ServerRemote

if TYPE_CHECKING:
    from muban.web.upload.host_keys import HostKeys
    from muban.web.upload.target import Target

try:
    import paramiko
except ImportError:  # the extra «upload» is not installed
    paramiko = None

__all__ = ["SftpRemote", "open_sftp"]

_WENT_WRONG: tuple[type[BaseException], ...] = (
    (OSError, EOFError) if paramiko is None else (OSError, EOFError, paramiko.SSHException)
)

_PATIENCE_S = 30
_FULL = (errno.ENOSPC, errno.EDQUOT)
_FULL_WORDS = ("no space", "quota", "disk full", "failure")
"""SFTP has no word for a full disk: servers answer the writing of a file with a mere failure."""


def open_sftp(target: Target, password: str, keys: HostKeys) -> SftpRemote:
    """Connect, look at the key, log in.

    Parameters
    ----------
    target
        Of kind ``sftp``.
    password
        "" logs in with a key of the user's ``ssh`` agent.
    keys
        What servers have shown before.

    Raises
    ------
    HostKeyChanged, WrongPassword, BrokenOff
        It is another server, it does not take us, or nobody answers.
    MubanError
        paramiko is not installed.
    """
    if paramiko is None:
        raise MubanError(
            "ยังไม่ได้ติดตั้งส่วนสำหรับส่งเว็บไซต์ — สั่ง pip install «muban[upload]»",
            "What uploads is not installed: run pip install “muban[upload]”",
        )
    try:
        line = socket.create_connection((target.host, target.port), timeout=_PATIENCE_S)
        transport = paramiko.Transport(line)
        transport.start_client(timeout=_PATIENCE_S)
    except _WENT_WRONG as error:
        raise broken(target.label, error) from error
    try:
        keys.check(target.host, target.port, transport.get_remote_server_key().asbytes())
        _log_in(transport, target, password)
        sftp = paramiko.SFTPClient.from_transport(transport)
        if sftp is None:
            raise EOFError
    except MubanError:
        transport.close()
        raise
    except paramiko.AuthenticationException as error:
        transport.close()
        raise WrongPassword(
            f"«{target.label}» ไม่รับชื่อผู้ใช้หรือรหัสผ่านนี้ — ตรวจแล้วส่งใหม่",
            f"“{target.label}” does not take this name or password: check both",
        ) from error
    except _WENT_WRONG as error:
        transport.close()
        raise broken(target.label, error) from error
    channel = sftp.get_channel()
    if channel is not None:
        channel.settimeout(_PATIENCE_S)
    return SftpRemote(transport, sftp, target)


def _log_in(transport: paramiko.Transport, target: Target, password: str) -> None:
    if password:
        transport.auth_password(target.user, password)
        return
    for key in paramiko.Agent().get_keys():
        try:
            transport.auth_publickey(target.user, key)
        except paramiko.AuthenticationException:
            continue
        return
    raise paramiko.AuthenticationException


class SftpRemote(ServerRemote):
    """Files below a folder of an SSH server."""

    wrong = _WENT_WRONG
    refused = OSError

    def __init__(
        self, transport: paramiko.Transport, sftp: paramiko.SFTPClient, target: Target
    ) -> None:
        super().__init__(target)
        self._transport = transport
        self._sftp = sftp

    def close(self) -> None:
        """Go away."""
        self._transport.close()

    def _fetch(self, path: str) -> bytes:
        with self._sftp.open(path, "rb") as file:
            content: bytes = file.read()
        return content

    def _measure(self, path: str) -> int | None:
        size: int | None = self._sftp.stat(path).st_size
        return size

    def _store(self, path: str, content: bytes) -> None:
        with self._sftp.open(path, "wb") as file:
            self._write(file, content)

    def _write(self, file: paramiko.SFTPFile, content: bytes) -> None:
        """Each piece is answered, so that a full disk is heard of."""
        try:
            file.write(content)
        except OSError as error:
            words = str(error).casefold()
            if error.errno in _FULL or any(word in words for word in _FULL_WORDS):
                raise full(self._target.label) from error
            raise

    def _put_over(self, part: str, path: str) -> None:
        self._sftp.posix_rename(part, path)

    def _rename(self, part: str, path: str) -> None:
        self._sftp.rename(part, path)

    def _delete(self, path: str) -> None:
        self._sftp.remove(path)

    def _make_one(self, folder: str) -> None:
        try:
            self._sftp.stat(folder)
        except FileNotFoundError:
            self._sftp.mkdir(folder)

    def _is_missing(self, error: BaseException) -> bool:
        return isinstance(error, FileNotFoundError)
