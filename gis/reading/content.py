"""One file's bytes on their way to a reader."""

from __future__ import annotations

from dataclasses import dataclass, field

from muban.gis.problems import Problem, Where
from muban.gis.reading.limits import Budget, Limits
from muban.gis.reading.near import Near
from muban.gis.source import FileSettings, Read, Source

__all__ = ["Content"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader of a format is given: bytes, and what is stated about them.

    Parameters
    ----------
    source
        The file in the project that the bytes are from.
    data
        The bytes; for a member of an archive, inflated.
    settings
        What the user states in ``muban.toml``.
    budget
        What the file has used of its limits.
    member
        Name inside an archive; "" for the file itself.
    parts
        A shapefile's other parts by suffix without dot.
    near
        Of a reference: what of the whole country is to be looked at; None for all of it.
    """

    source: Source
    data: bytes
    settings: FileSettings
    budget: Budget
    member: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    near: Near | None = None

    @property
    def limits(self) -> Limits:
        """The limits that hold for this file."""
        return self.budget.limits

    @property
    def where(self) -> Where:
        """The file as a place; a member of an archive as its layer."""
        return Where(self.source.name, self.member or None)

    def layer(self, name: str = "") -> str:
        """A layer's name, with the archive's member before it."""
        return "/".join(part for part in (self.member, name) if part)

    def failed(self, *problems: Problem) -> list[Read]:
        """One empty layer with the problems that say why."""
        from muban.gis.reading.records.feature_frame import build_features

        return [build_features(self.source, self.member, [], problems=problems)]
