"""Single files where they were asked for: reports, tables, prints, repaired copies.

A folder's list of what muban wrote there, with hashes, tells its own files from others and
from those that somebody has filled in or corrected since. Only a file that is as muban wrote
it is written over.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from muban.gis.errors import MubanError, disk_reason
from muban.web.publishing.protect import refuse_file, refuse_originals, true_path
from muban.web.publishing.stops import held_back
from muban.web.publishing.write_lock import locked
from muban.web.publishing.write_whole import PART, write_whole

__all__ = [
    "LIST",
    "Written",
    "refuse_output",
    "refuse_place",
    "write_output",
    "write_outputs",
]

LIST = ".muban-files.json"
"""The list's name, in each folder that muban writes single files to."""
_NOTE = {
    "th": "muban จดไฟล์ที่สร้างในโฟลเดอร์นี้ไว้ เพื่อไม่ให้เขียนทับไฟล์ของท่าน ลบได้",
    "en": "What muban wrote in this folder, so that it never writes over files of yours",
}
Known = dict[str, list[str]]


@dataclass(frozen=True)
class Written:
    """What was written.

    Parameters
    ----------
    paths
        The files, in the order asked for.
    kept
        Where a file of that name had been changed by somebody, or was never muban's: it, and
        the file that was written beside it.
    """

    paths: tuple[Path, ...]
    kept: Mapping[Path, Path]


def write_outputs(
    files: Mapping[str, bytes],
    folder: Path,
    *,
    project: Path | None = None,
    gone: Collection[str] = (),
) -> Written:
    """Write files into a folder; what is not as muban wrote it stays, and ours goes beside.

    Parameters
    ----------
    files
        Paths inside the folder (with ``/``) and their bytes.
    folder
        Made where it is not there.
    project
        The project in hand: its originals are never written to.
    gone
        Names that are made no more: such a file is taken away if it is as muban wrote it.

    Returns
    -------
    Written
        What was written, and what was kept.

    Raises
    ------
    MubanError
        The folder lies among originals, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = Path(name, "ก.csv").write_bytes("แก้ไขเอง".encode())  # an officer's own file
    ...     found = write_outputs({"ก.csv": b"4", "ข.csv": b"5"}, Path(name))
    ...     len(found.kept), Path(name, "ก.csv").read_text("utf-8")
    (1, 'แก้ไขเอง')
    """
    for name in files:
        refuse_file(folder / name, project=project)
    return _write(files, folder, gone=gone, beside=True)


def write_output(path: Path, content: bytes, *, project: Path | None = None) -> Path:
    """Write one file that the user named.

    Parameters
    ----------
    path
        What the user typed.
    content
        The file's bytes.
    project
        The project in hand: its originals are never written to.

    Raises
    ------
    MubanError
        A file stands there that muban did not write, or that somebody has changed; or the
        place is among originals, or cannot be written.
    """
    refuse_output(path, project=project)
    if _is_device(path):
        path.write_bytes(content)
        return path
    [written] = _write({path.name: content}, path.parent, gone=(), beside=False).paths
    return written


def refuse_place(folder: Path, *, project: Path | None = None) -> None:
    """Stop before the work begins where its results could not go to a folder.

    Parameters
    ----------
    folder
        What the user typed.
    project
        The project in hand.

    Raises
    ------
    MubanError
        As :func:`write_outputs`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     refuse_place(Path(name, "out"))  # no originals are near: the work may begin
    """
    refuse_originals(true_path(folder), project=project)


def refuse_output(path: Path, *, project: Path | None = None) -> None:
    """Stop before the work begins where its result could not be written to a file.

    Raises
    ------
    MubanError
        As :func:`write_output`.
    """
    refuse_file(path, project=project)
    if path.is_dir():
        raise MubanError(
            f"«{path}» เป็นโฟลเดอร์ — ใส่ชื่อไฟล์ต่อท้าย เช่น {path / 'report.html'}",
            f"“{path}” is a folder: add a file's name, such as {path / 'report.html'}",
        )
    if path.exists() and not _is_device(path):
        content = path.read_bytes()
        if _sha256(content) not in _read_list(path.parent).get(path.name, ()):
            raise _not_ours(path)


