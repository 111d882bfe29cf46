"""How much a file may ask of this machine before it is refused.

A file from outside may be broken or hostile: an archive that inflates a thousandfold, a
text nested ten thousand deep, ten million corners. Readers count as they go and stop at
the first limit; the refusal names the limit, its value and where to raise it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from muban.gis.errors import RefusedError

__all__ = ["Budget", "LimitExceeded", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of reading; each can be set in ``muban.toml`` under ``[limits]``.

    Parameters
    ----------
    max_file_bytes
        Size of one file on disk (for a shapefile: of each part).
    max_text_bytes
        Size of a KML, GeoJSON, GPX, DXF or table text: parsing one takes ten times its size
        in memory.
    max_inflated_bytes
        Bytes that one archive (KMZ, ZIP, XLSX, ODS) may grow to, everything counted.
    max_archive_entries
        Files inside one archive.
    max_archive_index_bytes
        Size of an archive's own table of contents, which is held in memory before
        anything is inflated.
    max_depth
        How deep XML or JSON may nest.
    max_layers
        Tables of a GeoPackage, or layers of a DXF drawing.
    max_features
        Records in one file. A list of all villages of the country has 75,000.
    max_pins
        Pins of one file that go on the map. A province of 700 villages has some 20,000.
    max_coordinates
        Corners in one file. A whole province in full detail has about 150,000.
    max_holes
        Holes in one area.
    max_crossings
        Places where the lines of one area cross or touch each other.
    max_elements
        Elements of one XML file, or objects of one JSON file.
    max_columns
        Different attributes in one file.
    max_cells
        Cells in one worksheet, empty ones inside the used range counted.
    max_text
        Characters in one attribute or cell.
    max_seconds
        Seconds of computing for reading one file, and as many for mending its shapes.
    max_memory_bytes
        Memory that reading one file, or mending its shapes, may take.

    Examples
    --------
    >>> Limits().max_coordinates
    5000000
    """

    max_file_bytes: int = 300_000_000
    max_text_bytes: int = 64_000_000
    max_inflated_bytes: int = 200_000_000
    max_archive_entries: int = 10_000
    max_archive_index_bytes: int = 4_000_000
    max_depth: int = 100
    max_layers: int = 1_000
    max_features: int = 100_000
    max_pins: int = 30_000
    max_coordinates: int = 5_000_000
    max_holes: int = 5_000
    max_crossings: int = 10_000
    max_elements: int = 5_000_000
    max_columns: int = 2_000
    max_cells: int = 2_000_000
    max_text: int = 1_000_000
    max_seconds: int = 25
    max_memory_bytes: int = 600_000_000


class LimitExceeded(RefusedError):
    """A file went past a limit.

    Examples
    --------
    >>> str(LimitExceeded("max_depth", 100, 101))
    'max_depth is 100, but the file has 101 or more; raise max_depth in muban.toml [limits]'
    """

    def __init__(self, limit: str, allowed: int, found: int) -> None:
        super().__init__(
            f"กำหนด {limit} ไว้ {allowed} แต่ไฟล์นี้มี {found} หรือมากกว่า "
            f"หากเชื่อถือไฟล์นี้ ให้เพิ่มค่า {limit} ใน muban.toml หัวข้อ [limits]",
            f"{limit} is {allowed}, but the file has {found} or more; "
            f"raise {limit} in muban.toml [limits]",
        )
        self.limit = limit
        self.allowed = allowed
        self.found = found


@dataclass(slots=True)
class Budget:
    """What one file has used so far.

    Examples
    --------
    >>> budget = Budget(Limits(max_features=1))
    >>> budget.spend("max_features")
    >>> budget.spend("max_features")
    Traceback (most recent call last):
    muban.gis.reading.limits.LimitExceeded: max_features is 1, but the file has 2 or more; raise max_features in muban.toml [limits]
    """  # noqa: E501 - the message is one line

    limits: Limits
    used: dict[str, int] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)

    def spend(self, limit: str, amount: int = 1) -> None:
        """Add to what was used of a limit that sums up over the file."""
        total = self.used.get(limit, 0) + amount
        self.used[limit] = total
        self.check(limit, total)

    def left(self, limit: str) -> int:
        """How much may still be spent of a limit that sums up over the file."""
        allowed: int = getattr(self.limits, limit)
        return allowed - self.used.get(limit, 0)

    def check(self, limit: str, found: int) -> None:
        """Refuse a single value above its limit."""
        allowed: int = getattr(self.limits, limit)
        if found > allowed:
            raise LimitExceeded(limit, allowed, found)

    def check_record(self, attributes: Mapping[str, object]) -> None:
        """Refuse a text longer than ``max_text``, or one column more than ``max_columns``."""
        self.columns.update(attributes)
        self.check("max_columns", len(self.columns))
        for text in attributes.values():
            if isinstance(text, str):
                self.check("max_text", len(text))
