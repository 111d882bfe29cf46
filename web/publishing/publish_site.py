"""The only writer of a site: builds aside, looks it over, and exchanges the folders.

A site is never half-written: its files go to a new folder beside the old as they are made,
the manifest last, when the privacy gate has read every one; only then does the new folder
take the old one's place, in one step. What stands in the old folder and is not muban's
(``.git``, ``CNAME``, photographs) is in the new one before that step. A build that
fails leaves the old site as it was; what one leaves that was killed is set right by the next
(:mod:`muban.web.publishing.write_workshop`).
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from muban.gis.errors import MubanError, disk_reason
from muban.web.publishing.protect import refuse_folder, refuse_projects_inside, true_path
from muban.web.publishing.read_site import MANIFEST, OurSite, entries_of, read_our_site
from muban.web.publishing.stops import HeldBack, held_back
from muban.web.publishing.write_carried import Carried, carry
from muban.web.publishing.write_fresh import write_fresh
from muban.web.publishing.write_lock import locked
from muban.web.publishing.write_whole import sync_tree
from muban.web.publishing.write_workshop import Workshop, clear_up, name_of_lock
from muban.web.stopping import Stopped

__all__ = ["Published", "publish", "publish_stream", "refuse_site"]

_NOT_VISIBLE = {"cname", "thumbs.db", "desktop.ini"}
"""Names that a folder may hold before the first build, beside those that begin with a dot."""


@dataclass(frozen=True)
class Published:
    """What was done.

    Parameters
    ----------
    folder
        The site's folder.
    kept
        What stands in it and is not muban's, as paths inside it.
    beside
        Files that could not stay in it: pages of ours that somebody has changed, and files
        whose name a page needs. They lie beside the folder.
    """

    folder: Path
    kept: tuple[str, ...] = ()
    beside: tuple[Path, ...] = ()


def publish(files: Mapping[str, bytes], out: Path, *, project: Path | None = None) -> Published:
    """Put a site that is made into a folder, all at once.

    Parameters
    ----------
    files
        Paths inside the site (with ``/``) and their bytes, the manifest among them.
    out, project
        As of :func:`publish_stream`, as what it returns and raises.
    """
    internal = bool(json.loads(files[MANIFEST])["internal"])
    return publish_stream(iter(files.items()), out, internal=internal, project=project)


def publish_stream(
    files: Iterator[tuple[str, bytes]], out: Path, *, internal: bool, project: Path | None = None
) -> Published:
    """Put a site into a folder, all at once, while it is made.

    Parameters
    ----------
    files
        Paths inside the site (with ``/``) and their bytes, as they are made. What making
        them raises goes on to who called, and leaves the old site as it was.
    internal
        Whether the site must stay in the office.
    out
        The site's folder. Of what stands there only the files are replaced or taken away
        that the manifest lists and nobody has changed; and an internal site never takes the
        place of a public one, nor the other way round.
    project
        The project folder: its input folders are never written to.

    Raises
    ------
    MubanError
        The folder holds something else, a project, or a site of the other kind, or lies in
        an input folder, or cannot be written.
    """
    refuse_site(out, internal=internal, project=project)
    out = true_path(out)
    swapped: list[Path] = []
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with held_back() as stop, locked(name_of_lock(out), stop=stop):
            beside = clear_up(out)
            ours = _ours(out, internal=internal)
            kept, more = _replace(files, out, ours, stop)
            swapped.append(out)
    except (KeyboardInterrupt, Stopped) as stopped:
        raise _told(stopped, out, new=bool(swapped)) from stopped
    except _NotMadeError as failed:
        raise failed.reason from failed.reason.__cause__
    except OSError as error:
        th, en = disk_reason(error)
        raise MubanError(
            f"เขียนลงใน «{out}» ไม่ได้ ({th}) ของเดิมยังอยู่ครบ — ปิดไฟล์หรือโฟลเดอร์ที่เปิดค้างอยู่ "
            "ดูว่าดิสก์ยังมีที่ว่าง แล้วสั่งใหม่",
            f"“{out}” could not be written ({en}); what was there is whole. Close what is open in "
            "it, see that the disk has room, and try again",
        ) from error
    return Published(out, tuple(sorted(kept)), (*beside, *more))


def refuse_site(out: Path, *, internal: bool, project: Path | None = None) -> None:
    """Stop, before the work begins, where a site could not be published.

    Parameters
    ----------
    out
        What the user typed.
    internal
        The site is for the office alone.
    project
        The project in hand.

    Raises
    ------
    MubanError
        As :func:`publish`.
    """
    out = true_path(out)
    refuse_folder(out, project=project)
    ours = _ours(out, internal=internal)
    if out.is_dir():
        refuse_projects_inside(out, ours)


def _replace(
    files: Iterator[tuple[str, bytes]], out: Path, ours: OurSite, stop: HeldBack
) -> tuple[Carried, tuple[Path, ...]]:
    """Build the new folder and exchange it for the old; also when it is stopped on the way."""
    workshop = Workshop.beside(out)
    beside: tuple[Path, ...] = ()
    try:
        with closing(_made(files)) as made:
            written = write_fresh(made, workshop.new, out, ours, stop)
        carried: Carried = {}
        if out.is_dir():
            carried = carry(out, workshop.new, ours)
        sync_tree(workshop.new, but=written.linked)
        workshop.finish(carried, _both(ours, written.digests))
        stop.heed()
        workshop.swap()
    finally:
        beside = workshop.clear()
    return carried, beside


def _told(stop: BaseException, out: Path, *, new: bool) -> Stopped:
    """The stop, with which site stands."""
    number = stop.number if isinstance(stop, Stopped) else 0
    if new:
        return Stopped(
            f"หยุดแล้ว เว็บไซต์ชุดใหม่ใน «{out}» เสร็จสมบูรณ์ก่อนหยุด",
            f"stopped; the new site in “{out}” was complete before that",
            number,
        )
    if not out.is_dir():
        return Stopped(
            f"หยุดแล้ว ยังไม่ได้สร้างเว็บไซต์ใน «{out}»", f"stopped; no site was made in “{out}”", number
        )
    return Stopped(
        f"หยุดแล้ว เว็บไซต์ชุดเดิมใน «{out}» อยู่ครบ", f"stopped; the old site in “{out}” is whole", number
    )


def _both(ours: OurSite, written: Mapping[str, str]) -> OurSite:
    """The files of the site that stands and of the one that will, each with both hashes."""
    new = {name: (digest,) for name, digest in written.items() if name != MANIFEST}
    names = {*ours.files, *written}
    return OurSite({name: (*ours.files.get(name, ()), *new.get(name, ())) for name in names})


class _NotMadeError(Exception):
    """The disk is well: a file could not be made."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _made(files: Iterator[tuple[str, bytes]]) -> Generator[tuple[str, bytes], None, None]:
    """The files; what the disk of the site has no part in is told apart from what it has."""
    try:
        yield from files
    except OSError as error:
        raise _NotMadeError(error) from error


