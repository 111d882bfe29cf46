"""The account of every record that came in.

Promise one is «nothing lost, nothing silent»: for every file and layer,
``read = published + repaired + used + set_aside``. The sums are not kept by hand along the
way: they follow from sets (what was read, what is published, what is looked up, what
problems say was set aside or repaired), and :func:`build_ledger` refuses to return sums
that do not add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from muban.gis.problems import Effect, FeatureRef, Problem

__all__ = ["LedgerImbalance", "LedgerRow", "build_ledger"]


class LedgerImbalance(AssertionError):
    """A record vanished, or was published and set aside at once: a bug of ours."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """The account of one layer of one file.

    ``published`` counts records that stand on a page and in the data as they came,
    ``repaired`` those that do so after a repair that a note tells of. ``used`` are those of
    reference: names, codes, outlines, points and figures that other records are read with,
    on no page as records of their own. ``set_aside`` are those that a problem keeps off
    the map.
    """

    file: str
    layer: str
    read: int
    published: int
    repaired: int
    used: int
    set_aside: int

    def to_dict(self) -> dict[str, str | int]:
        """The form that the manifest and the reports write."""
        return asdict(self)


def build_ledger(
    read: Iterable[FeatureRef],
    published: Iterable[FeatureRef],
    problems: Iterable[Problem],
    *,
    used: Iterable[FeatureRef] = (),
    aside: Iterable[FeatureRef] = (),
) -> list[LedgerRow]:
    """Account for every record.

    Parameters
    ----------
    read
        Every record that any reader met, readable or not.
    published
        Every record that stands on a page and in the data, whatever became of it on the way.
    problems
        All problems; their effects say which records were repaired or set aside. One that
        names no record sets aside what is left of its layer, or of its file.
    used
        Every record that others are read with; one that is published as well counts there.
    aside
        Records that one problem sets aside together, though not the whole of their layer.

    Returns
    -------
    list of LedgerRow
        One row per file and layer, ordered by both.

    Raises
    ------
    LedgerImbalance
        A record is neither published, used nor set aside, or is set aside as well, or was
        never read.

    Examples
    --------
    >>> a, b = FeatureRef("ก.kml", "x", 1), FeatureRef("ก.kml", "x", 2)
    >>> build_ledger([a, b], [a, b], [])
    [LedgerRow(file='ก.kml', layer='x', read=2, published=2, repaired=0, used=0, set_aside=0)]
    >>> build_ledger([], [], [])
    []
    >>> build_ledger([a, b], [a], [])
    Traceback (most recent call last):
    muban.gis.ledger.LedgerImbalance: neither published nor set aside: ก.kml › x › #2
    """
    read_refs, shown = set(read), set(published)
    looked_up = set(used) - shown
    known = shown | looked_up
    effects = [found for found in problems if found.effect is not Effect.NONE]
    gone = _refs(effects, Effect.SET_ASIDE) | set(aside)
    mended = _refs(effects, Effect.REPAIRED)
    gone |= _covered_by_whole_layers(effects, read_refs - known)
    _check("neither published nor set aside", read_refs - known - gone)
    _check("both published and set aside", known & gone)
    _check("published or set aside but never read", (known | gone) - read_refs)
    counts: dict[tuple[str, str], Counter[str]] = {}
    for ref in read_refs:
        count = counts.setdefault((ref.file, ref.layer), Counter())
        count["read"] += 1
        if ref in gone:
            count["set_aside"] += 1
        elif ref in looked_up:
            count["used"] += 1
        elif ref in mended:
            count["repaired"] += 1
        else:
            count["published"] += 1
    return [
        LedgerRow(file, layer, c["read"], c["published"], c["repaired"], c["used"], c["set_aside"])
        for (file, layer), c in sorted(counts.items())
    ]


def _refs(problems: Iterable[Problem], effect: Effect) -> set[FeatureRef]:
    """Records that problems of one effect name singly."""
    refs = (found.where.ref for found in problems if found.effect is effect)
    return {ref for ref in refs if ref is not None}


def _covered_by_whole_layers(
    problems: Iterable[Problem], unaccounted: set[FeatureRef]
) -> set[FeatureRef]:
    """Records set aside together with their whole layer or file, by a problem that says so."""
    wholes = {
        (found.where.file, found.where.layer)
        for found in problems
        if found.effect is Effect.SET_ASIDE and found.where.number is None
    }
    return {ref for ref in unaccounted if wholes & {(ref.file, ref.layer), (ref.file, None)}}


def _check(what: str, refs: set[FeatureRef]) -> None:
    if refs:
        named = ", ".join(f"{r.file} › {r.layer} › #{r.number}" for r in sorted(refs)[:5])
        raise LedgerImbalance(f"{what}: {named}")
