"""The projects that a desk has open, by the names that their addresses have."""

from __future__ import annotations

import threading
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from muban.web.desk.following import follow
from muban.web.desk.workroom import Workroom
from muban.web.desk.write_inbox import sweep_inboxes
from muban.web.desk.write_recent import Recent, read_recent, remember
from muban.web.drawing.digitizer_project import project_id

if TYPE_CHECKING:
    from muban.web.cache.write_store import Store
    from muban.web.desk.uploading import Uploading

__all__ = ["Projects"]


class Projects:
    """Opens projects, and keeps a thread at each that is open.

    Parameters
    ----------
    list_file
        Where the list of recent projects is kept.
    store
        What was made before and can be taken again.
    """

    def __init__(self, list_file: Path, store: Store | None = None) -> None:
        self._list = list_file
        self._store = store
        self._rooms: dict[str, Workroom] = {}
        self._uploads: dict[str, Uploading] = {}
        self._turn = threading.Lock()
        self._stop = threading.Event()

    def recent(self) -> list[dict[str, Any]]:
        """Projects that were opened here, the last first, and whether each is there still."""
        return [
            {
                "id": project_id(one.folder),
                "title": one.title,
                "folder": str(one.folder),
                "there": one.folder.is_dir(),
            }
            for one in read_recent(self._list)
        ]

    def open(self, folder: Path) -> str:
        """Open a project; the name of it in addresses."""
        folder = folder.resolve()
        name = project_id(folder)
        with self._turn:
            if name not in self._rooms:
                sweep_inboxes(folder)
                self._rooms[name] = room = Workroom(folder, self._store)
                room.start()
                threading.Thread(target=follow, args=(room, self._stop), daemon=True).start()
        remember(self._list, folder)
        return name

    def room(self, name: str) -> Workroom:
        """The project of that name, opened where it is one of the recent.

        Raises
        ------
        HTTPException
            404 for any other.
        """
        with self._turn:
            if room := self._rooms.get(name):
                return room
        for one in read_recent(self._list):
            if project_id(one.folder) == name and one.folder.is_dir():
                self.open(one.folder)
                return self._rooms[name]
        raise HTTPException(HTTPStatus.NOT_FOUND)

    def uploading(self, name: str) -> Uploading:
        """What is sent of the project of that name.

        Raises
        ------
        HTTPException
            404 where there is no such project.
        """
        from muban.web.desk.uploading import Uploading  # what uploads takes long to load

        room = self.room(name)
        with self._turn:
            return self._uploads.setdefault(name, Uploading(room))

    def called(self, room: Workroom, title: str) -> None:
        """Note what a project is called, where that has changed."""
        if title and Recent(room.folder, title) not in read_recent(self._list):
            remember(self._list, room.folder, title)

    def close(self) -> None:
        """Have every thread end, and wait for what is being written."""
        self._stop.set()
        rooms = list(self._rooms.values())
        uploads = list(self._uploads.values())
        for room in rooms:
            room.stop()
        for upload in uploads:  # what has arrived is noted down
            upload.stop()
        for upload in uploads:
            upload.join(timeout=10)
        for room in rooms:
            room.join(timeout=30)
