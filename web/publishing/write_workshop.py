"""The place beside a site where its next one is made, and how one left by a death is cleared.

A workshop is a hidden folder with a name of its own, ``.site.muban-3f9c…``::

    new/       being written; holds nothing that does not stand elsewhere too
    kept.json  what was carried from the old site, and what each was like
    ready/     the new site, whole; after the exchange the old one, with all that was in it
    old/       the old one, where the disk cannot exchange and two names are changed in turn

Whatever step a death comes after, it is seen from these names what stands and what must
follow: nothing that is not muban's is ever in one place only, outside the site.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from muban.web.publishing.read_site import OurSite
from muban.web.publishing.write_carried import Carried, follow, link_or_copy, same_content
from muban.web.publishing.write_exchange import exchange
from muban.web.publishing.write_whole import sync_folder, write_whole

__all__ = ["Workshop", "clear_up", "name_of_lock"]

_ROUNDS = 3
"""How often a folder is cleared into which something keeps coming."""


def name_of_lock(site: Path) -> Path:
    """The lock of a site's folder, beside it.

    Parameters
    ----------
    site
        The site's folder.

    Returns
    -------
    Path
        A hidden file.

    Examples
    --------
    >>> name_of_lock(Path("งาน/site")).name
    '.site.muban-lock'
    """
    return site.with_name(f".{site.name}.muban-lock")


def clear_up(site: Path) -> tuple[Path, ...]:
    """Set right what dead builds left beside a site: the site stands, and they are gone.

    Returns
    -------
    tuple of Path
        Files that now lie beside the site (:meth:`Workshop.clear`).
    """
    named = re.compile(rf"\.{re.escape(site.name)}\.muban-[0-9a-f]{{16}}")
    left = [
        Workshop(path, site)
        for path in sorted(site.parent.iterdir())
        if named.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
    ]
    return tuple(path for workshop in left for path in workshop.clear())


@dataclass(frozen=True)
class Workshop:
    """One workshop of a site."""

    folder: Path
    site: Path

    @classmethod
    def beside(cls, site: Path) -> Workshop:
        """A new one, of a name that no other ever had."""
        made = cls(site.with_name(f".{site.name}.muban-{secrets.token_hex(8)}"), site)
        made.new.mkdir(parents=True)
        if site.is_dir():
            shutil.copymode(site, made.new)
        return made

    @property
    def new(self) -> Path:
        """Where the new site is written."""
        return self.folder / "new"

    @property
    def ready(self) -> Path:
        """The new site when it is whole, and the old one after the exchange."""
        return self.folder / "ready"

    @property
    def old(self) -> Path:
        """The old site, where folders cannot be exchanged."""
        return self.folder / "old"

    @property
    def record(self) -> Path:
        """What was carried."""
        return self.folder / "kept.json"

    def finish(self, carried: Carried, ours: OurSite) -> None:
        """Write down what was carried and what is muban's, and name the new site whole."""
        files = {name: list(hashes) for name, hashes in ours.files.items()}
        write_whole(self.record, json.dumps({"carried": carried, "ours": files}).encode())
        self.new.rename(self.ready)
        sync_folder(self.folder)

    def swap(self) -> None:
        """Let the new site take the place of the old, in one step where that can be."""
        if not self.site.is_dir():
            self.ready.rename(self.site)
        elif not exchange(self.ready, self.site):
            self.site.rename(self.old)
            self.ready.rename(self.site)
        sync_folder(self.site.parent)

    def clear(self) -> tuple[Path, ...]:
        """Bring whatever stands here to its end, and take the workshop away.

        Returns
        -------
        tuple of Path
            Files that lie in the folder ``…-kept`` beside the site now, since they have no
            place in it.
        """
        if not self.folder.is_dir():
            return ()
        _discard(self.new)
        beside: list[Path] = []
        if self.old.is_dir() and not self.site.exists():
            self.old.rename(self.site)
        carried, ours = self._recorded()
        for folder in (self.old, self.ready):
            for _ in range(_ROUNDS):
                if folder.is_dir():
                    follow(folder, self.site, ours, carried, self._beside(beside))
        if not (self.old.exists() or self.ready.exists()):
            _discard(self.folder)
        return tuple(beside)

    def _recorded(self) -> tuple[Carried, OurSite]:
        try:
            found = json.loads(self.record.read_bytes())
        except FileNotFoundError:
            return {}, OurSite()
        return found["carried"], OurSite(found["ours"])

    def _beside(self, made: list[Path]) -> Callable[[Path, str], None]:
        def put(source: Path, name: str) -> None:
            for target in _names(self.site.with_name(f"{self.site.name}-kept") / name):
                if same_content(source, target):
                    return
                if not os.path.lexists(target):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    _second_name(source, target)
                    made.append(target)
                    return

        return put


def _second_name(source: Path, target: Path) -> None:
    if source.is_symlink():
        target.symlink_to(source.readlink())
    elif source.is_dir():
        target.mkdir()
    else:
        link_or_copy(source, target)


def _names(path: Path) -> Iterator[Path]:
    """The name itself, then ``index.2.html``, ``index.3.html`` and so on."""
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}.{number}{path.suffix}")
        number += 1


def _discard(folder: Path) -> None:
    """Take away a folder that holds nothing of its own."""

    def retry(remove: Callable[[str], object], path: str, _: object) -> None:
        for place in (Path(path).parent, Path(path)):
            if place.exists() and not place.is_symlink():
                place.chmod(place.stat().st_mode | stat.S_IRWXU)
        remove(path)

    if folder.is_dir():
        shutil.rmtree(folder, onerror=retry)
