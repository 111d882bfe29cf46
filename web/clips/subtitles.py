"""What a clip tells, as subtitles and as a text, for those who cannot see or hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.web.clips.clip import Clip

__all__ = ["subtitles_of", "text_of"]


def subtitles_of(clip: Clip) -> str:
    """The clip's subtitles (WebVTT): one for each scene, for as long as it lasts.

    Parameters
    ----------
    clip
        Scenes and how many seconds each lasts.

    Returns
    -------
    str
        A WebVTT file.

    Examples
    --------
    >>> from muban.web.clips.clip import Clip, Scene
    >>> clip = Clip("430101", (Scene(2.5, "", "ตำบลในเมือง", ()), Scene(3, "", "18 หมู่บ้าน", ())))
    >>> print(subtitles_of(clip).splitlines()[-2])
    00:00:02.500 --> 00:00:05.500
    """
    parts, start = ["WEBVTT\n"], 0.0
    for number, scene in enumerate(clip.scenes, start=1):
        end = start + scene.seconds
        if scene.said:
            parts.append(f"{number}\n{_at(start)} --> {_at(end)}\n{scene.said}\n")
        start = end
    return "\n".join(parts)


def _at(seconds: float) -> str:
    """A time as WebVTT writes it.

    Examples
    --------
    >>> _at(61.25)
    '00:01:01.250'
    """
    whole = round(seconds * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds / 1000:06.3f}"


def text_of(clip: Clip) -> str:
    """The clip as a text.

    Parameters
    ----------
    clip
        What is told.

    Returns
    -------
    str
        A line for each title and subtitle.

    Examples
    --------
    >>> from muban.web.clips.clip import Clip, Scene
    >>> text_of(Clip("430101", (Scene(2, "ตำบลในเมือง", "18 หมู่บ้าน", ()),))).split()
    ['ตำบลในเมือง', '18', 'หมู่บ้าน']
    """
    return clip.words + "\n"
