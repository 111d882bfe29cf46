"""A project's site on its way to where people see it: one at a time, in a thread of its own."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from muban.gis.errors import MubanError
from muban.web.desk.workroom import TURN
from muban.web.drawing.save_words import Words, disk_words
from muban.web.settings.config_checks import published_address
from muban.web.settings.write_settings import change_settings
from muban.web.upload.host_keys import HostKeys, host_keys_file
from muban.web.upload.remote import FullDisk, Occupied, Untrusted, WrongPassword
from muban.web.upload.secrets import forget_secret, keep_secret, kept_secret
from muban.web.upload.upload_site import Uploaded, read_site_files, upload_to
from muban.web.upload.write_journal import Journal, journal_folder
from muban.web.upload.write_targets import Sent, keep_target, targets_file

if TYPE_CHECKING:
    from muban.web.desk.workroom import Workroom

__all__ = ["Order", "Uploading"]

Stage = Literal["idle", "making", "sending", "done", "failed"]
_REASONS: tuple[tuple[type[MubanError], str], ...] = (
    (WrongPassword, "password"),
    (Untrusted, "untrusted"),
    (Occupied, "occupied"),
    (FullDisk, "full"),
)
_LOOK_S = 0.1


class _StoppedError(Exception):
    """Somebody wants no more of it."""


@dataclass(frozen=True)
class Order:
    """What somebody wants sent.

    Parameters
    ----------
    to
        Where to.
    password
        As typed; "" takes what the system's store has.
    remember
        Whether the store is to keep it.
    replace
        Whether another site may be written over.
    base_url
        The address that the site will have, which is built into it first; None leaves what the
        settings say.
    """

    to: Sent
    password: str = field(default="", repr=False)
    remember: bool = False
    replace: bool = False
    base_url: str | None = None


class Uploading:
    """The upload of one project: what is asked for, and how far it is."""

    def __init__(self, room: Workroom) -> None:
        self._room = room
        self._turn = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._state: dict[str, Any] = {"stage": "idle"}

    def state(self) -> dict[str, Any]:
        """How far it is: facts for the page, never a secret."""
        return self._state

    def begin(self, order: Order) -> None:
        """Begin, unless one is on its way."""
        with self._turn:
            if self._thread is not None and self._thread.is_alive():
                return
            self._stop.clear()
            self._state = {"stage": "making", "to": order.to.target.label}
            self._thread = threading.Thread(target=self._run, args=(order,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Have it break off between two files: sending again goes on from there."""
        self._stop.set()

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self, order: Order) -> None:
        keys = HostKeys(host_keys_file())
        try:
            done = self._send(order, self._made(order), keys)
            self._say("done", met=keys.told, **asdict(done), address=self._address())
        except _StoppedError:
            self._say("failed", reason="stopped", trouble=None)
        except MubanError as error:
            if isinstance(error, WrongPassword):
                forget_secret(order.to.target)
            reason = next((name for kind, name in _REASONS if isinstance(error, kind)), "other")
            self._fail(reason, (error.th, error.en), keys)
        except OSError as error:
            self._fail("other", disk_words(error), keys)
        except Exception as error:  # the page must hear of a defect of ours, too
            self._fail("other", (f"ส่งไม่สำเร็จ ({error!r})", f"Not sent ({error!r})"), keys)
            raise

    def _made(self, order: Order) -> dict[str, bytes]:
        """The site's files with the address that was given; made anew where they are not whole."""
        room = self._room
        if order.base_url is not None:
            change_settings(room.folder, {("base_url",): order.base_url or None})
        room.changed()
        self._rest()
        try:
            return self._files()
        except MubanError:  # somebody changed a file of it by hand
            room.again()
            self._rest()
            return self._files()

    def _files(self) -> dict[str, bytes]:
        with TURN:
            return read_site_files(self._room.site)

    def _rest(self) -> None:
        """Wait until what has changed is made."""
        while not self._room.at_rest():
            if self._stop.wait(_LOOK_S):
                raise _StoppedError
            if not self._room.folder.is_dir():
                break
        trouble = self._room.view()["trouble"]
        if trouble:
            raise MubanError(trouble["th"], trouble["en"])

    def _send(self, order: Order, files: dict[str, bytes], keys: HostKeys) -> Uploaded:
        target, branch = order.to.target, order.to.branch
        self._say("sending", done=0, of=len(files))
        keep_target(targets_file(), self._room.folder, order.to)
        password = order.password or (kept_secret(target) if target.asks else "")

        def tell(done: int, of: int) -> None:
            self._say("sending", done=done, of=of)
            if self._stop.is_set():
                raise _StoppedError

        sent = upload_to(
            target,
            files,
            password=password,
            keys=keys,
            journal=Journal(journal_folder(), f"{target.label} {branch}"),
            branch=branch,
            replace=order.replace,
            tell=tell,
        )
        if order.remember and order.password:
            self._state["kept"] = keep_secret(target, order.password)
        return sent

    def _address(self) -> str | None:
        work = self._room.work
        return None if work is None else published_address(None, work.project.config)

    def _fail(self, reason: str, trouble: Words, keys: HostKeys) -> None:
        told = {"th": trouble[0], "en": trouble[1]}
        self._say("failed", reason=reason, trouble=told, met=keys.told)

    def _say(self, stage: Stage, **facts: Any) -> None:
        before = {key: self._state[key] for key in _KEPT if key in self._state}
        self._state = {**before, **facts, "stage": stage}


_KEPT = ("to", "kept", "done", "of")
