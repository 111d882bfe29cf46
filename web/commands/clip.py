"""``muban clip``: the years, a tambon or a village as a film for Facebook and LINE."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.web.clips.clip import Clip
    from muban.web.pages.site import Site
    from muban.web.project import Project

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
    from muban.web.clips.clip import CLIP_SHAPES, timed
    from muban.web.clips.film import film_of
    from muban.web.clips.subtitles import subtitles_of, text_of
    from muban.web.gate.privacy_gate import refuse_personal
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
    made = timed(_chosen(of, opened, atlas, site), seconds)
    name = f"{made.id}-{shape.value}"
    texts = {
        f"{name}.vtt": subtitles_of(made).encode(),
        f"{name}.txt": text_of(made).encode(),
    }
    # No gate reads pixels: all that stands in them is in these two.
    refuse_personal(texts, allowed=opened.config.privacy.allowed)
    [size] = [one for one in CLIP_SHAPES if one.id == shape.value]
    with progress("กำลังทำคลิป" if speech == "th" else "Making the clip"):
        film = film_of(made, size, form.value, sound)
    written = write_outputs({f"{name}.{form.value}": film, **texts}, out, project=project)
    for path in written.paths:
        say(str(path))
    say_kept(written, speech)


def _chosen(of: str, project: Project, atlas: Atlas, site: Site) -> Clip:
    """The clip that was asked for; a code that is not there is refused with those that are."""
    from muban.gis.errors import ConfigError
    from muban.gis.text.thai_digits import arabic_digits
    from muban.web.clips.make_clips import tambon_clip, village_clip
    from muban.web.clips.years_clip import years_clip
    from muban.web.maps.tambon_view import view_tambon
    from muban.web.settings.indicator_settings import class_settings

    code = arabic_digits(of)
    if code == "years":
        return years_clip(atlas, site)
    for page in atlas.pages:
        codes = list(page.villages["village_code"])
        if code == page.tambon.key or (code and code in codes):
            view = view_tambon(
                page,
                legend=site.legend,
                classes=class_settings(project.config),
                lang=site.lang,
            )
            return (
                tambon_clip(view, site)
                if code not in codes
                else village_clip(view, site, codes.index(code))
            )
    known = ", ".join(page.tambon.key for page in atlas.pages[:12]) or "–"
    raise ConfigError(
        f"--of {of}: ไม่มีรหัสนี้ในงาน — ใช้ years หรือรหัสตำบล ({known}) หรือรหัสหมู่บ้านแปดหลัก",
        f"--of {of}: the project has no such code: use years, a tambon ({known}), or a village's "
        "eight digits",
    )
