"""Real servers on loopback to upload to, FTP and SSH, and what may go wrong there."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import paramiko
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

with warnings.catch_warnings():  # Python's own module, which that library still stands on
    warnings.simplefilter("ignore", DeprecationWarning)
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
    from pyftpdlib.servers import ThreadedFTPServer

__all__ = ["USER", "WORD", "Trouble", "ftp_server", "make_certificate", "ssh_server"]

USER, WORD = "somchai", "รหัส-7"


@dataclass
class Trouble:
    """What a server does wrong: it goes away, or is full, when so many files have arrived."""

    away_after: int | None = None
    full_after: int | None = None
    never_over: bool = False
    """Whether it refuses to rename a file onto one that is there."""
    arrived: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Names that were said to it."""
    at_each: Callable[[], object] | None = None
    """What is done when a file has arrived, before that is answered."""

    def is_full(self) -> bool:
        return self.full_after is not None and len(self.arrived) >= self.full_after

    def is_away(self) -> bool:
        return self.away_after is not None and len(self.arrived) >= self.away_after


def make_certificate(folder: Path, host: str = "127.0.0.1", days: int = 30) -> Path:
    """A certificate that signs itself, for an address of this machine, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "สำนักงาน")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    file = folder / "certificate.pem"
    file.write_bytes(
        made.public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


@contextmanager
def ftp_server(folder: Path, trouble: Trouble, certificate: Path | None = None) -> Iterator[int]:
    """An FTP server that serves a folder, over TLS where it has a certificate; its port."""

    class Handler(TLS_FTPHandler if certificate else FTPHandler):  # type: ignore[misc]
        certfile = certificate and str(certificate)
        tls_control_required = tls_data_required = certificate is not None

        def ftp_USER(self, line: str) -> None:  # noqa: N802 - the library's name
            trouble.asked.append(line)
            super().ftp_USER(line)

        def ftp_STOR(self, file: str, mode: str = "w") -> Any:  # noqa: N802 - the library's name
            if trouble.is_full():
                self.respond("552 No space left on device.")
                return None
            if trouble.is_away():
                self.close()
                return None
            return super().ftp_STOR(file, mode)

        def ftp_RNTO(self, path: str) -> Any:  # noqa: N802 - the library's name
            if trouble.never_over and Path(path).exists():
                self.respond("550 File exists.")
                return None
            return super().ftp_RNTO(path)

        def on_file_received(self, file: str) -> None:
            trouble.arrived.append(file)
            if trouble.at_each:
                trouble.at_each()

    users = DummyAuthorizer()
    users.add_user(USER, WORD, str(folder), perm="elradfmwMT")
    Handler.authorizer = users
    server = ThreadedFTPServer(("127.0.0.1", 0), Handler)
    port, over = server.socket.getsockname()[1], threading.Event()

    def serve() -> None:
        """Closed by the thread that asks it: closed under one that waits for it, asking fails."""
        while not over.is_set():
            server.serve_forever(timeout=0.05, blocking=False, handle_exit=False)
        server.close_all()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield port
    finally:
        over.set()
        thread.join(30)


class _Door(paramiko.ServerInterface):
    def check_auth_password(self, username: str, password: str) -> int:
        fits = (username, password) == (USER, WORD)
        return paramiko.AUTH_SUCCESSFUL if fits else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED

    def get_allowed_auths(self, username: str) -> str:
        return "password"


class _Handle(paramiko.SFTPHandle):
    trouble: Trouble
    name: str
    written: bool

    def write(self, offset: int, data: bytes) -> int:
        if self.trouble.is_full():
            return paramiko.SFTPServer.convert_errno(errno.ENOSPC)
        return super().write(offset, data)

    def close(self) -> None:
        super().close()
        if self.written:
            self.trouble.arrived.append(self.name)


def _files(folder: Path, trouble: Trouble, transports: list[paramiko.Transport]) -> type:
    class Files(paramiko.SFTPServerInterface):
        def _at(self, path: str) -> Path:
            return folder / self.canonicalize(path).lstrip("/")

        def open(self, path: str, flags: int, attr: Any) -> Any:
            if flags & os.O_WRONLY and trouble.is_away():
                for transport in transports:
                    transport.close()
                return paramiko.SFTP_FAILURE
            try:
                number = os.open(self._at(path), flags, 0o644)
            except OSError as error:
                return paramiko.SFTPServer.convert_errno(error.errno or 0)
            file = os.fdopen(number, "wb" if flags & os.O_WRONLY else "rb")
            handle = _Handle(flags)
            handle.filename = str(self._at(path))
            handle.readfile = handle.writefile = file
            handle.trouble, handle.name = trouble, path
            handle.written = bool(flags & os.O_WRONLY)
            return handle

        def stat(self, path: str) -> Any:
            try:
                return paramiko.SFTPAttributes.from_stat(self._at(path).stat())
            except OSError as error:
                return paramiko.SFTPServer.convert_errno(error.errno or 0)

        lstat = stat

        def mkdir(self, path: str, attr: Any) -> int:
            self._at(path).mkdir()
            return paramiko.SFTP_OK

        def remove(self, path: str) -> int:
            try:
                self._at(path).unlink()
            except OSError as error:
                return paramiko.SFTPServer.convert_errno(error.errno or 0)
            return paramiko.SFTP_OK

        def rename(self, oldpath: str, newpath: str) -> int:
            if self._at(newpath).exists():
                return paramiko.SFTP_FAILURE
            self._at(oldpath).rename(self._at(newpath))
            return paramiko.SFTP_OK

        def posix_rename(self, oldpath: str, newpath: str) -> int:
            if trouble.never_over:
                return paramiko.SFTP_OP_UNSUPPORTED
            self._at(oldpath).replace(self._at(newpath))
            return paramiko.SFTP_OK

    return Files


@contextmanager
def ssh_server(folder: Path, trouble: Trouble, key: paramiko.PKey) -> Iterator[int]:
    """An SSH server with SFTP that serves a folder; its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    transports: list[paramiko.Transport] = []
    files = _files(folder, trouble, transports)

    def listen() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            transport = paramiko.Transport(line)
            transports.append(transport)
            transport.add_server_key(key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, files)
            try:
                transport.start_server(server=_Door())
            except (EOFError, OSError, paramiko.SSHException):
                continue

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for transport in transports:
            transport.close()
        thread.join(30)
