"""Who may ask a server on loopback: pages that it has shown, and the person at this machine.

Other sites' pages run in the same browser and can send requests here. So only requests are
answered that name this machine (against DNS rebinding) and that no other page made; what
changes anything must come from a page of ours.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "LOOPBACK", "Guard", "is_token", "refusal"]

LOOPBACK = "127.0.0.1"
_FOREIGN = ("cross-site", "same-site")
"""What a browser says of a request that another page made, on this machine or elsewhere."""
_LOOKING = ("GET", "HEAD")

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Frame-Options": "DENY",
    }
)
"""What every answer says."""


def refusal(method: str, headers: Mapping[str, str], port: int) -> HTTPStatus | None:
    """Why a request is not answered; None for one that is.

    Parameters
    ----------
    method
        GET, POST and so on.
    headers
        The request's, by their names in small letters.
    port
        The server's own.

    Examples
    --------
    >>> refusal("GET", {"host": "127.0.0.1:8765"}, 8765)
    >>> refusal("GET", {"host": "rebound.example"}, 8765).value
    421
    >>> refusal("POST", {"host": "localhost:8765", "origin": "https://example.com"}, 8765).value
    403
    """
    own = {f"{LOOPBACK}:{port}", f"localhost:{port}"}
    if headers.get("host", "") not in own:
        return HTTPStatus.MISDIRECTED_REQUEST
    if headers.get("sec-fetch-site") in _FOREIGN:
        return HTTPStatus.FORBIDDEN
    origins = {f"http://{host}" for host in own}
    if method not in _LOOKING and headers.get("origin", "") not in origins:
        return HTTPStatus.FORBIDDEN
    return None


def is_token(given: str, token: str) -> bool:
    """Whether a secret is the right one; how long it takes tells nothing of it.

    Examples
    --------
    >>> is_token("a7f3", "a7f3"), is_token("", "a7f3")
    (True, False)
    """
    return hmac.compare_digest(given.encode(errors="replace"), token.encode())


class Guard:
    """Stands before an application: refuses, and adds the headers that every answer has.

    Parameters
    ----------
    app
        What answers.
    headers
        Instead of those of :data:`HEADERS`, or beside them.
    """

    def __init__(self, app: ASGIApp, headers: Mapping[str, str] | None = None) -> None:
        self._app = app
        self._headers = {**HEADERS, **(headers or {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; there are no other kinds of talk."""
        if scope["type"] != "http":
            return
        port = int((scope.get("server") or ("", 0))[1])
        status = refusal(scope["method"], Headers(scope=scope), port)
        app = self._app if status is None else PlainTextResponse(said(status), status)

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
            await send(message)

        await app(scope, receive, send_on)


def said(status: HTTPStatus) -> str:
    r"""A refusal in one line, for who looks at it in a browser.

    Parameters
    ----------
    status
        Of HTTP.

    Returns
    -------
    str
        Plain text, ending in a line break.

    Examples
    --------
    >>> said(HTTPStatus.FORBIDDEN)
    '403 Forbidden\n'
    """
    return f"{status.value} {status.phrase}\n"
