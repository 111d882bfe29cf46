"""How the desk answers: JSON to its page, and what cannot be done in words of two languages."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response

from muban.gis.errors import MubanError
from muban.web.desk.names_of_files import BadPath
from muban.web.drawing.save_words import disk_words
from muban.web.loopback.bodies import read_body
from muban.web.loopback.guard import said
from muban.web.wording.words import word

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["HANDLERS", "Asked", "answered"]

MAX_ASKED = 1_000_000
"""Bytes of what a page may say in one request; files come another way."""
_FULL = (errno.ENOSPC, errno.EDQUOT)

Asked = dict[str, Any]


def answered(answer: Callable[[Request, Asked], Any]) -> Callable[[Request], Any]:
    """A function of a request and of the JSON sent with it, as an endpoint that answers JSON.

    It runs beside those that answer others: it may take long, and may use the disk.
    """

    async def endpoint(request: Request) -> Response:
        asked: Asked = {}
        if request.method == "POST":
            asked = _parsed(await read_body(request, MAX_ASKED))
        found = await run_in_threadpool(answer, request, asked)
        return found if isinstance(found, Response) else JSONResponse(found)

    return endpoint


def _parsed(content: bytes) -> Asked:
    try:
        asked = json.loads(content or b"{}")
    except (ValueError, RecursionError) as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error
    if not isinstance(asked, dict):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    return asked


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, MubanError)
    return JSONResponse({"th": error.th, "en": error.en}, HTTPStatus.CONFLICT)


def _disk(_: Request, error: Exception) -> Response:
    assert isinstance(error, OSError)
    th, en = disk_words(error)
    full = error.errno in _FULL
    status = HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.INTERNAL_SERVER_ERROR
    return JSONResponse({"th": th, "en": en}, status)


def _bad_path(_: Request, error: Exception) -> Response:
    assert isinstance(error, BadPath)
    key = f"desk.file.bad_{error.reason}"
    told = {lang: word(key, lang, name=str(error)[:200]) for lang in ("th", "en")}
    return JSONResponse(told, HTTPStatus.BAD_REQUEST)


def _status(_: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else 500)
    return PlainTextResponse(said(status), status)


def _wrong(request: Request, _: Exception) -> Response:
    """What was asked lacks a part or has a wrong one: no page of ours asks so."""
    return _status(request, HTTPException(HTTPStatus.BAD_REQUEST))


HANDLERS: dict[Any, Any] = {
    HTTPException: _status,
    MubanError: _refused,
    OSError: _disk,
    BadPath: _bad_path,
    KeyError: _wrong,
}
"""What is answered to what goes wrong."""
