"""What a person says of a file's lines and areas, and how the rest is asked about.

In ``muban.toml`` a file can be called the background (``role = "ground"``), or the office's own
roads and waters, to be published (``role = "context"``); ``kind = "road"`` says what they are
where neither names nor columns do.
"""

from __future__ import annotations

import json
from typing import Literal

from muban.gis.problems import Problem, problem
from muban.gis.source import FileSettings, Read
from muban.layers.context.context_kinds import STATED, ShapeType, context_kinds

__all__ = ["Use", "ask_kind", "kind_setting", "stated_use", "with_stated_kind"]

Use = Literal["ground", "context"]
_USES: tuple[Use, ...] = ("ground", "context")
_ASKED: dict[ShapeType, tuple[str, ...]] = {
    "line": ("road", "highway", "lane", "rail", "stream", "river", "canal", "boundary", "works"),
    "area": ("water", "forest", "boundary", "works"),
}
"""Kinds in the order in which they are offered: the most usual first."""


def stated_use(stated: FileSettings, folder: str) -> Use | None:
    """Whether a person calls a file a background, or ground to be published; None if neither.

    Parameters
    ----------
    stated
        What ``muban.toml`` says of the file.
    folder
        The project folder it lies in: a kind alone says it too, and then the folder decides.

    Examples
    --------
    >>> stated_use(FileSettings(role="context"), "reference")
    'context'
    >>> stated_use(FileSettings(kind="road"), "reference")
    'ground'
    >>> stated_use(FileSettings(role="landmark"), "drawings") is None
    True
    """
    for use in _USES:
        if stated.role == use:
            return use
    if stated.role is None and stated.kind is not None:
        return "ground" if folder == "reference" else "context"
    return None


def with_stated_kind(read: Read, stated: FileSettings) -> Read:
    """Write beside each record what a person says that all of the file, or a column, is.

    Parameters
    ----------
    read
        A layer of shapes.
    stated
        What ``muban.toml`` says of its file.

    Returns
    -------
    Read
        The same layer where nothing is said.
    """
    column = dict(stated.columns).get("kind")
    if (stated.kind is None and column not in read.frame.columns) or not len(read.frame):
        return read
    frame = read.frame.copy()
    if stated.kind is not None:
        frame[STATED] = stated.kind
    if column in frame.columns:
        frame["context_kind"] = frame[column]
    return read.with_frame(frame)


def kind_setting(file: str, shape: ShapeType) -> str:
    """The lines for ``muban.toml`` that say what a file's lines or areas are; none is chosen.

    Parameters
    ----------
    file
        Its path in the project.
    shape
        What it holds.

    Examples
    --------
    >>> print(kind_setting("reference/ก.shp", "area"))
    [files."reference/ก.shp"]
    # kind = "water"
    # kind = "forest"
    # kind = "boundary"
    # kind = "works"
    """
    heading = f"[files.{json.dumps(file, ensure_ascii=False)}]"
    public = {kind.id for kind in context_kinds().every if kind.public}
    assert public >= set(_ASKED[shape])
    return "\n".join([heading, *(f'# kind = "{kind}"' for kind in _ASKED[shape])])


def ask_kind(read: Read, shape: ShapeType, count: int, *, use: Use) -> Problem:
    """The question what so many lines or areas of a layer are, with the lines that answer it.

    Parameters
    ----------
    read
        The layer.
    shape
        What they are drawn as.
    count
        How many they are.
    use
        What they are wanted for.
    """
    code = "ground.kind_unsaid" if use == "ground" else "context.kind_unsaid"
    setting = kind_setting(read.source.name, shape)
    return problem(code, read.where(), count=count, setting=setting)
