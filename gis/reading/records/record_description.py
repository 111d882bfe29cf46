"""Records with the facts that only their descriptions state, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from muban.gis.headings.heading_table import heading_key
from muban.gis.problems import Problem, problem
from muban.gis.reading.records.described_fields import described_fields
from muban.gis.reading.records.record import Record
from muban.gis.source import Read

__all__ = ["add_described"]

_COLUMNS = ("description", "Description", "descriptio", "PopupInfo", "desc")
_NAMED = 12


def add_described(read: Read, records: Sequence[Record]) -> tuple[Sequence[Record], list[Problem]]:
    """The records with their descriptions' labels as attributes; what a column states stands.

    Parameters
    ----------
    read
        The layer, for the place.
    records
        As the file has them.

    Returns
    -------
    sequence of Record
        The very same where no description states anything.
    list of Problem
        One ``read.described_fields`` for the layer, or none.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import blank_layer
    >>> from muban.gis.source import Source
    >>> balloon = Record(1, markup="<b>หมู่ที่</b>: 4<br><b>ครัวเรือน</b>: 120")
    >>> layer = blank_layer(Source(Path("ก.kml"), "ก.kml", ""), "")
    >>> [record], [found] = add_described(layer, [balloon])
    >>> dict(record.attributes), found.code
    ({'หมู่ที่': '4', 'ครัวเรือน': '120'}, 'read.described_fields')
    """
    out = []
    labels: dict[str, None] = {}
    count = 0
    for record in records:
        told = described_fields(record.markup or _html_among(record.attributes))
        known = {heading_key(k) for k, value in record.attributes.items() if told and value}
        fields = {key: value for key, value in told.items() if heading_key(key) not in known}
        count += bool(fields)
        labels |= dict.fromkeys(fields)
        attributes = {**record.attributes, **fields}
        out.append(replace(record, attributes=attributes) if fields else record)
    if not count:
        return records, []
    named = ", ".join(list(labels)[:_NAMED]) + (" …" if len(labels) > _NAMED else "")
    return out, [problem("read.described_fields", read.where(), count=count, labels=named)]


def _html_among(attributes: Mapping[str, object]) -> str | None:
    """A column that holds ArcGIS's table, as programs make it of a KML's description."""
    texts = (attributes.get(key) for key in _COLUMNS)
    return next((text for text in texts if isinstance(text, str) and "<t" in text.lower()), None)
