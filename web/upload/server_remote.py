"""What FTP and SFTP do alike: folders, names, writing whole, taking away."""

from __future__ import annotations

import posixpath
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, NoReturn

from muban.web.upload.folder_remote import broken, full
from muban.web.upload.remote import PART

if TYPE_CHECKING:
    from muban.web.upload.target import Target

__all__ = ["ServerRemote"]


class ServerRemote(ABC):
    """Files below a folder of a server; what is said to the server differs by its kind.

    Parameters
    ----------
    target
        Where it is, and what it is called where something is told of it.
    """

    wrong: ClassVar[tuple[type[BaseException], ...]]
    """What the library raises where something goes wrong."""
    refused: ClassVar[type[Exception]]
    """What it raises where the server does not put a file over one that is there."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._made: set[str] = set()

    def read(self, name: str) -> bytes | None:
        """A file's content; None where there is none."""
        try:
            return self._fetch(self._at(name))
        except self.wrong as error:
            if self._is_missing(error):
                return None
            self._give_up(error)

    def size(self, name: str) -> int | None:
        """A file's size in bytes; None where there is none or the server does not say."""
        try:
            return self._measure(self._at(name))
        except self.wrong as error:
            if self._is_missing(error):
                return None
            self._give_up(error)

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place, whole or not at all."""
        path = self._at(name)
        part = path + PART
        try:
            self._make(posixpath.dirname(path))
            self._store(part, content)
            try:
                self._put_over(part, path)
            except self.refused:  # some servers rename over nothing that is there
                self.remove(name)
                self._rename(part, path)
        except self.wrong as error:
            self._give_up(error)

    def remove(self, name: str) -> None:
        """Take a file away; one that is not there is fine."""
        try:
            self._delete(self._at(name))
        except self.wrong as error:
            if not self._is_missing(error):
                self._give_up(error)

    @abstractmethod
    def close(self) -> None:
        """Go away."""

    def _at(self, name: str) -> str:
        return posixpath.join(self._target.path, name)

    def _make(self, folder: str) -> None:
        """Make a folder and those above it; each is asked for once."""
        if folder in self._made or folder in ("", "/"):
            return
        self._make(posixpath.dirname(folder))
        self._make_one(folder)
        self._made.add(folder)

    def _give_up(self, error: BaseException) -> NoReturn:
        if self._says_full(error):
            raise full(self._target.label) from error
        raise broken(self._target.label, error) from error

    @abstractmethod
    def _fetch(self, path: str) -> bytes: ...

    @abstractmethod
    def _measure(self, path: str) -> int | None: ...

    @abstractmethod
    def _store(self, path: str, content: bytes) -> None: ...

    def _put_over(self, part: str, path: str) -> None:
        """Rename onto a file that may be there; ``refused`` where the server does not."""
        self._rename(part, path)

    @abstractmethod
    def _rename(self, part: str, path: str) -> None: ...

    @abstractmethod
    def _delete(self, path: str) -> None: ...

    @abstractmethod
    def _make_one(self, folder: str) -> None:
        """Make a folder that may be there already; those above it are."""

    @abstractmethod
    def _is_missing(self, error: BaseException) -> bool: ...

    def _says_full(self, error: BaseException) -> bool:
        """Whether the answer to anything but the writing of a piece is that the disk is full."""
        return False
