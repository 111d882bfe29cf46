"""Of references of the whole country, what a project can be speaking of.

No province has as many villages as a long list has rows. Its rows are told apart by province
before anything costly is done with them: names are screened and indexed of those alone that
are of the project's provinces, or that bear a name which the project's own files write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.codes.code_moves import code_moves
from muban.gis.codes.gazetteer_records import NAME_CHANGES
from muban.gis.gazetteer.gazetteer_rows import cut_gazetteer, gazetteer_table
from muban.gis.headings.fields import Fields, find_fields
from muban.gis.headings.provinces import provinces_of
from muban.gis.reading.near import (
    LONG,
    Found,
    Near,
    Shaped,
    beside,
    near_records,
    plain_name,
    spoken,
)
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.reading.tables.table_shapes import has_outlines
from muban.gis.text.place_words import Level, strip_unit_prefix, strip_village_prefix
from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import compare_key
from muban.layers.indicator.population import looks_like_population
from muban.layers.sorting.table_places import lists_places

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.source import FileSettings, Read
    from muban.layers.sorting.sheets import Sheets
    from muban.layers.whereabouts import Whereabouts

__all__ = ["cut_long_list", "is_long_list", "near_of", "near_only"]

_SAMPLE = 300
"""So many rows tell whether a table lists places."""
_LEVELS: tuple[Level, ...] = ("tambon", "amphoe", "province")
_CODE = re.compile(r"(?<!\d)([1-9]\d)(?:[-. ]?\d\d){1,2}[-. ]?\d\d?(?!\d)")
"""A code of a village or tambon, parted or not; a figure that looks like one does no harm."""
_PARTS = re.compile(
    r"[\s,;:|/\\()«»<>\[\]›_]+|(?:กิ่ง)?อำเภอ|ตำบล|จังหวัด|แขวง|เขต|[ตอจ]\.|(?:บ้าน|บ\.)(?=\S)"
)


def near_of(
    sheets: Sheets, reads: Mapping[str, Sequence[Read]], where: Whereabouts, *, province: str
) -> Near:
    """What a project's own files speak of: drawings and tables, and no gazetteer or outline.

    Parameters
    ----------
    sheets
        What the tables are.
    reads
        Layers by project folder, as they were read.
    where
        Where the project is.
    province
        Two digits; '' where only the places of the drawings can tell it yet.
    """
    own = [
        read
        for folder, layers in reads.items()
        for read in layers
        if sheets.role(read) != "gazetteer" and (folder != "reference" or read.kind == "grid")
    ]
    place = Near(province=province, points=where.points)
    provinces = {province, *_provinces_beside(reads.get("reference", ()), place)} - {""}
    names: set[str] = set()
    for read in own:
        texts = {read.source.name, read.layer, *_texts(read.frame)}
        names |= {key for text in texts for key in _names(text)}
        if sheets.role(read) != "population":  # its figures are of the places of their codes
            provinces |= set(_CODE.findall(arabic_digits("\n".join(texts))))
    by_name = {compare_key(name): code for code, name in PROVINCES.items()}
    provinces |= {by_name[name] for name in names if name in by_name}
    provinces |= {one.code[:2] for one in NAME_CHANGES if compare_key(one.old_name) in names}
    for move in code_moves().values():
        if {move.old[:2], move.new[:2]} & provinces:
            provinces |= {move.old[:2], move.new[:2]}
    return replace(place, provinces=frozenset(provinces), names=frozenset(names - {""}))


def _provinces_beside(references: Iterable[Read], near: Near) -> set[str]:
    """The provinces of the reference areas that lie beside what was drawn."""
    found: set[str] = set()
    for read in references:
        shaped = _shaped(read)
        if shaped is not None and shaped.areas:
            frame = read.frame[beside(shaped, near)]
            found |= {*provinces_of(frame, find_fields(frame))}
    return found - {""}


def _shaped(read: Read) -> Shaped | None:
    if read.kind != "features":
        return None
    return Shaped.of(read.frame.geometry.to_numpy(), getattr(read.frame, "crs", None))


def near_only(read: Read, near: Near) -> Read:
    """A large reference of shapes without what is far from the project.

    Parameters
    ----------
    read
        A layer of the reference, as it was read.
    near
        Where the project is; without a province nothing is left out.

    Returns
    -------
    Read
        With one note that counts what was left out.
    """
    shaped = _shaped(read)
    if shaped is None or not near.province:
        return read
    found = near_records(read.frame, shaped, near)
    if found is None:
        return read
    return read.with_frame(read.frame[found.kept], [found.told(read.where())])


def is_long_list(read: Read, settings: FileSettings) -> bool:
    """Whether a reference is a list of so many villages that a project speaks of few of them.

    Lists of places with names of their own, and of figures, are looked at whole.

    Parameters
    ----------
    read
        A layer of the reference.
    settings
        What ``muban.toml`` says of its file.

    Returns
    -------
    bool
        False of shapes, and of a list that is short.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import FileSettings, Read, Source
    >>> cells = pd.DataFrame(
    ...     [["รหัสหมู่บ้าน", "หมู่บ้าน"], ["43010104", "เหนือ"]], index=[1, 2], columns=["A", "B"])
    >>> read = Read(Source(Path("ก.csv"), "ก.csv", ""), "", "grid", cells, (1, 2))
    >>> is_long_list(read, FileSettings())  # one village: the whole of it is looked at
    False
    """
    if read.kind != "grid" or len(read.frame) <= LONG or settings.role not in (None, "gazetteer"):
        return False
    if gazetteer_table(read) is None or looks_like_population(read):
        return False
    points = points_from_grid(read.with_frame(read.frame.head(_SAMPLE)))
    return points is None or not (has_outlines(points) or lists_places(points))


def cut_long_list(read: Read, near: Near) -> Read:
    """Leave out of a long list what no file of the project speaks of.

    Parameters
    ----------
    read
        A table that :func:`is_long_list`.
    near
        Where the project is; without a province nothing is left out.

    Returns
    -------
    Read
        With one note that counts what was left out.
    """
    table = gazetteer_table(read)
    if table is None or not near.province:
        return read
    fields = Fields({str(column): [str(column)] for column in table.columns})
    provinces = np.array(provinces_of(table, fields), dtype=str)
    found = Found(spoken(table, fields, near, provinces), near.province)
    if found.kept.all():
        return read
    return cut_gazetteer(read, found.kept, [found.told(read.where())])


def _texts(frame: pd.DataFrame) -> Iterator[str]:
    """The different texts and whole numbers of a frame's cells."""
    for position, column in enumerate(frame.columns):
        if column in ("geometry", "_number"):
            continue
        for cell in set(map(_text, frame.iloc[:, position].tolist())):
            if cell:
                yield cell


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) if isinstance(cell, int) else ""


def _names(text: str) -> Iterable[str]:
    """The names that a text may be or hold, as keys."""
    whole = (text, *(strip_unit_prefix(text, level) for level in _LEVELS))
    return {
        key
        for part in (*whole, strip_village_prefix(text), *_PARTS.split(text))
        if part
        for key in (compare_key(part), plain_name(part))
    }
