"""Hosts of pages on this machine alone, for tests that open them as from the net."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

__all__ = ["FileHandler", "answering", "host_of", "host_with"]


class _Server(Protocol):
    """What is asked of a server, the standard library's or the preview's."""

    server_address: Any

    def serve_forever(self) -> None: ...

    def shutdown(self) -> None: ...

    def server_close(self) -> None: ...


class FileHandler(http.server.SimpleHTTPRequestHandler):
    """Hands out the files of a folder, and says nothing: a test's output is its result."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def answering(server: _Server) -> Iterator[str]:
    """Let a server answer meanwhile; its address, with a slash at the end."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def host_with(
    handler: Callable[..., http.server.BaseHTTPRequestHandler],
) -> AbstractContextManager[str]:
    """A host on any free port whose requests a handler answers; its address."""
    return answering(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))


def host_of(folder: Path) -> AbstractContextManager[str]:
    """A host of a folder's files; its address."""
    return host_with(functools.partial(FileHandler, directory=str(folder)))
