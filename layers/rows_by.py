"""The rows of a table by a code: looked through once, and not once for each tambon or village."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RowsBy"]

FrameT = TypeVar("FrameT", bound="pd.DataFrame")


class RowsBy(Generic[FrameT]):
    """A table whose rows are asked for by what stands in one of its columns.

    Parameters
    ----------
    frame
        Any table; it is not changed.
    column
        Codes; what is none of them counts as unknown, which is None.

    Examples
    --------
    >>> import pandas as pd
    >>> pins = pd.DataFrame({"tambon_code": ["430102", None, "430102"], "name": ["ก", "ข", "ค"]})
    >>> of = RowsBy(pins, "tambon_code")
    >>> of("430102")["name"].tolist(), of(None)["name"].tolist(), len(of("430101"))
    (['ก', 'ค'], ['ข'], 0)
    """

    def __init__(self, frame: FrameT, column: str) -> None:
        self._frame = frame
        self._positions: dict[str | None, list[int]] = {}
        for position, code in enumerate(frame[column].tolist()):
            known = code if isinstance(code, str) else None
            self._positions.setdefault(known, []).append(position)

    def __call__(self, *codes: str | None) -> FrameT:
        """The rows of any of some codes, as they were and in their order."""
        found = (self._positions.get(code, ()) for code in set(codes))
        return self._frame.iloc[sorted(chain.from_iterable(found))]
