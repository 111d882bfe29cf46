"""Which clips a project has, and each of them by what it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.gis.text.thai_digits import arabic_digits
from muban.layers.register.register_matrix import counted
from muban.web.clips.frame_words import frame_words
from muban.web.clips.make_clips import tambon_clip, village_clip
from muban.web.clips.subtitles import subtitles_of, text_of
from muban.web.clips.years_clip import years_clip
from muban.web.gate.privacy_gate import refuse_personal
from muban.web.maps.tambon_view import view_tambon
from muban.web.settings.indicator_settings import class_settings

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.web.clips.clip import Clip, ClipShape
    from muban.web.pages.site import Site
    from muban.web.project import Project

__all__ = ["YEARS", "chosen_clip", "clip_name", "clip_texts", "has_years"]

YEARS = "years"
"""What the clip of the years is called by."""


def has_years(atlas: Atlas) -> bool:
    """Whether the project has designations to tell year by year."""
    return bool(len(counted(atlas.designations)))


def chosen_clip(of: str, project: Project, atlas: Atlas, site: Site) -> Clip:
    """The clip that was asked for; a code that is not there is refused with those that are.

    Parameters
    ----------
    of
        ``years``, a tambon's six digits, or a village's eight.
    project
        How values are cut into classes.
    atlas
        The whole project.
    site
        Where its pages will stand, and how it is written.

    Raises
    ------
    ConfigError
        The project has no such code, or no register.
    """
    code = arabic_digits(of)
    if code == YEARS:
        return years_clip(atlas, site)
    for page in atlas.pages:
        if code and (code == page.tambon.key or code in list(page.villages["village_code"])):
            return _of_tambon(code, page, project, site)
    known = ", ".join(page.tambon.key for page in atlas.pages[:12]) or "–"
    raise ConfigError(
        f"--of {of}: ไม่มีรหัสนี้ในงาน — ใช้ years หรือรหัสตำบล ({known}) หรือรหัสหมู่บ้านแปดหลัก",
        f"--of {of}: the project has no such code: use years, a tambon ({known}), or a village's "
        "eight digits",
    )


def _of_tambon(code: str, page: TambonAtlas, project: Project, site: Site) -> Clip:
    classes = class_settings(project.config)
    view = view_tambon(page, legend=site.legend, classes=classes, lang=site.lang)
    codes = list(page.villages["village_code"])
    return village_clip(view, site, codes.index(code)) if code in codes else tambon_clip(view, site)


def clip_name(clip: Clip, shape: ClipShape) -> str:
    """What the files of a clip in a shape are called, without their ending.

    Examples
    --------
    >>> from muban.web.clips.clip import CLIP_SHAPES, Clip
    >>> clip_name(Clip("years", ()), CLIP_SHAPES[1])
    'years-tall'
    """
    return f"{clip.id}-{shape.id}"


def clip_texts(clip: Clip, shape: ClipShape, allowed: tuple[str, ...]) -> dict[str, bytes]:
    """What a clip tells, as subtitles and as a text; nothing personal is in them or its frames.

    Parameters
    ----------
    clip
        Of whole frames.
    shape
        Its size: of its frames, and in its files' names (:func:`clip_name`).
    allowed
        Texts that the project allows though they look personal.

    Raises
    ------
    MubanError
        The privacy gate found something.
    """
    name = clip_name(clip, shape)
    texts = {f"{name}.vtt": subtitles_of(clip).encode(), f"{name}.txt": text_of(clip).encode()}
    # No gate reads pixels: a name on a map stands in no other text.
    drawn = "\n".join(line for scene in clip.scenes for line in frame_words(scene, shape))
    refuse_personal({**texts, f"{name}-frames.txt": drawn.encode()}, allowed=allowed)
    return texts
