"""A site's folder under builds that are killed or stopped before each thing they ask for.

Python tells of every file that it opens, links, renames or removes (audit events), so that a
child can end itself exactly between two of them. Run as a module it does so at every step and
at random moments, as often as is asked for::

    python -m tests.publishing_kills --times 200
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from muban.web.publishing import write_exchange
from muban.web.publishing.publish_site import publish
from muban.web.stopping import Stopped

__all__ = ["FOREIGN", "check_site", "end_at_every_step", "end_at_random", "foreign_of", "site"]

FOREIGN = {
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/objects/ab/cd": "a commit that was never pushed",
    "CNAME": "แผนที่.example.go.th",
    "data/extra.csv": "ของสำนักงาน",
    "tambon/1/note.txt": "ของสำนักงาน",
    "ภาพ.jpg": "ภาพถ่าย",
}
Ending = Callable[[], None]


def site(version: int, *, internal: bool = False) -> dict[str, bytes]:
    """A small site; ``version`` stands in every page, and every other one has a page more.

    Its legend is the same in all of them.
    """
    pages = {
        "index.html": f"หน้าแรก {version}",
        "legend.svg": "คำอธิบายสัญลักษณ์",
        "data/villages.csv": f"code\n{version}",
        "tambon/1/index.html": f"ตำบล {version}",
        **({"tambon/2/index.html": "ตำบลสอง"} if version % 2 else {}),
    }
    files = {name: text.encode() for name, text in pages.items()}
    listed = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    }
    manifest = {"generator": "muban 0.1", "internal": internal, "files": listed}
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def put_foreign(out: Path) -> None:
    """What is not muban's: among it a file that may not be written, a link, an empty folder."""
    for name, text in FOREIGN.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, "utf-8")
    (out / ".git/objects/ab/cd").chmod(0o444)
    (out / ".git/refs/tags").mkdir(parents=True)
    (out / "ล่าสุด").symlink_to("index.html")


def foreign_of(out: Path) -> dict[str, str]:
    """The same, as it stands."""
    stands = {name: (out / name).read_text("utf-8") for name in FOREIGN if (out / name).exists()}
    assert (out / ".git/refs/tags").is_dir()
    assert str((out / "ล่าสุด").readlink()) == "index.html"
    return stands


def check_site(out: Path, *versions: int) -> int:
    """The site is wholly one of the versions, with all that is not muban's; which one it is."""
    assert foreign_of(out) == FOREIGN
    stands = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    ours = {name: content for name, content in stands.items() if name not in FOREIGN}
    [version] = [number for number in versions if ours == site(number)]
    return version


def in_child(work: Callable[[], object], before: Ending = lambda: None) -> int:
    """Do something in a process of its own; how it ended (negative: by which signal)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 3
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        os.fsync = lambda fd: None  # the process dies here, and not the machine
        before()
        work()
        code = 0
    except (KeyboardInterrupt, Stopped):
        code = 130
    finally:
        os._exit(code)


def at_step(number: int, sign: signal.Signals) -> Ending:
    """Have this process ended by a signal before the so-manyth thing it asks of the system."""

    def prepare() -> None:
        left = number

        def hear(event: str, _: object) -> None:
            nonlocal left
            if event == "open" or event.startswith(("os.", "muban.", "shutil.")):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), sign)

        sys.addaudithook(hear)

    return prepare


def after(seconds: float, sign: signal.Signals) -> Ending:
    """Have this process ended by a signal after a while."""

    def prepare() -> None:
        child = os.fork()
        if child == 0:
            time.sleep(seconds)
            os.kill(os.getppid(), sign)
            os._exit(0)

    return prepare


def without_exchange(ending: Ending) -> Ending:
    """As on a disk that cannot exchange two folders."""

    def prepare() -> None:
        write_exchange._call = lambda: None  # type: ignore[assignment]
        ending()

    return prepare


def end_at_every_step(folder: Path, sign: signal.Signals, *, exchanging: bool = True) -> int:
    """End a build before each of its steps, one build after the other; how many there were."""
    out, steps = _begin(folder), 0
    standing = 0
    while True:
        steps += 1
        ending = at_step(steps, sign)
        ended = in_child(
            partial(publish, site(steps), out), ending if exchanging else without_exchange(ending)
        )
        if out.exists() or exchanging:
            standing = check_site(out, standing, steps)
        if sign is not signal.SIGKILL:
            assert out.exists()
            assert [path.name for path in folder.iterdir()] == ["site"]
        if ended == 0:
            return steps - 1
        assert ended in (-sign, 130)
        if steps % 2:  # every other time death strikes twice
            standing = _build_on(folder, out, 10_000 + steps)


def end_at_random(folder: Path, sign: signal.Signals, times: int, longest_s: float) -> Counter[str]:
    """End builds at random moments; how often the old site stood, and how often the new."""
    out, standing = _begin(folder), 0
    stood: Counter[str] = Counter()
    chance = random.Random(43)
    for number in range(1, times + 1):
        in_child(partial(publish, site(number), out), after(chance.uniform(0, longest_s), sign))
        before, standing = standing, check_site(out, standing, number)
        stood["old" if standing == before else "new"] += 1
        standing = _build_on(folder, out, 10_000 + number)
    return stood


def _begin(folder: Path) -> Path:
    out = folder / "site"
    publish(site(0), out)
    put_foreign(out)
    return out


def _build_on(folder: Path, out: Path, version: int) -> int:
    """The next build, whole: its site stands, with nothing left beside it."""
    assert in_child(lambda: publish(site(version), out)) == 0
    assert [path.name for path in folder.iterdir()] == ["site"]
    return check_site(out, version)


def main() -> None:
    """Print how many builds were ended, and how each ended."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=200)
    times = asked.parse_args().times
    for sign in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
        for exchanging in (True, False):
            with tempfile.TemporaryDirectory() as folder:
                steps = end_at_every_step(Path(folder), sign, exchanging=exchanging)
            how = "exchanged" if exchanging else "renamed twice"
            print(f"{sign.name}: before each of {steps} steps, folders {how}")
        with tempfile.TemporaryDirectory() as folder:
            stood = end_at_random(Path(folder), sign, times, 0.03)
        print(f"{sign.name}: {times} at random moments: {dict(stood)}")


if __name__ == "__main__":
    main()
