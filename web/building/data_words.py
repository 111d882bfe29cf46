"""What the columns of the published data are called, from ``data_words.json``.

Files for programs keep the stable English names; files for people have Thai headings.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from muban.gis.writing.safe_cells import plain_value
from muban.layers.indicator.results import RESULT_PARTS, result_column, scale_text

if TYPE_CHECKING:
    import pandas as pd

    from muban.layers.atlas import Domain
    from muban.layers.indicator.results import Result

__all__ = ["balloon_of", "column_titles", "columns_told", "in_thai", "sheet_title"]

Balloon = tuple[tuple[str, str, str], ...]
"""Key, title and text of every line that a balloon shows."""


@cache
def _words() -> Mapping[str, Any]:
    text = resources.files("muban.web").joinpath("data_words.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


def sheet_title(layer: str) -> str:
    """What the worksheet of a layer is called.

    Examples
    --------
    >>> sheet_title("villages")
    'หมู่บ้าน'
    """
    title: str = _words()["sheets"][layer]
    return title


def column_titles(domains: Iterable[Domain], lang: str = "th") -> dict[str, str]:
    """What every column is called, by its stable name.

    Examples
    --------
    >>> from muban.layers.atlas import Domain
    >>> titles = column_titles([Domain("risk", "เสี่ยง", "Risk")])
    >>> titles["area_rai"], titles["result_risk"]
    ('พื้นที่ (ไร่)', 'เสี่ยง (ค่า)')
    """
    titles = {name: word[lang] for name, word in _words()["columns"].items()}
    for domain in domains:
        label = domain.label_en if lang == "en" else domain.label_th
        for part in RESULT_PARTS:
            sentence = _words()["results"][part][lang]
            titles[result_column(domain.id, part)] = sentence.replace("{domain}", label)
    return titles


def in_thai(frame: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """A table with Thai headings and Thai words for its codes of states, without shapes.

    Parameters
    ----------
    frame
        A published table, with or without shapes.
    titles
        Its columns' Thai headings.

    Returns
    -------
    DataFrame
        For people; programs read the other one.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"name": ["บ้านเหนือ"], "place": ["drawn"]})
    >>> in_thai(rows, {"name": "ชื่อ", "place": "ตำแหน่ง"}).to_dict("records")
    [{'ชื่อ': 'บ้านเหนือ', 'ตำแหน่ง': 'มีแนวเขต'}]
    """
    table = frame.drop(columns="geometry", errors="ignore")
    for column, terms in _words()["values"].items():
        if column in table:
            table = table.assign(
                **{column: [terms.get(str(value), str(value)) for value in table[column]]}
            )
    return table.rename(columns=dict(titles))


def columns_told(
    layers: Mapping[str, pd.DataFrame], titles: Mapping[str, str], english: Mapping[str, str]
) -> pd.DataFrame:
    """A table that says of each column of these layers what it is called, in both languages.

    Parameters
    ----------
    layers
        Published tables.
    titles
        Thai names by column.
    english
        English names by column.

    Returns
    -------
    DataFrame
        A row for each column, once.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame(columns=["moo"])
    >>> columns_told({"a": table, "b": table}, {"moo": "หมู่ที่"}, {"moo": "moo"}).to_numpy().tolist()
    [['หมู่ที่', 'moo', 'moo']]
    """
    import pandas as pd

    names = dict.fromkeys(
        str(name) for frame in layers.values() for name in frame.columns if name in titles
    )
    glossary = _words()["glossary"]
    rows = [(titles[name], english[name], name) for name in names]
    return pd.DataFrame(rows, columns=[glossary["th"], glossary["en"], glossary["column"]])


def balloon_of(
    row: Mapping[str, object],
    columns: Sequence[str],
    titles: Mapping[str, str],
    results: Sequence[Result] = (),
) -> Balloon:
    """What the balloon of a place says, line by line.

    Parameters
    ----------
    row
        The place's cells by column.
    columns
        Those that are shown, in this order; empty ones are left out.
    titles
        Their Thai names.
    results
        The village's results: one line each, with year and scale, also where there is none.

    Returns
    -------
    tuple
        Key, title and text of each line.

    Examples
    --------
    >>> row = {"name": "บ้านเหนือ", "moo": 4, "note": ""}
    >>> balloon_of(row, ["name", "moo", "note"], {"name": "ชื่อ", "moo": "หมู่ที่", "note": "หมายเหตุ"})
    (('name', 'ชื่อ', 'บ้านเหนือ'), ('moo', 'หมู่ที่', '4'))
    """
    lines = [(name, titles[name], _text(row[name])) for name in columns if _text(row.get(name, ""))]
    lines += [(result_column(one.domain.id), one.domain.label_th, _result(one)) for one in results]
    return tuple(lines)


def _result(result: Result) -> str:
    said = _words()["balloon"]
    scale = scale_text(result.domain)
    sentence: str = said["result" if scale else "result_bare"]
    value = result.shown or said["none"]
    return sentence.format(value=value, year=result.year_be, scale=scale)


def _text(value: object) -> str:
    plain = plain_value(value)
    if isinstance(plain, float):
        return f"{plain:.6f}".rstrip("0").rstrip(".") if math.isfinite(plain) else ""
    return "" if plain is None else str(plain)
