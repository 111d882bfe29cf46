"""Tables between rooms, held to what is declared of them (:mod:`muban.layers.frames`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import pandas as pd

from muban.layers.frames import Columns, Declared

__all__ = ["WrongFrame", "check_frame", "empty_frame", "in_order", "typed"]

FrameT = TypeVar("FrameT", bound="pd.DataFrame")


class WrongFrame(AssertionError):
    """A table is not as it is declared: a bug of ours, told with the column and what it holds."""


def check_frame(frame: pd.DataFrame | None, columns: Columns, what: str) -> None:
    """See that a table is as it is declared.

    Parameters
    ----------
    frame
        The table; None and an empty one without rows have nothing wrong in them.
    columns
        One of those of :mod:`muban.layers.frames`.
    what
        What the table is called, for the message.

    Raises
    ------
    WrongFrame
        With the table, the column, what is expected and the first value that is not so.

    Examples
    --------
    >>> from muban.layers.frames import VILLAGE_COLUMNS
    >>> moos = pd.DataFrame({"moo": pd.Series([3, 0.5], dtype=object)})
    >>> check_frame(moos, {"moo": VILLAGE_COLUMNS["moo"]}, "villages")
    Traceback (most recent call last):
    muban.layers.frame_check.WrongFrame: villages: moo: expected whole or None, found 0.5 in row 1
    """
    if frame is None or not len(frame):
        return
    lacking = [name for name, one in columns.items() if name not in frame and not one.optional]
    if lacking:
        raise WrongFrame(f"{what}: no column {', '.join(lacking)}")
    for name, column in columns.items():
        if name not in frame or _surely_right(frame[name], column):
            continue
        if wrong := _wrong(frame[name], column):
            raise WrongFrame(f"{what}: {name}: {wrong}")


def _surely_right(values: pd.Series, column: Declared) -> bool:
    """Whether a column is as declared, as far as can be seen at a glance.

    Tables of a tambon are small and many: pandas takes longer to begin than to look.
    """
    if column.holds == "object":
        return True
    if column.holds == "number":
        return values.dtype.kind == "f" and (column.unknown or not values.hasnans)
    if column.holds == "whole" and values.dtype.kind == "i":
        return True
    known = [value for value in values.tolist() if value is not None]
    enough = column.unknown or len(known) == len(values)
    if column.holds == "whole":
        return enough and all(type(value) is int for value in known)
    return enough and _surely_texts(known, column)


def _surely_texts(known: list[Any], column: Declared) -> bool:
    if column.holds == "shape" or not all(type(value) is str for value in known):
        return False
    if column.among:
        return all(value in column.among for value in known)
    digits = column.digits if column.holds == "code" else 0
    return not digits or all(
        len(value) == digits and value.isascii() and value.isdigit() for value in known
    )


def _wrong(values: pd.Series, column: Declared) -> str:
    """What is not as declared in a column; '' where nothing is."""
    if column.holds == "object":
        return ""
    expected = f"{column.digits} digits" if column.holds == "code" else column.holds
    expected = f"one of {', '.join(column.among)}" if column.among else expected
    expected += " or None" if column.unknown else ""
    missing = values.isna().to_numpy()
    if missing.any() and not (column.unknown and _is_unknown(values[missing], column)):
        return f"expected {expected}, found {_first(values, missing)}"
    known = values[~missing]
    fits = _fits(known, column)
    if not fits.all():
        return f"expected {expected}, found {_first(known, ~fits.to_numpy(dtype=bool))}"
    if column.holds == "shape" and (crs := getattr(values, "crs", None)) != "EPSG:4326":
        return f"expected EPSG:4326, found {crs}"
    return ""


def _is_unknown(missing: pd.Series, column: Declared) -> bool:
    """Whether what is missing is missing as declared: None, or NaN of a measure."""
    return column.holds in ("number", "shape") or all(value is None for value in missing)


def _first(values: pd.Series, bad: Iterable[bool]) -> str:
    at = next(position for position, one in enumerate(bad) if one)
    return f"{values.iloc[at]!r} in row {values.index[at]}"


def _fits(known: pd.Series, column: Declared) -> pd.Series:
    """Of each known value, whether it may stand there."""
    if column.holds == "shape":
        return known.geom_type.isin(column.shapes)  # type: ignore[no-any-return]
    if column.holds == "number":
        numeric = pd.api.types.is_float_dtype(known.dtype)
        return pd.Series(numeric, index=known.index)
    if column.holds == "whole":
        return _of_type(known, "integer", int)
    texts = _of_type(known, "string", str)
    if column.among:
        return texts & known.isin(column.among)
    if column.holds == "code" and texts.all():
        return known.str.fullmatch(rf"[0-9]{{{column.digits}}}").astype(bool)
    return texts


def _of_type(known: pd.Series, name: str, kind: type) -> pd.Series:
    """Of each value whether it is of a type; the values are looked at only if not all are."""
    if not len(known) or pd.api.types.infer_dtype(known, skipna=False) == name:
        return pd.Series(True, index=known.index)
    return known.map(lambda value: isinstance(value, kind))


def typed(frame: FrameT, columns: Columns, what: str = "a table") -> FrameT:
    """The same table with the types that are declared, what is missing as None or NaN; checked.

    Parameters
    ----------
    frame, columns, what
        As :func:`check_frame` takes them; columns that the table lacks stay away.

    Raises
    ------
    WrongFrame
        What stands in it is not as it is declared, whatever its type.

    Examples
    --------
    >>> from muban.layers.frames import VILLAGE_COLUMNS
    >>> read = pd.DataFrame({"moo": [3, None]})
    >>> read["moo"].tolist(), typed(read, {"moo": VILLAGE_COLUMNS["moo"]})["moo"].tolist()
    ([3.0, nan], [3, None])
    """
    there = {name: one for name, one in columns.items() if name in frame}
    made = frame.assign(**{name: _typed(frame[name], one) for name, one in there.items()})
    check_frame(made, there, what)
    return made


def _typed(values: pd.Series, column: Declared) -> pd.Series:
    if column.holds == "number":
        return values.astype(float)
    if column.holds == "whole" and not column.unknown:
        return values.astype("int64")
    if column.holds == "whole":
        whole = (None if missing else int(value) for value, missing in _with_missing(values))
        return pd.Series(list(whole), index=values.index, dtype=object)
    if column.holds in ("text", "code") and column.unknown:
        texts = (None if missing else value for value, missing in _with_missing(values))
        return pd.Series(list(texts), index=values.index, dtype=object)
    return values


def _with_missing(values: pd.Series) -> Iterator[tuple[Any, bool]]:
    return zip(values.astype(object), values.isna(), strict=True)


def empty_frame(columns: Columns) -> pd.DataFrame:
    """A table without rows, its columns of the types that are declared."""
    return typed(pd.DataFrame({name: pd.Series(dtype=object) for name in columns}), columns)


def in_order(tambons: Iterable[str | None]) -> list[str | None]:
    """Tambons by code; the unknown one comes first.

    Examples
    --------
    >>> in_order({"431605", None, "431501"})
    [None, '431501', '431605']
    """
    return sorted(tambons, key=lambda code: code or "")
