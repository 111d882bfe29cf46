"""A pin's note: what its file says of it beside name and kind, as far as it may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muban.gis.headings.fits import is_filled
from muban.gis.text.thai_normal import normalise
from muban.layers.column_meanings import note_columns
from muban.layers.personal.personal_names import column_holds

if TYPE_CHECKING:
    from muban.gis.source import FileSettings, Read

__all__ = ["Notes"]

_TEXT, _TEXT_CALLED = "_description", "description"
"""The text of a placemark: what readers keep it as, and what the file calls it."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The columns of a layer that make its pins' notes.

    ``plain`` are notes by their heading, or because ``muban.toml`` says so; ``public`` are
    other columns that it allows, shown with their headings. One that is headed as a
    person's name, telephone or house number is in neither, whatever is allowed.
    """

    plain: tuple[str, ...] = ()
    public: tuple[str, ...] = ()

    @staticmethod
    def of(read: Read, stated: FileSettings | None) -> Notes:
        """The note columns of a layer of pins."""
        allowed = () if stated is None else stated.public
        told = [_TEXT] if _TEXT_CALLED in allowed and _TEXT in read.frame else []
        plain = [*note_columns(read.frame), *told]
        public = [
            column
            for column in allowed
            if column in read.frame and column not in plain and not column_holds(column)
        ]
        return Notes(tuple(plain), tuple(public))

    def text(self, pin: Mapping[str, Any]) -> str:
        r"""The note of one pin; '' for none.

        Examples
        --------
        >>> Notes(("หมายเหตุ",), ("ปีที่สร้าง",)).text({"หมายเหตุ": "เปิดทุกวัน", "ปีที่สร้าง": 2550})
        'เปิดทุกวัน\nปีที่สร้าง: 2550'
        """
        lines = [str(pin[one]) for one in self.plain if is_filled(pin.get(one))]
        lines += [f"{one}: {pin[one]}" for one in self.public if is_filled(pin.get(one))]
        texts = (normalise(line.strip(), lines=True) for line in lines)
        return "\n".join(dict.fromkeys(text for text in texts if text))
