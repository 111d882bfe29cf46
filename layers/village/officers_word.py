"""What an officer said of a drawn village: the page for drawing writes it into the drawing.

Who said it stands in the file and nowhere else: it is a person's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muban.gis.problems import Problem, problem

if TYPE_CHECKING:
    from muban.layers.village.village_identity import Record

__all__ = ["tell_unsure"]


def tell_unsure(record: Record) -> Iterator[Problem]:
    """A village whose border an officer is not sure of yet.

    Parameters
    ----------
    record
        A drawn area; its column ``check`` is ``checked`` or ``unsure`` where somebody looked.

    Examples
    --------
    >>> from muban.gis.headings.fields import Fields
    >>> from muban.gis.problems import Where
    >>> from muban.layers.village.village_identity import Record
    >>> said = {"check": "unsure", "check_on": "1 ก.พ. 2569"}
    >>> [found] = tell_unsure(Record(said, Fields({}), Where("ก.kml", "", 4)))
    >>> found.code, found.where.number
    ('village.unsure', 4)
    """
    if record.values.get("check") == "unsure":
        said_on = record.values.get("check_on")
        yield problem("village.unsure", record.where.at(field="check"), said_on=str(said_on or "–"))
