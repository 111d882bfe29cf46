"""What pins are called that have no name of their own: a column says it, record by record.

Drawing programs keep a pin's name apart; tables and shapefiles have it in a column that
everyone heads differently (ชื่อสถานที่, NAME_T, detail, or สถา where the heading was cut).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muban.gis.headings.column_setting import column_setting
from muban.gis.headings.fields import Fields, find_fields
from muban.gis.headings.fits import filled, is_filled, mostly_fits
from muban.gis.problems import Problem, problem
from muban.gis.table_rows import rows_of
from muban.gis.text.thai_normal import normalise
from muban.gis.text.true_text import true_name

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["name_pins", "tell_unnamed"]

_LETTER = re.compile(r"[^\W\d_]")
_LONG = 80
"""A longer detail is a description, no name."""
_FEW = 3
"""So many unnamed pins are told one by one."""
_OFFERED = 5


def name_pins(read: Read) -> Read:
    """Fill in ``_name`` where it says nothing and a column does.

    Parameters
    ----------
    read
        A layer of pins.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from pathlib import Path
    >>> from muban.gis.source import Read, Source
    >>> frame = gpd.GeoDataFrame({"_number": [1], "_name": [None], "ชื่อสถานที่": ["วัดกลาง"]})
    >>> read = Read(Source(Path("ก.shp"), "ก.shp", ""), "", "features", frame, (1,))
    >>> name_pins(read).frame["_name"].tolist()
    ['วัดกลาง']
    """
    frame = read.frame
    said = [is_filled(name) and _LETTER.search(str(name)) is not None for name in frame["_name"]]
    if all(said):
        return read
    fields = find_fields(frame)
    names = [
        row.get("_name") if named else _name_of(row, fields) or row.get("_name")
        for row, named in zip(rows_of(frame), said, strict=True)
    ]
    renamed = frame.copy()
    renamed["_name"] = names
    return read.with_frame(renamed)


def _name_of(row: Mapping[Any, Any], fields: Fields) -> str | None:
    found = fields.read(row, "place")
    if found is not None and _LETTER.search(name := true_name(str(found[1])).name):
        return normalise(name)
    details = (row.get(column) for column in fields.generic.get("place", ()))
    texts = (normalise(true_name(str(one)).name) for one in details if is_filled(one))
    return next((text for text in texts if len(text) <= _LONG and _LETTER.search(text)), None)


def tell_unnamed(read: Read, unnamed: Sequence[Problem], pins: int) -> list[Problem]:
    """Of many pins without a name, one problem of the layer that lists its columns.

    Parameters
    ----------
    read
        The layer.
    unnamed
        One problem for each pin without a name.
    pins
        How many pins the layer has.

    Returns
    -------
    list of Problem
        The same problems where they are few, in a layer that has names.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.problems import problem
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> pins = [Record(number, attributes={"สถานที่": "วัด"}) for number in range(1, 4)]
    >>> read = build_features(Source(Path("ก.shp"), "ก.shp", ""), "", pins)
    >>> nameless = [problem("landmark.unnamed", read.where(number)) for number in (1, 2, 3)]
    >>> [told] = tell_unnamed(read, nameless, 3)
    >>> told.code, told.params["columns"]
    ('landmark.names_unknown', 'สถานที่')
    """
    if not unnamed or (len(unnamed) <= _FEW and len(unnamed) < pins):
        return list(unnamed)
    columns = _text_columns(read)
    if columns:
        setting = column_setting(read.source.name, "name", *columns[:_OFFERED])
        told = problem(
            "landmark.names_unknown",
            read.where(),
            count=len(unnamed),
            columns=", ".join(columns),
            setting=setting,
        )
        return [told]
    if len(unnamed) <= _FEW:
        return list(unnamed)
    numbers = ", ".join(f"#{one.where.number}" for one in unnamed[:10])
    more = ", …" if len(unnamed) > 10 else ""
    told = problem(
        "landmark.many_unnamed", read.where(), count=len(unnamed), numbers=numbers + more
    )
    return [told]


def _text_columns(read: Read) -> list[str]:
    """Columns with words in them that could be names: no codes, units or kinds."""
    frame = read.frame
    fields = find_fields(frame)
    known = {name for meaning in fields if meaning != "place" for name in fields.all(meaning)}
    own = [str(c) for c in frame.columns if c != "geometry" and not str(c).startswith("_")]
    return [
        name
        for name in own
        if name not in known and filled(frame[name]) and mostly_fits("place", frame[name])
    ]
