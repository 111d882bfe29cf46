"""What there is to say of how a written name agrees with the true one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.layers.register.facts import Fact, fact

if TYPE_CHECKING:
    from muban.gis.meant.agreement import Agreement

__all__ = ["name_fact"]

_FORMERLY = {"village": "village_formerly", "tambon": "tambon_formerly"}
_READ = {"village": "read_village", "tambon": "read_tambon", "amphoe": "read_amphoe"}


def name_fact(found: Agreement) -> Fact | None:
    """The fact of an agreement; None where the names are the same.

    Examples
    --------
    >>> from muban.gis.codes.gazetteer_records import Unit
    >>> from muban.gis.meant.agreement import tambon_agreement
    >>> found = tambon_agreement("เดื่อ", Unit("430106", "tambon", "บ้านเดื่อ"))
    >>> name_fact(found).key
    'tambon_without_ban'
    """
    written, true = found.written, found.true
    match found.how:
        case "former":
            return fact(_FORMERLY[found.level], name=true, written=written)
        case "without_ban":
            return fact("tambon_without_ban", written=written, name=true)
        case "was_in":
            return fact("tambon_was_in", tambon=true, amphoe=written)
        case "misread" | "other":
            changes = " ".join(found.changes)
            return fact(_READ[found.level], written=written, true=true, changes=changes)
        case _:
            return None
