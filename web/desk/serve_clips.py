"""Clips at the desk: made here, or drawn here and encoded by the browser that asked.

Where the encoder is not installed, the browser's own makes the film: it is sent the frames, each
once with how often it is shown, and gives back the film to be kept with the others.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from muban.web.building.build import site_of
from muban.web.clips.choose_clip import YEARS, chosen_clip, clip_name, clip_texts, has_years
from muban.web.clips.clip import CLIP_SHAPES, FPS, Clip, ClipShape, timed
from muban.web.clips.clip_frames import frames_of
from muban.web.clips.film import film_of
from muban.web.clips.write_video import has_encoder
from muban.web.desk.answering import Asked, answered
from muban.web.desk.workroom import TURN
from muban.web.loopback.bodies import read_body
from muban.web.publishing.write_outputs import write_outputs
from muban.web.settings.config_checks import published_address

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from starlette.requests import Request

    from muban.web.desk.projects import Projects
    from muban.web.desk.read_work import Work
    from muban.web.desk.workroom import Workroom

__all__ = ["CLIPS", "clip_routes"]

CLIPS = "clips"
"""The folder of a project that its clips go to."""
_FORMS = ("mp4", "webp")
_MAX_FILM = 200_000_000
_MP4 = b"ftyp"
"""What an MP4 has for its fifth to eighth byte."""


def clip_routes(projects: Projects) -> list[Route]:
    """Where clips are asked for; each address begins with the project's name."""
    pages = _Clips(projects)
    return [
        Route("/clips", answered(pages.choices)),
        Route("/clips", answered(pages.make), methods=["POST"]),
        Route("/clips/progress", answered(pages.progress)),
        Route("/clips/frames", pages.frames),
        Route("/clips/film", pages.keep, methods=["PUT"]),
    ]


class _Clips:
    """What is asked of a project that has been read."""

    def __init__(self, projects: Projects) -> None:
        self._projects = projects
        self._done: dict[Path, tuple[int, int]] = {}

    def _work(self, request: Request) -> tuple[Workroom, Work]:
        room = self._projects.room(request.path_params["id"])
        if room.work is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return room, room.work

    def choices(self, request: Request, _: Asked) -> Any:
        """What there are clips of, and whether the encoder is installed."""
        work = self._work(request)[1]
        tambons = [
            {
                "of": page.tambon.key,
                "name": page.tambon.name,
                "villages": [
                    {"of": code, "name": name, "moo": None if pd.isna(moo) else int(moo)}
                    for code, name, moo in zip(
                        *(page.villages[one] for one in ("village_code", "name", "moo")),
                        strict=True,
                    )
                    if code
                ],
            }
            for page in work.atlas.pages
        ]
        years = has_years(work.atlas)
        return {"years": YEARS if years else None, "tambons": tambons, "encoder": has_encoder()}

    def progress(self, request: Request, _: Asked) -> Any:
        """How many frames of the clip that is being made are made."""
        folder = self._work(request)[0].folder
        done, of = self._done.get(folder, (0, 0))
        return {"done": done, "all": of}

    def make(self, request: Request, asked: Asked) -> Any:
        """A film, or a moving picture, with its subtitles and its text."""
        room, work = self._work(request)
        form = str(asked.get("form", "mp4"))
        if form not in _FORMS:
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        with TURN:
            clip, shape = _asked_for(work, str(asked["of"]), str(asked["shape"]))
            name = clip_name(clip, shape)
            files = clip_texts(clip, shape, tuple(work.project.config.privacy.allowed))
            frames = round(clip.seconds * FPS)
            self._done[room.folder] = (0, frames)

            def told(number: int) -> None:
                self._done[room.folder] = (number, frames)

            try:
                files[f"{name}.{form}"] = film_of(clip, shape, form, told=told)
            finally:
                del self._done[room.folder]
        return _written(room, files)

    def frames(self, request: Request) -> Response:
        """What a browser encodes: a line of JSON, then frames as :func:`_parts` has them."""
        _, work = self._work(request)
        clip, shape = _asked_of(request, work)
        return StreamingResponse(_parts(clip, shape), media_type="application/octet-stream")

    async def keep(self, request: Request) -> Response:
        """A film that the browser made of these frames."""
        room, work = self._work(request)
        film = await read_body(request, _MAX_FILM)
        if film[4:8] != _MP4:
            raise HTTPException(HTTPStatus.BAD_REQUEST)

        def kept() -> list[str]:
            clip, shape = _asked_of(request, work)
            name = clip_name(clip, shape)
            texts = clip_texts(clip, shape, tuple(work.project.config.privacy.allowed))
            return _written(room, {**texts, f"{name}.mp4": film})

        return JSONResponse(await run_in_threadpool(kept))


def _asked_of(request: Request, work: Work) -> tuple[Clip, ClipShape]:
    return _asked_for(
        work, request.query_params.get("of", ""), request.query_params.get("shape", "")
    )


def _asked_for(work: Work, of: str, shape: str) -> tuple[Clip, ClipShape]:
    sizes = [one for one in CLIP_SHAPES if one.id == shape]
    if not sizes:
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    base = published_address(None, work.project.config)
    site = site_of(work.project, work.atlas, base_url=base)
    return timed(chosen_clip(of, work.project, work.atlas, site)), sizes[0]


def _parts(clip: Clip, shape: ClipShape) -> Iterator[bytes]:
    """A line that says the size, then each picture once: how often (4 bytes), and its pixels."""
    told = {
        "width": shape.width,
        "height": shape.height,
        "fps": FPS,
        "frames": round(clip.seconds * FPS),
    }
    yield (json.dumps(told) + "\n").encode()
    last: NDArray[np.uint8] | None = None
    times = 0
    for frame in frames_of(clip, shape):
        if last is not None and frame is not last:
            yield struct.pack("<I", times) + last.tobytes()
            times = 0
        last = frame
        times += 1
    if last is not None:
        yield struct.pack("<I", times) + last.tobytes()


def _written(room: Workroom, files: dict[str, bytes]) -> list[str]:
    written = write_outputs(files, room.folder / CLIPS, project=room.folder)
    return [path.name for path in written.paths]
