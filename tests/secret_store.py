"""A system's store of secrets that lives as long as a test, and one that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoStore

__all__ = ["MemoryStore", "secret_store"]


class MemoryStore(KeyringBackend):
    """Secrets by service and name."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.held.pop((service, username), None)


@contextmanager
def secret_store(*, there: bool = True) -> Iterator[MemoryStore]:
    """Have ``keyring`` use such a store, or say that there is none."""
    before, store = keyring.get_keyring(), MemoryStore()
    keyring.set_keyring(store if there else NoStore())
    try:
        yield store
    finally:
        keyring.set_keyring(before)
