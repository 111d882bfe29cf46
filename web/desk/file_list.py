"""What the files of a project were taken for, and what became of their records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muban.gis.problems import Severity
from muban.gis.reading.file_kind import is_clutter
from muban.gis.reading.shapefile_parts import SHAPEFILE_PARTS
from muban.web.beside import is_drawing
from muban.web.settings.config import INPUT_FOLDERS

if TYPE_CHECKING:
    from muban.gis.ledger import LedgerRow
    from muban.gis.problems import Problem
    from muban.layers.known import Known
    from muban.web.settings.config import Config

__all__ = ["file_list", "files_on_disk"]

_ALSO = ("plan", "nominations", "rules", "book", "symbols", "other")


def files_on_disk(folder: Path) -> Iterator[tuple[str, int]]:
    """Each file that an officer sees in a project's folders, and its bytes.

    The parts of a shapefile are not told apart from it.

    Parameters
    ----------
    folder
        The project folder.

    Yields
    ------
    tuple
        Path inside the project, and size in bytes.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     Path(name, "drawings").mkdir()
    ...     for ending in ("shp", "dbf"):
    ...         _ = Path(name, "drawings", f"ก.{ending}").write_bytes(b"12345")
    ...     list(files_on_disk(Path(name)))
    [('drawings/ก.shp', 5)]
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_drawing(path):
            yield path.name, path.stat().st_size
    for name in (*INPUT_FOLDERS, *_ALSO):
        root = folder / name
        paths = sorted(root.rglob("*")) if root.is_dir() else []
        stems = {one.with_suffix("") for one in paths if one.suffix.lower() == ".shp"}
        for path in paths:
            inside = path.relative_to(folder)
            ending = path.suffix.lower().removeprefix(".")
            part = ending != "shp" and ending in SHAPEFILE_PARTS and path.with_suffix("") in stems
            if not (part or any(map(is_clutter, inside.parts))) and path.is_file():
                yield inside.as_posix(), path.stat().st_size


def file_list(
    on_disk: Iterable[tuple[str, int]],
    opened_elsewhere: Iterable[str],
    known: Known,
    config: Config,
    ledger: Iterable[LedgerRow],
    problems: Iterable[Problem],
) -> list[dict[str, Any]]:
    """A row for each file.

    Parameters
    ----------
    on_disk
        As of :func:`files_on_disk`.
    opened_elsewhere
        Files that another program has open, as its own marks beside them say.
    known, config, ledger, problems
        Of the project.

    Returns
    -------
    list of dict
        ``name``, ``bytes``, ``roles`` (each with its number of records), ``stated`` (what a
        person said it is), ``read``, ``shown``, ``used``, ``aside`` (records), ``problems``
        (by severity), ``open``.
    """
    sizes = dict(_in_order(on_disk))
    names = list(sizes)
    roles = _by_file(names, _roles(known))
    counts = _by_file(names, _counted(ledger))
    found = _by_file(names, ((one.where.file, one.severity.value, 1) for one in problems))
    open_now = set(opened_elsewhere)
    return [
        {
            "name": name,
            "bytes": sizes[name],
            "roles": [{"role": role, "n": n} for role, n in sorted(roles[name].items())],
            "stated": config.files[name].role if name in config.files else None,
            **{key: counts[name][key] for key in ("read", "shown", "used", "aside")},
            "problems": {kind.value: found[name][kind.value] for kind in Severity},
            "open": name in open_now,
        }
        for name in names
    ]


def _in_order(on_disk: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Files by the order in which a project's folders are told."""
    order = {name: rank for rank, name in enumerate(("drawings", "register", "indicators"))}
    return sorted(on_disk, key=lambda one: (order.get(one[0].split("/")[0], 9), one[0]))


def _roles(known: Known) -> Iterator[tuple[str, str, int]]:
    for role, reads in known.sheets.by_role.items():
        for read in reads:
            # Which of a table's lines are records its own reader tells: here it is the table.
            yield read.source.name, role, 0
    # Outlines and village points among drawings are references as well: each counts once.
    records: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for shapes in (known.official, known.drawn):
        for part in shapes.parts:
            own = records.setdefault((part.read.source.name, part.role), set())
            own |= {(part.read.layer, int(number)) for number in part.read.frame["_number"]}
    for (file, role), numbers in records.items():
        yield file, role, len(numbers)
    for read in known.ground:
        yield read.source.name, "ground", len(read.frame)


def _counted(ledger: Iterable[LedgerRow]) -> Iterator[tuple[str, str, int]]:
    for row in ledger:
        yield row.file, "read", row.read
        yield row.file, "shown", row.published + row.repaired
        yield row.file, "used", row.used
        yield row.file, "aside", row.set_aside


def _by_file(
    names: Iterable[str], facts: Iterable[tuple[str, str, int]]
) -> Mapping[str, Counter[str]]:
    """Facts added up by the file on the disk: what lies in an archive is the archive's."""
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for source, key, n in facts:
        name = source
        while name not in found and "/" in name:
            name = name.rpartition("/")[0]
        if name in found:
            found[name][key] += n  # also of nothing: what a file is shows so
    return found
