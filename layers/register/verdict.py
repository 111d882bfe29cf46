"""What a row of a register was read as, and how villages and tambons are written for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.gis.codes.gazetteer_records import Village
    from muban.layers.register.register_evidence import Scope

__all__ = ["Verdict", "describe", "tambon_text", "village_text"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row was read as.

    ``code`` is '' where a person must decide; then ``reason`` says why and ``candidates``
    whom it may mean. ``tambon_code`` and ``amphoe_code`` are given where they alone are
    certain. ``weak_amphoe`` marks a reading whose amphoe rests on other evidence only.
    """

    code: str = ""
    exact: bool = False
    evidence: tuple[str, ...] = ()
    reason: str = ""
    candidates: tuple[str, ...] = ()
    tambon_code: str = ""
    amphoe_code: str = ""
    weak_amphoe: bool = False


def describe(code: str, scope: Scope) -> str:
    """A village or tambon as it stands among candidates: code, name, moo, tambon."""
    village = scope.gazetteer.villages.get(code)
    return village_text(village, scope) if village is not None else tambon_text(code, scope)


def village_text(village: Village, scope: Scope) -> str:
    """A village as it stands among candidates."""
    tambon = scope.tambons.get(village.tambon_code)
    place = f" ต.{tambon.name}" if tambon is not None else ""
    return f"{village.code} {village.name} หมู่ที่ {village.moo}{place}"


def tambon_text(code: str, scope: Scope) -> str:
    """A tambon as it stands among candidates."""
    amphoe = scope.amphoes.get(code[:4])
    return f"{code} ต.{scope.tambons[code].name}" + (f" อ.{amphoe.name}" if amphoe else "")
