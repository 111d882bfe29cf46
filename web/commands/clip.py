"""``muban clip``: the years, a tambon or a village as a film for Facebook and LINE."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["clip"]


class ClipForm(StrEnum):
    """What a clip is written as."""

    MP4 = "mp4"
    WEBP = "webp"
    GIF = "gif"


class ClipSize(StrEnum):
    """A clip's shape: 1:1, 9:16 or 16:9."""

    SQUARE = "square"
    TALL = "tall"
    WIDE = "wide"


def clip(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    of: Annotated[
        str, typer.Option(help="years (รายปี) หรือรหัสตำบลหกหลัก หรือรหัสหมู่บ้านแปดหลัก")
    ] = "years",
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ที่จะเขียนคลิป")] = Path("clips"),
    shape: Annotated[ClipSize, typer.Option(help="รูปทรง 1:1, 9:16 หรือ 16:9")] = ClipSize.SQUARE,
    form: Annotated[
        ClipForm, typer.Option("--format", help="mp4 (ต้องมี muban\\[video]) webp หรือ gif")
    ] = ClipForm.MP4,
    seconds: Annotated[
        float | None, typer.Option(min=10, max=60, help="ความยาวเป็นวินาที 10–60")
    ] = None,
    sound: Annotated[Path | None, typer.Option(help="ไฟล์เสียงของท่านเอง (เฉพาะ mp4)")] = None,
    base_url: Annotated[str | None, typer.Option(help="ที่อยู่ที่เผยแพร่เว็บไซต์ สำหรับ QR Code")] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """คลิปวิดีโอจากข้อมูล พร้อมคำบรรยาย (.vtt) และข้อความ."""
    from muban.web.building.build import site_of
    from muban.web.clips.choose_clip import chosen_clip, clip_name, clip_texts
    from muban.web.clips.clip import CLIP_SHAPES, timed
    from muban.web.clips.film import film_of
    from muban.web.project import read_project, survey
    from muban.web.publishing.write_outputs import refuse_place, write_outputs
    from muban.web.settings.config_checks import published_address
    from muban.web.told.empty import stop_at_empty
    from muban.web.told.terminal import lang_of, progress, say
    from muban.web.told.told_writing import say_kept

    speech = lang_of(lang)
    refuse_place(out, project=project)
    with progress("กำลังอ่านและตรวจ" if speech == "th" else "Reading and checking"):
        opened = read_project(project)
        stop_at_empty(opened, project, speech)
        atlas = survey(opened)
    site = site_of(opened, atlas, base_url=published_address(base_url, opened.config))
    made = timed(chosen_clip(of, opened, atlas, site), seconds)
    [size] = [one for one in CLIP_SHAPES if one.id == shape.value]
    name = clip_name(made, size)
    texts = clip_texts(made, size, tuple(opened.config.privacy.allowed))
    with progress("กำลังทำคลิป" if speech == "th" else "Making the clip"):
        film = film_of(made, size, form.value, sound)
    written = write_outputs({f"{name}.{form.value}": film, **texts}, out, project=project)
    for path in written.paths:
        say(str(path))
    say_kept(written, speech)
