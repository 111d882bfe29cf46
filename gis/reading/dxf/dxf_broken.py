"""Objects of a DXF drawing that nothing can load, taken out so that the others live."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from muban.gis.reading.limits import Budget

__all__ = ["Broken", "without_broken"]

_SECTIONS = ("ENTITIES", "BLOCKS")


@dataclass(frozen=True, slots=True)
class Broken:
    """An object that cannot be loaded: what it calls itself, and the layer it names."""

    kind: str
    layer: str


def without_broken(text: str, budget: Budget) -> tuple[str, list[Broken]]:
    r"""The drawing without the objects that cannot be loaded by themselves, and these.

    Parameters
    ----------
    text
        An ASCII DXF: a line with a number, a line with what it numbers.
    budget
        Each object counts as a record.

    Returns
    -------
    str
        The drawing, without them.
    list of Broken
        In the drawing's order.

    Examples
    --------
    >>> from muban.gis.reading.limits import Limits
    >>> good, bad = "0 POINT 8 หมุด 10 1 20 2", "0 CIRCLE 8 บ่อน้ำ 10 1 20 2 40 1,5"
    >>> words = f"0 SECTION 2 ENTITIES {good} {bad} 0 ENDSEC 0 EOF"
    >>> whole, broken = without_broken("\n".join(words.split()), Budget(Limits()))
    >>> broken, "หมุด" in whole, "บ่อน้ำ" in whole
    ([Broken(kind='CIRCLE', layer='บ่อน้ำ')], True, False)
    """
    kept: list[str] = []
    broken: list[Broken] = []
    section = ""
    for chunk in _chunks(text):
        kind = chunk[1].strip()
        if kind == "SECTION":
            section = chunk[3].strip() if len(chunk) > 3 else ""
        if section in _SECTIONS and kind not in ("SECTION", "ENDSEC", "EOF"):
            budget.spend("max_features")
            if not _loads("\n".join(chunk)):
                broken.append(Broken(kind, _layer(chunk)))
                continue
        kept += chunk
    return "\n".join(kept) + "\n", broken


def _chunks(text: str) -> Iterator[list[str]]:
    """Lines of one object after another: each begins with the number 0."""
    lines = text.splitlines()
    chunk: list[str] = []
    for at in range(0, len(lines) - 1, 2):
        if lines[at].strip() == "0" and chunk:
            yield chunk
            chunk = []
        chunk += lines[at : at + 2]
    if len(chunk) > 1:
        yield chunk


def _loads(chunk: str) -> bool:
    from ezdxf.entities import factory
    from ezdxf.lldxf.extendedtags import ExtendedTags
    from ezdxf.lldxf.tagger import ascii_tags_loader, tag_compiler

    try:
        tags = list(tag_compiler(ascii_tags_loader(io.StringIO(chunk))))
        factory.load(ExtendedTags(tags))
    except Exception:
        return False
    return True


def _layer(chunk: list[str]) -> str:
    pairs = zip(chunk[::2], chunk[1::2], strict=True)
    return next((value.strip() for code, value in pairs if code.strip() == "8"), "0")
