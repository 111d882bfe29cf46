"""A server on loopback, by uvicorn: it listens from the beginning, and ends when it is told."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

import uvicorn

from muban.web.loopback.guard import LOOPBACK

if TYPE_CHECKING:
    from starlette.types import ASGIApp

__all__ = ["LoopbackServer"]

_MOST_AT_ONCE = 200
_GRACE_S = 2


class _Quiet(uvicorn.Server):
    """Leaves Ctrl-C and the system's wishes to the program that it runs in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class LoopbackServer:
    """An application, heard on this machine alone.

    Parameters
    ----------
    app
        What answers.
    port
        0 takes a free one.

    Raises
    ------
    OSError
        Another program has the port.
    """

    def __init__(self, app: ASGIApp, port: int = 0) -> None:
        self._socket = _listening(port)
        self.server_address: tuple[str, int] = self._socket.getsockname()[:2]
        config = uvicorn.Config(
            app,
            log_config=None,  # the terminal belongs to the user
            access_log=False,
            server_header=False,
            lifespan="off",
            loop="asyncio",
            http="h11",
            ws="none",
            limit_concurrency=_MOST_AT_ONCE,
            timeout_graceful_shutdown=_GRACE_S,
        )
        self._server = _Quiet(config)
        self._over = threading.Event()
        self._begun = False

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server_address[1]

    def serve_forever(self) -> None:
        """Answer until :meth:`shutdown` is called, in whatever thread."""
        self._begun = True
        try:
            # Ended before it began, its socket may be closed by now.
            if not self._server.should_exit:
                asyncio.run(self._server.serve(sockets=[self._socket]))
        finally:
            self._over.set()

    def ask_to_end(self) -> None:
        """Have it end soon; an answer that is under way is given first."""
        self._server.should_exit = True

    def shutdown(self) -> None:
        """Have it end, and wait for that."""
        self.ask_to_end()
        if self._begun:
            self._over.wait()

    def server_close(self) -> None:
        """Listen no more."""
        self._socket.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        self.server_close()


def _listening(port: int) -> socket.socket:
    heard = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # Windows would let another program share the port; elsewhere one that ended holds it.
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        option = exclusive if os.name == "nt" and exclusive else socket.SO_REUSEADDR
        heard.setsockopt(socket.SOL_SOCKET, option, 1)
        heard.bind((LOOPBACK, port))
        heard.listen(128)
    except BaseException:
        heard.close()
        raise
    return heard
