"""The words that stand in a clip's frames, for the privacy gate: it reads no pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muban.web.paper.canvas import Canvas

if TYPE_CHECKING:
    from muban.web.clips.clip import ClipShape, Scene

__all__ = ["frame_words"]


class _Listening(Canvas):
    """A sheet that keeps what it is told to write, and draws nothing."""

    def __init__(self) -> None:
        super().__init__(1, 1, "")
        self.heard: list[str] = []

    def text(self, text: str, *_: Any, **__: Any) -> None:
        self.heard.append(text)

    def svg(self, text: str) -> None:
        self.heard.append(text)

    def shape(self, *_: Any, **__: Any) -> None:
        pass

    def lay(self, *_: Any, **__: Any) -> None:
        pass


def frame_words(scene: Scene, shape: ClipShape) -> list[str]:
    """What is written in a scene's whole frame, line by line as it is set.

    Parameters
    ----------
    scene
        Of a clip.
    shape
        Its size: lines break and long ones end as they do in it.

    Returns
    -------
    list of str
        Lines of text; a picture that is laid in as SVG, whole.

    Examples
    --------
    >>> from muban.web.clips.clip import CLIP_SHAPES, Scene
    >>> from muban.web.clips.drawing import words_layer
    >>> layer = words_layer("ตำบลในเมือง", ("18 หมู่บ้าน",))
    >>> frame_words(Scene(2, "", "", (layer,)), CLIP_SHAPES[0])
    ['ตำบลในเมือง', '18 หมู่บ้าน']
    """
    sheet = _Listening()
    sheet.width, sheet.height = shape.width, shape.height
    for layer in scene.layers:
        layer(sheet, shape)
    return sheet.heard
