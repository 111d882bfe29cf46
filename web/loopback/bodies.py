"""What is sent to a server on loopback: no more than is fair, and not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["parts_of", "read_body"]

PATIENCE_S = 30.0
"""For how long the next part of a body is waited for."""


async def read_body(request: Request, most: int) -> bytes:
    """The whole of what was sent.

    Raises
    ------
    HTTPException
        411 without a stated length, 413 for more than ``most`` bytes, 408 for one that stops.
    """
    return b"".join([part async for part in parts_of(request, most)])


async def parts_of(request: Request, most: int) -> AsyncIterator[bytes]:
    """What was sent, as it comes; ends and refusals as of :func:`read_body`."""
    stated = request.headers.get("content-length", "")
    if not (stated.isascii() and stated.isdecimal()):
        raise HTTPException(HTTPStatus.LENGTH_REQUIRED)
    if int(stated[:16]) > most:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    came = 0
    stream = request.stream()
    while True:
        try:
            part = await asyncio.wait_for(anext(stream), PATIENCE_S)
        except StopAsyncIteration:
            break
        except (TimeoutError, ClientDisconnect) as error:
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from error
        came += len(part)
        yield part
    if came != int(stated):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