def _write(
    files: Mapping[str, bytes], folder: Path, *, gone: Collection[str], beside: bool
) -> Written:
    target = true_path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with held_back() as stop, locked(target / ".muban-lock", stop=stop):
            for place in {(target / name).parent for name in files}:
                _sweep(place)
            known = _read_list(target)
            names = {name: _free_name(target, name, files[name], known) for name in files}
            if not beside and (taken := [name for name in names if names[name] != name]):
                raise _not_ours(folder / taken[0])
            _write_all(target, {names[name]: files[name] for name in files}, known)
            _take_away(target, gone, known)
    except OSError as error:
        raise _refused(error, folder) from error
    return Written(
        tuple(folder / name for name in names.values()),
        {folder / asked: folder / name for asked, name in names.items() if asked != name},
    )


def _write_all(folder: Path, files: Mapping[str, bytes], known: Known) -> None:
    """Each file whole; the list says of each beforehand what it may be after a death."""
    hashes = {name: _sha256(content) for name, content in files.items()}
    _write_list(folder, {**known, **{n: [*known.get(n, ()), h] for n, h in hashes.items()}})
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, content)
    known.update({name: [sha256] for name, sha256 in hashes.items()})
    _write_list(folder, known)


def _take_away(folder: Path, gone: Collection[str], known: Known) -> None:
    for name in gone:
        if name in known and _is_ours(folder / name, known[name]):
            (folder / name).unlink()
            del known[name]
            _write_list(folder, known)


def _free_name(folder: Path, asked: str, content: bytes, known: Known) -> str:
    """The name itself where nothing of others stands there; else ``name.2``, and so on."""
    for name in _names(asked):
        path = folder / name
        if not os.path.lexists(path) or _is_ours(path, [*known.get(name, ()), _sha256(content)]):
            return name
    raise AssertionError("there is always a number more")


def _names(name: str) -> Iterator[str]:
    yield name
    path, number = Path(name), 2
    while True:
        yield path.with_name(f"{path.stem}.{number}{path.suffix}").as_posix()
        number += 1


def _is_ours(path: Path, hashes: Collection[str]) -> bool:
    plain = path.is_file() and not path.is_symlink()
    return plain and _sha256(path.read_bytes()) in hashes


def _is_device(path: Path) -> bool:
    """Whether it is a pipe or such: what is written there is never a file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sweep(folder: Path) -> None:
    """Take away what a death left half written; the lock says that nobody is writing now."""
    for path in folder.glob(f".*{PART}"):
        path.unlink(missing_ok=True)


def _read_list(folder: Path) -> Known:
    try:
        found = json.loads((folder / LIST).read_bytes())["files"]
        return {str(name): [str(sha) for sha in hashes] for name, hashes in found.items()}
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return {}


def _write_list(folder: Path, known: Known) -> None:
    made = {"generator": f"muban {metadata.version('muban')}", "note": _NOTE}
    text = json.dumps({**made, "files": dict(sorted(known.items()))}, ensure_ascii=False, indent=1)
    write_whole(folder / LIST, f"{text}\n".encode("utf-8", "surrogatepass"))


def _not_ours(path: Path) -> MubanError:
    return MubanError(
        f"มีไฟล์ «{path}» อยู่แล้ว และ muban ไม่ได้สร้าง หรือมีผู้แก้ไขไปแล้ว จึงไม่เขียนทับ — "
        "ใช้ --out ชื่ออื่น หรือย้ายไฟล์นั้นไปก่อน",
        f"“{path}” is there already, and muban did not write it, or somebody has changed it since; "
        "it is not overwritten: use another --out, or move that file first",
    )


def _refused(error: OSError, folder: Path) -> MubanError:
    th, en = disk_reason(error)
    place = error.filename2 or error.filename or folder
    return MubanError(
        f"เขียน «{place}» ไม่ได้ ({th}) ของเดิมยังอยู่ครบ — ปิดไฟล์ที่เปิดค้างอยู่ ดูว่าดิสก์ยังมีที่ว่าง "
        "หรือใช้ --out อื่น แล้วสั่งใหม่",
        f"“{place}” could not be written ({en}); what was there is whole. Close it where it is "
        "open, see that the disk has room, or use another --out, and try again",
    )