def _ours(out: Path, *, internal: bool) -> OurSite:
    """The site of ours in the folder, which may also be new; anything else is refused."""
    if not out.exists() or (out.is_dir() and _nothing_visible(out)):
        return OurSite()
    stands = read_our_site(out)
    if stands is None:
        raise MubanError(
            f"«{out}» มีไฟล์อื่นอยู่และไม่ใช่เว็บไซต์ที่ muban สร้าง จึงไม่เขียนทับ — ใช้ --out ชี้ไปโฟลเดอร์อื่น",
            f"“{out}” holds something that muban did not make, and is left alone: "
            "use another --out",
        )
    if stands.internal != internal:
        kind = ("ฉบับใช้ภายใน", "an internal") if stands.internal else ("ฉบับเผยแพร่", "a public")
        raise MubanError(
            f"«{out}» เป็น{kind[0]}อยู่แล้ว ฉบับภายในและฉบับเผยแพร่ต้องอยู่คนละโฟลเดอร์ — ใช้ --out อื่น",
            f"“{out}” is {kind[1]} site; internal and public sites go to different folders: "
            "use another --out",
        )
    return stands


def _nothing_visible(folder: Path) -> bool:
    """Whether a folder is new, or holds only what a fresh copy of a repository does."""
    tops = {name.split("/")[0] for name in entries_of(folder)}
    return all(top.startswith(".") or top.casefold() in _NOT_VISIBLE for top in tops)
